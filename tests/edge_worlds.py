"""Worlds at the edges: nothing or one of anything, empty lanes, words without a gap, a crowded day, a hub of ties.

Each is written as a folder of tables and loaded as any other, so that it is a world which somebody may bring.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

from explorer.data.load import TABLES, load_landscape
from explorer.landscape import Landscape
from explorer.query.columns import BASES, GROUPS, layers
from explorer.query.selection import Selection, to_query
from explorer.records import fields_of

UNBROKEN: dict[str, str] = {
    "cjk": "阿尔伯克基市移民与难民事务办公室执行命令公开听证会记录",
    "german": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"[:58],
    "capitals": "W" * 120,
    "arabic": "فسيكفيكهماللهوهوالسميعالعليم" * 3,
    "thai": "กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยามหาดิลกภพนพรัตนราชธานีบูรีรมย์",
    "devanagari": "अंतरराष्ट्रीयसहयोगपरिषदनिर्णयप्रकाशनसमितिअध्यक्षकार्यालय",
    "emoji": "🚌🌃🏙️🚏🛑🎟️🧑‍⚖️🏛️".replace("\u200d", "") * 6,
}
"""Words that no space breaks: 27 Chinese characters, a German word of 58 letters, 120 wide capitals, and others."""

AS_OF = "2025-07-25"
HUB_TIES = 2_100
DENSE_EVENTS = 60

Row = Mapping[str, str]

_VERBS: tuple[tuple[str, ...], ...] = (
    ("signed", "signed", "signed by", "act", "", "actor", "event"),
    ("opposes", "opposes", "opposed by", "stance", "against", "actor", "event"),
    ("leads", "leads", "led by", "affiliation", "", "actor", "actor"),
    ("builds-on", "builds on", "built on by", "lineage", "", "event", "event"),
)


@dataclass(frozen=True)
class World:
    """The rows of a landscape; `word`, where there is one, stands wherever a reader reads a name or a sentence."""

    id: str
    actors: int
    events: int
    relations: tuple[tuple[int, int], ...] = ()  # actor, event
    lanes: int = 3
    lane: int = 0  # of everything; -1: dealt out
    one_day: bool = False
    word: str = ""

    def tables(self) -> dict[str, list[Row]]:
        """The rows of each table by its name."""
        said = self.word or "Something that was said"
        source = {"kind": "news", "group": "articles", "published": "2025-07-22", "url": "https://herald.example/a"}
        tables: dict[str, list[Row]] = {name: [] for name in TABLES if name != "voices"}
        tables["sources"] = [{"id": "herald", "title": said, "publisher": self.word or "The Herald", **source}]
        tables["verbs"] = [self._verb(row) for row in _VERBS]
        tables["actors"] = [self._actor(number, said) for number in range(self.actors)]
        tables["events"] = [self._event(number, said) for number in range(self.events)]
        tables["relations"] = [self._relation(*pair) for pair in enumerate(self.relations)]
        if self.word:
            tables |= self._told_at_length()
        return tables

    def _named(self, what: str, number: int) -> str:
        return f"{self.word}{number}" if self.word else f"{what} number {number}"

    def _lane(self, number: int) -> str:
        return f"lane-{number % self.lanes if self.lane < 0 else self.lane}"

    def _verb(self, row: Sequence[str]) -> Row:
        verb = dict(zip(fields_of(TABLES["verbs"]), [*row, ""], strict=True))
        return verb | ({"label": self.word, "inverse_label": f"{self.word}!"} if self.word else {})

    def _actor(self, number: int, said: str) -> Row:
        kind = ("person", "body", "agency", "community")[number % 4]
        named = {"id": f"actor-{number}", "name": self._named("Actor", number), "kind": kind, "role": self.word}
        return {
            **named,
            "aliases": self.word,
            "lane": self._lane(number),
            "weight": str(1 + number % 3),
            "summary": said,
            "sources": "herald@L1",
        }

    def _event(self, number: int, said: str) -> Row:
        title = self._named("Event", number)
        day = "2025-06-03" if self.one_day else f"{2003 + number * 7 % 22}-{1 + number % 12:02}-{1 + number % 28:02}"
        kind = self.word or ("order", "resolution", "bill step", "court")[number % 4]
        return {
            "id": f"event-{number}",
            "title": title,
            "short_title": title,
            "aliases": self.word,
            "date": day if number % 5 or self.one_day else day[:7],
            "lane": self._lane(number),
            "kind": kind,
            "status": "occurred",
            "weight": str(1 + number % 3),
            "instrument": "bill" if self.word and number < 3 else "",
            "summary": said,
            "sources": f"herald@{self.word or 'L2'}",
        }

    def _relation(self, number: int, ends: tuple[int, int]) -> Row:
        basis = ("reported", "claimed", "inferred")[number % 3]
        return {
            "id": f"relation-{number}",
            "subject": f"actor-{ends[0]}",
            "verb": "signed" if number % 2 else "opposes",
            "object": f"event-{ends[1]}",
            "basis": basis,
            "attributed_to": "herald" if basis == "claimed" else "",
            "note": self.word,
            "sources": f"herald@{self.word or 'L3'}",
        }

    def _told_at_length(self) -> dict[str, list[Row]]:
        word, sources = self.word, "herald@L4"
        bill = {"id": "bill", "title": word, "number": word, "kind": word, "lane": "lane-0", "status": word}
        claims = [
            {"id": f"claim-{n}", "about": "event-0", "property": word, "value": f"{word}{n}", "standing": standing}
            | {"attributed_to": "actor-0", "note": word, "sources": sources}
            for n, standing in enumerate(("preferred", "contradicted"))
        ]
        rule = {"id": "rule", "instrument": "bill", "text": word, "condition": word, "sources": sources}
        return {
            "instruments": [{**bill, "aliases": word, "summary": word, "sources": sources}],
            "provisions": [rule],
            "claims": claims,
            "gaps": [{"id": "gap", "what": word, "state": word, "note": word}],
        }

    def toml(self) -> str:
        title, summary = self.word or f"The world {self.id}", self.word or "Made to look at the edges."
        lanes = "".join(f'[[lanes]]\nid = "lane-{n}"\nlabel = "{self._named("Level", n)}"\n' for n in range(self.lanes))
        notes = f'notes = ["{self.word}"]\n' if self.word else ""
        return (
            f'title = "{title}"\nsummary = "{summary}"\nas_of = {AS_OF}\nlicence = "{self.word or "CC0-1.0"}"\n'
            f'default_view = ""\n{notes}{lanes}'
        )

    def written(self, folder: Path) -> Path:
        """The folder, with the world's files in it."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "landscape.toml").write_text(self.toml(), encoding="utf-8")
        for name, rows in self.tables().items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                columns = list(fields_of(TABLES[name]))
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return folder


_PAIRS = ((0, 0), (1, 0), (0, 1), (2, 3), (3, 2), (1, 4), (0, 5), (3, 5))

TINY = tuple(World(f"tiny-{actors}-{events}", actors, events) for actors, events in product((0, 1), (0, 1)))
WIDE = tuple(World(f"wide-{name}", 4, 6, _PAIRS, lane=-1, word=word) for name, word in UNBROKEN.items())
WORLDS: dict[str, World] = {
    world.id: world
    for world in (
        *TINY,
        World("tiny-tie", 1, 1, ((0, 0),)),
        World("no-relations", 4, 6, lane=-1),
        World("actors-only", 5, 0, lane=-1),
        World("events-only", 0, 5, lane=-1),
        World("one-lane", 3, 4, _PAIRS[:4], lanes=1),
        World("empty-lanes", 3, 4, ((0, 0), (1, 0), (0, 1), (2, 3)), lanes=6, lane=3),
        *WIDE,
        World("dense-day", 6, DENSE_EVENTS, tuple((n % 6, n) for n in range(DENSE_EVENTS)), one_day=True),
        World("dense-wide", 2, DENSE_EVENTS, ((0, 0), (1, 1)), one_day=True, word=UNBROKEN["cjk"]),
        World("hub", 1, HUB_TIES, tuple((0, n) for n in range(HUB_TIES)), lane=-1),
    )
}


@cache
def edge_world(id: str) -> Landscape:
    """The world of that name, loaded."""
    with tempfile.TemporaryDirectory() as kept:
        return load_landscape(WORLDS[id].written(Path(kept) / id))


def some_selection(landscape: Landscape, random: Random) -> Selection:
    """Anything that a reader may choose in a landscape; what cannot go together is left to the address to drop."""

    def maybe(choices: Sequence[object], usual: object, likely: float = 0.35) -> object:
        return random.choice(choices) if choices and random.random() < likely else usual

    def some(choices: Sequence[str]) -> object:
        return maybe(
            [frozenset(random.sample(choices, random.randint(0, len(choices))))] if choices else [], None, 0.15
        )

    days = [
        date(1900, 1, 1),
        date(2003, 1, 1),
        date(2010, 5, 31),
        date(2025, 6, 3),
        date(2025, 7, 24),
        date(9999, 12, 31),
    ]
    ids = sorted(landscape.selectable)
    return replace(
        Selection(),
        focus=maybe(ids, "", 0.6),
        to=maybe(sorted(landscape.records), "", 0.3),
        in_order=maybe([True], False),
        since=maybe(days, None, 0.2),
        until=maybe(days, None, 0.2),
        as_of=maybe(days, None, 0.25),
        clock=maybe(["known"], "happened", 0.25),
        lanes=some([lane.id for lane in landscape.lanes]),
        kinds=some(sorted({event.kind for event in landscape.events})),
        groups=some(list(GROUPS)),
        bases=some(list(BASES)),
        layers=some(list(layers(landscape))),
        level=maybe(["key", "supporting"], "all", 0.25),
        axis=maybe(["true", "even", "even"], "folded", 0.6),
        rows=maybe(["kind", "instrument", "actor"], "lane", 0.6),
        nodes=maybe(["actors"], "all"),
        steps=maybe([1, 2, 3], 0),
        tidy=maybe([True], False),
    )  # type: ignore[arg-type]


def some_address(landscape: Landscape, random: Random) -> str:
    """The address text, without "?", of something that a reader may choose."""
    return to_query(some_selection(landscape, random))
