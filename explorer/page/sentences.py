"""Structured sentences in; Dash HTML out: details, sources, the opening words of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dash import html

from explorer.edtf import parse_when, sort_key, words
from explorer.model import NOT_HAPPENED, Citation, Event, Landscape, Source
from explorer.prose.connections import Connections
from explorer.prose.record import (
    Details,
    Disagreement,
    Group,
    Phrase,
    Sentence,
    cited_sources,
)
from explorer.query.selection import Selection, to_query

FEW = 8
"""So many sentences of a group are shown before the rest is folded."""


MAX_SOURCES = 600
"""So many sources are listed on the page."""


class Prose:
    """Writes a landscape's sentences with its sources numbered from 1 in their file's order."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.sources = cited_sources(landscape)
        self.as_of = words(parse_when(landscape.as_of.isoformat()))
        self._number = {source.id: number for number, source in enumerate(self.sources, 1)}

    def number_of(self, source: str) -> int:
        """The number of a source that is cited; raises KeyError for any other."""
        return self._number[source]

    def cited(self, citations: Iterable[Citation]) -> list[tuple[int, str]]:
        """The sources' numbers, ascending, each with its publisher and where in it."""
        places: dict[str, list[str]] = {}
        for citation in citations:
            places.setdefault(citation.source, []).append(citation.locator)
        told = []
        for source in sorted(places, key=self._number.__getitem__):
            number = self._number[source]
            where = ", ".join(locator for locator in places[source] if locator)
            told.append((number, self.sources[number - 1].publisher + (f", {where}" if where else "")))
        return told

    def cites(self, citations: Iterable[Citation]) -> html.Sup:
        """Superscript numbers that lead to the sources and say, on hover and aloud, which and where in it."""
        links: list[Any] = []
        for number, label in self.cited(citations):
            where: dict[str, str] = {"href": f"#source-{number}"}
            if number > MAX_SOURCES:
                where = {"href": self.sources[number - 1].url, "rel": "noopener noreferrer"}
            links += [" ", html.A(f"{number}", title=label, **where, **_aria(f"{number}: {label}"))]
        return html.Sup(links, className="cites")

    def sentence(self, sentence: Sentence) -> html.Li:
        return html.Li(
            [*(_phrase(phrase) for phrase in sentence.phrases), self.cites(sentence.citations)],
            className=f"basis-{sentence.basis}",
        )

    def details(self, known: Details) -> list[Any]:
        """The details column for one record."""
        groups = [self.group(group) for group in known.groups]
        boxes = [self.disagreement(disagreement) for disagreement in known.disagreements]
        disagreements = _folded(boxes, html.Div, "more where sources disagree")
        empty = html.P("No relation of this record is in the landscape yet.", className="quiet")
        return [self.head(known), *(groups or [empty]), *disagreements]

    def head(self, known: Details) -> html.Div:
        """What a record is, and the summary of it."""
        return html.Div(
            [
                html.P([html.I(), known.kind], className=f"kind look-{known.look}"),
                html.H3(known.title, tabIndex="-1", className="record-title"),
                html.P(known.role, className="role") if known.role else None,
                html.P([*(_phrase(p) for p in known.lead.phrases), self.cites(known.lead.citations)]),
                html.P(f"Earliest source cited here: {known.first_known}.", className="quiet known")
                if known.first_known
                else None,
                cite_button(known.id, known.title),
            ]
        )

    def group(self, group: Group) -> html.Div:
        """A heading and its sentences."""
        sentences = [self.sentence(sentence) for sentence in group.sentences]
        left = (
            f"{group.left} more are not told here: narrow the window in time or another filter." if group.left else ""
        )
        rest = [html.P(left, className="quiet")] if left else []
        return html.Div([html.H4(group.heading), *_folded(sentences, html.Ul, "more"), *rest])

    def connections(self, a: str, b: str, found: Connections | None, in_order: bool = False) -> html.Div:
        """How two records are connected, path by path; `a` and `b` are their names. None: one of them is left out."""
        told: list[Any] = [html.P(found.said if found else "The filters leave one of the two out.", className="quiet")]
        for path in found.paths if found else ():
            told.append(html.Ul([self.sentence(sentence) for sentence in path], className="path"))
        other = html.Button(
            "Any order in time" if in_order else "Only forward in time",
            type="button",
            className="plain",
            title="Each step not earlier than the one before",
            **{"data-go": "order=" if in_order else "order=time"},
        )
        end = html.A("Leave this question", href="?", **{"data-to": ""})
        ways = html.P([other, " · ", end], className="ways")
        return html.Div([html.H4(f"How {a} is connected to {b}"), *told, ways], className="connected")

    def disagreement(self, disagreement: Disagreement) -> html.Div:
        rows = [
            part
            for value in disagreement.values
            for part in (
                html.Dt(value.who),
                html.Dd(
                    [
                        value.text,
                        html.Span(f" · {value.standing}", className="quiet") if value.standing != "preferred" else None,
                        self.cites(value.citations),
                    ],
                    className="preferred" if value.standing == "preferred" else "",
                ),
            )
        ]
        named = [f"{disagreement.subject}: "] if disagreement.subject else []
        return html.Div(
            [
                html.Strong(["Sources disagree — ", *named, disagreement.property]),
                html.Dl(rows),
                html.P(disagreement.reason),
            ],
            className="differ",
        )

    def event_list(self, events: Iterable[Event]) -> html.Ul:
        """Events with their dates, each a way to select it."""
        return html.Ul(
            [
                html.Li(
                    [
                        html.Span(f"{words(event.date)} — ", className="when"),
                        record_link(event.title, event.id),
                        ".",
                        self.cites(event.sources),
                    ],
                    className="basis-planned" if event.status in NOT_HAPPENED else "basis-reported",
                )
                for event in sorted(events, key=lambda event: sort_key(event.date, event.id))
            ]
        )

    def source_list(self) -> html.Ol:
        listed = enumerate(self.sources[:MAX_SOURCES], 1)
        return html.Ol([html.Li(_source(s), id=f"source-{n}", tabIndex="-1") for n, s in listed])

    def more_sources(self) -> str:
        """Where the list ends before the sources do, how many are left, and where they are."""
        left = len(self.sources) - MAX_SOURCES
        return f"{left} more sources: a number in the text leads to the publication itself." if left > 0 else ""


def _folded(items: Sequence[Any], around: Callable[..., Any], words: str) -> list[Any]:
    """The first few items, the rest behind a line that says how many there are."""
    if not items:
        return []
    if len(items) <= FEW + 1:
        return [around(list(items))]
    rest = html.Details([html.Summary(f"{len(items) - FEW} {words}"), around(list(items[FEW:]))], className="more")
    return [around(list(items[:FEW])), rest]


def record_link(text: str, id: str) -> html.A:
    """A name that selects its record; without JavaScript an ordinary link to the same view."""
    return html.A(text, href=f"?{to_query(Selection(focus=id))}", className="record", **{"data-id": id})


def cite_button(id: str, name: str) -> html.Button:
    """Copies how to cite a record."""
    said = {"data-cite": id, "aria-label": f"Cite: copy how to cite {name}"}
    return html.Button("Cite", type="button", className="plain cite-record", **said)


def _phrase(phrase: Phrase) -> html.A | html.Span | html.Em | str:
    if phrase.ref:
        return record_link(phrase.text, phrase.ref)
    if phrase.style in ("when", "note"):
        return html.Span(phrase.text, className=phrase.style)
    return html.Em(phrase.text) if phrase.style in ("condition", "remark") else phrase.text


def _source(source: Source) -> list[html.A | html.Span | str]:
    title = html.A(source.title, href=source.url, rel="noopener noreferrer") if source.url else source.title
    published = f", {words(source.published)}" if source.published else ""
    return [f"{source.publisher}, ", html.Cite(title), f"{published}.", html.Span(f" {source.note}", className="quiet")]


def _aria(label: str) -> dict[str, str]:
    return {"aria-label": label}
