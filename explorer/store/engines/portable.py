"""A question in DuckDB's SQL in; the same in the words of another engine out, with places for what is given with it.

sqlglot translates. Here stands what it leaves as it is, and what engines understand otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from explorer.cache import Cache

if TYPE_CHECKING:  # an extra: only who asks a database needs it
    from sqlglot import exp

Dialect = Literal["postgres", "clickhouse", "spark", "trino"]

IN_ORDER_OF_CODES = ("id", "word", "name")
"""Columns whose order is that of the codes of their letters, as in Python; PostgreSQL has to be told."""

_GIVEN = "given__"
_PLACE = re.compile(r"@given_(\d+)@")
_NUMBERS = re.compile(r"IN \((-?\d+(?:, -?\d+){3,})\)|\?")


def parts(sql: str, given: Sequence[Any], dialect: Dialect) -> tuple[list[str], list[Any]]:
    """The text of a question around what is given with it, and that, in the order in which it stands there.

    Lists of numbers in the text are taken to be given, too: they are many, and need not be understood. A list stands
    in brackets, as `IN (…)` has it; in PostgreSQL as an array, as `= ANY(…)` has it.
    """
    every: list[Any] = []
    left = iter(given)

    def taken(found: re.Match[str]) -> str:
        every.append([int(number) for number in found[1].split(", ")] if found[1] else next(left))
        place = f"{_GIVEN}{len(every)}"  # numbered, as another engine's words may stand in another order
        return f"IN (SELECT unnest({place}))" if found[1] else place

    pieces = _PLACE.split(translated(_NUMBERS.sub(taken, sql), dialect))
    return pieces[::2], [every[int(place) - 1] for place in pieces[1::2]]


QUESTION_MEMORY = 4_000_000
"""Bytes of questions that are kept in other engines' words: a selection's days and places stand in them."""

_questions = Cache(QUESTION_MEMORY)


def translated(sql: str, dialect: Dialect) -> str:
    """A question in another engine's words; what stands there as `given__1` does so as `@given_1@`."""
    return _questions.get((sql, dialect), lambda: _translated(sql, dialect), len)


def _translated(sql: str, dialect: Dialect) -> str:
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(sql, read="duckdb")
    for mark in list(tree.find_all(exp.Column)):
        if mark.name.startswith(_GIVEN):
            mark.replace(exp.Var(this=f"@given_{mark.name.removeprefix(_GIVEN)}@"))
    for node in list(tree.walk()):
        _told_otherwise(node, dialect)
    told: str = tree.sql(dialect=dialect, identify=True, normalize_functions=False)
    return told


def _told_otherwise(node: exp.Expression, dialect: Dialect) -> None:
    """Changes what sqlglot does not."""
    from sqlglot import exp

    if isinstance(node, exp.In) and isinstance(listed := _listed(node), exp.Var):
        if dialect == "postgres":
            node.replace(exp.EQ(this=node.this, expression=exp.Any(this=exp.Paren(this=listed))))
        else:
            node.replace(exp.In(this=node.this, expressions=[listed]))
    elif isinstance(node, exp.Subquery) and isinstance(node.parent, exp.From) and not node.alias:
        node.set("alias", exp.TableAlias(this=exp.to_identifier("found")))  # which PostgreSQL 15 asks for
    elif isinstance(node, exp.Cast) and node.to.this == exp.DataType.Type.UTINYINT:
        node.replace(exp.cast(node.this, "SMALLINT"))
    elif dialect == "clickhouse" and isinstance(node, exp.BitwiseAnd | exp.BitwiseRightShift):
        name = "bitAnd" if isinstance(node, exp.BitwiseAnd) else "bitShiftRight"
        node.replace(exp.Anonymous(this=name, expressions=[node.left, node.right]))
    elif dialect == "clickhouse" and isinstance(node, exp.Translate):  # it knows the name in small letters alone
        node.replace(exp.Anonymous(this="translate", expressions=[node.this, node.args["from_"], node.args["to"]]))
    elif dialect == "postgres" and isinstance(node, exp.Column) and _is_compared(node):
        node.replace(exp.Collate(this=node.copy(), expression=exp.Identifier(this="C", quoted=True)))


def _listed(node: exp.In) -> Any:
    """What `IN (SELECT unnest(?))` was given."""
    from sqlglot import exp

    asked = node.args.get("query")
    told = asked.this.expressions[0] if asked and isinstance(asked.this, exp.Select) else None
    return told.this if isinstance(told, exp.Explode | exp.Unnest) else None


def _is_compared(column: exp.Column) -> bool:
    """Whether a text is put in order, or compared with another that comes before or after it."""
    from sqlglot import exp

    compares = column.parent
    with_number = isinstance(compares, exp.GTE | exp.LT) and compares.expression.is_number
    return (
        column.name in IN_ORDER_OF_CODES
        and isinstance(compares, exp.Ordered | exp.GTE | exp.LT | exp.Min | exp.Max)
        and not with_number
    )


def literal(value: Any, dialect: Dialect) -> str:
    """A value, or a list of them, in SQL. Of a text every letter is written as a number: whatever it is, it stays a
    text. PostgreSQL is given values beside the question, and needs none of this."""
    if isinstance(value, list | tuple | np.ndarray):
        return ", ".join(literal(each, dialect) for each in value) or "NULL"
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | np.integer):
        return str(int(value))
    text = plain_text(value)
    if dialect == "clickhouse":
        return "'" + "".join(f"\\x{byte:02x}" for byte in text.encode()) + "'"
    if dialect == "spark":
        units = text.encode("utf-16-be")
        return "'" + "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)) + "'"
    return "U&'" + "".join(f"\\+{ord(letter):06x}" for letter in text) + "'"


def plain_text(value: str) -> str:
    """A text as databases take it: what is no letter, and in none of them, becomes a sign that says so."""
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
