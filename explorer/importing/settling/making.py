"""What the tables of a landscape are made with: ids, references, dates, sources, verbs, lanes; what is said of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from explorer.data.dates.date_cells import unread
from explorer.data.dates.written_dates import Order, Read, read_date, two_years
from explorer.data.load import TABLES
from explorer.data.tables.csv_files import CELL_CHARACTERS
from explorer.data.tables.parsers import looks
from explorer.data.verbs import meant_by, shared_verbs
from explorer.edtf import parses
from explorer.errors import Problem
from explorer.importing.settling.cited import UNCITED, source_row, sources_in
from explorer.importing.settling.names import BARE, Ids, Index, listed, names_in, shortened
from explorer.importing.sheets.words import (
    LEVEL_OF,
    LEVELS,
    kind_of_actor,
    kind_of_instrument,
    plain,
    without_honorific,
)
from explorer.records import fields_of

MAX_LANES = 12
"""So many lanes have a band each; what else there is goes into one."""


@dataclass(frozen=True)
class Options:
    """What the command's words say."""

    today: date
    dates: Order | None = None
    lane: str = ""  # what rows that name no lane stand in
    title: str = ""


@dataclass(frozen=True)
class Before:
    """What an earlier import left: ids by file, table and key; rows by table and id; lanes by id. `again` are the ids
    that came from the files that are imported now."""

    ids: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    again: frozenset[str] = frozenset()
    rows: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    lanes: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Made:
    """A row of a table of ours, with what its file calls it and where it stood."""

    table: str
    cells: dict[str, str]
    key: str
    where: str
    file: str
    filled: bool = False  # a row of an earlier import or of a person's, in which this one only fills gaps


class Making:
    """The rows as they are made, and everything that is said about them."""

    def __init__(self, options: Options, before: Before) -> None:
        self.options, self.before = options, before
        self.order: Order = options.dates or "us"
        self.rows: dict[str, dict[str, Made]] = {table: {} for table in TABLES}
        self.index = Index()
        self.lanes: dict[str, str] = dict(before.lanes)
        self.said: dict[str, list[str]] = {}
        self.not_kept: list[str] = []
        self.told: set[str] = set()  # ids of events whose status their row says
        self.problems: list[Problem] = []
        self.lost: dict[tuple[str, str], None] = {}  # file and place of the rows that are left out for one
        self.file = ""
        self.keeps_ids = False  # of this file: its keys are ids of ours
        self.titles: set[str] = set()  # of all events that have a date, as `looks` has them
        self.refused: set[str] = set()  # what rows that are left out are called, likewise: no record is made of it
        self.alone: set[str] = set()  # names that fill a cell by themselves
        self.dated: dict[str, list[str]] = {}  # instrument -> its events
        self._keys: set[tuple[str, str, str]] = set()
        self._again: dict[tuple[str, str], int] = {}
        self._verbs: dict[str, tuple[str, bool]] = {}
        self.ids = Ids([*shared_verbs()["id"], *before.lanes, "uncited", *(id for _, id in before.rows)])
        for (table, id), row in before.rows.items():
            if id in before.again:
                continue  # named anew by its own file
            self.index.add(
                table, id, id, *(row.get(column, "") for column in ("name", "title", "number", "url", "label"))
            )

    # --- rows -------------------------------------------------------------------------------------------------------

    def put(self, table: str, key: str, named: str, cells: Mapping[str, str], where: str) -> Made:
        """One more row, with the id that it had or one made from what it is named."""
        key = self._own_key(table, key)
        id = self.before.ids.get((self.file, table, key), "")
        if not id and self.keeps_ids and self.ids.keep(key):
            id = key
        if not id:
            telling = re.fullmatch(r"(?=.*[a-z]{3})[a-z0-9]+(?:-[a-z0-9]+)*", key)
            id = self.ids.new(key if telling else named, table.removesuffix("s"))
        kept = {column: _one_line(cells.get(column, "")) for column in fields_of(TABLES[table]) if column != "id"}
        made = Made(table, {"id": id, **kept}, key, where, self.file)
        self.rows[table][id] = made
        return made

    def _own_key(self, table: str, key: str) -> str:
        key = _one_line(key)
        own, number = key, self._again.get((table, key), 2)
        while (self.file, table, own) in self._keys:
            own, number = f"{key} #{number}", number + 1
        self._again[table, key] = number
        self._keys.add((self.file, table, own))
        return own

    def guess(self, sentence: str, example: str = "") -> None:
        """One case of what was guessed; how many there are is said before the words."""
        self.said.setdefault(sentence, []).append(example)

    def tell(self, where: str, why: str) -> None:
        """What no table of ours holds."""
        self.not_kept.append(f"{where[:1].upper()}{where[1:]}: {why}")

    def wrong(self, where: str, why: str) -> None:
        """The same where somebody must mend the file: "what is wrong — how to mend it"."""
        self.tell(where, why)
        what, _, mend = why.rstrip(".").partition(" — ")
        self.problems.append(Problem(*place_of(where, self.file), None, what, mend))

    def leave(self, where: str, why: str) -> None:
        """The same where the whole row is left out for it."""
        self.wrong(where, why)
        self.lost[self.file, where] = None

    def refuse(self, *names: str) -> None:
        """Has nothing else made of what a row that is left out is called."""
        self.refused |= {looks(name) for name in names if name}

    def is_refused(self, name: str, where: str) -> bool:
        """Whether a name is only that of a row that is left out; the row that names it then is, too, and it is told."""
        if looks(name) not in self.refused or self.index.find(name, "actors", "events", "instruments")[1]:
            return False
        self.leave(where, f"“{shortened(name)}” is left out itself — mend the row that tells of it.")
        return True

    def sentences(self) -> list[str]:
        """What was guessed, a line for each kind of guess with its first cases; those that name some come first."""
        told = []
        for sentence, cases in self.said.items():
            few = list(dict.fromkeys(case for case in cases if case))
            told.append((not few, f"{len(cases):,} × {sentence}" + (f": {listed(few)}." if few else ".")))
        return [line for _, line in sorted(told, key=lambda one: one[0])]

    # --- cells ------------------------------------------------------------------------------------------------------

    def date(self, text: str, where: str) -> Read | None:
        """The date that a cell says; None, and told, where it says one that cannot be read."""
        if not text:
            return Read("", unknown=True)
        meant = text if self.keeps_ids else two_years(text)
        read = read_date(meant, self.order)
        if read is None:
            self.wrong(where, f"“{shortened(text)}” {unread(text)}.")
        elif read.edtf and read.edtf != text and (meant != text or not parses(text)):
            self.guess("date written anew", f"{text} → {read.edtf}")
        return read

    def word(self, text: str, words: Mapping[str, str], usual: str, sentence: str) -> str:
        """One of a vocabulary's words, or the usual one, which is said."""
        if text and (found := words.get(plain(text))):
            return found
        self.guess(sentence, text)
        return usual

    def lane(self, text: str) -> str:
        """The id of the lane that a cell says; empty where it says none."""
        if not text:
            return ""
        for id, label in self.lanes.items():
            if plain(text) in (id, plain(label)):
                return id
        if len(self.lanes) >= MAX_LANES - 1:
            self.guess(f"row with a level beyond the first {MAX_LANES - 1}: under “Other”", text)
            return self.usual_lane(beyond=True)
        id = self.ids.new(text, "lane")
        self.lanes[id] = text[:1].upper() + text[1:]
        return id

    def usual_lane(self, *, beyond: bool = False) -> str:
        """The lane of rows that name none."""
        if not beyond and self.options.lane:
            return self.lane(self.options.lane)
        if len(self.lanes) == 1:
            return next(iter(self.lanes))
        id = "other" if self.lanes else "all"
        if id not in self.lanes:
            id = self.ids.new(id, "lane")
            self.lanes[id] = "Other" if self.lanes else "All"
        return id

    def lanes_in_order(self) -> dict[str, str]:
        """Lanes from top to bottom: known levels as they stand to each other, the others as they came, “Other” last."""
        level = {word: place for place, word in enumerate(LEVELS)}
        new = [id for id in self.lanes if id not in self.before.lanes]
        new.sort(
            key=lambda id: (id == "other", level.get(LEVEL_OF.get(plain(self.lanes[id]).split(" ")[0], ""), len(level)))
        )
        return {id: self.lanes[id] for id in [*self.before.lanes, *new]}

    def cite(self, cell: str, where: str) -> str:
        """The citations that a cell says; that of “No source given” where it says none."""
        cited: list[str] = []
        for said in sources_in(cell):
            id = self._cited_row(said.get("title", ""), said.get("url", ""))
            if not id:
                row = source_row(said)
                key = said.get("url") or row["title"]
                made = self.put("sources", key, f"{row['publisher']} {row['title']}", row, where)
                id = made.cells["id"]
                self.index.add("sources", id, id, row["title"] if "url" not in said else "", said.get("url", ""))
                if "url" not in said:
                    self.guess("source that is a name without an address", row["title"])
            cited.append(id)
        if not cited:
            self.guess("row without a source: it cites “No source given” (uncited) and is counted as such")
            if "uncited" not in self.rows["sources"]:
                cells = {column: UNCITED.get(column, "") for column in fields_of(TABLES["sources"])}
                self.rows["sources"]["uncited"] = Made("sources", cells, "uncited", where, self.file)
            return "uncited"
        return ";".join(dict.fromkeys(cited))

    def _cited_row(self, title: str, url: str) -> str:
        """A citation of a source that there is: by address, by id or key with a place, by title."""
        if url and (id := self.index.exact(url, "sources")[1]):
            return id
        if url or not title:
            return ""
        if id := self.index.exact(title, "sources")[1]:
            return id
        source, at, place = title.partition("@")
        id = self.index.exact(source, "sources")[1] if at else ""
        return f"{id}@{place.strip()}" if id and place.strip() else id

    # --- references -------------------------------------------------------------------------------------------------

    def names(self, cell: str) -> list[str]:
        """The names in a cell that may hold several."""

        def known(name: str) -> bool:
            return name in self.alone or bool(self.index.exact(name, "actors", "events", "instruments")[1])

        found = names_in(cell, known)
        for name in found:
            if (
                re.search(r" (?:and|und|y|et|&) ", name)
                and not self.index.exact(name, "actors", "events", "instruments")[1]
            ):
                self.guess("name with “and” taken as one; part it with a semicolon if it is two", name)
        return found

    def actor(self, name: str, where: str) -> str:
        """The id of an actor of that name; a row is made where there is none."""
        _, id, taken = self.index.find(name, "actors")
        if taken:
            self.guess("name read as a longer one", f"{name} → {taken}")
        if id:
            return id
        kind = kind_of_actor(name)
        self.guess("actor named without a row of its own, its kind guessed", f"{name} ({kind})")
        made = self.put("actors", name, name, {"name": name, "kind": kind, "weight": "2"}, where)
        self.index.add("actors", made.cells["id"], made.cells["id"], name)
        if kind == "person":
            self.index.add(BARE, made.cells["id"], without_honorific(name))
        return made.cells["id"]

    def end(self, name: str, where: str, at: str = "") -> str:
        """The id of the actor or event that one end of a tie names; of an instrument the event at that date, else its
        first; empty, and told, for an instrument without events."""
        table, id, taken = self.index.find(name, "actors", "events", "instruments")
        if taken:
            self.guess("name read as a longer one", f"{name} → {taken}")
        if table != "instruments":
            return id or self.actor(name, where)
        events = self.dated.get(id, [])
        if not events:
            self.leave(
                where, f"“{shortened(name)}” has no event yet, and a tie needs one — add an event that names it."
            )
            return ""
        same = [event for event in events if at and self.rows["events"][event].cells["date"] == at]
        chosen = same[0] if same else min(events, key=lambda event: self.rows["events"][event].cells["date"])
        self.guess("tie to a bill or an order: it leads to an event of it", name)
        return chosen

    def instrument(self, name: str, where: str, lane: str = "") -> str:
        """The id of the instrument of that name or number; a row is made where there is none."""
        id = self.index.exact(name, "instruments")[1]
        if id:
            return id
        kind = kind_of_instrument(name)
        self.guess("instrument named without a row of its own", f"{name} ({kind})")
        cells = {"title": name, "kind": kind, "lane": lane, "status": "not said", "summary": "No description given."}
        made = self.put("instruments", name, name, cells | {"sources": self.cite("", where)}, where)
        self.index.add("instruments", made.cells["id"], made.cells["id"], name)
        return made.cells["id"]

    def verb(self, text: str, where: str) -> tuple[str, bool]:
        """The id of the verb that is meant, and whether it is said the other way round (“signed by”)."""
        said = plain(text).replace("-", " ") or "tied to"
        if said in self._verbs:
            return self._verbs[said]
        meant = meant_by()
        found = (meant.get(said, ""), False)
        if self.keeps_ids and text not in set(shared_verbs()["id"]):
            found = (self.index.exact(said, "verbs")[1] or self._own_verb(said, where), False)
        for auxiliary in ("was ", "is ", "has ", "were ", "are ", "has been ", "had "):
            if not found[0] and said.startswith(auxiliary):
                said = said.removeprefix(auxiliary)
                found = (meant.get(said, ""), False)
        if not found[0]:
            inverse = {str(row.inverse_label): str(row.id) for row in shared_verbs().itertuples()}
            turned = inverse.get(said) or (meant.get(said.removesuffix(" by"), "") if said.endswith(" by") else "")
            found = (turned, True) if turned else (self.index.exact(said, "verbs")[1], False)
        if not found[0]:
            found = (self._own_verb(said, where), False)
        elif found[0].replace("-", " ") != said:
            self.guess("verb read by its meaning", f"{said} → {found[0]}")
        self._verbs[plain(text).replace("-", " ") or "tied to"] = found
        return found

    def _own_verb(self, said: str, where: str) -> str:
        said = said[:80]
        inverse = f"{said} by" if re.search(r"(?:ed|ght|old|ade|ent)(?: \w+)?$", said) else f"tied by “{said}” to"
        if said.endswith(" of"):
            inverse = f"has as {said.removesuffix(' of')}"
        ends = {"subject_kinds": "actor;event", "object_kinds": "actor;event"}
        cells = {"label": said, "inverse_label": said if said == "tied to" else inverse, "group": "context", **ends}
        made = self.put("verbs", said, said, cells, where)
        self.index.add("verbs", made.cells["id"], said)
        self.guess("verb that is not among the shared ones: made anew, in the group “context”", said)
        return made.cells["id"]


def place_of(where: str, file: str) -> tuple[str, int | None]:
    """File, or sheet of it, and row of what stands somewhere in it.

    >>> place_of("sheet “Events” row 7", "bills.xlsx"), place_of("row 7", "bills.csv"), place_of("actions[3]", "b.json")
    (('bills.xlsx, sheet “Events”', 7), ('bills.csv', 7), ('b.json, actions[3]', None))
    """
    found = re.fullmatch(r"(?:(.*) )?row ([0-9]+)", where)
    within = (found[1] or "" if found else where).removeprefix(file).strip()
    return f"{file}, {within}" if within else file, int(found[2]) if found else None


def _one_line(text: str) -> str:
    """A text as a cell holds it: in one line, and no longer than a cell may be."""
    return " ".join(text.split())[:CELL_CHARACTERS]
