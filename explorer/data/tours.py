"""The sheet of tours in; a Problem out for all that no single cell shows: steps that are missing, addresses that lead
nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl

from explorer.data.tables.csv_files import Sheet
from explorer.errors import Problem
from explorer.model import Lane

NAMED_IN_ADDRESS: dict[str, tuple[str, ...]] = {
    "sel": ("actors", "events", "instruments"),
    "to": ("actors", "events"),
    "vs": ("actors",),
}
"""The parts of an address that name a record, and the tables whose ids they may be."""

MAX_SENTENCES = 3
"""So many sentences has a step at most: what is longer is not read on a walk."""

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def tour_problems(sheets: Mapping[str, Sheet], lanes: Sequence[Lane]) -> Iterator[Problem]:
    """What is wrong with the tours of a landscape."""
    tours = sheets["tours"]
    if not tours.numbers:
        return
    ids = {
        part: {id for table in tables for id in sheets[table].texts("id")} for part, tables in NAMED_IN_ADDRESS.items()
    } | {"lanes": {lane.id for lane in lanes}}
    steps: dict[tuple[str, str], int] = {}
    places: dict[str, list[int]] = {}
    for number, row in tours.rows():
        if row["tour"] and not _WORD.fullmatch(row["tour"]):
            what = f'"{row["tour"]}" is not a word for an address'
            yield tours.problem(number, "tour", what, 'write lower-case words joined by "-"')
        step = (row["tour"], row["step"])
        first = step not in steps
        steps[step] = steps.get(step, 0) + 1
        if first:
            places.setdefault(row["tour"], []).append(number)
            yield from _first_row_problems(tours, number, row, len(places[row["tour"]]))
        else:
            yield from _later_row_problems(tours, number, row, steps[step])
        yield from _address_problems(tours, number, row["address"], ids)


def _first_row_problems(tours: Sheet, number: int, row: Mapping[str, str], place: int) -> Iterator[Problem]:
    for column in ("heading", "address"):
        if not row[column]:
            what = f'is empty, but this is the first row of step {row["step"]} of "{row["tour"]}"'
            yield tours.problem(number, column, what, "fill it in")
    if place == 1 and not row["title"]:
        yield tours.problem(
            number, "title", f'is empty, but "{row["tour"]}" begins here', "say what the tour is called"
        )
    if row["step"].isdecimal() and int(row["step"]) != place:
        what = f'is {row["step"]}, but this is step {place} of "{row["tour"]}" in the file'
        yield tours.problem(number, "step", what, "number the steps 1, 2, 3 in the order of their rows")


def _later_row_problems(tours: Sheet, number: int, row: Mapping[str, str], sentences: int) -> Iterator[Problem]:
    for column in ("heading", "address"):
        if row[column]:
            yield tours.problem(
                number, column, "is given a second time for one step", "leave it to the step's first row"
            )
    if sentences == MAX_SENTENCES + 1:
        what = f"is the {sentences}th sentence of one step"
        yield tours.problem(number, "text", what, f"keep a step to {MAX_SENTENCES} sentences, or make it two steps")


def _address_problems(tours: Sheet, number: int, address: str, ids: Mapping[str, set[str]]) -> Iterator[Problem]:
    if not address:
        return
    parts = parse_qsl(address.removeprefix("?"), keep_blank_values=True)
    if not parts:
        yield tours.problem(number, "address", f'"{address}" is not an address', 'write it such as "sel=some-id"')
    for part, value in parts:
        if part in ("tour", "step"):
            yield tours.problem(number, "address", "leads to a tour", "say what the step shows, not which step it is")
        for named in value.split(",") if part in ids else ():
            if named not in ids[part]:
                what = f'"{part}={named}" names nothing of this landscape'
                yield tours.problem(number, "address", what, "write the id of a record, as it stands in its table")
