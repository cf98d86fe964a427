"""Legistar: a matter under the keys of its Web API, or as jehiah/nyc_legislation writes it.

MAPPING
- matter → instrument: MatterFile → number, name or title → title, type → kind, status → status, enactment number and
  GUID → aliases, title and MatterText5 or Summary → summary; lane city only where the file is one of New York's
- no address of the matter is in the file: the file itself is the source, published on its last change; attachments →
  further sources
- histories → events in their order; action text → summary, body → actor that passed, rejected or carried out the step;
  a step that is there twice, with the same meeting or once without it, is taken once
- sponsors → person + sponsored, on the first event; sequence 0 → primary
- votes → voted-for (affirmative), voted-against (negative); all others are counted in the summary of the event only
- relations → told as not kept: the other matter is not in the file
Lists of the Web API stand in files of their own, which are given together (`joined.py`), or, under histories, sponsors,
votes, attachments, relations, in one file with the matter. Without it histories are events without a matter, sponsors
and votes people; attachments or relations alone are refused.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.taking import Part, Taking, day_of, listed, reference
from explorer.importing.formats.thread import Step, add_steps, tally
from explorer.importing.loose import Loose

AFFIRMATIVE = ("affirmative", "aye", "yea", "yes", "in favor")
NEGATIVE = ("negative", "nay", "no", "opposed")
LISTS = {
    "MatterHistoryId": "histories",
    "MatterHistoryActionName": "histories",
    "MatterSponsorId": "sponsors",
    "MatterSponsorName": "sponsors",
    "MatterAttachmentId": "attachments",
    "MatterAttachmentHyperlink": "attachments",
    "MatterRelationId": "relations",
    "VoteId": "votes",
    "VotePersonName": "votes",
    "MatterIndexId": "indexes",
    "IndexId": "indexes",
}


def read(data: bytes, name: str) -> Loose | None:
    """A matter of Legistar as rows; None for another file."""
    value = json_of(data, name)
    if isinstance(value, list) and value and isinstance(value[0], dict) and "MatterFile" not in value[0]:
        return _lone_lists({kind: value}, name) if (kind := _kind_of_list(value)) else None
    if isinstance(value, dict) and kind_of_file(value) == "votes":
        return _lone_lists({"votes": value}, name)
    if isinstance(value, dict) and value and all(_kind_of_list(one) == kind for kind, one in value.items()):
        return _lone_lists(value, name)
    matters = value if isinstance(value, list) else [value]
    if not matters or not isinstance(matters[0], dict):
        return None
    first = matters[0]
    if isinstance(first.get("matter"), dict) and "MatterFile" in first["matter"]:
        matters = [{**first["matter"], **{key: one for key, one in first.items() if key != "matter"}}]
    elif not ("MatterFile" in first or {"File", "GUID", "TypeName"} <= first.keys()):
        return None
    taking = Taking(name)
    parts = taking.items(matters, "matter")
    for part in parts:
        _matter(taking, part)
    if len(parts) == 1:
        taking.loose.title = taking.loose.tables["instruments"][0].get("title", "")
    return taking.done()


def _kind_of_list(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return next((kind for key, kind in LISTS.items() if key in value[0]), "")
    return ""


def kind_of_file(value: object) -> str:
    """Whether a file is the one matter or a list of what: histories, sponsors, votes, attachments, relations."""
    first = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(first, dict) and "MatterFile" in first:
        return "matter"
    if isinstance(value, dict) and value and all(_kind_of_list(one) == "votes" for one in value.values()):
        return "votes"
    kind = _kind_of_list(value)
    return kind if kind != "indexes" else ""


def _lone_lists(value: dict[str, Any], name: str) -> Loose:
    """What stands without its matter: histories with their votes and sponsors, or people alone."""
    kinds = value.keys() & {"histories", "sponsors", "votes"}
    if not kinds:
        kind = next(iter(value))
        mend = "give it together with the file of the matter" if kind != "indexes" else "leave it out"
        raise bad(name, f"holds the {kind} of a Legistar matter without the matter", mend)
    taking = Taking(name)
    source = taking.source("", f"Legistar {', '.join(sorted(kinds))} ({name})", "", "", "dataset")
    taking.leave("the matter that it belongs to: its number and title are not in the file")
    part = Part(taking, value)
    votes = _votes(taking, part)
    part.know("votes")
    first = _steps(taking, part.items("histories"), "", "", "", source, votes)
    for sponsor in part.items("sponsors"):
        _sponsor(taking, sponsor, first, source)
    for vote in (vote for cast in votes.values() for vote in cast if "histories" not in value):
        _actor(taking, vote.text("VotePersonId"), vote.text("VotePersonName"), source)
        vote.know(*vote.value)
    return taking.done()


def _matter(taking: Taking, part: Part) -> None:
    nyc = "MatterFile" not in part.value
    number, title = part.text("MatterFile", "File"), part.plain("MatterName", "Name")
    whole = part.plain("MatterTitle", "Title")
    if not number or not (title or whole):
        raise bad(taking.name, f"{part.where} has no file number or no title", "download it again")
    guid = part.text("MatterGuid", "GUID")
    key = f"legistar/{reference(guid or part.text('MatterId', 'ID'))}"
    part.know("MatterId", "ID")
    changed = part.day("MatterLastModifiedUtc", "LastModified")
    source = taking.source("", f"{number} (Legistar)", "Legistar", changed, "dataset")
    cited = [source]
    for attachment in part.items("attachments", "Attachments", "MatterAttachments"):
        called = attachment.plain("MatterAttachmentName", "Name")
        attachment.know("MatterAttachmentId", "ID", "LastModified", "Sort", "MatterAttachmentMatterVersion")
        if url := attachment.link("MatterAttachmentHyperlink", "Link"):
            cited.append(taking.source(url, f"{number}: {called}", "", "", "law text"))
    summary = part.plain("MatterText5", "Summary")
    taking.add(
        "instruments",
        key=key,
        title=title or whole,
        number=number,
        aliases=listed([part.text("MatterEnactmentNumber"), part.text("LocalLaw"), guid], number),
        kind=part.text("MatterTypeName", "TypeName").lower(),
        lane="city" if nyc else "",
        status=part.text("MatterStatusName", "StatusName"),
        summary=" ".join(said for said in (whole if whole != title else "", summary) if said),
        sources=listed(cited),
        where=part.where,
    )
    part.know("MatterRowVersion", "MatterTypeId", "TypeID", "MatterStatusId", "StatusID", "MatterBodyId", "BodyID")
    part.know("TextID", "MatterRestrictViewViaWeb", "MatterVersion", "Version", "votes")
    histories = part.items("histories", "History", "MatterHistories")
    first = _steps(taking, histories, key, number, "city" if nyc else "", source, _votes(taking, part))
    if not histories:
        first = _dates(part, taking, key, number, source)
    part.know("MatterIntroDate", "IntroDate", "MatterPassedDate", "PassedDate", "MatterAgendaDate", "AgendaDate")
    part.know("MatterEnactmentDate", "EnactmentDate", "MatterBodyName", "BodyName")
    for sponsor in part.items("sponsors", "Sponsors", "MatterSponsors"):
        _sponsor(taking, sponsor, first, source)
    relations = part.items("relations", "MatterRelations")
    for relation in relations:
        relation.know(*relation.value)
    taking.leave("relations to other matters, which are not in the file", len(relations))


def _dates(part: Part, taking: Taking, key: str, number: str, source: str) -> str:
    """The first event of a matter without its history: the dates that the matter itself gives."""
    names = {"Intro": "Introduced", "Passed": "Passed", "Enactment": "Enacted"}
    steps = []
    for short, word in names.items():
        when = part.clock(f"Matter{short}Date", f"{short}Date")
        if day_of(when):
            kind = "law" if word == "Enacted" else ""
            steps.append(Step(f"{key}/{short.lower()}", when, word, {"kind": kind}))
    return add_steps(taking, key, number, source, steps)


def _votes(taking: Taking, part: Part) -> dict[str, list[Part]]:
    """The votes that stand beside the histories, by the event item (or the history) that they belong to."""
    value = part.value.get("votes")
    found: dict[str, list[Part]] = {}
    if isinstance(value, dict):
        for key, votes in value.items():
            found[str(key)] = taking.items(votes, f"votes.{key}"[:60], "votes")
    elif value:
        for vote in taking.items(value, "votes", "votes"):
            found.setdefault(vote.text("VoteEventItemId"), []).append(vote)
    return found


def _steps(
    taking: Taking, parts: list[Part], matter: str, number: str, lane: str, source: str, votes: dict[str, list[Part]]
) -> str:
    steps, ballots = [], []
    twins = {_twin(part) for part in parts if part.value.get("MatterHistoryEventId", part.value.get("EventID"))}
    seen = set()
    for part in parts:
        meeting = part.text("MatterHistoryEventId", "EventID")
        twin = _twin(part)
        part.know(
            *(key for key in part.value if key.endswith(("Guid", "RowVersion", "LastModifiedUtc", "Id", "Sequence")))
        )
        part.know("ActionID", "BodyID", "MatterStatusID", "LastModified", "AgendaSequence", "MinutesSequence")
        part.know("MatterHistoryVersion", "Version", "MatterHistoryRollCallFlag", "MatterHistoryConsent")
        what, said = (
            part.plain("MatterHistoryActionName", "Action"),
            part.plain("MatterHistoryActionText", "Description"),
        )
        same = (*twin, meeting, said)
        if (not meeting and twin in twins) or (meeting and same in seen):
            part.know(*part.value)
            taking.guess("A step that the history has twice was taken once.")
            continue
        seen.add(same)
        id = part.text("MatterHistoryId", "ID") or part.where
        key = f"legistar/history/{reference(id)}"
        outcome = part.text("MatterHistoryPassedFlagName", "PassedFlagName")
        part.know("MatterHistoryPassedFlag", "PassedFlag")
        body = _body(taking, part, source)
        verb = {"pass": "passed", "fail": "rejected"}.get(outcome.lower(), "carried-out")
        taking.relate(body, verb, key, source)
        cast = [*part.items("Votes", "votes", "MatterHistoryVotes"), *votes.get(id, [])]
        counts = Counter(vote.text("VoteValueName", "Vote").lower() for vote in cast)
        summary = " ".join(
            word for word in (said if said != what else "", tally({w: str(n) for w, n in counts.items()})) if word
        )
        when = part.clock("MatterHistoryActionDate", "Date")
        steps.append(Step(key, when, what or said, {"summary": summary, "lane": lane}))
        ballots.append((key, cast))
    first = add_steps(taking, matter, number, source, steps)
    for key, cast in ballots:
        for vote in cast:
            _vote(taking, vote, key, source)
    taken = {part.text("MatterHistoryId", "ID") for part in parts}
    rest = sum(len(cast) for id, cast in votes.items() if id not in taken)
    taking.leave("votes of a step that is not in the history", rest)
    return first


def _twin(part: Part) -> tuple[str, ...]:
    names = (("MatterHistoryActionName", "Action"), ("MatterHistoryActionBodyName", "BodyName"))
    day = day_of(part.text("MatterHistoryActionDate", "Date"))
    return (day, *(part.text(*keys) for keys in names))


def _body(taking: Taking, part: Part, source: str) -> str:
    name = part.text("MatterHistoryActionBodyName", "BodyName")
    return _actor(taking, part.text("MatterHistoryActionBodyId", "BodyID"), name, source, "body")


def _actor(taking: Taking, id: str, name: str, source: str, kind: str = "person") -> str:
    if not name:
        return ""
    return taking.add("actors", key=f"legistar/{kind}/{reference(id or name)}", name=name, kind=kind, sources=source)


def _sponsor(taking: Taking, part: Part, first: str, source: str) -> None:
    name, id = part.text("MatterSponsorName", "FullName"), part.text("MatterSponsorNameId", "ID")
    place = part.value.get("MatterSponsorSequence")
    known = (
        "Id",
        "Guid",
        "LastModifiedUtc",
        "RowVersion",
        "MatterId",
        "MatterVersion",
        "Sequence",
        "LinkFlag",
        "BodyId",
    )
    part.know("Slug", *(f"MatterSponsor{key}" for key in known))
    note = "primary sponsor" if place == 0 and isinstance(place, int) and not isinstance(place, bool) else ""
    taking.relate(_actor(taking, id, name, source), "sponsored", first, source, note=note)
    if not first:
        taking.leave("a sponsor of a matter of which the file has no step to relate it to")


def _vote(taking: Taking, part: Part, event: str, source: str) -> None:
    name, id = part.text("VotePersonName", "FullName"), part.text("VotePersonId", "ID")
    word = part.text("VoteValueName", "Vote").lower()
    known = ("Id", "Guid", "LastModifiedUtc", "RowVersion", "ValueId", "Sort", "Result", "EventItemId")
    part.know("Slug", "VoteID", "Result", "Sort", *(f"Vote{key}" for key in known))
    verb = "voted-for" if word in AFFIRMATIVE else "voted-against" if word in NEGATIVE else ""
    if verb:
        taking.relate(_actor(taking, id, name, source), verb, event, source)
    else:
        taking.leave(f"votes “{word}” of single members, which are counted only")
