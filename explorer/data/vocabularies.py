"""The vocabularies of a landscape's own, as landscape.toml has them, read and checked: its layers of sources, the signs
of its kinds of events, its word for lanes. Where it has none, the layers are those that its sources name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from explorer.data.checks.validation import TOML
from explorer.data.settings import in_words_of_reader
from explorer.data.tables.characters import unseen_fault
from explorer.data.tables.csv_files import CELL_CHARACTERS
from explorer.errors import Problem
from explorer.model import EventKind, Layer, Shape

LANE_WORD = "level"
"""What a lane is called where the landscape has no word for it."""

MAX_LAYERS = 20
"""So many layers of sources are told apart, a bit each."""

Read = tuple[tuple[Any, ...], list[Problem]]


def read_layers(value: object, groups: Iterable[str]) -> Read:
    """The layers of sources; where none is written, the groups that sources name, in the order of the file."""
    named = tuple(dict.fromkeys(group for group in groups if group))
    layers, problems = _rows("layers", value, ("id", "label"), lambda row: Layer(**row))
    if len(layers or named) > MAX_LAYERS:
        what = f"has {len(layers or named)} layers of sources, more than {MAX_LAYERS}"
        problems.append(Problem(TOML, None, "layers", what, "draw some of them together"))
    return layers or tuple(Layer(id=group, label=group) for group in named[:MAX_LAYERS]), problems


def read_kinds(value: object) -> Read:
    """The signs of kinds of events."""

    def kind(row: Mapping[str, str]) -> EventKind:
        if row["shape"] not in get_args(Shape):
            raise ValueError(f'"{row["shape"][:40]}" is not a shape — use {", ".join(get_args(Shape))}')
        return EventKind(**row)  # type: ignore[arg-type]

    return _rows("kinds", value, ("id", "shape", "label"), kind)


def read_lane_word(value: object) -> tuple[str, list[Problem]]:
    """The word for lanes."""
    text, fault = _text(value if value is not None else LANE_WORD)
    return (text, []) if not fault else (LANE_WORD, [Problem(TOML, None, "lane_word", *fault)])


def _rows(key: str, value: object, columns: tuple[str, ...], made: Callable[[dict[str, str]], Any]) -> Read:
    parts = " and ".join(f'{column} = "…"' for column in columns)
    mend = f"write [[{key}]], then {parts} below it"
    if value is None:
        return (), []
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return (), [Problem(TOML, None, key, "is not a list", mend)]
    rows: list[Any] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, written in enumerate(value, 1):
        place = f"{key}, number {number}"
        problems += [
            Problem(TOML, None, place, f'"{other[:60]}" is not a part of it', f"use {', '.join(columns)}")
            for other in written.keys() - set(columns)
        ]
        read = {column: _text(written.get(column, "")) for column in columns}
        faults = [Problem(TOML, None, f"{place}: {column}", *fault) for column, (_, fault) in read.items() if fault]
        id = read["id"][0]
        if id in seen:
            faults.append(Problem(TOML, None, place, f'"{id}" is given twice', "keep one of them"))
        seen.add(id)
        problems += faults
        try:
            rows += [] if faults else [made({column: text for column, (text, _) in read.items()})]
        except ValueError as error:
            problems.append(in_words_of_reader(Problem(TOML, None, place, ""), error))
    return tuple(rows), problems


def _text(value: object) -> tuple[str, tuple[str, str] | None]:
    """A text and what is wrong with it."""
    if not isinstance(value, str) or not value.strip():
        return "", ("is missing or no text", "write a text in double quotes")
    if len(value) > CELL_CHARACTERS:
        return "", (f"has more than {CELL_CHARACTERS:,} characters", "say it shorter")
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    return text, unseen_fault(text)
