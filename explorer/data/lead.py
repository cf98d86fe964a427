"""The sentences with which a landscape begins, as landscape.toml or a JSON file has them, read and checked."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from explorer.data.checks.validation import TOML
from explorer.data.tables import parsers
from explorer.data.tables.characters import unseen_fault
from explorer.data.tables.csv_files import CELL_CHARACTERS
from explorer.errors import Problem
from explorer.model import LeadSentence

MAX_LEAD = 4
"""So many sentences at most: what comes first is read while it is short."""

_FORM = 'write [[lead]], then text = "A sentence." and sources = "source-id@locator" below it'


def read_lead(value: object, read_source: parsers.CellReader) -> tuple[tuple[LeadSentence, ...], list[Problem]]:
    """The sentences, none where nothing is written; `read_source` knows the landscape's sources."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return (), [Problem(TOML, None, "lead", "is not a list of sentences", _FORM)]
    problems = []
    if len(value) > MAX_LEAD:
        problems.append(Problem(TOML, None, "lead", f"has {len(value)} sentences", f"keep it to {MAX_LEAD}"))
    read = [_sentence(item, number, read_source, problems) for number, item in enumerate(value, 1)]
    return tuple(sentence for sentence in read if sentence), problems


def _sentence(
    written: Mapping[str, object], number: int, read_source: parsers.CellReader, problems: list[Problem]
) -> LeadSentence | None:
    place = f"lead, number {number}"
    text, cited = written.get("text"), written.get("sources", "")
    for key in written.keys() - {"text", "sources"}:
        problems.append(Problem(TOML, None, place, f'"{key[:60]}" is not a part of it', "use text and sources"))
    if isinstance(cited, list):
        cited = ";".join(map(str, cited))
    if not isinstance(text, str) or not text.strip() or not isinstance(cited, str) or len(text) > CELL_CHARACTERS:
        problems.append(Problem(TOML, None, place, "has no sentence, or one that is no text", _FORM))
        return None
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    if fault := unseen_fault(plain):
        problems.append(Problem(TOML, None, place, *fault))
        return None
    reader = parsers.required(parsers.listed(parsers.citation_reader(read_source)), "no sentence without a citation")
    try:
        return LeadSentence(text=plain, sources=reader(unicodedata.normalize("NFC", cited)))  # type: ignore[arg-type]
    except ValueError as error:
        what, _, mend = str(error).rpartition(" — ")
        problems.append(Problem(TOML, None, f"{place}: sources", what, mend))
        return None
