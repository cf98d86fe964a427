"""Pages in; a PowerPoint file out, on our own plain master or on those of a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from explorer.draw.palette import Theme
from explorer.draw.primitives import LEADING, Page, PageAxis, clean
from explorer.draw.text_metrics import wrapped
from explorer.export.options import Options
from explorer.export.refresh.record import DeckRecord, SlideRecord, put_record
from explorer.export.refresh.traits import digest, named_part, traits_of
from explorer.export.renderers.pptx_colours import Inks, theme_colours
from explorer.export.renderers.pptx_geometry import EMU, A, exact_leading
from explorer.export.renderers.pptx_identity import identify, identity
from explorer.export.renderers.pptx_shapes import P, Shapes
from explorer.export.slides.foot import is_number
from explorer.export.slides.frame import TITLE, Frame, Frames, frame_of
from explorer.export.template.design import design_of, plate_below
from explorer.export.template.faces import Face
from explorer.export.template.footers import has_number, map_colours, put_footers
from explorer.export.template.room import TITLES, layout_for, title_of

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FONT = "Arial"
TITLE_KEY = "/Title"


@dataclass(frozen=True)
class WrittenSlide:
    """One of our slides, its shapes by what tells them from each other, and its axis, if it is a timeline."""

    key: str
    slide: Any
    shapes: Mapping[str, Any]
    axis: PageAxis | None

    @cached_property
    def record(self) -> SlideRecord:
        """What is to be known of it later, as it was when that was first asked."""
        traits = {key: traits_of(shape) for key, shape in self.shapes.items()}
        return SlideRecord(self.key, traits, digest(notes_of(self.slide)), self.axis)


class Deck:
    """A presentation that pages are added to, and the room its layouts give them."""

    def __init__(self, options: Options, footer: str = "") -> None:
        self.design = design_of(options.template, options) if options.template else None
        self.footer = footer  # what a template's footers say where they say nothing of their own
        if self.design:
            self.presentation, self.frames = self.design.presentation, self.design.frames
            self.inks = tuple(Inks(chosen.theme, chosen.inks) for chosen in self.design.inks)
        else:
            frame = frame_of(options)
            self.presentation, self.frames = _plain_presentation(frame, options.theme), Frames(frame, frame)
            self.inks = (Inks(options.theme), Inks(options.theme))
        self.slides: list[WrittenSlide] = []

    def add(self, page: Page) -> None:
        opening = page.kind == "title"
        key = self._slide_key(page)
        layout = self.design.layouts[not opening] if self.design else layout_for(self.presentation, opening)
        slide = self.presentation.slides.add_slide(layout)
        for placeholder in list(slide.placeholders):
            if placeholder.placeholder_format.type not in TITLES:
                placeholder._element.getparent().remove(placeholder._element)
        if self.design:
            map_colours(slide, layout)
        self._title(slide, page)
        shapes = Shapes(
            self.inks[not opening],
            slide.shapes._spTree,
            lambda address: slide.part.relate_to(clean(address), RT.HYPERLINK, is_external=True),
            key,
            face=self.design.words if self.design else None,
        )
        if self.design and self.design.inks[not opening].plate:
            shapes.draw([plate_below(self.frames.title if opening else self.frames.inner)])
        numbered = self.design is not None and has_number(layout)
        shapes.draw([item for item in page.items if not (numbered and is_number(item))])
        title = slide.shapes.title._element
        identify(named_part(title), identity(key, TITLE_KEY))
        shapes.written[TITLE_KEY] = title
        if self.design:
            for number, foot in enumerate(put_footers(slide, layout, self.footer), 1):
                shapes.written[f"/Foot {number}"] = foot
                identify(named_part(foot), identity(key, f"/Foot {number}"))
        slide.notes_slide.notes_text_frame.text = clean(page.notes)
        self.slides.append(WrittenSlide(key, slide, shapes.written, page.axis))

    def _slide_key(self, page: Page) -> str:
        """Tells a slide from all others, whatever becomes of the data: "timeline 2", "details ana-reyes 1"."""
        keys = {slide.key for slide in self.slides}
        named = f"{page.kind} {page.about}" if page.about else page.kind
        return next(key for number in count(1) if (key := f"{named} {number}") not in keys)

    def _title(self, slide: Any, page: Page) -> None:
        title = slide.shapes.title
        words = " ".join("".join(run.text for run in line) for line in page.heading.lines)
        title.text_frame.text = clean(words) or " "
        if self.design:
            _fit_title(title, words, self.design.heading, self.frames.inner.smallest)
            return
        heading = page.heading
        left, top, _, bottom = heading.bounds
        frame = self.frames.inner
        title.left, title.top = round(left * EMU), round(top * EMU)
        title.width, title.height = round(frame.inside * EMU), round((bottom - top) * EMU)
        paragraph = title.text_frame.paragraphs[0]
        exact_leading(paragraph._p.get_or_add_pPr(), heading.size)
        for run in paragraph.runs:
            run.font.size = round(heading.size * EMU)

    def saved(self, title: str, day: date, record: DeckRecord) -> bytes:
        """The file's bytes, with a record of its making; the only dates in it are the day of the data."""
        about = self.presentation.core_properties
        stamp = datetime.combine(day, time())
        about.title, about.author, about.last_modified_by = clean(title)[:255], "Policy Landscape Explorer", ""
        about.created = about.modified = about.last_printed = stamp
        about.revision = 1
        put_record(self.presentation, replace(record, slides=tuple(slide.record for slide in self.slides)))
        return presentation_bytes(self.presentation)


def presentation_bytes(presentation: Any) -> bytes:
    """A file of it, the same at each writing."""
    written = BytesIO()
    presentation.save(written)
    return _fixed(written.getvalue())


def notes_of(slide: Any) -> str:
    """What the speaker reads."""
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return str(frame.text) if frame is not None else ""


def _fixed(file: bytes) -> bytes:
    """The same zip without the time of its writing."""
    written = BytesIO()
    with ZipFile(BytesIO(file)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _EPOCH), before.read(name), ZIP_DEFLATED)
    return written.getvalue()


def _fit_title(title: Any, words: str, face: Face, smallest: float) -> None:
    """A title in a template's placeholder, set smaller where it would run out of it."""
    usual = _usual_size(title)
    width, height = title.width / EMU * 0.9, title.height / EMU
    size = usual
    while size > smallest and len(wrapped(words, width, size * face.share, bold=True)) * 1.2 * size > height:
        size -= 2
    if size < usual:
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size = round(max(smallest, size) * EMU)


def _usual_size(title: Any) -> float:
    """The type size in px that a title has from its layout or master."""
    layout = title.part.slide_layout
    for place in (title_of(layout)._element, layout.slide_master._element.find(f".//{{{P}}}titleStyle")):
        look = place.find(f".//{{{A}}}lvl1pPr/{{{A}}}defRPr") if place is not None else None
        if look is not None and look.get("sz"):
            return int(look.get("sz")) / 50
    return 88.0


# --- masters -------------------------------------------------------------------------------------------------------


def _plain_presentation(frame: Frame, theme: Theme) -> Any:
    """An empty presentation of one master and two layouts, with our own theme."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = round(frame.width * EMU), round(frame.height * EMU)
    wide, high = frame.width / 1440, frame.height / 1080  # python-pptx's own master is 10 by 7.5 inches
    kept = {"Title Slide", "Title Only"}
    for layout in list(presentation.slide_layouts):
        if layout.name not in kept:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    for place in (master, *presentation.slide_layouts):
        for shape in place.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * wide), round(shape.width * wide)
                shape.top, shape.height = round(shape.top * high), round(shape.height * high)
    _title_style(master, frame)
    for layout in presentation.slide_layouts:
        title = title_of(layout)
        title.left, title.width = round(frame.left * EMU), round(frame.inside * EMU)
        title.top, title.height = round(frame.margin * 0.62 * EMU), round(frame.px(TITLE) * LEADING * EMU)
    part = master.part.part_related_by(RT.THEME)
    part._blob = _themed(part.blob, theme)
    if theme == "dark":
        colours = master._element.find(f"{{{P}}}clrMap")
        for name, value in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
            colours.set(name, value)
    return presentation


def _title_style(master: Any, frame: Frame) -> None:
    """Titles at the left and in bold, set from the upper edge of their box, which has no margins."""
    first = master._element.find(f".//{{{P}}}titleStyle/{{{A}}}lvl1pPr")
    first.set("algn", "l")
    look = first.find(f"{{{A}}}defRPr")
    look.set("sz", str(round(frame.px(TITLE) * 50)))
    look.set("b", "1")
    for place in (master, *master.slide_layouts):
        title = title_of(place)
        body = title._element.txBody.find(f"{{{A}}}bodyPr")
        for child in list(body):
            body.remove(child)
        for name, value in {
            "lIns": "0",
            "tIns": "0",
            "rIns": "0",
            "bIns": "0",
            "anchor": "t",
            "wrap": "square",
        }.items():
            body.set(name, value)
        etree.SubElement(body, f"{{{A}}}noAutofit")


def _themed(blob: bytes, theme: Theme) -> bytes:
    """A theme's XML with our colours and type."""
    root = etree.fromstring(blob)
    root.set("name", "Policy Landscape Explorer")
    scheme = root.find(f".//{{{A}}}clrScheme")
    scheme.set("name", "Policy Landscape Explorer")
    for child in list(scheme):
        scheme.remove(child)
    for name, value in theme_colours(theme).items():
        etree.SubElement(etree.SubElement(scheme, f"{{{A}}}{name}"), f"{{{A}}}srgbClr", {"val": value})
    for latin in root.iterfind(f".//{{{A}}}fontScheme/*/{{{A}}}latin"):
        latin.set("typeface", _FONT)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
