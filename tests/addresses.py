"""Addresses a reader may come to, and requests a browser may make: any number of them, at random, the same each time.

random_addresses(landscape, seed=1, count=500)     valid address texts: every part of an address occurs
random_requests(landscape, seed=1, count=500)      the same behind every endpoint, in the proportion of use
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar, get_args

from explorer.export.formats import FORMATS
from explorer.export.options import Size, Theme
from explorer.landscape import Landscape
from explorer.query.changes import days_of_change
from explorer.query.columns import BASES, GROUPS, columns, layers
from explorer.query.selection import (
    MAX_EGO_STEPS,
    AxisChoice,
    Clock,
    Level,
    Nodes,
    RowsChoice,
    Selection,
    from_query,
    to_query,
)
from explorer.query.visible import View, visible

Choice = TypeVar("Choice")

CALLBACK = "/_dash-update-component"


@dataclass(frozen=True)
class Asked:
    """One request: a path with its query, and for a POST the JSON that is sent."""

    path: str
    body: str = ""

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"


def details_of(address: object) -> Asked:
    """What Dash's own script sends for the details of an address."""
    body = {
        "output": "details-body.children",
        "outputs": {"id": "details-body", "property": "children"},
        "inputs": [{"id": "asked", "property": "data-address", "value": address}],
        "changedPropIds": ["asked.data-address"],
        "parsedChangedPropsIds": ["asked.data-address"],
    }
    return Asked(CALLBACK, json.dumps(body))


def view_at(landscape: Landscape, address: str) -> View:
    """What an address shows that is understood without a remark."""
    selection, notes = from_query(address, landscape)
    assert notes == ()
    return visible(landscape, selection)


# --- addresses -----------------------------------------------------------------------------------------------------


def random_addresses(landscape: Landscape, seed: int, count: int) -> list[str]:
    """Address texts that are understood without a remark. Two may be the same."""
    return [to_query(selection) for selection in _selections(landscape, Random(seed), count)]


def _selections(landscape: Landscape, random: Random, count: int) -> Iterator[Selection]:
    records, selectable = list(landscape.records), list(landscape.selectable)
    days = [*days_of_change(landscape), landscape.as_of]
    sets: dict[str, Sequence[Any]] = {
        "lanes": [lane.id for lane in landscape.lanes],
        "kinds": columns(landscape).events.kinds,
        "groups": GROUPS,
        "bases": BASES,
        "layers": layers(landscape),
    }
    words: dict[str, Sequence[Any]] = {
        "clock": get_args(Clock),
        "level": get_args(Level),
        "axis": get_args(AxisChoice),
        "rows": get_args(RowsChoice),
        "nodes": get_args(Nodes),
        "tidy": (False, True),
        "zoom": ("", "2025-03-01..2025-09-30", "2..9"),
    }
    for _ in range(count):
        chosen = Selection(focus=random.choice(selectable) if random.random() < 0.7 else "")
        if chosen.focus in landscape.records:
            chosen = replace(chosen, steps=random.choice(range(MAX_EGO_STEPS + 1)) if random.random() < 0.15 else 0)
            other = random.choice(records)
            if random.random() < 0.15 and other != chosen.focus:
                chosen = replace(chosen, to=other, in_order=random.random() < 0.3)
        if random.random() < 0.35:
            chosen = replace(chosen, as_of=_day(random, days[0], landscape.as_of - timedelta(days=1)))
        if random.random() < 0.15:
            ends = sorted(_day(random, days[0], landscape.as_of) for _ in range(2))
            chosen = replace(chosen, since=ends[0], until=ends[1])
        some = {name: _some_of(random, choices) for name, choices in sets.items() if random.random() < 0.15}
        some |= {name: random.choice(choices) for name, choices in words.items() if random.random() < 0.2}
        yield replace(chosen, **some)


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange(max(1, (last - first).days + 1)))


def _some_of(random: Random, choices: Sequence[Choice]) -> frozenset[Choice] | None:
    """Some, never all, of the choices; seldom none."""
    few = random.sample(choices, random.randrange(1, len(choices))) if len(choices) > 1 else []
    return frozenset(few if random.random() < 0.95 else [])


# --- requests ------------------------------------------------------------------------------------------------------

SLOW_FORMATS = ("pptx", "png", "pdf", "html")
"""Files that take a second or more."""


def random_requests(landscape: Landscape, seed: int, count: int, leave_out: Iterable[str] = ()) -> list[Asked]:
    """Requests for every endpoint, the more often the more readers ask for it; none is refused.

    `leave_out` names formats that are not asked for.
    """
    random, left_out = Random(seed), set(leave_out)
    addresses = random_addresses(landscape, seed + 1, count)
    asking = _Asking(landscape, random, [name for name in FORMATS if name not in left_out])
    shares: dict[Callable[[str], Asked], float] = {
        lambda address: Asked(f"/?{address}"): 14,
        lambda address: Asked(f"/view?{address}"): 28,
        details_of: 28,
        asking.finding: 12,
        asking.network: 4,
        asking.stretch: 4,
        lambda address: Asked(f"/actors?{address}"): 2,
        asking.citing: 2,
        lambda address: Asked(f"/take/actors?{address}"): 1,
        asking.plan: 1,
        asking.page: 1,
        asking.quick_file: 2.4,
        asking.slow_file: 0.6,
    }
    kinds = random.choices(list(shares), list(shares.values()), k=count)
    return [ask(address) for ask, address in zip(kinds, addresses, strict=True)]


@dataclass(frozen=True)
class _Asking:
    """Ways to ask with an address that need more than the address."""

    landscape: Landscape
    random: Random
    formats: Sequence[str]

    def finding(self, address: str) -> Asked:
        """The beginning of a word of some record's name, as it is typed."""
        names = [getattr(record, "name", "") or record.title for record in self.landscape.selectable.values()]  # type: ignore[union-attr]
        word = "".join(filter(str.isalnum, self.random.choice(self.random.choice(names).split())))
        typed = word[: self.random.randrange(2, 8)].encode("ascii", "ignore").decode() or "a"
        return Asked(f"/find?q={typed}&{address}")

    def network(self, address: str) -> Asked:
        return Asked(f"/network/{self.random.choice((920, 358))}.svg?{address}")

    def stretch(self, address: str) -> Asked:
        days = days_of_change(self.landscape)
        first, last = sorted(_day(self.random, days[0], self.landscape.as_of) for _ in range(2))
        return Asked(f"/timeline?{address}&first={first}&last={last}")

    def citing(self, address: str) -> Asked:
        record = self.random.choice([*self.landscape.selectable])
        return Asked(f"/cite?{address}" + self.random.choice(["", f"&record={record}"]))

    def plan(self, address: str) -> Asked:
        return Asked(f"/take/plan/{self._view_of('svg')}.svg?{_drawable(address)}{self._looks()}")

    def page(self, address: str) -> Asked:
        return Asked(f"/take/page/1/{self._view_of('svg')}.svg?{_drawable(address)}{self._looks()}")

    def quick_file(self, address: str) -> Asked:
        return self._file(address, [name for name in self.formats if name not in SLOW_FORMATS])

    def slow_file(self, address: str) -> Asked:
        """Seldom the page as a file: it takes longest."""
        slow = [name for name in self.formats if name in SLOW_FORMATS]
        if "html" in slow and self.random.random() < 0.8:
            slow.remove("html")
        return self._file(address, slow or list(self.formats))

    def _file(self, address: str, formats: Sequence[str]) -> Asked:
        format = self.random.choice(formats)
        way = self.random.choice(("/take/", "/take/", "/take/making/"))
        looks = self._looks() if format in ("pptx", "png", "pdf", "svg") else ""
        return Asked(f"{way}{self._view_of(format)}.{format}?{_drawable(address)}{looks}")

    def _view_of(self, format: str) -> str:
        return str(self.random.choice([view for view in FORMATS[format].pictures if view != "details"]))

    def _looks(self) -> str:
        size, theme = self.random.choice(get_args(Size)), self.random.choice(get_args(Theme))
        scale = self.random.choice(("1", "1.25"))
        return f"&size={size}&theme={theme}&text-scale={scale}"


def _drawable(address: str) -> str:
    """The part of an address that leaves something to draw: without filters, so that no file is refused as empty."""
    kept = ("sel", "at", "axis", "rows", "nodes", "clock")
    return "&".join(piece for piece in address.split("&") if piece.partition("=")[0] in kept)
