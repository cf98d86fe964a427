"""The words of everything that can be found, as tables of a store; and a `Book` that looks them up there.

`words` holds every word with its place in the order of all, `word_rows` the rows that hold a word, side by side,
`names` every name as its folded words. Rows are counted through the tables, in the order of `FINDABLE`. What begins
alike lies together, so that a search reads little of what there is.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from explorer.data.load import TABLES
from explorer.query.columns import Truths
from explorer.records import fields_of
from explorer.search.find import claim_text, texts_of
from explorer.search.index import LAST, LONG, SHORTEST_INSIDE, SHORTEST_TYPO, begun_alike, within, words_in
from explorer.store.cells import records_read

FINDABLE = ("actors", "events", "instruments", "provisions", "sources")
"""The tables whose rows can be found; of sources those that are cited, by their numbers."""

AT_ONCE = 50_000
"""Rows whose words are worked out at a time."""


# --- writing -------------------------------------------------------------------------------------------------------


def write_words(connection: duckdb.DuckDBPyConnection) -> None:
    """Works the tables out from those that are written."""
    seen: defaultdict[str, int] = defaultdict(itertools.count().__next__)  # words, numbered as they come
    connection.execute("CREATE TEMP TABLE heard (word INTEGER, row INTEGER, named BOOLEAN)")
    connection.execute("CREATE TEMP TABLE spelled (name VARCHAR, row INTEGER)")
    claimed = _claimed(connection)
    begin = 0
    for name in FINDABLE:
        for rows in _batches(connection, name):
            _write_batch(connection, rows, begin, (claimed, _threads(connection, rows)), seen)
            begin += len(rows)
    order = sorted(seen)
    words = pd.DataFrame({"word": pd.Series(order, dtype=str), "place": np.arange(len(order), dtype=np.int32)})
    words["heard"] = np.fromiter((seen[word] for word in order), dtype=np.int32, count=len(order))
    words["digits"] = np.fromiter((sum(map(str.isdigit, word)) for word in order), dtype=np.int16, count=len(order))
    words["letters"] = np.fromiter(map(len, order), dtype=np.int32, count=len(order))
    connection.register("every", words)
    connection.execute("CREATE TABLE words AS SELECT place, word, letters, digits FROM every ORDER BY place")
    connection.execute(
        "CREATE TABLE word_rows AS SELECT e.place AS word, h.row, h.named "
        "FROM heard h JOIN every e ON e.heard = h.word ORDER BY 1, 2"
    )
    connection.execute("CREATE TABLE names AS SELECT DISTINCT name, row FROM spelled WHERE name <> '' ORDER BY 1, 2")
    connection.unregister("every")
    connection.execute("DROP TABLE heard; DROP TABLE spelled")


def _batches(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[Sequence[Any]]:
    """The records of a table that can be found, so many at a time."""
    columns = ", ".join(f't."{column}"' for column in fields_of(TABLES[name]))
    cited = "JOIN numbered n ON n.source = t.row" if name == "sources" else ""
    (most,) = connection.execute(f"SELECT coalesce(max(row), -1) FROM {name}").fetchall()[0]
    for first in range(0, most + 1, AT_ONCE):
        part = f"t.row BETWEEN {first} AND {first + AT_ONCE - 1}"
        found = connection.execute(f"SELECT {columns} FROM {name} t {cited} WHERE {part} ORDER BY t.row").fetchnumpy()
        texts = [np.ma.getdata(column).tolist() for column in found.values()]
        yield records_read(TABLES[name], dict(zip(fields_of(TABLES[name]), texts, strict=True)))


def _write_batch(
    connection: duckdb.DuckDBPyConnection,
    rows: Sequence[Any],
    begin: int,
    told: tuple[dict[str, list[str]], dict[str, Any]],
    seen: defaultdict[str, int],
) -> None:
    claimed, threads = told
    words: list[int] = []
    named: list[bool] = []
    counts: list[int] = []
    names: list[tuple[str, int]] = []
    for row, record in enumerate(rows, begin):
        called, others = texts_of(record, threads)
        own, every, spelled = words_in(called, [*others, *claimed.get(record.id, ())])
        words += map(seen.__getitem__, every)
        named += map(own.__contains__, every)
        counts.append(len(every))
        names += ((name, row) for name in spelled)
    row_of = np.repeat(np.arange(begin, begin + len(rows), dtype=np.int32), counts)
    heard = pd.DataFrame({"word": np.array(words, dtype=np.int32), "row": row_of, "named": np.array(named, dtype=bool)})
    connection.register("batch", heard)
    connection.execute("INSERT INTO heard SELECT word, row, named FROM batch")
    spelled_ = pd.DataFrame(
        {"name": pd.Series([name for name, _ in names], dtype=str), "row": [row for _, row in names]}
    )
    connection.register("batch", spelled_)
    connection.execute("INSERT INTO spelled SELECT name, CAST(row AS INTEGER) FROM batch")
    connection.unregister("batch")


def _claimed(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What is claimed of every record, as `search.find` tells it: of it, of its rules and its ties."""
    homes = """
        SELECT id AS about, instrument AS home FROM provisions
        UNION ALL SELECT r.id, n.id FROM told r JOIN nodes n ON n.node = r.subject
            WHERE r.id IN (SELECT about FROM claims)
        UNION ALL SELECT r.id, n.id FROM told r JOIN nodes n ON n.node = r.object
            WHERE r.id IN (SELECT about FROM claims)"""
    sql = f"""SELECT coalesce(h.home, c.about), c.property, c.value FROM claims c LEFT JOIN ({homes}) h USING (about)
        ORDER BY c.row"""
    found: dict[str, list[str]] = {}
    for home, property, value in connection.execute(sql).fetchall():
        found.setdefault(home, []).append(claim_text(property, value))
    return found


def _threads(connection: duckdb.DuckDBPyConnection, rows: Sequence[Any]) -> dict[str, Any]:
    """The instruments of some events, by id."""
    wanted = sorted({id for row in rows if (id := getattr(row, "instrument", "")) and hasattr(row, "short_title")})
    if not wanted:
        return {}
    columns = list(fields_of(TABLES["instruments"]))
    listed = ", ".join(f'"{column}"' for column in columns)
    sql = f"SELECT {listed} FROM instruments WHERE id IN (SELECT unnest(?))"
    found = connection.execute(sql, [wanted]).fetchnumpy()
    texts = {column: np.ma.getdata(cells).tolist() for column, cells in zip(columns, found.values(), strict=True)}
    threads: tuple[Any, ...] = records_read(TABLES["instruments"], texts)
    return {thread.id: thread for thread in threads}


# --- looking up ----------------------------------------------------------------------------------------------------

Asked = Callable[..., list[NDArray[Any]]]
"""A store's `arrays`."""


@dataclass(frozen=True)
class StoredPostings:
    """The rows that hold some words, in a store."""

    asked: Asked
    where: str  # which of the rows count

    def holding(self, count: int, words: slice | Sequence[int]) -> Truths:
        mask = np.zeros(count, dtype=bool)
        if isinstance(words, slice):
            sql = f"SELECT row FROM word_rows WHERE word >= {words.start} AND word < {words.stop} AND {self.where}"
            mask[self.asked(sql)[0]] = True
        elif len(words):
            sql = f"SELECT row FROM word_rows WHERE word IN (SELECT unnest(?)) AND {self.where}"
            mask[self.asked(sql, [list(words)])[0]] = True
        return mask


@dataclass(frozen=True)
class StoredBook:
    """The book of a store: see `search.index.TextIndex`, which a test holds equal."""

    asked: Asked
    count: int

    @property
    def in_names(self) -> StoredPostings:
        return StoredPostings(self.asked, "named")

    @property
    def anywhere(self) -> StoredPostings:
        return StoredPostings(self.asked, "true")

    def words_at(self, places: Iterable[int]) -> frozenset[str]:
        wanted = list(places)
        return frozenset(self._words("place IN (SELECT unnest(?))", [wanted])[1]) if wanted else frozenset()

    def beginning(self, start: str) -> slice:
        """Of none the lowest is 0 with ClickHouse, and unknown elsewhere: so they are counted, too."""
        lowest, highest = "coalesce(min(place), 0)", "coalesce(max(place), 0)"
        sql = f"SELECT {lowest}, {highest}, count(*) FROM words WHERE word >= ? AND word < ?"
        first, last, many = (int(found[0]) for found in self.asked(sql, [start, start + LAST]))
        return slice(first, last + 1) if many else slice(0, 0)

    def with_inside(self, piece: str) -> list[int]:
        if len(piece) < SHORTEST_INSIDE:
            begun = self.beginning(piece)
            return list(range(begun.start, begun.stop))
        found: list[int] = self.asked("SELECT place FROM words WHERE strpos(word, ?) > 0 ORDER BY place", [piece])[
            0
        ].tolist()
        return found

    def near(self, typed: str) -> list[int]:
        """A digit more or less is a typo: so words with many more or fewer digits are never like it, and not read."""
        begun = self.beginning(typed)
        found = set(range(begun.start, begun.stop))
        if len(typed) >= SHORTEST_TYPO:
            typos, digits = 1 if len(typed) < LONG else 2, sum(map(str.isdigit, typed))
            alike = f"abs(letters - {len(typed)}) <= {typos} AND abs(digits - {digits}) <= {typos}"
            found.update(within(typed, *self._words(alike), typos))
            if not found:
                places, words = self._words("word >= ? AND word < ?", [typed[0], typed[0] + LAST])
                found.update(begun_alike(typed, places, words, typos))
        return sorted(found)

    def named(self, start: str) -> tuple[list[int], list[int]]:
        sql = "SELECT row FROM names WHERE name >= ? AND name < ?"
        same, begin = (self.asked(sql, [start, start + end])[0].tolist() for end in (" ", LAST))
        return same, begin

    def _words(self, where: str, given: Sequence[Any] = ()) -> tuple[list[int], list[str]]:
        places, words = self.asked(f"SELECT place, word FROM words WHERE {where} ORDER BY place", given)
        return places.tolist(), words.tolist()
