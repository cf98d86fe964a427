"""A deck's network slides that somebody worked on, and newly made ones, in; nodes and ties that are new put on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from explorer.draw.primitives import Bounds
from explorer.export.refresh.held import HeldDeck
from explorer.export.refresh.joining import NetworkRoom, box_of, glued_to
from explorer.export.refresh.placing import bounds_of, meet, standing
from explorer.export.refresh.record import SlideRecord
from explorer.export.refresh.traits import named_part, shapes_in, traits_of
from explorer.export.refresh.words import numbered_anew, shift
from explorer.export.renderers.pptx import WrittenSlide
from explorer.export.renderers.pptx_identity import identify, identity

_ABOVE = 8.0
"""px: from the name of a lane to its upper edge."""
_APART = 24.0
"""px between one key and the next."""
_NODES = ("Actor", "Event")
"""What shapes of a network's nodes are called first; a stack's are called as those in it."""


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

    @property
    def owner(self) -> str:
        return _owner(self.key)

    @property
    def ids(self) -> set[str]:
        """What it leads from and to: nodes, or the ring of a path's step."""
        return {*self.owner.split(">")}


class Newcomers:
    """Puts what is new on the slides of a network; `after` is what is to be known of slides, and kept up."""

    def __init__(self, held: HeldDeck, after: list[SlideRecord], fresh: Sequence[WrittenSlide]) -> None:
        self.held, self.after, self.fresh = held, after, fresh
        self.known = {key for record in after if record.unit == "network" for key in record.shapes}
        self.sheets = [
            _Sheet(place, held.slides[record.key].shapes._spTree, dict(_shapes_of(held, record)))
            for place, record in enumerate(after)
            if record.unit == "network" and record.key in held.slides
        ]
        self.ties = [*{tie.key: tie for slide in fresh for tie in _ties_of(slide)}.values()]
        self.owners = {_owner(key) for slide in fresh for key in slide.shapes}

    def put(self, owners: Mapping[str, tuple[WrittenSlide, Any]]) -> set[str]:
        """Those of the owners of shapes for which there was room: nodes, keys, ties and steps; a tie's is "one>other".
        A lane is put nowhere."""
        put = set[str]()
        for owner, (slide, shape) in owners.items():
            role = _role(slide, owner)
            if (role in _NODES and self._node(owner, slide, shape)) or (
                role == "Key" and self._key(owner, slide, shape)
            ):
                put.add(owner)
        steps = [owner for owner, (slide, _) in owners.items() if _role(slide, owner) == "Step"]
        rings = {_owner(key) for slide in self.fresh for key in slide.shapes if _role_of(key) == "Step"}
        for owner in owners:
            every = (tie for tie in self.ties if tie.key not in self.known)
            ties = [tie for tie in every if tie.owner == owner and not tie.ids & rings]
            on = [sheet for sheet in self.sheets if ties and self._put_ties(sheet, ties)]
            put |= {owner} if on else set()
        for step in steps:
            put |= self._step(step, *owners[step])
        for sheet in self.sheets:
            record = self.after[sheet.place]
            self.after[sheet.place] = replace(record, shapes={**record.shapes, **sheet.traits})
        return put

    def _node(self, owner: str, slide: WrittenSlide, shape: Any) -> bool:
        keys = _keys(slide, owner)
        others = {end for tie in self.ties for end in tie.ends if set(tie.ends) & {*keys}} - {*keys}
        by_ties = sorted(self.sheets, key=lambda sheet: -len(others & sheet.shapes.keys()))
        return any(self._put(sheet, keys, (slide, shape), others) is not None for sheet in by_ties)

    def _put(
        self, sheet: _Sheet, keys: Sequence[str], made: tuple[WrittenSlide, Any], others: Iterable[str]
    ) -> Any | None:
        """A copy of a node or a ring, put where there is room on a sheet, near the others that stand there."""
        slide, shape = made
        partners = [sheet.shapes[end] for end in sorted({*others} & sheet.shapes.keys())]
        copied = NetworkRoom(sheet.tree, _room(sheet, slide, shape)).put(shape, partners)
        if copied is not None:
            self._keep(sheet, keys, [copied, *(shapes_in(copied) if len(keys) > 1 else ())])
        return copied

    def _key(self, owner: str, slide: WrittenSlide, shape: Any) -> bool:
        """Puts a key behind the last that stands on a sheet, if there is room in its row."""
        for sheet in self.sheets:
            boxes = [bounds_of(one) for key, one in sheet.shapes.items() if _is_whole_key(key)]
            last = max(boxes, key=lambda box: (round(box[3] / 12), box[2]), default=None)
            if last is None:
                continue
            box = bounds_of(shape)
            across, down = last[2] + _APART - box[0], (last[1] + last[3] - box[1] - box[3]) / 2
            moved = (box[0] + across, box[1] + down, box[2] + across, box[3] + down)
            if moved[2] > _room(sheet, slide, shape)[2] or any(meet(moved, other) for other in standing(sheet.tree)):
                continue
            copied = deepcopy(shape)
            shift(copied, across, down)
            numbered_anew(copied, sheet.tree)
            sheet.tree.append(copied)
            self._keep(sheet, _keys(slide, owner), [copied, *shapes_in(copied)])
            return True
        return False

    def _step(self, owner: str, slide: WrittenSlide, shape: Any) -> set[str]:
        """Puts a path's step, its number with both halves of its tie, or nothing of it; the owners of what was put."""
        keys = _keys(slide, owner)
        halves = [tie for tie in self.ties if owner in tie.ids]
        ends = {end for tie in halves for end in tie.ends} - {*keys}
        for sheet in self.sheets:
            if not ends <= sheet.shapes.keys() or self._still_tied(sheet, halves):
                continue
            ring = self._put(sheet, keys, (slide, shape), ends)
            if ring is None:
                continue
            if self._put_ties(sheet, halves):
                return {owner, *(tie.owner for tie in halves)}
            sheet.tree.remove(ring)
            for key in keys:
                del sheet.shapes[key], sheet.traits[key]
        return set()

    def _put_ties(self, sheet: _Sheet, ties: Sequence[_Tie]) -> bool:
        """Whether all of some ties could be put on a sheet; if not, none is."""
        ends = {end for tie in ties for end in tie.ends}
        if not ends <= sheet.shapes.keys() or {tie.key for tie in ties} & sheet.shapes.keys():
            return False
        if self._still_tied(sheet, ties):
            return False
        copies = list[Any]()
        for place, tie in enumerate(ties):
            one, other = (sheet.shapes[end] for end in tie.ends)
            beside = sum(earlier.ends == tie.ends for earlier in ties[:place]) + self._joining(sheet, tie)
            copied = NetworkRoom(sheet.tree, (0, 0, 0, 0)).tie(tie.shape, one, other, beside)
            if copied is None:
                for copy in copies:
                    sheet.tree.remove(copy)
                return False
            copies.append(copied)
        self._keep(sheet, [tie.key for tie in ties], copies)
        return True

    def _joining(self, sheet: _Sheet, tie: _Tie) -> int:
        """How many ties of the same ends stand on a sheet from before."""
        return sum(other.key in sheet.shapes and {*other.ends} == {*tie.ends} for other in self.ties)

    def _still_tied(self, sheet: _Sheet, ties: Sequence[_Tie]) -> bool:
        """Whether what ties join is joined on a sheet by one that was left standing, though it is made no longer."""
        every = {*self.after[sheet.place].shapes, *(key for slide in self.fresh for key in slide.shapes)}
        rings = {_owner(key) for key in every if _role_of(key) == "Step"}
        gone = {_owner(key) for key in sheet.shapes if ">" in _owner(key)} - self.owners
        return bool(_joined(gone, rings) & _joined((tie.owner for tie in ties), rings))

    def _keep(self, sheet: _Sheet, keys: Sequence[str], shapes: Iterable[Any]) -> None:
        for key, shape in zip(keys, shapes, strict=True):
            identify(named_part(shape), identity(self.after[sheet.place].key, key))
            sheet.shapes[key], sheet.traits[key] = shape, traits_of(shape)


def _shapes_of(held: HeldDeck, record: SlideRecord) -> Iterator[tuple[str, Any]]:
    return ((key, one.shape) for (slide, key), one in held.shapes.items() if slide == record.key)


def _ties_of(slide: WrittenSlide) -> Iterator[_Tie]:
    numbers = {named_part(shape).get("id"): key for key, shape in slide.shapes.items()}
    for key, shape in slide.shapes.items():
        if ">" in _owner(key):
            one, other = (numbers[end] for end in glued_to(shape))
            yield _Tie(key, shape, (one, other))


def _joined(owners: Iterable[str], rings: Set[str]) -> set[frozenset[str]]:
    """The pairs of nodes that ties join, those that do so by the ring of a step, too."""
    found, by_ring = set[frozenset[str]](), dict[str, set[str]]()
    for ends in ({*owner.split(">")} for owner in owners):
        for ring in ends & rings:
            by_ring.setdefault(ring, set()).update(ends - rings)
        if not ends & rings:
            found.add(frozenset(ends))
    return found | {frozenset(ends) for ends in by_ring.values() if len(ends) > 1}


def _owner(key: str) -> str:
    return key.partition("/")[0]


def _role_of(key: str) -> str:
    """What a shape is, such as "Actor"; only of the first of its owner's shapes is it what the owner is."""
    return key.partition("/")[2]


def _keys(slide: WrittenSlide, owner: str) -> list[str]:
    return [key for key in slide.shapes if _owner(key) == owner]


def _role(slide: WrittenSlide, owner: str) -> str:
    return _role_of(_keys(slide, owner)[0])


def _is_whole_key(key: str) -> bool:
    """Whether a shape is a key of the picture, its sign and its words."""
    return _owner(key).startswith("key-") and _role_of(key) == "Key"


def _room(sheet: _Sheet, slide: WrittenSlide, shape: Any) -> Bounds:
    """Where on a sheet a node may stand: in its lane, where that is there. Between subtitle and rule, where somebody
    took them out between those of the slide newly made."""
    said, rule = (box_of(sheet.shapes.get(key, slide.shapes[key])) for key in ("/Subtitle", "/Rule"))
    left, _, right, _ = rule
    top, low = said[3] + _ABOVE, rule[1] - _ABOVE
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
