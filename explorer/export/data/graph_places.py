"""A view and the ids of its nodes in; where each stands out, as in the network that the page draws.

What the page draws stands where it does there. The others stand in the band of their lane: an event at its time, an
actor where what it is tied to is, each in the nearest place that is free. Nothing is random.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from explorer.model import Event
from explorer.network.visibility import base_drawn, scene_drawn
from explorer.page.pictures import DESK
from explorer.query.ranking import by_weight
from explorer.query.visible import View

NodePlaces = Mapping[str, tuple[float, float]]
"""Where nodes stand, by id, with y downwards."""

SCALE = 3.0
"""Graph files draw all that is shown, not what fits a pane: everything stands so much further apart."""

CELL = (120.0, 24.0)
"""Room that each has to itself, its name included, by a grid."""


def places_of(view: View, ids: Sequence[str]) -> NodePlaces:
    """A place for every id."""
    landscape = view.landscape
    scene = scene_drawn(landscape, base_drawn(view, DESK))
    wanted = set(ids)
    found = {node.id: (SCALE * node.heart[0], SCALE * node.heart[1]) for node in scene.nodes if node.id in wanted}
    ground = _Ground(found.values())
    bands = {band.id: (SCALE * band.top, SCALE * band.bottom) for band in scene.bands}
    middle = fmean(scene.times.values()) if scene.times else scene.width / 2
    rest = sorted((landscape.records[id] for id in ids if id not in found), key=by_weight(landscape))
    for record in sorted(rest, key=lambda record: not isinstance(record, Event)):  # actors stand by their events
        x = SCALE * scene.times.get(record.id, middle)
        if not isinstance(record, Event):
            ends = {
                end for relation in landscape.relations_of[record.id] for end in (relation.subject, relation.object)
            }
            near = [found[id][0] for id in sorted(ends) if id in found]
            x = fmean(near) if near else x
        found[record.id] = ground.place(x, bands.get(record.lane, (0.0, SCALE * scene.height)))
    return {id: (round(x, 2), round(y, 2)) for id, (x, y) in found.items()}


def _cell(place: tuple[float, float]) -> tuple[int, int]:
    return int(place[0] // CELL[0]), int(place[1] // CELL[1])


class _Ground:
    """What is taken, cell by cell; a column of a band that is full is known to be, so that nobody looks there again."""

    def __init__(self, taken: Iterable[tuple[float, float]]) -> None:
        self.taken = {_cell(place) for place in taken}
        self.full: set[tuple[int, float]] = set()
        self.placed = 0

    def place(self, x: float, band: tuple[float, float]) -> tuple[float, float]:
        """The nearest free place to an x in a band, which is taken then; the band's middle where none is near."""
        top, bottom = band
        rows = max(1, int((bottom - top) // CELL[1]))
        self.placed += 1
        first = int(rows * (self.placed * _GOLDEN % 1))  # one after another stands far from the one before
        order = [(first + row) % rows for row in range(rows)]
        for shift in _SHIFTS:
            column = (int(x // CELL[0]) + shift, top)
            if column in self.full:
                continue
            for row in order:
                found = (x + shift * CELL[0], top + (row + 0.5) * CELL[1])
                if _cell(found) not in self.taken:
                    self.taken.add(_cell(found))
                    return found
            self.full.add(column)
        return x, (top + bottom) / 2


_GOLDEN = (5**0.5 - 1) / 2
_SHIFTS = (0, *(sign * step for step in range(1, 30) for sign in (1, -1)))
"""Columns that are looked at, the nearest first."""
