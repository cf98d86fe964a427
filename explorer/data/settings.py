"""landscape.toml in; the settings of a landscape out, or every problem with them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from explorer.data.checks.validation import TOML
from explorer.data.tables import parsers
from explorer.data.tables.characters import unseen_fault
from explorer.data.tables.csv_files import CELL_CHARACTERS, read_text
from explorer.edtf import parse_when
from explorer.errors import Problem, Slip
from explorer.model import Lane

SETTINGS_CHARACTERS = 1_000_000
"""So long may landscape.toml be."""

MAX_DOTS = 300
"""So many dots may one line of it hold: a key of n parts joined by dots is read in a time that grows with n²."""

SETTINGS = (
    *("title", "summary", "as_of", "checked", "licence", "default_view", "notes", "lead"),
    *("lanes", "lane_word", "layers", "kinds"),
)


def read_toml(file: Path) -> tuple[dict[str, object] | None, list[Problem]]:
    """What is written in landscape.toml, whatever it is; None where that cannot be read."""
    text, problems = read_text(file)
    return (None, problems) if text is None else toml_of(text)


def toml_of(text: str) -> tuple[dict[str, object] | None, list[Problem]]:
    """What a text of landscape.toml says, whatever it is; None where that cannot be read."""
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
        return tomllib.loads(text.replace("\r\n", "\n")), []
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line ([0-9]+)", str(error))
        row = int(place.group(1)) if place else None
        mend = 'write each as name = "text", and each lane below [[lanes]]'
        return None, [Problem(TOML, row, None, f"is not TOML: {error}", mend)]
    except (RecursionError, ValueError):
        return None, [Problem(TOML, None, None, "is not TOML", "write plain keys and lanes")]


def read_settings(id: str, written: Mapping[str, object] | None) -> tuple[dict[str, Any], list[Problem]]:
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
            problems.append(in_words_of_reader(Problem(TOML, None, place, "", ""), error))
        lanes.append(Lane(**read))
    return tuple(lanes), problems


def in_words_of_reader(problem: Problem, error: ValueError) -> Problem:
    """The problem in the words of a reader of cells: "what came — what to write"."""
    what, _, mend = str(error).rpartition(" — ")
    return replace(problem, what=what, mend=mend, answer=error.answer if isinstance(error, Slip) else "")
