"""A bill of the United States Congress, as three services have it under nearly the same names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.importing.formats.taking import Part, Taking, listed, reference
from explorer.importing.formats.thread import Step, add_steps

TYPES = {
    "hr": ("H.R.", "bill", "house-bill"),
    "s": ("S.", "bill", "senate-bill"),
    "hres": ("H.Res.", "resolution", "house-resolution"),
    "sres": ("S.Res.", "resolution", "senate-resolution"),
    "hjres": ("H.J.Res.", "joint resolution", "house-joint-resolution"),
    "sjres": ("S.J.Res.", "joint resolution", "senate-joint-resolution"),
    "hconres": ("H.Con.Res.", "concurrent resolution", "house-concurrent-resolution"),
    "sconres": ("S.Con.Res.", "concurrent resolution", "senate-concurrent-resolution"),
}
_LABEL = re.compile(r"(?P<title>(?:Rep|Sen|Del|Com|Resident Commissioner)\.?) (?P<name>[^\[]+?) \[(?P<where>[^\]]*)\]")
_LETTERS = re.compile(r"\W+")


MOST_TOLD = 20
"""With so many actions of its day, the latest, an action is compared."""


@dataclass
class Bill:
    """What is known of a bill before its steps."""

    congress: str
    type: str
    number: str
    title: str = ""
    status: str = ""
    summary: str = ""
    aliases: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The bill as unitedstates/congress names it, such as "hr21-117"."""
        return reference(f"us-congress/{self.type.lower()}{self.number}-{self.congress}")

    @property
    def name(self) -> str:
        """The bill as people write it, such as "H.R. 21"."""
        return f"{TYPES.get(self.type.lower(), (self.type, '', ''))[0]} {self.number}"

    @property
    def page(self) -> str:
        """Its page at congress.gov, where every bill has one of this form."""
        kind = TYPES.get(self.type.lower(), ("", "", ""))[2]
        simple = self.congress.isdigit() and self.number.isdigit() and kind
        return f"https://www.congress.gov/bill/{ordinal(self.congress)}-congress/{kind}/{self.number}" if simple else ""


def ordinal(number: str) -> str:
    """A number as the name of a Congress has it.

    >>> ordinal("111"), ordinal("103")
    ('111th', '103rd')
    """
    teen = number[-2:-1] == "1"
    return f"{number}{'th' if teen else {'1': 'st', '2': 'nd', '3': 'rd'}.get(number[-1:], 'th')}"


@dataclass
class Action:
    """One action as a service tells it."""

    when: str
    text: str
    system: str = ""
    bodies: Sequence[tuple[str, str]] = ()  # key and name of committees


def add_bill(taking: Taking, bill: Bill, publisher: str, url: str, published: str) -> str:
    """The instrument and its source; the key of the source."""
    session = f"{ordinal(bill.congress)} Congress" if bill.congress else ""
    said = ", ".join(word for word in (bill.name, session) if word)
    source = taking.source(url, f"{said} ({publisher})", publisher, published, "dataset")
    kind = TYPES.get(bill.type.lower(), ("", "", ""))[1]
    code = f"{bill.type.upper()} {bill.number}"
    taking.add(
        "instruments",
        key=bill.key,
        title=bill.title or bill.name,
        number=bill.name,
        aliases=listed([code, bill.key.rpartition("/")[2], *bill.aliases], bill.title),
        kind=kind,
        lane="federal",
        status=bill.status,
        summary=bill.summary,
        sources=source,
    )
    return source


def add_actions(taking: Taking, bill: Bill, source: str, actions: Sequence[Action], newest_first: bool) -> str:
    """The actions as events in their order, each once though two systems tell it; the key of the first."""
    ordered = list(reversed(actions)) if newest_first else list(actions)
    steps: list[Step] = []
    seen: dict[tuple[str, str], list[tuple[str, str, str]]] = {}  # by day and last letters: text, time, who told it
    for place, action in enumerate(ordered):
        letters = _LETTERS.sub("", action.text.lower())
        told = seen.setdefault((action.when[:10], letters[-24:]), [])
        if any(
            (letters, action.when) == (other, when)
            or (action.system != system and (letters.endswith(other) or other.endswith(letters)))
            for other, when, system in told[-MOST_TOLD:]
        ):
            taking.guess("An action that is told twice of one day was taken once.")
            continue
        told.append((letters, action.when, action.system))
        key = f"{bill.key}/action/{place + 1}"
        steps.append(Step(key, action.when, action.text, {"lane": "federal"}))
        for body, name in action.bodies:
            taking.add("actors", key=body, name=name, kind="body", lane="federal", sources=source)
            taking.relate(key, "concerns", body, source, once=True)
    return add_steps(taking, bill.key, bill.name, source, steps)


def add_member(taking: Taking, part: Part, source: str) -> str:
    """A member of Congress; the key. The party, which some services write into the name, is left out."""
    bioguide, full = part.text("bioguideId", "bioguide_id"), part.text("fullName", "name")
    part.know("firstName", "middleName", "lastName", "name", "url", "identifiers", "type", "thomas_id")
    title, state, district = part.text("title"), part.text("state"), part.text("district")
    if found := _LABEL.fullmatch(full):
        title, full = title or found.group("title").rstrip("."), found.group("name")
        state = state or re.sub(r"^[A-Z]+-", "", found.group("where"))
    last, _, first = full.partition(", ")
    name = full if not first else f"{first} {last}" if "," not in first else full
    if not name:
        return ""
    where = "-".join(word for word in (state, district) if word)
    return taking.add(
        "actors",
        key=f"us-congress/member/{reference(bioguide or name)}",
        name=name,
        aliases=listed([full, bioguide], name),
        kind="person",
        role=", ".join(word for word in (title, where) if word),
        lane="federal",
        sources=source,
    )


def add_sponsors(taking: Taking, sponsors: Sequence[Part], cosponsors: Sequence[Part], first: str, source: str) -> None:
    """Sponsors and cosponsors, related to the first event; who withdrew is told as not kept."""
    for part in sponsors:
        part.know("isByRequest", "byRequestType")
        taking.relate(add_member(taking, part, source), "sponsored", first, source, note="sponsor")
    for part in cosponsors:
        day = part.day("sponsorshipDate", "sponsored_at")
        part.know("isOriginalCosponsor", "original_cosponsor")
        if part.text("sponsorshipWithdrawnDate", "withdrawn_at"):
            part.know(*part.value)
            taking.leave("a cosponsor who withdrew")
            continue
        member = add_member(taking, part, source)
        taking.relate(member, "sponsored", first, source, date=day, note="cosponsor")
    if not first:
        taking.leave(
            "sponsors of a bill of which the file has no action to relate them to", len(sponsors) + len(cosponsors)
        )


def committee_key(code: str, name: str) -> str:
    """What a committee is called by, whichever service names it."""
    return f"us-congress/committee/{reference((code or name).lower().removesuffix('00'))}"


def leave_related(taking: Taking, type: str, number: str, how: str) -> None:
    """That another bill is related, which stands in no file of one bill."""
    other = Bill("", type, number).name
    taking.leave(f"that the bill is related to {other} ({how or 'how is not said'}), which is not in the file")
