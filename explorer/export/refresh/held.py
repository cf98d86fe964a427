"""A deck as a reader left it, and the record of its making, in; what he did to which of our slides and shapes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from explorer.export.refresh.record import DeckRecord, SlideRecord
from explorer.export.refresh.traits import Traits, named_part, shapes_in, traits_of
from explorer.export.renderers.pptx_identity import identity, identity_of
from explorer.export.template.faces import P

Key = tuple[str, str]
"""Of a slide, and of a shape on it."""


@dataclass(frozen=True)
class HeldShape:
    """One of our shapes as it is now."""

    slide: Any
    shape: Any
    now: Traits
    was: Traits

    @property
    def moved(self) -> bool:
        return not self.now.stands_as(self.was)

    @property
    def recoloured(self) -> bool:
        return self.now.look != self.was.look

    @property
    def retyped(self) -> bool:
        return self.now.words != self.was.words

    @property
    def changed(self) -> bool:
        return self.moved or self.recoloured or self.retyped or self.now.alt != self.was.alt

    @property
    def name(self) -> str:
        return str(named_part(self.shape).get("name", "")).strip()


@dataclass(frozen=True)
class HeldDeck:
    presentation: Any
    record: DeckRecord
    shapes: dict[Key, HeldShape] = field(default_factory=dict)

    @cached_property
    def slides(self) -> dict[str, Any]:
        """Our slides that are still there: each is where most of its shapes are."""
        found: dict[str, Counter[int]] = {}
        for (key, _), held in self.shapes.items():
            found.setdefault(key, Counter())[held.slide.slide_id] += 1
        by_id = {slide.slide_id: slide for slide in self.presentation.slides}
        return {key: by_id[counted.most_common(1)[0][0]] for key, counted in found.items()}

    def number(self, slide: Any) -> int:
        """Which slide it is, from 1."""
        return [one.slide_id for one in self.presentation.slides].index(slide.slide_id) + 1

    def is_untouched(self, unit: str) -> bool:
        """Whether the slides of a unit are all there and nobody changed anything on them."""
        ours: dict[int, int] = {}
        for record in self.of_unit(unit):
            slide = self.slides.get(record.key)
            if slide is None or slide._element.find(f"{{{P}}}timing") is not None or slide.slide_id in ours:
                return False
            for key in record.shapes:
                held = self.shapes.get((record.key, key))
                if held is None or held.changed or held.slide.slide_id != slide.slide_id:
                    return False
            ours[slide.slide_id] = len(record.shapes)
        by_id = {slide.slide_id: slide for slide in self.slides.values()}
        return all(sum(1 for _ in shapes_in(by_id[id].shapes._spTree)) == many for id, many in ours.items())

    def of_unit(self, unit: str) -> Iterator[SlideRecord]:
        return (record for record in self.record.slides if record.unit == unit)


def held_in(presentation: Any, record: DeckRecord) -> HeldDeck:
    """The deck with all of our shapes that are in it; of one that was copied, the first."""
    known = {
        identity(slide.key, key): (slide.key, key, traits)
        for slide in record.slides
        for key, traits in slide.shapes.items()
    }
    deck = HeldDeck(presentation, record)
    for slide in presentation.slides:
        for shape in shapes_in(slide.shapes._spTree):
            found = known.pop(identity_of(named_part(shape)), None)
            if found:
                slide_key, key, was = found
                deck.shapes[slide_key, key] = HeldShape(slide, shape, traits_of(shape), was)
    return deck
