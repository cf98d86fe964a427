"""A store's file in; what stands in it out: settings, rows, records, and whether the folder has changed since."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from explorer.cache import Abandoned, Cache
from explorer.data.load import MAX_EVENT_ROWS, TABLES
from explorer.errors import BrokenLandscape, Problem
from explorer.landscape import Landscape
from explorer.model import EventKind, Lane, Layer, LeadSentence, Relation
from explorer.query.columns import BASES, Ints, Truths
from explorer.query.ranking import Ranked
from explorer.records import fields_of
from explorer.store.build import fingerprints
from explorer.store.cells import citations_in, records_read
from explorer.store.reader import broken_off
from explorer.store.schema import FORMAT

MEMORY = "208MB"
"""That answers work in at most, in each process; what is read stands there, too, as long as there is room."""

KEPT = 24_000_000
"""Bytes of answers that are kept for the next who asks: which relations are shown is a byte for each."""

NEAR_ROWS, MANY_PIECES = 4_000, 60
"""Rows that lie so near are read in one; more pieces than these are."""

T = TypeVar("T")


def weight_of(columns: Iterable[NDArray[Any]]) -> int:
    """Bytes of some columns."""
    return sum(column.nbytes for column in columns)


SUFFIX = ".duckdb"
"""How the file of a store is called."""


_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "temp_directory": str(Path(tempfile.gettempdir()) / "policy-landscape-store"),  # beside the file nobody may write
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


_NAME = "store"
"""What the file is called in a statement."""


def is_store(path: Path) -> bool:
    """Whether a path names a store, as against a folder or another file."""
    return path.suffix.lower() == SUFFIX and not path.is_dir()


@dataclass(frozen=True, eq=False)
class Store:
    """A store that is open, to read; asked from any thread, and by any number of processes at once."""

    path: Path
    connection: duckdb.DuckDBPyConnection = field(repr=False)
    about: Mapping[str, str] = field(repr=False)

    @cached_property
    def settings(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.about["settings"])
        return found

    @property
    def hash(self) -> str:
        """The content's hash."""
        return self.about["hash"]

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.settings["as_of"])

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        return tuple(lane[0] for lane in self.settings["lanes"])

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: self.number(f"SELECT count(*) FROM {name}") for name in TABLES}

    @property
    def actors(self) -> int:
        """How many of the nodes are actors: those before the events."""
        return self.counts["actors"]

    @cached_property
    def ranked(self) -> Ranked:
        """All nodes by rank, and their weights: five bytes a node that are kept."""
        return Ranked(np.argsort(self.rank).astype(np.int32), self.arrays("SELECT weight FROM nodes")[0])

    @cached_property
    def ends(self) -> tuple[Ints, Ints, NDArray[np.uint8]]:
        """Of every relation the nodes at its ends, and its sort: its group's place times the number of bases, and its
        basis's. Nine bytes a relation that are kept from the first filter on."""
        sql = f"SELECT subject, object, CAST(group_place * {len(BASES)} + basis_place AS UTINYINT) FROM relations"
        subject, object, sort = self.arrays(sql)
        return subject, object, sort

    def once(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int] = lambda _: 500) -> T:
        """What was worked out, kept for the next who asks; `size` says how many bytes it takes."""
        return self.kept.get(key, make, size)

    @cached_property
    def kept(self) -> Cache:
        return Cache(KEPT)

    @cached_property
    def rank(self) -> Ints:
        """Of every node its place in the order of all: by weight, ties, id."""
        rank: Ints = self.arrays("SELECT rank FROM nodes")[0]
        return rank

    @cached_property
    def loops(self) -> tuple[Ints, Ints]:
        """The rows of relations of a record with itself, and that record."""
        row, node = self.arrays("SELECT row, subject FROM relations WHERE subject = object")
        return row, node

    @cached_property
    def loose(self) -> Truths:
        """Of every node, whether it has no relation at all."""
        return self.arrays("SELECT loose FROM nodes ORDER BY node")[0]

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a question in SQL finds."""
        return self._asked(sql, given, duckdb.DuckDBPyConnection.fetchall)

    def number(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    def arrays(self, sql: str, given: Sequence[Any] = ()) -> list[NDArray[Any]]:
        """The same, column by column."""
        found = self._asked(sql, given, duckdb.DuckDBPyConnection.fetchnumpy)
        return [np.ma.getdata(column) for column in found.values()]

    def frame(self, sql: str, ring: Ints) -> pd.DataFrame:
        """The same as a table, of a question that names some nodes `ring`."""
        return self._asked(sql, (), duckdb.DuckDBPyConnection.df, ring=pd.DataFrame({"node": ring}))

    def _asked(
        self, sql: str, given: Sequence[Any], read: Callable[[duckdb.DuckDBPyConnection], T], **tables: pd.DataFrame
    ) -> T:
        """The answer to a question in SQL, which is worked out as it is read. Raises BrokenLandscape where the file
        cannot give one, Abandoned where whoever asked has left."""
        cursor = self.connection.cursor()
        cursor.execute(f"USE {_NAME}")
        for name, frame in tables.items():
            cursor.register(name, frame)
        try:
            with broken_off(cursor.interrupt):
                return read(cursor.execute(sql, given))
        except duckdb.InterruptException:
            raise Abandoned from None
        except duckdb.Error as error:
            raise _refusal(self.path, f"is not as it was built: {str(error).partition(chr(10))[0]}") from None

    def texts(self, name: str, where: str = "true", given: Sequence[Any] = ()) -> dict[str, list[Any]]:
        """The cells of a table's rows by column, in the order of the rows; and their rows, as `row`."""
        names = fields_of(TABLES[name])
        told = ", ".join(f't."{column}"' for column in ("row", *names))
        table = "told" if name == "relations" else name
        found = self.arrays(f"SELECT {told} FROM {table} t WHERE {where} ORDER BY t.row", given)
        texts = {column: cells.tolist() for column, cells in zip(("row", *names), found, strict=True)}
        if name == "relations":
            ids = self.ids_of({*texts["subject"], *texts["object"]})
            texts |= {end: [ids[node] for node in texts[end]] for end in ("subject", "object")}
        return texts

    def told(self, rows: Collection[int]) -> list[str]:
        """Where some relations are told, in SQL: in pieces that lie near each other; all in one if those are many."""
        if not rows:
            return []
        wanted = [np.array(sorted(rows), dtype=np.int64).tolist()]
        places = np.sort(self.arrays("SELECT place FROM told_at WHERE rowid IN (SELECT unnest(?))", wanted)[0])
        pieces = np.split(places, np.flatnonzero(np.diff(places) > NEAR_ROWS) + 1)
        return [
            f"place BETWEEN {piece[0]} AND {piece[-1]} AND place IN (SELECT unnest({piece.tolist()}))"
            for piece in (pieces if len(pieces) <= MANY_PIECES else [places])
        ]

    def ids_of(self, nodes: Iterable[int]) -> dict[int, str]:
        """The ids of some nodes."""
        return dict(self.rows("SELECT node, id FROM nodes WHERE node IN (SELECT unnest(?))", [list(nodes)]))

    def nodes_of(self, ids: Iterable[str]) -> dict[str, int]:
        """The nodes of those among some ids that are any."""
        wanted = list(ids)
        listed = ", ".join("?" for _ in wanted)
        return dict(self.rows(f"SELECT id, node FROM nodes WHERE id IN ({listed})", wanted)) if wanted else {}

    def records(self, name: str, where: str = "true", given: Sequence[Any] = ()) -> tuple[Any, ...]:
        """The records of a table, or of some of its rows. Raises BrokenLandscape where somebody changed the file."""
        return self.read(name, self.texts(name, where, given))

    def read(self, name: str, texts: Mapping[str, Sequence[Any]]) -> tuple[Any, ...]:
        """Records of a table, from the texts of their cells. Raises BrokenLandscape."""
        try:
            return records_read(TABLES[name], texts)
        except ValueError as error:
            raise _refusal(self.path, f"is not as it was built, in {name}: {error}") from None

    def relations_at(self, rows: Iterable[int]) -> dict[int, Relation]:
        """Some relations, by their rows; what lies together is read together."""
        found: dict[int, Relation] = {}
        for where in self.told(set(rows)):
            texts = self.texts("relations", where)
            found |= zip(texts["row"], self.read("relations", texts), strict=True)
        return found

    def landscape(self) -> Landscape:
        """All of it, as it was built. Raises BrokenLandscape where it is more than is held in memory."""
        if self.counts["events"] > MAX_EVENT_ROWS:
            what = f"holds {self.counts['events']:,} events, more than the {MAX_EVENT_ROWS:,} that are read into memory"
            mend = "serve it or export a view of it, which need no more than they show, or ask explorer.store.answers"
            raise BrokenLandscape([Problem(str(self.path), None, None, what, mend)])
        tables: dict[str, Any] = {name: self.records(name) for name in TABLES}
        order = dict(self.rows("SELECT id, place FROM events ORDER BY row"))
        return Landscape(**settings_read(self.settings), **tables, order=order)

    def staleness(self) -> str:
        """A sentence where the folder that it was built from has changed since, with the remedy; else empty."""
        folder, known = Path(self.about["folder"]), json.loads(self.about["files"])
        if not self.about["folder"] or not folder.is_dir():
            return ""
        now = fingerprints(folder, known)
        changed = sorted(name for name in now.keys() | known.keys() if _hash(now, name) != _hash(known, name))
        if not changed:
            return ""
        named = changed[0] if len(changed) == 1 else f"{changed[0]} and {len(changed) - 1} more"
        return (
            f"{self.path} was built before {named} of {folder} changed; what it shows is as it was — "
            f"build it anew: python -m explorer build {folder} --out {self.path}"
        )


def _hash(files: Mapping[str, Sequence[Any]], name: str) -> str:
    return str(files[name][2]) if name in files else ""


def open_store(path: Path) -> Store:
    """Opens a store, to read. Raises BrokenLandscape where it is none, or of another format."""
    try:
        # Not by its path: under that DuckDB gives whoever comes later the file that stood there first.
        connection = duckdb.connect(":memory:", config=_CONFIG)
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS {_NAME} (READ_ONLY)")
        connection.execute(f"USE {_NAME}")
        # A file from elsewhere may hold views: they read nothing but the file.
        connection.execute("SET enable_external_access = false")
        about = dict(connection.execute("SELECT key, value FROM about").fetchall())
    except duckdb.Error:
        raise _refusal(
            path, "is not a store that the explorer has built" if path.exists() else "is not there"
        ) from None
    if about.get("format") != FORMAT:
        raise _refusal(path, f"is of the format {str(about.get('format'))[:60]}, not {FORMAT}")
    return Store(path, connection, about)


def _refusal(path: Path, what: str) -> BrokenLandscape:
    return BrokenLandscape(
        [Problem(str(path), None, None, what, f"build it: python -m explorer build DIR --out {path}")]
    )


def settings_read(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a landscape that are not tables, from what `settings_of_landscape` wrote."""
    found: dict[str, Any] = {
        name: said[name] for name in ("id", "title", "summary", "licence", "default_view", "lane_word")
    }
    found |= {name: date.fromisoformat(said[name]) if said[name] else None for name in ("as_of", "checked")}
    found["notes"] = tuple(said["notes"])
    found["lead"] = tuple(LeadSentence(text=text, sources=citations_in(cited)) for text, cited in said["lead"])
    kinds: dict[str, Any] = {"lanes": Lane, "layers": Layer, "kinds": EventKind}
    for name, kind in kinds.items():
        found[name] = tuple(kind(**dict(zip(fields_of(kind), row, strict=True))) for row in said[name])
    return found
