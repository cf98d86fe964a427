"""What a network draws, and the room on a page, in; its sheets as they stand there, out.

Places are those of a pane of the page's own making, cut to the sheet's proportions: as large as its smallest words may
be set in the type asked for. What has no room goes on on the next sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot, sqrt
from typing import cast

from explorer.cache import cache_of
from explorer.draw.lines import BASIS_LOOKS
from explorer.draw.primitives import Connector, End, Point, Site
from explorer.export.slides.frame import MIN_TYPE, SMALL, Frame
from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.network.drawn import NetworkDrawn
from explorer.network.edges import end_sign, thickness
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import DOES_SIZE, Box, PaneNode
from explorer.network.pane.sizes import Pane
from explorer.network.sheets.several import (
    FEWER,
    FILLED,
    Panes,
    has_room,
    one_sheet,
    planned,
    sheets_of,
    sheets_planned,
    size_of_sheet,
)
from explorer.network.sheets.sheet import Sheet, room_of
from explorer.network.sheets.stored_sheets import stored_sheets
from explorer.network.visibility import one_at_a_time
from explorer.query.ranking import by_weight

SMALLEST_IN_A_PICTURE = 18.0
"""px: a picture that is to be one sheet or few is set in type down to 9 points, unless it is to be read in a room.
What is only round about, grey on sheets of its own, is set in 12 points there, too."""

_TRIES = 6
"""So often fewer records are tried where one sheet is to hold as many as it can."""

ROOMY = 0.6
"""How much of a single sheet is filled where its type can be chosen."""

GUTTER, NARROW = 84, 640
"""px of a pane that lanes' names have for themselves, and of which width at least it has that."""

LEAST = (240, 150)
"""px of the smallest pane; on a sheet with less room than that the type is smaller, too, as long as it is legible."""


@dataclass(frozen=True)
class PageScale:
    """From the pane's px to the page's."""

    scale: float
    left: float
    top: float

    def x(self, x: float) -> float:
        return self.left + x * self.scale

    def y(self, y: float) -> float:
        return self.top + y * self.scale

    def box(self, box: Box) -> Box:
        return self.x(box[0]), self.y(box[1]), self.x(box[2]), self.y(box[3])


@dataclass(frozen=True)
class NetworkLayout:
    """One sheet of the network on its page, before its sources are numbered."""

    drawn: NetworkDrawn
    sheet: Sheet
    at: PageScale

    @cached_property
    def connectors(self) -> tuple[tuple[PaneEdge, Connector], ...]:
        """The ties with what is drawn of each."""
        return tuple(_connectors(self.drawn, self.sheet, self.at))

    @property
    def ids(self) -> frozenset[str]:
        """The records in it, those in a stack, too."""
        held = (self.drawn.stacks.get(id, (id,)) for id in self.sheet.ids)
        return frozenset(id for some in held for id in some)

    @property
    def cited(self) -> list[Sequence[Citation]]:
        """What the ties in colour rest on."""
        return [edge.sources for edge in self.sheet.edges if self.drawn.is_lit(edge)] + self.named

    @property
    def named(self) -> list[Sequence[Citation]]:
        """What the words rest on that bear numbers: below the name of a node, or on a path's step."""
        drawn = self.drawn
        beside = [drawn.cited.get(node.id, ()) for node in self.sheet.nodes if node.does and not self.is_grey(node)]
        return [*beside, *(edge.sources for edge in self.sheet.edges if self.tells(edge))]

    def is_grey(self, node: PaneNode) -> bool:
        return bool(self.drawn.lit) and node.id not in self.drawn.lit

    def tells(self, edge: PaneEdge) -> bool:
        """Whether a tie bears its words, and not its number alone."""
        return bool(edge.number and edge.label_box)


@dataclass(frozen=True)
class Rooms:
    """From where to where down a page a sheet may reach: the first, others, and those on which all is pale."""

    first: tuple[float, float]
    other: tuple[float, float]
    pale: tuple[float, float]


def network_layouts(
    landscape: Landscape, drawn: NetworkDrawn, frame: Frame, rooms: Rooms, one: bool, lay: OnSheets
) -> list[NetworkLayout]:
    """The sheets of a network. `one`: on one if it can be, or few, if need be in smaller type that is still legible."""
    usual = frame.px(SMALL) / DOES_SIZE
    if one:
        found = _on_one(landscape, drawn, frame, rooms.first, usual, lay)
        if found:
            return [found]
    wanted = _smaller(frame) if one else usual
    every = rooms.first, rooms.other, rooms.pale
    scale = min(_pane(frame, *room, wanted)[1] for room in every)  # type is as large on each where something is told
    pale, pale_scale = _pane(frame, *rooms.pale, min(scale, frame.face * MIN_TYPE * max(1.0, frame.scale) / DOES_SIZE))
    panes = Panes(_pane(frame, *rooms.first, scale)[0], _pane(frame, *rooms.other, scale)[0], pale)
    sheets = lay(landscape, drawn, panes, 2 if one and len(drawn.nodes) > 2 else 1)
    tops = [rooms.first[0], *[rooms.other[0]] * len(sheets)]
    scales = [pale_scale if sheet.pane == pale else scale for sheet in sheets]
    every_sheet = zip(sheets, tops, scales, strict=False)
    return [_laid(drawn, sheet, frame, top, each) for sheet, top, each in every_sheet]


def takes_several(drawn: NetworkDrawn, frame: Frame, room: tuple[float, float], one: bool) -> bool:
    """Whether a network is sure to need more than one sheet."""
    pane, _ = _pane(frame, *room, _smaller(frame) if one else frame.px(SMALL) / DOES_SIZE)
    return room_of(drawn.nodes) > FILLED * (pane.width - pane.gutter) * pane.height


def _on_one(
    landscape: Landscape, drawn: NetworkDrawn, frame: Frame, room: tuple[float, float], usual: float, lay: OnSheets
) -> NetworkLayout | None:
    """All on one sheet, in type as large as there is room for; None where it would become too small."""
    whole = room_of(drawn.nodes)
    pane, _ = _pane(frame, *room, usual)
    share = sqrt(ROOMY * (pane.width - pane.gutter) * pane.height / max(whole, 1.0))
    smallest = _smaller(frame)
    for size in sorted({min(usual, max(smallest, usual * share)), smallest}, reverse=True):
        pane, scale = _pane(frame, *room, size)
        for sheet in lay(landscape, drawn, Panes(pane, pane, pane), 0):
            return _laid(drawn, sheet, frame, room[0], scale)
    return None


def network_on_one(
    landscape: Landscape,
    drawn: NetworkDrawn,
    frame: Frame,
    room: tuple[float, float],
    pinned: Sequence[str],
    lay: OnSheets,
) -> NetworkLayout:
    """All of it on one sheet, or as much as there is room for: what is picked, then what is pinned, then what a path
    goes by, then what is in colour, the weightiest first."""
    whole = _on_one(landscape, drawn, frame, room, frame.px(SMALL) / DOES_SIZE, lay)
    if whole:
        return whole
    pane, scale = _pane(frame, *room, _smaller(frame))
    panes = Panes(pane, pane, pane)
    ranked = _ranked(landscape, drawn, pinned)
    area, count = FILLED * (pane.width - pane.gutter) * pane.height, len(ranked)
    while count > 2 and room_of(ranked[:count]) > area:
        count -= 1
    for _ in range(_TRIES):
        part = drawn.only(node.id for node in ranked[:count])
        for sheet in lay(landscape, part, panes, 0):
            return _laid(part, sheet, frame, room[0], scale)
        count = max(2, int(FEWER * count))
    part = drawn.only(node.id for node in ranked[:2])
    return _laid(part, lay(landscape, part, panes, 1)[0], frame, room[0], scale)


def _ranked(landscape: Landscape, drawn: NetworkDrawn, pinned: Sequence[str]) -> list[PaneNode]:
    """What is drawn, the most important first."""
    weigh = by_weight(landscape)
    path = {end for edge in drawn.edges if edge.number for end in (edge.subject, edge.object)}

    def rank(node: PaneNode) -> tuple[bool, bool, bool, bool, tuple[int, int, str]]:
        record = landscape.records.get(node.id)
        weight = weigh(record) if record else (2, 0, node.id)  # a stack stands for several
        ends = node.id in (drawn.focus, drawn.goal)
        return not ends, node.id not in pinned, node.id not in path, node.id not in drawn.lit, weight

    return sorted(drawn.nodes, key=rank)


def _smaller(frame: Frame) -> float:
    """How much a pane of a picture is enlarged at least."""
    usual = frame.px(SMALL)
    legible = frame.face * SMALLEST_IN_A_PICTURE
    return (usual if frame.smallest > MIN_TYPE else min(usual, legible)) / DOES_SIZE


def _pane(frame: Frame, top: float, bottom: float, scale: float) -> tuple[Pane, float]:
    """The pane that fills the room, and how much it is enlarged."""
    legible = frame.face * SMALLEST_IN_A_PICTURE / DOES_SIZE
    scale = min(scale, max(legible, min(frame.inside / LEAST[0], (bottom - top) / LEAST[1])))
    width, height = int(frame.inside / scale), int(max(1.0, bottom - top) / scale)
    return Pane(width, height, GUTTER if width >= NARROW else 0, 0), scale


def kept(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> list[Sheet]:
    """What is laid out for a page, kept for the next reader: so many sheets at least; 0: all on one, or nothing."""

    def made() -> list[Sheet]:
        stored = stored_sheets(landscape, drawn, panes, fewest)
        if stored is not None:
            return stored
        with one_at_a_time(landscape):
            if fewest:
                return sheets_of(landscape, drawn, panes, fewest)
            sheet = one_sheet(landscape, drawn, panes.first)
            return [sheet] if sheet else []

    return cache_of(landscape).get(
        ("sheets", drawn.key, panes.key, fewest), made, lambda sheets: sum(map(size_of_sheet, sheets))
    )


def foreseen(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> list[Sheet]:
    """The same by the room that boxes take alone, without places: what each sheet is going to cite."""
    if fewest:
        return sheets_planned(drawn, panes, fewest)
    return [planned(drawn, panes.first, [node.id for node in drawn.nodes])] if has_room(drawn, panes.first) else []


OnSheets = Callable[[Landscape, NetworkDrawn, Panes, int], list[Sheet]]


def _laid(drawn: NetworkDrawn, sheet: Sheet, frame: Frame, top: float, scale: float) -> NetworkLayout:
    at = PageScale(scale, frame.left, top)
    return NetworkLayout(drawn, sheet, at)


# --- ties ----------------------------------------------------------------------------------------------------------


def _connectors(drawn: NetworkDrawn, sheet: Sheet, at: PageScale) -> Iterable[tuple[PaneEdge, Connector]]:
    nodes = {node.id: node for node in sheet.nodes}
    for edge in sheet.edges:
        chain = tuple((at.x(x), at.y(y)) for x, y in edge.curve.chain)
        one, other = nodes[edge.subject], nodes[edge.object]
        grey = not drawn.is_lit(edge)
        yield (
            edge,
            Connector(
                start=one.id,
                start_site=_side(at.box(one.box), chain[0]),
                end=other.id,
                end_site=_side(at.box(other.box), chain[-1]),
                chain=chain,
                token="dim-edge" if grey else f"lane-{edge.look}" if edge.thread else edge.group,
                width=_width(edge, bool(drawn.focus) and not grey),
                dash=BASIS_LOOKS[edge.basis].dash,
                tip="" if grey else cast(End, end_sign(edge)),
                opacity=0.45 if edge.thread and not grey else 1.0,
                name=f"Tie: {one.title} – {other.title}",
                alt=edge.said,
            ),
        )


def _width(edge: PaneEdge, lit: bool) -> float:
    """px of the page."""
    if edge.events:
        return 1.6 * thickness(len(edge.events))
    if edge.thread:
        return 5.0
    return 3.4 if lit else 1.6 if edge.basis == "inferred" else 3.0 if edge.basis in ("claimed", "opinion") else 2.2


def _side(box: Box, point: Point) -> Site:
    """The side of a box whose middle is nearest to a point."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    middles: dict[Site, Point] = {"top": (x, top), "left": (left, y), "bottom": (x, bottom), "right": (right, y)}
    return min(middles, key=lambda side: hypot(middles[side][0] - point[0], middles[side][1] - point[1]))


def heart_of(node: PaneNode, at: PageScale) -> Point:
    """Where an event's symbol stands on the page."""
    x, y = node.heart
    return at.x(x), at.y(y)
