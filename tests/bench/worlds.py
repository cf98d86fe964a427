"""A number of events in; a made-up landscape of that size out, as the folder of tables that `load_landscape` reads.

Deterministic: one seed, one source of numbers, the same bytes each time. Nothing in it is about the real world.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from explorer.data.load import LATER, TABLES
from explorer.records import fields_of
from tests.bench import chances
from tests.bench.chances import below, favoured, one_of, weighed, weight

SIZES = (100, 1_000, 10_000, 100_000)
"""Events of the worlds that are measured."""

AS_OF = date(2026, 3, 11)
FIRST_DAY = date(1994, 1, 3)
LANES = {"federal": "Federal", "state": "State", "county": "Counties", "city": "City", "other-cities": "Other cities"}

TOLD = "the sources give the place and the votes"
RELATIONS_AN_EVENT = 3
EVENTS_AN_ACTOR = 3
EVENTS_AN_INSTRUMENT = 8

Row = tuple[str, ...]

# id, label, inverse label, group, side, subject kinds, object kinds
VERBS: tuple[Row, ...] = (
    ("signed", "signed", "signed by", "act", "", "actor", "event"),
    ("passed", "passed", "passed by", "act", "", "actor", "event"),
    ("announced", "announced", "announced by", "act", "", "actor", "event"),
    ("sponsored", "sponsored", "sponsored by", "act", "", "actor", "event"),
    ("binds", "binds", "bound by", "act", "", "event", "actor"),
    ("supports", "supports", "supported by", "stance", "for", "actor", "event"),
    ("opposes", "opposes", "opposed by", "stance", "against", "actor", "event"),
    ("criticizes", "criticizes", "criticized by", "stance", "against", "actor", "event"),
    ("member-of", "member of", "has as member", "affiliation", "", "actor", "actor"),
    ("leads", "leads", "led by", "affiliation", "", "actor", "actor"),
    ("responds-to", "responds to", "answered by", "lineage", "", "event", "event"),
    ("amends", "amends", "amended by", "lineage", "", "event", "event"),
    ("would-codify", "would codify", "would be codified by", "lineage", "", "event", "event"),
    ("directs-help-to", "directs help to", "helped under", "service", "", "event", "actor"),
    ("took-place-at", "took place at", "place of", "context", "", "event", "actor"),
    ("set-in-the-context-of", "set in the context of", "context of", "context", "", "event", "event"),
)

KINDS_OF_ACTORS = (
    ("person", 46),
    ("organization", 20),
    ("body", 10),
    ("agency", 9),
    ("office", 7),
    ("community", 5),
    ("place", 3),
)
KINDS_OF_EVENTS = (
    ("statement", 20),
    ("bill step", 16),
    ("policy", 13),
    ("resolution", 11),
    ("order", 10),
    ("meeting", 8),
    ("law", 7),
    ("court", 6),
    ("ordinance", 5),
    ("bill ends", 4),
)
KINDS_OF_INSTRUMENTS = (("bill", 40), ("resolution", 25), ("order", 15), ("ordinance", 12), ("lawsuit", 8))
NOT_YET = (("planned", 45), ("scheduled", 25), ("possible", 15), ("pending", 15))
BASES = (("reported", 66), ("claimed", 12), ("opinion", 8), ("inferred", 8), ("planned", 6))
FORMS_OF_DATES = (
    ("day", 58),
    ("month", 18),
    ("year", 7),
    ("interval", 6),
    ("uncertain", 5),
    ("approximate", 4),
    ("open", 2),
)
KINDS_OF_SOURCES = (("news", 55), ("press release", 20), ("law text", 12), ("court", 6), ("dataset", 7))
TIES = (("act", 62), ("stance", 12), ("lineage", 10), ("affiliation", 6), ("service", 4), ("context", 6))

GIVEN = ("Ana", "Ben", "Cara", "Dan", "Eva", "Finn", "Gita", "Hugo", "Ida", "Jon", "Kim", "Lea", "Max", "Nora", "Otto")
_SYLLABLES = ("bar", "dal", "fen", "gor", "hal", "kes", "lin", "mar", "nor", "pel", "ros", "sten", "tor", "vel", "wick")
TOPICS = (
    "night buses",
    "water meters",
    "school meals",
    "river trails",
    "street lamps",
    "library hours",
    "market stalls",
)
BODIES = {
    "organization": "{} Alliance",
    "body": "{} Council",
    "agency": "{} Agency",
    "office": "Office of {}",
    "community": "People of {}",
    "place": "{} Hall",
}
TITLES = {
    "statement": "Statement on {}",
    "bill step": "Bill on {} moves on",
    "policy": "Rules for {} change",
    "resolution": "Resolution on {}",
    "order": "Order on {}",
    "meeting": "Meeting about {}",
    "law": "Law on {} in force",
    "court": "Court looks at {}",
    "ordinance": "Ordinance on {}",
    "bill ends": "Bill on {} ends",
}


def world_folder(events: int) -> Path:
    """The folder of the world of that size, made where it is not yet there; kept outside the repository."""
    makers = (Path(file).read_bytes() for file in (__file__, chances.__file__))
    own = hashlib.sha256(b"".join(makers)).hexdigest()[:10]
    kept = Path(tempfile.gettempdir()) / "policy-landscape-bench" / own
    folder = kept / f"world-{events}"
    if not folder.is_dir():
        kept.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=kept))
        write_world(half, events)
        try:
            half.rename(folder)  # in one step, so that nobody finds half a world
        except OSError:
            shutil.rmtree(half)
            if not folder.is_dir():
                raise
    return folder


def write_world(folder: Path, events: int) -> None:
    """Writes the tables of the world of so many events into a folder that exists."""
    for name, text in world(events).items():
        with open(folder / name, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - newline matters
            file.write(text)


def world(events: int) -> dict[str, str]:
    """The text of each file by name."""
    random = Random(20260311 + events)
    sources = _sources(random, max(8, events // 5))
    actors = _actors(random, max(4, events // EVENTS_AN_ACTOR), sources)
    instruments = _instruments(random, max(1, events // EVENTS_AN_INSTRUMENT), sources)
    happenings = _events(random, events, instruments, sources)
    relations = _relations(random, happenings, actors, sources)
    tables: dict[str, Sequence[Row]] = {
        "sources": sources,
        "actors": actors,
        "events": happenings,
        "instruments": instruments,
        "provisions": _provisions(random, instruments, sources),
        "relations": relations,
        "claims": _claims(random, happenings, sources),
        "verbs": VERBS,
        "gaps": [("gap-minutes", "Minutes of the first meeting", "not found", "")],
    }
    return {"landscape.toml": _toml(events)} | {f"{name}.csv": _table(name, rows) for name, rows in tables.items()}


# --- tables --------------------------------------------------------------------------------------------------------


def _sources(random: Random, count: int) -> list[Row]:
    rows = []
    for number in range(count):
        published = _day(random, past=True)
        kind = weighed(random, KINDS_OF_SOURCES)
        group = "articles" if kind == "news" and number % 3 else "public record"
        line = f"wire-{number // 10}" if kind == "news" and number % 10 < 2 else ""
        rows.append(
            (
                f"source-{number}",
                f"On {one_of(random, TOPICS)}, number {number}",
                f"{place_name(number // 6)} {'Herald' if kind == 'news' else 'Records'}",
                published.isoformat() if number % 5 else f"{published:%Y-%m}",
                AS_OF.isoformat() if number % 2 else "",
                f"https://{place_name(number // 6).lower()}.example/{number}",
                kind,
                group,
                line,
                "",
            )
        )
    return rows


def _actors(random: Random, count: int, sources: Sequence[Row]) -> list[Row]:
    rows = []
    for number in range(count):
        kind = weighed(random, KINDS_OF_ACTORS)
        town = place_name(number)
        name = f"{one_of(random, GIVEN)} {town}" if kind == "person" else BODIES[kind].format(town)
        role = f"Member of {place_name(number // 9)} Council" if kind == "person" and number % 2 else ""
        rows.append(
            (
                f"actor-{number}",
                name,
                f"{town} {number}" if number % 7 == 0 else "",
                kind,
                role,
                one_of(random, tuple(LANES)),
                "1" if number < count // 20 else "2" if number < count // 3 else "3",
                f"Has to do with {one_of(random, TOPICS)}, as two sources of that time tell.",
                _citations(random, sources),
            )
        )
    return rows


def _instruments(random: Random, count: int, sources: Sequence[Row]) -> list[Row]:
    rows = []
    for number in range(count):
        kind = weighed(random, KINDS_OF_INSTRUMENTS)
        rows.append(
            (
                f"instrument-{number}",
                f"{kind.capitalize()} on {one_of(random, TOPICS)} {number}",
                f"{kind[0].upper()}-{number}",
                "",
                kind,
                one_of(random, tuple(LANES)),
                one_of(random, ("in force", "under way", "died")),
                f"Says how {place_name(number)} goes about it.",
                _citations(random, sources),
            )
        )
    return rows


def _events(random: Random, count: int, instruments: Sequence[Row], sources: Sequence[Row]) -> list[Row]:
    """About five of eight events are steps of an instrument, five steps each, in its lane."""
    rows = []
    for number in range(count):
        step_of = instruments[number // EVENTS_AN_INSTRUMENT] if _is_step(number, len(instruments)) else None
        kind = weighed(random, KINDS_OF_EVENTS)
        status = "occurred" if random.random() < 0.92 else weighed(random, NOT_YET)
        if status == "occurred" and random.random() < 0.03:
            status = "ongoing"
        day = _day(random, past=status in ("occurred", "ongoing", "pending"))
        topic = f"{one_of(random, TOPICS)} in {place_name(number // 4)}"
        rows.append(
            (
                f"event-{number}",
                f"{TITLES[kind].format(topic)}, number {number}",
                f"{kind.capitalize()} {number}",
                "",
                _dated(random, day, status),
                step_of[5] if step_of else one_of(random, tuple(LANES)),
                kind,
                status,
                weight(random),
                step_of[0] if step_of else "",
                f"What {place_name(number)} did about {topic}; {TOLD}.",
                _citations(random, sources),
            )
        )
    return rows


def _is_step(number: int, instruments: int) -> bool:
    return number // EVENTS_AN_INSTRUMENT < instruments and number % EVENTS_AN_INSTRUMENT < 5


def _relations(random: Random, events: Sequence[Row], actors: Sequence[Row], sources: Sequence[Row]) -> list[Row]:
    """Three an event, no two the same."""
    verbs = {group: [verb for verb in VERBS if verb[3] == group] for group, _ in TIES}
    rows: list[Row] = []
    known: set[Row] = set()
    while len(rows) < RELATIONS_AN_EVENT * len(events):
        event = events[len(rows) // RELATIONS_AN_EVENT]
        group = weighed(random, TIES) if len(rows) % RELATIONS_AN_EVENT else "act"
        verb = one_of(random, verbs[group])
        actor, other_actor = actors[favoured(random, len(actors))], actors[favoured(random, len(actors))]
        other = events[favoured(random, len(events))] if random.random() < 0.3 else one_of(random, events)
        ends = {
            ("actor", "event"): (actor[0], event[0]),
            ("event", "actor"): (event[0], actor[0]),
            ("event", "event"): (event[0], other[0]),
            ("actor", "actor"): (actor[0], other_actor[0]),
        }[verb[5], verb[6]]
        if ends[0] == ends[1] or (ends[0], verb[0], ends[1]) in known:
            continue
        known.add((ends[0], verb[0], ends[1]))
        basis = weighed(random, BASES)
        said_by = one_of(random, sources)[0] if basis in ("claimed", "opinion") else ""
        dated = f"{_day(random, past=True):%Y-%m}" if group == "affiliation" or len(rows) % 11 == 0 else ""
        note = "As one source reads it." if basis == "inferred" else ""
        number = f"relation-{len(rows)}"
        rows.append((number, ends[0], verb[0], ends[1], dated, basis, said_by, note, _citations(random, sources)))
    return rows


def _provisions(random: Random, instruments: Sequence[Row], sources: Sequence[Row]) -> list[Row]:
    return [
        (
            f"provision-{number}",
            instrument[0],
            f"What is set aside for {one_of(random, TOPICS)} is told in public once a year.",
            "unless the law asks for more" if number % 2 else "",
            _citations(random, sources),
        )
        for number, instrument in enumerate(instruments)
    ]


def _claims(random: Random, events: Sequence[Row], sources: Sequence[Row]) -> list[Row]:
    """Every twentieth event has two values for one property."""
    rows = []
    for number, event in enumerate(events[::20]):
        for place, (value, standing, note) in enumerate(
            (("7 to 2", "preferred", "The minutes outweigh a report."), ("6 to 3", "contradicted", ""))
        ):
            by = one_of(random, sources)[0]
            rows.append((f"claim-{number}-{place}", event[0], "vote", value, standing, by, note, by))
    return rows


# --- cells ---------------------------------------------------------------------------------------------------------


def place_name(number: int) -> str:
    """A name of its own for every number: "Bardal", "Fendal"; a third syllable and more as they run out."""
    base = len(_SYLLABLES)
    found = [_SYLLABLES[number % base], _SYLLABLES[number // base % base]]
    left = number // base**2
    while left:
        left -= 1
        found.append(_SYLLABLES[left % base])
        left //= base
    return "".join(found).capitalize()


def _day(random: Random, *, past: bool) -> date:
    """A day up to the as-of day, the more likely the later; or one in the two years after it."""
    if not past:
        return AS_OF + timedelta(days=1 + below(random, 700))
    days = (AS_OF - FIRST_DAY).days
    return FIRST_DAY + timedelta(days=int(days * random.random() ** 0.5))


def _dated(random: Random, day: date, status: str) -> str:
    """EDTF text that begins on that day, month or year, or near it."""
    if status == "ongoing":
        return f"{day}/.."
    form = weighed(random, FORMS_OF_DATES)
    if form == "interval":
        return f"{day}/{day + timedelta(days=1 + below(random, 200))}"
    if form == "open":
        return f"{day:%Y-%m}/.." if random.random() < 0.5 else f"../{day:%Y-%m}"
    return {
        "day": f"{day}",
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "uncertain": f"{day:%Y-%m}?",
        "approximate": f"{day}~",
    }[form]


def _citations(random: Random, sources: Sequence[Row]) -> str:
    first = f"{one_of(random, sources)[0]}@L{1 + below(random, 60)}"
    return f"{first};{one_of(random, sources)[0]}" if random.random() < 0.3 else first


def _toml(events: int) -> str:
    lanes = "".join(f'\n[[lanes]]\nid = "{id}"\nlabel = "{label}"\n' for id, label in LANES.items())
    return (
        f'title = "A made-up landscape of {events:,} events"\n'
        'summary = "Made by a program, to measure with. Nothing in it happened."\n'
        f'as_of = {AS_OF}\nlicence = "MIT"\ndefault_view = ""\n{lanes}'
    )


def _table(name: str, rows: Sequence[Row]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(column for column in fields_of(TABLES[name]) if column not in LATER.get(name, ()))
    writer.writerows(rows)
    return written.getvalue()
