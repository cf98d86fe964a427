"""Twice the landscape, at most two and a half times the work: every view, answer and file; a hub with twice the ties.

What is laid out is off the clock, as no more is ever laid out than a picture holds; that bound is asserted instead.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from explorer.data.checks.audit import content_hash
from explorer.data.load import load_landscape
from explorer.export.formats import FORMATS, Job, View, export_bytes
from explorer.export.options import Options
from explorer.export.saved_page import days as offline_days
from explorer.export.slides.network import network_sheets as slide_network
from explorer.landscape import Landscape
from explorer.model import Claim, Relation
from explorer.network import node_choice, picks_shown, visibility
from explorer.network.drawn import NetworkDrawn
from explorer.network.pane.pane_scene import PaneScene, pane_scene
from explorer.network.pane.sizes import PANES, PHONE, Pane, pane_of, resting_ids
from explorer.network.pick.picks import pick_of
from explorer.network.sheets.several import Panes
from explorer.query.selection import from_query
from explorer.server import create_app
from tests.addresses import details_of
from tests.bench.worlds import write_world
from tests.growth import MAX_GROWTH, MAX_MEMORY_GROWTH, OffTheClock, growth, memory_growth
from tests.sweeps import one_in, swept

pytestmark = pytest.mark.slow

EVENTS = 240
"""Of the smaller world for answers: enough that what is the same for any landscape hides nothing."""

FEW_EVENTS = 120
"""Of the smaller world for files of data, which hold everything."""

VERY_FEW_EVENTS = 60
"""Of the smaller world for files of pages, which take long for their pages alone."""

LARGER = 4
"""So many times as much is in the larger world: two doublings."""

MIN_EVENTS = 30
"""Of the smaller world for the page in one file, which tells every record as of every day."""

DRAWN = 6
"""So many records at most a network draws here, so that no time goes into laying out."""

DRAWN_ON_PAPER = 16
"""The same on the sheets of a file, where what is picked brings its ties along."""

FAMILIES = ("everything grows", "a hub's ties grow")
SIZES = (MIN_EVENTS, VERY_FEW_EVENTS, FEW_EVENTS, EVENTS)
HUB, CROWD = "actor-0", "event-0"


class Pair(NamedTuple):
    """A landscape, and one with four times as much."""

    small: Landscape
    large: Landscape


def hub_of(landscape: Landscape) -> Landscape:
    """The landscape with an actor who is tied to all events thrice and claims something of many, and an event that all
    actors are tied to."""
    cited = landscape.actors[0].sources
    ties = [(HUB, verb, event.id) for event in landscape.events for verb in ("signed", "supports", "sponsored")]
    ties += [(actor.id, "opposes", CROWD) for actor in landscape.actors]
    relations = tuple(
        Relation(
            id=f"hub-{number}",
            subject=subject,
            verb=verb,
            object=object,
            date=None,
            basis="reported",
            attributed_to=(),
            note="",
            sources=cited,
        )
        for number, (subject, verb, object) in enumerate(ties)
    )
    claims = tuple(
        Claim(
            id=f"hub-claim-{number}",
            about=event.id,
            property="cost",
            value=f"{number} dollars",
            standing="agrees",
            attributed_to=(HUB,),
            note="",
            sources=cited,
        )
        for number, event in enumerate(landscape.events[::2])
    )
    known = replace(landscape, claims=landscape.claims + claims)
    return replace(known, relations=landscape.relations + relations)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    found = {}
    for events in (each for size in SIZES for each in (size, LARGER * size)):
        found[events] = tmp_path_factory.mktemp(f"world-{events}")
        write_world(found[events], events)
    return found


@pytest.fixture(scope="module")
def worlds(folders: dict[int, Path]) -> dict[tuple[str, int], Pair]:
    """By family and events of the smaller: both landscapes."""
    loaded = {events: load_landscape(folder) for events, folder in folders.items()}
    hubs = {events: hub_of(landscape) for events, landscape in loaded.items()}
    gc.freeze()  # to look through these landscapes for garbage, before each measure, takes longer than the measure
    return {
        (family, events): Pair(of[events], of[LARGER * events])
        for family, of in zip(FAMILIES, (loaded, hubs), strict=True)
        for events in SIZES
    }


@pytest.fixture(scope="module")
def laid_out() -> dict[Hashable, Any]:
    """What was laid out of these worlds for any test."""
    return {}


def world_of(landscape: Landscape) -> tuple[int, int]:
    """Tells the worlds from each other."""
    return len(landscape.events), len(landscape.relations)


@pytest.fixture
def off(monkeypatch: pytest.MonkeyPatch, laid_out: dict[Hashable, Any]) -> Iterator[OffTheClock]:
    """With small networks, laid out off the clock, and with few of the days that a page in one file holds: what is
    drawn and how many days there are does not grow."""
    clock = OffTheClock(laid_out)
    monkeypatch.setattr(node_choice, "pane_of", lambda width: replace(pane_of(width), at_rest=DRAWN))
    monkeypatch.setattr(node_choice, "most", lambda pane, mode: DRAWN)
    resting = clock.bounded(visibility.pane_scene, lambda landscape, pane, ids, *_: len(ids), DRAWN)
    monkeypatch.setattr(visibility, "pane_scene", resting)

    def picked(landscape: Landscape, scene: PaneScene, focus: str) -> Hashable:
        return world_of(landscape), scene.pane.key, scene.mode, tuple(node.id for node in scene.nodes), focus

    def sheets(landscape: Landscape, drawn: NetworkDrawn, room: Pane | Panes, fewest: int = 1) -> Hashable:
        return world_of(landscape), drawn.key, room.key, fewest

    monkeypatch.setattr(picks_shown, "pick_of", clock.bounded(picks_shown.pick_of, lambda *_: 1, 1, picked))
    monkeypatch.setattr("explorer.network.drawn.MANY", DRAWN_ON_PAPER)
    for name in ("sheets_of", "one_sheet"):
        laid = clock.bounded(
            getattr(slide_network, name), lambda landscape, drawn, *_: len(drawn.nodes), DRAWN_ON_PAPER, key=sheets
        )
        monkeypatch.setattr(slide_network, name, laid)
    monkeypatch.setattr("explorer.query.centrality.MAX_EXACT", 100)  # the exact betweenness of few is bounded by that
    monkeypatch.setattr(offline_days, "MAX_DAYS", 2)
    monkeypatch.setattr("explorer.page.view_answer.MAX_TIED", 200)  # above so many records only those drawn are told of
    yield clock


def work_grows(pair: Pair, run: Callable[[Landscape], Callable[[], object]], off: OffTheClock) -> float:
    small, large = (lambda of=of: run(fresh(of)) for of in pair)
    return growth(small, large, off, doublings=2)


def fresh(landscape: Landscape) -> Landscape:
    """The same landscape with nothing worked out but its hash, which a server takes when it starts."""
    again = replace(landscape)
    again.kept[f"{content_hash.__module__}.{content_hash.__qualname__}"] = "0123456789ab"
    return again


# --- answers -------------------------------------------------------------------------------------------------------

ADDRESSES = [
    "/",
    "/view",
    "/view?lanes=city,state",
    "/view?at=2015-01-01",
    "/view?at=2015-01-01&clock=known",
    "/view?rows=kind",
    "/view?rows=instrument",
    f"/view?rows=actor&sel={HUB}",
    "/view?nodes=actors",
    "/view?nodes=actors&at=2015-01-01",
    f"/view?sel={HUB}&steps=2",
    f"/view?sel={HUB}&steps=2&nodes=actors",
    "/view?tidy=1&lanes=city",
    "/view?tidy=1&nodes=actors",
    f"/view?sel={HUB}&to=actor-50",
    f"/view?sel={HUB}&to=event-200&order=time",
    "/network/972.svg",
    "/network/972.svg?nodes=actors",
    "/timeline?first=2012-01-01&last=2020-12-31&rows=kind",
    "/find?q=night+buses",
    "/find?q=nigth+busess",
    "/find?q=meals&ends=1",
    f"/actors?sel={HUB}",
    "/cite",
    f"/cite?record={HUB}",
    f"/take/actors?sel={HUB}",
    "/take/plan/timeline.csv",
]


OF_TIES = ("sel=", "record=", "nodes=", "network", "find")
ASKED = [(FAMILIES[0], address) for address in ADDRESSES]
ASKED += [(FAMILIES[1], address) for address in ADDRESSES if any(part in address for part in OF_TIES)]


OFTEN = [(FAMILIES[0], address) for address in ("/", "/view?at=2015-01-01&clock=known", "/find?q=nigth+busess")]
OFTEN += [(FAMILIES[1], address) for address in ("/view?tidy=1&nodes=actors", f"/actors?sel={HUB}")]


@pytest.mark.parametrize(("family", "address"), swept(ASKED, often=OFTEN))
def test_an_answer_takes_as_much_longer_as_there_is_more(worlds, off: OffTheClock, family: str, address: str) -> None:
    def ready(landscape: Landscape) -> Callable[[], object]:
        client = create_app(landscape).server.test_client()
        return lambda: answered(client.get(address))

    assert work_grows(worlds[family, EVENTS], ready, off) <= MAX_GROWTH


@pytest.mark.parametrize("pane", one_in(2, {pane.key: pane for pane in (PHONE, PANES[1])}))
def test_a_pick_takes_no_longer_than_its_ties_are_more(worlds, pane: Pane) -> None:
    def ready(landscape: Landscape) -> Callable[[], object]:
        scene = pane_scene(landscape, pane, resting_ids(landscape, pane))
        return lambda: pick_of(landscape, scene, HUB)

    assert work_grows(worlds[FAMILIES[1], EVENTS], ready, OffTheClock()) <= MAX_GROWTH


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(
    "address", one_in(4, [f"?sel={CROWD}&to={HUB}", "?", f"?sel={HUB}&at=2015-01-01", f"?sel={HUB}"])
)
def test_details_take_as_much_longer_as_there_is_to_tell(worlds, off: OffTheClock, family: str, address: str) -> None:
    asked = details_of(address)

    def ready(landscape: Landscape) -> Callable[[], object]:
        client = create_app(landscape).server.test_client()
        return lambda: answered(client.post(asked.path, data=asked.body, content_type="application/json"))

    assert work_grows(worlds[family, EVENTS], ready, off) <= MAX_GROWTH


@pytest.mark.parametrize("family", FAMILIES)
def test_the_page_about_the_data_takes_as_much_longer_as_there_is_more(worlds, off, family, monkeypatch) -> None:
    monkeypatch.setattr(
        "explorer.data.checks.audit.MAX_COMPARED_VALUES", 40
    )  # actors' names, which are compared pair by pair

    def ready(landscape: Landscape) -> Callable[[], object]:
        client = create_app(landscape).server.test_client()
        return lambda: answered(client.get("/about"))

    assert work_grows(worlds[family, FEW_EVENTS], ready, off) <= MAX_GROWTH


@pytest.mark.parametrize("family", FAMILIES)
def test_a_server_starts_as_much_later_as_there_is_more(worlds, off: OffTheClock, family: str) -> None:
    small, large = (lambda of=of: lambda: create_app(replace(of)) for of in worlds[family, EVENTS])
    assert growth(small, large, off, doublings=2) <= MAX_GROWTH


def test_a_folder_loads_as_much_longer_as_there_is_more(folders: dict[int, Path], off: OffTheClock) -> None:
    small, large = (lambda folder=folders[n]: lambda: load_landscape(folder) for n in (EVENTS, LARGER * EVENTS))
    assert growth(small, large, off, doublings=2) <= MAX_GROWTH


def test_a_folder_takes_as_much_more_memory_as_there_is_more(folders: dict[int, Path]) -> None:
    def loading(folder: Path) -> Callable[[], object]:
        return lambda: len(load_landscape(folder).rows)  # with all its records

    small, large = (lambda folder=folders[n]: loading(folder) for n in (EVENTS, LARGER * EVENTS))
    assert memory_growth(small, large, doublings=2) <= MAX_MEMORY_GROWTH


def answered(response) -> None:
    assert response.status_code == 200


# --- files ---------------------------------------------------------------------------------------------------------

PAGED = ("pptx", "png", "pdf")
FILES = [(format, view) for format, known in FORMATS.items() for view in known.pictures if format != "html"]


FILES_OFTEN = [
    ("pptx", "details"),
    ("pdf", "network"),
    ("parquet", "timeline"),
]
"""Two renderers, each of another picture, and tables."""


@pytest.mark.parametrize(("format", "view"), swept(FILES, often=FILES_OFTEN))
def test_a_file_takes_as_much_longer_as_it_holds(worlds, off: OffTheClock, format: str, view: View) -> None:
    def ready(landscape: Landscape) -> Callable[[], object]:
        selection, _ = from_query(f"sel={HUB}" if view in ("details", "network", "deck") else "", landscape)
        return lambda: export_bytes(Job(landscape, view, selection, Options()), format)

    events = VERY_FEW_EVENTS if format in PAGED else FEW_EVENTS
    assert work_grows(worlds[FAMILIES[1], events], ready, off) <= MAX_GROWTH


def test_a_page_in_one_file_takes_as_much_longer_as_it_holds(worlds, off: OffTheClock) -> None:
    def ready(landscape: Landscape) -> Callable[[], object]:  # the same page for every view
        return lambda: export_bytes(Job(landscape, "timeline", from_query("", landscape)[0], Options()), "html")

    assert work_grows(worlds[FAMILIES[0], MIN_EVENTS], ready, off) <= MAX_GROWTH
