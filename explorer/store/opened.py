"""A store's file in; what stands in it out: settings, rows, records, and whether the folder has changed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.cache import Cache
from explorer.data.load import MAX_EVENT_ROWS, TABLES
from explorer.errors import BrokenLandscape, Problem
from explorer.landscape import Landscape
from explorer.model import EventKind, Lane, Layer, LeadSentence, Relation
from explorer.query.columns import BASES, Ints, Truths
from explorer.query.ranking import Ranked
from explorer.records import fields_of
from explorer.store.building.build import fingerprints
from explorer.store.cells import citations_in, records_read
from explorer.store.engines.address import Database, Place
from explorer.store.engines.databases import NotInstalled, connected
from explorer.store.engines.engine import Engine, FileEngine, NotAnswered, NotReached
from explorer.store.schema import FORMAT, missing

KEPT, KEPT_MASKS = 12_000_000, 24_000_000
"""Bytes of answers that are kept for the next who asks; and of what is shown, a byte for each relation."""

NEAR_ROWS, MANY_PIECES = 4_000, 60
"""Rows that lie so near are read in one; more pieces than these are."""

T = TypeVar("T")


def weight_of(columns: Iterable[NDArray[Any]]) -> int:
    """Bytes of some columns."""
    return sum(column.nbytes for column in columns)


SUFFIX = ".duckdb"
"""How the file of a store is called."""


def is_store(path: Place) -> bool:
    """Whether a path names a store, as against a folder or another file; a database is always one."""
    return isinstance(path, Database) or (path.suffix.lower() == SUFFIX and not path.is_dir())


@dataclass(frozen=True, eq=False)
class Store:
    """A store that is open, to read; asked from any thread, and by any number of processes at once."""

    path: Place
    engine: Engine = field(repr=False)
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
        return Ranked(
            np.argsort(self.rank).astype(np.int32), self.walk("nodes", "weight")[0].astype(np.int8, copy=False)
        )

    @cached_property
    def ends(self) -> tuple[Ints, Ints, NDArray[np.uint8]]:
        """Of every relation the nodes at its ends, and its sort: its group's place times the number of bases, and its
        basis's. Nine bytes a relation that are kept from the first filter on."""
        sort = f"CAST(group_place * {len(BASES)} + basis_place AS UTINYINT)"
        subject, object, sorts = self.walk("relations", "subject", "object", sort)
        ends = (end.astype(np.int32, copy=False) for end in (subject, object))
        return next(ends), next(ends), sorts.astype(np.uint8, copy=False)

    def once(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int] = lambda _: 500) -> T:
        """What was worked out, kept for the next who asks; `size` says how many bytes it takes."""
        return self.kept.get(key, make, size)

    @cached_property
    def kept(self) -> Cache:
        return Cache(KEPT)

    @cached_property
    def masks(self) -> Cache:
        """Of every node or relation whether a selection shows it: so large that they would drive out all else."""
        return Cache(KEPT_MASKS)

    @cached_property
    def rank(self) -> Ints:
        """Of every node its place in the order of all: by weight, ties, id."""
        rank: Ints = self.walk("nodes", "rank")[0].astype(np.int32, copy=False)
        return rank

    @cached_property
    def loops(self) -> tuple[Ints, Ints]:
        """The rows of relations of a record with itself, and that record."""
        row, node = self.arrays("SELECT row, subject FROM relations WHERE subject = object")
        return row, node

    @cached_property
    def loose(self) -> Truths:
        """Of every node, whether it has no relation at all."""
        return self.walk("nodes", "loose")[0].astype(bool, copy=False)

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a question in SQL finds."""
        with self._answering():
            return self.engine.rows(sql, given)

    def number(self, sql: str) -> int:
        return int(self.rows(sql)[0][0])

    def arrays(self, sql: str, given: Sequence[Any] = ()) -> list[NDArray[Any]]:
        """The same, column by column."""
        with self._answering():
            return self.engine.arrays(sql, given)

    def walk(self, table: str, *columns: str) -> list[NDArray[Any]]:
        """Of every row of a table some numbers or truths, in the order of the rows."""
        with self._answering():
            return self.engine.walk(table, *columns)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Raises BrokenLandscape where the engine cannot answer, or a database holds another state than when it was
        opened: its nodes have other numbers. Asked after the question, as what is first built anew is what tells so."""
        try:
            yield
            if isinstance(self.path, Database) and _state(self.engine) != _state_in(self.about):
                raise _refusal(self.path, "has been built anew since it was opened", "open it again")
        except NotAnswered as error:
            raise unanswered(self.path, error) from None

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

    def told(self, rows: Collection[int]) -> list[tuple[str, list[Any]]]:
        """Where some relations are told, in SQL and what is given with it: in pieces that lie near each other; all in
        one if those are many."""
        if not rows:
            return []
        wanted = [np.array(sorted(rows), dtype=np.int64).tolist()]
        places = np.sort(self.arrays("SELECT place FROM told_at WHERE rowid IN (SELECT unnest(?))", wanted)[0])
        pieces = np.split(places, np.flatnonzero(np.diff(places) > NEAR_ROWS) + 1)
        return [
            (f"place BETWEEN {piece[0]} AND {piece[-1]} AND place IN (SELECT unnest(?))", [piece.tolist()])
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
        for where, given in self.told(set(rows)):
            texts = self.texts("relations", where, given)
            found |= zip(texts["row"], self.read("relations", texts), strict=True)
        return found

    def landscape(self) -> Landscape:
        """All of it, as it was built. Raises BrokenLandscape where it is more than is held in memory."""
        if self.counts["events"] > MAX_EVENT_ROWS:
            what = f"holds {self.counts['events']:,} events, more than the {MAX_EVENT_ROWS:,} that are read into memory"
            mend = "serve it or export a view of it, which need no more than they show, or ask explorer.store.questions"
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


def open_store(path: Place) -> Store:
    """Opens a store, to read. Raises BrokenLandscape where it is none, of another format, or cannot be reached."""
    try:
        engine: Engine = _connected(path) if isinstance(path, Database) else FileEngine.of(path)
        lacking = missing(engine) if isinstance(path, Database) else ""
        if lacking:
            raise _refusal(path, lacking)
        about = dict(engine.rows("SELECT key, value FROM about"))
    except NotAnswered as error:
        if isinstance(path, Database):
            raise unanswered(path, error) from None
        raise _refusal(
            path, "is not a store that the explorer has built" if path.exists() else "is not there"
        ) from None
    if about.get("format") != FORMAT:
        raise _refusal(path, f"is of the format {str(about.get('format'))[:60]}, not {FORMAT}")
    return Store(path, engine, about)


@lru_cache(maxsize=8)
def _connected(database: Database) -> Engine:
    """The same for the same address, as its connections are used again. Raises NotAnswered, and is asked anew then."""
    return connected(database)


def state_of(database: Database) -> str:
    """Format and hash of what a database holds now. Raises BrokenLandscape where it cannot be asked."""
    try:
        return _state(_connected(database))
    except NotAnswered as error:
        raise unanswered(database, error) from None


def _state(engine: Engine) -> str:
    return _state_in(dict(engine.rows("SELECT key, value FROM about WHERE key IN ('format', 'hash')")))


def _state_in(about: Mapping[str, str]) -> str:
    return f"{about.get('format', '')} {about.get('hash', '')}"


def unanswered(path: Place, error: NotAnswered) -> BrokenLandscape:
    """What an engine cannot answer, as a sentence with its remedy."""
    if isinstance(error, NotInstalled):
        return _refusal(path, "needs what is not installed", f"install it: {error}")
    if isinstance(error, NotReached):
        mend = "see that its server runs, and that host, port, name and password in the address are right"
        return _refusal(path, f"cannot be reached ({error})", mend)
    return _refusal(path, f"is not as it was built: {error}")


def _refusal(path: Place, what: str, mend: str = "") -> BrokenLandscape:
    mend = mend or f"build it: python -m explorer build DIR --out {path}"
    return BrokenLandscape([Problem(str(path), None, None, what, mend)])


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
