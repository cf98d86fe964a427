"""A view in; one picture of it out, as SVG, PNG or PDF: title, picture, as-of date, sources.

All three draw the same page. What an SVG or PNG has no room for (long lists of sources, what is not drawn) is inside
the file as its description; a PDF has further pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from explorer.draw.markup import Markup, html_of, tag
from explorer.draw.palette import Theme
from explorer.draw.primitives import DrawnText, Page
from explorer.export.options import Options, Picture
from explorer.export.renderers.svg import svg_of
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import Frame, Frames, frame_of
from explorer.export.slides.pages import pages, pages_of_picture
from explorer.export.slides.timeline.timeline_drawn import timeline_drawn
from explorer.export.slides.timeline.timeline_layout import TimelineLayout
from explorer.export.slides.unset import unset_page, unset_words
from explorer.landscape import Landscape
from explorer.page.pictures import DESK, NARROW, Pictures, rest_line
from explorer.query.visible import View
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import place_labels
from explorer.timeline.scene import TimelineScene

DEFAULT_PICTURE_OPTIONS = Options()

PLACES = {"wide-only": DESK, "narrow-only": NARROW}
"""Where a picture of a width in px is seen on the page."""


def slide_svg(view: View, picture: Picture, options: Options = DEFAULT_PICTURE_OPTIONS) -> str:
    """SVG text of one picture; a deck's is its timeline."""
    page, *below = _picture_pages(view, picture, options)
    return svg_of(page, options.theme, told_of_pages((page, *below)), below=below)


def timeline_svg(scene: TimelineScene, view: View, theme: Theme | None) -> Markup:
    """SVG text of a view's scene alone: what the page shows until its script runs.

    What the view's record is tied to is in colour; without a theme its colours are the page's own.
    """
    return svg_of(timeline_page(scene, view.landscape, *view.highlighted), theme)


def timeline_page(scene: TimelineScene, landscape: Landscape, focus: str, lit: frozenset[str]) -> Page:
    """A scene alone, every event of it drawn; where some are `lit`, the others are pale."""
    placement = place_labels(label_input(scene, selected=focus))
    drawn = {mark.id for mark in scene.marks}
    events = tuple(event for event in landscape.events if event.id in drawn)
    layout = TimelineLayout(scene, placement, events, lit, 0, 0.0, 0.0)
    height = scene.sizes.header + placement.height + scene.sizes.footer
    items = timeline_drawn(layout, focus, Numbers(()))
    return Page(scene.width, height, landscape.title, DrawnText(0, 0, ()), items, "", "timeline", scene.summary())


def timeline_box(pictures: Pictures, view: View, places: Mapping[str, float] = PLACES) -> Markup:
    """Where the page draws its timeline; until its script runs, and where none does, it stands there as on paper."""
    scenes = {name: pictures.timeline_scene(view, width) for name, width in places.items()}
    drawn = [tag("div", {"class": name}, timeline_svg(scene, view, None)) for name, scene in scenes.items()]
    return html_of([tag("div", {"class": "tl-box"}, drawn), rest_line(next(iter(scenes.values())).rest)])


Remark = Callable[[str], None]
"""Is told what a file could not hold."""


def _unheard(said: str) -> None:
    """Nobody asks."""


def picture_png(
    view: View, picture: Picture, options: Options = DEFAULT_PICTURE_OPTIONS, remark: Remark = _unheard
) -> bytes:
    """PNG of one picture, `options.scale` pixels for each px; what it rests on is in its text chunk "Description"."""
    from explorer.export.renderers.typesetter import png_of  # its libraries are read when a first picture is asked for

    found = _with_unset(_picture_pages(view, picture, options), frame_of(options), remark, strip=True)
    return png_of(found, options.theme, options.scale)


def picture_pdf(
    view: View, picture: Picture, options: Options = DEFAULT_PICTURE_OPTIONS, remark: Remark = _unheard
) -> bytes:
    """PDF of a picture and the pages of its sources; of a whole deck where the picture is "deck"."""
    from explorer.export.renderers.typesetter import pdf_of  # its libraries are read when a first file is asked for

    frame = frame_of(options)
    found = pages(view, picture, options, Frames(frame, frame), "at the end")
    return pdf_of(_with_unset(found, frame, remark, strip=False), options.theme)


def _with_unset(found: Sequence[Page], frame: Frame, remark: Remark, *, strip: bool) -> list[Page]:
    """The pages, and one more that says which characters of theirs no font has."""
    from explorer.export.renderers.fonts import unset_characters
    from explorer.export.renderers.page_data import words_of

    unset = unset_characters(words_of(found))
    if unset:
        remark(unset_words(unset))
    return [*found, *([unset_page(unset, frame, strip)] if unset else [])]


def told_of_pages(found: Sequence[Page]) -> str:
    """All of some pages in words, the same only once."""
    return "\n\n".join(dict.fromkeys(one.told for one in found))


def _picture_pages(view: View, picture: Picture, options: Options) -> list[Page]:
    """The page that a picture is; of a timeline or a network those on which it goes on, which stand below it."""
    frame = frame_of(options)
    one = "timeline" if picture == "deck" else picture
    found = pages(view, one, options, Frames(frame, frame), "in this file’s description", whole=False)
    return pages_of_picture(found)
