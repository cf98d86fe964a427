"""A timeline's layout and the numbers of its sources in; paper, axis, lanes and events as drawn things out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from explorer.draw.primitives import (
    ASCENT,
    LEADING,
    Bounds,
    Dash,
    DrawnBox,
    DrawnGroup,
    DrawnText,
    DrawnThing,
    Line,
    PageAxis,
    Run,
    Sign,
    Stroke,
    line_of,
)
from explorer.draw.text_metrics import shortened, text_width
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.timeline.extents_drawn import ExtentLook, bar_drawn, whisker_drawn
from explorer.export.slides.timeline.timeline_layout import TimelineLayout
from explorer.model import Event
from explorer.timeline.axis import MONTHS, UNITS, Cut, month_start
from explorer.timeline.axis_names import month_step, years_shown
from explorer.timeline.geometry import ZIGZAG, cut_words, label_lines
from explorer.timeline.label_input import ink
from explorer.timeline.labels import LabelPlacement
from explorer.timeline.marks import Mark
from explorer.timeline.scene import Asked, TimelineScene
from explorer.timeline.sizes import PERIOD_CELL, Sizes
from explorer.wording import how_many

STRENGTHS = (0.14, 0.26, 0.38, 0.49, 0.6)
"""How opaque a count is, by its level."""


@dataclass(frozen=True)
class _TimelinePen:
    layout: TimelineLayout
    focus: str
    numbers: Numbers

    @property
    def scene(self) -> TimelineScene:
        return self.layout.scene

    @property
    def sizes(self) -> Sizes:
        return self.scene.sizes

    @property
    def top(self) -> float:
        return self.layout.top + self.sizes.header

    @property
    def bottom(self) -> float:
        return self.top + self.layout.placement.height

    @property
    def px(self) -> float:
        return self.scene.plot_width / 1000

    @property
    def right(self) -> float:
        return self.x(self.scene.segments[-1].x1)

    @property
    def left(self) -> float:
        return self.layout.left + self.scene.gutter

    def x(self, units: float) -> float:
        return self.left + units * self.px

    @cached_property
    def uprights(self) -> list[float]:
        """Where lines run from top to bottom: the as-of line, where years begin, the edges of cuts."""
        scene = self.scene
        years = (
            x
            for segment in scene.segments
            for place, x in enumerate(segment.edges)
            if (segment.first + place) % 12 == 0
        )
        return [self.x(x) for x in (scene.as_of.x, *years, *(x for cut in scene.cuts for x in (cut.x0, cut.x1)))]

    def dimmed(self, mark: Mark) -> bool:
        return bool(self.layout.lit) and mark.id not in self.layout.lit


def timeline_drawn(layout: TimelineLayout, focus: str, numbers: Numbers) -> tuple[DrawnThing, ...]:
    """Paper, axis, lanes, then the events by lane and start."""
    pen = _TimelinePen(layout, focus, numbers)
    events = {event.id: event for event in layout.events}
    marks = {mark.key: mark for mark in layout.scene.marks}
    spots = [spot for lane in layout.placement.lanes for spot in lane.spots]
    drawn = [_drawn_event(pen, marks[spot.id], spot, events[marks[spot.id].id]) for spot in spots]
    courses = _drawn_instrument_paths(pen, {spot.id: spot for spot in spots})
    return (_paper(pen), *_axis(pen), *_drawn_lanes(pen), *courses, *_drawn_counts(pen), *drawn)


def page_axis(layout: TimelineLayout) -> PageAxis:
    """Where on the page days stand, each stretch of one scale from its first day to the one after its last."""
    pen = _TimelinePen(layout, "", Numbers(()))
    days: list[tuple[int, float]] = []
    for segment in pen.scene.segments if pen.scene.axis.kind != "even" else ():
        days += [(month_start(segment.first), pen.x(segment.x0)), (month_start(segment.last + 1), pen.x(segment.x1))]
    lanes = zip(pen.scene.lanes, layout.placement.lanes, strict=True)
    bands = tuple((band.id, pen.top + lane.top, pen.top + lane.top + lane.height) for band, lane in lanes)
    return PageAxis(tuple(days), bands)


def _drawn_instrument_paths(pen: _TimelinePen, spots: Mapping[str, LabelPlacement]) -> list[DrawnGroup]:
    """Lines that tie marks together: the steps of an instrument, and one event in the rows of its actors."""
    parts: list[DrawnText | DrawnBox | Sign | Stroke] = []
    places = {mark.key: (pen.x(mark.x), pen.top + spots[mark.key].y) for mark in pen.scene.marks}
    for band in pen.scene.lanes:
        steps = [mark for mark in pen.scene.marks if mark.band == band.id] if band.thread else []
        if len(steps) > 1:
            points = tuple(places[mark.key] for mark in steps)
            parts.append(Stroke((points,), "rule", 2 * pen.sizes.whisker, name=f"Course: {band.label}"))
    for one, other in pairwise(sorted(pen.scene.marks, key=lambda mark: mark.id)):
        if one.id == other.id:
            ends = (places[one.key], (places[one.key][0], places[other.key][1]))
            parts.append(Stroke((ends,), "rule", 1.5, name="The same event"))
    return [DrawnGroup("courses", "Courses", "", tuple(parts))] if parts else []


def _drawn_counts(pen: _TimelinePen) -> Iterator[DrawnGroup]:
    """A strip of counts by period in every band, the more the stronger in colour; numbers where there is room."""
    heat, sizes = pen.scene.heat, pen.sizes
    if heat is None:
        return
    for band, lane, counts in zip(pen.scene.lanes, pen.layout.placement.lanes, heat.counts, strict=True):
        top = (
            pen.top
            + lane.top
            + sizes.head
            - sizes.heat
            + (max(0.0, sizes.row - PERIOD_CELL) / 2 if sizes.gutter else 0)
        )
        cells: list[DrawnText | DrawnBox | Sign | Stroke] = []
        for period, count in zip(heat.periods, counts, strict=True):
            if not count:
                continue
            left, wide = pen.x(period.x0), (period.x1 - period.x0) * pen.px
            number = line_of(f"{count:,}".replace(",", "\u202f"), sizes.when)
            inside = (number,) if number[0].width + 4 <= wide else ()
            alt = f"{band.label}, {period.words}: {how_many(count, 'event')}"
            box = DrawnBox(
                left, top, max(wide - 1, 1), PERIOD_CELL, f"lane-{band.look}", inside=inside, name=period.words, alt=alt
            )
            cells.append(replace(box, opacity=STRENGTHS[heat.level(count) - 1]))
        if cells:
            yield DrawnGroup(f"counts-{band.id}", f"Counts: {band.label}", "", tuple(cells))


def _paper(pen: _TimelinePen) -> DrawnGroup:
    top, high = pen.top, pen.layout.placement.height
    as_of, asked = pen.x(pen.scene.as_of.x), pen.scene.asked
    parts: list[DrawnText | DrawnBox | Sign | Stroke] = [
        DrawnBox(pen.x(part.x0), top, (part.x1 - part.x0) * pen.px, high, fill="strip", name=f"Paper {place + 1}")
        for place, part in enumerate(pen.scene.segments)
    ]
    if as_of < pen.right:
        parts.append(DrawnBox(as_of, top, pen.right - as_of, high, fill="future", name="Future"))
    parts += _unasked(pen, asked, high) if asked else []
    for segment in pen.scene.segments:
        wide = segment.pitch * pen.px
        januaries = [segment.timed and (segment.first + place) % 12 == 0 for place in range(len(segment.edges))]
        ticks = [
            ((pen.x(x), top), (pen.x(x), top - (9 if january else 5)))
            for x, january in zip(segment.edges, januaries, strict=True)
            if january or wide >= 5
        ]
        if ticks:
            parts.append(Stroke(tuple(ticks), "edge-rule", name="Months"))
        years = [
            ((pen.x(x), top), (pen.x(x), top + high))
            for x, january in list(zip(segment.edges, januaries, strict=True))[1:-1]
            if january
        ]
        if years:
            parts.append(Stroke(tuple(years), "rule", name="Years"))
    uprights = tuple(((pen.x(year.x), top - 9), (pen.x(year.x), top + high)) for year in pen.scene.axis.years)
    if uprights:
        parts.append(Stroke(uprights, "rule", name="Years"))
    edges = [lane.top for lane in pen.layout.placement.lanes] + [high]
    lines = tuple(((pen.layout.left, top + y), (pen.right, top + y)) for y in edges)
    parts.append(Stroke(lines, "rule", name="Lane lines"))
    for cut in pen.scene.cuts:
        for x, way in ((cut.x0, 1), (cut.x1, -1)):
            parts.append(_torn_edge(pen, pen.x(x), way))
    line = ((as_of, top - 7), (as_of, pen.bottom + 6))
    if pen.scene.as_of.inside:
        parts.append(Stroke((line,), "ink", pen.sizes.line_width, name="As-of line"))
    return DrawnGroup("paper", "Paper of the timeline", "", tuple(parts))


def _unasked(pen: _TimelinePen, asked: Asked, high: float) -> Iterator[DrawnBox | Stroke]:
    """What of the months that are drawn lies outside the window."""
    for start, end, edge in ((0.0, asked.x0, asked.x0), (asked.x1, UNITS, asked.x1)):
        if end > start:
            yield DrawnBox(pen.x(start), pen.top, (end - start) * pen.px, high, fill="page", name="Outside the window")
            line = ((pen.x(edge), pen.top), (pen.x(edge), pen.top + high))
            yield Stroke((line,), "edge-rule", dash="hollow", name="Edge of the window")


def _torn_edge(pen: _TimelinePen, x: float, way: int) -> Stroke:
    out, down = ZIGZAG[0] * 1.3, ZIGZAG[1] * 1.6
    steps = int(pen.layout.placement.height // down)
    points = tuple((x + way * out * (step % 2), pen.top + step * down) for step in range(steps + 1))
    return Stroke((points,), "edge-rule", fill="strip", name="Cut")


def _axis(pen: _TimelinePen) -> list[DrawnText]:
    """Years, months, what each cut left out, and the name of the as-of line."""
    sizes, scene = pen.sizes, pen.scene
    lower = pen.top - max(9.2, sizes.month * 0.5)  # clear of the ticks
    upper = lower - sizes.month * 1.25
    texts: list[DrawnText] = []
    for segment, named in zip(scene.segments, years_shown(scene.axis, pen.px, sizes.year, sizes.margin), strict=True):
        texts += [DrawnText(pen.x(y.x), upper, (line_of(y.text, sizes.year, bold=True),), name="Year") for y in named]
        step = month_step(segment, pen.px, sizes.month)
        for place in range(0, len(segment.edges) - 1, step) if step else ():
            middle = pen.x((segment.edges[place] + segment.edges[place + 1]) / 2)
            name = MONTHS[(segment.first + place) % 12]
            texts.append(DrawnText(middle, lower, (line_of(name, sizes.month, "muted"),), "middle", name="Month"))
        if not step and segment.one_year and (segment.x1 - segment.x0) * pen.px >= 4.2 * sizes.month:
            texts.append(DrawnText(pen.x(segment.x0), lower, (line_of("one year", sizes.month, "muted"),), name="Span"))
    for cut in scene.cuts:
        top, room = _clear_of_labels(pen, cut, _beside_names(pen))
        middle, wide = pen.x((cut.x0 + cut.x1) / 2), (cut.x1 - cut.x0) * pen.px
        head = DrawnText(middle, upper, (line_of(cut.title, sizes.month, "muted"),), "middle", name="Cut")
        clear = not any(text.name == "Year" and _meet(text.bounds, head.bounds) for text in texts)
        titled = clear and wide >= text_width(cut.title, sizes.month) + sizes.month * 0.9
        if titled:
            texts += [head, replace(head, y=lower, lines=(line_of("cut", sizes.month, "muted"),))]
        said = cut_words(cut, titled, sizes.month, room)
        if wide >= sizes.month * LEADING and said:
            line = line_of(said, sizes.month, "muted")
            x = middle + sizes.month * 0.35
            texts.append(DrawnText(x, top, (line,), "end", turned=True, name="What is cut"))
    if scene.note:
        texts.append(
            DrawnText(pen.x(0), lower, (line_of(scene.note, sizes.month, "muted"),), name="How time is spaced")
        )
    if not scene.as_of.inside:
        return texts
    label = line_of(scene.as_of.label, sizes.as_of, bold=True)
    half = label[0].width / 2
    x = min(max(pen.x(scene.as_of.x), pen.layout.left + half), pen.layout.left + scene.width - half)
    texts.append(DrawnText(x, pen.bottom + sizes.as_of * 1.25, (label,), "middle", name="As of"))
    return texts


def _beside_names(pen: _TimelinePen) -> tuple[float, float]:
    """From where down, and how far, words may stand in a cut: clear of names that stand above their rows."""
    if pen.scene.gutter or not pen.layout.placement.lanes:
        return pen.top + 12, pen.layout.placement.height - 16
    highest = max(pen.layout.placement.lanes, key=lambda lane: lane.height)
    return pen.top + highest.top + pen.sizes.head, highest.height - pen.sizes.head


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _clear_of_labels(pen: _TimelinePen, cut: Cut, within: tuple[float, float]) -> tuple[float, float]:
    """The highest stretch of a cut, from where down and how far, that no label runs across."""
    start, end = (units * pen.px for units in (cut.x0, cut.x1))
    spots = [spot for lane in pen.layout.placement.lanes for spot in lane.spots if spot.side]
    across = sorted((spot for spot in spots if spot.x < end and start < spot.x + spot.width), key=lambda spot: spot.y)
    upper, gaps = within[0], list[tuple[float, float]]()
    for spot in across:
        middle, lines = pen.top + spot.y, len(spot.lines) + (spot.date == "under")
        gaps.append((upper, middle - pen.sizes.line * (lines / 2 + 0.5) - upper))
        upper = max(upper, middle + pen.sizes.line * (lines + 1))
    return max([*gaps, (upper, within[0] + within[1] - upper)], key=lambda gap: gap[1])


def _drawn_lanes(pen: _TimelinePen) -> list[DrawnGroup]:
    groups = []
    wide, high = pen.sizes.key
    for band, lane in zip(pen.scene.lanes, pen.layout.placement.lanes, strict=True):
        beside = pen.scene.gutter > 0
        head = pen.sizes.head - pen.sizes.heat
        y = pen.top + lane.top + (head + pen.sizes.row / 2 if beside else pen.sizes.lane * 0.75)
        hue = f"lane-{band.look}"
        key: DrawnBox | Sign = DrawnBox(pen.layout.left, y - high / 2, wide, high, fill=hue, name="Key")
        if band.symbol:
            fill = "" if band.symbol == "cross" else hue
            key = Sign(band.symbol, pen.layout.left + wide, y, 1.2 * wide, fill, hue, 3.0, name="Key")
        lines = band.lines if beside else (shortened(band.label, pen.scene.width - wide * 4, pen.sizes.lane, True),)
        words = tuple(line_of(line, pen.sizes.lane, f"text-{band.look}", bold=True) for line in lines)
        x = pen.layout.left + wide * (3.4 if band.symbol else 2.75)
        ground = "" if beside else "strip"  # a cut may run through it
        name = DrawnText(x, y + pen.sizes.lane * 0.36, words, ground=ground, name="Lane name")
        more = [_drawn_more(pen, lane.more, name)] if lane.more else []
        groups.append(DrawnGroup(f"lane-{band.id}", f"Lane: {band.label}", "", (key, name, *more)))
    return groups


def _drawn_more(pen: _TimelinePen, count: int, name: DrawnText) -> DrawnText:
    """How many have no name for want of room: below a band's name, or at the end of its line."""
    line = line_of(f"{count} unnamed", pen.sizes.when, "muted")
    if pen.scene.gutter:
        return DrawnText(name.x, name.y + len(name.lines) * name.leading + 3, (line,), name="Without a name")
    as_of = pen.x(pen.scene.as_of.x)
    end = as_of - 5 if pen.scene.as_of.inside and as_of > (pen.layout.left + pen.right) / 2 else pen.right
    return DrawnText(end, name.y, (line,), "end", name="Without a name")


def _drawn_event(pen: _TimelinePen, mark: Mark, spot: LabelPlacement, event: Event) -> DrawnGroup:
    parts: list[DrawnText | DrawnBox | Sign | Stroke] = [*_drawn_mark(pen, mark, spot), *_label(pen, mark, spot, event)]
    cited = pen.numbers.of(event.sources)
    alt = mark.name + (f"; sources {cited}" if cited else "")
    return DrawnGroup(mark.key, f"Event: {mark.label}", alt, tuple(parts))


def _drawn_mark(pen: _TimelinePen, mark: Mark, spot: LabelPlacement) -> list[DrawnText | DrawnBox | Sign | Stroke]:
    sizes = pen.sizes
    hue = "dim-mark" if pen.dimmed(mark) else f"lane-{mark.look}"
    outline = "ink" if mark.id == pen.focus else hue
    y, radius = pen.top + spot.y, sizes.radii[mark.weight - 1]
    dash: Dash = "hollow" if mark.hollow else ""
    bold = mark.hollow or mark.id == pen.focus
    if mark.form in ("bar", "fade"):
        look = ExtentLook("page" if mark.hollow else hue, outline if bold else "", sizes.hollow, dash)
        return [*bar_drawn(pen.scene, mark, pen.left, y, look if mark.form == "bar" else replace(look, fill=hue))]
    parts: list[DrawnText | DrawnBox | Sign | Stroke] = []
    if mark.form == "whisker":
        parts.append(whisker_drawn(pen.scene, mark, pen.left, y, ExtentLook("", hue, sizes.whisker, dash)))
    width = sizes.cross if mark.symbol == "cross" else sizes.hollow if bold else 1.0
    fill = "" if mark.symbol == "cross" else "page" if mark.hollow else hue
    parts.append(Sign(mark.symbol, pen.x(mark.x), y, radius, fill, outline, width, dash, name=f"Mark: {mark.kind}"))
    return parts


def _label(
    pen: _TimelinePen, mark: Mark, spot: LabelPlacement, event: Event
) -> list[DrawnText | DrawnBox | Sign | Stroke]:
    if not spot.side:
        return []
    sizes = pen.sizes
    dimmed = pen.dimmed(mark)
    bold = not dimmed and (mark.weight == 1 or bool(pen.layout.lit))
    lines: list[Line] = [
        line_of(line, sizes.label, "dim-text" if dimmed else "ink", bold) for line in label_lines(mark, spot)
    ]
    soft = "dim-text" if dimmed else "ink-2" if mark.hollow else "muted"
    date = Run(mark.when, sizes.when, soft, italic=mark.hollow)
    cited = "" if dimmed else pen.numbers.of(event.sources)
    if spot.date == "inline" and mark.when:
        lines[-1] += (Run(f" {mark.when}", sizes.when, soft, italic=mark.hollow),)
    if cited:
        lines[-1] += (Run(f" {cited}", sizes.cite, "link"),)
    if spot.date == "under":
        lines.append((date,))
    middle = pen.top + spot.y
    high = sizes.line * len(lines)
    top = middle + (sizes.line / 2 + 1 if spot.side == "below" else -high / 2)
    flush = spot.side == "left"
    x = pen.layout.left + pen.scene.gutter + spot.x + (spot.width if flush else 0)
    words = DrawnText(
        x, top + ASCENT * sizes.label, tuple(lines), "end" if flush else "start", name=f"Label: {mark.label}"
    )
    parts: list[DrawnText | DrawnBox | Sign | Stroke] = [*_ground(pen, words.bounds), words]
    if spot.date == "beside":
        at = pen.layout.left + pen.scene.gutter + ink(pen.scene, mark)[1] + sizes.when_gap
        parts.append(DrawnText(at, middle + sizes.when * 0.36, ((date,),), name="Date"))
    return parts


def _ground(pen: _TimelinePen, bounds: Bounds) -> list[DrawnBox]:
    """Clean paper under a label that a line runs through: of two colours across the as-of line."""
    left, top, right, bottom = bounds
    as_of = pen.x(pen.scene.as_of.x)
    if not any(left - 2 < x < right + 2 for x in pen.uprights):
        return []
    adjacency = ((left - 2, min(right + 2, as_of), "strip"), (max(left - 2, as_of), right + 2, "future"))
    return [DrawnBox(a, top, b - a, bottom - top, fill=fill, name="Paper") for a, b, fill in adjacency if b > a]
