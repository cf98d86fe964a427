"""Structured sentences in; markup out: details, sources, the opening words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.draw.markup import Markup, Node, tag
from explorer.edtf import parse_when, sort_key, words
from explorer.model import NOT_HAPPENED, Citation, Event, Landscape, Source
from explorer.prose.connections import Connections
from explorer.prose.record import (
    Details,
    Disagreement,
    Phrase,
    Sentence,
    SentenceGroup,
    cited_sources,
    is_contradiction,
)
from explorer.query.selection import Selection, to_query

FEW, FEW_DISPUTES = 8, 2
"""So many sentences of a group, and so many disputes, are shown before the rest is folded."""

OPEN = 2
"""So many parts of a record are open at first."""


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

    def cites(self, citations: Iterable[Citation]) -> Markup:
        """Superscript numbers that lead to the sources and say, on hover and aloud, which and where in it."""
        return tag("sup", {"class": "cites"}, [(" ", link) for link in self.cite_links(citations)])

    def cite_links(self, citations: Iterable[Citation]) -> list[Markup]:
        """The numbers alone, each a link."""
        links = []
        for number, label in self.cited(citations):
            where: dict[str, str] = {"href": f"#source-{number}"}
            if number > MAX_SOURCES:
                where = {"href": self.sources[number - 1].url, "rel": "noopener noreferrer"}
            links.append(tag("a", {**where, "title": label, "aria-label": f"{number}: {label}"}, number))
        return links

    def sentence(self, sentence: Sentence) -> Markup:
        return tag(
            "li",
            {"class": f"basis-{sentence.basis}"},
            map(_phrase, sentence.phrases),
            self.cites(sentence.citations),
        )

    def paragraph(self, sentence: Sentence) -> Markup:
        """A sentence that stands by itself."""
        return tag("p", {}, map(_phrase, sentence.phrases), self.cites(sentence.citations))

    def details(self, known: Details) -> list[Markup]:
        """The details column for one record: its head, then what is known of it in parts that open and close."""
        contradict = [dispute for dispute in known.disagreements if is_contradiction(dispute)]
        agree = [dispute for dispute in known.disagreements if not is_contradiction(dispute)]
        groups = [self.group(group, opened=place < OPEN) for place, group in enumerate(known.groups)]
        disputes = [self.disputes("Sources contradict", contradict, opened=True), self.disputes("Also put as", agree)]
        empty = tag("p", {"class": "quiet"}, "No relation of this record is in the landscape yet.")
        return [self.head(known), *(groups[:OPEN] or [empty]), *disputes[0], *groups[OPEN:], *disputes[1]]

    def head(self, known: Details) -> Markup:
        """What a record is, the summary of it, and what can be asked on from it."""
        ties = f"{known.ties} tie{'' if known.ties == 1 else 's'}" if known.ties else ""
        first = f"earliest source cited here: {known.first_known}" if known.first_known else ""
        said = " · ".join(part for part in (ties, first) if part)
        return tag(
            "div",
            {"class": "panel-head", "data-type": known.type},
            back_to_guide(),
            tag("p", {"class": f"kind look-{known.look}"}, tag("i", {}), known.kind),
            tag("h3", {"class": "record-title", "tabindex": "-1"}, known.title),
            tag("p", {"class": "role"}, known.role) if known.role else None,
            tag("p", {"class": "panel-lead"}, map(_phrase, known.lead.phrases), self.cites(known.lead.citations)),
            tag("p", {"class": "quiet known"}, f"{said[:1].upper()}{said[1:]}.") if said else None,
            tag("div", {"class": "panel-ways"}, tag("div", {"class": "ask-place"}), cite_button(known.id, known.title)),
        )

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
        ways = tag("p", {"class": "ways"}, other, " · ", end)
        return tag("div", {"class": "connected"}, tag("h4", {}, f"How {a} is connected to {b}"), said, told, ways)

    def disagreement(self, disagreement: Disagreement) -> Markup:
        rows = []
        for value in disagreement.values:
            best = value.standing == "preferred"
            standing = None if best else tag("span", {"class": "quiet"}, f" · {value.standing}")
            told = tag("dd", {"class": "preferred" if best else ""}, value.text, standing, self.cites(value.citations))
            rows += [tag("dt", {}, value.who), told]
        said = "Sources contradict" if is_contradiction(disagreement) else "Also put as"
        named = f"{disagreement.subject}: " if disagreement.subject else None
        return tag(
            "div",
            {"class": "differ"},
            tag("strong", {}, f"{said} — ", named, disagreement.property),
            tag("dl", {}, rows),
            tag("p", {}, disagreement.reason),
        )

    def event_list(self, events: Iterable[Event]) -> Markup:
        """Events with their dates, each a way to select it."""
        in_order = sorted(events, key=lambda event: sort_key(event.date, event.id))
        return tag("ul", {}, map(self.event_item, in_order))

    def event_item(self, event: Event) -> Markup:
        return tag(
            "li",
            {"class": "basis-planned" if event.status in NOT_HAPPENED else "basis-reported"},
            tag("span", {"class": "when"}, f"{words(event.date)} — "),
            record_link(event.title, event.id),
            ".",
            self.cites(event.sources),
        )

    def source_list(self) -> Markup:
        listed = enumerate(self.sources[:MAX_SOURCES], 1)
        return tag("ol", {}, [tag("li", {"id": f"source-{n}", "tabindex": "-1"}, _source(s)) for n, s in listed])

    def more_sources(self) -> str:
        """Where the list ends before the sources do, how many are left, and where they are."""
        left = len(self.sources) - MAX_SOURCES
        return f"{left} more sources: a number in the text leads to the publication itself." if left > 0 else ""


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


def back_to_guide() -> Markup:
    """Leaves what is picked."""
    return tag("a", {"class": "to-guide", "href": "?", "data-id": ""}, "back to the guide")


def go_link(text: Node, address: str, look: str = "go") -> Markup:
    """Leads to another state of the page, all of it; without JavaScript an ordinary link to the same view."""
    return tag("a", {"class": look, "href": f"?{address}", "data-view": address}, text)


def record_link(text: str, id: str) -> Markup:
    """A name that selects its record; without JavaScript an ordinary link to the same view."""
    return tag("a", {"class": "record", "href": f"?{to_query(Selection(focus=id))}", "data-id": id}, text)


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


def _source(source: Source) -> list[Markup | str]:
    title = tag("a", {"href": source.url, "rel": "noopener noreferrer"}, source.title) if source.url else source.title
    published = f", {words(source.published)}" if source.published else ""
    return [
        f"{source.publisher}, ",
        tag("cite", {}, title),
        f"{published}.",
        tag("span", {"class": "quiet"}, f" {source.note}"),
    ]
