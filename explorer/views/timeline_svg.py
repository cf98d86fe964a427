"""A timeline scene in; the same picture out as SVG text, its labels placed for the width: for slides and printed pages.

Everything carries its looks as attributes; the namespace is declared by what it is put into (a slide's own `svg`, a
page). Text stays text, written by a writer that escapes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.etree import ElementTree as ET

from explorer.views.lettering import text_width
from explorer.views.palette import FONT, Theme, colour
from explorer.views.symbols import symbol_path
from explorer.views.timeline import Mark, TimelineScene
from explorer.views.timeline_axis import MONTHS, month_step, years_shown
from explorer.views.timeline_figure import FADE_STEPS, fade_steps, label_lines
from explorer.views.timeline_labels import Placement, Spot, place_labels
from explorer.views.timeline_paper import ZIGZAG, cut_words
from explorer.views.timeline_sheet import extent, fade_ends, ink, sheet_of
from explorer.views.timeline_sizes import SLIDE, Sizes, scaled

SCALES = (1.0, 0.94, 0.88, 0.82)
"""Sizes to try where the picture is too high, before labels are left out."""

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Pen:
    """What every part needs to be drawn: the scene, where things stand, and what is lit."""

    scene: TimelineScene
    placement: Placement
    theme: Theme
    focus: str
    lit: Collection[str]  # empty = nothing is dimmed
    cites: Mapping[str, str]

    @property
    def sizes(self) -> Sizes:
        return self.scene.sizes

    @property
    def bottom(self) -> float:
        return self.sizes.header + self.placement.height

    def colour(self, token: str) -> str:
        return colour(token, self.theme)

    def x(self, units: float) -> float:
        return self.scene.gutter + units * self.scene.plot_width / 1000

    def dimmed(self, mark: Mark) -> bool:
        return bool(self.lit) and mark.id not in self.lit


def timeline_svg(
    scene: TimelineScene,
    width: float,
    height: float,
    theme: Theme = "light",
    sizes: Sizes = SLIDE,
    focus: str = "",
    lit: Collection[str] = NOTHING,
    cites: Mapping[str, str] | None = None,
) -> str:
    """An `svg` element `width` px wide and at most `height` px high; its `width` and `height` attributes say how much.

    Where the height is too little, type is set somewhat smaller, then labels are left out by weight and counted.
    `cites` are footnote numbers by event ("1 2 3"), raised behind the date.
    """
    pen = _fitting(scene, width, height, sizes, _Pen(scene, Placement(0, ()), theme, focus, lit, cites or {}))
    high = pen.bottom + pen.sizes.footer
    svg = ET.Element(
        "svg",
        {
            "width": _n(width),
            "height": _n(high),
            "viewBox": f"0 0 {_n(width)} {_n(high)}",
            "font-family": FONT,
            "role": "group",
            "aria-label": pen.scene.summary(),
        },
    )
    _paper(pen, svg)
    _head(pen, svg)
    _lanes(pen, svg)
    rows = {spot.id: spot for lane in pen.placement.lanes for spot in lane.spots}
    _courses(pen, svg, rows)
    events = ET.SubElement(svg, "g", {"class": "events"})
    for mark in pen.scene.marks:
        group = ET.SubElement(events, "g", {"class": "event", "data-id": mark.id})
        ET.SubElement(group, "title").text = mark.name
        _mark(pen, group, mark, rows[mark.key])
        _label(pen, group, mark, rows[mark.key])
    return ET.tostring(svg, encoding="unicode")


def _fitting(scene: TimelineScene, width: float, height: float, sizes: Sizes, pen: _Pen) -> _Pen:
    """The pen for the largest type that fits, or for the smallest with as many labels as fit."""
    for scale, most in [
        *((scale, sizes.rows) for scale in SCALES),
        *((SCALES[-1], n) for n in range(sizes.rows, 0, -1)),
    ]:
        fitted = scaled(sizes, scale)
        gutter = scene.gutter * fitted.lane / scene.sizes.lane if scene.gutter else fitted.gutter
        resized = replace(scene, width=width, sizes=fitted, gutter=gutter)
        extra = {id: text_width(cite, fitted.cite) + fitted.when_gap for id, cite in pen.cites.items() if cite}
        sheet = replace(sheet_of(resized, extra, pen.focus), rows=most)
        pen = replace(pen, scene=resized, placement=place_labels(sheet))
        if pen.bottom + fitted.footer <= height:
            break
    return pen


# --- paper ---------------------------------------------------------------------------------------------------------


def _paper(pen: _Pen, svg: ET.Element) -> None:
    top, high = pen.sizes.header, pen.placement.height
    px = pen.scene.plot_width / 1000
    group = ET.SubElement(svg, "g", {"class": "paper"})
    for segment in pen.scene.segments:
        _rect(group, pen.x(segment.x0), top, (segment.x1 - segment.x0) * px, high, pen.colour("strip"))
    as_of = pen.x(pen.scene.as_of.x)
    if pen.scene.as_of.x < 1000:
        _rect(group, as_of, top, pen.x(pen.scene.segments[-1].x1) - as_of, high, pen.colour("future"))
    for year in pen.scene.axis.years:
        _line(group, pen.x(year.x), top - 8, pen.x(year.x), top + high, pen.colour("rule"))
    for segment in pen.scene.segments:
        named = month_step(segment, px, pen.sizes.month) == 1
        for place, x in enumerate(segment.edges):
            january = segment.timed and (segment.first + place) % 12 == 0
            if 0 < place < len(segment.edges) - 1 and (named or (january and not segment.one_year)):
                _line(group, pen.x(x), top, pen.x(x), top + high, pen.colour("rule" if january else "grid"))
            if january or not segment.timed or (segment.edges[1] - segment.edges[0]) * px >= 3:
                _line(group, pen.x(x), top, pen.x(x), top - (8 if january else 4), pen.colour("edge-rule"))
    for lane in pen.placement.lanes:
        _line(group, 0, top + lane.top, pen.x(1000), top + lane.top, pen.colour("rule"))
    _line(group, 0, pen.bottom, pen.x(1000), pen.bottom, pen.colour("rule"))
    for cut in pen.scene.cuts:
        for x, way in ((cut.x0, 1), (cut.x1, -1)):
            _torn_edge(pen, group, pen.x(x), way)
    line = {"stroke-width": _n(pen.sizes.line_width)}
    if pen.scene.as_of.inside:
        _line(group, as_of, top - 6, as_of, pen.bottom + 5, pen.colour("ink"), **line)


def _torn_edge(pen: _Pen, parent: ET.Element, x: float, way: int) -> None:
    out, down = ZIGZAG
    steps = int(pen.placement.height // down)
    points = [f"{_n(x + way * out * (step % 2))} {_n(pen.sizes.header + step * down)}" for step in range(steps + 1)]
    path = {"d": "M" + "L".join(points), "fill": pen.colour("strip"), "stroke": pen.colour("edge-rule")}
    ET.SubElement(parent, "path", {**path, "stroke-width": "1"})


# --- words around --------------------------------------------------------------------------------------------------


def _head(pen: _Pen, svg: ET.Element) -> None:
    sizes, scene = pen.sizes, pen.scene
    px = scene.plot_width / 1000
    muted = pen.colour("muted")
    upper, lower = sizes.header - sizes.month * 2.15, sizes.header - sizes.month * 0.7
    group = ET.SubElement(svg, "g", {"class": "axis"})
    years = years_shown(scene.axis, px, sizes.year, sizes.margin)
    for segment, named in zip(scene.segments, years, strict=True):
        for year in named:
            _text(group, year.text, pen.x(year.x), upper, sizes.year, pen.colour("ink"), bold=True)
        step = month_step(segment, px, sizes.month)
        for place in range(0, len(segment.edges) - 1, step) if step else ():
            middle = pen.x((segment.edges[place] + segment.edges[place + 1]) / 2)
            name = MONTHS[(segment.first + place) % 12]
            _text(group, name, middle, lower, sizes.month, muted, anchor="middle")
        if not step and segment.one_year and (segment.x1 - segment.x0) * px >= 4.2 * sizes.month:
            _text(group, "one year", pen.x(segment.x0), lower, sizes.month, muted)
    for cut in scene.cuts:
        middle, wide = pen.x((cut.x0 + cut.x1) / 2), (cut.x1 - cut.x0) * px
        if wide >= 2.5 * sizes.month:
            _text(group, cut.title, middle, upper, sizes.month, muted, anchor="middle")
            _text(group, "cut", middle, lower, sizes.month, muted, anchor="middle")
        words = cut_words(cut, wide >= 2.5 * sizes.month, sizes.month, pen.placement.height - 12)
        if wide >= sizes.month and words:
            x, y = middle + sizes.month * 0.35, sizes.header + 12
            turned = _text(group, words, 0, 0, sizes.month, muted, anchor="end")
            turned.set("transform", f"translate({_n(x)} {_n(y)}) rotate(-90)")
    if scene.note:
        _text(group, scene.note, pen.x(0), lower, sizes.month, muted)
    if not scene.as_of.inside:
        return
    half = text_width(scene.as_of.label, sizes.as_of, bold=True) / 2
    x = min(max(pen.x(scene.as_of.x), half), scene.width - half)
    y = pen.bottom + sizes.as_of * 1.45
    _text(group, scene.as_of.label, x, y, sizes.as_of, pen.colour("ink"), bold=True, anchor="middle")


def _lanes(pen: _Pen, svg: ET.Element) -> None:
    sizes = pen.sizes
    wide, high = sizes.key
    group = ET.SubElement(svg, "g", {"class": "lanes"})
    for band, lane in zip(pen.scene.lanes, pen.placement.lanes, strict=True):
        y = sizes.header + lane.top + sizes.head + (sizes.row / 2 if pen.scene.gutter else 0)
        _rect(group, 0, y - high / 2, wide, high, pen.colour(f"lane-{band.look}"))
        x = wide * 2.75
        for line in band.lines:
            _text(group, line, x, y + sizes.lane * 0.36, sizes.lane, pen.colour(f"text-{band.look}"), bold=True)
            y += sizes.line
        if lane.more:
            more = f"+{lane.more} not labelled"
            _text(group, more, x, y + sizes.lane * 0.36, sizes.when, pen.colour("muted"))


# --- events --------------------------------------------------------------------------------------------------------


def _courses(pen: _Pen, svg: ET.Element, rows: Mapping[str, Spot]) -> None:
    """Lines that tie marks together: the steps of an instrument, and one event in the rows of its actors."""
    group = ET.SubElement(svg, "g", {"class": "courses", "fill": "none", "stroke-opacity": "0.35"})
    for band in pen.scene.lanes:
        marks = [mark for mark in pen.scene.marks if mark.band == band.id] if band.thread else []
        points = "L".join(f"{_n(pen.x(mark.x))} {_n(pen.sizes.header + rows[mark.key].y)}" for mark in marks)
        if len(marks) > 1:
            look = {"stroke": pen.colour(f"lane-{band.look}"), "stroke-width": _n(2 * pen.sizes.whisker)}
            ET.SubElement(group, "path", {"d": f"M{points}", **look})
    for one, other in pairwise(sorted(pen.scene.marks, key=lambda mark: mark.id)):
        if one.id == other.id:
            x, hue = pen.x(one.x), pen.colour(f"lane-{one.look}")
            ys = [pen.sizes.header + rows[mark.key].y for mark in (one, other)]
            _line(group, x, ys[0], x, ys[1], hue)


def _mark(pen: _Pen, group: ET.Element, mark: Mark, spot: Spot) -> None:
    sizes = pen.sizes
    hue = pen.colour("dim-mark" if pen.dimmed(mark) else f"lane-{mark.look}")
    y = sizes.header + spot.y
    radius = sizes.radii[mark.weight - 1]
    dash = {"stroke-dasharray": sizes.hollow_dash} if mark.hollow else {}
    outline = pen.colour("ink") if mark.id == pen.focus else hue
    if mark.form in ("bar", "fade"):
        _bar(pen, group, mark, y, hue, outline, dash)
        return
    if mark.form == "whisker":
        x0, x1 = (pen.scene.gutter + end for end in extent(pen.scene, mark))
        x0, x1, cap = x0 + 0.5, x1 - 0.5, sizes.cap
        path = f"M{_n(x0)} {_n(y)}H{_n(x1)}"
        path += "".join(f"M{_n(x)} {_n(y - cap)}V{_n(y + cap)}" for x in (x0, x1))
        stroke = {"stroke": hue, "stroke-width": _n(sizes.whisker), "fill": "none", **dash}
        ET.SubElement(group, "path", {"d": path, **stroke})
    drawn = {"d": symbol_path(mark.symbol, radius), "transform": f"translate({_n(pen.x(mark.x))} {_n(y)})"}
    drawn |= {"stroke": outline, "stroke-linejoin": "round", **dash}
    if mark.symbol == "cross":
        drawn |= {"fill": "none", "stroke-width": _n(sizes.cross), "stroke-linecap": "round"}
    elif mark.hollow:
        drawn |= {"fill": pen.colour("page"), "stroke-width": _n(sizes.hollow)}
    else:
        drawn |= {"fill": hue, "stroke-width": _n(sizes.hollow if mark.id == pen.focus else 1)}
    ET.SubElement(group, "path", drawn)


def _bar(pen: _Pen, group: ET.Element, mark: Mark, y: float, hue: str, outline: str, dash: dict[str, str]) -> None:
    half = 0.75 * pen.sizes.radii[mark.weight - 1]
    if mark.form == "bar":
        x0, x1 = (pen.scene.gutter + end for end in extent(pen.scene, mark))
        bar = _rect(group, x0, y - half, max(x1 - x0, 3), 2 * half, pen.colour("page") if mark.hollow else hue)
        if mark.hollow or mark.id == pen.focus:
            bar.attrib.update({"stroke": outline, "stroke-width": _n(pen.sizes.hollow), **dash})
        return
    start, end = fade_ends(pen.scene, mark)
    for (x0, x1), opacity in zip(fade_steps(end - start), (1.0, *FADE_STEPS), strict=True):
        left = round(pen.scene.gutter + start) + min(x0, x1)
        step = _rect(group, left, y - half, abs(x1 - x0), 2 * half, hue)
        if opacity < 1:
            step.set("opacity", _n(opacity))


def _label(pen: _Pen, group: ET.Element, mark: Mark, spot: Spot) -> None:
    if not spot.side:
        return
    sizes = pen.sizes
    lines = label_lines(mark, spot)
    dimmed = pen.dimmed(mark)
    bold = (mark.weight == 1 and not dimmed) or (bool(pen.lit) and not dimmed)
    hue = pen.colour("dim-text" if dimmed else "ink")
    middle = sizes.header + spot.y
    top = middle + (sizes.line / 2 + 1 if spot.side == "below" else -sizes.line * len(lines) / 2)
    x = pen.scene.gutter + spot.x
    _backing(pen, group, mark, (x, top, spot.width, sizes.line * (len(lines) + (spot.date == "under"))))
    flush = spot.side == "left"
    for place, line in enumerate(lines):
        y = top + sizes.line * (place + 0.5) + sizes.label * 0.35
        at = x + spot.width if flush else x
        text = _text(group, line, at, y, sizes.label, hue, bold=bold, anchor="end" if flush else "start")
        if place == len(lines) - 1:
            _date(pen, text, mark, spot.date == "inline")
    if spot.date in ("beside", "under"):
        beside = (pen.scene.gutter + ink(pen.scene, mark)[1] + sizes.when_gap, middle)
        start, level = beside if spot.date == "beside" else (x, top + sizes.line * (len(lines) + 0.5))
        token = "dim-text" if dimmed else "ink-2" if mark.hollow else "muted"
        date = _text(group, mark.when, start, level + sizes.when * 0.36, sizes.when, pen.colour(token))
        if mark.hollow:
            date.set("font-style", "italic")


def _date(pen: _Pen, text: ET.Element, mark: Mark, with_date: bool) -> None:
    """The date and the raised footnote numbers, as a part of the label's last line."""
    sizes = pen.sizes
    if with_date and mark.when:
        token = "dim-text" if pen.dimmed(mark) else "ink-2" if mark.hollow else "muted"
        look = {"dx": _n(sizes.when_gap), "font-size": _n(sizes.when), "font-weight": "400", "fill": pen.colour(token)}
        ET.SubElement(text, "tspan", look | ({"font-style": "italic"} if mark.hollow else {})).text = mark.when
    if pen.cites.get(mark.id):
        look = {"dx": _n(sizes.when_gap * 0.8), "dy": _n(-sizes.label * 0.34), "font-size": _n(sizes.cite)}
        look |= {"font-weight": "400", "fill": pen.colour("link")}
        ET.SubElement(text, "tspan", look).text = pen.cites[mark.id]


def _backing(pen: _Pen, group: ET.Element, mark: Mark, box: tuple[float, float, float, float]) -> None:
    """Clean paper under a label, so that no grid line runs through its words; of two colours across the as-of line."""
    x, y, width, height = box
    first, last = (pen.x(units) for units in pen.scene.axis.reach(mark.segment))
    left, right, as_of = max(first, x - 2), min(last, x + width + 1), pen.x(pen.scene.as_of.x)
    for start, end, token in ((left, min(right, as_of), "strip"), (max(left, as_of), right, "future")):
        if end > start:
            _rect(group, start, y + 1, end - start, height - 2, pen.colour(token))


# --- elements ------------------------------------------------------------------------------------------------------


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _rect(parent: ET.Element, x: float, y: float, width: float, height: float, fill: str) -> ET.Element:
    place = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height), "fill": fill}
    return ET.SubElement(parent, "rect", place)


def _line(parent: ET.Element, x0: float, y0: float, x1: float, y1: float, stroke: str, **more: str) -> None:
    place = {"x1": _n(x0), "y1": _n(y0), "x2": _n(x1), "y2": _n(y1), "stroke": stroke, "stroke-width": "1", **more}
    ET.SubElement(parent, "line", place)


def _text(
    parent: ET.Element,
    words: str,
    x: float,
    y: float,
    size: float,
    fill: str,
    bold: bool = False,
    anchor: str = "start",
) -> ET.Element:
    look = {"x": _n(x), "y": _n(y), "font-size": _n(size), "fill": fill}
    if bold:
        look["font-weight"] = "700"
    if anchor != "start":
        look["text-anchor"] = anchor
    text = ET.SubElement(parent, "text", look)
    text.text = words
    return text
