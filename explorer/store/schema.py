"""What stands in a store, table by table, and how the columns that are worked out follow from the others.

- `actors`, `events`, … every table of a landscape, its columns as the files write them, and `row`, from 0. What is
  dated has `earliest` and `latest`; an event `place`, its place in order; a relation its ends as nodes.
- `cited` a row for every source that a row cites.
- `nodes` every actor, then every event: what filters compare, `degree`, and `rank` by weight, degree and id.
- `told` the relations as the files write them, `place` by `place`: those among the weightiest nodes first, so that
  what is read together lies together; `told_at` their places, by row.
- `relations` holds of every one its row, its ends as nodes and, for each end (`s_`, `o_`), what filters compare of it:
  so a filter is one walk over columns, and nothing is looked up for ten million rows. What holds of it and both its
  events together is one column: `weight`, `since` and `until`, the days from which and up to which a window leaves it
  in, `happened_by` and `known_by`, the days as of which it is there. `single` says that no other relation ties the
  same two.
- `halves` every relation seen from either end, by node: the ties of one record lie side by side.
- `claimed` every relation that a claim is about, by each of its ends.
- `numbered` the number by which each source is cited, from 1; a source that nobody cites has none.
- `words`, `word_rows`, `names` what can be found, and where: see `words.py`.
- `lanes`, `kinds`, `layers` their places and ids; `about` the settings, the content's hash, what it was built from.

Days are ordinals, as in `date.toordinal`; an open beginning is 0, an open or unknown end NEVER.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.data.load import TABLES
from explorer.model import NOT_HAPPENED
from explorer.query.columns import BASES, GROUPS, NEVER, STATUSES
from explorer.records import fields_of
from explorer.store.engines.engine import Engine

FORMAT = "policy-landscape-store/2"
"""What `about` says; another number means that the tables may mean something else."""

CITING = ("actors", "events", "instruments", "provisions", "relations", "claims")
"""Tables whose rows cite sources."""

END_COLUMNS = ("lane", "kind", "weight", "status", "lasting", "earliest", "latest", "layers", "known")
"""What filters compare of a node, and of either end of a relation; `kind` and `status` are -1 for an actor."""

_OF_ENDS = tuple(f"{end}_{column}" for end in "so" for column in END_COLUMNS)
_WRITTEN = {name: ("row", *fields_of(kind)) for name, kind in TABLES.items() if name != "relations"}

ASKED: dict[str, tuple[str, ...]] = {
    **_WRITTEN,
    "events": (*_WRITTEN["events"], "earliest", "latest", "lasting", "place"),
    "sources": (*_WRITTEN["sources"], "earliest", "latest"),
    "about": ("key", "value"),
    "nodes": (
        *("node", "id", "lane", "kind", "weight", "status", "lasting", "earliest", "latest", "instrument", "in_order"),
        *("layers", "known", "possibly", "happened_by", "degree", "loose", "first", "last", "stands", "rank"),
    ),
    "relations": (
        *("row", "subject", "object", "group_place", "basis_place", "dated", "timeless", "earliest", "latest"),
        *("weight", "until", "since", "happened_by", "known_by", "single", "layers", "known", "possibly", *_OF_ENDS),
    ),
    "told": ("place", "row", *fields_of(TABLES["relations"])),
    "told_at": ("rowid", "place"),
    "halves": ("node", "other", "relation"),
    "claimed": ("node", "row", "subject", "object"),
    "numbered": ("source", "number"),
    "words": ("place", "word", "letters", "digits"),
    "word_rows": ("word", "row", "named"),
    "names": ("name", "row"),
}
"""The tables that questions are asked of, and their columns; `rowid` is one that every table of DuckDB's has."""


def missing(engine: Engine) -> str:
    """What a store lacks that questions are asked of, in words; else empty."""
    there = engine.columns(ASKED)
    if tables := sorted(ASKED.keys() - there.keys()):
        return f"has no table called {_some(tables)}"
    lacking = {name: sorted({*columns} - there[name]) for name, columns in ASKED.items()}
    return next((f"has no column called {_some(names)} in {name}" for name, names in lacking.items() if names), "")


def _some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]}, and lacks {len(names) - 1} more"


INDEXED = (("actors", "row"), ("events", "row"), ("nodes", "id"))
"""Columns that have an index: a few rows are found by it without a walk through the table."""

Step = tuple[str, str]
"""What is being done, in words; and how, in SQL."""


def derivation() -> Iterator[Step]:
    """The steps from the tables as they are written (of relations `raw_relations`, for the while) to the others."""
    yield "sources", _TELLERS
    yield "citations", f"CREATE TABLE cited AS {' UNION ALL '.join(map(_cited, CITING))}"
    yield "actors and events", _BARE
    yield "pairs", _TWICE
    yield "relations", _RELATIONS
    yield "ties", _HALVES
    yield "ranks", _NODES
    yield "relations in order of weight", _TOLD
    yield "places of relations", "CREATE TABLE told_at AS SELECT place FROM told ORDER BY row"
    yield "numbers", _NUMBERED
    yield "claims", _CLAIMED
    for table, column in INDEXED:
        yield f"index of {table}", f"CREATE UNIQUE INDEX {table}_{column} ON {table} ({column})"


def _placed(words: Sequence[str], name: str) -> str:
    """The words with their places, as a table to join."""
    rows = ", ".join(f"({place}, '{word}')" for place, word in enumerate(words))
    return f"(VALUES {rows}) AS {name}(place, word)"


def _source(table: str) -> str:
    return "raw_relations" if table == "relations" else table


def _cited(table: str) -> str:
    return f"""
        SELECT '{table}' AS told_in, p.row, s.row AS source, substr(p.part, length(s.id) + 2) AS locator
        FROM (SELECT row, trim(unnest(string_split(sources, ';'))) AS part FROM {_source(table)} WHERE sources <> '') p
        JOIN sources s ON s.id = split_part(p.part, '@', 1)"""


def _told(table: str) -> str:
    """Who tells each row of a table, as bits of layers, and since when."""
    return f"""(
        SELECT c.row, CAST(bit_or(CAST(1 AS BIGINT) << t.layer) AS INTEGER) AS layers,
            CAST(min(t.known) AS INTEGER) AS known, CAST(min(t.possibly) AS INTEGER) AS possibly
        FROM cited c JOIN tellers t ON t.row = c.source WHERE c.told_in = '{table}' GROUP BY c.row)"""


_TELLERS = f"""
    CREATE TEMP TABLE tellers AS
    SELECT s.row, l.place AS layer,
        coalesce(nullif(s.latest, 0), {NEVER}) AS known, coalesce(nullif(s.earliest, 0), {NEVER}) AS possibly
    FROM sources s JOIN layers l ON l.id = s."group" """

_TOLD_COLUMNS = f"""
    coalesce(t.layers, 0) AS layers, coalesce(t.known, {NEVER}) AS known, coalesce(t.possibly, {NEVER}) AS possibly"""

_AHEAD = f"status IN ({', '.join(str(STATUSES.index(status)) for status in sorted(NOT_HAPPENED))})"

_BARE = f"""
    CREATE TEMP TABLE bare AS
    SELECT *, CASE WHEN kind < 0 THEN 0 WHEN {_AHEAD} THEN known ELSE least(known, earliest) END AS happened_by FROM (
    SELECT a.row AS node, a.id, CAST(l.place AS SMALLINT) AS lane, CAST(-1 AS SMALLINT) AS kind,
        CAST(a.weight AS TINYINT) AS weight, CAST(-1 AS TINYINT) AS status, false AS lasting,
        0 AS earliest, {NEVER} AS latest, -1 AS instrument, -1 AS in_order, {_TOLD_COLUMNS}
    FROM actors a JOIN lanes l ON l.id = a.lane LEFT JOIN {_told("actors")} t ON t.row = a.row
    UNION ALL
    SELECT CAST((SELECT count(*) FROM actors) + e.row AS INTEGER), e.id, CAST(l.place AS SMALLINT),
        CAST(k.place AS SMALLINT), CAST(e.weight AS TINYINT), CAST(s.place AS TINYINT), e.lasting,
        e.earliest, e.latest, coalesce(i.row, -1), e.place, {_TOLD_COLUMNS}
    FROM events e JOIN lanes l ON l.id = e.lane JOIN kinds k ON k.id = e.kind
    JOIN {_placed(STATUSES, "s")} ON s.word = e.status
    LEFT JOIN instruments i ON i.id = e.instrument LEFT JOIN {_told("events")} t ON t.row = e.row)"""

_ENDS = ", ".join(f"{end}.{column} AS {end}_{column}" for end in "so" for column in END_COLUMNS)

_TWICE = """
    CREATE TEMP TABLE twice AS
    SELECT least(subject, object) AS one, greatest(subject, object) AS other FROM raw_relations
    GROUP BY one, other HAVING count(*) > 1"""

_RELATIONS = f"""
    CREATE TABLE relations AS
    SELECT r.row, r.subject, r.object, CAST(g.place AS TINYINT) AS group_place, CAST(b.place AS TINYINT) AS basis_place,
        r.date <> '' AS dated, s.kind < 0 AND o.kind < 0 AND r.date = '' AS timeless,
        CASE WHEN r.date <> '' THEN r.earliest WHEN s.kind < 0 AND o.kind < 0 THEN coalesce(t.known, {NEVER})
            ELSE greatest(s.earliest, o.earliest) END AS earliest,
        CASE WHEN r.date <> '' THEN r.latest ELSE {NEVER} END AS latest,
        greatest(s.weight, o.weight) AS weight,
        least(s.latest, o.latest, CASE WHEN r.date <> '' THEN r.latest ELSE {NEVER} END) AS until,
        greatest(s.earliest, o.earliest, CASE WHEN r.date <> '' THEN r.earliest ELSE 0 END) AS since,
        greatest(s.happened_by, o.happened_by, least(
            CASE WHEN r.date <> '' THEN r.earliest WHEN s.kind < 0 AND o.kind < 0 THEN coalesce(t.known, {NEVER})
                ELSE greatest(s.earliest, o.earliest) END,
            CASE WHEN r.basis = 'planned' THEN coalesce(t.known, {NEVER}) ELSE {NEVER} END)) AS happened_by,
        greatest(CASE WHEN s.kind < 0 THEN 0 ELSE s.known END, CASE WHEN o.kind < 0 THEN 0 ELSE o.known END,
            coalesce(t.known, {NEVER})) AS known_by,
        w.one IS NULL AS single,
        {_TOLD_COLUMNS}, {_ENDS}
    FROM raw_relations r JOIN bare s ON s.node = r.subject JOIN bare o ON o.node = r.object
    JOIN verbs v ON v.id = r.verb JOIN {_placed(GROUPS, "g")} ON g.word = v."group"
    JOIN {_placed(BASES, "b")} ON b.word = r.basis
    LEFT JOIN twice w ON w.one = least(r.subject, r.object) AND w.other = greatest(r.subject, r.object)
    LEFT JOIN {_told("relations")} t ON t.row = r.row
    ORDER BY r.row"""

_HALVES = """
    CREATE TABLE halves AS
    SELECT subject AS node, object AS other, row AS relation FROM relations WHERE subject <> object
    UNION ALL SELECT object, subject, row FROM relations WHERE subject <> object
    ORDER BY node, relation"""

_NODES = f"""
    CREATE TABLE nodes AS
    WITH tied AS (SELECT node, count(*) AS many FROM halves GROUP BY node),
    alone AS (SELECT DISTINCT subject AS node FROM relations WHERE subject = object),
    placed AS (
        SELECT b.*, CAST(coalesce(t.many, 0) AS INTEGER) AS degree, t.many IS NULL AND a.node IS NULL AS loose,
            CASE WHEN b.earliest > 0 THEN b.earliest ELSE b.latest END AS first,
            CASE WHEN b.latest < {NEVER} THEN b.latest ELSE b.earliest END AS last
        FROM bare b LEFT JOIN tied t ON t.node = b.node LEFT JOIN alone a ON a.node = b.node)
    SELECT *,
        CASE WHEN earliest = 0 THEN last WHEN latest = {NEVER} OR lasting THEN first
            ELSE first + (last - first) // 2 END AS stands,
        CAST(row_number() OVER (ORDER BY weight, degree DESC, id) - 1 AS INTEGER) AS rank
    FROM placed ORDER BY node"""

_TOLD = """
    CREATE TABLE told AS
    WITH ranked AS (SELECT r.*, greatest(s.rank, o.rank) AS far, least(s.rank, o.rank) AS near
        FROM raw_relations r JOIN nodes s ON s.node = r.subject JOIN nodes o ON o.node = r.object)
    SELECT CAST(row_number() OVER (ORDER BY far, near, row) - 1 AS INTEGER) AS place,
        row, id, subject, verb, object, date, basis, attributed_to, reason, note, sources
    FROM ranked ORDER BY place"""

_CLAIMED = """
    CREATE TABLE claimed AS
    WITH about AS (SELECT row, subject, object FROM told WHERE id IN (SELECT about FROM claims))
    SELECT subject AS node, row, subject, object FROM about
    UNION ALL SELECT object, row, subject, object FROM about WHERE subject <> object ORDER BY node, row"""

_NUMBERED = f"""
    CREATE TABLE numbered AS
    SELECT row AS source, CAST(row_number() OVER (ORDER BY row) AS INTEGER) AS number FROM sources
    WHERE row IN (SELECT source FROM cited) OR row IN (SELECT source FROM ({_cited("tours")}))
        OR row IN (SELECT source FROM ({_cited("lead")})) ORDER BY row"""
