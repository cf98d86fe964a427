"""Loose rows in; rows of actors, instruments and events out, with the ties that an event's row says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from explorer.data.tables.parsers import looks
from explorer.data.verbs import meant_by, shared_verbs
from explorer.edtf import parse_when, parses
from explorer.importing.loose import LooseRow
from explorer.importing.settling.making import Making
from explorer.importing.settling.names import shortened
from explorer.importing.sheets.words import (
    KIND_WORDS,
    STATUS_WORDS,
    WEIGHT_WORDS,
    kind_of_actor,
    kind_of_instrument,
    plain,
)
from explorer.model import ActorKind

NOT_SAID = "No description given."
AHEAD = ("planned", "scheduled", "pending", "possible")

_EVENT_KINDS = (  # the first whose words stand in the title
    ("bill ends", r"bill (?:dies|fails|died|failed)|vetoe?[sd]|(?:fails|dies) in"),
    ("law", r"signed into law|becomes law|became law|enact(?:s|ed)|takes effect"),
    ("court", r"lawsuit|\bsue[sd]?\b|judge|ruling|court|injunction|plea|indict|sentenc"),
    ("order", r"executive order|signs? (?:an? |the )?order|issues? (?:an? |the )?order"),
    ("resolution", r"resolution"),
    ("ordinance", r"ordinance"),
    ("bill step", r"\bbill\b|\b[hs]\.?[br]\.? ?[0-9]|referred to committee"),
    ("protest", r"protest|rally|march(?:es|ed)?\b (?:on|through|against)|demonstrat"),
    ("election", r"election|elected|primary|run-?off"),
    ("publication", r"report\b|publish|study|poll\b"),
    ("meeting", r"meeting|hearing|town hall|session|forum"),
    ("statement", r"statement|says|said|criticiz|calls? (?:for|on)|press conference|letter"),
    ("announcement", r"announc|launch|unveil"),
)
_TAKEN = {"actor", "event", *ActorKind.__args__}  # type: ignore[attr-defined]
STANCES = frozenset(row.id for row in shared_verbs().itertuples() if row.group == "stance")
_BELONGING = frozenset(row.id for row in shared_verbs().itertuples() if row.group in ("affiliation", "service"))
"""Verbs of which the other end is an actor, too: what has neither a row nor a date of its own is no event."""


def fill_actors(making: Making, rows: Iterable[LooseRow]) -> None:
    """People, bodies and others with a row of their own; a name that comes twice is one."""
    for row in rows:
        name = " ".join(row.get("name", "").split())
        if not name:
            making.leave(row["where"], "an actor without a name.")
            making.refuse(row.get("key", ""))
            continue
        key = row.get("key", "")
        _, id = making.index.exact(name, "actors")
        if not id and "/" in key:  # a service's own key for it, by which another file may have named it
            _, id = making.index.exact(key, "actors")
        if id:
            making.guess("actor in more than one row: the others fill what the first leaves empty", name)
            _complete(making, id, row)
            making.index.add("actors", id, key, name)
            continue
        parting = ";" if making.keeps_ids else r"[;\n,]"  # a name of ours may hold a comma
        aliases = [part.strip() for part in re.split(parting, row.get("aliases", "")) if part.strip()]
        cells = {
            "name": name,
            "aliases": ";".join(aliases),
            "kind": _actor_kind(making, row.get("kind", ""), name),
            "role": _one_line(row.get("role", "")),
            "lane": making.lane(row.get("lane", "")),
            "weight": _weight(making, row),
            "summary": _one_line(row.get("summary", "")),
            "sources": making.cite(row.get("sources", ""), row["where"]),
        }
        made = making.put("actors", row.get("key") or name, name, cells, row["where"])
        making.index.add("actors", made.cells["id"], name, row.get("key", ""), made.cells["id"], *aliases)


def _complete(making: Making, id: str, row: LooseRow) -> None:
    """What a second row of an actor says where the first says nothing."""
    made = making.rows["actors"].get(id)
    for column in ("role", "summary") if made else ():
        if made and not made.cells[column] and row.get(column):
            made.cells[column] = _one_line(row[column])


def _actor_kind(making: Making, said: str, name: str) -> str:
    """The kind that a row says, else that which its name says."""
    if found := KIND_WORDS.get(plain(said)) or KIND_WORDS.get(plain(said).removesuffix("s")):
        return found
    guessed = kind_of_actor(name) if not said else kind_of_actor(said)
    if said and guessed in ("person", "organization"):
        guessed = kind_of_actor(name)
    making.guess("actor whose kind is guessed from the name", f"{name} ({guessed})")
    return guessed


def fill_instruments(making: Making, rows: Iterable[LooseRow]) -> list[LooseRow]:
    """Bills, orders and the like with a row of their own; the ties that say who brought them in are handed back."""
    ties: list[LooseRow] = []
    spelled: dict[str, str] = {}
    for row in rows:
        number, title = row.get("number", ""), _one_line(row.get("title", ""))
        title = title or number
        if not title:
            making.leave(row["where"], "an instrument without a title.")
            making.refuse(row.get("key", ""))
            continue
        title = spelled.setdefault(looks(title), title)
        if not row.get("key") and making.index.exact(number or title, "instruments")[1]:
            making.tell(row["where"], f"“{shortened(number or title)}” is there already; its first row is kept.")
            continue
        status = _one_line(row.get("status", ""))
        if not status:
            making.guess("instrument without a status: “not said”", title)
        if row.get("date"):
            making.tell(
                row["where"], f"the date of “{shortened(title)}” — an instrument's dates are its events; add one."
            )
        kind = plain(row.get("kind", "")) or kind_of_instrument(number or title)
        if kind == "instrument":
            kind = kind_of_instrument(title)
        cells = {
            **{column: row.get(column, "") for column in ("number", "aliases")},
            "title": title,
            "kind": kind,
            "lane": making.lane(row.get("lane", "")),
            "status": status or "not said",
            "summary": _one_line(row.get("summary", "")) or NOT_SAID,
            "sources": making.cite(row.get("sources", ""), row["where"]),
        }
        made = making.put("instruments", row.get("key") or number or title, number or title, cells, row["where"])
        aliases = [part.strip() for part in re.split(r"[;\n]", row.get("aliases", ""))]
        making.index.add("instruments", made.cells["id"], title, number, row.get("key", ""), made.cells["id"], *aliases)
        if who := row.get("who"):
            ties.append(_tie(row, subject=who, verb="sponsored", object=number or title))
    return ties


def _tie(row: LooseRow, **cells: str) -> LooseRow:
    return {"where": row["where"], "sources": row.get("sources", ""), **cells}


# --- events --------------------------------------------------------------------------------------------------------


def fill_events(making: Making, rows: list[LooseRow]) -> list[LooseRow]:
    """Everything dated that a file tells; the ties that its rows say are handed back."""
    actors = {looks(row["who"]) for row in rows if row.get("who")}
    seen: dict[tuple[str, str], str] = {}
    spelled: dict[str, str] = {}
    ties: list[LooseRow] = []
    undated: list[LooseRow] = []  # they tell of what has a row of its own, wherever that stands; else they are events
    for row in rows:
        title = _title(row)
        if _is_tie(making, row, title, actors, spelled):
            ties.append(_tie_to(making, row, title))
        elif row.get("who") and row.get("verb") and row.get("title") and not row.get("date"):
            undated.append(row)
        else:
            ties += _event_of_row(making, row, title, seen, spelled)
    for row in undated:
        title = _title(row)
        is_tie = meant_by().get(plain(row["verb"]).replace("-", " ")) in _BELONGING or _is_there(making, title)
        ties += [_tie_to(making, row, title)] if is_tie else _event_of_row(making, row, title, seen, spelled)
    return ties


def _is_there(making: Making, cell: str) -> bool:
    """Whether everything that a cell names has a row of its own."""
    tables = ("actors", "events", "instruments")
    return all(looks(name) in making.titles or making.index.find(name, *tables)[1] for name in making.names(cell))


def _event_of_row(
    making: Making, row: LooseRow, title: str, seen: dict[tuple[str, str], str], spelled: dict[str, str]
) -> list[LooseRow]:
    """The event that a row tells, unless another row has told it already; the ties that it says are handed back."""
    if not title:
        making.leave(row["where"], "an event without a title.")
        making.refuse(row.get("key", ""))
        return []
    title = spelled.setdefault(looks(title), title)  # "Council vote" and "council Vote" are written alike
    dated = _dated(making, row, title)
    if dated is None:
        making.refuse(title, row.get("key", ""))
        return []
    date, status = dated
    id = seen.get((looks(title), date))
    if id is None or making.keeps_ids:
        id = _put_event(making, row, title, date, status)
        seen[looks(title), date] = id
    else:
        _tell_again(making, row, title, making.rows["events"][id].cells)
    making.index.add("events", id, row.get("key", ""))  # by which ties of a second row of it name it
    return _ties_of_row(row, id)


def _tell_again(making: Making, row: LooseRow, title: str, there: dict[str, str]) -> None:
    """A further row of an event: its sources are cited, too; what else it says that the first does not say is told."""
    making.guess("event in more than one row of one date: it is one event", title)
    if row.get("sources"):
        cited = [*there["sources"].split(";"), *making.cite(row["sources"], row["where"]).split(";")]
        there["sources"] = ";".join(dict.fromkeys(one for one in cited if one != "uncited"))
    summary = _one_line(row.get("summary", ""))
    if summary and there["summary"] == there["title"]:
        there["summary"] = summary
    elif summary not in ("", there["summary"], title):
        making.tell(row["where"], f"“{shortened(title)}” is there already; its first description is kept.")


def _tie_to(making: Making, row: LooseRow, title: str) -> LooseRow:
    making.guess("row of events that says who does what to whom: it is a tie, and no event", title)
    return _tie(row, subject=row["who"], verb=row.get("verb", ""), object=title, date=row.get("date", ""))


def _title(row: LooseRow) -> str:
    """What an event is called: its title, else what its row says who did."""
    if row.get("title"):
        return _one_line(row["title"])
    said = " ".join(part for part in (row.get("who", ""), row.get("verb", ""), row.get("whom", "")) if part)
    if row.get("verb") and said:
        return _one_line(said)
    text = _one_line(row.get("summary", "")) or row.get("instrument", "") or (said and f"{said}: {row.get('date', '')}")
    return text if len(text) <= 90 else shortened(re.split(r"(?<=[.!?]) ", text)[0], 90)


def _is_tie(making: Making, row: LooseRow, title: str, actors: set[str], spelled: dict[str, str]) -> bool:
    """Whether a row of who, did, what says no event of its own: it is done to an actor, or about an event above."""
    if not row.get("who") or not row.get("verb") or not row.get("title"):
        return False
    if looks(title) in actors or making.index.exact(title, "actors")[1]:
        return True
    return bool(row.get("date")) and looks(title) in spelled and making.verb(row["verb"], row["where"])[0] in STANCES


def _dated(making: Making, row: LooseRow, title: str) -> tuple[str, str] | None:
    """Date and status of an event; None, and told, where it has no date."""
    read, end = making.date(row.get("date", ""), row["where"]), making.date(row.get("end", ""), row["where"])
    said = STATUS_WORDS.get(plain(row.get("status", "")), "")
    if row.get("status") and not said:
        making.guess("status in an unknown word, guessed from the date", row["status"])
    if read is None:
        making.lost[making.file, row["where"]] = None
        return None
    date = read.edtf
    if not date and end and end.edtf and "/" not in end.edtf:
        date = f"../{end.edtf.rstrip('?~%')}"
    elif date and end and end.edtf and not re.search(r"[/\[]", date + end.edtf) and end.edtf != date:
        date = _span(date, end.edtf)
    elif date and end and end.says == "ongoing" and not re.search(r"[/\[]", date):
        date = f"{date.rstrip('?~%')}/.."
    status = said or read.says or (end.says if end else "")
    if not date and status in AHEAD:
        date = f"[{making.options.today.year}..]"
        making.guess("plan without a date: “this year or later”", title)
    if not date:
        making.leave(row["where"], f"“{shortened(title)}” has no date — write one, or the year with “?”.")
        return None
    return date, _status(making, date, status, title)


def _span(start: str, end: str) -> str:
    """From start to end; where they stand the wrong way round, the start alone."""
    both = f"{start.rstrip('?~%')}/{end.rstrip('?~%')}"
    return both if start[:10] <= end[:10] and not re.search(r"-2[1-4]/|-2[1-4]$", both) else start


def _status(making: Making, date: str, said: str, title: str) -> str:
    """The status that is said, where the date allows it; else occurred, or planned when the date lies ahead."""
    first = re.sub(r"[?~%].*|\[|/.*|\.\..*|,.*", "", date)
    today = making.options.today.isoformat()
    ahead = bool(first) and first > today[: len(first)] and not re.search(r"-2[1-4]$", first)
    ahead = (
        ahead
        or bool(re.search(r"-2[1-4]$", first) and first[:4] > today[:4])
        or (date.startswith("[") and first >= today[:4])
    )
    if said == "occurred" and parses(date):
        when = parse_when(date)  # one of several days, of which the first has passed, may have been that
        ahead = when.earliest is not None and when.earliest > making.options.today
    if said in AHEAD or (said == "ongoing" and not ahead):
        return said
    if ahead:
        making.guess("event after today: its status is “planned”", f"{title} ({date})")
        return "planned"
    if not said:
        making.guess("event without a status: “occurred”, as its date has passed")
    return "occurred"


def _put_event(making: Making, row: LooseRow, title: str, date: str, status: str) -> str:
    where = row["where"]
    lane = making.lane(row.get("lane", ""))
    instrument = making.instrument(row["instrument"], where, lane) if row.get("instrument") else ""
    summary = _one_line(row.get("summary", ""))
    if not summary:
        making.guess("event without a description: the title stands there")
    step = row.get("step", "")
    kind = plain(row.get("kind", ""))
    if not kind or kind in _TAKEN:
        lowered = title.casefold()
        usual = "bill step" if kind_of_instrument(row.get("instrument", "")) == "bill" else "other"
        kind = next((kind for kind, words in _EVENT_KINDS if re.search(words, lowered)), usual)
        making.guess("event without a kind: guessed from the title, else “other”", f"{title} ({kind})")
    cells = {
        "title": title,
        "short_title": _one_line(row.get("short_title", "")) or shortened(title),
        "aliases": ";".join(part.strip() for part in re.split(r"[;\n]", row.get("aliases", "")) if part.strip()),
        "date": date,
        "lane": lane,
        "kind": kind,
        "status": status,
        "weight": _weight(making, row),
        "instrument": instrument,
        "step": step if re.fullmatch("[1-9][0-9]{0,2}", step) and instrument else "",
        "outcome": row.get("outcome", ""),
        "summary": summary or title,
        "sources": making.cite(row.get("sources", ""), where),
    }
    made = making.put("events", row.get("key") or title, title, cells, where)
    making.index.add(
        "events", made.cells["id"], title, row.get("key", ""), made.cells["id"], row.get("short_title", "")
    )
    if STATUS_WORDS.get(plain(row.get("status", ""))):
        making.told.add(made.cells["id"])
    if instrument:
        making.dated.setdefault(instrument, []).append(made.cells["id"])
    return made.cells["id"]


def _ties_of_row(row: LooseRow, event: str) -> list[LooseRow]:
    """Who took part in an event, and whom it concerns, as its row says."""
    ties = []
    if who := row.get("who"):
        ties.append(
            {
                "as": "actor",
                **_tie(row, subject=who, verb=row.get("verb") or row.get("how") or "took part in", object=event),
            }
        )
    if whom := row.get("whom"):
        ties.append(_tie(row, subject=event, verb="concerns", object=whom))
    return ties


# --- words ---------------------------------------------------------------------------------------------------------


def _weight(making: Making, row: LooseRow) -> str:
    """The weight that a row says; 2 where it says none."""
    return making.word(
        row.get("weight", ""), WEIGHT_WORDS, "2", "row without a weight: 2 (supporting); 1 is drawn first, 3 last"
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
