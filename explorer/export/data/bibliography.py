"""A view in; its sources out as CSL-JSON, RIS or BibTeX, which Zotero and other reference managers take.

Each source once, in the landscape's order, under its id. What a format has no place for is listed in `CANNOT_HOLD`;
all else comes back as it was when the file is imported again.

| of a source | CSL-JSON | RIS | BibTeX |
|---|---|---|---|
| id | id | ID | the key of the entry |
| title | title | TI | title |
| publisher | container-title, authority or publisher | T2 or PB | journal or publisher |
| published, retrieved | issued, accessed; exact in custom | DA, Y2; exact behind the third / | date, urldate |
| url | URL | UR | url |
| kind | type, and the word in genre | TY, and the word in M3 | type of entry, and the word in type |
| authors and DOI, which stand before the note | author, DOI | AU, DO | author, doi |
| note | note | N1 | note |
| group, line, reading | custom | | |
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.edtf import When
from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.model import Source
from explorer.query.visible import View

CANNOT_HOLD: Mapping[str, tuple[str, ...]] = {
    "csl": (),
    "ris": ("group", "line", "reading"),
    "bibtex": ("group", "line", "reading"),
}
"""The fields of a source that a format has no place for."""


@dataclass(frozen=True)
class Kind:
    """A kind of source in the words of each format, and where it has who brought it out."""

    csl: str
    ris: str
    bibtex: str
    publisher: str = "publisher"  # of CSL-JSON: publisher, container-title or authority


KINDS: Mapping[str, Kind] = {
    "news": Kind("article-newspaper", "NEWS", "article", "container-title"),
    "press release": Kind("webpage", "WEB", "misc", "container-title"),
    "web page": Kind("webpage", "WEB", "misc", "container-title"),
    "law text": Kind("legislation", "STAT", "misc", "authority"),
    "court": Kind("legal_case", "CASE", "misc", "authority"),
    "hearing": Kind("hearing", "HEAR", "misc"),
    "dataset": Kind("dataset", "DATA", "misc"),
    "report": Kind("report", "RPRT", "techreport"),
    "article": Kind("article-journal", "JOUR", "article", "container-title"),
    "book": Kind("book", "BOOK", "book"),
    "chapter": Kind("chapter", "CHAP", "incollection"),
    "thesis": Kind("thesis", "THES", "phdthesis"),
    "paper": Kind("article", "UNPB", "unpublished"),
    "document": Kind("document", "GEN", "misc"),
}
"""The kinds that the formats tell apart; any other is a document whose word stands beside it."""

CUSTOM = "explorer"
"""Of CSL-JSON: what stands under this key in `custom` is a source's own."""

HEAD = re.compile(r"\((Authors|DOI): ([^()]*)\) ?")
"""What an importer writes before a note, as a source has no field for it: (Authors: Reyes, Ana) (DOI: 10.1/x)."""

_SPECIAL = {
    **{mark: f"\\{mark}" for mark in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905


def kind_of(source: Source) -> Kind:
    """The words of the formats for a source's kind."""
    return KINDS.get(source.kind, KINDS["document"])


def headed_note(note: str) -> tuple[tuple[str, ...], str, str]:
    """The authors, the DOI and the rest of a note.

    >>> headed_note("(Authors: Reyes, Ana; Riverton Herald) (DOI: 10.1/x) Read twice.")
    (('Reyes, Ana', 'Riverton Herald'), '10.1/x', 'Read twice.')
    >>> headed_note("Read twice (online).")
    ((), '', 'Read twice (online).')
    """
    found: dict[str, str] = {}
    while (head := HEAD.match(note)) and head[1] not in found:
        found[head[1]], note = head[2], note[head.end() :]
    authors = tuple(name.strip() for name in found.get("Authors", "").split(";") if name.strip())
    return authors, found.get("DOI", ""), note


# --- CSL-JSON ------------------------------------------------------------------------------------------------------


def csl_json(view: View, options: Options) -> bytes:
    """The sources as a list of CSL items."""
    items = [_csl_item(source) for source in excerpt(view, options).landscape.sources]
    return (json.dumps(items, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _csl_item(source: Source) -> dict[str, Any]:
    kind = kind_of(source)
    authors, doi, note = headed_note(source.note)
    dates = {"published": source.published, "retrieved": source.retrieved}
    own = {column: getattr(source, column) for column in ("group", "line", "reading")}
    own |= {name: when.text for name, when in dates.items() if when and not _is_plain(when)}
    item: dict[str, Any] = {
        "id": source.id,
        "type": kind.csl,
        "title": source.title,
        kind.publisher: source.publisher,
        "author": [_csl_name(name) for name in authors],
        "issued": csl_date(source.published) if source.published else None,
        "accessed": csl_date(source.retrieved) if source.retrieved else None,
        "URL": source.url,
        "DOI": doi,
        "genre": source.kind,
        "note": note,
        "custom": {CUSTOM: {name: text for name, text in own.items() if text}},
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}


def _is_plain(when: When) -> bool:
    return re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", when.text) is not None and when.precision != "season"


def csl_date(when: When) -> dict[str, Any]:
    """A date as CSL has it, as exact as it can be said there: parts, a season, about.

    >>> csl_date(parse_when("2025-07-21")), csl_date(parse_when("2025-08?"))
    ({'date-parts': [[2025, 7, 21]]}, {'date-parts': [[2025, 8]], 'circa': True})
    >>> csl_date(parse_when("2025-06/2025-07")), csl_date(parse_when("2025-21"))
    ({'date-parts': [[2025, 6], [2025, 7]]}, {'date-parts': [[2025]], 'season': 1})
    """
    points = [[int(part) for part in point.split("-")] for point in _points(when)]
    if when.precision == "season":
        return {"date-parts": [points[0][:1]], "season": points[0][1] - 20}
    vague = when.uncertain or when.approximate or ".." in when.text or when.precision == "set"
    both = [points[0], points[-1]] if when.precision in ("interval", "set") and points[0] != points[-1] else points[:1]
    return {"date-parts": both, **({"circa": True} if vague else {})}


def _points(when: When) -> list[str]:
    return re.findall(r"[0-9]{4}(?:-[0-9]{2}){0,2}", when.text)


# --- RIS -----------------------------------------------------------------------------------------------------------


def ris(view: View, options: Options) -> bytes:
    """The sources as RIS records, a tag a line."""
    import rispy  # here: nothing else of the server needs it

    records = [_ris_record(source) for source in excerpt(view, options).landscape.sources]
    names = {name: name for record in records for name in record} | {"TY": "type_of_reference", "ER": "er"}
    mapping = {tag: name.lower() for tag, name in names.items()}
    lowered = [{mapping[tag]: texts for tag, texts in record.items()} for record in records]
    lists = [tag for tag in mapping if tag not in ("TY", "ER")]
    written: str = rispy.dumps(lowered, mapping=mapping, list_tags=lists)
    return re.sub(r"(?m)^[0-9]+\.\n", "", written).encode()  # without the number that it writes above each


def _ris_record(source: Source) -> dict[str, Any]:
    kind = kind_of(source)
    authors, doi, note = headed_note(source.note)
    cells = {
        "ID": source.id,
        "TI": source.title,
        "T2" if kind.publisher == "container-title" else "PB": source.publisher,
        "DA": _ris_date(source.published),
        "PY": _points(source.published)[0][:4] if source.published else "",
        "Y2": _ris_date(source.retrieved),
        "UR": source.url,
        "DO": doi,
        "M3": source.kind,
        "N1": note,
    }
    lines = {tag: [" ".join(text.split())] for tag, text in cells.items() if text}
    return {"TY": kind.ris, **lines, **({"AU": list(authors)} if authors else {})}


def _ris_date(when: When | None) -> str:
    """Year/month/day/ and, where these do not say it all, the date as EDTF behind them.

    >>> _ris_date(parse_when("2025-07")), _ris_date(parse_when("2025-08~"))
    ('2025/07//', '2025/08//2025-08~')
    """
    if when is None:
        return ""
    year, month, day = (*_points(when)[0].split("-"), "", "")[:3]
    if when.precision == "season":
        month = ""
    return f"{year}/{month}/{day}/{'' if _is_plain(when) else when.text}"


# --- BibTeX --------------------------------------------------------------------------------------------------------


def bibtex(view: View, options: Options) -> bytes:
    """The sources as BibTeX entries, with the dates of biblatex beside those of BibTeX."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    for source in excerpt(view, options).landscape.sources:
        fields = [Field(name, text) for name, text in _bibtex_fields(source).items() if text]
        library.add(Entry(kind_of(source).bibtex, source.id, fields))
    written: str = write_string(library)
    return written.encode()


def _bibtex_fields(source: Source) -> dict[str, str]:
    kind = kind_of(source)
    authors, doi, note = headed_note(source.note)
    names = [_escaped(name) if ", " in name else f"{{{_escaped(name)}}}" for name in authors]
    date = _points(source.published)[0].split("-") if source.published else []
    month = _MONTHS[int(date[1]) - 1] if len(date) > 1 and int(date[1]) <= len(_MONTHS) else ""
    return {
        "title": f"{{{_escaped(source.title)}}}",  # in braces of its own, so that no style changes its capitals
        "author": " and ".join(names),
        "journal" if kind.bibtex == "article" else "publisher": _escaped(source.publisher),
        "year": date[0] if date else "",
        "month": month,
        "date": source.published.text if source.published else "",
        "url": source.url,
        "urldate": source.retrieved.text if source.retrieved else "",
        "doi": doi,
        "type": _escaped(source.kind),
        "note": _escaped(note),
    }


def _escaped(text: str) -> str:
    """A text in which nothing is a command.

    >>> print(_escaped("R&D {50 %}"))
    R\\&D \\textbraceleft{}50 \\%\\textbraceright{}
    """
    return "".join(_SPECIAL.get(mark, mark) for mark in text)
