"""Nodes and edges in; actors, events and relations out: what all graph files have in common.

MAPPING
- node → actor, or event where it says so (kind_of) or has a date; id → key, label → name or title, type → kind where it
  is one of ours, else role; description → summary; our own columns stay what they are; other attributes are not kept
- edge → relation from its first end to its second; verb, connection, type or label → verb, a long one → note;
  weight → note; start and end → the date; without any word it “relates to”
- importance of a file of ours, the larger the more → weight, 1 of which is key
- sources, url → source rows, in words or as addresses; else the file itself is the source
- an edge to a node that is not there, and a second node of one id, are told as not kept
"""

from __future__ import annotations

from dataclasses import dataclass

from explorer.edtf import parses
from explorer.importing.formats.bounded import bad
from explorer.importing.formats.taking import Part, Taking, is_link, listed, reference

LONGEST_VERB = 40
LONGEST_SOURCE = 200
EVENT, ACTOR = "event", "actor"
KINDS = {
    "person": "person",
    "people": "person",
    "individual": "person",
    "organization": "organization",
    "organisation": "organization",
    "company": "organization",
    "business": "organization",
    "nonprofit": "organization",
    "ngo": "organization",
    "agency": "agency",
    "federal agency": "agency",
    "office": "office",
    "body": "body",
    "committee": "body",
    "community": "community",
    "place": "place",
    "state": "place",
    "city": "place",
    "country": "place",
    "location": "place",
}
_DATES = ("date_words", "earliest", "latest")
_NO_WORDS = {"", "undirected", "directed", "mutual"}


@dataclass
class Node:
    """A node with what it says of itself."""

    id: str
    label: str
    says: Part


@dataclass
class Edge:
    """An edge with what it says of itself."""

    source: str
    target: str
    label: str
    says: Part
    directed: bool = True
    id: str = ""  # where the file names its edges, and this program wrote it


class Graph:
    """A graph as it is taken: its nodes first, then its edges."""

    def __init__(self, taking: Taking, title: str) -> None:
        self.taking = taking
        taking.loose.title = taking.loose.title or title
        self.file = taking.source("", title or taking.name, "", "", "dataset", group="")
        self.tables: dict[str, str] = {}

    def node(self, node: Node) -> None:
        """One more node."""
        key, says = reference(node.id), node.says
        if not key:
            raise bad(self.taking.name, f"has a node without an id ({says.where})", "give every node an id")
        if key in self.tables:
            says.know(*says.value)
            self.taking.leave(f"a second node with the id “{node.id[:60]}”")
            return
        given, date = says.text("kind_of").lower(), _date(says)
        table = "events" if given == EVENT or (given != ACTOR and date) else "actors"
        self.tables[key] = table
        label = says.text("title") or node.label or says.text("label", "name") or node.id
        says.know("label", "name", "citations")
        kind = says.text("kind", "type", "element type")
        cells = {
            "key": key,
            "aliases": listed((name for text in says.texts("aliases") for name in text.split(";")), label),
            "lane": says.text("lane", "level"),
            "summary": self._words(says, "summary", "description"),
            "sources": self.sources(says),
            "where": says.where,
        }
        if says.text("importance") in ("1", "2", "3"):
            cells["weight"] = str(4 - int(says.text("importance")))
        elif says.text("weight") in ("1", "2", "3"):
            cells["weight"] = says.text("weight")
        elif says.has("weight"):
            self.taking.leave("the weight of a node, which is none of 1, 2 and 3")
        if table == "events":
            cells |= {column: says.text(column) for column in ("short_title", "status", "step", "outcome")}
            cells["instrument"] = self._instrument(says)
            self.taking.add("events", title=label, date=date, kind=kind, **cells)
            return
        ours = KINDS.get(kind.lower(), "")
        self.taking.add("actors", name=label, kind=ours, role=says.text("role") or ("" if ours else kind), **cells)

    def _words(self, says: Part, *keys: str) -> str:
        """A text that others may have written as HTML; this program writes none."""
        return says.text(*keys) if self.taking.loose.keeps_ids else says.plain(*keys)

    def _instrument(self, says: Part) -> str:
        """What an event is a step of; in a file of ours a row with an id of its own."""
        title, id = says.text("instrument"), says.text("instrument_id")
        if not id:
            return title
        return self.taking.add("instruments", key=reference(id), title=title or id, where=says.where)

    def edge(self, edge: Edge) -> None:
        """One more edge."""
        says, ends = edge.says, [reference(edge.source), reference(edge.target)]
        if missing := [end for end in ends if end not in self.tables]:
            says.know(*says.value)
            what = "an edge without both ends" if "" in missing else "an edge to a node that is not in the file"
            self.taking.leave(what)
            return
        words = says.text("verb", "connection", "relationship", "relation", "connection type", "type", "kind", "label")
        words = words or edge.label
        label = says.text("label") or edge.label
        notes = [self._words(says, "note", "description")]
        if words.lower() in _NO_WORDS or words in ("+", "-", "++", "--", "+-", "-+") or words.isdigit():
            notes, words = [words if words in ("+", "-") else "", *notes], label if not label.isdigit() else ""
        if len(words) > LONGEST_VERB and not self.taking.loose.keeps_ids:
            notes, words = [words, *notes], ""
        if not words:
            self.taking.guess("An edge with no short word for what it is was taken as “relates to”.")
        if not edge.directed:
            self.taking.guess("An edge without a direction was read from its first end to its second.")
        weight = says.text("weight", "value")
        if weight not in ("", "1", "1.0"):
            notes.append(f"Weight in the file: {weight}.")
        self.taking.add(
            "relations",
            key=edge.id,
            subject=ends[0],
            verb=words or "relates to",
            object=ends[1],
            date=says.day("date") if self.taking.loose.keeps_ids else _date(says),
            basis=says.text("basis") or "reported",
            attributed_to=says.text("attributed_to"),
            reason=self._words(says, "reason"),
            note=" ".join(note for note in notes if note),
            sources=self.sources(says),
            where=says.where,
        )
        says.know("group", "side", "id", "key", "source", "target", "said_by", "citations", "start", "end", *_DATES)

    def sources(self, says: Part) -> str:
        """The links that a node or edge names, as sources; else the file."""
        found, ours = [], self.taking.loose.keeps_ids
        for key in ("sources", "source url", "source_url", "url", "link"):
            for text in (part.strip() for texts in says.texts(key) for part in texts.split(";")):
                links = [link for link in text.split() if is_link(link)]
                found += [self.taking.source(link, link, "", "", "", group="") for link in links]
                if not links and text and key == "sources" and (ours or len(text) <= LONGEST_SOURCE):
                    name = f"source/{text}"
                    found.append(self.taking.add("sources", key=reference(name), title=text, publisher="", url=""))
                elif not links and text:
                    self.taking.leave(f"“{says.named(key)}” that is no web address (http, https)")
        return listed(found) or self.file


def _date(says: Part) -> str:
    """The date of a node or edge, or the time from its start to its end; a number on a clock of its own is no date."""
    one = says.day("date", "when")
    start, end = says.day("start", "start date", "start_date"), says.day("end", "end date", "end_date")
    says.know(*_DATES)
    if one or not (start or end):
        return one
    if not all(parses(day) for day in (start, end) if day):
        says.taking.leave("a start or an end that is no date")
        return ""
    return start if start == end else f"{start or '..'}/{end or '..'}"
