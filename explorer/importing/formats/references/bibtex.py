"""BibTeX and biblatex: see `reference_rows.py` for what becomes what.

MAPPING
- type of entry → kind, `type` → its word; the entry's key → key
- title, with subtitle; journal, journaltitle, newspaper, publisher, institution, organization, school, howpublished →
  publisher; author, else editor → authors
- date, else year, month and day → published; urldate → retrieved; url, or a howpublished that is an address → url; doi
  → DOI; note, annote, annotation → note; all other fields are told as not kept
- commands of LaTeX become the letters that they stand for; macros (@string) the texts that they stand for; no other
  file is included
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from explorer.export.data.bibliography import KINDS
from explorer.importing.formats.bounded import MAX_DEPTH, bad, text_in_any_encoding
from explorer.importing.formats.references.reference_rows import MOST, Reference, add_reference, kind_said
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

MOST_COMMANDS = 2_000
"""So many different commands of LaTeX a file may use: each is looked up."""

FIELD_CHARACTERS = 20_000
"""So much of a field is read; a cell holds less."""

_BY_TYPE: Mapping[str, str] = {
    **dict.fromkeys(("online", "electronic", "www", "webpage"), "web page"),
    **dict.fromkeys(("legislation", "legal", "bill", "statute"), "law text"),
    **dict.fromkeys(("jurisdiction", "case"), "court"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("book", "mvbook", "collection", "proceedings", "booklet", "manual"), "book"),
    **dict.fromkeys(("incollection", "inbook", "inreference"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference", "unpublished"), "paper"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "thesis"),
    **{"article": "article", "dataset": "dataset", "data": "dataset", "newspaper": "news"},
}
_BEGINS = re.compile(r"(?:[^\n]*+\n){0,200}?[ \t]*+@[A-Za-z]{2,20}[ \t]*+[{(]")
_COMMAND = re.compile(
    r"\\(?:[`'^\"~=.](?:\{\\?[A-Za-z]\}|\s*\\[ij](?![A-Za-z])|\s*[A-Za-z])|[uvHcdbkr](?:\{[A-Za-z]\}|\s+[A-Za-z])"
    r"|[A-Za-z]{1,20}(?:\{\}|\s+)?|[^A-Za-z\s])"
)
_PLAIN_FIELDS = ("url", "doi", "urldate", "date", "year")


def read(data: bytes, name: str) -> Loose | None:
    """The references of a BibTeX file as rows of sources; None for another file."""
    text, guess = text_in_any_encoding(data, name, _BEGINS)
    if text is None:
        if name.lower().endswith((".bib", ".bibtex")):
            raise bad(name, "holds no entry (@book{…})", "export it again as BibTeX")
        return None
    if text.count("@") > 10 * MOST or len(re.findall(r"@[A-Za-z]+\s*+[{(]", text)) > MOST:
        raise bad(name, f"holds more than {MOST:,} references", "export a part of it")
    if _is_deep(text):
        raise bad(name, f"has more than {MAX_DEPTH} braces in each other", "close the braces that are left open")
    if len({found.group() for found in _COMMAND.finditer(text)}) > MOST_COMMANDS:
        raise bad(name, f"uses more than {MOST_COMMANDS:,} commands of LaTeX", "export it without LaTeX, as biblatex")
    library = _library(text)
    if library.failed_blocks:
        failed = library.failed_blocks[0]
        twice = type(failed).__name__.startswith("Duplicate")
        what = "has a key or a field twice" if twice else "is not sound BibTeX"
        mend = "keep one of them" if twice else "close its braces and quotes, or export it again"
        raise bad(name, f"{what} in line {(failed.start_line or 0) + 1}", mend)
    taking = Taking(name)
    for line in guess:
        taking.guess(line)
    for entry in library.entries:
        part = Part(taking, {field.key.lower(): _text(field) for field in entry.fields})
        add_reference(taking, _reference(part, entry.key, entry.entry_type.lower()), f"entry {entry.key}"[:80])
    return taking.done()


def _library(text: str) -> Any:
    from bibtexparser.entrypoint import parse_string  # here: nothing else needs it

    loud = [logging.getLogger(f"bibtexparser.{part}") for part in ("splitter", "entrypoint", "library")]
    for logger in loud:
        logger.setLevel(logging.CRITICAL)  # what it cannot read is told by us
    return parse_string(text)


def _is_deep(text: str) -> bool:
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", text):
        depth = max(0, depth + {"{": 1, "}": -1}.get(mark.group(), 0))
        if depth > MAX_DEPTH:
            return True
    return False


def _text(field: Any) -> str:
    value = str(field.value)[:FIELD_CHARACTERS]
    if field.key.lower() in _PLAIN_FIELDS:
        return re.sub(r"\\([%&#_~{}])", r"\1", value).strip("{} ")
    return value


def without_latex(text: str) -> str:
    """What a text in LaTeX shows.

    >>> without_latex(r"{Caf\\'e} \\& {\\~n}andú -- 50\\,\\%")
    'Café & ñandú – 50 %'
    """
    text = _COMMAND.sub(lambda found: _shown(found.group()), text)
    text = re.sub(r"[{}$]", "", text.replace("---", "—").replace("--", "–").replace("~", " "))
    return " ".join(text.replace("\0", "{").replace("\1", "}").replace("\2", "$").replace("\3", "~").split())


_GUARDED = str.maketrans({"{": "\0", "}": "\1", "$": "\2", "~": "\3"})


@lru_cache(maxsize=MOST_COMMANDS)
def _shown(command: str) -> str:
    """The letter that one command stands for; nothing for one that is not known."""
    from pylatexenc.latex2text import LatexNodes2Text

    named = command.strip().removesuffix("{}")
    if named in (r"\textbraceleft", r"\lbrace"):
        return "\0"
    if named in (r"\textbraceright", r"\rbrace"):
        return "\1"
    if named in (r"\,", r"\;", r"\ "):
        return " "
    if named in (r"\textasciicircum", r"\^"):
        return "^"
    try:
        shown: str = LatexNodes2Text().latex_to_text(command)
    except Exception:  # it raises whatever it meets in a command that lacks what belongs to it: IndexError, …
        return ""
    return shown.translate(_GUARDED)


def _reference(part: Part, key: str, type: str) -> Reference:
    def shown(*names: str) -> str:
        return without_latex(part.text(*names))

    title, subtitle = shown("title"), shown("subtitle")
    how = shown("howpublished")
    link = part.text("url") or (how if how.startswith(("http://", "https://")) else "")
    year, month, day = shown("year"), shown("month"), shown("day")
    date = part.text("date") or (f"{day} {month} {year}".strip() if not month.isdigit() else f"{year}-{month}")
    part.know("language", "langid", "shorttitle", "keywords", "file", "entrytype")
    publishers = ("journal", "journaltitle", "newspaper", "publisher", "institution", "organization", "school")
    published_by = next((text for text in map(shown, publishers) if text), "") or (how if how != link else "")
    names = re.split(r"\s+and\s+", part.text("author", "editor"))
    return Reference(
        key=key,
        kind=kind_said(shown("type"), _kind(type)),
        title=f"{title}: {subtitle}" if subtitle else title,
        publisher=published_by,
        published=date,
        retrieved=part.text("urldate", "lastchecked"),
        url=link,
        doi=part.text("doi"),
        authors=[name for name in (without_latex(name) for name in names) if name and name != "others"],
        note=shown("note", "annote", "annotation"),
    )


def _kind(type: str) -> str:
    return _BY_TYPE.get(type, type if type in KINDS else "document")
