"""Loose rows in; the loader's tables of text out, with all that was guessed and could not be kept."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from explorer.data.tables.csv_files import CELL_CHARACTERS
from explorer.data.tables.parsers import looks
from explorer.errors import Problem
from explorer.importing.asking import order_of
from explorer.importing.loose import Loose, LooseRow
from explorer.importing.settling.filling import AHEAD, NOT_SAID, STANCES, fill_actors, fill_events, fill_instruments
from explorer.importing.settling.filling_sources import fill_sources
from explorer.importing.settling.making import Before, Made, Making, Options, place_of
from explorer.importing.settling.names import shortened
from explorer.importing.sheets.grids import clean
from explorer.importing.sheets.words import BASIS_WORDS, STANDING_WORDS, plain
from explorer.model import CURATORS, NOT_FOUND

MOST_ENDS = 400
"""So many ties one row may stand for: names in one cell times names in the other."""


@dataclass(frozen=True)
class Settled:
    """The rows by table, in the order of their files, and everything to say about them."""

    @property
    def holds_records(self) -> bool:
        """Whether there is anything that can be picked: an event, an actor, or an instrument."""
        return any(self.rows[table] for table in ("events", "actors", "instruments"))

    title: str
    rows: dict[str, list[Made]]
    lanes: dict[str, str]
    guessed: list[str]
    not_kept: list[str]
    problems: tuple[Problem, ...] = ()  # what of that only the file's owner can mend, by its sheet and row
    rows_lost: Mapping[str, int] = field(default_factory=dict)  # rows that were left out for one, by sheet or file


def settle(files: Sequence[tuple[str, Loose]], options: Options, before: Before | None = None) -> Settled:
    """The tables of a landscape from what was read of files. Raises Question where a date may be read two ways."""
    making = Making(options, before or Before())
    orders = [order_of(name, loose, options) for name, loose in files]
    ties: list[tuple[str, LooseRow]] = []
    for step in ("sources", "actors", "instruments", "events"):
        for (name, loose), order in zip(files, orders, strict=True):
            making.file, making.order, making.keeps_ids = name, order, loose.keeps_ids
            rows = _rows(loose, step, name, len(files) > 1)
            if step == "sources":
                _meet(making, loose)
                fill_sources(making, rows)
            elif step == "actors":
                fill_actors(making, rows)
            else:
                found = (fill_instruments if step == "instruments" else fill_events)(making, rows)
                ties += [(name, tie) for tie in found]
    for (name, loose), order in zip(files, orders, strict=True):
        making.file, making.order, making.keeps_ids = name, order, loose.keeps_ids
        own = _rows(loose, "relations", name, len(files) > 1)
        _fill_relations(making, [*(tie for file, tie in ties if file == name), *own])
        _fill_provisions(making, _rows(loose, "provisions", name, len(files) > 1))
        _fill_claims(making, _rows(loose, "claims", name, len(files) > 1))
    _settle_outcomes(making)
    _settle_standings(making)
    _keep_statuses(making)
    _settle_lanes(making)
    _fill_blanks(making)
    if not making.lanes:
        making.usual_lane()  # every landscape has one
    title = options.title or next((loose.title for _, loose in files if loose.title), "") or _title_of(files[0][0])
    return Settled(
        title=title,
        rows={table: list(rows.values()) for table, rows in making.rows.items()},
        lanes=making.lanes_in_order(),
        guessed=[*making.sentences(), *(line for _, loose in files for line in loose.guessed)],
        not_kept=[*(line for _, loose in files for line in loose.not_kept), *making.not_kept],
        problems=tuple(making.problems),
        rows_lost=Counter(place_of(where, file)[0] for file, where in making.lost),
    )


def _rows(loose: Loose, table: str, file: str, many: bool) -> list[LooseRow]:
    """The rows of a table, each with where it stands, of which every problem tells."""
    head = f"{file} " if many else ""
    rows = []
    for row in loose.tables.get(table, []):
        cells = {column: clean(text)[0] for column, text in row.items()}
        kept = {column: text for column, text in cells.items() if text.strip("; \n")}
        rows.append({**kept, "where": f"{head}{cells['where']}" if "where" in cells else file})
    return rows


def _meet(making: Making, loose: Loose) -> None:
    """What is known before any row is made: the titles of events that have a date; and the names that fill a cell by
    themselves: another cell that holds two of them holds two names."""
    cells = [row.get("name", "") for row in loose.tables.get("actors", [])]
    for table, columns in (("events", ("who", "whom")), ("relations", ("subject", "object"))):
        cells += [row.get(column, "") for row in loose.tables.get(table, []) for column in columns]
    rows = loose.tables.get("events", [])
    making.titles |= {looks(row["title"]) for row in rows if row.get("title") and row.get("date")}
    making.alone |= {cell for cell in cells if cell and not re.search(r"[;,\n&/]| (?:and|und|y|et) ", cell)}


def _title_of(file: str) -> str:
    """What a landscape is called whose files say nothing: the first file's name in words."""
    words = re.sub(r"[_\-]+", " ", re.sub(r"\.\w+$", "", file)).strip()
    return words[:1].upper() + words[1:] or "Untitled"


# --- ties ----------------------------------------------------------------------------------------------------------


def _fill_relations(making: Making, rows: Iterable[LooseRow]) -> None:
    """Who did what: each pair of the names in a row's two cells is a tie."""
    seen: set[tuple[str, str, str, str]] = set()
    for row in rows:
        where = row["where"]
        subjects, objects = (_names(making, row.get(end, "")) for end in ("subject", "object"))
        if not subjects or not objects:
            what = "what is done to" if subjects else "who does it"
            making.leave(where, f"a tie that does not say {what}.")
            continue
        if len(subjects) * len(objects) > MOST_ENDS:
            making.leave(where, f"{len(subjects) * len(objects):,} ties in one row, more than {MOST_ENDS} — part it.")
            continue
        if not row.get("verb"):
            making.guess("tie without a verb: “tied to”", f"{subjects[0]} – {objects[0]}")
        read = making.date(row.get("date", ""), where)
        date = read.edtf if read else ""
        for subject, object in product(subjects, objects):
            if making.is_refused(object, where) or (row.get("as") != "actor" and making.is_refused(subject, where)):
                continue
            who = making.actor(subject, where) if row.get("as") == "actor" else making.end(subject, where, date)
            what = making.end(object, where, date)
            if not who or not what:
                continue
            verb, turned = making.verb(row.get("verb", ""), where)
            ends = (what, who) if turned else (who, what)
            if ends[0] == ends[1]:
                making.wrong(where, f"“{shortened(subject)}” is tied to itself.")  # of several ends others may stand
            elif (*ends, verb, date) in seen and not making.keeps_ids:
                making.tell(where, f"the tie “{shortened(subject)}” {verb} “{shortened(object)}” is there already.")
            else:
                seen.add((*ends, verb, date))
                _put_relation(making, row, (ends[0], verb, ends[1]), date)


def _names(making: Making, cell: str) -> list[str]:
    return making.names(cell) if cell else []


def _put_relation(making: Making, row: LooseRow, said: tuple[str, str, str], date: str) -> None:
    subject, verb, object = said
    where = row["where"]
    sources = making.cite(row.get("sources", ""), where)
    basis = BASIS_WORDS.get(plain(row.get("basis", "")), "")
    said_by = _said_by(making, row.get("attributed_to", ""), where)
    if not basis:
        event = making.rows["events"].get(object)
        done = bool(date) and date[:10] <= making.options.today.isoformat()[: len(date[:10])]  # it has a day of its own
        ahead = event is not None and event.cells["status"] in AHEAD and not done
        ahead = ahead and verb not in (*STANCES, "announced")  # who is for a plan is so now, and who announces it has
        basis = "planned" if ahead else "claimed" if said_by else "reported"
        making.guess(f"tie without a basis: “{basis}”{', as its event lies ahead' if ahead else ''}")
    if basis == "claimed" and not said_by:
        said_by = sources.split(";")[0].split("@")[0]
        making.guess("claimed tie that does not say by whom: its source stands there")
    cells = {
        "subject": subject,
        "verb": verb,
        "object": object,
        "date": date,
        "basis": basis,
        "attributed_to": said_by,
        "reason": " ".join(row.get("reason", "").split()),
        "note": _note(making, row, verb),
        "sources": sources,
    }
    key = row.get("key") or f"{subject} {verb} {object}"
    made = making.put("relations", key, f"rel {subject} {verb} {object}", cells, where)
    making.index.add("relations", made.cells["id"], made.cells["id"], row.get("key", ""))


def _note(making: Making, row: LooseRow, verb: str) -> str:
    """The remark of a tie; and the file's own word, where a verb stands for it."""
    said, note = " ".join(row.get("verb", "").split())[:80], " ".join(row.get("note", "").split())
    if not said or plain(said).replace("-", " ") == verb.replace("-", " ") or verb in making.rows["verbs"]:
        return note
    return " ".join(part for part in (note, f"In the file: “{said}”.") if part)


def _said_by(making: Making, cell: str, where: str) -> str:
    """The ids of those who say so: actors or sources; a name that is neither becomes an actor."""
    found = []
    ours = [name for part in cell.split(";") if (name := part.strip())]
    for name in ours if making.keeps_ids else _names(making, cell):
        _, id, _ = making.index.find(name, "actors", "sources")
        found.append(id or (CURATORS if plain(name) == CURATORS else making.actor(name, where)))
    return ";".join(dict.fromkeys(found))


# --- rules and values ----------------------------------------------------------------------------------------------


def _fill_provisions(making: Making, rows: Iterable[LooseRow]) -> None:
    """Rules, each in its instrument."""
    for row in rows:
        where, text = row["where"], " ".join(row.get("text", "").split())
        if not text or not row.get("instrument"):
            making.leave(where, "a rule without its text or its instrument.")
            continue
        _, event = making.index.exact(row["instrument"], "events")
        if making.is_refused(row["instrument"], where):
            continue
        instrument = making.rows["events"][event].cells["instrument"] if event in making.rows["events"] else ""
        read = making.date(row.get("date", ""), where)
        cells = {
            "instrument": instrument or making.instrument(row["instrument"], where),
            "number": row.get("number", ""),
            "text": text,
            "condition": " ".join(row.get("condition", "").split()),
            "date": read.edtf if read else "",
            "sources": making.cite(row.get("sources", ""), where),
        }
        named = f"{cells['instrument']} {row.get('number') or shortened(text, 30)}"
        made = making.put("provisions", row.get("key") or named, named, cells, where)
        making.index.add("provisions", made.cells["id"], made.cells["id"], row.get("key", ""), text)


def _fill_claims(making: Making, rows: Iterable[LooseRow]) -> None:
    """Values that somebody gives for a property of a record."""
    for row in rows:
        where, value = row["where"], " ".join(row.get("value", "").split())
        tables = ("events", "actors", "instruments", "provisions", "relations")
        _, about, taken = making.index.find(row.get("about", ""), *tables)
        if not about or not value:
            what = "has no value" if about else "is about nothing that is there"
            making.leave(
                where, f"the value for “{shortened(row.get('about', ''))}” {what} — name an event or an actor."
            )
            continue
        if taken:
            making.guess("name read as a longer one", f"{row['about']} → {taken}")
        named = plain(row.get("property", "")) or "what is said"
        if "date" in named or named == "when":
            read = making.date(value, where)
            named, value = "date", (read.edtf if read else "") or value
        cells = {
            "about": about,
            "property": named,
            "value": value,
            "standing": STANDING_WORDS.get(plain(row.get("standing", "")), ""),
            "attributed_to": _said_by(making, row.get("attributed_to", ""), where),
            "note": " ".join(row.get("note", "").split()),
            "sources": making.cite(row.get("sources", ""), where),
        }
        making.put(
            "claims", row.get("key") or f"{about} {named} {value}", f"claim {about} {named} {value}", cells, where
        )


def _settle_standings(making: Making) -> None:
    """How values stand beside each other: unsettled where nobody says it, at most one preferred, which says why."""
    values: dict[tuple[str, str], list[Made]] = defaultdict(list)
    for made in making.rows["claims"].values():
        values[made.cells["about"], made.cells["property"]].append(made)
    for rows in values.values():
        preferred = [made for made in rows if made.cells["standing"] == "preferred"]
        for made in preferred[1:]:
            made.cells["standing"] = "differs"
            making.guess("value preferred beside another: it stands as differing", made.cells["value"])
        for made in rows:
            if not made.cells["standing"]:
                made.cells["standing"] = "differs" if preferred else "unsettled"
                making.guess("value that does not say how it stands: unsettled, or differing from the preferred")
        standings = {made.cells["standing"] for made in rows}
        if len(rows) > 1 and not preferred and "unsettled" not in standings and standings != {"adds"}:
            rows[0].cells["standing"] = "unsettled"
            making.guess("value against none that is preferred: unsettled", rows[0].cells["value"])
        if len(rows) > 1 and preferred and not preferred[0].cells["note"]:
            preferred[0].cells["note"] = "Preferred in the file that was imported; it does not say why."


# --- what is left --------------------------------------------------------------------------------------------------


def _settle_outcomes(making: Making) -> None:
    """What came of plans: an event that has happened, or that none was found."""
    events = making.rows["events"]
    for made in events.values():
        said = made.cells["outcome"]
        if not said:
            continue
        _, id = making.index.exact(said, "events")
        found = NOT_FOUND if plain(said) == NOT_FOUND else id
        happened = found == NOT_FOUND or (found in events and events[found].cells["status"] not in AHEAD)
        made.cells["outcome"] = found if happened and made.cells["status"] in AHEAD else ""
        if not made.cells["outcome"] and not id and not making.keeps_ids and found != NOT_FOUND:
            made.cells["summary"] = f"{made.cells['summary'].rstrip('.')}. Outcome: {said.rstrip('.')}."[
                :CELL_CHARACTERS
            ]
            making.guess("outcome that is no event of the file: it stands in the description", said)
        elif not made.cells["outcome"]:
            making.tell(
                made.where, f"the outcome “{shortened(said)}” — only a plan has one, and it is an event that happened."
            )


def _keep_statuses(making: Making) -> None:
    """A plan of an earlier import stays one until the file says what came of it: that its day has passed is no news."""
    for id, made in making.rows["events"].items():
        earlier = making.before.rows.get(("events", id), {})
        if (
            id not in making.told
            and made.cells["status"] == "occurred"
            and earlier.get("status") == "planned"
            and earlier.get("date") == made.cells["date"]
        ):
            made.cells["status"] = "planned"
            making.guess(
                "plan of the earlier import that stays one: say “occurred” in a status column once it is known"
            )


def _settle_lanes(making: Making) -> None:
    """A lane for every row that names none: that of most of its ties or its instrument, else the usual one."""
    events, actors, instruments = (making.rows[table] for table in ("events", "actors", "instruments"))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    everything = {**actors, **events}
    for tie in making.rows["relations"].values():
        ends = [everything.get(tie.cells[end]) for end in ("subject", "object")]
        for one, other in (ends, ends[::-1]):
            if one and other and not one.cells["lane"] and other.cells["lane"]:
                votes[one.cells["id"]][other.cells["lane"]] += 1
    for event in events.values():
        thread = instruments.get(event.cells["instrument"])
        if thread and bool(thread.cells["lane"]) != bool(event.cells["lane"]):
            lane = thread.cells["lane"] or event.cells["lane"]
            thread.cells["lane"] = event.cells["lane"] = lane
    for made in (*events.values(), *actors.values(), *instruments.values()):
        if made.cells["lane"]:
            continue
        counted = votes[made.cells["id"]].most_common(1)
        if counted:
            made.cells["lane"] = counted[0][0]
            making.guess("row without a level: it stands where most that it is tied to stand", _called(made))
        else:
            made.cells["lane"] = making.usual_lane()
            label = making.lanes[made.cells["lane"]]
            making.guess(f"row without a level: under “{label}”")


def _called(made: Made) -> str:
    return made.cells.get("name") or made.cells.get("title", "")


def _fill_blanks(making: Making) -> None:
    """What an actor needs besides its name: words about it, and where it rests — on what its ties cite."""
    cited: dict[str, list[str]] = defaultdict(list)
    for tie in making.rows["relations"].values():
        for end in ("subject", "object"):
            cited[tie.cells[end]] += tie.cells["sources"].split(";")
    for id, made in making.rows["actors"].items():
        cells = made.cells
        if not cells["summary"]:
            making.guess("actor without a description: the role stands there, or that none is given")
            cells["summary"] = f"{cells['role'].rstrip('.')}."[-CELL_CHARACTERS:] if cells["role"] else NOT_SAID
        if cells["sources"] in ("", "uncited"):
            known = [source for source in dict.fromkeys(cited[id]) if source != "uncited"]
            if known:
                making.guess("actor without a source: it cites what its ties cite")
            cells["sources"] = ";".join(known[:5]) or cells["sources"] or making.cite("", made.where)
