"""A landscape and a selection in; one 16:9 slide out as SVG text: title, picture, as-of date, numbered sources.

The picture is the page's own scene drawn by the same pen for the slide's size. Sources are numbered afresh from 1, for
exactly what is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from explorer.dates import parse_when, words
from explorer.graph import tied
from explorer.model import Actor, Citation, Event, Instrument, Landscape, Source
from explorer.selection import Selection, to_query
from explorer.views.details import name_of
from explorer.views.lettering import shortened, text_width, wrapped
from explorer.views.network import LABEL_SIZE, NetworkScene, network_scene
from explorer.views.network_svg import network_picture
from explorer.views.palette import FONT, Theme, colour
from explorer.views.timeline import timeline_scene
from explorer.views.timeline_svg import timeline_svg

WIDTH, HEIGHT, MARGIN = 1920, 1080, 72
INSIDE = WIDTH - 2 * MARGIN
_TOP, _FOOT, _USUAL_FOOT = 154, HEIGHT - 62, 164
"""Top of the picture, bottom of the footnotes, and their usual height, in px."""

_GUTTER = 32
_MOST_EVENTS = 40  # named on a timeline; above, key and supporting ones and what is lit
_MOST_NOTES = 32  # sources; above, each thing shown names only its first ones

_LEAST_TYPE = 17.0
"""Names in the network stay this large in px; if not all fit, the less weighty are left out and counted."""


@dataclass(frozen=True)
class _Setting:
    """How footnotes are set: type size and leading in px, columns, and lines a column holds at most."""

    size: float
    leading: float
    columns: int
    lines: int

    @property
    def column(self) -> float:
        """Width of a column in px."""
        return (INSIDE - (self.columns - 1) * _GUTTER) / self.columns

    @property
    def indent(self) -> float:
        """Room for the number, in px."""
        return 2 * self.size


_SETTINGS = (_Setting(15, 20, 3, 7), _Setting(14, 18, 4, 8))


@dataclass(frozen=True)
class _Set:
    """Footnotes as they are printed: for each column its numbers and lines; and how many were left out."""

    setting: _Setting
    columns: list[list[tuple[int, list[str]]]]
    left: int

    @property
    def height(self) -> float:
        most = max((sum(len(lines) for _, lines in column) for column in self.columns), default=0)
        return 24 + self.setting.leading * min(self.setting.lines, most + (1 if self.left else 0))


@dataclass(frozen=True)
class _Notes:
    """Sources in the order of their numbers, and how many of them each thing shown names at most."""

    sources: tuple[Source, ...]
    limit: int | None  # None = all

    def number(self, citations: Iterable[Citation]) -> str:
        order = {source.id: number for number, source in enumerate(self.sources, 1)}
        return " ".join(str(n) for n in sorted(order[id] for id in _named(citations, self.limit) if id in order))

    def texts(self) -> list[str]:
        return [f"{source.publisher}, {source.title}{_published(source)}" for source in self.sources]

    @property
    def remark(self) -> str:
        if self.limit is None:
            return ""
        return f" At most {self.limit} source{'s' if self.limit > 1 else ''} to each; the page names all."


def _named(citations: Iterable[Citation], limit: int | None) -> list[str]:
    """Ids of the sources cited, each once, the first so many."""
    return list(dict.fromkeys(citation.source for citation in citations))[:limit]


def _notes(landscape: Landscape, rows: Sequence[Sequence[Citation]]) -> _Notes:
    """Footnotes for what is shown: all its sources, or where they are too many, the first few of each row."""
    for limit in (None, 3, 2, 1):
        cited = {id for row in rows for id in _named(row, limit)}
        if len(cited) <= _MOST_NOTES:
            break
    return _Notes(tuple(source for source in landscape.sources if source.id in cited), limit)


def slide_svg(landscape: Landscape, view: str, selection: Selection, theme: Theme = "light") -> str:
    """SVG text of a slide of 1920 × 1080 px; `view` is "timeline" or "network"."""
    focus = landscape.selectable.get(selection.focus)
    subtitle = _subtitle(focus, words(parse_when(landscape.as_of.isoformat())), landscape, view)
    own = [focus.sources] if focus else []
    if view == "network":
        scene = _fitting_scene(landscape, selection.focus)
        ties = {edge.id: edge.sources for edge in scene.edges if edge.lit_with(selection.focus)}
        drawn = {node.id for node in scene.nodes}
        shown = list(ties.values()) if focus else [e.sources for e in landscape.events if e.id in drawn]
        notes = _notes(landscape, [*own, *shown])
    else:
        landscape = _fitting_events(landscape, selection.focus)
        lit = _lit(landscape, selection.focus)
        notes = _notes(landscape, [*own, *(e.sources for e in landscape.events if not lit or e.id in lit)])
    foot = _set(notes)
    room = _FOOT - foot.height - _TOP
    if view == "network":
        picture, remark = _network(scene, selection.focus, theme, notes, ties, room)
    else:
        picture, remark = _timeline(landscape, selection, theme, notes, room)
    title = landscape.title + (": who did what" if view == "network" else "")
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "width": str(WIDTH),
            "height": str(HEIGHT),
            "font-family": FONT,
            "role": "img",
            "aria-label": f"{title}. {subtitle}",
        },
    )
    ET.SubElement(svg, "rect", {"width": str(WIDTH), "height": str(HEIGHT), "fill": colour("page", theme)})
    size = min(46.0, 46 * INSIDE / text_width(title, 46, bold=True))
    _text(svg, title, MARGIN, 44 + 44, size, colour("ink", theme), bold=True)
    _text(svg, shortened(subtitle, INSIDE, 25), MARGIN, 44 + 54 + 6 + 25, 25, colour("ink-2", theme))
    picture.set("x", f"{MARGIN + (INSIDE - float(picture.get('width', '0'))) / 2:.1f}")
    picture.set("y", f"{_TOP + max(0.0, (room - float(picture.get('height', '0'))) / 2):.1f}")
    svg.append(picture)
    _footnotes(svg, foot, _FOOT - foot.height, theme)
    _text(svg, remark, MARGIN, HEIGHT - 34, 16, colour("muted", theme))
    link = f"{landscape.id}?{to_query(selection)}" if to_query(selection) else landscape.id
    _text(svg, f"Policy Landscape Explorer · {link}", WIDTH - MARGIN, HEIGHT - 34, 16, colour("muted", theme), "end")
    return ET.tostring(svg, encoding="unicode")


def _subtitle(focus: Actor | Event | Instrument | None, as_of: str, landscape: Landscape, view: str) -> str:
    if focus is None:
        shown, every = len(_fitting_events(landscape, "").events), len(landscape.events)
        events = f"{shown} key and supporting events of {every}" if shown < every else f"{every} events"
        counted = events if view == "timeline" else f"{every} events, {len(landscape.actors)} actors"
        return f"{counted}. Nothing selected. As of {as_of}."
    role = f", {focus.role}," if isinstance(focus, Actor) and focus.role else ""
    return f"Selected: {name_of(focus)}{role} with all direct connections. As of {as_of}."


def _fitting_events(landscape: Landscape, focus: str) -> Landscape:
    """The landscape with no more events than a slide can name; what is lit is always among them."""
    lit = _lit(landscape, focus)
    if len(landscape.events) <= _MOST_EVENTS:
        return landscape
    kept = tuple(event for event in landscape.events if event.weight <= 2 or event.id in lit)
    return landscape.model_copy(update={"events": kept})


def _timeline(
    landscape: Landscape, selection: Selection, theme: Theme, notes: _Notes, room: float
) -> tuple[ET.Element, str]:
    scene = timeline_scene(landscape, axis="true" if selection.axis == "true" else "folded")
    lit = _lit(landscape, selection.focus)
    cites = {e.id: notes.number(e.sources) for e in landscape.events if not lit or e.id in lit}
    text = timeline_svg(scene, INSIDE, room, theme=theme, focus=selection.focus, lit=lit, cites=cites)
    remark = f"Hollow and dashed: planned, pending or possible, not happened. ≠ sources disagree.{notes.remark}"
    if selection.axis == "folded":
        remark += " Zigzag: empty years cut out."
    return ET.fromstring(text), remark


def _network(
    scene: NetworkScene, focus: str, theme: Theme, notes: _Notes, ties: Mapping[str, Sequence[Citation]], room: float
) -> tuple[ET.Element, str]:
    scale = min(INSIDE / scene.width, room / scene.height)
    cites = {id: notes.number(citations) for id, citations in ties.items()}
    picture = network_picture(scene, "slide", theme, focus, cites=cites)
    picture.set("width", f"{scene.width * scale:.1f}")
    picture.set("height", f"{scene.height * scale:.1f}")
    drawn = f"{len(scene.nodes)} of {len(scene.nodes) + scene.left_out} records drawn"
    drawn += ", the most weighty first. " if scene.left_out else ". "
    grey = "Grey: not tied to the selection. " if focus else ""
    return picture, f"{drawn}Dotted: claimed. Dashed: planned. {grey}{notes.remark.strip()}"


def _fitting_scene(landscape: Landscape, focus: str) -> NetworkScene:
    """The fullest scene whose names stay legible on the slide; the focus and its ties are always in it."""
    lit = _lit(landscape, focus)
    ties = Counter(end for relation in landscape.relations for end in (relation.subject, relation.object))
    ranked = sorted(landscape.records.values(), key=lambda r: (r.id not in lit, r.weight, -ties[r.id], r.id))
    room = _FOOT - _USUAL_FOOT - _TOP
    for count in (28, 22, 16):
        scene = network_scene(landscape, 1300, frozenset(r.id for r in ranked[: max(count, len(lit))]), beside=24)
        if LABEL_SIZE * min(INSIDE / scene.width, room / scene.height) >= _LEAST_TYPE or count <= len(lit):
            break
    return scene


def _lit(landscape: Landscape, focus: str) -> frozenset[str]:
    """What is in colour: the focus, if it is drawn, and what it is tied to; empty when nothing is selected."""
    return tied(landscape)[focus] | ({focus} & landscape.records.keys()) if focus else frozenset()


def _published(source: Source) -> str:
    return f", {words(source.published)}" if source.published else ""


def _set(notes: _Notes) -> _Set:
    """The largest setting that holds every source; in the smallest, one line each and the rest counted."""
    for setting in _SETTINGS:
        texts = [wrapped(text, setting.column - setting.indent, setting.size, most=2) for text in notes.texts()]
        columns = _dealt(texts, setting)
        if columns is not None:
            return _Set(setting, columns, 0)
    room = setting.columns * setting.lines
    short = [[shortened(text, setting.column - setting.indent, setting.size)] for text in notes.texts()]
    left = len(short) - (room - 1) if len(short) > room else 0
    columns = _dealt(short[: len(short) - left], setting) or []
    return _Set(setting, columns, left)


def _dealt(texts: list[list[str]], setting: _Setting) -> list[list[tuple[int, list[str]]]] | None:
    """Numbered footnotes in columns as even as can be; None when they need more room than there is."""
    total = sum(len(lines) for lines in texts)
    for limit in range(max(1, -(-total // setting.columns)), setting.lines + 1):
        columns: list[list[tuple[int, list[str]]]] = [[]]
        used = 0
        for number, lines in enumerate(texts, 1):
            if used + len(lines) > limit:
                columns.append([])
                used = 0
            columns[-1].append((number, lines))
            used += len(lines)
        if len(columns) <= setting.columns:
            return columns
    return None


def _footnotes(svg: ET.Element, foot: _Set, top: float, theme: Theme) -> None:
    group = ET.SubElement(svg, "g", {"class": "footnotes"})
    edge = {"x1": str(MARGIN), "x2": str(WIDTH - MARGIN), "y1": f"{top:.1f}", "y2": f"{top:.1f}"}
    ET.SubElement(group, "line", {**edge, "stroke": colour("rule", theme)})
    setting = foot.setting
    for place, column in enumerate(foot.columns):
        x, y = MARGIN + place * (setting.column + _GUTTER), top + 12 + setting.size
        for number, lines in column:
            _text(group, str(number), x, y, setting.size, colour("ink", theme), bold=True)
            for line in lines:
                _text(group, line, x + setting.indent, y, setting.size, colour("ink-2", theme))
                y += setting.leading
        if foot.left and place == len(foot.columns) - 1:
            words_ = f"and {foot.left} more: see the page"
            _text(group, words_, x + setting.indent, y, setting.size, colour("ink-2", theme))


def _text(
    parent: ET.Element, text: str, x: float, y: float, size: float, fill: str, anchor: str = "start", bold: bool = False
) -> None:
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": f"{size:g}", "fill": fill, "text-anchor": anchor}
    ET.SubElement(parent, "text", attributes | ({"font-weight": "700"} if bold else {})).text = text
