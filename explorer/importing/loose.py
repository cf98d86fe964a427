"""What a reader of a file of others hands on: rows as they were written, under the columns of our tables.

A reader names things by whatever the file calls them and leaves the rest to `settle`: ids, defaults, dates as people
write them, references by name, verbs by synonym. It says in plain words what it guessed and what it could not keep.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

LooseRow = dict[str, str]
"""Cells by column; a column that is missing is not known. `key` is what other rows of the file call this row by (a
name, a foreign id); references (subject, object, about, instrument, outcome, attributed_to, sources, lane) may be a
key, an id, a name or an alias. `where` says where in the file it stood ("row 7", "actions[3]")."""


@dataclass
class Loose:
    """The rows of a file by table: sources, actors, events, instruments, provisions, relations, claims."""

    title: str = ""  # what the file calls itself; may be empty
    tables: dict[str, list[LooseRow]] = field(default_factory=dict)
    guessed: list[str] = field(default_factory=list)  # sentences
    not_kept: list[str] = field(default_factory=list)  # sentences: what no table of ours holds
    sheets: dict[str, str] = field(default_factory=dict)  # the table that each sheet was read as, by its name
    keeps_ids: bool = False  # the explorer wrote the file: keys are ids of ours, and no two rows are one

    def copied(self) -> Loose:
        """The same for one settling, which adds to what was guessed."""
        return replace(self, guessed=[*self.guessed], not_kept=[*self.not_kept])

    def add(self, table: str, **cells: str) -> LooseRow:
        """One more row of a table; empty cells are left out."""
        row = {column: text.strip() for column, text in cells.items() if text and text.strip()}
        self.tables.setdefault(table, []).append(row)
        return row
