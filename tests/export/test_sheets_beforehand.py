"""The sheets of files: none is laid out twice, and those worked out beforehand are those that would be laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.export.excerpt import excerpt
from explorer.export.formats import Job, Picture, export_bytes
from explorer.export.options import Options
from explorer.export.slides.beforehand import sheets_of_files
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.network.network_sheets import kept
from explorer.export.slides.placed import PageMaker, networks
from explorer.landscape import Landscape
from explorer.network.drawn import NetworkDrawn, network_drawn
from explorer.network.pane.sizes import PANES, Pane
from explorer.network.sheets import sheet as sheet_module
from explorer.network.sheets.several import Panes
from explorer.network.sheets.sheet import Sheet, sheet_of
from explorer.network.sheets.stored_sheets import digest_of, read_sheets, written_sheets
from explorer.network.stored.file import FILE, use_stored, write_stored
from explorer.page.pictures import WIDE
from explorer.query.selection import Selection, from_query
from explorer.query.visible import visible
from tests.bundled import FOLDER, albuquerque
from tests.sweeps import one_in

FIRST = Panes(Pane(1036, 409, 84, 0), Pane(1036, 391, 84, 0), Pane(1036, 477, 84, 0))


def laid_for(landscape: Landscape, address: str, whole: bool, lay: Callable[..., list[Sheet]] = kept) -> int:
    """How many pages the network takes, not `whole` as a picture, else on slides."""
    selection, _ = from_query(address, landscape)
    view, frame = visible(landscape, selection), frame_of(Options())
    elsewhere = "at the end" if whole else "in this file’s description"
    return len(networks(PageMaker(excerpt(view), view, Options(), Frames(frame, frame), elsewhere), whole, lay))


@pytest.mark.slow
@pytest.mark.parametrize("address", one_in(2, ["sel=tim-keller", "sel=city-of-albuquerque"]))
def test_nothing_is_laid_out_twice_for_one_file_whatever_its_sources_take(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def noted(
        landscape: Landscape, drawn: NetworkDrawn, pane: Pane, ids: list[str], near: object = (), at_most: float = 0.0
    ) -> Sheet:
        asked.append((drawn.key, pane, frozenset(ids), near))
        return sheet_of(landscape, drawn, pane, ids, near, at_most)  # type: ignore[arg-type]

    monkeypatch.setattr(sheet_module, "sheet_of", noted)
    world = replace(albuquerque())
    for whole in (False, True):
        laid_for(world, address, whole)
    assert len(set(asked)) == len(asked)


@pytest.mark.slow
@pytest.mark.parametrize("whole", [False, True])
def test_the_room_that_sources_take_is_known_before_anything_is_laid_out(whole: bool) -> None:
    firsts: set[Pane] = set()

    def noted(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> list[Sheet]:
        firsts.update([panes.first] if fewest else [])
        return kept(landscape, drawn, panes, fewest)

    assert laid_for(albuquerque(), "sel=tim-keller", whole, noted) > 1
    assert len(firsts) == 1


@pytest.mark.parametrize("address", ["", "sel=ana-reyes", "sel=night-order", "sel=ana-reyes&to=riders"])
def test_places_that_are_written_are_read_again(small_world: Landscape, address: str) -> None:
    def noted(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> list[Sheet]:
        sheets = kept(landscape, drawn, panes, fewest)
        assert read_sheets(landscape, drawn, panes, written_sheets(drawn, panes, sheets)) == sheets
        return sheets

    for whole in (False, True):
        assert laid_for(small_world, address, whole, noted)


def test_one_that_would_not_be_kept_is_not_traced(small_world: Landscape) -> None:
    drawn = network_drawn(visible(small_world, Selection(focus="ana-reyes")), WIDE)
    tight, ids = Pane(200, 60, 0, 0), [node.id for node in drawn.nodes]
    given_up = sheet_of(small_world, drawn, tight, ids, at_most=0)
    assert given_up.overlaps and not given_up.edges
    assert {edge.id for edge in sheet_of(small_world, drawn, tight, ids).edges} == drawn.lit_edges


@pytest.mark.slow
def test_a_file_of_sheets_worked_out_beforehand_has_the_same_bytes(
    small_world: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.network.stored.file.PANES", PANES[-1:])  # each is tried in seven ways
    path = tmp_path / FILE
    steps = list(write_stored(small_world, path, sheets_of=sheets_of_files))
    assert steps[-1][0] == steps[-1][1]
    taken: list[tuple[Picture, str, str]] = [
        ("network", "svg", ""),
        ("network", "svg", "ana-reyes"),
        ("network", "pdf", "night-order"),
        ("network", "pptx", "bus-bill"),
        ("deck", "pptx", "ana-reyes"),
    ]

    def made(landscape: Landscape) -> list[bytes]:
        return [export_bytes(Job(landscape, it, Selection(focus=id), Options()), form) for it, form, id in taken]

    anew = made(replace(small_world))
    for name in ("sheets_of", "one_sheet"):
        monkeypatch.setattr(f"explorer.export.slides.network.network_sheets.{name}", None)
    stored = replace(small_world)
    assert use_stored(stored, path)
    assert made(stored) == anew


def test_the_bundled_landscape_has_the_sheets_of_this_code(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sheets_of", "one_sheet"):
        monkeypatch.setattr(f"explorer.export.slides.network.network_sheets.{name}", None)
    world = replace(albuquerque())
    assert use_stored(world, FOLDER / FILE), "write it anew: python -m explorer layout"
    for id in ("", *[*world.selectable][::12]):
        for whole in (False, True):
            assert laid_for(world, f"sel={id}" if id else "", whole), f"{id}: write it anew"


def _first(drawn: NetworkDrawn, **other: object) -> NetworkDrawn:
    """With another first node."""
    return replace(drawn, nodes=(replace(drawn.nodes[0], **other), *drawn.nodes[1:]))


def _tie(drawn: NetworkDrawn, **other: object) -> NetworkDrawn:
    """With another first tie."""
    return replace(drawn, edges=(replace(drawn.edges[0], **other), *drawn.edges[1:]))


OTHERS: dict[str, Callable[[NetworkDrawn], NetworkDrawn]] = {
    "width": lambda drawn: _first(drawn, width=drawn.nodes[0].width + 1),
    "height": lambda drawn: _first(drawn, height=drawn.nodes[0].height + 1),
    "lane": lambda drawn: _first(drawn, lane="state"),
    "order": lambda drawn: replace(drawn, nodes=drawn.nodes[::-1]),
    "weight": lambda drawn: _tie(drawn, weight=drawn.edges[0].weight + 1),
    "group": lambda drawn: _tie(drawn, group="context"),
    "end": lambda drawn: _tie(drawn, object=drawn.edges[0].subject),
    "step": lambda drawn: _tie(drawn, number=drawn.edges[0].number + 1),
    "in colour": lambda drawn: replace(drawn, lit=frozenset(sorted(drawn.lit)[1:])),
    "ties in colour": lambda drawn: replace(drawn, lit_edges=frozenset(sorted(drawn.lit_edges)[1:])),
    "picked": lambda drawn: replace(drawn, focus="riders"),
    "plain": lambda drawn: replace(drawn, plain={}),
    "stacks": lambda drawn: replace(drawn, stacks={drawn.nodes[0].id: ()}),
}


@pytest.mark.parametrize("other", OTHERS)
def test_whatever_else_is_drawn_has_sheets_of_its_own(small_world: Landscape, other: str) -> None:
    drawn = network_drawn(visible(small_world, Selection(focus="ana-reyes")), WIDE)
    assert digest_of(small_world, OTHERS[other](drawn), FIRST, 1) != digest_of(small_world, drawn, FIRST, 1)


def test_other_rooms_lanes_and_days_have_sheets_of_their_own_and_other_words_have_not(small_world: Landscape) -> None:
    drawn = network_drawn(visible(small_world, Selection(focus="ana-reyes")), WIDE)
    (event, *events), (lane, *lanes) = small_world.events, small_world.lanes
    day = replace(small_world, events=(replace(event, date=events[-1].date), *events))
    named = replace(small_world, lanes=(replace(lane, label="States"), *lanes))
    assert event.id in {node.id for node in drawn.nodes}
    digests = [
        digest_of(small_world, drawn, FIRST, 1),
        digest_of(small_world, drawn, FIRST, 2),
        digest_of(small_world, drawn, replace(FIRST, pale=FIRST.first), 1),
        digest_of(day, drawn, FIRST, 1),
        digest_of(named, drawn, FIRST, 1),
    ]
    assert len(set(digests)) == len(digests)
    assert digest_of(small_world, _first(drawn, title="Other"), FIRST, 1) == digests[0]
