"""A number of events in; the store of a made-up landscape of that size out, written as columns: a million in minutes.

What the tables of `worlds.py` hold, ten relations an event; numbers come from numpy, one seed, texts are made of them
in the store. Nothing in it is about the real world.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from explorer.data.load import TABLES
from explorer.records import fields_of
from explorer.store import schema, words
from explorer.store.building.build import derive, new_store, put, write_about
from explorer.store.opened import SUFFIX
from tests.bench import worlds
from tests.bench.sql_days import date_of, day_text, first_day_of, last_day_of, month_text, nth
from tests.bench.worlds import AS_OF, FIRST_DAY, LANES, place_name

RELATIONS_AN_EVENT = 10
AT_ONCE = 1_000_000
"""Relations that are written at a time."""

SEED = 20_260_311
LAYERS = (("articles", "Articles"), ("public record", "Public record"))
_NEVER = 4_000_000

Say = Callable[[str], None]


def world_store(events: int, say: Say = lambda words: None) -> Path:
    """The store of the world of that size, made where it is not yet there; kept outside the repository."""
    makers = (Path(file).read_bytes() for file in (__file__, worlds.__file__, schema.__file__, words.__file__))
    own = hashlib.sha256(b"".join(makers)).hexdigest()[:10]
    kept = Path(tempfile.gettempdir()) / "policy-landscape-bench" / own
    kept.mkdir(parents=True, exist_ok=True)
    path = kept / f"world-{events}{SUFFIX}"
    if not path.exists():
        write_world_store(path, events, say)
    return path


def write_world_store(path: Path, events: int, say: Say = lambda words: None) -> None:
    """Writes the store."""
    with new_store(path) as store:
        world = _World(store, events)
        world.write_about()
        for words, write in world.parts().items():
            say(words)
            write()
        derive(store, lambda words, done, of: say(words))


def _words(choices: Sequence[tuple[str, int]]) -> list[str]:
    return [word for word, _ in choices]


class _World:
    def __init__(self, store: duckdb.DuckDBPyConnection, events: int) -> None:
        self.store, self.events = store, events
        self.dice = np.random.default_rng(SEED + events)
        self.sources, self.actors = max(8, events // 5), max(4, events // worlds.EVENTS_AN_ACTOR)
        self.instruments = max(1, events // worlds.EVENTS_AN_INSTRUMENT)
        names = [place_name(number) for number in range(max(self.actors, events // 4 + 1))]
        put(store, "places", pd.DataFrame({"row": np.arange(len(names), dtype=np.int32), "name": names}))
        self.lane_of_instrument = self.any_of(len(LANES), self.instruments)

    def parts(self) -> dict[str, Callable[[], None]]:
        return {
            "sources": self.write_sources,
            "actors": self.write_actors,
            "instruments": self.write_instruments,
            "events": self.write_events,
            "relations": self.write_relations,
            "claims": self.write_claims,
            "others": self.write_others,
        }

    # --- numbers

    def any_of(self, many: int, count: int) -> np.ndarray:
        return (self.dice.random(count, dtype=np.float32) * many).astype(np.int32).clip(0, many - 1)

    def weighed(self, choices: Sequence[tuple[str, int]], count: int) -> np.ndarray:
        """Places of words, each as likely as its number says."""
        bounds = np.cumsum([share for _, share in choices]) / 100
        return np.searchsorted(bounds, self.dice.random(count), side="right").clip(0, len(choices) - 1).astype(np.int8)

    def favoured(self, many: int, count: int) -> np.ndarray:
        """Places in a ranking: the first ones far more often, as a few actors are in everything."""
        return ((many + 1) ** self.dice.random(count) ** 0.7 - 1).astype(np.int32).clip(0, many - 1)

    def days(self, count: int) -> np.ndarray:
        """Days up to the as-of day, the more likely the later."""
        return FIRST_DAY.toordinal() + ((AS_OF - FIRST_DAY).days * self.dice.random(count) ** 0.5).astype(np.int32)

    def cited(self, count: int) -> dict[str, np.ndarray]:
        """Two sources and a line; the second is not cited where it is below 0."""
        second = np.where(self.dice.random(count) < 0.3, self.any_of(self.sources, count), -1)
        return {"c1": self.any_of(self.sources, count), "line": 1 + self.any_of(60, count), "c2": second}

    # --- tables

    def write(self, table: str, numbers: dict[str, np.ndarray], texts: dict[str, str]) -> None:
        """A table of the columns that its records have, each an expression over the numbers; else empty."""
        frame = pd.DataFrame(numbers)
        frame.insert(0, "row", np.arange(len(frame), dtype=np.int32))
        self.store.register("n", frame)
        shown = [f'{texts.get(column, _EMPTY)} AS "{column}"' for column in fields_of(TABLES[table])]
        shown += [f"{texts[column]} AS {column}" for column in _WORKED_OUT.get(table, ())]
        self.store.execute(
            f"CREATE TABLE {table} AS SELECT n.row, {', '.join(shown)} FROM n {texts.get('', '')} ORDER BY n.row"
        )
        self.store.unregister("n")

    def write_about(self) -> None:
        title = f"A made-up landscape of {self.events:,} events"
        summary = "Made by a program, to measure with. Nothing in it happened."
        settings = {"id": f"world-{self.events}", "title": title, "summary": summary, "licence": "MIT"}
        settings |= {"as_of": AS_OF.isoformat(), "checked": "", "default_view": "", "lane_word": "level"}
        told = {"notes": [], "lead": [], "lanes": list(map(list, LANES.items())), "layers": list(map(list, LAYERS))}
        ids = {"layer_ids": [id for id, _ in LAYERS], "kind_ids": sorted(_words(worlds.KINDS_OF_EVENTS)), "kinds": []}
        write_about(self.store, settings | told | ids, hashlib.sha256(title.encode()).hexdigest()[:12], None)

    def write_sources(self) -> None:
        many = self.sources
        numbers = {
            "day": self.days(many),
            "kind": self.weighed(worlds.KINDS_OF_SOURCES, many),
            "topic": self.topics(many),
        }
        kind, vague = nth(_words(worlds.KINDS_OF_SOURCES), "n.kind"), "n.row % 5 = 0"
        texts = {
            "id": "'source-' || n.row",
            "title": f"'On ' || {_TOPIC} || ', number ' || n.row",
            "publisher": "p.name || CASE WHEN n.kind = 0 THEN ' Herald' ELSE ' Records' END",
            "published": f"CASE WHEN {vague} THEN {month_text('n.day')} ELSE {day_text('n.day')} END",
            "retrieved": f"CASE WHEN n.row % 2 = 1 THEN '{AS_OF}' ELSE '' END",
            "url": "'https://' || lower(p.name) || '.example/' || n.row",
            "kind": kind,
            "group": "CASE WHEN n.kind = 0 AND n.row % 3 <> 0 THEN 'articles' ELSE 'public record' END",
            "line": "CASE WHEN n.kind = 0 AND n.row % 10 < 2 THEN 'wire-' || n.row // 10 ELSE '' END",
            "earliest": f"CASE WHEN {vague} THEN {first_day_of('n.day')} ELSE n.day END",
            "latest": f"CASE WHEN {vague} THEN {last_day_of('n.day')} ELSE n.day END",
            "": "JOIN places p ON p.row = n.row // 6",
        }
        self.write("sources", numbers, texts)

    def topics(self, count: int) -> np.ndarray:
        return self.any_of(len(worlds.TOPICS), count)

    def write_actors(self) -> None:
        many = self.actors
        numbers = {"kind": self.weighed(worlds.KINDS_OF_ACTORS, many), "topic": self.topics(many)}
        numbers |= {"lane": self.any_of(len(LANES), many), "given": self.any_of(len(worlds.GIVEN), many)} | self.cited(
            many
        )
        person = f"{nth(worlds.GIVEN, 'n.given')} || ' ' || p.name"
        kinds = _words(worlds.KINDS_OF_ACTORS)
        named = [worlds.BODIES.get(kind, "") for kind in kinds]
        texts = {
            "id": "'actor-' || n.row",
            "name": f"CASE WHEN n.kind = 0 THEN {person} ELSE replace({nth(named, 'n.kind')}, '{{}}', p.name) END",
            "aliases": "CASE WHEN n.row % 7 = 0 THEN p.name || ' ' || n.row ELSE '' END",
            "kind": nth(kinds, "n.kind"),
            "role": "CASE WHEN n.kind = 0 AND n.row % 2 = 1 THEN 'Member of ' || q.name || ' Council' ELSE '' END",
            "lane": _LANE,
            "weight": f"CASE WHEN n.row < {many // 20} THEN 1 WHEN n.row < {many // 3} THEN 2 ELSE 3 END",
            "summary": f"'Has to do with ' || {_TOPIC} || ', as two sources of that time tell.'",
            "sources": _CITED,
            "": "JOIN places p ON p.row = n.row JOIN places q ON q.row = n.row // 9",
        }
        self.write("actors", numbers, texts)

    def write_instruments(self) -> None:
        many = self.instruments
        kinds = _words(worlds.KINDS_OF_INSTRUMENTS)
        numbers = {"kind": self.weighed(worlds.KINDS_OF_INSTRUMENTS, many), "topic": self.topics(many)}
        numbers |= {"lane": self.lane_of_instrument, "end": self.any_of(3, many)} | self.cited(many)
        texts = {
            "id": "'instrument-' || n.row",
            "title": f"{nth([kind.capitalize() for kind in kinds], 'n.kind')} || ' on ' || {_TOPIC} || ' ' || n.row",
            "number": f"{nth([kind[0].upper() for kind in kinds], 'n.kind')} || '-' || n.row",
            "kind": nth(kinds, "n.kind"),
            "lane": _LANE,
            "status": nth(("in force", "under way", "died"), 'n."end"'),
            "summary": "'Says how ' || p.name || ' goes about it.'",
            "sources": _CITED,
            "": "JOIN places p ON p.row = n.row",
        }
        self.write("instruments", numbers, texts)

    def write_events(self) -> None:
        many, row = self.events, np.arange(self.events)
        kinds, states = _words(worlds.KINDS_OF_EVENTS), ["occurred", "ongoing", *_words(worlds.NOT_YET)]
        chance = self.dice.random(many)
        status = np.where(chance < 0.89, 0, np.where(chance < 0.92, 1, 2 + self.weighed(worlds.NOT_YET, many)))
        past = np.isin(status, (0, 1, states.index("pending")))
        step = (row // worlds.EVENTS_AN_INSTRUMENT < self.instruments) & (row % worlds.EVENTS_AN_INSTRUMENT < 5)
        instrument = np.where(step, row // worlds.EVENTS_AN_INSTRUMENT, -1)
        lane = np.where(step, self.lane_of_instrument[instrument], self.any_of(len(LANES), many))
        form = self.weighed(worlds.FORMS_OF_DATES, many)
        numbers = {
            "kind": self.weighed(worlds.KINDS_OF_EVENTS, many),
            "topic": self.topics(many),
            "status": status,
            "day": np.where(past, self.days(many), AS_OF.toordinal() + 1 + self.any_of(700, many)),
            "form": np.where(status == 1, len(worlds.FORMS_OF_DATES), form),
            "span": 1 + self.any_of(200, many),
            "coin": self.any_of(2, many),
            "lane": lane,
            "weight": 1 + self.weighed((("1", 5), ("2", 25), ("3", 70)), many),
            "instrument": instrument,
        } | self.cited(many)
        topic = f"{_TOPIC} || ' in ' || p.name"
        titles = nth([worlds.TITLES[kind] for kind in kinds], "n.kind")
        date, earliest, latest, begun = _dates()
        texts = {
            "id": "'event-' || n.row",
            "title": f"replace({titles}, '{{}}', {topic}) || ', number ' || n.row",
            "short_title": f"{nth([kind.capitalize() for kind in kinds], 'n.kind')} || ' ' || n.row",
            "date": date,
            "lane": _LANE,
            "kind": nth(kinds, "n.kind"),
            "status": nth(states, "n.status"),
            "weight": "n.weight",
            "instrument": "CASE WHEN n.instrument >= 0 THEN 'instrument-' || n.instrument ELSE '' END",
            "summary": f"'What ' || p.name || ' did about ' || {topic} || '; {worlds.TOLD}.'",
            "sources": _CITED,
            "earliest": f"CAST({earliest} AS INTEGER)",
            "latest": f"CAST({latest} AS INTEGER)",
            "lasting": f"n.form IN {_LASTING}",
            "place": f"CAST(row_number() OVER (ORDER BY {begun}, n.row) - 1 AS INTEGER)",
            "": "JOIN places p ON p.row = n.row // 4",
        }
        self.write("events", numbers, texts)

    def write_relations(self) -> None:
        """Ten an event, in runs."""
        every = RELATIONS_AN_EVENT * self.events
        for start in range(0, every, AT_ONCE):
            self._write_run(start, min(AT_ONCE, every - start))

    def _write_run(self, start: int, many: int) -> None:
        row = np.arange(start, start + many, dtype=np.int32)
        groups = [group for group, _ in worlds.TIES]
        group = np.where(row % RELATIONS_AN_EVENT == 0, 0, self.weighed(worlds.TIES, many))
        verb = np.zeros(many, dtype=np.int8)
        for place, name in enumerate(groups):
            choices = np.array([at for at, known in enumerate(worlds.VERBS) if known[3] == name])
            own = group == place
            verb[own] = choices[self.any_of(len(choices), int(own.sum()))]
        event = self.actors + row // RELATIONS_AN_EVENT
        actor, other_actor = self.favoured(self.actors, many), self.favoured(self.actors, many)
        chance = self.dice.random(many) < 0.3
        other = np.where(chance, self.favoured(self.events, many), self.any_of(self.events, many))
        other = self.actors + np.where(other == event - self.actors, (other + 1) % self.events, other)
        other_actor = np.where(other_actor == actor, (actor + 1) % self.actors, other_actor)
        from_event, to_actor = (
            np.array([kinds[end] == is_ for kinds in worlds.VERBS])[verb] for end, is_ in ((5, "event"), (6, "actor"))
        )
        basis = self.weighed(worlds.BASES, many)
        dated = (group == groups.index("affiliation")) | (row % 11 == 0)
        numbers = {
            "row": row,
            "verb": verb,
            "subject": np.where(from_event, event, actor).astype(np.int32),
            "object": np.where(
                to_actor, np.where(from_event, actor, other_actor), np.where(from_event, other, event)
            ).astype(np.int32),
            "basis": basis,
            "day": np.where(dated, self.days(many), 0),
            "by": self.any_of(self.sources, many),
        } | self.cited(many)
        bases = _words(worlds.BASES)
        claims = [bases.index(word) for word in ("claimed", "opinion")]
        texts = {
            "row": "n.row",
            "id": "'relation-' || n.row",
            "subject": "n.subject",
            "verb": nth([verb[0] for verb in worlds.VERBS], "n.verb"),
            "object": "n.object",
            "date": f"CASE WHEN n.day > 0 THEN {month_text('n.day')} ELSE '' END",
            "basis": nth(bases, "n.basis"),
            "attributed_to": f"CASE WHEN n.basis IN ({claims[0]}, {claims[1]}) THEN 'source-' || n.by ELSE '' END",
            "reason": _EMPTY,
            "note": f"CASE WHEN n.basis = {bases.index('inferred')} THEN 'As one source reads it.' ELSE '' END",
            "sources": _CITED,
            "earliest": f"CASE WHEN n.day > 0 THEN {first_day_of('n.day')} ELSE 0 END",
            "latest": f"CASE WHEN n.day > 0 THEN {last_day_of('n.day')} ELSE 0 END",
        }
        shown = ", ".join(f"{sql} AS {name}" for name, sql in texts.items())
        self.store.register("n", pd.DataFrame(numbers))
        begin = "CREATE TEMP TABLE raw_relations AS" if not row[0] else "INSERT INTO raw_relations"
        self.store.execute(f"{begin} SELECT {shown} FROM n ORDER BY n.row")
        self.store.unregister("n")

    def write_claims(self) -> None:
        """Every twentieth event has two values for one property."""
        many = 2 * ((self.events + 19) // 20)
        even = "n.row % 2 = 0"
        texts = {
            "id": "'claim-' || n.row // 2 || '-' || n.row % 2",
            "about": "'event-' || n.row // 2 * 20",
            "property": "'vote'",
            "value": f"CASE WHEN {even} THEN '7 to 2' ELSE '6 to 3' END",
            "standing": f"CASE WHEN {even} THEN 'preferred' ELSE 'contradicted' END",
            "attributed_to": "'source-' || n.c1",
            "note": f"CASE WHEN {even} THEN 'The minutes outweigh a report.' ELSE '' END",
            "sources": "'source-' || n.c1",
        }
        self.write("claims", {"c1": self.any_of(self.sources, many)}, texts)

    def write_others(self) -> None:
        rule = f"'What is set aside for ' || {_TOPIC} || ' is told in public once a year.'"
        condition = "CASE WHEN n.row % 2 = 1 THEN 'unless the law asks for more' ELSE '' END"
        texts = {"id": "'provision-' || n.row", "instrument": "'instrument-' || n.row", "text": rule}
        texts |= {"condition": condition, "sources": _CITED}
        many = self.instruments
        self.write("provisions", {"topic": self.topics(many)} | self.cited(many), texts)
        columns = list(fields_of(TABLES["verbs"]))
        verbs = pd.DataFrame([[*verb, ""] for verb in worlds.VERBS], columns=columns, dtype=str)
        verbs.insert(0, "row", np.arange(len(verbs), dtype=np.int32))
        put(self.store, "verbs", verbs)
        for name in ("gaps", "tours", "passages", "voices"):
            self.write(name, {"nothing": np.array([], dtype=np.int32)}, {})
        self.store.execute("DROP TABLE places")


# --- texts of numbers, in SQL ----------------------------------------------------------------------------------------

_EMPTY = "''"
_WORKED_OUT = {"sources": ("earliest", "latest"), "events": ("earliest", "latest", "lasting", "place")}
_CITED = "'source-' || n.c1 || '@L' || n.line || CASE WHEN n.c2 >= 0 THEN ';source-' || n.c2 ELSE '' END"


_TOPIC, _LANE = nth(worlds.TOPICS, "n.topic"), nth(tuple(LANES), "n.lane")


_FORMS = (*_words(worlds.FORMS_OF_DATES), "since")
_LASTING = f"({', '.join(str(_FORMS.index(form)) for form in ('interval', 'open', 'since'))})"


def _dates() -> tuple[str, str, str, str]:
    """EDTF text by `n.form`, its first and last day, and the latest day by which it may have begun."""
    day, later, month, year = (
        day_text("n.day"),
        day_text("(n.day + n.span)"),
        month_text("n.day"),
        f"strftime({date_of('n.day')}, '%Y')",
    )
    begins = "n.coin = 0"
    known = {  # text, first, last, begun by
        "day": (day, "n.day", "n.day", "n.day"),
        "month": (month, first_day_of("n.day"), last_day_of("n.day"), last_day_of("n.day")),
        "year": (year, first_day_of("n.day", "year"), last_day_of("n.day", "year"), last_day_of("n.day", "year")),
        "interval": (f"{day} || '/' || {later}", "n.day", "n.day + n.span", "n.day"),
        "uncertain": (f"{month} || '?'", first_day_of("n.day"), last_day_of("n.day"), last_day_of("n.day")),
        "approximate": (f"{day} || '~'", "n.day", "n.day", "n.day"),
        "open": (
            f"CASE WHEN {begins} THEN {month} || '/..' ELSE '../' || {month} END",
            f"CASE WHEN {begins} THEN {first_day_of('n.day')} ELSE 0 END",
            f"CASE WHEN {begins} THEN {_NEVER} ELSE {last_day_of('n.day')} END",
            last_day_of("n.day"),
        ),
        "since": (f"{day} || '/..'", "n.day", str(_NEVER), "n.day"),
    }
    parts = [" ".join(f"WHEN {at} THEN {known[form][part]}" for at, form in enumerate(_FORMS)) for part in range(4)]
    text, first, last, begun = (f"CASE n.form {part} END" for part in parts)
    return text, first, last, begun
