"""A timeline scene in; what lies under its marks out, as parts of a plotly layout.

Segments of paper, torn edges of cuts, months and years, lanes, the as-of line: shapes and annotations, each named.
"""

from __future__ import annotations

from html import escape
from typing import Any

from explorer.draw.palette import colour
from explorer.timeline.axis import MONTHS, Segment, month_step, years_shown
from explorer.timeline.geometry import ZIGZAG, cut_words
from explorer.timeline.labels import LanePlacements, Placement
from explorer.timeline.scene import TimelineScene

TALLEST = 3500  # px that a zigzag reaches; the plot's edge clips it

Part = dict[str, Any]


def safe(text: str) -> str:
    """Text as plotly shows it letter by letter; its labels are markup.

    >>> safe("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return escape(text, quote=False)


# --- marks ---------------------------------------------------------------------------------------------------------


def annotation(name: str, text: str, size: float, token: str, **more: Any) -> Part:
    font = {"size": size, "color": colour(token), "weight": more.pop("weight", 400)}
    return {"name": name, "text": text, "showarrow": False, "borderpad": 0, "font": font, **more}


def paper(scene: TimelineScene) -> list[Part]:
    """White segments, the tint of the future, grid, ticks and the torn edges of cuts."""
    px = scene.plot_width / 1000
    high: Part = {"yref": "paper", "y0": 0, "y1": 1}
    flat: Part = {"xref": "x", "layer": "below", "line": {"width": 0}}
    parts: list[Part] = [
        {
            **flat,
            **high,
            "type": "rect",
            "name": f"strip:{i}",
            "x0": part.x0,
            "x1": part.x1,
            "fillcolor": colour("strip"),
        }
        for i, part in enumerate(scene.segments)
    ]
    end = scene.segments[-1].x1
    future = {"x0": scene.as_of.x, "x1": end, "fillcolor": colour("future")}
    parts.append({**flat, **high, "type": "rect", "name": "future", **future})
    for i, part in enumerate(scene.segments):
        named = month_step(part, px, scene.sizes.month) == 1
        grid, years = _uprights(part, "L{0},0", inner=True)
        ticks, year_ticks = _ticks(part)
        parts += [
            _strokes(f"grid:{i}", grid, "grid", visible=named),
            _strokes(f"years:{i}", years, "rule", visible=not part.one_year),
            _strokes(f"ticks:{i}", ticks, "edge-rule", visible=part.pitch * px >= 3, above=True),
            _strokes(f"yearticks:{i}", year_ticks, "edge-rule", above=True),
        ]
    for i, cut in enumerate(scene.cuts):
        for x, way in ((cut.x0, 1), (cut.x1, -1)):
            parts.append(_torn_edge(f"cut:{i}", x, way))
    return parts


def _uprights(segment: Segment, line: str, inner: bool) -> tuple[str, str]:
    """Paths through the plot's height at the months and at the Januaries of a segment."""
    months: list[str] = []
    years: list[str] = []
    for place, x in enumerate(segment.edges[:-1] if segment.timed else ()):
        if inner and place == 0:
            continue
        drawn = f"M{x},1" + line.format(x)
        (years if (segment.first + place) % 12 == 0 else months).append(drawn)
    return "".join(months), "".join(years)


def _ticks(segment: Segment) -> tuple[str, str]:
    """Twelve a year at whatever scale, Januaries and the ends of a whole year longer; y in px above the plot."""
    months: list[str] = []
    years: list[str] = []
    for place, x in enumerate(segment.edges):
        long = segment.timed and (segment.first + place) % 12 == 0
        (years if long else months).append(f"M{x},0L{x},{8 if long else 4}")
    return "".join(months), "".join(years)


def _strokes(name: str, path: str, token: str, visible: bool = True, above: bool = False) -> Part:
    part: Part = {"type": "path", "name": name, "path": path or "M0,0", "xref": "x", "yref": "paper", "layer": "below"}
    part |= {"line": {"color": colour(token), "width": 1}, "visible": bool(path) and visible}
    return part | ({"ysizemode": "pixel", "yanchor": 1} if above else {})


def _torn_edge(name: str, x: float, way: int) -> Part:
    """Paper torn along a zigzag: it leans `way` (1 right, -1 left) out of the segment that ends at x."""
    out, down = ZIGZAG
    points = [f"{way * out * (step % 2)},{-step * down}" for step in range(TALLEST // down)]
    return {
        "type": "path",
        "name": name,
        "path": "M" + "L".join(points),
        "xref": "x",
        "xsizemode": "pixel",
        "xanchor": x,
        "yref": "y",
        "ysizemode": "pixel",
        "yanchor": 0,
        "layer": "below",
        "fillcolor": colour("strip"),
        "line": {"color": colour("edge-rule"), "width": 1},
    }


def lane_lines(scene: TimelineScene, placement: Placement) -> list[Part]:
    parts: list[Part] = []
    edges = [*((lane.id, lane.top) for lane in placement.lanes), ("", placement.height)]
    for lane, top in edges:
        y = 1 - top / placement.height if placement.height else 1
        ends = {"x0": -scene.gutter / scene.plot_width, "x1": 1, "y0": y, "y1": y}
        line = {"color": colour("rule"), "width": 1}
        parts.append(
            {
                "type": "line",
                "name": f"lane:{lane}",
                "xref": "paper",
                "yref": "paper",
                "layer": "below",
                **ends,
                "line": line,
            }
        )
    for band, spots in zip(scene.lanes, placement.lanes, strict=True):
        wide, high = scene.sizes.key
        where = {"xref": "paper", "xsizemode": "pixel", "xanchor": 0, "x0": -scene.gutter, "x1": wide - scene.gutter}
        tall = {"yref": "y", "ysizemode": "pixel", "yanchor": _name_y(scene, spots), "y0": -high / 2, "y1": high / 2}
        paint = {"fillcolor": colour(f"lane-{band.look}"), "line": {"width": 0}, "layer": "below"}
        parts.append({"type": "rect", "name": f"lanekey:{band.id}", **where, **tall, **paint})
    return parts


def _name_y(scene: TimelineScene, lane: LanePlacements) -> float:
    """The middle of a lane's name: level with its first row, or above its rows where there is no column for names."""
    sizes = scene.sizes
    return lane.top + (sizes.head + sizes.row / 2 if scene.gutter else sizes.head / 2)


def as_of_line(scene: TimelineScene) -> list[Part]:
    line = {"color": colour("ink"), "width": scene.sizes.line_width}
    part: Part = {"type": "line", "name": "asof", "xref": "x", "yref": "paper", "layer": "below", "line": line}
    x = {"x0": scene.as_of.x, "x1": scene.as_of.x}
    over = {"ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": 6}
    under = {"ysizemode": "pixel", "yanchor": 0, "y0": 0, "y1": -5}
    if not scene.as_of.inside:
        return []
    return [{**part, **x, "y0": 0, "y1": 1}, {**part, **x, **over}, {**part, **x, **under}]


def x_axis(scene: TimelineScene) -> Part:
    """Names of months as plotly's own ticks; their marks are shapes, because names stand between them."""
    px = scene.plot_width / 1000
    values: list[float] = []
    texts: list[str] = []
    for segment in scene.segments:
        step = month_step(segment, px, scene.sizes.month)
        for place in range(0, len(segment.edges) - 1, step) if step else ():
            values.append((segment.edges[place] + segment.edges[place + 1]) / 2)
            texts.append(MONTHS[(segment.first + place) % 12])
    return {
        "range": [0, 1000],
        "side": "top",
        "tickmode": "array",
        "tickvals": values,
        "ticktext": texts,
        "ticks": "",
        "tickangle": 0,
        "ticklabelstandoff": 5,
        "tickfont": {"size": scene.sizes.month, "color": colour("muted")},
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "minallowed": 0,
        "maxallowed": 1000,
    }


def head(scene: TimelineScene, placement: Placement) -> list[Part]:
    """Years, "one year" under a year that stands alone, and what each cut left out."""
    px, sizes = scene.plot_width / 1000, scene.sizes
    top: Part = {"yref": "paper", "y": 1, "yanchor": "bottom", "xref": "x"}
    parts: list[Part] = []
    years = years_shown(scene.axis, px, sizes.year, sizes.margin)
    for i, segment in enumerate(scene.segments):
        for year in scene.axis.years:
            named = {"xanchor": "left", "yshift": sizes.month + 9, "visible": year in years[i], "weight": 700}
            parts.append(annotation(f"year:{year.text}", year.text, sizes.year, "ink", x=year.x, **top, **named))
        for month, x in enumerate(segment.edges[:-1] if segment.timed else (), segment.first):
            if month % 12 == 0 or month == segment.first:
                shown = any(year.x == x for year in years[i])
                look = {"xanchor": "left", "yshift": sizes.month + 9, "visible": shown, "weight": 700}
                parts.append(annotation(f"year:{i}:{month}", str(month // 12), sizes.year, "ink", x=x, **top, **look))
        if segment.one_year:
            fits = not month_step(segment, px, sizes.month) and (segment.x1 - segment.x0) * px >= 4.2 * sizes.month
            look = {"xanchor": "left", "yshift": 5, "visible": fits}
            parts.append(annotation(f"span:{i}", "one year", sizes.month, "muted", x=segment.x0, **top, **look))
    for i, cut in enumerate(scene.cuts):
        middle = {"x": (cut.x0 + cut.x1) / 2, "xref": "x", "xanchor": "center"}
        room = (cut.x1 - cut.x0) * px >= 3 * sizes.month
        title = annotation(f"cut-title:{i}", f"{cut.title}<br>cut", sizes.month, "muted", **top, yshift=6, visible=room)
        words = cut_words(cut, room, sizes.month, placement.height - 10)
        side = {"yref": "paper", "y": 1, "yanchor": "top", "yshift": -10, "textangle": -90}
        parts += [
            {**title, **middle},
            {**annotation(f"cut-words:{i}", words, sizes.month, "muted", **side, visible=bool(words)), **middle},
        ]
    as_of = {
        "x": scene.as_of.x,
        "xref": "x",
        "xanchor": "center",
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -6,
    }
    if scene.note:
        parts.append(annotation("note", scene.note, sizes.month, "muted", x=0, xanchor="left", yshift=5, **top))
    if scene.as_of.inside:
        parts.append(annotation("asof", scene.as_of.label, sizes.as_of, "ink", weight=700, **as_of))
    return parts


def lane_names(scene: TimelineScene, placement: Placement) -> list[Part]:
    parts: list[Part] = []
    for band, spots in zip(scene.lanes, placement.lanes, strict=True):
        left: Part = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "yanchor": "middle"}
        left |= {"xshift": scene.sizes.key[0] * 2.75 - scene.gutter}
        y = _name_y(scene, spots)
        name = f"lane:{band.id}"
        parts.append(
            annotation(
                name, "<br>".join(map(safe, band.lines)), scene.sizes.lane, f"text-{band.look}", **left, y=y, weight=700
            )
        )
        more = f"+{spots.more} in the list"
        look = {**left, "y": y + scene.sizes.line * len(band.lines) + 3, "visible": spots.more > 0}
        parts.append(annotation(f"more:{band.id}", more, scene.sizes.when, "muted", **look))
    return parts
