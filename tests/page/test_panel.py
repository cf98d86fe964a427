"""What the panel says: a record in parts with their counts, a comparison, a step of a tour, the guide."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from explorer.draw.markup import html_of
from explorer.landscape import Landscape
from explorer.model import NO_SOURCE_GIVEN
from explorer.outlook import outlook
from explorer.page.panel.panel import RecordPanel
from explorer.page.sentences import Prose
from explorer.prose.claims import all_disagreements
from explorer.query.selection import from_query
from explorer.query.visible import visible

TIE_PARTS = re.compile(
    r"What .* did$|Where .* stands$|Offices|What it builds|Whom |Context|Who |What foll|What was|What it does"
    r"|What came|What (it )?may"
)


def told(world: Landscape, address: str, served: bool = True) -> str:
    view = visible(world, from_query(address, world)[0])
    return html_of(RecordPanel(world, Prose(world), served).of(view))


def parts(text: str) -> list[tuple[str, int, bool]]:
    """Heading, count, and whether it is open, of each part."""
    found = re.findall(r'<details class="section"( open="open")?[^>]*><summary><h4>(.*?)</h4> <span[^>]*>(\d+)<', text)
    return [(unescape(heading), int(count), bool(on)) for on, heading, count in found]


@pytest.mark.parametrize(
    "id", ["tim-keller", "city-council", "donald-trump", "city-of-albuquerque", "aclu-of-new-mexico"]
)
def test_the_counts_of_the_parts_of_an_actor_are_the_number_of_its_ties(bundled: Landscape, id: str) -> None:
    text = told(bundled, f"sel={id}")
    ties = [count for heading, count, _ in parts(text) if TIE_PARTS.match(heading)]
    assert sum(ties) == len(bundled.relations_of[id]) > 0
    assert f"{sum(ties)} ties" in text


def test_the_first_two_parts_and_contradictions_are_open(bundled: Landscape) -> None:
    found = parts(told(bundled, "sel=tim-keller"))
    assert [on for *_, on in found[:2]] == [True, True]
    assert {heading: on for heading, _, on in found}["Sources contradict"]
    assert not all(on for *_, on in found)


def test_values_that_agree_are_not_told_as_contradictions(small_world: Landscape) -> None:
    vaguer = tuple(replace(c, standing="agrees") if c.id == "cost-riders" else c for c in small_world.claims)
    headings = [heading for heading, *_ in parts(told(replace(small_world, claims=vaguer), "sel=night-order"))]
    assert "Also put as" in headings and "Sources contradict" not in headings


def test_the_answer_of_a_connection_stands_directly_under_the_field(small_world: Landscape) -> None:
    text = told(small_world, "sel=ana-reyes&to=resolution-2000")
    assert text.index("ask-place") < text.index('class="connected"') < text.index('class="section"')


def test_a_step_of_a_tour_is_a_card_over_what_it_shows(small_world: Landscape) -> None:
    text = told(small_world, "tour=life-of-bus-bill&step=1")
    assert text.index('class="tour-card"') < text.index('class="panel-head"')
    assert "step 1 of 2" in text and "Next: Bus bill dies" in text and 'class="tour-previous"' not in text
    assert 'data-view="sel=bill-dies&amp;tour=life-of-bus-bill&amp;step=2"' in text


def test_another_pick_leaves_the_tour_and_the_way_back_stays(small_world: Landscape) -> None:
    text = told(small_world, "sel=council&tour=life-of-bus-bill&step=2")
    assert 'class="tour-card"' not in text and "back to step 2" in text


def test_a_filter_does_not_leave_a_tour(small_world: Landscape) -> None:
    assert 'class="tour-card"' in told(small_world, "sel=bill-dies&tour=life-of-bus-bill&step=2&level=supporting")


def test_a_comparison_names_the_records_of_each_and_of_both(small_world: Landscape) -> None:
    text = told(small_world, "sel=ana-reyes&vs=riders")
    assert 'data-only-first="council" data-both="night-order" data-only-second=""' in text
    assert "swap" in text and "In both" in [heading for heading, *_ in parts(text)]


def test_every_contradiction_is_told_with_each_value_and_why(bundled: Landscape) -> None:
    found = parts(told(bundled, "show=contradictions"))
    disputed = [dispute for dispute in all_disagreements(bundled) if dispute.is_contradiction]
    settled = sum(dispute.is_settled for dispute in disputed)
    assert [(heading, count) for heading, count, _ in found] == [
        ("One value preferred", settled),
        ("Left open: none preferred", len(disputed) - settled),
    ]


def test_the_guide_begins_the_tours_a_landscape_has(bundled: Landscape, small_world: Landscape) -> None:
    text = told(bundled, "level=all")
    assert "Take the tour" in text and "How HB 9 died and came back" in text
    assert "Take the tour" not in told(small_world, "level=all")


def test_what_stands_for_no_source_is_none(small_world: Landscape) -> None:
    """Rows whose file gives no source cite one source that says so: it is not counted, and they are told apart."""
    assert "Every row names its source; 2 are cited." in told(small_world, "")
    first, *rest = small_world.sources
    bare = replace(small_world, sources=(replace(first, title=NO_SOURCE_GIVEN), *rest))
    rows = [{cited.source for cited in row.sources} for row in bare.rows]
    none = sum(cited == {first.id} for cited in rows)
    named = len(rows) - none
    assert none and f"Of {len(rows)} rows {named} name a source, {none} give none; 1 is cited." in told(bare, "")
    alone = next(actor for actor in bare.actors if {cited.source for cited in actor.sources} == {first.id})
    without = replace(bare, relations=(), claims=(), provisions=())
    assert "No source is given for any of it." in told(without, f"sel={alone.id}")
    nothing = replace(bare, sources=tuple(replace(source, title=NO_SOURCE_GIVEN) for source in bare.sources))
    assert f"None of the {len(rows)} rows names a source." in told(nothing, "")


def test_a_plan_whose_day_has_passed_is_never_silently_open(bundled: Landscape) -> None:
    text = told(bundled, "level=all")
    assert "Council plans to make the order lasting" in text
    passed = [e for e in bundled.events if outlook(bundled, e, bundled.as_of).stand == "day passed"]
    assert text.count("The day has passed, no outcome in these data.") == len(passed) == 2


def test_a_file_offers_nothing_that_only_a_server_answers(bundled: Landscape) -> None:
    text = told(bundled, "level=all", served=False)
    assert "data-view" not in text and "Take the tour" not in text
    assert "not by this file" in text


@pytest.mark.parametrize(
    "address", ["lanes=-", "lanes=-&show=contradictions", "sel=ana-reyes&vs=statehouse&lanes=city"]
)
def test_what_is_left_out_leaves_a_panel_that_says_so(small_world: Landscape, address: str) -> None:
    assert "record-title" in told(small_world, address)
