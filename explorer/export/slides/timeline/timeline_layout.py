"""The timeline as it fits a page: what it draws of a scene, in which sizes, and where its labels stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from explorer.draw.primitives import LEADING
from explorer.export.slides.frame import LABEL, SMALL, Frame
from explorer.landscape import Landscape
from explorer.model import Event
from explorer.prose.compared import compared
from explorer.query.graph import tied
from explorer.query.visible import View
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import LabelInput, Placement, place_labels
from explorer.timeline.scene import TimelineScene
from explorer.timeline.sizes import SLIDE, Sizes

MAX_EVENTS_A_PAGE = 48
"""More are never tried: a page cannot name so many."""

Order = Mapping[str, int]
"""The rank of events, from 0, by their ids."""


@dataclass(frozen=True)
class TimelineLayout:
    """The timeline as it fits a page, before its sources are numbered."""

    scene: TimelineScene
    tight: Placement
    events: tuple[Event, ...]  # drawn, by start
    lit: frozenset[str]  # in colour; empty = all
    left_out: int
    top: float
    left: float
    sheet: LabelInput | None = None
    room: float = 0.0  # px that it has from top to bottom
    order: Callable[[], Order] = dict  # which of its events come first
    rows_left: int = 0  # rows in which some of its events would stand, without room

    @cached_property
    def placement(self) -> Placement:
        """Where everything stands: with a sheet, in rows somewhat further apart where there is room for that."""
        if self.sheet is None:
            return self.tight
        share = min(1.5, self.room / max(1.0, self.tight.height))
        if share <= 1:
            return self.tight
        tried = self._in_rows_further_apart(self.sheet, share)
        whole = not any(lane.more for lane in tried.lanes)
        return tried if tried.height <= self.room and whole else self.tight

    def _in_rows_further_apart(self, sheet: LabelInput, share: float) -> Placement:
        looser = replace(sheet, row=sheet.row * share, head=sheet.head * share, tail=sheet.tail * share)
        tried = place_labels(looser)
        return place_labels(ranked(self.scene, looser, self.order())) if depends_on_rank(tried) else tried

    @property
    def cited(self) -> tuple[Event, ...]:
        """The events that bear numbers of sources: those in colour."""
        return tuple(event for event in self.events if not self.lit or event.id in self.lit)


def lit_with(part: Landscape, view: View) -> frozenset[str]:
    """What of the part that a view shows is in colour: the focus, if it is drawn, and what it is tied to; and the same
    of whom it is compared with. Empty when nothing is selected."""
    found = compared(view)
    ends = found.ends if found else (view.selection.focus,)
    here = [end for end in ends if end in part.selectable]
    return frozenset[str]().union(*(tied(part)[end] | ({end} & part.records.keys()) for end in here))


@lru_cache(64)
def slide_sizes(frame: Frame) -> Sizes:
    """The timeline's measures for a page."""
    label, small = frame.px(LABEL), frame.px(SMALL)
    line = round(label * LEADING, 1)
    narrow = frame.inside < 46 * label
    return replace(
        SLIDE,
        label=label,
        when=small,
        lane=label,
        year=label,
        month=small,
        as_of=small,
        cite=small,
        row=line + 5,
        line=line,
        head=1.25 * line if narrow else 0.26 * line,
        tail=0.26 * line,
        rows=16,
        least=0 if narrow else 1,
        gap=16,
        near=8,
        when_gap=6,
        widest=min(frame.inside * (1.0 if narrow else 0.6), 30 * label),
        header=small * 2.7,
        footer=small * 1.45,
        gutter=0 if narrow else 0.08 * frame.inside,
        fade=3.4 * label,
    )


def label_sheet(scene: TimelineScene, cited: Mapping[str, float], order: Order) -> LabelInput:
    """What labels are placed on, the marks ranked by what is selected and what weighs most; without an order none comes
    before another."""
    sizes, ranks = scene.sizes, _ranks(scene, order)
    sheet = label_input(scene, cited, rank=lambda mark: ranks.get(mark.key, 0))
    lanes = tuple(
        replace(lane, floor=sizes.head + sizes.line * len(band.lines) + sizes.tail if scene.gutter else 0.0)
        for band, lane in zip(scene.lanes, sheet.lanes, strict=True)
    )
    return replace(sheet, lanes=lanes, most=MAX_EVENTS_A_PAGE, across=scene.plot_width)


def ranked(scene: TimelineScene, sheet: LabelInput, order: Order) -> LabelInput:
    """The sheet with its marks in rank."""
    ranks = _ranks(scene, order)
    lanes = tuple(
        replace(lane, tags=tuple([replace(tag, rank=ranks[tag.id]) for tag in lane.tags])) for lane in sheet.lanes
    )
    return replace(sheet, lanes=lanes)


def _ranks(scene: TimelineScene, order: Order) -> Order:
    """The ranks of marks, by their keys; a mark in a band above has a better claim to room."""
    if not order:
        return {}
    return {mark.key: order[mark.id] + (len(order) if mark.repeated else 0) for mark in scene.marks}


def depends_on_rank(placement: Placement) -> bool:
    """Whether some label has no place, so that it matters which come first."""
    return not all(spot.side for lane in placement.lanes for spot in lane.spots)
