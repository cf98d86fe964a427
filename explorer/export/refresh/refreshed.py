"""A deck as a reader left it, and the present data, in; the deck with their words, and what could not be done, out.

Slides that nobody touched are made anew. On a slide that somebody worked on everything stays where it stands: words,
dates and sources are renewed in place, but for those that he typed himself; what is new is put where there is room.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from explorer.export.formats import Job, checked
from explorer.export.options import BadExport, Options, Template
from explorer.export.refresh.dated import move_as_of, move_dated
from explorer.export.refresh.held import HeldDeck, HeldShape, held_in
from explorer.export.refresh.newcomers import Newcomers
from explorer.export.refresh.placing import TimelineRoom
from explorer.export.refresh.record import DeckRecord, SlideRecord, checked_of, options_of, put_record, record_in
from explorer.export.refresh.traits import digest, named_part, traits_of
from explorer.export.refresh.words import link_over, renew_words, resize
from explorer.export.renderers.pptx import Deck, WrittenSlide, notes_of, presentation_bytes
from explorer.export.renderers.pptx_identity import identify, identity
from explorer.export.slides.deck import made_deck, record_of
from explorer.export.template.package import opened_package, presentation_of
from explorer.landscape import Landscape
from explorer.query.asked import asked
from explorer.query.visible import View
from explorer.wording import in_a_row

AXIS = frozenset(("/Year", "/Month", "/Span", "/Cut", "/What is cut", "/How time is spaced"))
"""Words that belong to where things stand, and stay with it."""
MOST_NAMED = 12
"""So many of a kind are named; the rest are counted."""


@dataclass(frozen=True)
class Refreshed:
    file: bytes
    renewed: int  # shapes whose words are other ones now
    kept: int  # shapes that bear the reader's hand
    said: tuple[str, ...]  # what could not be done, a sentence each


def refreshed(deck: Template, landscape: Landscape) -> Refreshed:
    """The deck of the present data. Raises BadExport where it is not one of ours, or of other data."""
    package = opened_package(deck)
    record = record_in(package)
    checked_of(record, landscape.id, deck.name)
    told = options_of(record)
    named = (*told.actors, *told.pin, *told.omit, *(slide.about for slide in record.slides if slide.about))
    landscape, selection, notes = asked(landscape, record.query, named)
    job = Job(landscape, record.picture, selection, _options(record, landscape))
    held = held_in(presentation_of(package), record)
    fresh = _made_anew(job, record, deck)
    merge = _Merge(held, fresh, job.view, list(notes))
    merge.run()
    new = replace(record_of(job.view, job.options, record.picture), themed=record.themed)
    put_record(held.presentation, replace(new, options=record.options, slides=tuple(merge.after)))
    kept = sum(one.changed for one in held.shapes.values())
    return Refreshed(presentation_bytes(held.presentation), merge.renewed, kept, tuple(merge.said))


def _options(record: DeckRecord, landscape: Landscape) -> Options:
    """The options of a deck, without the records that the data have no longer; with slides for the same ones."""
    options = options_of(record)
    wanted = dict.fromkeys([*options.actors, *(slide.about for slide in record.slides)])
    return replace(
        options,
        actors=tuple(id for id in wanted if id in landscape.selectable),
        omit=tuple(id for id in options.omit if id in landscape.records),
        pin=tuple(id for id in options.pin if id in landscape.records),
    )


def _made_anew(job: Job, record: DeckRecord, deck: Template) -> Deck:
    """The deck as it would be exported now. Raises BadExport."""
    options = replace(job.options, template=deck if record.themed else None)
    try:
        checked(job, "pptx")
        return made_deck(job.view, options, record.picture)
    except (TypeError, ValueError):
        raise BadExport(f"{deck.name} was made with options that there are no longer — export it anew.") from None


class _Merge:
    """Brings the fresh deck into the one that is held."""

    def __init__(self, held: HeldDeck, fresh: Deck, view: View, said: list[str]) -> None:
        self.held, self.fresh, self.view, self.said = held, fresh, view, said
        self.renewed = 0
        self.after: list[SlideRecord] = []
        self.new = {slide.key: slide for slide in fresh.slides}

    def run(self) -> None:
        units = dict.fromkeys(slide.unit for slide in self.held.record.slides)
        for unit in units:
            if self.held.is_untouched(unit):
                self._anew(unit)
            else:
                self._in_place(unit)
        known = {slide.key for slide in self.held.record.slides} | {slide.key for slide in self.after}
        for slide in self.fresh.slides:
            if slide.key not in known and slide.record.unit not in units:
                self._add(slide)
        order = list(self.new)
        self.after.sort(key=lambda record: order.index(record.key) if record.key in order else len(order))

    # --- slides that nobody touched

    def _anew(self, unit: str) -> None:
        fresh = [slide for slide in self.fresh.slides if slide.record.unit == unit]
        for record in self.held.of_unit(unit):
            slide, new = self.held.slides[record.key], self.new.get(record.key)
            if new is None and not fresh:
                number = self.held.number(slide)
                self.said.append(f"Slide {number}, {_called(slide)}, is of nothing in the data now; it stays.")
                self.after.append(record)
            elif new is None:
                self._remove(slide)
            else:
                before = {key: one.words for key, one in record.shapes.items()}
                self.renewed += sum(one.words != before.get(key) for key, one in new.record.shapes.items())
                self._fill(slide, new)
                self.after.append(replace(new.record, notes=self._notes(slide, record, new)))
        for new in fresh:
            if new.key not in self.held.slides:
                self._add(new)

    def _fill(self, slide: Any, new: WrittenSlide) -> None:
        tree = slide.shapes._spTree
        for child in list(tree)[2:]:
            tree.remove(child)
        for child in list(new.slide.shapes._spTree)[2:]:
            copied = deepcopy(child)
            tree.append(copied)
            link_over(copied, new.slide.part, slide.part)

    def _add(self, new: WrittenSlide) -> None:
        presentation = self.held.presentation
        named = new.slide.slide_layout.name
        layouts = list(presentation.slide_layouts)
        layout = next((one for one in layouts if one.name == named), layouts[-1])
        before = [key for key in list(self.new)[: list(self.new).index(new.key)] if key in self.held.slides]
        place = self.held.number(self.held.slides[before[-1]]) if before else len(presentation.slides)
        slide = presentation.slides.add_slide(layout)
        listed = presentation.slides._sldIdLst
        listed.insert(place, listed[-1])
        self._fill(slide, new)
        slide.notes_slide.notes_text_frame.text = notes_of(new.slide)
        self.held.slides[new.key] = slide
        self.after.append(new.record)
        self.said.append(f"Slide {self.held.number(slide)}, {_called(slide)}, is new.")

    def _remove(self, slide: Any) -> None:
        listed = self.held.presentation.slides._sldIdLst
        self.said.append(f"A slide was taken out, as fewer are needed now: {_called(slide)}.")
        entry = next(one for one in listed if one.id == slide.slide_id)
        self.held.presentation.part.drop_rel(entry.rId)
        listed.remove(entry)

    def _notes(self, slide: Any, record: SlideRecord, new: WrittenSlide) -> str:
        """Renews what the speaker reads, if nobody wrote in it; the digest that is to be known of it."""
        if digest(notes_of(slide)) != record.notes:
            self.said.append(
                f"The notes of slide {self.held.number(slide)} were changed by hand, and stay as they are."
            )
            return record.notes
        slide.notes_slide.notes_text_frame.text = notes_of(new.slide)
        return new.record.notes

    # --- slides that somebody worked on

    def _in_place(self, unit: str) -> None:
        fresh = [slide for slide in self.fresh.slides if slide.record.unit == unit]
        every = ((key, (slide, shape)) for slide in fresh for key, shape in slide.shapes.items())
        owned = {key: found for key, found in every if not key.startswith(("/", "paper/", "courses/"))}
        gone: dict[str, str] = {}
        left: list[str] = []
        for record in self.held.of_unit(unit):
            slide, new = self.held.slides.get(record.key), self.new.get(record.key)
            if slide is None:
                self.said.append(f"A slide was taken out by hand, and stays out: {record.key}.")
                self.after.append(record)
                continue
            shapes = dict(record.shapes)
            for key in record.shapes:
                held = self.held.shapes.get((record.key, key))
                found = owned.get(key) or ((new, new.shapes[key]) if new and key in new.shapes else None)
                if held is None or (unit == "timeline" and key.rstrip("0123456789 ") in AXIS):
                    continue
                if found:
                    shapes[key] = self._renew(held, *found)
                elif _owner(key) not in {"", *map(_owner, owned)}:
                    gone.setdefault(key.partition("/")[0], f"{held.name} (slide {self.held.number(held.slide)})")
            if unit == "timeline":
                left += move_dated(self.held, record, shapes, owned)
                self.said += filter(None, [move_as_of(self.held, record, shapes, new) if new else ""])
            notes = self._notes(slide, record, new) if new else record.notes
            self.after.append(replace(record, shapes=shapes, notes=notes))
        self._say_kept(unit)
        self._name("No longer in the data, and left standing: {}.", list(gone.values()))
        self._name("Of another day now, and not moved to it: {}.", left)
        self._new_owners(unit, fresh)

    def _renew(self, held: HeldShape, new: WrittenSlide, fresh: Any) -> Any:
        """Gives a shape its present words and its alternative text; what is to be known of it now."""
        will = traits_of(fresh)
        if held.now.alt == held.was.alt and will.alt != held.now.alt:
            mine, theirs = named_part(held.shape), named_part(fresh)
            mine.set("descr", theirs.get("descr", ""))
        if held.now.name == held.was.name:
            named_part(held.shape).set("name", named_part(fresh).get("name", ""))
        after = replace(held.was, alt=will.alt, name=will.name)
        if held.retyped:
            return after
        if will.words != held.now.words:
            renew_words(held.shape, fresh, held.recoloured)
            link_over(held.shape, new.slide.part, held.slide.part)
            self.renewed += 1
            if not held.moved and resize(held.shape, fresh):
                now = traits_of(held.shape)
                after = replace(after, left=now.left, top=now.top, width=now.width, height=now.height)
        return replace(after, words=will.words)

    def _say_kept(self, unit: str) -> None:
        slides = {record.key for record in self.held.of_unit(unit)}
        typed = [held for (key, _), held in self.held.shapes.items() if key in slides and held.retyped]
        named = [f"{held.name} (slide {self.held.number(held.slide)})" for held in typed]
        self._name("Typed by hand, and left as it is, with its dates and numbers of sources: {}.", named)

    def _new_owners(self, unit: str, fresh: list[WrittenSlide]) -> None:
        """Puts new events, nodes and ties where there is room on the timeline or the network; names all else."""
        keys = {key for record in self.held.of_unit(unit) for key in record.shapes}
        known = {*map(_owner, keys)}
        new: dict[str, tuple[WrittenSlide, Any]] = {}
        for slide in fresh:
            for key, shape in slide.shapes.items():
                tie = unit == "network" and ">" in key and key not in keys  # there may be one of the same ends
                if (tie or _owner(key) not in known) and _owner(key) not in ("", "paper", "courses"):
                    new.setdefault(_owner(key), (slide, shape))
        if unit == "network":
            put = Newcomers(self.held, self.after, fresh).put(new)
            self.renewed += len(put)
            at = [str(named_part(new[owner][1]).get("name")) for owner in new if owner in put]
            self._name("New in the data, and placed where there was room: {}.", at)
        else:
            put = {owner for owner, (slide, shape) in new.items() if self._placed(unit, owner, slide, shape)}
        left = [str(named_part(shape).get("name")) for owner, (_, shape) in new.items() if owner not in put]
        self._name(f"New in the data, and not drawn on the {unit} slides, which have no place for it: {{}}.", left)
        for slide in fresh:
            if slide.key not in {record.key for record in self.held.of_unit(unit)} and unit not in (
                "timeline",
                "network",
            ):
                self._add(slide)

    def _placed(self, unit: str, owner: str, new: WrittenSlide, shape: Any) -> bool:
        """Whether there is room for a new event on one of the timeline's slides; it is put there."""
        if unit != "timeline" or not new.axis:
            return False
        for place, record in enumerate(self.after):
            slide = self.held.slides.get(record.key)
            if record.unit != unit or slide is None or not record.axis:
                continue
            room = TimelineRoom(slide.shapes._spTree, record.axis)
            put = room.put(shape, new.axis, owner)
            if put is not None:
                keys = [key for key in new.shapes if _owner(key) == owner]
                for key, one in zip(keys, put, strict=True):
                    identify(named_part(one), identity(record.key, key))
                traits = {key: traits_of(one) for key, one in zip(keys, put, strict=True)}
                self.after[place] = replace(record, shapes={**record.shapes, **traits})
                self.renewed += len(keys)
                return True
        return False

    def _name(self, sentence: str, names: list[str]) -> None:
        if names:
            named = [f"“{name}”" if " " not in name else name for name in names[:MOST_NAMED]]
            rest = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
            self.said.append(sentence.format(in_a_row([*named, *rest])))


def _owner(key: str) -> str:
    return key.partition("/")[0]


def _called(slide: Any) -> str:
    title = slide.shapes.title
    return f"“{title.text_frame.text.strip()[:80]}”" if title is not None else "without a title"
