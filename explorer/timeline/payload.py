"""A timeline scene in; what the browser needs to draw it at any width and zoom out, as plain data for JSON.

Widths of words are thousandths of the type size, in bold face, so that they serve every size; a part that is usual is
left out (a point, a solid mark, no cut). The browser measures nothing and decides nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from explorer.cache import SHORT, remembered
from explorer.draw.shapes import shape_path
from explorer.draw.text_metrics import text_width
from explorer.timeline.axis import Cut, Segment
from explorer.timeline.axis_names import YEAR_EMS
from explorer.timeline.band_names import Lines, names_in_lines
from explorer.timeline.geometry import FADE, ZIGZAG
from explorer.timeline.label_input import REPEATED, most_labels, pieces
from explorer.timeline.marks import Mark
from explorer.timeline.period_counts import CountsByPeriod
from explorer.timeline.rows import Band, letters_of_bands
from explorer.timeline.scene import TimelineScene
from explorer.timeline.sizes import NARROW, PANE, PANE_CELLS, PANE_PHONE, Sizes

COLUMNS = {"lines": 84, "closer": 74, "tight": 66}
"""px: how wide the column with the names of bands is, in a wide pane, in a narrower one and in a tight one."""
BESIDE = 12
"""px of that column before a band's name."""
SIGN = 4.8
"""px: the radius of a kind's sign beside its name."""

_UNUSED = {"cite", "hollow", "hollow_dash", "cross", "line_width", "whisker"}
"""Sizes that the browser takes from the style sheet."""


def stretch_payload(scene: TimelineScene) -> dict[str, Any]:
    """What of a scene differs between two stretches of its time."""
    told: dict[str, Any] = {"marks": _marks(scene), "paths": _paths(scene)}
    return told | {"heat": period_counts_payload(scene.heat) if scene.heat else None}


MAX_EDGES = 2_000
"""Of more evenly spaced events than this not every one has its tick."""


def timeline_payload(scene: TimelineScene) -> dict[str, Any]:
    """The scene for the browser; `key` differs where anything does."""
    payload = keyless_payload(scene)
    payload["key"] = sha256(json.dumps(payload).encode()).hexdigest()[:12]
    return payload


def keyless_payload(scene: TimelineScene) -> dict[str, Any]:
    """The scene for the browser. `sizes` are for wide and for narrow pictures."""
    more: dict[str, Any] = {"asked": scene.asked} if scene.asked else {}
    more |= {"heat": period_counts_payload(scene.heat)} if scene.heat else {}
    return {
        "axis": scene.axis.kind,
        "rows": scene.rows,
        "summary": scene.summary(),
        "note": scene.note,
        "rest": scene.rest,
        "crowded": scene.is_crowded,
        "narrow": NARROW,
        "most": most_labels(scene),
        "pen": _pen(),
        "sizes": {"screen": _sizes(PANE, scene), "phone": _sizes(PANE_PHONE, scene)},
        "asOf": asdict(scene.as_of) | {"width": _ems(scene.as_of.label, bold=True)},
        "bands": _bands(scene.lanes),
        "segments": [_segment(segment) for segment in scene.segments],
        "cuts": [_cut(cut) for cut in scene.cuts],
        "years": [[year.x, year.text] for year in scene.axis.years],
        "marks": _marks(scene),
        "paths": _paths(scene),
        **more,
    }


@cache
def _pen() -> dict[str, Any]:
    columns, space = list(COLUMNS.values()), _ems(" ", bold=True)
    return {"year": YEAR_EMS, "space": space, "columns": columns, "zigzag": list(ZIGZAG), "fade": [*map(list, FADE)]}


def _sizes(sizes: Sizes, scene: TimelineScene) -> dict[str, Any]:
    heated = bool(scene.heat or scene.is_crowded)
    return _told_sizes(replace(sizes, heat=PANE_CELLS, head=sizes.head + PANE_CELLS) if heated else sizes)


@lru_cache(maxsize=8)
def _told_sizes(sizes: Sizes) -> dict[str, Any]:
    return {name: value for name, value in asdict(sizes).items() if name not in _UNUSED}


def _marks(scene: TimelineScene) -> list[dict[str, Any]]:
    places = {band.id: place for place, band in enumerate(scene.lanes)}
    return [_mark_part(mark, places[mark.band]) for mark in scene.marks]


def period_counts_payload(heat: CountsByPeriod) -> dict[str, Any]:
    """Periods as places, words and days; counts by band."""
    days = [[date.fromordinal(day).isoformat() for day in (period.first, period.last)] for period in heat.periods]
    periods = [[one.x0, one.x1, one.words, *days[place]] for place, one in enumerate(heat.periods)]
    return {"unit": heat.unit, "periods": periods, "counts": heat.counts, "most": heat.most}


@remembered(8_192)
def _ems(text: str, bold: bool = False) -> int:
    """Width in thousandths of the type size."""
    return round(text_width(text, 1000, bold))


@remembered(64, letters_of_bands, 10 * SHORT)  # bands are the same on most days
def _bands(bands: tuple[Band, ...]) -> list[dict[str, Any]]:
    written = [names_in_lines(bands, column - BESIDE, PANE.lane, 2) for column in COLUMNS.values()]
    return [_band(band, dict(zip(COLUMNS, lines, strict=True))) for band, *lines in zip(bands, *written, strict=True)]


def _band(band: Band, lines: dict[str, Lines]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": band.id, "label": band.label, "look": band.look, **lines, "short": band.short}
    told |= {"sign": band.symbol, "path": shape_path(band.symbol, SIGN)} if band.symbol else {}
    return told | ({"thread": True} if band.thread else {})


def _segment(segment: Segment) -> dict[str, Any]:
    """Where months begin follows from first and last, except where distance is not time."""
    told: dict[str, Any] = {"first": segment.first, "last": segment.last, "x0": segment.x0, "x1": segment.x1}
    if segment.joined:
        told["joined"] = True
    if segment.timed:
        return told
    # Where events are counted, not drawn, nothing needs to know where each of them stands.
    return told | {"many": len(segment.edges), "edges": segment.edges if len(segment.edges) <= MAX_EDGES else ()}


def _cut(cut: Cut) -> dict[str, Any]:
    told = {"x0": cut.x0, "x1": cut.x1, "title": cut.title, "choices": list(cut.choices)}
    return told | {"widths": [_ems(words) for words in cut.choices]}


@remembered(1_024, lambda mark: len(mark.name))
def _mark_part(mark: Mark, band: int) -> dict[str, Any]:
    rank = mark.weight + (REPEATED if mark.repeated else 0)
    told: dict[str, Any] = {"id": mark.id, "band": band, "look": mark.look, "symbol": mark.symbol}
    told |= {"weight": mark.weight, "x": mark.x, "when": mark.when, "whenWidth": _ems(mark.when)}
    told |= {"name": mark.name, "said": mark.date_words, "status": mark.stands}
    told["full"], told["fullWidths"] = _breakable_words(mark.label)
    if mark.short != mark.label:
        told["short"], told["shortWidths"] = _breakable_words(mark.short)
    if mark.key != mark.id:
        told["key"] = mark.key
    if mark.form != "point":
        told |= {"form": mark.form, "x0": mark.x0, "x1": mark.x1}
    if mark.open:
        told["open"] = mark.open
    if mark.beyond:
        told["beyond"] = mark.beyond
    if mark.segment:
        told["segment"] = mark.segment
    if rank != mark.weight:
        told["rank"] = rank
    return told | {name: True for name in ("hollow", "disputed") if getattr(mark, name)}


def _breakable_words(text: str) -> tuple[list[str], list[int]]:
    """Pieces of a text where it may be broken, with the space before them, and their widths without it."""
    found = pieces(text)
    return [(" " if spaced else "") + word for spaced, word in found], [_ems(word, bold=True) for _, word in found]


def _paths(scene: TimelineScene) -> dict[str, str]:
    """Every symbol that is drawn, by its name and weight: "diamond1"."""
    drawn = {("square" if mark.form in ("bar", "fade") else mark.symbol, mark.weight) for mark in scene.marks}
    return {f"{symbol}{weight}": shape_path(symbol, scene.sizes.radii[weight - 1]) for symbol, weight in sorted(drawn)}
