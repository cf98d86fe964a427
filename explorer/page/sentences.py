"""Structured sentences in; markup out: details, sources, the opening words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from explorer.cache import remembered
from explorer.draw.markup import Markup, Node, tag
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import Citation, Event, Passage, Source
from explorer.outlook import outlook
from explorer.prose.claims import Disagreement
from explorer.prose.connections import Connections
from explorer.prose.phrases import Phrase, Sentence, SentenceGroup
from explorer.prose.record import Details, cited_sources
from explorer.query.selection import Selection, to_query
from explorer.query.wider import LISTED_SOURCES, wider_of
from explorer.wording import day_words, how_many

FEW, FEW_DISPUTES = 8, 2
"""So many sentences of a group, and so many disputes, are shown before the rest is folded."""

OPEN = 2
"""So many parts of a record are open at first."""


MAX_QUOTED = 3
"""So many passages of a source stand in the words that a citation says on hover."""

READ = {"full text": "Read in full", "excerpt": "Read in an excerpt", "not read": "Not read by the curators"}
"""How a source was read, as the page says it."""


class Prose:
    """Writes a landscape's sentences with its sources numbered from 1 in their file's order."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.sources = cited_sources(landscape)
        self.as_of = day_words(landscape.as_of)
        wider = wider_of(landscape)
        self._number = wider.numbers(source.id for source in landscape.sources) if wider else _in_order(self.sources)
        self.many = wider.many_sources if wider else len(self.sources)
        if wider:
            self.sources = tuple(source for source in landscape.sources if source.id in self._number)
        self._source = {self._number[source.id]: source for source in self.sources}

    def number_of(self, source: str) -> int:
        """The number of a source that is cited; raises KeyError for any other."""
        wider = wider_of(self.landscape)
        return (self._number if source in self._number or wider is None else wider.numbers([source]))[source]

    def cited(self, citations: Iterable[Citation]) -> list[tuple[int, str]]:
        """The sources' numbers, ascending, each with its publisher and the words that it rests on, where recorded."""
        told = []
        for source, passages in self._places(citations):
            quotes = " ".join(f"“{passage.quote}”" for passage in passages[:MAX_QUOTED])
            told.append((self._number[source.id], source.publisher + (f": {quotes}" if quotes else "")))
        return told

    def _places(self, citations: Iterable[Citation]) -> list[tuple[Source, list[Passage]]]:
        """The sources cited, in the order of their numbers, each with the passages cited."""
        places: dict[str, dict[Passage, None]] = {}
        for citation in citations:
            places.setdefault(citation.source, {}).update(dict.fromkeys(self.landscape.passages_at(citation)))
        return [
            (self._source[self._number[id]], list(places[id])) for id in sorted(places, key=self._number.__getitem__)
        ]

    def evidence(self, known: Details) -> Markup | None:
        """The sources of a record with the passages that its sentences rest on, each a way to open it there."""
        cited = [*known.lead.citations, *(c for g in known.groups for s in g.sentences for c in s.citations)]
        cited += [c for dispute in known.disagreements for value in dispute.values for c in value.citations]
        places = self._places(cited)
        lines = {source.line or source.id for source, _ in places}
        single = "All of it rests on one line of evidence." if len(lines) == 1 else None
        if not any(source.is_given for source, _ in places):
            single = "No source is given for any of it."
        items = [self._evidence_of(source, passages) for source, passages in places]
        body = (tag("p", {"class": "quiet"}, single) if single else None, folded("ul", items, "more sources"))
        return section("Evidence", len(items), body) if items else None

    def _evidence_of(self, source: Source, passages: Sequence[Passage]) -> Markup:
        read = _reading_words(source)
        told = [tag("q", {}, open_at(source, passage)) for passage in passages]
        closed = "" if source.url else " No address is known, so it cannot be opened here."
        return tag(
            "li",
            {"class": "evidence"},
            f"{self._number[source.id]}. {source.publisher}, ",
            tag("cite", {}, open_at(source, None, source.title)),
            f"{f', {words(source.published)}' if source.published else ''}.",
            tag("span", {"class": "quiet"}, f" {read}.{closed}" if read else closed) if read or closed else None,
            tag("div", {"class": "passages"}, [tag("p", {}, passage) for passage in told]) if told else None,
        )

    def cites(self, citations: Iterable[Citation]) -> Markup:
        """Superscript numbers that lead to the sources and say, on hover and aloud, which and where in it."""
        return tag("sup", {"class": "cites"}, [(" ", link) for link in self.cite_links(citations)])

    def cite_links(self, citations: Iterable[Citation]) -> list[Markup]:
        """The numbers alone, each a link."""
        links = []
        for number, label in self.cited(citations):
            where: dict[str, str] = {"href": f"#source-{number}"}
            if number > LISTED_SOURCES:
                where = {"href": self._source[number].url, "rel": "noopener noreferrer"}
            links.append(tag("a", {**where, "title": label, "aria-label": f"{number}: {label}"}, number))
        return links

    def sentence(self, sentence: Sentence) -> Markup:
        return tag(
            "li", {"class": f"basis-{sentence.basis}"}, map(_phrase, sentence.phrases), self.cites(sentence.citations)
        )

    def paragraph(self, sentence: Sentence) -> Markup:
        """A sentence that stands by itself."""
        return tag("p", {}, map(_phrase, sentence.phrases), self.cites(sentence.citations))

    def details(self, known: Details) -> list[Markup]:
        """The details column for one record: its head, then what is known of it in parts that open and close."""
        contradict = [dispute for dispute in known.disagreements if dispute.is_contradiction]
        agree = [dispute for dispute in known.disagreements if not dispute.is_contradiction]
        groups = [self.group(group, opened=place < OPEN) for place, group in enumerate(known.groups)]
        disputes = [self.disputes("Sources contradict", contradict, opened=True), self.disputes("Also put as", agree)]
        empty = tag("p", {"class": "quiet"}, "No relation of this record is in the landscape yet.")
        evidence = [part for part in [self.evidence(known)] if part]
        return [self.head(known), *(groups[:OPEN] or [empty]), *disputes[0], *groups[OPEN:], *disputes[1], *evidence]

    def head(self, known: Details) -> Markup:
        """What a record is, the summary of it, and what can be asked on from it."""
        ties = how_many(known.ties, "tie") if known.ties else ""
        first = f"earliest source cited here: {known.first_known}" if known.first_known else ""
        said = " · ".join(part for part in (ties, first) if part)
        return tag(
            "div",
            {"class": "panel-head", "data-type": known.type},
            back_to_guide(),
            tag("p", {"class": f"kind look-{known.look}"}, tag("i", {}), known.kind),
            tag("h3", {"class": "record-title", "tabindex": "-1"}, known.title),
            tag("p", {"class": "role"}, known.role, self._since(known.id)) if known.role else None,
            tag("p", {"class": "panel-lead"}, map(_phrase, known.lead.phrases), self.cites(known.lead.citations)),
            tag("p", {"class": "quiet known"}, f"{said[:1].upper()}{said[1:]}.") if said else None,
            tag("div", {"class": "panel-ways"}, tag("div", {"class": "ask-place"}), cite_button(known.id, known.title)),
        )

    def _since(self, id: str) -> Markup | None:
        event = self.landscape.records.get(id)
        ahead = isinstance(event, Event) and outlook(self.landscape, event, self.landscape.as_of).stand == "ahead"
        return since(event) if isinstance(event, Event) and ahead else None

    def group(self, group: SentenceGroup, opened: bool = False) -> Markup:
        """A heading with how many sentences there are, and the sentences."""
        sentences = [self.sentence(sentence) for sentence in group.sentences]
        left = f"{group.left} more are not told here: narrow the window in time or another filter."
        rest = tag("p", {"class": "quiet"}, left) if group.left else None
        return section(group.heading, len(sentences) + group.left, (folded("ul", sentences, "more"), rest), opened)

    def disputes(self, heading: str, disputes: Sequence[Disagreement], opened: bool = False) -> list[Markup]:
        """What sources give different values for, as a part of its own; none where there is nothing."""
        boxes = folded("div", [self.disagreement(dispute) for dispute in disputes], "more", few=FEW_DISPUTES)
        return [section(heading, len(disputes), boxes, opened)] if disputes else []

    def connections(self, a: str, b: str, found: Connections | None, in_order: bool = False) -> Markup:
        """How two records are connected, path by path; `a` and `b` are their names. None: one of them is left out."""
        said = tag("p", {"class": "quiet"}, found.said if found else "The filters leave one of the two out.")
        paths = found.paths if found else ()
        told = [tag("ul", {"class": "path"}, [self.sentence(sentence) for sentence in path]) for path in paths]
        other = tag(
            "button",
            {
                "class": "plain",
                "title": "Each step not earlier than the one before",
                "type": "button",
                "data-go": "order=" if in_order else "order=time",
            },
            "Any order in time" if in_order else "Only forward in time",
        )
        end = tag("a", {"href": "?", "data-to": ""}, "Leave this question")
        ways = tag("p", {"class": "onward"}, other, " · ", end)
        return tag("div", {"class": "connected"}, tag("h4", {}, f"How {a} is connected to {b}"), said, told, ways)

    def disagreement(self, disagreement: Disagreement) -> Markup:
        rows = []
        for value in disagreement.values:
            best = {"class": "preferred" if value.standing == "preferred" else None}
            standing = tag("span", {"class": "quiet"}, f" · {value.standing_words}")
            reason = tag("p", {"class": "reason"}, value.reason) if value.reason else None
            told = tag("dd", {}, tag("span", best, value.text), standing, self.cites(value.citations), reason)
            rows += [tag("dt", {}, value.who), told]
        said = "Sources contradict" if disagreement.is_contradiction else "Also put as"
        named = f"{disagreement.subject}: " if disagreement.subject else None
        return tag(
            "div",
            {"class": "differ"},
            tag("strong", {}, f"{said} — ", named, disagreement.property),
            tag("dl", {}, rows),
        )

    def source_list(self) -> Markup:
        listed = [(n, self._source[n]) for n in range(1, min(self.many, LISTED_SOURCES) + 1)]
        return tag("ol", {}, [tag("li", {"id": f"source-{n}", "tabindex": "-1"}, _source(s)) for n, s in listed])

    def more_sources(self) -> str:
        """Where the list ends before the sources do, how many are left, and where they are."""
        left = self.many - LISTED_SOURCES
        return f"{left} more sources: a number in the text leads to the publication itself." if left > 0 else ""


def _in_order(sources: Sequence[Source]) -> dict[str, int]:
    return {source.id: number for number, source in enumerate(sources, 1)}


def folded(around: str, items: Sequence[Markup], words: str, few: int = FEW) -> list[Markup]:
    """The first few items in an element, the rest in another, behind a line that says how many there are."""
    if not items:
        return []
    if len(items) <= few + 1:
        return [tag(around, {}, items)]
    said = tag("summary", {}, f"{len(items) - few} {words}")
    return [tag(around, {}, items[:few]), tag("details", {"class": "more"}, said, tag(around, {}, items[few:]))]


def section(heading: str, count: int, body: Node, opened: bool = False) -> Markup:
    """A part of the panel that opens and closes, with how much is in it."""
    said = tag("summary", {}, tag("h4", {}, heading), " ", tag("span", {"class": "count-of"}, count))
    on = "open" if opened else None
    return tag("details", {"class": "section", "open": on, "data-open": on}, said, body)


def since(event: Event) -> Markup | None:
    """Where the reader's own clock says that the day of what is ahead has passed since; a module of the page fills it,
    so that no file depends on the day on which it is read."""
    if event.date.latest is None:
        return None
    return tag("span", {"class": "since lapsed", "data-latest": event.date.latest.isoformat()})


def back_to_guide() -> Markup:
    """Leaves what is picked."""
    return tag("a", {"class": "to-guide", "href": "?", "data-id": ""}, "back to the guide")


def go_link(text: Node, address: str, look: str = "go") -> Markup:
    """Leads to another state of the page, all of it; without JavaScript an ordinary link to the same view."""
    return tag("a", {"class": look, "href": f"?{address}", "data-view": address}, text)


def record_link(text: str, id: str) -> Markup:
    """A name that selects its record; without JavaScript an ordinary link to the same view."""
    return tag("a", {"class": "record", "href": f"?{_address_of(id)}", "data-id": id}, text)


@remembered(4_096)  # a page names the same records again and again
def _address_of(id: str) -> str:
    return to_query(Selection(focus=id))


def cite_button(id: str, name: str) -> Markup:
    """Copies how to cite a record."""
    said = {"data-cite": id, "aria-label": f"Cite: copy how to cite {name}"}
    return tag("button", {"class": "plain cite-record", "type": "button"} | said, "Cite")


def _phrase(phrase: Phrase) -> Markup | str:
    if phrase.ref:
        return record_link(phrase.text, phrase.ref)
    if phrase.style in ("when", "note"):
        return tag("span", {"class": phrase.style}, phrase.text)
    return tag("em", {}, phrase.text) if phrase.style in ("condition", "remark") else phrase.text


def open_at(source: Source, passage: Passage | None = None, text: str = "") -> Markup | str:
    """Words that open a source, at the passage where one is given; plain words where no address is known.

    The passage is found by a text fragment (WICG Scroll to Text Fragment), in which "-" and "," are percent-encoded.
    """
    said = text or (passage.quote if passage else source.title)
    if not source.url:
        return said
    at = f"#:~:text={quote(passage.quote, safe='').replace('-', '%2D')}" if passage and "#" not in source.url else ""
    return tag("a", {"href": source.url + at, "rel": "noopener noreferrer", "target": "_blank"}, said)


def _reading_words(source: Source) -> str:
    """How and when a source was read; empty where neither is recorded."""
    how, when = READ.get(source.reading, ""), words(source.retrieved) if source.retrieved else ""
    return ", ".join(part for part in (how or ("Read" if when else ""), when) if part)


def _source(source: Source) -> list[Markup | str]:
    published = f", {words(source.published)}" if source.published else ""
    read = _reading_words(source)
    remarks = " ".join(part for part in (source.note, f"{read}." if read else "") if part)
    return [
        f"{source.publisher}, ",
        tag("cite", {}, open_at(source)),
        f"{published}.",
        tag("span", {"class": "quiet"}, f" {remarks}"),
    ]
