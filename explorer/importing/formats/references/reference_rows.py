"""What the readers of bibliographies have in common: a reference as each tells it in, a row of sources out.

MAPPING, of all three
- type → kind of source: newspapers, magazines, blogs, broadcasts → news; bills, statutes, regulations, treaties → law
  text; cases → court; dataset, report, book, thesis … as they are called. A word for the kind that this program
  exported counts before the type
- title; container, authority or publisher → publisher; the day it came out and the day it was read → published,
  retrieved, no more precise than they are written
- address → url; a DOI without an address → its address at doi.org
- authors and a DOI beside an address stand before the note, as sources have no column for them
- abstract, pages, volume, attached files and so on → told as not kept

A reference whose address or DOI is that of a source that is there already fills its gaps and makes no second one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from explorer.export.data.bibliography import KINDS
from explorer.importing.formats.taking import Taking, clean, is_link

MOST = 20_000
"""So many references of a file are read."""

PUBLIC_KINDS = ("law text", "court")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/[^\s\"<>{}|\\^`]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """One reference; texts as they were written, dates in any form that is read."""

    key: str
    kind: str
    title: str
    publisher: str = ""
    published: str = ""
    retrieved: str = ""
    url: str = ""
    doi: str = ""
    authors: Sequence[str] = ()  # "Family, Given", or the name of an institution
    note: str = ""
    own: Mapping[str, str] | None = None  # group, line, reading, where this program wrote them


def add_reference(taking: Taking, told: Reference, where: str) -> None:
    """A row of sources; a reference without a title and an address is told."""
    doi = found[1] if (found := _DOI.fullmatch(told.doi.strip())) else ""
    if told.doi and not doi:
        taking.leave("a DOI that is none")
    url = told.url if is_link(told.url) else ""
    if told.url and not url:
        taking.leave("an address that is no web address (http, https)")
    if not url and doi:
        url = f"https://doi.org/{doi}"
    if not told.title and not url:
        taking.leave("a reference without a title and an address")
        return
    names = [re.sub(r"[();]", " ", name) for name in map(clean, told.authors) if name]
    head = [f"(Authors: {'; '.join(' '.join(name.split()) for name in names)})"] if names else []
    if names:
        taking.guess("The authors stand before the note of a source, as there is no column for them.")
    head += [f"(DOI: {doi})"] if doi and doi.lower() not in url.lower() and not re.search("[()]", doi) else []
    taking.add(
        "sources",
        key=told.key or url or told.title,
        title=told.title or url,
        publisher=told.publisher,
        published=told.published,
        retrieved=told.retrieved,
        url=url,
        kind=told.kind,
        note=" ".join([*head, told.note]),
        merge="doi" if doi else "url",
        doi=doi,
        where=where,
        **({"group": "public record"} if told.kind in PUBLIC_KINDS else {}) | dict(told.own or {}),
    )


def kind_said(word: str, of_type: str) -> str:
    """The kind of source: the word where it is one of ours or the type says nothing, else that of the type.

    >>> kind_said("press release", "web page"), kind_said("MRes Thesis", "thesis"), kind_said("podcast", "document")
    ('press release', 'thesis', 'podcast')
    """
    word = " ".join(word.split())[:60]
    return word if word in KINDS or (word and of_type == "document") else of_type
