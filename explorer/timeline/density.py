"""A landscape and what is shown of it in; how its events lie in time out: the overview under the timeline, as SVG.

One plain axis for the whole time of the whole landscape, whatever is filtered. Each event counts once, in the period
in which its sign stands. Behind, pale, are all events; before them, lane upon lane in colour, those that are shown.
Positions across are thousandths of the strip's width, so that one drawing serves every width.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from explorer.draw.markup import Markup, svg_tag, tag
from explorer.draw.palette import lane_look
from explorer.landscape import Landscape, once
from explorer.query.visible import View, whole
from explorer.timeline.axis import month_start
from explorer.timeline.time_columns import months_of

MONTH_STEPS = (1, 3, 12, 60, 120, 600, 1200, 6000)
"""Months that a period may have."""

MAX_DENSITY_PERIODS = 240
STRIP = 26  # px: how high the strip is
HIGH = 15  # px of the tallest column
LEAST = 2  # px of a period with a single event
YEARS_APART = 60  # thousandths from one year's name to the next, at least
DECADES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True)
class Periods:
    """The whole time of a landscape in whole months, and what stands in each part of it."""

    first: int  # month; periods begin at multiples of `step`
    step: int  # months of one period
    number: int
    tallest: int  # events in the fullest period

    @property
    def edges(self) -> list[int]:
        """The ordinals of the days on which periods begin, and of the day after the last."""
        return [month_start(self.first + self.step * place) for place in range(self.number + 1)]

    def across(self, day: int) -> float:
        """Where a day begins, in thousandths."""
        start, end = month_start(self.first), month_start(self.first + self.step * self.number)
        return round(1000 * min(1.0, max(0.0, (day - start) / (end - start))), 1)


@once
def periods(landscape: Landscape) -> Periods:
    every, reach = whole(landscape), landscape.as_of.toordinal()
    stands = [*(every.time_span if every.every.events else ()), reach]
    months = months_of(np.array(stands, dtype=np.int32))
    low, high = int(months.min()), int(months.max())
    step = next((step for step in MONTH_STEPS if high // step - low // step < MAX_DENSITY_PERIODS), MONTH_STEPS[-1])
    spans = Periods(max(12, low // step * step), step, high // step - low // step + 1, 1)
    counts = every.counts_by_lane(spans.edges)
    return replace(spans, tallest=max(map(sum, zip(*counts, strict=True)), default=1) or 1)


def outlines(view: View) -> list[str]:
    """For each lane, from the top one to the lowest, the outline of the events shown in it and in those below."""
    spans = periods(view.landscape)
    counts = np.array(view.counts_by_lane(spans.edges), dtype=np.int64).reshape(-1, spans.number)
    from_below = counts[::-1].cumsum(axis=0)[::-1]
    every = counts.sum(axis=0)
    tall = np.where(every > 0, LEAST + (HIGH - LEAST) * (every - 1) / max(1, spans.tallest - 1), 0)
    return [_outline(spans, tall * lane / np.maximum(every, 1)) for lane in from_below]


def _outline(spans: Periods, heights: NDArray[np.float64]) -> str:
    """A skyline on the strip's ground."""
    edges = [spans.across(day) for day in spans.edges]
    drawn, before = [], 0.0
    for place, height in enumerate(np.round(heights, 1).tolist()):
        if height != before:
            drawn.append(f"H{edges[place]:g}V{HIGH - height:g}")
            before = height
    return f"M0 {HIGH}{''.join(drawn)}H1000V{HIGH}Z" if drawn else ""


def density_data(view: View) -> dict[str, object]:
    """What changes of the strip from view to view: the outlines of lanes and where the as-of day ends."""
    across = periods(view.landscape).across(view.day.toordinal() + 1) / 10
    return {"lanes": outlines(view), "asOf": across}


def density_svg(view: View) -> Markup:
    """The strip over the whole landscape, with the view's window, as the page sends it; its script moves the ends."""
    landscape, since, until = view.landscape, view.selection.since, view.selection.until
    spans = periods(landscape)
    start = spans.across(since.toordinal()) / 10 if since else 0.0
    end = spans.across(until.toordinal() + 1) / 10 if until else 100.0
    days = ",".join(date.fromordinal(min(day, date.max.toordinal())).isoformat() for day in spans.edges)
    as_of = f"{density_data(view)['asOf']:g}%"
    window = {"x": f"{start:g}%", "y": 0.5, "width": f"{end - start:g}%", "height": HIGH + 1}
    strip = svg_tag(
        "svg",
        {
            "class": f"dn-strip{' narrowed' if since or until else ''}",
            "width": "100%",
            "height": STRIP,
            "role": "group",
            "aria-label": _name(spans),
            "data-days": days,
        },
        svg_tag("rect", {"class": "dn-back", **window}),
        _bars(view, spans),
        [
            svg_tag(
                "text", {"class": f"dn-year{' fine' if place % 2 else ''}", "x": f"{x / 10:g}%", "y": STRIP - 1}, year
            )
            for place, (x, year) in enumerate(_named_years(spans))
        ],
        svg_tag("line", {"class": "dn-asof", "x1": as_of, "x2": as_of, "y1": 0, "y2": HIGH + 4}),
        svg_tag("rect", {"class": "dn-window", **window}),
        _handle("from", start),
        _handle("until", end),
    )
    button = tag("button", {"type": "button", "class": "plain dn-whole", "hidden": True}, "Whole time")
    side = tag("div", {"class": "dn-side"}, tag("span", {"class": "dn-title"}, "True time"), button)
    return tag("div", {"class": "dn"}, side, strip)


def _bars(view: View, spans: Periods) -> Markup:
    lanes = view.landscape.lanes
    every = outlines(whole(view.landscape))
    shown = zip(lanes, outlines(view), strict=True)
    size = {"x": 0, "y": 1, "width": "100%", "height": HIGH + 3, "viewBox": f"0 0 1000 {HIGH + 3}"}
    return svg_tag(
        "svg",
        {"class": "dn-bars", **size, "preserveAspectRatio": "none"},
        svg_tag("path", {"class": "dn-all", "d": every[0] if every else ""}),
        [svg_tag("path", {"class": f"dn-lane look-{lane_look(lanes, lane.id)}", "d": d}) for lane, d in shown],
        svg_tag("path", {"class": "dn-ground", "d": f"M0 {HIGH}H1000"}),
        [svg_tag("path", {"class": "dn-tick", "d": f"M{x:g} {HIGH}v3"}) for x, _ in _named_years(spans)],
    )


def _handle(name: str, x: float) -> Markup:
    hit = {"class": "dn-hit", "x": f"{x:g}%", "y": 0, "width": 24, "height": STRIP}
    grip = {"class": "dn-grip", "x": f"{x:g}%", "y": 1, "width": 7, "height": 15, "rx": 2}
    return svg_tag("g", {"class": "dn-handle", "data-end": name}, svg_tag("rect", hit), svg_tag("rect", grip))


def _name(spans: Periods) -> str:
    return f"Overview of all events from {spans.first // 12} to {(spans.first + spans.step * spans.number - 1) // 12}"


def _named_years(spans: Periods) -> list[tuple[float, int]]:
    """The years that are named, and where they begin; the first only where the next leaves room for its name."""
    low, high = spans.first // 12, (spans.first + spans.step * spans.number - 1) // 12
    every = next((every for every in DECADES if 1000 * every / (high - low + 1) >= YEARS_APART), DECADES[-1])
    years = range(low + -low % every, high + 1, every)
    found = [(x, year) for year in years if (x := spans.across(month_start(year * 12))) <= 970]
    return found[1:] if len(found) > 1 and found[1][0] - found[0][0] < YEARS_APART else found
