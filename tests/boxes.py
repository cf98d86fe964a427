"""A drawn picture in; what of it stands outside its box out, as sentences. Words are as wide as `lettering` says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from pptx import Presentation

from explorer.draw.primitives import Bounds, DrawnBox, DrawnGroup, DrawnProse, DrawnThing, Page, Stroke
from explorer.draw.text_metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
SLACK = 1.0
"""px that a rounded number, or the width of a stroke, may stand out."""


def beyond(box: Bounds, around: Bounds, slack: float = SLACK) -> bool:
    """Whether a box leaves the one around it."""
    left, top, right, bottom = around
    return box[0] < left - slack or box[1] < top - slack or box[2] > right + slack or box[3] > bottom + slack


def said(what: str, box: Bounds, around: Bounds) -> str:
    return f"{what[:60]!r} at {[round(n) for n in box]} leaves {[round(n) for n in around]}"


# --- pages of files ------------------------------------------------------------------------------------------------


def outside_page(page: Page) -> list[str]:
    """What of a page's drawn things stands outside the page, and which words outside their own box or column."""
    paper: Bounds = (0, 0, page.width, page.height)
    found = []
    for item in _things((page.heading, *page.items)):
        if beyond(item.bounds, paper):
            found.append(said(f"{type(item).__name__} {item.name}", item.bounds, paper))
        if isinstance(item, DrawnBox) and item.inside and beyond(item.words.bounds, item.bounds):
            found.append(said(f"words of {item.name}", item.words.bounds, item.bounds))
        for paragraph in item.paragraphs if isinstance(item, DrawnProse) else ():
            for line in paragraph.lines:
                right = item.x + paragraph.indent + sum(run.width for run in line)
                box = (item.x, item.y, right, item.y)
                if beyond(box, item.bounds):
                    found.append(said(f"line {line[0].text}", box, item.bounds))
    return found


def _things(items: Iterable[DrawnThing]) -> Iterator[DrawnThing]:
    for item in items:
        if isinstance(item, DrawnGroup):
            yield from item.parts
        elif not isinstance(item, Stroke) or item.lines:
            yield item


def outside_svg(text: str) -> list[str]:
    """The words of an SVG file that leave its viewBox."""
    svg = ET.fromstring(text)
    view = _view(svg)
    return [said(words, box, view) for words, box in placed_words(svg) if beyond(box, view)]


def outside_slides(deck: bytes) -> list[str]:
    """The shapes of a PowerPoint file that leave their slide."""
    show = Presentation(io.BytesIO(deck))
    slide_box: Bounds = (0, 0, show.slide_width, show.slide_height)
    boxes = [
        (shape.name, (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height))
        for slide in show.slides
        for shape in slide.shapes
        if shape.width is not None
    ]
    return [said(name, box, slide_box) for name, box in boxes if beyond(box, slide_box, 6350 * SLACK)]


# --- pictures of the page --------------------------------------------------------------------------------------------


def outside_network(text: str) -> list[str]:
    """What of the page's network leaves the picture, and which words leave their node."""
    svg = ET.fromstring(text)
    view = _view(svg)
    found = [said(words, box, view) for words, box in placed_words(svg) if beyond(box, view)]
    for node in svg.iter(f"{SVG}g"):
        if not node.get("data-id"):
            continue
        x, y = _shift(node)
        half = float(node.get("data-w", "0")) / 2, float(node.get("data-h", "0")) / 2
        box = (x - half[0], y - half[1], x + half[0], y + half[1])
        found += [said(node.get("data-id", ""), box, view)] if beyond(box, view) else []
        found += [said(w, own, box) for w, own in placed_words(node, (x, y)) if beyond(own, box, 3)]
    for edge in svg.iter(f"{SVG}path"):
        for end in ("data-at-a", "data-at-b"):
            if edge.get(end):
                x, y = map(float, edge.get(end, "").split())
                half_words = float(edge.get("data-words", "0")) / 2
                box = (x - half_words, y - 8.5, x + half_words, y + 8.5)
                found += [said(edge.get("data-label", ""), box, view)] if beyond(box, view) else []
    return found


# --- words -----------------------------------------------------------------------------------------------------------


def placed_words(
    parent: ET.Element, at: tuple[float, float] = (0, 0), inherited: str = "16"
) -> Iterator[tuple[str, Bounds]]:
    """Every `text` below an element with its bounds; `at` is where the element's own origin lies."""
    for child in parent:
        name = child.tag.removeprefix(SVG)
        size = child.get("font-size", inherited)
        if name == "text":
            yield _placed(child, at, float(size))
        elif name in ("g", "svg"):
            dx, dy = _shift(child)
            yield from placed_words(child, (at[0] + dx, at[1] + dy), size)


def _placed(text: ET.Element, at: tuple[float, float], size: float) -> tuple[str, Bounds]:
    bold = text.get("font-weight") == "700"
    wide = text_width(text.text or "", size, bold)
    for part in text:
        own = float(part.get("font-size", size))
        wide += text_width(part.text or "", own, bold) + float(part.get("dx", "0"))
    words = "".join(text.itertext())
    end, middle = (text.get("text-anchor") == anchor for anchor in ("end", "middle"))
    back = wide if end else wide / 2 if middle else 0.0
    turn = text.get("transform", "")
    if "rotate" in turn:
        x, y = _shift(text)
        top, bottom = (y, y + wide) if end else (y - wide, y)
        return words, (at[0] + x - 0.8 * size, at[1] + top, at[0] + x + 0.2 * size, at[1] + bottom)
    x, y = at[0] + float(text.get("x", "0")), at[1] + float(text.get("y", "0"))
    return words, (x - back, y - 0.8 * size, x - back + wide, y + 0.2 * size)


def _shift(element: ET.Element) -> tuple[float, float]:
    moved = re.match(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)", element.get("transform", ""))
    return (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)


def _view(svg: ET.Element) -> Bounds:
    left, top, width, height = map(float, svg.get("viewBox", "").split())
    return left, top, left + width, top + height
