"""What the legends under the two pictures name: what the landscape holds, as it is drawn, in words that files share."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import get_args

import pytest

from explorer.bundled import bundled as shipped
from explorer.data.load import load_landscape
from explorer.draw.lines import BASIS_LOOKS, END_WORDS, MARK_WORDS, SHARED, STEPS, MarkSign
from explorer.draw.primitives import End
from explorer.draw.shapes import ACTOR_LOOKS, EVENT_LOOKS, shape_path
from explorer.edtf import parse_when
from explorer.export.renderers.tips import TIPS
from explorer.landscape import Landscape
from explorer.model import Basis, Instrument, Relation
from explorer.network.edges import bundles, shared_events
from explorer.network.svg.elements import ENDS
from explorer.network.tie_keys import keys_of_ties
from explorer.page.legend import network_legend, timeline_legend
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.timeline.mark_keys import signs_of
from explorer.timeline.scene import timeline_scene
from tests.timeline.timeline_world import claim, event, world

TIE_WORDS = {*END_WORDS.values(), SHARED.word, STEPS.word, *(look.word for look in BASIS_LOOKS.values())} - {""}
EVERY_ACTOR = {look.word for look in ACTOR_LOOKS.values()}


def words(legend: str) -> set[str]:
    return set(re.findall("<span>([^<]+)</span>", legend))


def tie_words(landscape: Landscape) -> set[str]:
    """What the page's legend says of ties; patterns that look alike share a key."""
    return set(chain.from_iterable(one.split(" or ") for one in words(network_legend(landscape)) - EVERY_ACTOR))


def mark_words(landscape: Landscape) -> set[str]:
    return words(timeline_legend(landscape)) & set(MARK_WORDS.values())


@pytest.fixture(params=["albuquerque", "new-york-detainers", "small"])
def landscape(request: pytest.FixtureRequest) -> Landscape:
    if request.param == "small":
        return request.getfixturevalue("small_world")  # type: ignore[no-any-return]
    return load_landscape(shipped("graph_data") / request.param)


# --- ties ----------------------------------------------------------------------------------------------------------


def test_an_empty_landscape_has_no_legend_of_ties() -> None:
    assert words(network_legend(world())) == set()


def test_a_kind_of_tie_is_named_where_the_landscape_holds_one(landscape: Landscape) -> None:
    verbs = {verb.id: verb for verb in landscape.verbs}
    stated = [verbs[one.verb] for one in landscape.relations if one.basis != "inferred"]
    sides = {verb.side or "did" for verb in stated if verb.group == "stance"}
    groups = {
        "act": "did",
        "affiliation": "belongs to",
        "lineage": "continues",
        "service": "serves",
        "context": "context",
    }
    expected = sides | {groups.get(verb.group, "context") for verb in stated if verb.group != "stance"}
    assert tie_words(landscape) & set(END_WORDS.values()) == expected


def test_how_sure_a_tie_is_is_named_where_the_landscape_holds_one(landscape: Landscape) -> None:
    bases = {relation.basis for relation in landscape.relations} - {"reported"}
    named = tie_words(landscape) & {look.word for look in BASIS_LOOKS.values()}
    assert {BASIS_LOOKS[basis].word for basis in bases} <= named
    assert named <= {BASIS_LOOKS[basis].word for basis in bases} | {"planned"}, "events ahead are shared, too"


def test_all_that_a_network_draws_is_named_whatever_is_shown_on_whatever_day(landscape: Landscape) -> None:
    days = [None, date(2024, 6, 1), date(2025, 5, 1)]
    views = [visible(landscape, Selection(as_of=day, clock=clock)) for day in days for clock in ("happened", "known")]  # type: ignore[arg-type]
    parts = [view.part for view in views]
    drawn = [tie for part in parts for tie in (*bundles(part, part.records), *shared_events(part, part.records))]
    assert drawn
    named = {word for key in keys_of_ties(drawn) for word in key.word.split(" or ")}
    assert named <= tie_words(landscape) <= TIE_WORDS


def test_steps_are_named_where_an_instrument_has_several() -> None:
    bill = Instrument(
        id="bill", title="Bill", number="", aliases=(), kind="bill", lane="state", status="", summary="", sources=()
    )
    steps = [replace(event(id, when), instrument="bill") for id, when in (("a", "2024-01-01"), ("b", "2025-01-01"))]
    one, two = (replace(world(*steps[:many]), instruments=(bill,)) for many in (1, 2))
    assert (tie_words(one), tie_words(two)) == (set(), {STEPS.word})


def test_what_looks_alike_shares_a_key_that_names_what_there_is(small_world: Landscape) -> None:
    relation = next(one for one in small_world.relations if one.basis == "claimed")
    opinion = replace(relation, id="opinion", basis="opinion")

    def named(*relations: Relation) -> set[str]:
        legend = network_legend(replace(small_world, relations=relations))
        return {word for word in words(legend) if re.search("claimed|opinion", word)}

    assert named(relation) == {"claimed"}
    assert named(opinion) == {"opinion"}
    assert named(relation, opinion) == {"claimed or opinion"}


def test_every_sign_has_a_word_and_is_drawn_on_page_and_paper() -> None:
    assert set(END_WORDS) == set(get_args(End)) == {"", *ENDS} == {"", *TIPS}
    assert set(BASIS_LOOKS) == set(get_args(Basis))
    assert set(MARK_WORDS) == set(get_args(MarkSign))
    looks = {(look.dash, look.dasharray) for look in BASIS_LOOKS.values()}
    assert len({dash for dash, _ in looks}) == len({dashes for _, dashes in looks}) == len(looks)


# --- kinds of records ----------------------------------------------------------------------------------------------


def test_the_timelines_legend_names_the_kinds_of_events_that_there_are() -> None:
    legend = timeline_legend(world(event("a", "2025", kind="court"), event("b", "2025", kind="order")))
    every = {look.word for look in EVENT_LOOKS.values()}
    assert words(legend) & every == {"court", "order"}
    assert f'd="{shape_path("hexagon", 5)}"' in legend


def test_the_networks_legend_names_the_kinds_of_actors_that_there_are(small_world: Landscape) -> None:
    held = {ACTOR_LOOKS[actor.kind].word for actor in small_world.actors}
    assert words(network_legend(small_world)) & EVERY_ACTOR == held
    assert words(network_legend(world())) & EVERY_ACTOR == set()


# --- events in time ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "sign"),
    [
        ("2025-03-01", "on a known day"),
        ("2025-03-01/2025-05-01", "lasted"),
        ("2025-03-01/..", "still going on"),
        ("../2025-03-01", "since when is not known"),
    ],
)
def test_how_an_event_stands_in_time_is_named_where_one_does(when: str, sign: str) -> None:
    assert mark_words(world(event("a", when))) == {sign}


def test_what_happened_in_some_month_may_not_have_happened_on_a_day_within() -> None:
    named = {"some time in that month or year", "not known to have happened"}
    assert mark_words(world(event("a", "2025-03"))) == named


def test_what_is_planned_is_named_as_not_known_to_have_happened() -> None:
    planned = event("a", "2025-08-01", status="planned")
    assert "not known to have happened" in mark_words(world(planned))


def test_what_was_told_before_its_day_was_planned_once(small_world: Landscape) -> None:
    """A source of 22 July tells it."""
    order = next(one for one in small_world.events if one.id == "night-order")
    for day, named in (("2025-07-21", False), ("2025-08-01", True)):
        moved = replace(order, date=parse_when(day), sources=order.sources[:1])
        told = replace(small_world, events=(moved,), claims=())
        assert ("not known to have happened" in mark_words(told)) is named


def test_disagreement_is_named_where_sources_disagree_on_an_event() -> None:
    claims = (claim("a", "date", "2025-04-28", "preferred"), claim("a", "date", "2025-05", "contradicted"))
    assert "sources disagree" in mark_words(world(event("a", "2025-04-28"), claims=claims))
    assert "≠" not in timeline_legend(world(event("a", "2025-04-28")))
    assert "≠" not in timeline_legend(world(event("b", "2025-04-28"), claims=claims)), "on nothing that is drawn"


def test_all_that_a_timeline_draws_is_named_whatever_the_day(landscape: Landscape) -> None:
    for day in (None, date(2024, 6, 1), date(2025, 5, 1), date(2025, 7, 10)):
        for clock in ("happened", "known"):
            part = visible(landscape, Selection(as_of=day, clock=clock)).part  # type: ignore[arg-type]
            drawn = signs_of(timeline_scene(part, whole=landscape).marks)
            assert {MARK_WORDS[sign] for sign in drawn} <= mark_words(landscape)


def test_an_empty_landscape_has_no_legend_of_marks() -> None:
    assert words(timeline_legend(world())) == set()
