"""What was measured of each page in; medians with their spread, ratios to the yardsticks and a readable table out.

And of the server alone, number by number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median
from typing import Any

Found = float | str
"""A number, or why there is none."""


@dataclass(frozen=True)
class Measure:
    """One row of the table."""

    key: str
    words: str
    unit: str
    against: str = ""
    """The yardstick its ratio is to."""


MEASURES = (
    Measure("first_picture", "navigation to first picture", "ms", "empty"),
    Measure("interactive", "navigation to everything interactive", "ms", "ordinary"),
    Measure("click_network", "click on the network to both pictures lit", "ms", "bare"),
    Measure("click_timeline", "click on the timeline to both pictures lit", "ms", "bare"),
    Measure("key_network", "Enter on the network to both pictures lit", "ms", "bare"),
    Measure("key_timeline", "Enter on the timeline to both pictures lit", "ms", "bare"),
    Measure("requests_before_paint", "requests between such an input and its paint, most", ""),
    Measure("filter", "filter to everything follows", "ms", "ordinary"),
    Measure("as_of", "as-of step to everything follows", "ms"),
    Measure("pan_timeline_p50", "pan the timeline, frame gap p50", "ms"),
    Measure("pan_timeline_p95", "pan the timeline, frame gap p95", "ms", "bare"),
    Measure("zoom_timeline_p50", "zoom the timeline, frame gap p50", "ms"),
    Measure("zoom_timeline_p95", "zoom the timeline, frame gap p95", "ms", "bare"),
    Measure("pan_network_p50", "pan the network, frame gap p50", "ms"),
    Measure("pan_network_p95", "pan the network, frame gap p95", "ms", "bare"),
    Measure("zoom_network_p50", "zoom the network, frame gap p50", "ms"),
    Measure("zoom_network_p95", "zoom the network, frame gap p95", "ms", "bare"),
    Measure("bytes_first", "encoded bytes to the first picture", "kB", "empty"),
    Measure("bytes_all", "encoded bytes in all, until idle", "kB", "ordinary"),
    Measure("heap_scripts", "browser heap, JavaScript objects", "MB", "ordinary"),
    Measure("heap_all", "browser heap, with elements and buffers", "MB", "ordinary"),
    Measure("server_start", "server start to first answer", "ms", "ordinary"),
    Measure("server_memory", "server memory after the visits", "MB", "ordinary"),
    Measure("callback_p50", "requests of the page answered, p50", "ms", "ordinary"),
    Measure("callback_p95", "requests of the page answered, p95", "ms", "ordinary"),
    Measure("load", "load_landscape, processor time", "ms"),
    Measure("load_memory", "memory of a process that has loaded it, most", "MB"),
)


@dataclass(frozen=True)
class Summary:
    """The visits' values in one: what could be measured, and why the rest could not."""

    values: tuple[float, ...]
    reasons: tuple[str, ...]

    @property
    def median(self) -> float | None:
        return median(self.values) if self.values else None

    def words(self) -> str:
        """`45.2 (43.1–51.0)`, or why not."""
        why = self.reasons[0] if self.reasons else "not asked for"
        if not self.values:
            return f"not measured: {why}"
        low, high = min(self.values), max(self.values)
        spread = f" ({_number(low)}–{_number(high)})" if len(self.values) > 1 else ""
        told = f"{_number(median(self.values))}{spread}"
        failed = (
            f", {len(self.reasons)} of {len(self.reasons) + len(self.values)} failed: {why}" if self.reasons else ""
        )
        return told + failed


def summary(found: Sequence[Found]) -> Summary:
    return Summary(
        tuple(value for value in found if not isinstance(value, str)),
        tuple(value for value in found if isinstance(value, str)),
    )


def p50(values: Sequence[float]) -> float:
    return quantile(values, 0.5)


def p95(values: Sequence[float]) -> float:
    return quantile(values, 0.95)


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of them does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


# --- what was promised ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Promise:
    """A limit: in the row's unit, or as a ratio to its yardstick."""

    most: float
    relative: bool = False

    def words(self, against: str) -> str:
        return f"≤ {_number(self.most)}" + (f" × {against}" if self.relative else "")


def promise(key: str, events: int, bundled: bool) -> Promise | None:
    """What the design promises of a row at that many events; None where it promises nothing."""
    if key == "first_picture":
        return Promise(0.5, relative=True)
    if key == "interactive":
        return Promise(0.45, True) if events <= 1_000 else Promise(0.15, True) if events <= 10_000 else None
    if key.startswith(("click_", "key_")):
        return Promise(1.3, relative=True)
    if key == "requests_before_paint":
        return Promise(0)
    if key in ("filter", "as_of"):
        steps = ((1_000, 150), (10_000, 250), (100_000, 400))
        return Promise(100) if bundled else Promise(next(most for upto, most in steps if events <= upto))
    if key.startswith(("pan_", "zoom_")) and key.endswith("p95"):
        return Promise(20 if events <= 10_000 else 34)
    limits = {
        "bytes_first": 150.0,
        "bytes_all": 2_100.0 if events <= 1_000 else 2_600.0,
        "heap_all": 60.0 if events > 10_000 else None,
        "server_start": 2_500.0 if bundled else None,
        "server_memory": 250.0 if events <= 10_000 else None,
        "callback_p50": 5.0,
        "callback_p95": 10.0,
        "load": 6_000.0 if events == 100_000 else None,
        "load_memory": 400.0 if events == 100_000 else None,
    }
    most = limits.get(key)
    if key == "heap_all" and events == 1_000:
        return Promise(0.5, relative=True)
    return None if most is None else Promise(most)


# --- the table -----------------------------------------------------------------------------------------------------

Visits = Mapping[str, Mapping[str, Sequence[Found]]]
"""By page, then by measure: one value a visit."""

PAGES = ("explorer", "bare", "empty", "ordinary")


def rows(found: Visits, events: int, bundled: bool) -> Iterator[dict[str, Any]]:
    """One row a measure, as JSON keeps it: each page's median, spread and values, ratio, promise, verdict."""
    for measure in MEASURES:
        told = {page: summary(found[page][measure.key]) for page in PAGES if found.get(page, {}).get(measure.key)}
        if not told:
            continue
        ours = told["explorer"].median if "explorer" in told else None
        held = told[measure.against].median if measure.against in told else None
        ratio = ours / held if ours is not None and held else None
        limit = promise(measure.key, events, bundled)
        value = ratio if limit and limit.relative else ours
        yield {
            "key": measure.key,
            "measure": measure.words,
            "unit": measure.unit,
            "pages": {
                page: {
                    "median": one.median,
                    "least": min(one.values, default=None),
                    "most": max(one.values, default=None),
                    "values": one.values,
                    "not_measured": one.reasons,
                    "words": one.words(),
                }
                for page, one in told.items()
            },
            "against": measure.against,
            "ratio": ratio,
            "promised": limit.words(measure.against) if limit else "",
            "verdict": "" if limit is None else "?" if value is None else "holds" if value <= limit.most else "MISSED",
        }


def table(name: str, found: Sequence[Mapping[str, Any]]) -> str:
    """The rows of one landscape as text, columns aligned; reasons for gaps below, numbered."""
    notes: list[str] = []

    def cell(row: Mapping[str, Any], page: str) -> str:
        one = row["pages"].get(page)
        if one is None:
            return "·"
        if not one["not_measured"]:
            return str(one["words"])
        if one["words"] not in notes:
            notes.append(one["words"])
        mark = f"[{notes.index(one['words']) + 1}]"
        return f"{_number(one['median'])} {mark}" if one["median"] is not None else mark

    head = ["", "unit", *PAGES, "ratio", "promised", ""]
    lines = [head]
    for row in found:
        ratio = f"{row['ratio']:.2f} × {row['against']}" if row["ratio"] is not None else ""
        cells = [cell(row, page) for page in PAGES]
        lines.append([row["measure"], row["unit"], *cells, ratio, row["promised"], row["verdict"]])
    return "\n".join(["", name, *_aligned(lines), *(f"[{number}] {note}" for number, note in enumerate(notes, 1))])


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    """Lines of cells as text, columns aligned, with a rule below the first."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = ["  ".join(part.ljust(width) for part, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return [*text[:1], "─" * min(200, sum(widths) + 2 * len(widths)), *text[1:]]


def _number(value: float) -> str:
    return (
        f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}" if value < 1 else f"{value:.1f}"
    )


# --- readings of the server alone ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """One number about the server, and what it is held to: at most, or at least, so much."""

    words: str
    value: Found
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def promised(self) -> str:
        bounds = (("≤", self.most), ("≥", self.least))
        return ", ".join(f"{sign} {_number(bound)}" for sign, bound in bounds if bound is not None)

    @property
    def verdict(self) -> str:
        if not self.promised:
            return ""
        if isinstance(self.value, str):
            return "?"
        too_much = self.most is not None and self.value > self.most
        return "MISSED" if too_much or (self.least is not None and self.value < self.least) else "holds"

    def as_json(self) -> dict[str, Any]:
        told = {"measure": self.words, "value": self.value, "unit": self.unit}
        return told | {"promised": self.promised, "verdict": self.verdict}


def readings_table(name: str, readings: Sequence[Reading]) -> str:
    """The readings as text, a line each, columns aligned."""
    lines = [
        ["", "", "unit", "promised", ""],
        *(
            [
                one.words,
                f"not measured: {one.value}" if isinstance(one.value, str) else _number(one.value),
                one.unit,
                one.promised,
                one.verdict,
            ]
            for one in readings
        ),
    ]
    return "\n".join(["", name, *_aligned(lines)])


# --- inputs that the next frame answers ----------------------------------------------------------------------------

MOST_P75, MOST_P98 = 50.0, 100.0  # ms


@dataclass(frozen=True)
class Answered:
    """A control, and how long its inputs waited for the next frame: ms each, and of one on the bare canvas."""

    words: str
    found: Sequence[float] = ()
    bare: Sequence[float] = ()
    failed: str = ""
    """Why there is no number."""
    not_here: str = ""
    """Why the page has no such control."""
    held: bool = True
    """Whether something is promised of it."""

    @property
    def quantiles(self) -> dict[str, float]:
        return {f"p{share}": quantile(self.found, share / 100) for share in (50, 75, 98)} if self.found else {}

    @property
    def ratio(self) -> float | None:
        return p50(self.found) / p50(self.bare) if self.found and self.bare else None

    @property
    def told(self) -> str:
        """`12.1, 16.8, 24`, or why not."""
        why = f"not here: {self.not_here}" if self.not_here else f"not measured: {self.failed}"
        return ", ".join(map(_number, self.quantiles.values())) or why

    @property
    def verdict(self) -> str:
        if self.not_here or not self.held:
            return ""
        if not self.quantiles:
            return "?"
        late = self.quantiles["p75"] > MOST_P75 or self.quantiles["p98"] > MOST_P98
        return "MISSED" if late else "holds"

    def as_json(self) -> dict[str, Any]:
        told = {"measure": self.words, "unit": "ms", "values": list(self.found), **self.quantiles}
        return told | {"ratio": self.ratio, "failed": self.failed, "not_here": self.not_here, "verdict": self.verdict}


def answered_table(name: str, found: Sequence[Answered]) -> str:
    """The controls as text, a line each, columns aligned; why there are no numbers below."""
    promised = f"≤ {_number(MOST_P75)} ms p75, ≤ {_number(MOST_P98)} ms p98"
    lines = [["", "p50, p75, p98 ms", "ratio", promised]]
    for one in found:
        ratio = f"{one.ratio:.2f} × bare" if one.ratio is not None else ""
        lines.append([one.words, one.told if one.quantiles else "–", ratio, one.verdict])
    why = [f"{one.words}: {one.told}" for one in found if not one.quantiles]
    return "\n".join(["", name, *_aligned(lines), *why])
