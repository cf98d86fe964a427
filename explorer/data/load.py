"""A landscape's folder in; a checked Landscape out, or a BrokenLandscape with every problem in it at once.

The only room that knows file and column names. A table's columns are the fields of its record, so a new column is
written in `model.py`, and here only if it names other rows.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from explorer.data.checks import validation
from explorer.data.checks.validation import TOML
from explorer.data.dates.date_cells import date_cell
from explorer.data.lead import read_lead
from explorer.data.settings import in_words_of_reader, read_settings, read_toml
from explorer.data.tables import parsers
from explorer.data.tables.cell_columns import ColumnReader, as_written, of_citations, of_ids, of_known, one_by_one
from explorer.data.tables.csv_files import Sheet, Table, no_rows, read_table
from explorer.data.tours import tour_problems
from explorer.data.verbs import verb_reader, with_shared_verbs
from explorer.data.vocabularies import read_kinds, read_lane_word, read_layers
from explorer.edtf import FORMS, When
from explorer.errors import BrokenLandscape, Problem, Problems
from explorer.landscape import Landscape, landscape_made_late
from explorer.model import (
    CURATORS,
    NOT_FOUND,
    Actor,
    Citation,
    Claim,
    Event,
    Gap,
    Instrument,
    Lane,
    Passage,
    Provision,
    Relation,
    Source,
    TourSentence,
    Verb,
)
from explorer.order import CAME_AFTER, order_of_rows
from explorer.records import Record, fields_of, may_be_empty, records_of
from explorer.wording import either

MAX_EVENT_ROWS = 100_000
MAX_TABLE_ROWS = 400_000  # of any other table

TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "actors": Actor,
    "events": Event,
    "instruments": Instrument,
    "provisions": Provision,
    "relations": Relation,
    "claims": Claim,
    "verbs": Verb,
    "gaps": Gap,
    "tours": TourSentence,
    "passages": Passage,
    "voices": Actor,
}

OPTIONAL = {"verbs", "gaps", "tours", "passages", "voices"}
"""Tables whose file may be absent."""

LATER: dict[str, tuple[str, ...]] = {
    "sources": ("reading",),
    "events": ("step", "outcome"),
    "provisions": ("number", "date"),
    "relations": ("reason",),
    "verbs": ("synonyms",),
}
"""Columns that tables of before them lack; they are read as empty."""

REFERS_TO: dict[tuple[str, str], tuple[str, ...]] = {  # the tables whose ids a cell may name
    ("actors", "lane"): ("lanes",),
    ("voices", "lane"): ("lanes",),
    ("events", "lane"): ("lanes",),
    ("instruments", "lane"): ("lanes",),
    ("events", "instrument"): ("instruments",),
    ("events", "outcome"): ("events",),
    ("provisions", "instrument"): ("instruments",),
    ("relations", "subject"): ("actors", "events"),
    ("relations", "verb"): ("verbs",),
    ("relations", "object"): ("actors", "events"),
    ("relations", "attributed_to"): ("actors", "voices", "sources"),
    ("passages", "source"): ("sources",),
    ("claims", "about"): ("actors", "events", "instruments", "provisions", "relations"),
    ("claims", "attributed_to"): ("actors", "voices", "sources"),
}


def load_landscape(folder: Path) -> Landscape:
    """The landscape in a folder. Raises BrokenLandscape, which names every problem, each with a remedy."""
    with _nothing_collected():
        read = read_folder(folder)
        return landscape_of(folder.resolve().name, read.settings, read.tables, read.problems)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """While the block lasts, nobody looks for garbage that goes round in circles: of cells there is none, and looking
    through a million of them time and again takes longer than reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


Written = dict[str, object]
"""What landscape.toml says, whatever it is."""


@dataclass(frozen=True)
class ReadFolder:
    """What could be read of a folder's files, before anybody asks what it means."""

    settings: Written | None  # None where they cannot be read
    tables: dict[str, Table]
    problems: Problems  # of form alone


def read_folder(folder: Path) -> ReadFolder:
    """The settings and tables of a folder as text. Raises BrokenLandscape where there is no such folder."""
    if not folder.is_dir():
        raise BrokenLandscape([_no_folder(folder)])
    return _read_tables(folder, *read_toml(folder / TOML))


def load_tables(folder: Path, written: Written | None) -> Landscape:
    """The landscape of settings, and of the tables in a folder."""
    read = _read_tables(folder, written, ())
    return landscape_of(folder.resolve().name, read.settings, read.tables, read.problems)


def _read_tables(folder: Path, written: Written | None, found: Iterable[Problem]) -> ReadFolder:
    problems = Problems(found)
    tables: dict[str, Table] = {}
    for name, record in TABLES.items():
        most = MAX_EVENT_ROWS if name == "events" else MAX_TABLE_ROWS
        file, columns = folder / f"{name}.csv", tuple(fields_of(record))
        if name in OPTIONAL and not file.exists() and not file.is_symlink():
            tables[name] = no_rows(columns)
            continue
        tables[name], wrong = read_table(file, columns, most, LATER.get(name, ()))
        problems += wrong
    return ReadFolder(written, tables, problems)


def landscape_of(
    id: str, written: Mapping[str, object] | None, tables: Mapping[str, Table], problems: Iterable[Problem] = ()
) -> Landscape:
    """The landscape of settings and tables of text, however they were kept; `written` is None where it is unreadable.

    Raises BrokenLandscape with the problems found so far and all that are found here.
    """
    problems = problems if isinstance(problems, Problems) else Problems(problems)
    settings, sheets, wrong = read_world(id, written, tables)
    problems += wrong
    problems += validation.identity_problems(sheets, settings["lanes"])
    if problems:
        raise BrokenLandscape(problems)
    late: dict[str, Callable[[], Any]] = {name: partial(_records_of_sheet, sheet) for name, sheet in sheets.items()}
    for name in OPTIONAL & late.keys() - {"verbs"}:
        settings[name] = late.pop(name)()
    return landscape_made_late(settings, late | {"order": partial(_order_of_sheets, sheets)})


def read_world(
    id: str, written: Mapping[str, object] | None, tables: Mapping[str, Table]
) -> tuple[dict[str, Any], dict[str, Sheet], Problems]:
    """Settings and tables with their cells read, and all that is wrong but for what is told twice, or nearly: that can
    only be told of all rows together (`validation.identity_problems`)."""
    settings, faults = read_settings(id, written)
    problems = Problems(faults)
    lanes = settings["lanes"]
    tables = {**tables, "verbs": with_shared_verbs(tables["verbs"], tables["relations"])}
    speller = parsers.Speller()
    reading = _Reading(tables, lanes, speller)
    sheets: dict[str, Sheet] = {}
    for name in TABLES:
        sheets[name], wrong = reading.sheet(name)
        problems += wrong
    read_source = reading.reference("sources", ("sources",))
    settings["lead"], wrong_lead = read_lead((written or {}).get("lead", []), read_source)
    problems += wrong_lead
    groups = tables["sources"].cells["group"]
    settings["layers"], wrong_layers = read_layers((written or {}).get("layers"), groups)
    settings["kinds"], wrong_kinds = read_kinds((written or {}).get("kinds"))
    settings["lane_word"], wrong_word = read_lane_word((written or {}).get("lane_word"))
    problems += [*wrong_layers, *wrong_kinds, *wrong_word]
    problems += validation.layer_problems(sheets["sources"], [layer.id for layer in settings["layers"]])
    problems += validation.event_problems(sheets["events"], settings["as_of"])
    problems += validation.relation_problems(sheets)
    problems += validation.claim_problems(sheets["claims"])
    problems += validation.passage_problems(sheets["passages"])
    problems += validation.verb_problems(sheets, speller)
    problems += tour_problems(sheets, lanes)
    return settings, sheets, problems


def _order_of_sheets(sheets: Mapping[str, Sheet]) -> dict[str, int]:
    """The place of every event in order, told from the cells."""
    events, relations = sheets["events"], sheets["relations"]
    dates = dict(zip(events.texts("id"), events.column("date"), strict=True))
    steps = list(zip(events.column("instrument"), events.column("step"), strict=True))
    ties = zip(*map(relations.texts, ("verb", "object", "subject")), strict=True)
    return order_of_rows(dates, steps, [tie[1:] for tie in ties if tie[0] == CAME_AFTER])


# --- cells ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reading:
    """Reads the columns of the tables of one landscape; what is the same in several is read, or looked up, once."""

    tables: Mapping[str, Table]
    lanes: Sequence[Lane]
    speller: parsers.Speller
    dates: dict[str, When] = field(default_factory=dict)
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def sheet(self, name: str) -> tuple[Sheet, Problems]:
        """Every cell of a table read by what its column is for."""
        table = self.tables[name]
        values: dict[str, Iterable[Any]] = {}
        problems = Problems()
        for column, annotation in fields_of(TABLES[name]).items():
            texts = table.cells[column]
            read, refused = self._column(name, column, annotation)(texts)
            if read is not texts:
                values[column] = read
            rows = zip(table.numbers, texts, strict=True) if refused else ()
            problems += (
                in_words_of_reader(Problem(f"{name}.csv", row, column, "", ""), refused[text])
                for row, text in rows
                if text in refused
            )
        return Sheet(name, self.tables[name], values), problems

    def _column(self, name: str, column: str, annotation: Any) -> ColumnReader:
        """How a column is read: from the type of its field, and from the tables whose ids it names."""
        what = f"a {column.replace('_', ' ')}"
        remedy = "fill it in"
        arguments, optional = get_args(annotation), column in may_be_empty(TABLES[name])
        read: parsers.CellReader
        whole: Callable[[parsers.CellReader], ColumnReader] = one_by_one
        if column == "id":
            read, remedy = parsers.new_id, "give the row an id of its own"
            whole = of_ids
        elif column == "url":
            read, whole = parsers.link, partial(as_written, plain=parsers.plain_link)
        elif annotation is When or When in arguments:
            read, remedy = self._date, f"write {FORMS}"
        elif get_origin(annotation) is Literal:
            words = [str(word) for word in arguments if word != ""]
            read, remedy = parsers.words_only(words, what, self.speller), f"use {', '.join(words)}"
            if isinstance(arguments[0], int):
                read = parsers.whole_number(read)
        elif int in arguments:
            read = parsers.step_number
        elif (name, column) == ("events", "outcome"):
            read = _outcome(self.reference(column, REFERS_TO[name, column]))
        elif Citation in arguments:
            read = parsers.listed(parsers.citation_reader(self.reference("sources", ("sources",))))
            remedy = "write source-id@locator; no row stands without a citation"
            if self._are_readable(("sources",)):
                whole = partial(of_citations, sources=self._ids("sources"))
        elif (name, column) in REFERS_TO:
            read = self.reference(column, REFERS_TO[name, column])
            if get_origin(annotation) is tuple:
                read = parsers.listed(read)
            elif "verbs" not in REFERS_TO[name, column] and self._are_readable(REFERS_TO[name, column]):
                whole = partial(of_known, known=self._each(REFERS_TO[name, column]))
        elif get_origin(annotation) is tuple:
            read = parsers.listed(str)
        else:
            read = str
            whole = partial(as_written, plain=None if optional else parsers.says_something)
        if not optional:
            return whole(parsers.required(read, remedy))
        empty: object = () if get_origin(annotation) is tuple else None if type(None) in arguments else ""
        return whole(parsers.or_empty(read, empty))

    def reference(self, column: str, targets: Sequence[str]) -> parsers.CellReader:
        """Reads an id of one of the target tables; anything passes while one of those cannot be read."""
        if "verbs" in targets:
            verbs = self.tables["verbs"]
            return verb_reader(verbs.cells["id"]) if verbs.readable else str
        targets = tuple(target for target in targets if target not in OPTIONAL or self.tables[target].numbers)
        if not self._are_readable(targets):
            return str
        noun = either([target.removesuffix("s") for target in targets])
        files = either([TOML if target == "lanes" else f"{target}.csv" for target in targets])
        what, remedy = (
            f"{'an' if noun[0] in 'aeiou' else 'a'} {noun} of this landscape",
            f"correct it or add it to {files}",
        )

        @cache
        def reader() -> parsers.CellReader:  # many columns are read without it
            known = {CURATORS: CURATORS} if column == "attributed_to" else {}
            for target in targets:
                known |= self._ids(target)
            return parsers.known_id(known, what, remedy, self.speller)

        return lambda text: reader()(text)

    def _are_readable(self, targets: Sequence[str]) -> bool:
        return all(self.lanes if target == "lanes" else self.tables[target].readable for target in targets)

    def _ids(self, target: str) -> dict[str, str]:
        """The ids in a table, each with itself."""
        if target not in self.known:
            ids = [lane.id for lane in self.lanes]
            if target != "lanes":
                ids = [*self.tables[target].cells["id"], *self.tables[target].lost_ids]
            self.known[target] = dict(zip(ids, ids, strict=True))
        return self.known[target]

    def _each(self, targets: Sequence[str]) -> list[Callable[[], Mapping[str, str]]]:
        return [partial(self._ids, target) for target in targets]

    def _date(self, text: str) -> When:
        if text not in self.dates:
            self.dates[text] = date_cell(text)
        return self.dates[text]


def _outcome(read_event: parsers.CellReader) -> parsers.CellReader:
    """Reads what came of a plan: an event, or that none was found."""
    return lambda text: NOT_FOUND if text == NOT_FOUND else read_event(text)


def _records_of_sheet(sheet: Sheet) -> tuple[Record, ...]:
    record = TABLES[sheet.name]
    with _nothing_collected():
        columns = {column: sheet.column(column) for column in fields_of(record)}
        return records_of(record, columns, len(sheet.numbers))


def _no_folder(folder: Path) -> Problem:
    try:
        others = sorted(path.parent.name for path in folder.parent.glob(f"*/{TOML}"))
    except OSError:
        others = []
    hint = parsers.Speller().hint(folder.name, others)
    mend = f"use {', '.join(others)}{hint}" if others else f"name a folder that holds {TOML} and its tables"
    return Problem(str(folder), None, None, "is not a folder" if folder.exists() else "there is no such folder", mend)
