"""What there is to do on each page and how one sees that it was done: selectors, clicks, filters, pans and zooms."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bench.visit import Visit


class NotThere(Exception):
    """Why something cannot be measured on this page."""


@dataclass(frozen=True)
class Coming:
    """An input about to be made: its event's name, the condition to wait for, the record it is about."""

    input: str
    done: str
    what: Any
    act: Callable[[], None]
    id: str = ""


Way = Callable[[], Coming]
Inputs = Mapping[tuple[str, ...], Callable[[int], Iterator[Way]]]
Motion = tuple[Callable[[], None], Callable[[], object]]
"""The movement, and where the picture stands."""


@dataclass(frozen=True)
class Kind:
    """A page's picture (a selector), the sign that it is interactive, and what can be done on it."""

    picture: str
    ready: str
    """marked: html[data-ready]; text: the picture; plots: both figures drawn and Dash idle."""
    pictures: Mapping[str, tuple[str, ...]]
    """For each picture to move the rows of the table that it fills."""
    clicks: Callable[[Visit], Inputs]
    """For each sort of click the rows of the table that it fills, and so many ways to do it as are asked for."""
    filters: Callable[[Visit], Mapping[str, Callable[[], Iterator[Way]]]]
    motion: Callable[[Visit, str, str], Motion]


STEPS = 30


def _drag(visit: Visit, x: float, y: float) -> None:
    """Right and down, then back past the start, at the pace at which the browser takes the moves."""
    mouse = visit.page.mouse
    mouse.move(x, y)
    mouse.down()
    for step in (*range(STEPS), *range(STEPS, -STEPS // 2, -1)):
        mouse.move(x + 4 * step, y + 2 * step)
    mouse.up()


def _wheel(visit: Visit, x: float, y: float, with_control: bool) -> None:
    visit.page.mouse.move(x, y)
    if with_control:
        visit.page.keyboard.down("Control")
    for _ in range(STEPS):
        visit.page.mouse.wheel(0, -12)
        visit.page.wait_for_timeout(12)
    if with_control:
        visit.page.keyboard.up("Control")


def _click_at(visit: Visit, x: float, y: float) -> Callable[[], None]:
    visit.page.mouse.move(x, y)
    visit.settle()

    def act() -> None:
        visit.page.mouse.down()
        visit.page.mouse.up()

    return act


# --- the explorer --------------------------------------------------------------------------------------------------

_MARKS = {"timeline": "#timeline .tl-mark[data-id]", "network": "svg.network .node[data-id]"}
_ROOTS = {"timeline": "#timeline svg.timeline, #timeline svg.main-svg", "network": "svg.network"}


def _explorer_clicks(visit: Visit) -> Inputs:
    def lit(picture: str, id: str, in_other: bool) -> list[str]:
        other = "network" if picture == "timeline" else "timeline"
        seen = [picture, other] if in_other else [picture]
        chosen = f'[data-id="{id}"]'
        marks = [_MARKS[one].replace("[data-id]", chosen) for one in seen]
        return [f"{mark}.sel" for mark in marks]

    def ways(picture: str, by_key: bool) -> Callable[[int], Iterator[Way]]:
        own, other = _MARKS[picture], _MARKS["network" if picture == "timeline" else "timeline"]

        def each(count: int) -> Iterator[Way]:
            for number in range(count):
                yield lambda number=number: chosen(number)

        def chosen(number: int) -> Coming:
            choices = visit.ask("choices", own, other)
            if not choices:
                raise NotThere(f"no {own}")
            for id, in_other in (choices * 2)[number * 7 % len(choices) :][:30]:
                what = lit(picture, id, in_other)
                selected = all(visit.page.query_selector(selector) for selector in what)
                place = None if selected else visit.ask("focus" if by_key else "place", own, id)
                if not place:
                    continue
                if by_key:
                    visit.settle()
                    return Coming("keydown", "there", what, lambda: visit.page.keyboard.press("Enter"), id)
                return Coming("pointerup", "there", what, _click_at(visit, *place), id)
            raise NotThere(f"no {own} takes the focus" if by_key else f"no {own} is where a pointer hits it")

        return each

    return {
        ("click_network",): ways("network", by_key=False),
        ("click_timeline",): ways("timeline", by_key=False),
        ("key_network",): ways("network", by_key=True),
        ("key_timeline",): ways("timeline", by_key=True),
    }


def _explorer_filters(visit: Visit) -> Mapping[str, Callable[[], Iterator[Way]]]:
    def press(field: str, key: str) -> Way:
        def way() -> Coming:
            if not visit.page.query_selector(field):
                raise NotThere(f"no {field}")
            if not visit.ask("focusField", field):
                raise NotThere(f"{field} does not take the focus")
            before = visit.page.evaluate("document.documentElement.getAttribute('data-view')")
            if before is None:
                raise NotThere("no html[data-view]")
            return Coming("input", "changed", ["html", "data-view", before], lambda: visit.page.keyboard.press(key))

        return way

    def boxes() -> Iterator[Way]:
        for name in ("lanes", "kinds"):
            first = f"input[name={name}]"
            if name == "lanes" or visit.page.query_selector(first):
                yield from [press(first, "Space")] * 2

    def dates() -> Iterator[Way]:
        yield from [press("#asof-slider", "ArrowLeft")] * 5

    return {"filter": boxes, "as_of": dates}


def _explorer_motion(visit: Visit, picture: str, way: str) -> Motion:
    visit.page.keyboard.press("Escape")
    visit.settle()
    spot = visit.ask("emptySpot", _ROOTS[picture])
    if spot is None:
        raise NotThere(f"no empty spot in {_ROOTS[picture]}")
    x, y = spot

    def where() -> object:
        return visit.ask("boxOf", _MARKS[picture])

    if way == "pan":
        return lambda: _drag(visit, x, y), where
    return lambda: _wheel(visit, x, y, with_control=True), where


EXPLORER = Kind(
    picture="#timeline-graph svg, svg.network .node",
    ready="marked",
    pictures={"timeline": ("timeline",), "network": ("network",)},
    clicks=_explorer_clicks,
    filters=_explorer_filters,
    motion=_explorer_motion,
)


# --- a bare canvas -------------------------------------------------------------------------------------------------


def _bare_clicks(visit: Visit) -> Inputs:
    places = json.loads(visit.page.evaluate("document.documentElement.dataset.places"))

    def what() -> list[object]:
        return ["canvas", "data-lit", visit.page.evaluate("document.querySelector('canvas').getAttribute('data-lit')")]

    def click(count: int) -> Iterator[Way]:
        for x, y in places[:count]:
            yield lambda x=x, y=y: Coming("pointerup", "changed", what(), _click_at(visit, x, y))

    def key(count: int) -> Iterator[Way]:
        visit.page.focus("canvas")
        for _ in range(count):
            yield lambda: Coming("keydown", "changed", what(), lambda: visit.page.keyboard.press("Enter"))

    return {("click_network", "click_timeline"): click, ("key_network", "key_timeline"): key}


def _bare_motion(visit: Visit, picture: str, way: str) -> Motion:
    def where() -> object:
        return visit.page.evaluate("document.querySelector('canvas').dataset.view")

    if way == "pan":
        return lambda: _drag(visit, 600, 350), where
    return lambda: _wheel(visit, 600, 350, with_control=False), where


BARE = Kind(
    picture="canvas[data-view]",
    ready="marked",
    pictures={"canvas": ("timeline", "network")},
    clicks=_bare_clicks,
    filters=lambda visit: {},
    motion=_bare_motion,
)


# --- an empty Dash page --------------------------------------------------------------------------------------------

EMPTY = Kind(
    picture="#empty",
    ready="text",
    pictures={},
    clicks=lambda visit: {},
    filters=lambda visit: {},
    motion=lambda visit, picture, way: (lambda: None, lambda: None),
)


# --- the ordinary page ---------------------------------------------------------------------------------------------


def _ordinary_clicks(visit: Visit) -> Inputs:
    visit.ask("countDrawings")

    def ways(id: str) -> Callable[[int], Iterator[Way]]:
        def each(count: int) -> Iterator[Way]:
            for number in range(count):
                yield lambda number=number: chosen(number, count)

        def chosen(number: int, count: int) -> Coming:
            places = visit.ask("points", id, count)
            x, y, record = places[number % len(places)]
            visit.page.mouse.move(x - 30, y)
            act = _click_at(visit, x, y)
            return Coming("pointerup", "replotted", visit.watched("drawn"), act, record)

        return each

    def no_key() -> Coming:
        raise NotThere("the points of a dcc.Graph take no focus")

    return {
        ("click_network",): ways("network"),
        ("click_timeline",): ways("timeline"),
        ("key_network", "key_timeline"): lambda count: iter([no_key]),
    }


def _ordinary_filters(visit: Visit) -> Mapping[str, Callable[[], Iterator[Way]]]:
    visit.ask("countDrawings")

    def lanes() -> Iterator[Way]:
        for name in ("State", "City", "Federal"):
            yield lambda name=name: chosen(name)

    def chosen(name: str) -> Coming:
        visit.page.click("#lane")
        option = visit.page.locator(".dash-dropdown-option", has_text=name).first
        option.wait_for(timeout=5000)
        box = option.bounding_box()
        assert box is not None
        act = _click_at(visit, box["x"] + 20, box["y"] + box["height"] / 2)
        return Coming("pointerup", "replotted", visit.watched("drawn"), act)

    return {"filter": lanes}


def _ordinary_motion(visit: Visit, picture: str, way: str) -> Motion:
    if way == "zoom":
        raise NotThere("the wheel does not zoom a dcc.Graph unless told to")
    x, y = visit.ask("middle", picture)
    return lambda: _drag(visit, x, y), lambda: visit.ask("ranges", picture)


ORDINARY = Kind(
    picture=".js-plotly-plot .main-svg",
    ready="plots",
    pictures={"timeline": ("timeline",), "network": ("network",)},
    clicks=_ordinary_clicks,
    filters=_ordinary_filters,
    motion=_ordinary_motion,
)

KINDS = {"explorer": EXPLORER, "bare": BARE, "empty": EMPTY, "ordinary": ORDINARY}
