"""The relations of a folder as text in a database; some of them out that are sound only where all are.

Whether a relation is sound does not hang on which actors and events it ties, but on whether they are there, and on
their kinds. So of ten million a few are looked at: one for each date, each claimant, each verb between such kinds,
and besides whichever is not written in the plainest form.
"""

from __future__ import annotations

import duckdb

from explorer.data.load import REFERS_TO
from explorer.data.tables.parsers import RESERVED
from explorer.model import Relation
from explorer.records import fields_of, may_be_empty

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_CITED = "[a-z0-9-]+(?:@[!-:<-?A-~][ -:<-~]*)?"
_RESERVED = ", ".join(f"'{word}'" for word in sorted(RESERVED))

_NODES = """CREATE OR REPLACE TEMP TABLE node_kinds AS
SELECT id, concat('actor ', kind) AS kind FROM text_actors UNION ALL
SELECT id, concat('event ', kind) FROM text_events"""

_UNKNOWN = """SELECT count(*) FROM (
    SELECT DISTINCT split_part(cited, '@', 1) AS id
    FROM (SELECT unnest(string_split(sources, ';')) AS cited FROM text_relations)
) WHERE id NOT IN (SELECT id FROM text_sources)"""

_PLAIN = f"""subject_kind IS NOT NULL AND object_kind IS NOT NULL AND subject <> object
    AND regexp_full_match(id, '{_ID}') AND id NOT IN ({_RESERVED})
    AND regexp_full_match(sources, '{_CITED}(?:;{_CITED})*') AND NOT contains(sources, ' ;')
    AND (NOT contains(sources, ';')
        OR len(list_distinct(string_split(sources, ';'))) = len(string_split(sources, ';')))"""

_TOLD = f"""CREATE OR REPLACE TEMP TABLE told_relations AS
SELECT * EXCLUDE (id, subject, object, reason, note, sources), {_PLAIN} AS plain
FROM (SELECT r.*, s.kind AS subject_kind, o.kind AS object_kind FROM text_relations r
    LEFT JOIN node_kinds s ON s.id = r.subject LEFT JOIN node_kinds o ON o.id = r.object)"""

_AT_A_GLANCE = {"id", "subject", "object", "sources"}
"""Columns that are looked at above; of the others, but for free texts, a row is looked at for every text."""

_OTHERS = [
    column
    for column, kind in fields_of(Relation).items()
    if column not in _AT_A_GLANCE
    and (kind is not str or column not in may_be_empty(Relation) or ("relations", column) in REFERS_TO)
]

_SOME = f"""CREATE OR REPLACE TEMP TABLE some_relations AS
SELECT t.* REPLACE (CAST(row_number() OVER (ORDER BY t.row) - 1 AS INTEGER) AS row) FROM text_relations t
WHERE t.row IN (
    SELECT row FROM told_relations WHERE NOT plain
    {"".join(f"UNION SELECT min(row) FROM told_relations GROUP BY {column} " for column in _OTHERS)}
    UNION SELECT min(row) FROM told_relations
        GROUP BY verb, subject_kind, object_kind, basis, trim(attributed_to, '; ') = '')"""


def some_stand_for_all(connection: duckdb.DuckDBPyConnection) -> bool:
    """Writes `some_relations`, rows of `text_relations` numbered anew: where nothing is wrong with those, nothing is
    with any. Writes none, and says so, where an id is given twice or a source is cited that there is not."""
    connection.execute(_NODES)
    twice, unknown = "SELECT count(*) - count(DISTINCT id) FROM node_kinds", _UNKNOWN
    if any(connection.execute(sql).fetchall()[0][0] for sql in (twice, unknown)):
        return False
    connection.execute(_TOLD)
    connection.execute(_SOME)
    for name in ("told_relations", "node_kinds"):
        connection.execute(f"DROP TABLE {name}")
    return True
