"""A landscape's folder in; a checked Landscape out, or a BrokenLandscape with every problem in it at once.

The only room that knows file and column names. A table's columns are the fields of its record, so a new column is
written in `model.py`, and here only if it names other rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from explorer.data import parsers, validation
from explorer.data.csv_files import Sheet, Table, no_rows, read_table
from explorer.data.date_cells import date_cell
from explorer.data.lead import read_lead
from explorer.data.settings import in_words_of_reader, read_settings, read_toml
from explorer.data.tours import tour_problems
from explorer.data.validation import TOML
from explorer.data.verbs import verb_reader, with_shared_verbs
from explorer.data.vocabularies import read_kinds, read_lane_word, read_layers
from explorer.edtf import FORMS, When
from explorer.errors import BrokenLandscape, Problem, Problems, either
from explorer.landscape import Landscape
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
from explorer.order import order_of
from explorer.records import Record, fields_of, may_be_empty, records_of

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
    read = read_folder(folder)
    return landscape_of(folder.resolve().name, read.settings, read.tables, read.problems)


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


def load_tables(folder: Path, written: Written | None, found: Iterable[Problem] = ()) -> Landscape:
    """The landscape of settings, with the problems found in them, and of the tables in a folder."""
    read = _read_tables(folder, written, found)
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
    settings, faults = read_settings(id, written)
    problems += faults
    lanes = settings["lanes"]
    tables = {**tables, "verbs": with_shared_verbs(tables["verbs"], tables["relations"])}
    speller = parsers.Speller()
    sheets: dict[str, Sheet] = {}
    for name in TABLES:
        sheets[name], wrong = _read_sheet(name, tables, lanes, speller)
        problems += wrong
    read_source = _reference("sources", ("sources",), tables, lanes, speller)
    settings["lead"], wrong_lead = read_lead((written or {}).get("lead", []), read_source)
    problems += wrong_lead
    groups = tables["sources"].cells["group"].tolist()
    settings["layers"], wrong_layers = read_layers((written or {}).get("layers"), groups)
    settings["kinds"], wrong_kinds = read_kinds((written or {}).get("kinds"))
    settings["lane_word"], wrong_word = read_lane_word((written or {}).get("lane_word"))
    problems += [*wrong_layers, *wrong_kinds, *wrong_word]
    problems += validation.layer_problems(sheets["sources"], [layer.id for layer in settings["layers"]])
    problems += validation.identity_problems(sheets, lanes)
    problems += validation.event_problems(sheets["events"], settings["as_of"])
    problems += validation.relation_problems(sheets)
    problems += validation.claim_problems(sheets["claims"])
    problems += validation.passage_problems(sheets["passages"])
    problems += validation.verb_problems(sheets, speller)
    problems += tour_problems(sheets, lanes)
    if problems:
        raise BrokenLandscape(problems)
    rows: dict[str, Any] = {name: _records_of_sheet(sheet) for name, sheet in sheets.items()}
    landscape = Landscape(**settings, **rows)
    return replace(landscape, order=order_of(landscape))


# --- cells ---------------------------------------------------------------------------------------------------------


def _read_sheet(
    name: str, tables: Mapping[str, Table], lanes: Sequence[Lane], speller: parsers.Speller
) -> tuple[Sheet, Problems]:
    """Every cell of a table read by what its column is for; each different text is read once."""
    frame = tables[name].cells
    values: dict[str, dict[str, Any]] = {}
    problems = Problems()
    for column, annotation in fields_of(TABLES[name]).items():
        read = _reader(name, column, annotation, tables, lanes, speller)
        values[column] = {}
        refused: dict[str, ValueError] = {}
        texts = frame[column].tolist()
        for text in dict.fromkeys(texts):
            try:
                values[column][text] = read(text)
            except ValueError as error:
                refused[text] = error
        rows = zip(frame.index.tolist(), texts, strict=True) if refused else ()
        problems += (
            in_words_of_reader(Problem(f"{name}.csv", row, column, "", ""), refused[text])
            for row, text in rows
            if text in refused
        )
    return Sheet(name, tables[name], values), problems


def _reader(
    name: str,
    column: str,
    annotation: Any,
    tables: Mapping[str, Table],
    lanes: Sequence[Lane],
    speller: parsers.Speller,
) -> parsers.CellReader:
    """How a column is read: from the type of its field, and from the tables whose ids it names."""
    what = f"a {column.replace('_', ' ')}"
    remedy = "fill it in"
    arguments = get_args(annotation)
    read: parsers.CellReader
    if column == "id":
        read, remedy = parsers.new_id, "give the row an id of its own"
    elif column == "url":
        read = parsers.link
    elif annotation is When or When in arguments:
        read, remedy = date_cell, f"write {FORMS}"
    elif get_origin(annotation) is Literal:
        words = [str(word) for word in arguments if word != ""]
        read, remedy = parsers.words_only(words, what, speller), f"use {', '.join(words)}"
        if isinstance(arguments[0], int):
            read = parsers.whole_number(read)
    elif int in arguments:
        read = parsers.step_number
    elif (name, column) == ("events", "outcome"):
        read = _outcome(_reference(column, REFERS_TO[name, column], tables, lanes, speller))
    elif Citation in arguments:
        read = parsers.listed(parsers.citation_reader(_reference("sources", ("sources",), tables, lanes, speller)))
        remedy = "write source-id@locator; no row stands without a citation"
    elif (name, column) in REFERS_TO:
        read = _reference(column, REFERS_TO[name, column], tables, lanes, speller)
        if get_origin(annotation) is tuple:
            read = parsers.listed(read)
    else:
        read = parsers.listed(str) if get_origin(annotation) is tuple else str
    if column not in may_be_empty(TABLES[name]):
        return parsers.required(read, remedy)
    empty: object = () if get_origin(annotation) is tuple else None if type(None) in arguments else ""
    return parsers.or_empty(read, empty)


def _outcome(read_event: parsers.CellReader) -> parsers.CellReader:
    """Reads what came of a plan: an event, or that none was found."""
    return lambda text: NOT_FOUND if text == NOT_FOUND else read_event(text)


def _reference(
    column: str, targets: Sequence[str], tables: Mapping[str, Table], lanes: Sequence[Lane], speller: parsers.Speller
) -> parsers.CellReader:
    """Reads an id of one of the target tables; anything passes while one of those cannot be read."""
    if "verbs" in targets:
        return verb_reader(tables["verbs"].cells["id"].tolist()) if tables["verbs"].readable else str
    known: dict[str, None] = {CURATORS: None} if column == "attributed_to" else {}
    targets = [target for target in targets if target not in OPTIONAL or len(tables[target].cells)]
    for target in targets:
        if target == "lanes":
            ids, readable = [lane.id for lane in lanes], bool(lanes)
        else:
            ids, readable = [*tables[target].cells["id"].tolist(), *tables[target].lost_ids], tables[target].readable
        if not readable:
            return str
        known.update(dict.fromkeys(ids))
    noun = either([target.removesuffix("s") for target in targets])
    files = either([TOML if target == "lanes" else f"{target}.csv" for target in targets])
    article = "an" if noun[0] in "aeiou" else "a"
    return parsers.known_id(known, f"{article} {noun} of this landscape", f"correct it or add it to {files}", speller)


def _records_of_sheet(sheet: Sheet) -> tuple[Record, ...]:
    record, frame = TABLES[sheet.name], sheet.table.cells
    read = {column: map(values.__getitem__, frame[column].tolist()) for column, values in sheet.values.items()}
    return records_of(record, read, len(frame))


def _no_folder(folder: Path) -> Problem:
    try:
        others = sorted(path.parent.name for path in folder.parent.glob(f"*/{TOML}"))
    except OSError:
        others = []
    hint = parsers.Speller().hint(folder.name, others)
    mend = f"use {', '.join(others)}{hint}" if others else f"name a folder that holds {TOML} and its tables"
    return Problem(str(folder), None, None, "is not a folder" if folder.exists() else "there is no such folder", mend)
