"""Files that strangers send, to be opened as a landscape: twice as much of anything takes at most two and a half times
as long, and every one of them ends in a landscape or in sentences, never many and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer import errors
from explorer.data import saved
from explorer.data.load import load_landscape
from explorer.data.saved import ELEMENT, FORMAT, landscape_from_html, landscape_from_json, open_landscape
from explorer.data.tables import csv_files
from explorer.errors import BrokenLandscape, Problem
from explorer.export.data.json_file import records_text
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.growth import MAX_GROWTH, OffTheClock, growth
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

OPENING = f'<script type="application/json" id="{ELEMENT}">'

HOSTILE_PAGES: dict[str, Callable[[int], str]] = {
    "comments that are not closed": lambda n: "<!--" * n,
    "comments that nearly close": lambda n: "<!-- --" * n,
    "angle brackets": lambda n: "<" * n,
    "scripts that are not closed": lambda n: "<script" * n,
    "scripts in scripts": lambda n: "<script>" * n,
    "landscapes that are not closed": lambda n: OPENING * (n // 8),
    "attributes": lambda n: "<a " + "b=c " * n,
    "attributes of a script": lambda n: "<script " + "id=c " * n + ">",
    "attributes without end": lambda n: '<a b="' * n,
    "quotes in tags": lambda n: "<a " + "\"'" * n,
    "spaces in tags": lambda n: "<script id" + " " * n + "=",
    "equals signs": lambda n: "<a " + "=" * n,
    "long names": lambda n: "<" + "a" * n,
    "ends of nothing": lambda n: "</" * n,
    "ends of scripts": lambda n: "</script" * n,
    "titles": lambda n: "<title>" * n,
    "entities": lambda n: "&" * n + "&amp" * n,
    "ends of sections": lambda n: "]]>" * n,
    "sections": lambda n: "<![CDATA[" * n,
    "instructions": lambda n: "<?" * n,
    "declarations": lambda n: "<!DOCTYPE " * n,
    "nothing at all": lambda n: "\0" * n,
    "marks of byte order": lambda n: "\ufeff" * n,
}

HOSTILE_JSON: dict[str, Callable[[int], str]] = {
    "a text that is not closed": lambda n: '{"a": "' + '\\"' * n,
    "a text that ends in a backslash": lambda n: '{"a": "' + '\\"' * n + "\\",
    "backslashes": lambda n: '{"a": "' + "\\" * (2 * n),
    "quotes": lambda n: '"' * n,
    "objects in objects": lambda n: '{"a":' * n,
    "lists in lists": lambda n: "[" * n,
    "lists beside lists": lambda n: "[" + "[]," * n + "[]]",
    "a long number": lambda n: '{"a": ' + "9" * n + "}",
    "a long fraction": lambda n: '{"a": 0.' + "9" * n + "}",
    "a long exponent": lambda n: '{"a": 1e' + "9" * n + "}",
    "a key many times": lambda n: "{" + '"a": 1, ' * n + '"a": 1}',
    "many keys, the last twice": lambda n: "{" + "".join(f'"{i}": 1, ' for i in range(n)) + f'"{n - 1}": 1}}',
    "many keys": lambda n: f'{{"format": "{FORMAT}"' + "".join(f', "{i}": 1' for i in range(n)) + "}",
    "a huge key": lambda n: '{"' + "k" * n + '": 1, "format": 2}',
    "half letters": lambda n: '{"a": "' + "\\ud800" * n + '"}',
    "spaces": lambda n: " " * n,
    "nothing at all": lambda n: "\0" * n,
    "marks of byte order": lambda n: "\ufeff" * n,
}


def refused(open_it: Callable[[], object]) -> list[str]:
    """The lines that are told; every one is short, and they are few."""
    with pytest.raises(BrokenLandscape) as broken:
        open_it()
    lines = str(broken.value).splitlines()
    assert len(lines) <= errors.MAX_PROBLEMS_TOLD + 12
    assert max(map(len, lines)) < 2_000
    return lines


def takes(open_it: Callable[[str], object], text: Callable[[int], str], size: int) -> float:
    works = []
    for n in (size, 4 * size):
        hostile = text(n)
        works.append(lambda hostile=hostile: lambda: refused(lambda: open_it(hostile)))
    return growth(*works, OffTheClock(), doublings=2)


# --- pages and JSON ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", one_in(30, HOSTILE_PAGES))
def test_twice_a_hostile_page_is_refused_in_twice_the_time(page) -> None:
    assert takes(landscape_from_html, page, 30_000) <= MAX_GROWTH


@pytest.mark.parametrize("text", one_in(30, HOSTILE_JSON))
def test_twice_a_hostile_json_is_refused_in_twice_the_time(text) -> None:
    assert takes(landscape_from_json, text, 6_000) <= MAX_GROWTH


def rows_of(written: dict, table: str, change: Callable[[int], dict]) -> Callable[[int], str]:
    first = written[table][0]
    return lambda n: json.dumps({**written, table: [{**first, "id": f"x-{i}", **change(i)} for i in range(n)]})


@pytest.mark.parametrize(
    ("table", "change"),
    one_in(
        8,
        [
            ("events", lambda i: {"lane": f"moon-{i}"}),
            ("events", lambda i: {"date": f"{i} BC"}),
            ("events", lambda i: {"sources": [f"nobody-{i}"]}),
            ("events", lambda i: {"colour": "red", "title": [[[i]]]}),
            ("actors", lambda i: {"name": f"Ana {i % 7} Reyes"}),
            ("relations", lambda i: {"object": f"night-orders-{i}"}),
            ("claims", lambda i: {"standing": "preferred", "note": ""}),
            ("verbs", lambda i: {"subject_kinds": [f"persona-{i}"]}),
        ],
    ),
)
def test_twice_as_many_faulty_rows_are_refused_in_twice_the_time(small_world: Landscape, table, change) -> None:
    written = json.loads(records_text(visible(small_world, Selection()), Options()))
    assert takes(landscape_from_json, rows_of(written, table, change), 400) <= MAX_GROWTH


def test_more_lists_than_a_landscape_has_are_refused_before_they_are_read(monkeypatch) -> None:
    monkeypatch.setattr(saved, "MAX_PARTS", 1_000)
    assert "holds more than 1,000 lists and objects" in refused(lambda: landscape_from_json("[[]," + "[]," * 999))[1]


@pytest.mark.parametrize("name", ["a.json", "a.html", "a.htm"])
def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.setattr(csv_files, "FILE_BYTES", 2_000_000)
    (tmp_path / name).write_bytes(b" " * 2_100_000)
    assert f"{name}: is 2.1 MB, more than the 2 MB that are read" in refused(lambda: open_landscape(tmp_path / name))[1]


# --- a page that a browser saved again -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opening",
    [
        OPENING,
        f'<script id="{ELEMENT}" type="application/json">',
        f"<script id='{ELEMENT}' type='application/json'>",
        f"<SCRIPT TYPE=application/json ID={ELEMENT}>",
        f'<script\n  data-x="a>b"\n  id = "{ELEMENT}"\n>',
        f'<script async id="{ELEMENT}" hidden>',
    ],
)
def test_a_page_opens_however_its_attributes_are_written(small_world: Landscape, opening: str) -> None:
    text = records_text(visible(small_world, Selection()), Options())
    before = (
        f"<!doctype html><!-- saved --><title>{OPENING}</title><p title='{OPENING}'>a < b</p><style>{OPENING}</style>"
    )
    assert landscape_from_html(f"{before}{opening}{text}</script ><p>More</p>") == small_world


@pytest.mark.parametrize("around", ["<!--{}-->", "<textarea>{}</textarea>", "<script>{}", "<p title='{}'>"])
def test_what_only_looks_like_a_landscape_is_none(small_world: Landscape, around: str) -> None:
    text = records_text(visible(small_world, Selection()), Options()).replace("'", "\\u0027")
    page = around.format(OPENING + text)
    assert "holds no landscape" in refused(lambda: landscape_from_html(page))[1]


# --- folders -------------------------------------------------------------------------------------------------------

HEADER = "id,subject,verb,object,date,basis,attributed_to,note,sources\n"
HOSTILE_TABLES: dict[str, Callable[[int], str]] = {
    "stray quotes": lambda n: HEADER + 'a"b,\n' * n,
    "quotes that are not closed": lambda n: HEADER + '"' + '"",' * (n // 3) + "\n" + '"\n' * n,
    "empty lines": lambda n: HEADER + "\n" * n,
    "columns": lambda n: ",".join(f"column{i}" for i in range(n // 4)) + "\n",
    "accents": lambda n: HEADER + "a" + "\u0315\u0300" * (5 * n),
    "accents on many letters": lambda n: HEADER + ("a" + "\u0315\u0300" * 14) * (n // 10),
    "unseen characters": lambda n: HEADER + "\u200b,\n" * n,
    "rows of the wrong length": lambda n: HEADER + "a,b,c\n" * n,
    "unknown ends": lambda n: (
        HEADER + "".join(f"r-{i},nobody,signed,nothing-{i},,reported,,,herald\n" for i in range(n))
    ),
}


@pytest.mark.parametrize("table", one_in(10, HOSTILE_TABLES))
def test_twice_a_hostile_table_is_refused_in_twice_the_time(write_world, tmp_path: Path, table) -> None:
    works = []
    for n in (3_000, 6_000):
        folder = write_world(relations=table(n)).rename(tmp_path / f"world-{n}")
        works.append(lambda folder=folder: lambda: opened(folder))
    assert growth(*works, OffTheClock()) <= MAX_GROWTH


def opened(folder: Path) -> None:
    """A folder that loads or is refused in few words."""
    try:
        load_landscape(folder)
    except BrokenLandscape as broken:
        assert len(str(broken).splitlines()) <= errors.MAX_PROBLEMS_TOLD + 12


SETTINGS: dict[str, Callable[[int], str]] = {
    "dotted keys": lambda n: "a." * n + "a = 1",
    "dotted tables": lambda n: "[" + "a." * n + "a]",
    "lists in lists": lambda n: "a = " + "[" * n,
    "unknown settings": lambda n: "".join(f"setting{i} = 1\n" for i in range(n // 4)),
    "a long number": lambda n: "a = " + "9" * n,
    "a long text for a list": lambda n: 'lanes = "' + "a" * n + '"',
    "lanes without names": lambda n: "[[lanes]]\n" * (n // 4),
}


@pytest.mark.parametrize("settings", one_in(10, SETTINGS))
def test_twice_the_hostile_settings_are_refused_in_twice_the_time(write_world, tmp_path: Path, settings) -> None:
    works = []
    for n in (4_000, 8_000):
        folder = write_world(landscape=settings(n)).rename(tmp_path / f"world-{n}")
        works.append(lambda folder=folder: lambda: refused(lambda: load_landscape(folder)))
    assert growth(*works, OffTheClock()) <= MAX_GROWTH


# --- many problems -------------------------------------------------------------------------------------------------


def test_of_a_hundred_thousand_problems_a_few_are_told_and_the_rest_are_counted_by_file() -> None:
    many = (Problem("events.csv", row, "lane", '"moon" is not a lane') for row in range(2, 100_005))
    few = [Problem("actors.csv", row, None, "is empty") for row in (2, 3)]
    broken = BrokenLandscape([*few, *many])
    lines = str(broken).splitlines()
    assert lines[0] == "100,005 problems in the landscape:"
    assert [line for line in lines if "actors" in line] == [f"  {problem}" for problem in few]
    assert lines[-1] == "  … and 99,805 more in events.csv"
    assert len(lines) == 1 + errors.MAX_PROBLEMS_TOLD + 1


def test_of_very_many_problems_the_first_of_each_file_are_kept_as_data_and_the_rest_counted(monkeypatch) -> None:
    monkeypatch.setattr(errors, "MAX_KEPT", 50)
    found = [Problem(file, row, None, "is odd") for file in ("a.csv", "b.csv") for row in range(80)]
    broken = BrokenLandscape(found)
    assert [problem.row for problem in broken.problems] == [*range(50), *range(50)]
    assert broken.more == {"a.csv": 30, "b.csv": 30}


def test_a_problem_with_a_long_text_or_unprintable_letters_is_one_short_line() -> None:
    told = str(Problem("a.csv", 2, "id", f'"{"x" * 9_000}\x1b[31m\ud800\n" is not an id', "write another"))
    assert len(told) < 400
    assert told.isprintable()
    assert told.encode()
    assert told.endswith(" is not an id — write another")
