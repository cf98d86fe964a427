"""What is said of files that were read: how many rows of each table, what was guessed, what was not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from explorer.importing.settling.settle import Settled

MOST_TOLD = 14
"""So many sentences of a kind are printed; all of them are in the note."""

_NAMED = {
    "events": ("event", "events"),
    "actors": ("actor", "actors"),
    "relations": ("tie", "ties"),
    "sources": ("source", "sources"),
    "instruments": ("instrument", "instruments"),
    "provisions": ("rule", "rules"),
    "claims": ("disputed value", "disputed values"),
    "verbs": ("verb of its own", "verbs of its own"),
}


def counts(settled: Settled) -> str:
    """How many rows there are of each table, in words."""
    return counted_rows({table: len(rows) for table, rows in settled.rows.items()})


def counted_rows(numbers: Mapping[str, int]) -> str:
    """Numbers of rows by table in words.

    >>> counted_rows({"actors": 1, "events": 2_000})
    '2,000 events, 1 actor'
    """
    said = []
    for table, (one, many) in _NAMED.items():
        if number := numbers.get(table, 0):
            said.append(f"{number:,} {one if number == 1 else many}")
    return ", ".join(said)


def first_told(sentences: Sequence[str]) -> list[str]:
    rest = len(sentences) - MOST_TOLD
    return [f"  - {line}" for line in sentences[:MOST_TOLD]] + ([f"  … and {rest} more"] if rest > 0 else [])


def note_text(settled: Settled, today: date, names: Sequence[str]) -> str:
    """All that was taken, guessed and not kept."""
    parts = [f"Imported from {', '.join(names)} on {today}: {counts(settled)}.", ""]
    parts += ["What was guessed:", *(f"- {line}" for line in settled.guessed or ["nothing"]), ""]
    parts += ["What was not kept:", *(f"- {line}" for line in settled.not_kept or ["nothing"]), ""]
    return "\n".join(parts)
