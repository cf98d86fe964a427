"""A deck's network slides that somebody worked on, and newly made ones, in; nodes and ties that are new put on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from explorer.draw.primitives import Bounds
from explorer.export.refresh.held import HeldDeck
from explorer.export.refresh.joining import NetworkRoom, box_of, glued_to
from explorer.export.refresh.placing import bounds_of
from explorer.export.refresh.record import SlideRecord
from explorer.export.refresh.traits import named_part, shapes_in, traits_of
from explorer.export.renderers.pptx import WrittenSlide
from explorer.export.renderers.pptx_identity import identify, identity

_SIDE, _ABOVE = 48.0, 8.0
"""px: from the edge of a slide without a subtitle to its picture, and from the name of a lane to its upper edge."""


@dataclass
class _Sheet:
    """One of the slides, with its shapes by key, those that are put there, too."""

    place: int  # in the list of what is to be known of slides
    tree: Any
    shapes: dict[str, Any]
    traits: dict[str, Any] = field(default_factory=dict)  # of what is put there


@dataclass(frozen=True)
class _Tie:
    key: str
    shape: Any
    ends: tuple[str, str]  # the keys of the shapes that it is fixed to


class Newcomers:
    """Puts what is new on the slides of a network; `after` is what is to be known of slides, and kept up."""

    def __init__(self, held: HeldDeck, after: list[SlideRecord], fresh: Sequence[WrittenSlide]) -> None:
        self.held, self.after, self.fresh = held, after, fresh
        self.sheets = [
            _Sheet(place, held.slides[record.key].shapes._spTree, dict(_shapes_of(held, record)))
            for place, record in enumerate(after)
            if record.unit == "network" and record.key in held.slides
        ]
        self.ties = [tie for slide in fresh for tie in _ties_of(slide)]

    def put(self, owners: Mapping[str, tuple[WrittenSlide, Any]]) -> set[str]:
        """Those of the owners of shapes, nodes or ties, for which there was room; a tie's is "one>other"."""
        put = {
            owner for owner, (slide, shape) in owners.items() if ">" not in owner and self._node(owner, slide, shape)
        }
        ties = {tie.key.partition("/")[0]: tie for tie in self.ties}
        put |= {owner for owner in owners if owner in ties and self._tie(ties[owner])}
        for sheet in self.sheets:
            record = self.after[sheet.place]
            self.after[sheet.place] = replace(record, shapes={**record.shapes, **sheet.traits})
        return put

    def _node(self, owner: str, slide: WrittenSlide, shape: Any) -> bool:
        keys = [key for key in slide.shapes if key.partition("/")[0] == owner]
        others = {end for tie in self.ties for end in tie.ends if set(tie.ends) & {*keys}} - {*keys}
        for sheet in sorted(self.sheets, key=lambda sheet: -len(others & sheet.shapes.keys())):
            partners = [sheet.shapes[end] for end in sorted(others & sheet.shapes.keys())]
            copied = NetworkRoom(sheet.tree, _room(sheet, slide, shape)).put(shape, partners)
            if copied is not None:
                self._keep(sheet, keys, [copied, *(shapes_in(copied) if len(keys) > 1 else ())])
                return True
        return False

    def _tie(self, tie: _Tie) -> bool:
        drawn = False
        for sheet in self.sheets:
            if not {*tie.ends} <= sheet.shapes.keys() or tie.key in sheet.shapes:
                continue
            one, other = (sheet.shapes[end] for end in tie.ends)
            copied = NetworkRoom(sheet.tree, (0, 0, 0, 0)).tie(tie.shape, one, other)
            if copied is not None:
                self._keep(sheet, [tie.key], [copied])
                drawn = True
        return drawn

    def _keep(self, sheet: _Sheet, keys: Sequence[str], shapes: Iterable[Any]) -> None:
        for key, shape in zip(keys, shapes, strict=True):
            identify(named_part(shape), identity(self.after[sheet.place].key, key))
            sheet.shapes[key], sheet.traits[key] = shape, traits_of(shape)


def _shapes_of(held: HeldDeck, record: SlideRecord) -> Iterator[tuple[str, Any]]:
    return ((key, one.shape) for (slide, key), one in held.shapes.items() if slide == record.key)


def _ties_of(slide: WrittenSlide) -> Iterator[_Tie]:
    numbers = {named_part(shape).get("id"): key for key, shape in slide.shapes.items()}
    for key, shape in slide.shapes.items():
        if ">" in key.partition("/")[0]:
            one, other = (numbers[end] for end in glued_to(shape))
            yield _Tie(key, shape, (one, other))


def _room(sheet: _Sheet, slide: WrittenSlide, shape: Any) -> Bounds:
    """Where on a sheet a node may stand: in its lane, where that is there."""
    rule = sheet.shapes.get("/Rule")
    said = sheet.shapes.get("/Subtitle")
    left, _, right, _ = box_of(rule) if rule is not None else box_of(said)
    top = box_of(said)[3] + _ABOVE if said is not None else _SIDE
    low = box_of(rule)[1] - _ABOVE if rule is not None else top
    box = bounds_of(shape)
    middle = (box[1] + box[3]) / 2
    theirs = {key: box_of(one)[1] for key, one in slide.shapes.items() if _is_lane(key)}
    lane = max((key for key, y in theirs.items() if y - _ABOVE <= middle), key=theirs.__getitem__, default="")
    ours = {key: box_of(one)[1] for key, one in sheet.shapes.items() if _is_lane(key)}
    if lane in ours:
        later = [y for y in ours.values() if y > ours[lane]]
        top, low = ours[lane] - _ABOVE, min([low, *(y - _ABOVE for y in later)])
    return left, top, right, low


def _is_lane(key: str) -> bool:
    return key.startswith("lane-") and key.endswith("/Lane")
