"""A view or a record in; how to cite it out, as one line of plain text. Pure."""

from __future__ import annotations

from datetime import date

from explorer.data.checks.audit import content_hash
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import Actor, Citation, Event, Instrument
from explorer.prose.phrases import name_of
from explorer.wording import day_words


def view_citation(landscape: Landscape, selected: str, as_of: date, link: str) -> str:
    """How to cite what is shown: title, what is selected in words, as of when, which data, licence, link.

    `landscape` is the whole, whose day and content hash say which data; `selected` is sentences.
    """
    day, reach = day_words(as_of), day_words(landscape.as_of)
    data = f"Data of the Policy Landscape Explorer{'' if day == reach else f' as of {reach}'}, content hash"
    parts = [
        f"{landscape.title.rstrip('.')}.",
        selected,
        f"As of {day}.",
        f"{data} {content_hash(landscape)}.",
        f"Licence: {landscape.licence.rstrip('.')}.",
        link,
    ]
    return _on_one_line(" ".join(filter(None, parts)))


def record_citation(landscape: Landscape, record: Actor | Event | Instrument, as_of: date, link: str) -> str:
    """How to cite one record: its name, where it stands, as of when, the sources it rests on, link."""
    name = record.title if isinstance(record, Event) else name_of(record)
    sources = "; ".join(_sources_cited(landscape, record.sources))
    said = f"{name}, in {landscape.title.rstrip('.')}, as of {day_words(as_of)}"
    said += f", sources: {sources.rstrip('.')}" if sources else ""
    return _on_one_line(f"{said}. {link}")


def _sources_cited(landscape: Landscape, citations: tuple[Citation, ...]) -> list[str]:
    """Each source once, with the places in it, in the landscape's order."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        quotes = [f"“{passage.quote}”" for passage in landscape.passages_at(citation)]
        places.setdefault(citation.source, []).extend(quotes)
    return [
        ", ".join(
            [
                source.publisher,
                source.title,
                *([words(source.published)] if source.published else []),
                *dict.fromkeys(places[source.id]),
            ]
        )
        for source in landscape.sources
        if source.id in places
    ]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
