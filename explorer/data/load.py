"""A landscape's folder in; a checked Landscape out, or a BrokenLandscape with every problem in it at once.

The only room that knows file and column names. A table's columns are the fields of its record, so a new column is
written in `model.py`, and here only if it names other rows.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from explorer.data import parsers, validation
from explorer.data.csv_files import CELL_CHARACTERS, Sheet, Table, no_rows, read_table, read_text, unseen_fault
from explorer.data.lead import read_lead
from explorer.data.tours import tour_problems
from explorer.data.validation import TOML
from explorer.data.verbs import verb_reader, with_shared_verbs
from explorer.edtf import FORMS, When, parse_when
from explorer.errors import BrokenLandscape, Problem, Problems, either
from explorer.model import (
    CURATORS,
    NOT_FOUND,
    Actor,
    Citation,
    Claim,
    Event,
    Gap,
    Instrument,
    Landscape,
    Lane,
    Passage,
    Provision,
    Relation,
    Source,
    TourSentence,
    Verb,
)
from explorer.order import order_of
from explorer.records import Record, fields_of, may_be_empty

MAX_EVENT_ROWS = 100_000
MAX_TABLE_ROWS = 400_000  # of any other table

SETTINGS_CHARACTERS = 1_000_000
"""So long may landscape.toml be."""

MAX_DOTS = 300
"""So many dots may one line of it hold: a key of n parts joined by dots is read in a time that grows with n²."""

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
    if not folder.is_dir():
        raise BrokenLandscape([_no_folder(folder)])
    written, found = _read_toml(folder / TOML)
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
    return landscape_of(folder.resolve().name, written, tables, problems)


def landscape_of(
    id: str, written: Mapping[str, object] | None, tables: Mapping[str, Table], problems: Iterable[Problem] = ()
) -> Landscape:
    """The landscape of settings and tables of text, however they were kept; `written` is None where it is unreadable.

    Raises BrokenLandscape with the problems found so far and all that are found here.
    """
    problems = problems if isinstance(problems, Problems) else Problems(problems)
    settings, faults = _read_settings(id, written)
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


# --- landscape.toml ------------------------------------------------------------------------------------------------

SETTINGS = ("title", "summary", "as_of", "checked", "licence", "default_view", "notes", "lead", "lanes")


def _read_toml(file: Path) -> tuple[dict[str, object] | None, list[Problem]]:
    """What is written in landscape.toml, whatever it is; None where that cannot be read."""
    text, problems = read_text(file)
    if text is None:
        return None, problems
    if len(text) > SETTINGS_CHARACTERS:
        what = f"has {len(text):,} characters, more than the {SETTINGS_CHARACTERS:,} that are read"
        return None, [Problem(TOML, None, None, what, "write plain keys, notes and lanes")]
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > MAX_DOTS:
            what = f"holds more than {MAX_DOTS} dots"
            return None, [
                Problem(TOML, number, None, what, "write plain keys, and each paragraph on a line of its own")
            ]
    try:
        return tomllib.loads(text.replace("\r\n", "\n")), problems
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line ([0-9]+)", str(error))
        row = int(place.group(1)) if place else None
        mend = 'write each as name = "text", and each lane below [[lanes]]'
        return None, [Problem(TOML, row, None, f"is not TOML: {error}", mend)]
    except (RecursionError, ValueError):
        return None, [Problem(TOML, None, None, "is not TOML", "write plain keys and lanes")]


def _read_settings(id: str, written: Mapping[str, object] | None) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of Landscape that are not tables; where one is broken, as_of is None and lanes is empty."""
    settings: dict[str, Any] = {"id": unicodedata.normalize("NFC", id), "as_of": None, "lanes": ()}
    problems: list[Problem] = []
    if fault := unseen_fault(settings["id"]):
        problems.append(Problem(TOML, None, None, f"the folder's name {fault[0]}", "rename the folder"))
    if written is None:
        return settings, problems
    speller = parsers.Speller()
    for key in written.keys() - set(SETTINGS):
        mend = f"use {', '.join(SETTINGS)}{speller.hint(key, SETTINGS)}"
        problems.append(Problem(TOML, None, key, "is not a setting of a landscape", mend))
    for key in ("title", "summary", "licence", "default_view"):
        settings[key], faults = _landscape_setting(key, written.get(key, ""), may_be_empty=key == "default_view")
        problems += faults
    settings["notes"], faults = _landscape_notes(written.get("notes", []))
    problems += faults
    settings["as_of"], faults = _landscape_day("as_of", "the day that the data reach", written.get("as_of"))
    problems += faults
    settings["checked"] = None
    if written.get("checked") not in (None, ""):
        what = "the day somebody last looked whether there is more"
        settings["checked"], faults = _landscape_day("checked", what, written.get("checked"))
        problems += faults
        if settings["checked"] and settings["as_of"] and settings["checked"] < settings["as_of"]:
            what = f"{settings['checked']} is before as_of, {settings['as_of']}"
            problems.append(Problem(TOML, None, "checked", what, "write the later day, or leave it out"))
    settings["lanes"], faults = _landscape_lanes(written.get("lanes"))
    return settings, problems + faults


def _landscape_setting(key: str, value: object, *, may_be_empty: bool = False) -> tuple[str, list[Problem]]:
    if not isinstance(value, str):
        return "", [Problem(TOML, None, key, f"is {value!r}, not text", f'write {key} = "…"')]
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    if fault := unseen_fault(text):
        return text, [Problem(TOML, None, key, *fault)]
    if not text and not may_be_empty:
        return text, [Problem(TOML, None, key, "is missing", f'write {key} = "…"')]
    if len(text) > CELL_CHARACTERS:
        return text, [Problem(TOML, None, key, f"has more than {CELL_CHARACTERS:,} characters", "say it shorter")]
    return text, []


def _landscape_notes(value: object) -> tuple[tuple[str, ...], list[Problem]]:
    """The curators' paragraphs: a list of texts."""
    if not isinstance(value, list):
        return (), [Problem(TOML, None, "notes", f"is {value!r}, not a list", 'write notes = ["…", "…"]')]
    read = [_landscape_setting("notes", paragraph) for paragraph in value]
    return tuple(text for text, _ in read), [problem for _, faults in read for problem in faults]


def _landscape_day(key: str, meaning: str, value: object) -> tuple[date | None, list[Problem]]:
    """A day, as a TOML date or as text; `meaning` says which."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, []
    mend = f"write {meaning}, such as {key} = 2025-07-25"
    if value is None:
        return None, [Problem(TOML, None, key, "is missing", mend)]
    try:
        when = parse_when(str(value))
    except ValueError:
        when = None
    if when is None or when.precision != "day" or when.uncertain or when.approximate:
        return None, [Problem(TOML, None, key, f'"{value}" is not a day', mend)]
    return when.earliest, []


def _landscape_lanes(value: object) -> tuple[tuple[Lane, ...], list[Problem]]:
    mend = 'write [[lanes]], then id = "city" and label = "City" below it'
    if not isinstance(value, list) or not value or not all(isinstance(lane, dict) for lane in value):
        return (), [Problem(TOML, None, "lanes", "is missing or not a list of lanes", mend)]
    lanes: list[Lane] = []
    problems: list[Problem] = []
    for number, lane in enumerate(value, 1):
        place = f"lanes, number {number}"
        for key in lane.keys() - {"id", "label"}:
            problems.append(Problem(TOML, None, place, f'"{key}" is not a setting of a lane', "use id and label"))
        read: dict[str, str] = {}
        for key in ("id", "label"):
            read[key], faults = _landscape_setting(key, lane.get(key, ""))
            problems += [Problem(TOML, None, f"{place}: {key}", fault.what, fault.mend) for fault in faults]
        try:
            if read["id"]:
                parsers.new_id(read["id"])
        except ValueError as error:
            problems.append(_in_words_of_reader(Problem(TOML, None, place, "", ""), error))
        lanes.append(Lane(**read))
    return tuple(lanes), problems


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
            _in_words_of_reader(Problem(f"{name}.csv", row, column, "", ""), refused[text])
            for row, text in rows
            if text in refused
        )
    return Sheet(name, tables[name], values), problems


def _in_words_of_reader(problem: Problem, error: ValueError) -> Problem:
    """The problem in the words of a reader of cells: "what came — what to write"."""
    what, _, mend = str(error).rpartition(" — ")
    return replace(problem, what=what, mend=mend)


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
        read, remedy = parse_when, f"write {FORMS}"
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
    return tuple(record(**dict(zip(read, row, strict=True))) for row in zip(*read.values(), strict=True))


def _no_folder(folder: Path) -> Problem:
    try:
        others = sorted(path.parent.name for path in folder.parent.glob(f"*/{TOML}"))
    except OSError:
        others = []
    hint = parsers.Speller().hint(folder.name, others)
    mend = f"use {', '.join(others)}{hint}" if others else f"name a folder that holds {TOML} and its tables"
    return Problem(str(folder), None, None, "is not a folder" if folder.exists() else "there is no such folder", mend)
