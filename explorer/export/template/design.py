"""A template in; all that is to be known of it before a page is laid out: masters, frames, inks, faces, what to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer.draw.primitives import DrawnBox
from explorer.export.options import Options, Template
from explorer.export.renderers.pptx_geometry import EMU
from explorer.export.slides.frame import Frame, Frames, smallest_type
from explorer.export.template.faces import Face, faces_of
from explorer.export.template.grounds import ground_of, theme_of
from explorer.export.template.inks import Chosen, chosen_inks
from explorer.export.template.package import UNREADABLE, Package, opened_package, refused, without_slides
from explorer.export.template.room import has_titles, layout_for, room_on

PLATE_EDGE = 14.0
"""px of a plate around what is drawn on it."""


@dataclass(frozen=True)
class Design:
    """A template that was looked through. Of a pair, the first is for the opening page and the other for all others."""

    presentation: Any  # without slides
    layouts: tuple[Any, Any]
    frames: Frames
    inks: tuple[Chosen, Chosen]
    heading: Face
    words: Face

    @property
    def said(self) -> tuple[str, ...]:
        """What its owner should know: size, brightness, and what could not be measured."""
        width, height = (side / 144 for side in (self.frames.inner.width, self.frames.inner.height))
        bright = "dark" if self.inks[1].theme == "dark" else "light"
        plate = ", drawn on a plate, as the background is not plain" if self.inks[1].plate else ""
        first = f"Slides of {width:.4g} × {height:.4g} inches in {self.words.family}, {bright}{plate}."
        unsure = dict.fromkeys(face.words for face in (self.words, self.heading) if face.words)
        return (first, *unsure)


def design_of(template: Template, options: Options) -> Design:
    """Raises BadExport, with a sentence that says what is wrong with the template."""
    package = opened_package(template)
    presentation = without_slides(package)
    try:
        return _looked_through(package, presentation, options)
    except UNREADABLE:
        raise refused(package.name, "has masters that cannot be read", "save it anew in PowerPoint") from None


def template_words(template: Template) -> tuple[str, ...]:
    """What its owner should know of a template. Raises BadExport where it cannot be used."""
    return design_of(template, Options()).said


def _looked_through(package: Package, presentation: Any, options: Options) -> Design:
    has_titles(presentation, package.name)
    layouts = (layout_for(presentation, True), layout_for(presentation, False))
    heading, words = faces_of(package, theme_of(layouts[1].slide_master))
    size = (presentation.slide_width / EMU, presentation.slide_height / EMU)
    frames, inks = [], []
    for layout in layouts:
        (left, top, right, bottom), clear = room_on(layout, size)
        inks.append(chosen_inks(ground_of(layout), clear))
        edge = PLATE_EDGE if inks[-1].plate else 0.0
        sides = (left + edge, right - edge)
        smallest, low = smallest_type(options), bottom - edge
        frames.append(Frame(*size, options.text_scale, top + edge, sides, low, False, smallest, words.share))
    return Design(presentation, layouts, Frames(*frames), (inks[0], inks[1]), heading, words)


def plate_below(frame: Frame) -> DrawnBox:
    """What is laid on a ground that is not plain, below all that is drawn."""
    left, top = frame.left - PLATE_EDGE, frame.top - PLATE_EDGE
    width, height = frame.inside + 2 * PLATE_EDGE, frame.lowest - frame.top + 2 * PLATE_EDGE
    return DrawnBox(left, top, width, height, fill="page", name="Plate")
