"""Which rows of a store a selection shows, and with which cells, in SQL: what `part_of` and `excerpt.whole_in_itself`
make of a landscape that is held.

Of nodes and relations it is known row by row, as bits; everything else follows from them there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, get_args

import duckdb
import numpy as np

from explorer.data.checks.audit import content_hash
from explorer.data.load import TABLES
from explorer.edtf import parse_when, short_words
from explorer.landscape import Landscape, keep
from explorer.model import CONTRADICTING, CURATORS, NOT_FOUND, NOT_HAPPENED, ActorKind
from explorer.query.columns import NEVER, STATUSES, Truths, first_day
from explorer.query.selection import Selection, is_filtered
from explorer.records import fields_of
from explorer.store.engines.engine import quoted
from explorer.store.opened import Store, settings_read
from explorer.store.questions.counts import CountedView

Prepared = Iterator[tuple[str, Sequence[Any]]]

AT_ONCE = 20_000
"""Instruments whose last step is put into words at a time."""

_CITING = ("actors", "events", "instruments", "provisions", "relations", "claims")


@dataclass(frozen=True, eq=False)
class Shown:
    """The rows of one selection of a store, without some records that are left out by hand."""

    store: Store
    selection: Selection
    omit: tuple[str, ...] = ()

    @cached_property
    def view(self) -> CountedView:
        return CountedView(self.store, self.selection)

    @cached_property
    def is_filtered(self) -> bool:
        """Whether less than all may be shown. All of it is taken as it is."""
        return is_filtered(self.selection) or bool(self._gone.any())

    @cached_property
    def _gone(self) -> Truths:
        if not self.omit:
            return np.zeros(0, dtype=bool)
        gone = np.zeros(sum(self.store.counts[name] for name in ("actors", "events")), dtype=bool)
        gone[list(self.store.nodes_of(self.omit).values())] = True
        return gone & self.view.nodes

    @cached_property
    def nodes(self) -> Truths:
        mask: Truths = self.view.nodes & ~self._gone if self._gone.any() else self.view.nodes
        return mask

    @cached_property
    def relations(self) -> Truths:
        if not self._gone.any():
            return self.view.relations
        subject, object, _ = self.store.ends
        mask: Truths = self.view.relations & ~self._gone[subject] & ~self._gone[object]
        return mask

    @property
    def shares(self) -> dict[str, float]:
        """Which share of the work each table is, about."""
        events, _, relations = self.view.shown()
        counts = self.store.counts | {"relations": relations, "events": events}
        of = {name: counts[name] + 1 for name in TABLES}
        return {name: many / sum(of.values()) for name, many in of.items()}

    @cached_property
    def landscape(self) -> Landscape:
        """The settings of the part, without a row."""
        told = settings_read(self.store.settings)
        if self.is_filtered:
            day = self.selection.as_of or told["as_of"]
            told |= {"as_of": day, "default_view": "", "notes": (), "lead": ()}
        none: dict[str, Any] = dict.fromkeys(TABLES, ())
        found = Landscape(**told | none)
        keep(content_hash, found, self.store.hash)
        return found

    # --- what is worked out beforehand

    def prepared(self, connection: duckdb.DuckDBPyConnection) -> Prepared:
        """The statements after which `table` can be asked, with what they are given."""
        if not self.is_filtered:
            return
        for name, mask in (("nodes", self.nodes), ("relations", self.relations)):
            yield f"SET VARIABLE {name} = CAST(CAST(? AS BLOB) AS BIT)", [np.packbits(mask).tobytes() or b"\0"]
        yield from self._begin(connection)
        yield from ((sql, ()) for sql in self._changes())
        yield from self._last_steps(connection)
        yield from ((sql, ()) for sql in self._further())

    def _changes(self) -> Iterator[str]:
        where, actors = self.view.where, self.store.actors
        words = f"list_extract([{', '.join(map(quoted, STATUSES))}], 1 + place)"
        yield f"""CREATE TEMP TABLE stands AS SELECT node - {actors} AS row, {words} AS status FROM (
            SELECT node, status AS before, {where.status()} AS place FROM nodes
            WHERE kind >= 0 AND {_on("node")})
            WHERE place <> before"""
        yield f"""CREATE TEMP TABLE came AS SELECT n.id FROM nodes n
            JOIN (SELECT DISTINCT outcome FROM events WHERE outcome NOT IN ('', '{NOT_FOUND}')) o ON o.outcome = n.id
            WHERE {_on("n.node")}"""
        yield f"""CREATE TEMP TABLE tellers AS SELECT s.row, l.place AS layer,
            coalesce(nullif(s.latest, 0), {NEVER}) AS known FROM sources s JOIN layers l ON l.id = s."group" """
        yield """CREATE TEMP TABLE told_by AS SELECT c.told_in, c.row,
            bit_or(CAST(1 AS BIGINT) << t.layer) AS layers, min(t.known) AS known FROM cited c
            JOIN tellers t ON t.row = c.source WHERE c.told_in IN ('instruments', 'provisions', 'claims')
            GROUP BY c.told_in, c.row"""
        day = date.fromisoformat(self.store.settings["as_of"]).toordinal()
        yield f"""CREATE TEMP TABLE said AS SELECT row, any_value(about) AS about, any_value(property) AS property,
            any_value(standing) AS standing, CASE WHEN bool_or(list_contains(who, '{CURATORS}')) THEN {day}
            ELSE coalesce(min(known) FILTER (list_contains(who, id)), min(known)) END AS known FROM (
            SELECT p.row, p.about, p.property, p.standing, s.id, t.known,
                list_transform(string_split(p.attributed_to, ';'), lambda one: trim(one)) AS who
            FROM claims p JOIN cited c ON c.told_in = 'claims' AND c.row = p.row
            JOIN tellers t ON t.row = c.source JOIN sources s ON s.row = c.source) GROUP BY row"""
        stepped = "SELECT DISTINCT instrument FROM nodes WHERE instrument >= 0"
        lanes = self.selection.lanes
        alone = "true" if lanes is None else f"lane IN ({_texts(lanes)})"
        yield f"""CREATE TEMP TABLE threads AS SELECT row, id FROM instruments WHERE
            row IN ({stepped} AND {_on("node")})
            OR (row NOT IN ({stepped}) AND {alone} AND row IN ({self._told("instruments")}))"""

    def _told(self, table: str) -> str:
        """The rows of a table that a layer that is on tells, and that are there as of the day; see `query/masks.py`."""
        where, asked = self.view.where, [f"told_in = '{table}'"]
        asked += where._told("")
        asked += [] if where.day is None else [self._by_day(table, where.day)]
        told = f"SELECT row FROM told_by WHERE {' AND '.join(asked)}"
        return told if len(asked) > 1 else f"SELECT row FROM {table}"

    def _by_day(self, table: str, day: int) -> str:
        """Whether a row of `told_by` is there as of a day."""
        happened = self.selection.clock == "happened"
        if table == "claims":
            alike = "SELECT *, min(known) OVER (PARTITION BY about, property) AS first FROM said"
            also = f" OR (known = {NEVER} AND standing = 'preferred' AND first <= {day})" if happened else ""
            return f"row IN (SELECT row FROM ({alike}) WHERE known <= {day}{also})"
        if table == "provisions" and happened:
            return f"(known <= {day} OR row NOT IN (SELECT row FROM begins WHERE day > {day}))"
        return f"known <= {day}"

    @staticmethod
    def _begin(connection: duckdb.DuckDBPyConnection) -> Prepared:
        """The day from which each rule applies that has one of its own."""
        dates = [
            text for (text,) in connection.execute("SELECT DISTINCT date FROM provisions WHERE date <> ''").fetchall()
        ]
        days = [first_day(parse_when(text)) for text in dates]
        listed = "SELECT unnest(CAST(? AS VARCHAR[])) AS text, unnest(CAST(? AS INTEGER[])) AS day"
        yield f"CREATE TEMP TABLE begin_days AS {listed}", [dates, days]
        joined = "SELECT p.row, d.day FROM provisions p JOIN begin_days d ON d.text = p.date"
        yield f"CREATE TEMP TABLE begins AS {joined}", ()

    def _last_steps(self, connection: duckdb.DuckDBPyConnection) -> Prepared:
        """As of an earlier day each instrument has its last step then for a status, in words."""
        yield "CREATE TEMP TABLE ended (row INTEGER, status VARCHAR)", ()
        if not self.selection.as_of:
            return
        status = "coalesce(s.status, e.status)"
        ahead = _texts(NOT_HAPPENED)
        yield (
            f"""CREATE TEMP TABLE last AS SELECT row_number() OVER () AS number,
            i.instrument, e.title, e.short_title, e.date,
            {status} AS stands FROM (
            SELECT n.instrument, coalesce(
                arg_max(e.row, e.place) FILTER ({status} NOT IN ({ahead})), arg_max(e.row, e.place)) AS row
            FROM nodes n JOIN events e ON e.row = n.node - {self.store.actors} LEFT JOIN stands s ON s.row = e.row
            WHERE n.instrument >= 0 AND {_on("n.node")} GROUP BY n.instrument) i
            JOIN events e ON e.row = i.row LEFT JOIN stands s ON s.row = e.row""",
            (),
        )
        for first in range(1, 1 + connection.execute("SELECT count(*) FROM last").fetchall()[0][0], AT_ONCE):
            part = f"number BETWEEN {first} AND {first + AT_ONCE - 1}"
            some = connection.execute(f"SELECT * EXCLUDE number FROM last WHERE {part}").fetchall()
            told = [
                f"last step told by then: {short or title}, "
                f"{stands + ' ' if stands in NOT_HAPPENED else ''}{short_words(parse_when(text))}"
                for _, title, short, text, stands in some
            ]
            yield "INSERT INTO ended SELECT unnest(?), unnest(?)", [[row[0] for row in some], told]

    def _further(self) -> Iterator[str]:
        """Rules, claims, who says so, and the sources of it all."""
        told = f"row IN ({self._told('provisions')})"
        yield f"""CREATE TEMP TABLE rules AS SELECT row, id FROM provisions
            WHERE instrument IN (SELECT id FROM threads) AND {told}"""
        shown = " UNION ALL ".join(
            [
                f"SELECT id FROM nodes WHERE {_on('node')}",
                f"SELECT id FROM told WHERE {_on('row', 'relations')} AND id IN (SELECT about FROM claims)",
                *(f"SELECT id FROM {table}" for table in ("threads", "rules")),
            ]
        )
        settled, open_ = _texts(("preferred", "unsettled")), _texts(CONTRADICTING)
        yield f"""CREATE TEMP TABLE weighed AS SELECT row, attributed_to, CASE WHEN count(*) OVER alike > 1
                AND bool_or(standing IN ({open_})) OVER alike AND NOT bool_or(standing IN ({settled})) OVER alike
                THEN 'unsettled' ELSE standing END AS standing
            FROM claims WHERE row IN ({self._told("claims")}) AND about IN (SELECT id FROM ({shown}))
            WINDOW alike AS (PARTITION BY about, property)"""
        said = " UNION ".join(
            f"SELECT DISTINCT attributed_to AS said FROM {where} AND attributed_to <> ''"
            for where in (f"told WHERE {_on('row', 'relations')}", "weighed WHERE true")
        )
        yield f"CREATE TEMP TABLE speakers AS SELECT DISTINCT trim(unnest(string_split(said, ';'))) AS id FROM ({said})"
        yield f"""CREATE TEMP TABLE heard AS SELECT row FROM actors WHERE id IN (SELECT id FROM speakers)
            AND NOT {_on("row")}"""
        yield f"CREATE TEMP TABLE used AS {' UNION '.join(self._used())}"
        yield f"""CREATE TEMP TABLE places AS SELECT DISTINCT id, trim(unnest(string_split(locator, ','))) AS place
            FROM ({" UNION ".join(self._cited_at())})"""
        known = f"SELECT unnest([{_texts(('actor', 'event', *get_args(ActorKind)))}])"
        kinds = f"SELECT DISTINCT kind FROM events WHERE {self._is_on('events')}"
        yield f"SET VARIABLE kinds = (SELECT list(kind) FROM ({kinds} UNION ALL {known}))"

    def _used(self) -> Iterator[str]:
        """The rows of the sources that something shown cites, or that say something."""
        for cited in self._citing():
            yield f"SELECT DISTINCT source AS row FROM cited WHERE {cited}"
        said = f"SELECT id FROM speakers UNION ALL SELECT split_part(part, '@', 1) FROM ({_OWN})"
        yield f"SELECT row FROM sources WHERE id IN (SELECT id FROM ({said}))"

    def _cited_at(self) -> Iterator[str]:
        """The places in sources that something shown cites, as far as passages of these are recorded."""
        for cited in self._citing():
            yield f"""SELECT s.id, c.locator FROM (SELECT * FROM cited WHERE {cited}) c
                JOIN sources s ON s.row = c.source WHERE s.id IN (SELECT source FROM passages)"""
        id = "split_part(part, '@', 1)"
        yield f"SELECT {id} AS id, substr(part, length({id}) + 2) AS locator FROM ({_OWN})"

    def _citing(self) -> Iterator[str]:
        """Of each table which of `cited` belongs to what is shown."""
        for table in _CITING:
            also = " OR row IN (SELECT row FROM heard)" if table == "actors" else ""
            yield f"told_in = '{table}' AND ({self._is_on(table)}{also})"

    def _is_on(self, table: str, row: str = "row") -> str:
        """Whether a row of a table is shown."""
        if table == "relations":
            return _on(row, "relations")
        if table in ("actors", "events"):
            return _on(row if table == "actors" else f"({row} + {self.store.actors})")
        return f"{row} IN (SELECT row FROM {_KEPT[table]})"

    # --- the tables

    def table(self, name: str) -> str:
        """The rows of a table that are shown, with their cells, in SQL: in the order of the store where no statement
        is worked out in an order of its own. A sort would hold every row."""
        columns = {column: f'CAST(t."{column}" AS VARCHAR)' for column in fields_of(TABLES[name])}
        source, where = f"{name} t", "true"
        if name == "relations":
            source = "told t JOIN nodes s ON s.node = t.subject JOIN nodes o ON o.node = t.object"
            columns |= {"subject": "s.id", "object": "o.id"}
        if self.is_filtered and name == "voices":
            return self._voices(", ".join(f'"{column}"' for column in columns))
        if self.is_filtered:
            if name in _KEPT or name in _CITING:
                where = self._is_on(name, "t.row")
            else:
                where = _ASKED[name].format(relations=_on("row", "relations"))
            also, changed = _CHANGED.get(name, ("", {}))
            source, columns = source + also, columns | changed
        listed = ", ".join(f'{cell} AS "{column}"' for column, cell in columns.items())
        return f"SELECT {listed} FROM {source} WHERE {where}"

    @staticmethod
    def _voices(listed: str) -> str:
        """Who says something that is shown and is not shown: actors, then those who were none."""
        heard = f"SELECT 0 AS part, row, {listed} FROM actors WHERE row IN (SELECT row FROM heard)"
        own = f"SELECT 1 AS part, row, {listed} FROM voices WHERE id IN (SELECT id FROM speakers)"
        return f"SELECT {listed} FROM ({heard} UNION ALL {own}) ORDER BY part, row"


_OWN = "SELECT trim(unnest(string_split(sources, ';'))) AS part FROM voices WHERE id IN (SELECT id FROM speakers)"
"""What those cite who say something and are no actors."""

_KEPT = {"instruments": "threads", "provisions": "rules", "claims": "weighed"}
"""Of some tables the one that has the rows that are shown."""

_ASKED = {
    "verbs": "t.id IN (SELECT verb FROM told WHERE {relations})",
    "sources": "t.row IN (SELECT row FROM used)",
    "passages": "(t.source, t.locator) IN (SELECT id, place FROM places)",
    "gaps": "false",
    "tours": "false",
}

_LEFT = """CASE WHEN t.{0} = '' THEN '' ELSE coalesce(nullif(array_to_string(list_filter(
    string_split(t.{0}, ';'), lambda kind: list_contains(getvariable('kinds'), kind)), ';'), ''), t.{0}) END"""

_CHANGED: dict[str, tuple[str, dict[str, str]]] = {  # what is joined, and the cells that are others in a part
    "events": (
        " LEFT JOIN stands c ON c.row = t.row LEFT JOIN came ON came.id = t.outcome",
        {
            "status": "coalesce(c.status, t.status)",
            "outcome": f"CASE WHEN came.id IS NOT NULL OR t.outcome = '{NOT_FOUND}' THEN t.outcome ELSE '' END",
        },
    ),
    "instruments": (
        " LEFT JOIN ended d ON d.row = t.row",
        {"status": "coalesce(d.status, t.status)"},
    ),
    "claims": (
        " JOIN weighed w ON w.row = t.row",
        {"standing": "w.standing"},
    ),
    "verbs": ("", {f"{end}_kinds": _LEFT.format(f"{end}_kinds") for end in ("subject", "object")}),
}


def _on(row: str, table: str = "nodes") -> str:
    """Whether a node or a relation is among those that are shown."""
    return f"get_bit(getvariable('{table}'), {row}) = 1"


def _texts(words: Iterable[str]) -> str:
    """Some texts in SQL; NULL, which nothing is, where there are none."""
    return ", ".join(map(quoted, sorted(words))) or "NULL"
