"""What is worked out once stays so, however many ask at a time, and whatever strangers ask for has its bounds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Event

import pytest

from explorer.cache import SHORT, remembered
from explorer.errors import Unreadable
from explorer.importing.formats.bounded import json_of
from explorer.importing.reading import loose_of
from explorer.landscape import Landscape, once
from explorer.timeline import axis

EXPLORER = Path(__file__).parent.parent / "explorer"

A_MOMENT = 0.2
"""Seconds in which whoever is not held back has long come by."""


def test_of_many_who_ask_at_once_for_what_is_worked_out_once_one_works(small_world: Landscape) -> None:
    world, together, second, worked = replace(small_world), Barrier(8), Event(), list[int]()

    @once
    def dear(landscape: Landscape) -> object:
        worked.append(1)
        if len(worked) > 1:
            second.set()
        second.wait(A_MOMENT)
        return object()

    def ask(_: int) -> object:
        together.wait()
        return dear(world)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert len(worked) == 1


def test_nobody_waits_for_the_work_on_another_landscape(small_world: Landscape) -> None:
    one, other, done = replace(small_world), replace(small_world), Event()

    @once
    def name(landscape: Landscape) -> str:
        if landscape is other:
            done.set()
            return "other"
        return "one, after the other" if done.wait(10) else "one, alone"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(name, one)
        assert pool.submit(name, other).result(10) == "other"
        assert first.result(10) == "one, after the other"


def test_what_is_worked_out_once_may_need_what_else_is(small_world: Landscape) -> None:
    world, turns = replace(small_world), 8

    @once
    def low(landscape: Landscape) -> int:
        return len(landscape.events)

    @once
    def high(landscape: Landscape) -> int:
        return low(landscape) + low(landscape)

    with ThreadPoolExecutor(turns) as pool:
        asked = [pool.submit(high if turn % 2 else low, world) for turn in range(turns)]
        assert {one.result(10) for one in asked} == {len(world.events), 2 * len(world.events)}


def test_where_the_work_fails_the_next_who_asks_does_it(small_world: Landscape) -> None:
    world, worked = replace(small_world), list[int]()

    @once
    def frail(landscape: Landscape) -> str:
        worked.append(1)
        if len(worked) == 1:
            raise ValueError("not yet")
        return "done"

    with pytest.raises(ValueError, match="not yet"):
        frail(world)
    assert [frail(world), frail(world), len(worked)] == ["done", "done", 2]


# --- what is remembered of short things ----------------------------------------------------------------------------


def test_of_a_long_text_nothing_is_remembered() -> None:
    worked = list[str]()

    @remembered(4)
    def width(text: str, size: float) -> float:
        worked.append(text)
        return len(text) * size

    for text in ("short", "x" * (SHORT + 1)):
        assert [width(text, 2.0), width(text, 2.0)] == 2 * [len(text) * 2.0]
    assert [len(text) for text in worked] == [5, SHORT + 1, SHORT + 1]


def test_axes_that_strangers_ask_for_are_kept_in_so_many_bytes() -> None:
    for year in range(1900, 2000):
        for years in range(1, 50, 7):
            axis.axis_of([axis.Span(date(year, 1, 1), date(year + years, 3, 1), 1.0)], "true")
            assert axis._axes.bytes <= axis.AXIS_MEMORY
    assert len(axis._axes) > 20


def test_a_file_that_was_read_is_let_go() -> None:
    with pytest.raises(Unreadable, match="in no format"):
        loose_of(b'{"unheard": [{"of": "2024-05-02"}]}', "bills.json")
    assert json_of.cache_info().currsize == 0


CLOSED = {  # what @cache keeps all answers of, and why they are few
    "data/load.py: reader": "of one table, while it is read",
    "draw/text_metrics.py: _advance": "letters",
    "export/data/datapackage.py: _meanings": "tables of the vocabulary",
    "export/renderers/fonts.py: _characters": "files of fonts",
    "export/saved_page/days.py: leaf": "of one file that is being made, and goes with what makes it",
    "export/saved_page/days.py: word": "the same",
    "export/saved_page/days.py: _left_out": "the same",
    "export/saved_page/days.py: _cut_up": "the same",
    "export/saved_page/sentences.py: group": "the same",
    "export/saved_page/sentences.py: sentence": "the same",
    "export/saved_page/sentences.py: cites": "the same",
    "export/saved_page/sentences.py: disagreement": "the same",
    "network/geometry/bezier.py: _shares": "numbers of steps",
    "network/geometry/tracing.py: _shares": "numbers of steps",
    "network/pane/sizes.py: ids": "three levels and two modes, of one landscape, with which they go",
    "page/assets.py: script": "scripts of the page",
    "page/assets.py: sent_script": "scripts of the page",
    "page/assets.py: sent_style": "styles of the page",
    "records.py: _types": "records of the vocabulary",
    "server/doors/cached_response.py: _bundled": "scripts of the page",
    "timeline/axis.py: month_start": "months up to the year 9999",
}
PLAIN = {"int", "float", "bool", "date", "When", "Status", "Sizes", "Frame", "Path", "Database"}
"""Kinds of what lru_cache may be asked by: none holds a text that somebody wrote, but for a date of at most 40 letters
and an address of a database or file that whoever serves it gave."""

SHORT_TEXTS = {  # texts that lru_cache may be asked by, and why they are short, or gone soon
    "draw/text_metrics.py: _advances": "a number for each text of at most a cell's letters",
    "edtf.py: _say": "dates, of at most MAX_DATE_LENGTH",
    "edtf.py: _strict_bounds": "dates, of at most MAX_DATE_LENGTH",
    "importing/formats/references/bibtex.py: _shown": "a command, of at most 20 letters and its space",
    "importing/formats/bounded.py: json_of": "the file that is being read; see let_go",
    "importing/formats/bounded.py: yaml_of": "the same",
}


def _kept_by(name: str) -> Iterator[tuple[str, ast.Call | None, ast.FunctionDef | None]]:
    """What of the code keeps its answers by a word of functools or of ours: its place, how it is said, the function."""
    for path in sorted(EXPLORER.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if name not in text:
            continue
        where = path.relative_to(EXPLORER).as_posix()
        tree = ast.parse(text)
        assert f"functools.{name}" not in text, f"{where}: import it by its name, so that it is seen here"
        if not any(isinstance(one, ast.ImportFrom) and name in [a.name for a in one.names] for one in ast.walk(tree)):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                for by in node.decorator_list:
                    call = by if isinstance(by, ast.Call) else None
                    if ast.unparse(call.func if call else by) == name:
                        yield f"{where}: {node.name}", call, node
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == name and name == "cache":
                (what,) = node.args
                called = what.body.func if isinstance(what, ast.Lambda) and isinstance(what.body, ast.Call) else what
                assert isinstance(called, ast.Attribute)
                yield f"{where}: {called.attr}", node, None


def test_all_answers_are_kept_only_where_there_are_few_questions() -> None:
    found = {place for place, _, work in _kept_by("cache") if work is None or work.args.args or work.args.vararg}
    assert found <= CLOSED.keys()
    assert CLOSED.keys() - found <= {"data/load.py: reader"}, "the list grows shorter with them"


def test_so_many_answers_are_kept_only_to_what_is_short() -> None:
    texts = set()
    for place, said, work in _kept_by("lru_cache"):
        if place == "cache.py: made":
            continue
        assert said is not None and work is not None, place
        (places,) = [*said.args, *(one.value for one in said.keywords)]
        assert isinstance(places, ast.Constant | ast.Name), f"{place}: so many places"
        every = [*work.args.args, *work.args.kwonlyargs]
        if not {ast.unparse(one.annotation) for one in every if one.annotation} <= PLAIN:
            texts.add(place)
    assert texts == SHORT_TEXTS.keys()


NO_CACHES = {  # which hold in order what is not to be made anew
    "cache.py": "the cache",
    "editing/desk.py": "drafts of people, so many and so large",
    "network/stored/laying.py": "what waits to be laid out",
}


def test_nobody_else_keeps_what_was_asked_for_lately() -> None:
    words = ("OrderedDict", "popitem", "move_to_end", "object.__setattr__(")
    found = {
        path.relative_to(EXPLORER).as_posix()
        for path in EXPLORER.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in words)
    }
    assert found == NO_CACHES.keys()
