"""The verbs that every landscape shares, each with other words for it; a landscape may add verbs of its own.

They stand in verbs.csv beside this file, in the columns of a landscape's own verbs.csv. A verb of the landscape with
the id of a shared one takes its place. Of the shared ones a landscape has those that its relations use.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from sys import intern
from types import MappingProxyType

import pandas as pd

from explorer.data.tables.csv_files import Table
from explorer.data.tables.parsers import MAX_LETTERS, CellReader, Speller
from explorer.errors import Slip

NEARLY = 0.84
"""A slip of one or two letters; words less alike than that may mean the opposite ("proposed" and "opposes")."""


@cache
def shared_verbs() -> pd.DataFrame:
    """The shared verbs as the text of their table, a row each in the order of the file."""
    return pd.read_csv(Path(__file__).with_name("verbs.csv"), dtype=str, keep_default_na=False)


@cache
def meant_by() -> MappingProxyType[str, str]:
    """The id of the shared verb that a word stands for: by its id, its label from subject to object, or a synonym.

    >>> meant_by()["introduced"], meant_by()["endorsed"]
    ('sponsored', 'supports')
    """
    found: dict[str, str] = {}
    for row in shared_verbs().itertuples():
        for word in (row.id, row.label, *str(row.synonyms).split(";")):
            found.setdefault(str(word).casefold(), str(row.id))
    return MappingProxyType(found)


def with_shared_verbs(verbs: Table, relations: Table) -> Table:
    """A landscape's own verbs, then the shared ones that its relations use."""
    own, used = {*verbs.cells["id"], *verbs.lost_ids}, set(relations.cells["verb"])
    added = _shared_table().only(id in used and id not in own for id in _shared_table().cells["id"])
    if not added.numbers or not verbs.readable:
        return verbs
    first = max(verbs.numbers, default=1) + 1
    return verbs.followed_by(added.cells, range(first, first + len(added.numbers)))


@cache
def _shared_table() -> Table:
    """The shared verbs as a table that was read."""
    shared = shared_verbs()
    return Table({str(column): shared[column].tolist() for column in shared}, list(range(len(shared))))


def verb_reader(own: Collection[str]) -> CellReader:
    """Reads the id of a verb: one of the landscape's own, or a shared one. What is meant is proposed by synonyms, never
    by letters alone, as the nearest word may be the opposite."""
    known = {*own, *shared_verbs()["id"]}
    speller = Speller()

    def read(text: str) -> str:
        if text in known:
            return intern(text)
        meant = meant_by().get(text.replace("-", " ").casefold(), "") if len(text) <= MAX_LETTERS else ""
        hint = f' (did you mean "{meant}"?)' if meant else speller.hint(text, known, closeness=NEARLY)
        raise Slip(f'"{text}" is not a verb — correct it or add it to verbs.csv{hint}', meant)

    return read
