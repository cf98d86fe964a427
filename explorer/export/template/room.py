"""A template's layouts in; which of them a page takes, and the room it has there clear of titles, footers and logos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from explorer.export.options import BadExport
from explorer.export.renderers.pptx_geometry import EMU

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px of a page."""

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_BODIES = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT)
_GAP = 8.0
"""px kept clear of what stands on a layout."""
_EDGE = 24.0
"""px kept clear of the slide's edges, whatever a template says."""
_GROUND = 0.3
"""Of the room: what covers more of it is something that a picture stands on, and not beside."""
_LEAST = (0.45, 0.25)
"""Of the slide's width and height: with less room than that, what stands on the layout is painted over."""


def title_of(layout: Any) -> Any:
    return next((p for p in layout.placeholders if p.placeholder_format.type in TITLES), None)


def layout_for(presentation: Any, opening: bool) -> Any:
    """The layout for the opening page (a centred title), or for all others (a title and as little else as can be)."""
    titled = [layout for layout in presentation.slide_layouts if title_of(layout) is not None]

    def others(layout: Any) -> int:
        return sum(p.placeholder_format.type not in (*TITLES, *FOOTERS) for p in layout.placeholders)

    centred = [x for x in titled if title_of(x).placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE]
    if opening and centred:
        return centred[0]
    plain = [layout for layout in titled if layout not in centred] or titled
    return min(plain, key=lambda layout: (layout._element.get("type") == "vertTx", others(layout)))


def has_titles(presentation: Any, name: str) -> None:
    """Raises BadExport where no layout has a title."""
    if not any(title_of(layout) is not None for layout in presentation.slide_layouts):
        raise BadExport(f"{name} has no layout with a title — add one in PowerPoint (View, Slide Master).")


def box_of(shape: Any) -> Box | None:
    """Where a shape stands; None where it has no place of its own."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if None in sides:
        return None
    left, top, width, height = (side / EMU for side in sides)
    return left, top, left + width, top + height


def room_on(layout: Any, slide: tuple[float, float]) -> tuple[Box, bool]:
    """The room for what is drawn on a layout's slides of so many px, and whether nothing else stands there.

    It is the box of the layout's words, or its master's, clear of the title, the footers and things such as logos.
    """
    width, height = slide
    title = box_of(title_of(layout)) or (_EDGE, _EDGE, width - _EDGE, 0.18 * height)
    room, clear = _whole(layout, title, slide), True
    for box in _standing_on(layout):
        met = _shared(room, box)
        if met > _GROUND * _area(room):
            clear = False
        elif met > 0:
            room = _beside(room, box)
    if room[2] - room[0] < _LEAST[0] * width or room[3] - room[1] < _LEAST[1] * height:
        bare = _clear_of_title((_EDGE, _EDGE, width - _EDGE, height - _EDGE), title, height)
        return bare, False
    return room, clear


def _whole(layout: Any, title: Box, slide: tuple[float, float]) -> Box:
    """The box for words, below the title; where there is none, as wide as the title."""
    width, height = slide
    own, masters = (
        [box_of(p) for p in place.placeholders if p.placeholder_format.type in _BODIES]
        for place in (layout, layout.slide_master)
    )
    bodies = own if len(own) == 1 else masters
    left, top, right, bottom = next(filter(None, bodies), (title[0], title[3], title[2], height - _EDGE))
    kept = max(_EDGE, left), max(_EDGE, top), min(width - _EDGE, right), min(height - _EDGE, bottom)
    if kept[2] - kept[0] < _LEAST[0] * width or kept[3] - kept[1] < _LEAST[1] * height:
        kept = (_EDGE, _EDGE, width - _EDGE, height - _EDGE)
    return _clear_of_title(kept, title, height)


def _clear_of_title(box: Box, title: Box, height: float) -> Box:
    """Below a title that stands in the upper part; a title at the side or below is one of the things to be clear of."""
    if title[3] <= 0.6 * height:
        return box[0], max(box[1], title[3] + _GAP), box[2], box[3]
    return _beside(box, title) if _shared(box, title) else box


def _standing_on(layout: Any) -> Iterator[Box]:
    """The footers, and whatever is drawn on the layout and on its master."""
    places = [layout] if layout._element.get("showMasterSp") in ("0", "false") else [layout, layout.slide_master]
    for place in places:
        for shape in place.shapes:
            if shape.is_placeholder and (place is not layout or shape.placeholder_format.type not in FOOTERS):
                continue
            box = box_of(shape)
            if box:
                yield box


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _shared(one: Box, other: Box) -> float:
    """The area that two boxes share; a line has one, too."""
    wide = min(one[2], other[2] + 1) - max(one[0], other[0])
    high = min(one[3], other[3] + 1) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _beside(room: Box, box: Box) -> Box:
    """The room without the side of it that a thing stands on, so that most is left."""
    left, top, right, bottom = room
    cut = [
        (max(left, box[2] + _GAP), top, right, bottom),
        (left, max(top, box[3] + _GAP), right, bottom),
        (left, top, min(right, box[0] - _GAP), bottom),
        (left, top, right, min(bottom, box[1] - _GAP)),
    ]
    return max(cut, key=_area)
