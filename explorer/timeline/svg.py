"""A timeline scene and the places of its labels in; the picture as the page shows it out, as SVG markup.

What the server sends first and prints. The browser (assets/timeline/pen.js) makes the same elements from the payload
for its real width and zoom, so that it takes over without a jump; a test holds the two equal. Classes give the colours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import floor

from explorer.draw.shapes import shape_path
from explorer.draw.text_metrics import text_width
from explorer.timeline.axis import MONTHS, UNITS, Cut, Segment, month_step, years_shown
from explorer.timeline.elements import Looks, n, path, rect, tag, text
from explorer.timeline.heatmap import cells
from explorer.timeline.label_input import extent, fade_ends, ink, joined, pieces
from explorer.timeline.labels import LabelPlacement, LanePlacements, Placement
from explorer.timeline.rows import Band
from explorer.timeline.scene import Mark, TimelineScene

EDGE = 10.0  # px that a mark at the plot's edge may stand out
ZIGZAG = (3, 7)  # px: how far out, how far down
FADE = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # where the steps of an open end begin and end
OPACITY = (1.0, 0.75, 0.55, 0.38, 0.22, 0.1)

NOTHING: frozenset[str] = frozenset()
SIGN = 4.8  # px: the radius of a kind's sign beside its name


def timeline_page_svg(
    scene: TimelineScene, placement: Placement, focus: str = "", lit: Collection[str] = NOTHING
) -> str:
    """An `svg.timeline` at the scene's width; `lit` are the ids of what is in colour when `focus` is selected."""
    return _Page(scene, placement, focus, lit).svg()


@dataclass(frozen=True)
class _Page:
    scene: TimelineScene
    placement: Placement
    focus: str
    lit: Collection[str]

    @property
    def bottom(self) -> float:
        return self.scene.sizes.header + self.placement.height

    @property
    def height(self) -> float:
        return self.bottom + self.scene.sizes.footer

    @property
    def px(self) -> float:
        return self.scene.plot_width / UNITS

    def x(self, units: float) -> float:
        return self.scene.gutter + units * self.px

    def svg(self) -> str:
        scene = self.scene
        narrow = "" if scene.gutter else " narrow"
        chosen = " has-sel" if self.focus else ""
        left, right = scene.gutter, scene.gutter + scene.plot_width
        wide, sizes = (left - EDGE, max(scene.width, right + EDGE)), scene.sizes
        size: Looks = {"width": scene.width, "height": self.height, "viewBox": f"0 0 {n(scene.width)} {n(self.height)}"}
        return tag(
            "svg",
            {"class": f"timeline{narrow}{chosen}", "role": "group", "aria-label": scene.summary(), **size},
            self.window("tl-paper", left, right, self.paper()),
            path("tl-lanes", "".join(f"M0 {n(y)}H{n(right)}" for y in self.lane_tops())),
            self.window("tl-head", *wide, [tag("g", {"class": "tl-scale", "font-size": sizes.month}, *self.scale())]),
            self.window("tl-plot", left, right, self.plot()),
            self.window("tl-points", *wide, [tag("g", {"class": "tl-marks"}, *self.marks())]),
            tag("g", {"class": "tl-names", "font-size": scene.sizes.lane}, *self.names()),
        )

    def window(self, name: str, left: float, right: float, inside: Iterable[str]) -> str:
        """What moves when the picture is panned, cut off at both sides."""
        size: Looks = {"x": left, "y": 0, "width": right - left, "height": self.height}
        box = {"viewBox": f"{n(left)} 0 {n(right - left)} {n(self.height)}"}
        return tag("svg", {"class": name, **size, **box}, tag("g", {"class": "tl-scroll"}, *inside))

    # --- paper -----------------------------------------------------------------------------------------------------

    def lane_tops(self) -> list[float]:
        top = self.scene.sizes.header
        return [*(top + lane.top for lane in self.placement.lanes), self.bottom]

    def paper(self) -> Iterator[str]:
        scene, top, high = self.scene, self.scene.sizes.header, self.placement.height
        for segment in scene.segments:
            yield rect("tl-strip", self.x(segment.x0), top, (segment.x1 - segment.x0) * self.px, high)
        if scene.as_of.x < UNITS:
            yield rect("tl-future", self.x(scene.as_of.x), top, (UNITS - scene.as_of.x) * self.px, high)
        grid, years = self.uprights()
        down = f"V{n(top + high)}"
        yield path("tl-grid", "".join(f"M{n(x)} {n(top)}{down}" for x in grid))
        yield path("tl-years", "".join(f"M{n(x)} {n(top)}{down}" for x in years))
        yield from (path("tl-cut", self.torn(x, way)) for cut in scene.cuts for x, way in ((cut.x0, 1), (cut.x1, -1)))

    def uprights(self) -> tuple[list[float], list[float]]:
        """Where lines run through the plot: at the months, and at the years."""
        scene = self.scene
        months: list[float] = []
        years = [self.x(year.x) for year in scene.axis.years if year.x]
        for segment in scene.segments:
            if not segment.timed:
                continue
            named = month_step(segment, self.px, scene.sizes.month) == 1
            for place, x in enumerate(segment.edges[:-1]):
                january = (segment.first + place) % 12 == 0
                if place and january and not segment.one_year:
                    years.append(self.x(x))
                elif place and named:
                    months.append(self.x(x))
        return months, years

    def torn(self, units: float, way: int) -> str:
        """Paper torn along a zigzag: it leans `way` (1 right, -1 left) out of the segment that ends here."""
        out, down = ZIGZAG
        x, top = self.x(units), self.scene.sizes.header
        steps = range(floor(self.placement.height / down) + 1)
        return "M" + "L".join(f"{n(x + way * out * (step % 2))} {n(top + step * down)}" for step in steps)

    # --- head ------------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> dict[str, LabelPlacement]:
        return {spot.id: spot for lane in self.placement.lanes for spot in lane.spots}

    def plot(self) -> Iterator[str]:
        scene, rows = self.scene, self.rows
        yield tag("g", {"class": "tl-courses"}, *self.courses(rows))
        yield tag("g", {"class": "tl-cells", "font-size": scene.sizes.when}, *cells(scene, self.placement, self.x))
        labels = (self.label(mark, rows[mark.key]) for mark in scene.marks if rows[mark.key].side)
        yield tag("g", {"class": "tl-labels", "font-size": scene.sizes.label}, *labels)
        yield tag("g", {"class": "tl-extents"}, *(self.extent(mark, rows[mark.key]) for mark in scene.marks))

    def marks(self) -> Iterator[str]:
        rows = self.rows
        return (
            self.mark(mark, rows[mark.key], place == 0 and not self.scene.heat)
            for place, mark in enumerate(self.scene.marks)
        )

    def scale(self) -> Iterator[str]:
        scene, sizes = self.scene, self.scene.sizes
        ticks, year_ticks = self.ticks()
        yield path("tl-ticks", "".join(f"M{n(x)} {n(sizes.header)}v-4" for x in ticks))
        yield path("tl-yearticks", "".join(f"M{n(x)} {n(sizes.header)}v-8" for x in year_ticks))
        yield from self.head()
        if scene.as_of.inside:
            at = self.x(scene.as_of.x)
            yield path("tl-asof", f"M{n(at)} {n(sizes.header - 6)}V{n(self.bottom + 5)}")
            half = text_width(scene.as_of.label, sizes.as_of, bold=True) / 2 + 2
            x, y = min(max(at, half), scene.width - half), self.bottom + sizes.as_of * 1.45
            yield text("tl-asof-name", x, y, scene.as_of.label, **{"font-size": sizes.as_of})

    def ticks(self) -> tuple[list[float], list[float]]:
        """Where ticks stand above the plot: short ones, long ones at years. One an event where it is not to scale."""
        short: list[float] = []
        long = [self.x(year.x) for year in self.scene.axis.years]
        for segment in self.scene.segments:
            fine = not segment.timed or (segment.x1 - segment.x0) * self.px / segment.months >= 3
            for place, x in enumerate(segment.edges):
                if segment.timed and (segment.first + place) % 12 == 0:
                    long.append(self.x(x))
                elif fine:
                    short.append(self.x(x))
        return short, long

    def head(self) -> Iterator[str]:
        scene, sizes = self.scene, self.scene.sizes
        upper, lower = sizes.header - sizes.month * 2.15, sizes.header - sizes.month * 0.8
        years = years_shown(scene.axis, self.px, sizes.year, sizes.margin)
        for segment, named in zip(scene.segments, years, strict=True):
            for year in named:
                yield text("tl-year", self.x(year.x), upper, year.text, **{"font-size": sizes.year})
            yield from self.months(segment, lower)
        for cut in scene.cuts:
            yield from self.cut(cut, upper, lower)
        if scene.note:
            yield text("tl-note", self.x(0), lower, scene.note)

    def months(self, segment: Segment, y: float) -> Iterator[str]:
        size = self.scene.sizes.month
        step = month_step(segment, self.px, size)
        for place in range(0, len(segment.edges) - 1, step) if step else ():
            middle = self.x((segment.edges[place] + segment.edges[place + 1]) / 2)
            yield text("tl-month", middle, y, MONTHS[(segment.first + place) % 12])
        if not step and segment.one_year and (segment.x1 - segment.x0) * self.px >= 4.2 * size:
            yield text("tl-span", self.x(segment.x0), y, "one year")

    def cut(self, cut: Cut, upper: float, lower: float) -> Iterator[str]:
        """What a cut left out: its length in the head, its dates sideways in the gap, as far as there is room."""
        sizes = self.scene.sizes
        middle, wide = self.x((cut.x0 + cut.x1) / 2), (cut.x1 - cut.x0) * self.px
        titled = wide >= 3 * sizes.month
        if titled:
            yield text("tl-cut-title", middle, upper, cut.title)
            yield text("tl-cut-title", middle, lower, "cut")
        top, room = self.beside(cut)
        words = next((words for words in cut_choices(cut, titled) if text_width(words, sizes.month) + 8 <= room), "")
        if words and wide >= sizes.month:
            x, y = middle + sizes.month * 0.35, sizes.header + top
            yield text("tl-cut-words", 0, 0, words, transform=f"translate({n(x)} {n(y)}) rotate(-90)")

    def beside(self, cut: Cut) -> tuple[float, float]:
        """From where down, and how far, words may stand in a cut: clear of names that stand above their rows."""
        sizes, lanes = self.scene.sizes, self.placement.lanes
        if self.scene.gutter or not lanes:
            return 10, self.placement.height - 10
        near = 16 / self.px
        taken = {mark.band for mark in self.scene.marks if mark.x1 > cut.x0 - near and mark.x0 < cut.x1 + near}
        highest = max([lane for lane in lanes if lane.id not in taken] or lanes, key=lambda lane: lane.height)
        return highest.top + sizes.head, highest.height - sizes.head

    # --- bands -----------------------------------------------------------------------------------------------------

    def names(self) -> Iterator[str]:
        for place, (band, lane) in enumerate(zip(self.scene.lanes, self.placement.lanes, strict=True)):
            yield from self.name(place, band, lane)

    def name(self, place: int, band: Band, lane: LanePlacements) -> Iterator[str]:
        sizes, column = self.scene.sizes, bool(self.scene.gutter)
        wide, high = sizes.key
        head = sizes.head - sizes.heat
        middle = sizes.header + lane.top + (head + sizes.row / 2 if column else head / 2)
        if band.symbol:
            d = shape_path(band.symbol, SIGN)
            yield tag("path", {"class": f"tl-key {band.symbol}", "transform": f"translate(5 {n(middle)})", "d": d})
        else:
            yield rect(f"tl-key look-{band.look}", 0, middle - high / 2, wide, high)
        x = wide * 2.75 + (5 if band.symbol else 0)
        lines = band.lines if column else (band.short,)
        for line, words in enumerate(lines):
            y = middle + sizes.lane * 0.36 + line * sizes.line
            yield text(f"tl-name look-{band.look}", x, y, words)
        if not lane.more:
            return
        said = {"role": "button", "tabindex": "0", "aria-label": f"Zoom in to {lane.more} more: {band.label}"}
        said |= {"data-band": str(place), "font-size": n(sizes.when)}
        if column:
            y = middle + sizes.when * 0.36 + (len(lines) - 1) * sizes.line + sizes.line + 3
            yield text("tl-more", x, y, f"+{lane.more} more", **said)
        else:
            as_of = self.scene.as_of.x * self.px
            end = as_of - 5 if self.scene.as_of.inside and as_of > self.scene.plot_width / 2 else self.scene.plot_width
            yield text("tl-more end", end, middle + sizes.when * 0.36, f"+{lane.more} more", **said)

    # --- events ----------------------------------------------------------------------------------------------------

    def courses(self, rows: dict[str, LabelPlacement]) -> Iterator[str]:
        """Lines that tie marks together: the steps of an instrument, and one event in the rows of its actors."""
        top = self.scene.sizes.header
        for band in self.scene.lanes:
            steps = [mark for mark in self.scene.marks if mark.band == band.id] if band.thread else []
            if len(steps) > 1:
                line = "L".join(f"{n(self.x(mark.x))} {n(top + rows[mark.key].y)}" for mark in steps)
                yield path(f"tl-course look-{band.look}", f"M{line}")
        by_event: dict[str, list[Mark]] = {}
        for mark in self.scene.marks if self.scene.rows == "actor" else ():
            by_event.setdefault(mark.id, []).append(mark)
        for id, marks in by_event.items():
            if len(marks) > 1:
                x, ys = n(self.x(marks[0].x)), [rows[mark.key].y for mark in marks]
                yield path(self.looks("tl-tie", marks[0]), f"M{x} {n(top + min(ys))}V{n(top + max(ys))}", id)

    def looks(self, name: str, mark: Mark) -> str:
        words = [name, f"look-{mark.look}", "key" if mark.weight == 1 else "", "hollow" if mark.hollow else ""]
        words += ["lit" if mark.id in self.lit else "", "sel" if mark.id == self.focus else ""]
        return " ".join(word for word in words if word)

    def mark(self, mark: Mark, spot: LabelPlacement, stop: bool) -> str:
        ghost = mark.form in ("bar", "fade")
        shape = "ghost" if ghost else mark.symbol
        d = shape_path("square" if ghost else mark.symbol, self.scene.sizes.radii[mark.weight - 1])
        said = {"role": "button", "tabindex": "0" if stop else "-1", "aria-label": mark.name}
        said |= {"aria-pressed": "true" if mark.id == self.focus else "false"}
        place = f"translate({n(self.x(mark.x))} {n(self.scene.sizes.header + spot.y)})"
        own = {"data-id": mark.id, "data-key": mark.key, "d": d, "transform": place}
        return tag("path", {"class": self.looks(f"tl-mark {shape}", mark), **said, **own})

    def extent(self, mark: Mark, spot: LabelPlacement) -> str:
        """What is drawn of a mark besides its symbol: the doubt about it, or how long it lasted."""
        if mark.form == "point":
            return ""
        sizes, y = self.scene.sizes, self.scene.sizes.header + spot.y
        half = 0.75 * sizes.radii[mark.weight - 1]
        x0, x1 = (self.scene.gutter + end for end in extent(self.scene, mark))
        own = {"data-id": mark.id, "data-key": mark.key}
        if mark.form == "bar":
            return rect(self.looks("tl-extent tl-bar", mark), x0, y - half, max(x1 - x0, 3), 2 * half, **own)
        if mark.form == "whisker":
            x0, x1, cap = x0 + 0.5, x1 - 0.5, sizes.cap
            d = f"M{n(x0)} {n(y)}H{n(x1)}" + "".join(f"M{n(x)} {n(y - cap)}V{n(y + cap)}" for x in (x0, x1))
            return tag("path", {"class": self.looks("tl-extent tl-whisker", mark), **own, "d": d})
        start, end = fade_ends(self.scene, mark)
        left = floor(self.scene.gutter + start + 0.5)
        steps = pairwise(floor((end - start) * share + 0.5) for share in FADE)
        drawn = [
            rect("", left + min(a, b), y - half, abs(b - a), 2 * half, opacity=opacity)
            for (a, b), opacity in zip(steps, OPACITY, strict=True)
        ]
        return tag("g", {"class": self.looks("tl-extent tl-fade", mark), **own}, *drawn)

    def label(self, mark: Mark, spot: LabelPlacement) -> str:
        sizes = self.scene.sizes
        words = pieces(mark.label if spot.text == "full" else mark.short)
        lines = [joined(words, start, end) for start, end in spot.lines]
        middle = sizes.header + spot.y
        top = middle + (sizes.line / 2 + 1 if spot.side == "below" else -sizes.line * len(lines) / 2)
        x = self.scene.gutter + spot.x
        high = sizes.line * (len(lines) + (spot.date == "under"))
        drawn = list(self.backing(mark, x, top, spot.width, high))
        flush = spot.side == "left"
        for place, line in enumerate(lines):
            last = place == len(lines) - 1 and spot.date == "inline" and bool(mark.when)
            date = tag("tspan", {"class": "tl-date", "dx": sizes.when_gap, "font-size": sizes.when}, escape(mark.when))
            y = top + sizes.line * (place + 0.5) + sizes.label * 0.35
            at: dict[str, str | float] = {"class": "end"} if flush else {}
            at |= {"x": x + spot.width if flush else x, "y": y}
            drawn.append(tag("text", at, escape(line), date if last else ""))
        if spot.date in ("beside", "under"):
            beside = self.scene.gutter + ink(self.scene, mark)[1] + sizes.when_gap
            start, level = (beside, middle) if spot.date == "beside" else (x, top + sizes.line * (len(lines) + 0.5))
            y = level + sizes.when * 0.36
            drawn.append(text("tl-date", start, y, mark.when, **{"font-size": sizes.when}))
        own = {"data-id": mark.id, "data-key": mark.key}
        return tag("g", {"class": self.looks("tl-label", mark), **own}, *drawn)

    def backing(self, mark: Mark, x: float, top: float, width: float, height: float) -> Iterator[str]:
        """Clean paper under a label, so that no line runs through its words; of two colours across the as-of line."""
        first, last = (self.x(units) for units in self.scene.axis.reach(mark.segment))
        left, right, as_of = max(first, x - 2), min(last, x + width + 1), self.x(self.scene.as_of.x)
        for start, end, name in (
            (left, min(right, as_of), "tl-back"),
            (max(left, as_of), right, "tl-back later"),
        ):
            if end > start:
                yield rect(name, start, top + 1, end - start, height - 2)


def cut_choices(cut: Cut, titled: bool) -> tuple[str, ...]:
    """What may stand sideways in a cut, the best first; where the head has no room for its length, that."""
    return (f"{cut.words}: no events here", cut.words) if titled else (f"{cut.title} cut",)
