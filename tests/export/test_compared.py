"""Two actors compared: panel, networks, captions, titles, timeline, files and the saved page say and draw the same."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.export.saved_page.html_file import offline_html
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.headline import network_title, timeline_title
from explorer.export.slides.pages import pages
from explorer.export.slides.placed import PageMaker
from explorer.export.slides.timeline.timeline_layout import TimelineLayout
from explorer.export.slides.timeline.timeline_pages import timelines
from explorer.landscape import Landscape
from explorer.model import Event
from explorer.network.drawn import NetworkDrawn, network_drawn
from explorer.network.picks_shown import shows
from explorer.network.stored.file import open_with_layout
from explorer.network.svg.svg_of_selection import network_svg_of
from explorer.page.panel.panel import RecordPanel
from explorer.page.picks import pick_answer
from explorer.page.pictures import NARROW, WIDE
from explorer.page.sentences import Prose
from explorer.query.selection import Selection, filters_of, from_query
from explorer.query.visible import View, visible
from tests.addresses import random_addresses, view_at
from tests.bundled import FOLDER, albuquerque
from tests.network.pane_drawn import drawn_by_the_pane
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

FRAME = frame_of(Options())
FOLDERS = ("albuquerque", "new-york-detainers")
ADDRESSES = (
    "sel=tim-keller&vs=us-doj",
    "sel=tim-keller&vs=donald-trump",
    "sel=tim-keller&vs=karen-bass&at=2025-07-01",
    "sel=tim-keller&vs=darren-white",
    "sel=tim-keller&vs=city-council",
    "sel=tim-keller&vs=city-council&ties=act,stance&basis=reported",
    "sel=tim-keller&vs=us-doj&nodes=actors",
    "sel=karen-bass&vs=us-doj&steps=1",
    "sel=city-council&vs=tim-keller&tidy=1&lanes=city",
)


def random_views(landscape: Landscape, seed: int, count: int) -> Iterator[View]:
    """Pairs of actors, the more often the more they are tied; every other time with filters and days of any kind."""
    random = Random(seed)
    actors = [actor.id for actor in landscape.actors]
    weights = [1 + len(landscape.relations_of[id]) for id in actors]
    for place, address in enumerate(random_addresses(landscape, seed, count)):
        one, other = random.choices(actors, weights, k=2)
        chosen = from_query(address, landscape)[0] if place % 2 else Selection()
        steps = chosen.steps if one != other else 0
        chosen = replace(chosen, focus=one, to="", in_order=False, steps=steps, vs=other if other != one else "")
        if chosen.vs:
            yield visible(landscape, chosen)


def panel_of(view: View) -> str:
    return "".join(RecordPanel(view.landscape, Prose(view.landscape)).of(view))


def shared_by_drawn(view: View, drawn: NetworkDrawn) -> int:
    """What both are tied to by the lit lines of the picture: records, and texts of which each is tied to some step."""
    one, other = drawn.focus, drawn.goal
    lit = [{edge.subject, edge.object} for edge in drawn.edges if edge.id in drawn.lit_edges and edge.relations]
    far = [{id for ends in lit if end in ends for id in ends} - {one, other} for end in (one, other)]
    known = view.landscape.records
    texts = [{e.instrument for id in ids if isinstance(e := known[id], Event)} - {""} for ids in far]
    in_texts = {id for id in far[0] & far[1] if getattr(known[id], "instrument", "") in texts[0] & texts[1]}
    return len((far[0] & far[1]) - in_texts) + len(texts[0] & texts[1])


def assert_one_answer(view: View) -> None:
    """All parts of the page and of a file agree on two actors that are both shown."""
    selection, landscape = view.selection, view.landscape
    drawn, answer = network_drawn(view, WIDE), pick_answer(view, WIDE)
    told = re.search(r", (\d+) shared, ", panel_of(view))
    title = re.search(r": (\d+) neighbours? in common$", network_title(view, drawn))
    assert told and title, selection
    assert {int(told[1]), int(title[1]), answer["shared"], pick_answer(view, NARROW)["shared"]} == {int(told[1])}
    assert shared_by_drawn(view, drawn) == int(told[1]), selection
    assert {selection.focus, selection.vs} <= {node.id for node in drawn.nodes}
    on_page, ties = drawn_by_the_pane(view)
    assert drawn.records == on_page, selection
    assert {(*sorted((e.subject, e.object)), *sorted(e.relations)) for e in drawn.edges} == ties, selection
    row = {relation.id: at for at, relation in enumerate(landscape.relations)}
    own = {tie.id for id in (selection.focus, selection.vs) for tie in landscape.relations_of[id]}
    stated = {id for id in own if view.relations[row[id]]}
    lines = {id for edge in drawn.edges if edge.id in drawn.lit_edges for id in edge.relations}
    assert lines <= stated
    assert (answer["drawn"], answer["stated"]) == (len(lines), len(stated)), selection
    assert pick_answer(view, NARROW)["stated"] == len(stated)


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_say_and_draw_the_same_of_two(address: str) -> None:
    assert_one_answer(view_at(albuquerque(), address))


@pytest.mark.parametrize(("folder", "seed"), one_in(6, [(name, seed) for seed in range(6) for name in FOLDERS]))
def test_so_they_do_whoever_is_compared_and_whatever_is_filtered(folder: str, seed: int) -> None:
    landscape = open_with_layout(FOLDER.with_name(folder))
    compared = 0
    for view in random_views(landscape, seed=100 + seed, count=16):
        ends = (view.selection.focus, view.selection.vs)
        if all(shows(view, id) for id in ends):
            assert_one_answer(view)
            compared += 1
        else:
            assert pick_answer(view, WIDE)["shared"] == -1
            assert "compared with" not in excerpt(view).selected
    assert compared > 4


def test_what_was_left_out_of_a_comparison_is_drawn() -> None:
    view = view_at(albuquerque(), "sel=tim-keller&vs=us-doj")
    drawn = network_drawn(view, WIDE)
    assert {"tim-keller", "us-doj", "doj-letter-2025"} <= drawn.records
    assert network_title(view, drawn) == "Tim Keller and Justice Department: 1 neighbour in common"
    answer = pick_answer(view, WIDE)
    assert answer["stated"] == 22 and answer["drawn"] >= 19


def test_the_page_is_sent_with_both_drawn() -> None:
    svg = network_svg_of(view_at(albuquerque(), "sel=tim-keller&vs=us-doj"), WIDE)
    assert 'data-pick="tim-keller" data-compared="us-doj"' in svg
    assert re.search(r'<g class="node[^"]* lit[^"]*"[^>]*data-id="us-doj"', svg)


def test_on_the_timeline_the_events_of_both_are_in_colour() -> None:
    view = view_at(albuquerque(), "sel=tim-keller&vs=karen-bass")
    desk = PageMaker(excerpt(view), view, Options(), Frames(FRAME, FRAME), "at the end")
    near = {id for end in ("tim-keller", "karen-bass") for id in view.neighbours(end) or ()}
    events = {event.id for event in view.part.events} & near
    lit = [one.layout for one in timelines(desk) if isinstance(one.layout, TimelineLayout)]
    assert {id for layout in lit for id in layout.lit & {event.id for event in layout.events}} == events
    title = timeline_title(view, view.part)
    assert title.startswith(f"Tim Keller and Karen Bass: tied to {len(events)} of ")


def test_a_file_says_which_sign_is_whose_and_how_many_ties_are_drawn() -> None:
    view = view_at(albuquerque(), "sel=tim-keller&vs=us-doj")
    first, *_ = pages(view, "network", Options(), Frames(FRAME, FRAME), "at the end")
    answer = pick_answer(view, WIDE)
    said = " ".join(getattr(item, "text", "") for item in first.items)
    assert f"● Tim Keller, ■ Justice Department: {answer['drawn']} of {answer['stated']} ties drawn." in said


def test_whom_the_filters_leave_out_is_compared_nowhere() -> None:
    view = view_at(albuquerque(), "sel=tim-keller&vs=us-doj&lanes=city")
    alone = view.choosing(vs="")
    assert network_title(view, network_drawn(view, WIDE)) == network_title(alone, network_drawn(alone, WIDE))
    assert network_drawn(view, WIDE) == network_drawn(alone, WIDE)
    assert excerpt(view).selected == excerpt(alone).selected


def test_a_comparison_leaves_nothing_out() -> None:
    assert filters_of(Selection(focus="a", vs="b")) == Selection()


def held(text: str, id: str) -> dict[str, object]:
    """What a saved page holds under an id."""
    found = re.search(rf'<script type="text/plain" id="{id}">([^<]*)</script>', text)
    assert found
    return json.loads(gzip.decompress(b64decode(found[1])))  # type: ignore[no-any-return]


def test_a_saved_page_holds_the_comparison_that_it_says_it_shows(small_world: Landscape) -> None:
    view = view_at(small_world, "sel=ana-reyes&vs=riders")
    text = offline_html(view, Options()).decode()
    assert "Selected: Ana Reyes, compared with Night riders." in text
    assert 'data-both="night-order"' in text
    assert "other comparisons" in text and "data-view" not in text
    picks = held(text, "offline-picks")[str(WIDE)]
    assert isinstance(picks, dict)
    assert picks["ana-reyes&vs=riders"]["shared"] == 1
    assert picks["ana-reyes"]["shared"] == -1
    states = held(text, "offline-data")["states"]
    assert isinstance(states, dict)
    for clock in states["clocks"].values():
        assert {"ana-reyes", "ana-reyes&vs=riders"} <= clock["told"].keys()
