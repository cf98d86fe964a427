"""The tables of a folder as text in a database; all that is wrong in them out, told as `data/load.py` tells it.

Rows are checked some thousand at a time, in a world of their own: they, and of every other table the rows that they
name. What no block can show, ids and names that are given twice or nearly, is looked for in all of them together by
numbers. Only spelling is not guessed at here: a sentence proposes what is near among what the block names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from unicodedata import normalize
from urllib.parse import parse_qsl

import duckdb
import numpy as np
import pandas as pd

from explorer.data.checks.validation import NAMES, TOML, identity_problems
from explorer.data.load import REFERS_TO, TABLES, Written, read_world
from explorer.data.tables.csv_files import Sheet, Table, no_rows, unreadable_table
from explorer.data.tours import NAMED_IN_ADDRESS
from explorer.errors import Problems
from explorer.model import Lane
from explorer.records import fields_of
from explorer.store.building.folder_rows import hashes
from explorer.store.building.folder_stand_for import some_stand_for_all

AT_ONCE = 40_000
"""Rows that are checked together."""

LARGE = ("sources", "actors", "events", "instruments", "provisions", "relations")
"""Tables whose rows are checked in blocks; all others, which are checked as a whole, hold less."""

A_FEW = 13
"""So many ids of a table are known in every block: where there are no more, a sentence lists them all."""

_COMPARED = {"actors": ("kind",), "events": ("kind", "status")}
"""What is asked of a row that is named, besides its id."""

Progress = Callable[[str, float], None]


@dataclass
class Folder:
    """The tables of a folder, in a database: `text_…`, with `file_row` for the row of the file."""

    connection: duckdb.DuckDBPyConnection
    id: str
    written: Written | None
    lost: dict[str, frozenset[str]] = field(default_factory=dict)  # ids of rows too broken to read, by table
    unreadable: set[str] = field(default_factory=set)
    firsts: dict[str, dict[str, str]] = field(default_factory=dict)

    def rows(self, sql: str, given: Any = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, given).fetchall()

    def table(self, name: str, where: str = "true", kept: str = "text", columns: Iterable[str] = ()) -> Table:
        """Those rows of a table of which an expression of SQL is true, in order, and of them all columns or some;
        `kept`: of those under `kept_…`."""
        columns = tuple(columns) or tuple(fields_of(TABLES[name]))
        listed = ", ".join(f'"{column}"' for column in ("file_row", *columns))
        sql = f"SELECT {listed} FROM {kept}_{name} WHERE {where} ORDER BY row"
        found = _plain(self.connection.execute(sql).fetchnumpy())
        return Table(found, found.pop("file_row"), self.lost.get(name, frozenset()))

    def first(self, name: str) -> dict[str, str]:
        """The first row of a table once it was read, empty cells where there is none."""
        if name not in self.firsts:
            row = self.table(name, "row = 0").cells
            self.firsts[name] = {column: texts[0] if texts else "" for column, texts in row.items()}
        return self.firsts[name]

    def count(self, name: str, kept: str = "text") -> int:
        return int(self.rows(f"SELECT count(*) FROM {kept}_{name}")[0][0])

    def ids(self, name: str, asked: Collection[str], columns: Collection[str]) -> dict[str, list[str]]:
        """Some columns of the first few rows of a table, and of those that have some ids."""
        listed = ", ".join(columns)
        self.connection.register("asked", pd.DataFrame({"id": pd.Series([*asked], dtype=str)}))
        sql = f"""SELECT {listed} FROM (SELECT * FROM text_{name} WHERE row < {A_FEW} UNION ALL
            SELECT * FROM text_{name} WHERE row >= {A_FEW} AND id IN (SELECT id FROM asked))
            GROUP BY {listed} ORDER BY min(row)"""
        found = _plain(self.connection.execute(sql).fetchnumpy())
        self.connection.unregister("asked")
        return found


def _plain(found: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What a database found, column by column."""
    return {column: np.ma.getdata(values).tolist() for column, values in found.items()}


def check(folder: Folder, take: Callable[[Sheet], None], progress: Progress) -> tuple[dict[str, Any], Problems]:
    """The settings, and all that is wrong with the cells. `take` is given every block as it was read."""
    settings, problems = _check_small(folder, take)
    for name in LARGE:
        work = partial(_check_large, folder, name, settings, take, progress)
        if name != "relations" or not some_stand_for_all(folder.connection) or work("some"):
            problems += work("text")
    problems += _told_twice(folder, settings["lanes"], progress)
    return settings, problems


def _check_large(
    folder: Folder, name: str, settings: Mapping[str, Any], take: Callable[[Sheet], None], progress: Progress, kept: str
) -> Problems:
    problems, many = Problems(), folder.count(name, kept)
    for first in range(0, many, AT_ONCE):
        progress(name, first / many)
        block = folder.table(name, f"row BETWEEN {first} AND {first + AT_ONCE - 1}", kept)
        sheets, wrong = _read(folder, _world(folder, {name: block}), settings)
        problems += _of_file(wrong, {f"{name}.csv"})
        take(sheets[name])
    return problems


def _check_small(folder: Folder, take: Callable[[Sheet], None]) -> tuple[dict[str, Any], Problems]:
    """Settings, and the tables that are checked as a whole, with the rows that they name."""
    small = [name for name in TABLES if name not in LARGE]
    own = {name: folder.table(name) for name in small}
    tables = _world(folder, own, by_address=True)
    groups = _first_of_each(folder, "sources", "group", 100)
    tables["sources"] = _standing_in(groups, tables["sources"])
    settings, sheets, wrong = read_world(folder.id, folder.written, _with_all_verbs(folder, tables))
    for name in small:
        take(sheets[name])
    return settings, _of_file(wrong, {TOML, *(f"{name}.csv" for name in small)})


def _with_all_verbs(folder: Folder, tables: dict[str, Table]) -> dict[str, Table]:
    """The tables, with a relation of every verb and an event of every kind that there are."""
    found = dict(tables)
    for name, column in (("relations", "verb"), ("events", "kind")):
        extra = _first_of_each(folder, name, column, 2_000)
        unnamed = dict.fromkeys(_naming(name) - {column}, [""] * len(extra.numbers))
        found[name] = _standing_in(replace(extra, cells={**extra.cells, **unnamed}), tables[name])
    return found


def _first_of_each(folder: Folder, name: str, column: str, most: int) -> Table:
    """The first row with each text of a column: of so many texts at most."""
    firsts = f'SELECT min(row) FROM text_{name} GROUP BY "{column}" ORDER BY 1 LIMIT {most}'
    return folder.table(name, f"row IN ({firsts})")


def _standing_in(some: Table, others: Table) -> Table:
    """Rows that only stand for others, numbered below 0: of each id the first."""
    both = others.only(()).followed_by(some.cells, some.numbers).followed_by(others.cells, others.numbers)
    first = {id: place for place, id in reversed([*enumerate(both.cells["id"])])}
    kept = both.only(first[id] == place for place, id in enumerate(both.cells["id"]))
    return replace(kept, numbers=list(range(-len(kept.numbers), 0)))


def _read(
    folder: Folder, tables: Mapping[str, Table], settings: Mapping[str, Any]
) -> tuple[dict[str, Sheet], Problems]:
    written = dict(folder.written or {})
    written.pop("lead", None)
    if settings["layers"]:
        written["layers"] = [{"id": layer.id, "label": layer.label} for layer in settings["layers"]]
    _, sheets, wrong = read_world(folder.id, written, tables)
    return sheets, wrong


def _of_file(problems: Problems, files: Collection[str]) -> Problems:
    """Those of these files, but not of the rows that only stand for others."""
    found = Problems(one for one in problems.kept if one.file in files and (one.row is None or one.row > 0))
    found.more.update({file: many for file, many in problems.more.items() if file in files})
    return found


# --- the world of a block ------------------------------------------------------------------------------------------


def _world(folder: Folder, own: Mapping[str, Table], *, by_address: bool = False) -> dict[str, Table]:
    """Some rows, and of every table the rows that they name; `by_address`: tours by theirs, and the lead, too."""
    named: dict[str, set[str]] = {}
    for name, table in own.items():
        for target, ids in _named(name, table):
            named.setdefault(target, set()).update(ids)
        if by_address and name == "tours":
            for address in table.cells["address"]:
                for part, value in parse_qsl(address.removeprefix("?")):
                    for target in NAMED_IN_ADDRESS.get(part, ()):
                        named.setdefault(target, set()).update(value.split(","))
    if by_address:
        named.setdefault("sources", set()).update(_cited_by_lead(folder.written))
    tables = {}
    for name, record in TABLES.items():
        if name in folder.unreadable:
            tables[name] = unreadable_table(tuple(fields_of(record)))
        elif name == "verbs" and name not in own:
            tables[name] = folder.table(name)
        else:
            stand_ins = _stand_ins(folder, name, named[name]) if name in named else no_rows(tuple(fields_of(record)))
            tables[name] = _joined(own.get(name), stand_ins)
    return tables


def _named(name: str, table: Table) -> Iterator[tuple[str, set[str]]]:
    """The ids that rows name, by the tables that may have them."""
    for column in fields_of(TABLES[name]):
        targets = ("sources",) if column == "sources" else REFERS_TO.get((name, column), ())
        if not set(targets) - {"lanes", "verbs"}:
            continue
        texts = [text for text in set(table.cells[column]) if text]
        parts = _cited(texts) if column == "sources" else {part.strip() for text in texts for part in text.split(";")}
        for target in targets:
            if target not in ("lanes", "verbs"):
                yield target, parts


def _cited(texts: Iterable[str]) -> set[str]:
    """The ids of the sources that some lists cite."""
    return {part.partition("@")[0].strip() for text in texts for part in text.split(";")}


def _cited_by_lead(written: Written | None) -> set[str]:
    """The same of the sentences of the settings, as `lead.py` reads them."""
    lead = (written or {}).get("lead")
    sentences = [one for one in lead if isinstance(one, dict)] if isinstance(lead, list) else []
    lists = [one.get("sources") for one in sentences]
    return _cited(normalize("NFC", ";".join(map(str, one)) if isinstance(one, list) else str(one)) for one in lists)


def _naming(name: str) -> set[str]:
    """The columns of a table whose cells name other rows: in a row that only stands for others they are empty, so that
    nobody looks for what they may mean."""
    return {column for of, column in REFERS_TO if of == name} | ({"sources"} & {*fields_of(TABLES[name])})


def _stand_ins(folder: Folder, name: str, ids: Collection[str]) -> Table:
    """The rows of a table that have some ids, as far as others ask for them, numbered below 0; and a few besides."""
    columns = tuple(fields_of(TABLES[name]))
    compared = ("id", *_COMPARED.get(name, ()))
    known = folder.ids(name, ids, compared)
    many = len(known["id"])
    usual = dict(folder.first(name))
    usual |= dict.fromkeys(_naming(name), "") | ({"step": ""} if name == "events" else {})
    cells = {column: known[column] if column in known else [usual[column]] * many for column in columns}
    return Table(cells, list(range(-many, 0)), folder.lost.get(name, frozenset()))


def _joined(own: Table | None, others: Table) -> Table:
    """A table's own rows, and stand-ins for those of others that are not among them."""
    if own is None:
        return others
    if not others.numbers:
        return own
    ids = set(own.cells["id"])
    further = others.only(id not in ids for id in others.cells["id"])
    return own.followed_by(further.cells, further.numbers)


# --- told twice ----------------------------------------------------------------------------------------------------


def _told_twice(folder: Folder, lanes: tuple[Lane, ...], progress: Progress) -> Problems:
    """Ids and names that are given twice, or nearly: of those rows alone that may be."""
    named = [name for name in TABLES if name != "passages"]
    ids = {name: _hashed(folder, name, "id", progress) for name in named}
    own = hashes([lane.id for lane in lanes])
    again = _again(np.concatenate([own, *ids.values()]))
    sheets = {}
    for name in named:
        alike = np.isin(ids[name], again)
        if name == "actors":  # two bills may share a title, two people on one page may not share a name
            called = _hashed(folder, name, NAMES[name], progress)
            alike |= np.isin(called, _again(called))
        elif column := NAMES.get(name):
            alike[_rows_of_alike(folder, name, column)] = True
        rows = np.flatnonzero(alike)[:AT_ONCE].tolist()
        columns = ["id", *([NAMES[name]] if name in NAMES else [])]
        sheets[name] = Sheet(name, folder.table(name, f"row IN (SELECT unnest({rows}))", columns=columns), {})
    return Problems(identity_problems(sheets, lanes))


def _hashed(folder: Folder, name: str, column: str, progress: Progress) -> Any:
    many, found = folder.count(name), []
    for first in range(0, many, AT_ONCE):
        progress(f"{name}: what is told twice", first / many)
        where = f"row BETWEEN {first} AND {first + AT_ONCE - 1}"
        texts = [text for (text,) in folder.rows(f'SELECT "{column}" FROM text_{name} WHERE {where} ORDER BY row')]
        found.append(hashes(texts))
    return np.concatenate([np.empty(0, np.int64), *found])


def _rows_of_alike(folder: Folder, name: str, column: str) -> list[int]:
    """The rows with a text of which there is another that looks like it."""
    looks: list[Any] = []
    cursor = folder.connection.execute(f'SELECT DISTINCT "{column}" FROM text_{name} ORDER BY 1')
    while some := cursor.fetchmany(AT_ONCE):
        looks.append(hashes([text for (text,) in some]))
    again = np.concatenate([np.empty(0, np.int64), *looks])
    places = np.flatnonzero(np.isin(again, _again(again)))
    if not len(places):
        return []
    texts = f'SELECT "{column}" AS text, row_number() OVER (ORDER BY "{column}") - 1 AS place FROM '
    texts += f'(SELECT DISTINCT "{column}" FROM text_{name})'
    sql = f"""SELECT row FROM text_{name} WHERE "{column}" IN
        (SELECT text FROM ({texts}) WHERE place IN (SELECT unnest(?))) ORDER BY row"""
    return [row for (row,) in folder.rows(sql, [places[:AT_ONCE].tolist()])]


def _again(looks: Any) -> Any:
    """The numbers that stand twice."""
    in_order = np.sort(looks)
    return np.unique(in_order[1:][in_order[1:] == in_order[:-1]])
