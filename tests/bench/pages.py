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
    clicks: Callable[[Visit], Mapping[str, Callable[[int], Iterator[Way]]]]
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

_CHOICES = """([own, other]) => {
  const shown = [...document.querySelectorAll(own)].filter((mark) => mark.getClientRects().length);
  const there = new Set([...document.querySelectorAll(other)].map((mark) => mark.dataset.id));
  const ids = [...new Set(shown.map((mark) => mark.dataset.id))];
  return [...ids.filter((id) => there.has(id)), ...ids.filter((id) => !there.has(id))].map((id) => [id, there.has(id)]);
}"""

_PLACE = """([own, id]) => {
  const mark = [...document.querySelectorAll(own)].find((one) => one.dataset.id === id && one.getClientRects().length);
  if (!mark) return null;
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  const box = mark.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  return hit && hit.closest("[data-id]") && hit.closest("[data-id]").dataset.id === id ? [x, y] : null;
}"""

_FOCUS = """([own, id]) => {
  const mark = [...document.querySelectorAll(own)].find((one) => one.dataset.id === id && one.getClientRects().length);
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  mark.focus();
  return document.activeElement === mark;
}"""

_EMPTY_SPOT = """(root) => {
  const svg = [...document.querySelectorAll(root)].find((one) => one.getClientRects().length);
  if (!svg) return null;
  svg.scrollIntoView({ block: "center", behavior: "instant" });
  const box = svg.getBoundingClientRect();
  for (const [dx, dy] of [[.5, .5], [.45, .4], [.55, .6], [.4, .55], [.6, .45], [.35, .3], [.65, .7], [.3, .65], [.7, .35], [.5, .3], [.5, .75]]) {
    const x = box.left + box.width * dx, y = box.top + box.height * dy, hit = document.elementFromPoint(x, y);
    if (hit && (svg.contains(hit) || svg.parentNode.contains(hit)) && !hit.closest("[data-id]")) return [x, y];
  }
  return null;
}"""

_BOX = """(own) => {
  const mark = [...document.querySelectorAll(own)].find((one) => one.getClientRects().length);
  const box = mark && mark.getBoundingClientRect();
  return box ? [box.left, box.top, box.width].map((n) => Math.round(n * 10)).join() : "";
}"""

_SHOW = """(selector) => {
  const field = document.querySelector(selector);
  if (!field) return false;
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  field.scrollIntoView({ block: "center", behavior: "instant" });
  field.focus();
  return document.activeElement === field;
}"""


def _explorer_clicks(visit: Visit) -> Mapping[str, Callable[[int], Iterator[Way]]]:
    def lit(picture: str, id: str, in_other: bool) -> list[str]:
        other = "network" if picture == "timeline" else "timeline"
        seen = [picture, other] if in_other else [picture]
        chosen = f'[data-id="{id}"]'
        marks = [_MARKS[one].replace("[data-id]", chosen) for one in seen]
        return [f"{mark}.sel, {mark}.lit" for mark in marks]

    def ways(picture: str, by_key: bool) -> Callable[[int], Iterator[Way]]:
        own, other = _MARKS[picture], _MARKS["network" if picture == "timeline" else "timeline"]

        def each(count: int) -> Iterator[Way]:
            for number in range(count):
                yield lambda number=number: chosen(number)

        def chosen(number: int) -> Coming:
            visit.page.keyboard.press("Escape")
            visit.settle()
            choices = visit.page.evaluate(_CHOICES, [own, other])
            if not choices:
                raise NotThere(f"no {own}")
            for id, in_other in (choices * 2)[number * 7 % len(choices) :][:30]:
                place = visit.page.evaluate(_FOCUS if by_key else _PLACE, [own, id])
                if not place:
                    continue
                what = lit(picture, id, in_other)
                if by_key:
                    visit.settle()
                    return Coming("keydown", "there", what, lambda: visit.page.keyboard.press("Enter"), id)
                return Coming("pointerup", "there", what, _click_at(visit, *place), id)
            raise NotThere(f"no {own} takes the focus" if by_key else f"no {own} is where a pointer hits it")

        return each

    return {
        "click_network": ways("network", by_key=False),
        "click_timeline": ways("timeline", by_key=False),
        "key_network": ways("network", by_key=True),
        "key_timeline": ways("timeline", by_key=True),
    }


def _explorer_filters(visit: Visit) -> Mapping[str, Callable[[], Iterator[Way]]]:
    def press(field: str, key: str) -> Way:
        def way() -> Coming:
            if not visit.page.query_selector(field):
                raise NotThere(f"no {field}")
            if not visit.page.evaluate(_SHOW, field):
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
    spot = visit.page.evaluate(_EMPTY_SPOT, _ROOTS[picture])
    if spot is None:
        raise NotThere(f"no empty spot in {_ROOTS[picture]}")
    x, y = spot

    def where() -> object:
        return visit.page.evaluate(_BOX, _MARKS[picture])

    if way == "pan":
        return lambda: _drag(visit, x, y), where
    return lambda: _wheel(visit, x, y, with_control=True), where


EXPLORER = Kind(
    picture="#timeline .tl-mark, svg.network .node",
    ready="marked",
    pictures={"timeline": ("timeline",), "network": ("network",)},
    clicks=_explorer_clicks,
    filters=_explorer_filters,
    motion=_explorer_motion,
)


# --- a bare canvas -------------------------------------------------------------------------------------------------


def _bare_clicks(visit: Visit) -> Mapping[str, Callable[[int], Iterator[Way]]]:
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

    return {"click_network": click, "click_timeline": click, "key_network": key, "key_timeline": key}


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

_POINTS = """([id, count]) => {
  const plot = document.querySelector("#" + id + " .js-plotly-plot");
  plot.scrollIntoView({ block: "center", behavior: "instant" });
  const { xaxis, yaxis } = plot._fullLayout, box = plot.getBoundingClientRect(), found = [];
  plot._fullData.filter((trace) => trace.mode === "markers").forEach((trace) => {
    for (let n = 0; n < trace.x.length; n += Math.max(1, Math.floor(trace.x.length / 40))) {
      const x = box.left + xaxis._offset + xaxis.d2p(trace.x[n]), y = box.top + yaxis._offset + yaxis.d2p(trace.y[n]);
      if (y > 5 && y < innerHeight - 5) found.push([x, y, trace.customdata[n][0]]);
    }
  });
  return found.slice(0, count * 3).filter((_, n) => n % 3 === 0);
}"""

_RANGES = """(id) => {
  const { xaxis, yaxis } = document.querySelector("#" + id + " .js-plotly-plot")._fullLayout;
  return [xaxis.range, yaxis.range].join();
}"""

_MIDDLE = """(id) => {
  const plot = document.querySelector("#" + id + " .js-plotly-plot .nsewdrag");
  plot.scrollIntoView({ block: "center", behavior: "instant" });
  const box = plot.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2 + 7];
}"""


def _ordinary_clicks(visit: Visit) -> Mapping[str, Callable[[int], Iterator[Way]]]:
    visit.page.evaluate("() => { if (!benchWatch.drawn) benchWatch.countDrawings(); }")

    def ways(id: str) -> Callable[[int], Iterator[Way]]:
        def each(count: int) -> Iterator[Way]:
            for number in range(count):
                yield lambda number=number: chosen(number, count)

        def chosen(number: int, count: int) -> Coming:
            places = visit.page.evaluate(_POINTS, [id, count])
            x, y, record = places[number % len(places)]
            visit.page.mouse.move(x - 30, y)
            act = _click_at(visit, x, y)
            return Coming("pointerup", "replotted", visit.watched("drawn"), act, record)

        return each

    return {"click_network": ways("network"), "click_timeline": ways("timeline")}


def _ordinary_filters(visit: Visit) -> Mapping[str, Callable[[], Iterator[Way]]]:
    visit.page.evaluate("() => { if (!benchWatch.drawn) benchWatch.countDrawings(); }")

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
    x, y = visit.page.evaluate(_MIDDLE, picture)
    return lambda: _drag(visit, x, y), lambda: visit.page.evaluate(_RANGES, picture)


ORDINARY = Kind(
    picture=".js-plotly-plot .main-svg",
    ready="plots",
    pictures={"timeline": ("timeline",), "network": ("network",)},
    clicks=_ordinary_clicks,
    filters=_ordinary_filters,
    motion=_ordinary_motion,
)

KINDS = {"explorer": EXPLORER, "bare": BARE, "empty": EMPTY, "ordinary": ORDINARY}
