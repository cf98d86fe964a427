"""Decks that somebody worked on: his work, and the deck after a refresh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor

from explorer.export.options import Options, Template
from explorer.export.refresh.refreshed import Refreshed, refreshed
from explorer.export.refresh.traits import frame_element, named_part, shapes_in, traits_of, words_of
from explorer.export.renderers.pptx_identity import identity_of
from explorer.export.slides.deck import deck_bytes
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.export.packages import package_faults

PX = 6350
Worked = Callable[[Any], None]


def exported(world: Landscape, **options: Any) -> bytes:
    return deck_bytes(visible(world, Selection()), Options(**options))


def opened(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def saved(deck: Any) -> bytes:
    written = BytesIO()
    deck.save(written)
    return written.getvalue()


def brought(data: bytes, world: Landscape, work: Worked = lambda deck: None) -> tuple[Refreshed, Any]:
    """The deck after somebody's work on it and a refresh; what is said of it, and the deck."""
    deck = opened(data)
    work(deck)
    found = refreshed(Template("buses.pptx", saved(deck)), world)
    assert package_faults(found.file) == []
    return found, opened(found.file)


def every(deck: Any) -> Iterator[tuple[int, Any]]:
    """The number of the slide and each shape on it, those in groups, too."""
    for number, slide in enumerate(deck.slides):
        for shape in shapes_in(slide.shapes._spTree):
            yield number, shape


def by_identity(deck: Any) -> dict[str, Any]:
    return {identity_of(named_part(shape)): shape for _, shape in every(deck) if identity_of(named_part(shape))}


def named(deck: Any, name: str) -> Any:
    return next(shape for _, shape in every(deck) if named_part(shape).get("name") == name)


def spoken(deck: Any) -> str:
    return "\n".join(words_of(shape) for _, shape in every(deck))


def other(world: Landscape) -> Landscape:
    """Riverton some days later: every name and summary is another one, the order is of another day, a source is new."""
    events = tuple(
        replace(e, title=f"{e.title} (new)", short_title=f"{e.short_title} (new)", summary=f"{e.summary} New.")
        for e in world.events
    )
    actors = tuple(replace(a, name=f"{a.name} (new)", role=f"{a.role} (new)") for a in world.actors)
    sources = tuple(replace(s, title=f"{s.title} (new)") for s in world.sources)
    return replace(
        world,
        title=f"{world.title} (new)",
        summary=f"{world.summary} (new)",
        as_of=world.as_of.replace(day=29),
        events=events,
        actors=actors,
        sources=sources,
    )


class Hand:
    """Twenty shapes moved, five recoloured, a slide added, one text changed and one taken away."""

    def __init__(self) -> None:
        self.moved: dict[str, tuple[int, ...]] = {}
        self.coloured: dict[str, str] = {}
        self.typed = self.gone = ""

    def __call__(self, deck: Any) -> None:
        pictures = list(deck.slides)[1:3]
        inner = [s for slide in pictures for s in shapes_in(slide.shapes._spTree) if frame_element(s) is not None]
        inner = [shape for shape in inner if shape.tag.endswith("}sp") and identity_of(named_part(shape))]
        for shape in inner[::2][:20]:
            at = frame_element(shape)[0]
            at.set("x", str(int(at.get("x")) + 21 * PX))
            at.set("y", str(int(at.get("y")) - 13 * PX))
            self.moved[identity_of(named_part(shape))] = place_of(shape)
        for slide in pictures:
            for shape in slide.shapes:
                if shape.name.startswith("Actor: ") and shape.shape_type != 6 and len(self.coloured) < 5:
                    shape.fill.solid()
                    shape.fill.fore_color.rgb = RGBColor(0x12, 0x34, 0x56)
                    self.coloured[identity_of(named_part(shape._element))] = traits_of(shape._element).look
        for shape in [s for s in pictures[0].shapes if s.name.startswith("Lane: ") or s.name == "Link"]:
            inside = list(shape.shapes) if shape.shape_type == 6 else [shape]
            for part in (p for p in inside if p.has_text_frame and p.text_frame.text and len(self.coloured) < 5):
                part.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x65, 0x43, 0x21)
                self.coloured[identity_of(named_part(part._element))] = traits_of(part._element).look
        labels = [s for s in inner if named_part(s).get("name").startswith("Label: ")]
        typed, gone = labels[0], labels[1]
        next(typed.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")).text = "My own words"
        self.typed, self.gone = identity_of(named_part(typed)), identity_of(named_part(gone))
        gone.getparent().remove(gone)
        self.moved.pop(self.gone, None)
        added = deck.slides.add_slide(deck.slide_layouts[1])
        added.shapes.title.text = "What we ask of the council"


def place_of(shape: Any) -> tuple[int, ...]:
    return tuple(int(value) for part in frame_element(shape)[:2] for value in part.attrib.values())
