"""A landscape and a selection in; one 16:9 slide out as SVG text: title, picture, as-of date, numbered sources.

The picture is the page's own scene drawn by the same pen for the slide's size. Sources are numbered afresh from 1, for
exactly what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from explorer.dates import parse_when, words
from explorer.model import Actor, Citation, Event, Landscape, Source
from explorer.selection import Selection, to_query
from explorer.views.details import name_of
from explorer.views.lettering import wrapped
from explorer.views.network import NetworkScene, network_scene
from explorer.views.network_svg import network_svg
from explorer.views.palette import FONT, Theme, colour
from explorer.views.timeline import timeline_scene
from explorer.views.timeline_svg import timeline_svg

WIDTH, HEIGHT, MARGIN = 1920, 1080, 72
INSIDE = WIDTH - 2 * MARGIN
NOTE_SIZE, NOTE_LEADING, NOTE_COLUMNS, NOTE_LINES = 15.0, 20.0, 3, 7
"""Footnotes: type size and leading in px, columns, and lines a column holds at most."""

_LEAST_TYPE = 17.0
"""Names in the network stay this large in px; if not all fit, the less weighty are left out and counted."""


@dataclass(frozen=True)
class _Notes:
    """Sources in the order of their numbers, and how each is printed."""

    sources: tuple[Source, ...]

    def number(self, citations: Iterable[Citation]) -> str:
        order = {source.id: number for number, source in enumerate(self.sources, 1)}
        return " ".join(str(n) for n in sorted({order[c.source] for c in citations if c.source in order}))

    def lines(self, width: float) -> list[list[str]]:
        """For each source its text in lines of at most `width` px."""
        return [
            wrapped(f"{source.publisher}, {source.title}" + _published(source), width, NOTE_SIZE, most=2)
            for source in self.sources
        ]


def slide_svg(landscape: Landscape, view: str, selection: Selection, theme: Theme = "light") -> str:
    """SVG text of a slide of 1920 × 1080 px; `view` is "timeline" or "network"."""
    focus = landscape.records.get(selection.focus)
    as_of = words(parse_when(landscape.as_of.isoformat()))
    notes = _Notes(_shown_sources(landscape, view, selection.focus))
    foot = _foot_height(notes)
    top = 44 + 54 + 6 + 34 + 16
    room = HEIGHT - 30 - 32 - foot - top
    if view == "timeline":
        picture, remark = _timeline(landscape, selection, theme, notes, room)
        title = landscape.title
    else:
        picture, remark = _network(landscape, selection, theme, notes, room)
        title = f"{landscape.title}: who did what"
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "font-family": FONT,
            "role": "img",
            "aria-label": f"{title}. {_subtitle(focus, as_of, landscape, selection)}",
        },
    )
    ET.SubElement(svg, "rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": colour("page", theme)})
    _text(svg, title, MARGIN, 44 + 44, 46, colour("ink", theme), bold=True)
    _text(svg, _subtitle(focus, as_of, landscape, selection), MARGIN, 44 + 54 + 6 + 25, 25, colour("ink-2", theme))
    picture.set("x", f"{MARGIN + (INSIDE - float(picture.get('width', '0'))) / 2:.1f}")
    picture.set("y", f"{top + max(0.0, (room - float(picture.get('height', '0'))) / 2):.1f}")
    svg.append(picture)
    _footnotes(svg, notes, HEIGHT - 30 - 32 - foot, theme)
    _text(svg, remark, MARGIN, HEIGHT - 34, 16, colour("muted", theme))
    link = f"{landscape.id}?{to_query(selection)}" if to_query(selection) else landscape.id
    _text(svg, f"Policy Landscape Explorer · {link}", WIDTH - MARGIN, HEIGHT - 34, 16, colour("muted", theme), "end")
    return ET.tostring(svg, encoding="unicode")


def _subtitle(focus: Actor | Event | None, as_of: str, landscape: Landscape, selection: Selection) -> str:
    if focus is None:
        return f"{len(landscape.events)} events, {len(landscape.actors)} actors. Nothing selected. As of {as_of}."
    role = f", {focus.role}," if isinstance(focus, Actor) and focus.role else ""
    return f"Selected: {name_of(focus)}{role} and what it is tied to. As of {as_of}."


def _shown_sources(landscape: Landscape, view: str, focus: str) -> tuple[Source, ...]:
    """What the picture rests on: with a selection, the picked record and its ties; else every event, or every tie."""
    rows: list[tuple[Citation, ...]] = []
    if focus:
        mine = [r for r in landscape.relations if focus in (r.subject, r.object)]
        lit = {focus} | {r.subject for r in mine} | {r.object for r in mine}
        rows += [r.sources for r in mine]
        rows += [e.sources for e in landscape.events if e.id in lit] + [
            a.sources for a in landscape.actors if a.id == focus
        ]
    else:
        rows += [e.sources for e in landscape.events]
        rows += [r.sources for r in landscape.relations] if view == "network" else []
    cited = {citation.source for row in rows for citation in row}
    return tuple(source for source in landscape.sources if source.id in cited)


def _timeline(
    landscape: Landscape, selection: Selection, theme: Theme, notes: _Notes, room: float
) -> tuple[ET.Element, str]:
    scene = timeline_scene(landscape, axis=selection.axis)
    lit = _lit(landscape, selection.focus)
    cites = {e.id: notes.number(e.sources) for e in landscape.events if not lit or e.id in lit}
    text = timeline_svg(scene, INSIDE, room, theme=theme, focus=selection.focus, lit=lit, cites=cites)
    remark = "Hollow and dashed: planned or pending, not happened. ≠ sources disagree."
    if selection.axis == "folded":
        remark += " Zigzag: empty years cut out; the scale changes there."
    return ET.fromstring(text), remark


def _network(
    landscape: Landscape, selection: Selection, theme: Theme, notes: _Notes, room: float
) -> tuple[ET.Element, str]:
    scene, scale = _fitting_scene(landscape, selection.focus, room)
    by_edge: dict[str, list[Citation]] = {}
    for edge in scene.edges:
        for relation in landscape.relations:
            if (relation.subject, relation.object) == (edge.subject, edge.object):
                by_edge.setdefault(edge.id, []).extend(relation.sources)
    cites: Mapping[str, str] = {id: notes.number(found) for id, found in by_edge.items()}
    picture = ET.fromstring(network_svg(scene, "slide", theme, selection.focus, cites=cites))
    picture.set("width", f"{scene.width * scale:.1f}")
    picture.set("height", f"{scene.height * scale:.1f}")
    drawn = f"{len(scene.nodes)} of {len(scene.nodes) + scene.left_out} records drawn"
    drawn += ", the most weighty first. " if scene.left_out else ". "
    grey = "Grey: not tied to the selection. " if selection.focus else ""
    return picture, f"{drawn}Dotted: claimed. Dashed: planned. {grey}Belonging is drawn only for the selection."


def _fitting_scene(landscape: Landscape, focus: str, room: float) -> tuple[NetworkScene, float]:
    """The fullest scene whose names stay legible, and the scale that fits it into the slide."""
    lit = _lit(landscape, focus)
    best: tuple[NetworkScene, float] | None = None
    for least in (3, 2, 1):
        ids = frozenset(r.id for r in landscape.records.values() if r.weight <= least or r.id in lit)
        for width in (1400, 1250, 1100):
            scene = network_scene(landscape, width, ids)
            scale = min(INSIDE / scene.width, room / scene.height)
            if best is None or scale > best[1]:
                best = scene, scale
            if 12.5 * scale >= _LEAST_TYPE:
                return scene, scale
    assert best is not None
    return best


def _lit(landscape: Landscape, focus: str) -> frozenset[str]:
    """The focus and what relations tie it to; empty when nothing is selected."""
    if not focus:
        return frozenset()
    ends = [(r.subject, r.object) for r in landscape.relations if focus in (r.subject, r.object)]
    return frozenset([focus, *(end for pair in ends for end in pair)])


def _published(source: Source) -> str:
    return f", {words(source.published)}" if source.published else ""


def _column_width() -> float:
    return (INSIDE - (NOTE_COLUMNS - 1) * 36) / NOTE_COLUMNS


def _columns(notes: _Notes) -> tuple[list[list[tuple[int, list[str]]]], int]:
    """Footnotes dealt into columns of even length, and how many did not fit."""
    texts = list(enumerate(notes.lines(_column_width() - 30), 1))
    total = sum(len(lines) for _, lines in texts)
    for limit in range(max(1, -(-total // NOTE_COLUMNS)), NOTE_LINES + 1):
        columns: list[list[tuple[int, list[str]]]] = [[]]
        used = 0
        for number, lines in texts:
            if used + len(lines) > limit:
                columns.append([])
                used = 0
            columns[-1].append((number, lines))
            used += len(lines)
        if len(columns) <= NOTE_COLUMNS:
            return columns, 0
    shortest = [(number, lines[:1]) for number, lines in texts][: NOTE_COLUMNS * NOTE_LINES - 1]
    columns = [shortest[i : i + NOTE_LINES] for i in range(0, len(shortest), NOTE_LINES)]
    return columns, len(texts) - len(shortest)


def _foot_height(notes: _Notes) -> float:
    columns, left = _columns(notes)
    most = max((sum(len(lines) for _, lines in column) for column in columns), default=0)
    return 24 + NOTE_LEADING * min(NOTE_LINES, most + (1 if left else 0))


def _footnotes(svg: ET.Element, notes: _Notes, top: float, theme: Theme) -> None:
    group = ET.SubElement(svg, "g", {"class": "footnotes"})
    edge = {"x1": str(MARGIN), "x2": str(WIDTH - MARGIN), "y1": f"{top:.1f}", "y2": f"{top:.1f}"}
    ET.SubElement(group, "line", {**edge, "stroke": colour("rule", theme)})
    columns, left = _columns(notes)
    for place, column in enumerate(columns):
        x, y = MARGIN + place * (_column_width() + 36), top + 12 + NOTE_SIZE
        for number, lines in column:
            _text(group, str(number), x, y, NOTE_SIZE, colour("ink", theme), bold=True)
            for line in lines:
                _text(group, line, x + 30, y, NOTE_SIZE, colour("ink-2", theme))
                y += NOTE_LEADING
        if left and place == len(columns) - 1:
            _text(group, f"and {left} more: see the page", x + 30, y, NOTE_SIZE, colour("ink-2", theme))


def _text(
    parent: ET.Element, text: str, x: float, y: float, size: float, fill: str, anchor: str = "start", bold: bool = False
) -> None:
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:g}", "fill": fill, "text-anchor": anchor}
    ET.SubElement(parent, "text", attributes | ({"font-weight": "700"} if bold else {})).text = text
