"""As of a day nothing is told that came later, or that could not have been said by then: landscapes on many days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from explorer.data.load import load_landscape
from explorer.draw.markup import html_of
from explorer.edtf import parse_when
from explorer.landscape import Landscape
from explorer.model import CONTRADICTING, NOT_HAPPENED, Claim, Event
from explorer.page.panel.panel import RecordPanel
from explorer.page.sentences import Prose
from explorer.prose.claims import all_disagreements, contradicted
from explorer.prose.record import details
from explorer.query.around import around
from explorer.query.masks import told_from
from explorer.query.selection import Clock, Selection, from_query
from explorer.query.visible import View, part_of, visible

WORLDS = ("albuquerque", "new-york-detainers", "riverton")
NO_TIES = ("What it provides", "The instrument and its course", "Figures and claims")
CLOCKS: tuple[Clock, ...] = get_args(Clock)


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest, small_world: Landscape, bundled: Landscape) -> Landscape:
    if request.param == "new-york-detainers":
        return load_landscape(Path(__file__).parents[2] / "graph_data" / request.param)
    return bundled if request.param == "albuquerque" else small_world


def days_of(world: Landscape) -> list[date]:
    """The days on which something begins, ends or comes out, and those before them."""
    dates = [event.date for event in world.events] + [relation.date for relation in world.relations]
    dates += [source.published for source in world.sources]
    turns = {day for when in dates if when for day in (when.earliest, when.latest) if day and day <= world.as_of}
    return sorted(turns | {day - timedelta(days=1) for day in turns})


def views(world: Landscape, every: int = 1) -> Iterator[View]:
    for day in days_of(world)[::every]:
        for clock in CLOCKS:
            yield visible(world, Selection(as_of=day, clock=clock))


def text_of(part: Landscape, id: str) -> list[str]:
    return [sentence.text for group in details(part, id).groups for sentence in group.sentences]


def said_by(claim: Claim, world: Landscape, day: date) -> bool:
    """Whether one of the publications that a claim is attributed to, or rests on, is of this day or before."""
    cited = {citation.source for citation in claim.sources}
    own = cited & set(claim.attributed_to) or cited
    known = [source.published.latest for source in world.sources if source.id in own and source.published]
    return any(out is not None and out <= day for out in known)


# --- events and ties -------------------------------------------------------------------------------------------------


def test_no_event_that_happened_is_there_before_its_day_and_none_becomes_a_plan(world: Landscape) -> None:
    recorded = {event.id: event for event in world.events}
    for view in views(world):
        for event in view.part.events:
            own = recorded[event.id]
            if own.status in NOT_HAPPENED:
                assert event.status == own.status, "what is a plan in the tables stays one"
            else:
                assert own.date.earliest is None or own.date.earliest <= view.day, (event.id, view.day)
                assert event.status in ("occurred", "ongoing", "possible"), (event.id, view.day)


def test_no_tie_with_a_day_is_there_before_it_unless_it_was_planned(world: Landscape) -> None:
    for view in views(world, 3):
        early = [
            relation.id
            for relation in view.part.relations
            if relation.date and relation.date.earliest and relation.date.earliest > view.day
            if relation.basis != "planned"
        ]
        assert early == [], view.day


@pytest.mark.parametrize(
    ("id", "before", "day"),
    [
        ("r-24-45-fails", "2024-05-20", "2024-06-03"),
        ("nashville-documents-handed-over", "2025-05-31", "2025-06-01"),
        ("ordinance-introduced", "2026-02-25", "2026-03-01"),
    ],
)
def test_an_outcome_is_not_told_as_a_plan_of_it(bundled: Landscape, id: str, before: str, day: str) -> None:
    """These rest on sources older than themselves, too."""
    for clock in CLOCKS:
        part = visible(bundled, Selection(as_of=date.fromisoformat(before), clock=clock)).part
        assert id not in part.records
    assert id in visible(bundled, Selection(as_of=date.fromisoformat(day))).part.records


def test_a_plan_that_is_a_row_of_its_own_is_there_once_a_source_had_told_of_it(bundled: Landscape) -> None:
    def status(day: str) -> str:
        found = visible(bundled, Selection(as_of=date.fromisoformat(day))).part.records.get("office-launched")
        return found.status if isinstance(found, Event) else ""

    assert [status(day) for day in ("2017-02-06", "2017-02-07", "2018-01-01")] == ["", "planned", "planned"]


# --- claims, rules and contradictions --------------------------------------------------------------------------------


def test_no_claim_is_there_before_it_had_been_said(world: Landscape) -> None:
    """A preferred value without a day may stand beside another that had been said."""
    for view in views(world, 3):
        claims = view.part.claims
        for claim in claims:
            others = [o for o in claims if (o.about, o.property) == (claim.about, claim.property) and o is not claim]
            beside = claim.standing == "preferred" and any(said_by(other, world, view.day) for other in others)
            assert said_by(claim, world, view.day) or beside, (claim.id, view.day, view.selection.clock)


def test_what_the_curators_found_is_told_of_no_day_before_they_looked(bundled: Landscape) -> None:
    found = [claim for claim in bundled.claims if "curators" in claim.attributed_to]
    assert found and {told_from(claim, bundled, "happened") for claim in found} == {bundled.as_of.toordinal()}


def test_a_contradiction_of_2025_is_not_told_as_of_2018(bundled: Landscape) -> None:
    def told(address: str) -> str:
        return html_of(RecordPanel(bundled, Prose(bundled)).of(visible(bundled, from_query(address, bundled)[0])))

    for address in ("sel=tim-keller&at=2018-04-24", "show=contradictions&at=2018-04-24"):
        text = told(address)
        assert "A letter of August 2025" not in text and "objected" not in text
        assert "written as of" in text, "and the caveat says what is of another day"
    assert "objected" in told("show=contradictions")
    assert "written as of" not in told("show=contradictions")


def test_a_word_of_2025_is_not_put_into_2018_by_an_older_source_cited_with_it(bundled: Landscape) -> None:
    part = visible(bundled, Selection(as_of=date(2018, 4, 24))).part
    assert "claim-label-sanctuary" not in {claim.id for claim in part.claims}


def test_a_value_is_not_told_without_the_undated_one_that_is_preferred_to_it(bundled: Landscape) -> None:
    for day, told in ((date(2025, 7, 30), set()), (date(2025, 7, 31), {"preferred", "contradicted"})):
        part = visible(bundled, Selection(as_of=day)).part
        assert {c.standing for c in part.claims if (c.about, c.property) == ("hb-9-dies", "fate")} == told


def test_a_value_whose_counterpart_is_not_told_says_so_and_is_no_contradiction(small_world: Landscape) -> None:
    claims = tuple(claim for claim in small_world.claims if claim.standing in CONTRADICTING)
    alone = replace(small_world, claims=claims)
    assert contradicted(alone) == frozenset() and contradicted(small_world) == {"night-order"}
    assert "Cost: 1 million a year — claimed by Night riders; a value against it is not shown." in text_of(
        alone, "night-order"
    )


def test_contradictions_grow_with_the_days_and_end_with_all(world: Landscape) -> None:
    counts = [
        sum(dispute.is_contradiction for dispute in all_disagreements(visible(world, Selection(as_of=day)).part))
        for day in days_of(world)
    ]
    assert counts == sorted(counts)
    assert counts[-1] <= sum(dispute.is_contradiction for dispute in all_disagreements(world))


def test_a_rule_with_a_day_of_its_own_is_there_by_then_or_once_told(small_world: Landscape) -> None:
    late = replace(small_world.provisions[0], date=parse_when("2025-08-01"))
    world = replace(small_world, provisions=(late,), as_of=date(2025, 9, 1))
    shown = {
        day: bool(visible(world, Selection(as_of=date.fromisoformat(day))).part.provisions)
        for day in ("2025-07-21", "2025-07-22", "2025-08-01")
    }
    assert shown == {"2025-07-21": False, "2025-07-22": True, "2025-08-01": True}


# --- what is only possible -------------------------------------------------------------------------------------------


def test_every_sentence_of_what_is_not_known_to_have_happened_says_how_it_stands(world: Landscape) -> None:
    told = 0
    for view in [*views(world, 5), visible(world, Selection())]:
        for event in view.part.events:
            if event.status in NOT_HAPPENED:
                near = part_of(view, around(world, event.id))
                groups = [group for group in details(near, event.id).groups if group.heading not in NO_TIES]
                texts = [sentence.text for group in groups for sentence in group.sentences]
                assert [text for text in texts if event.status not in text and "planned" not in text] == [], view.day
                assert len(texts) == len(near.relations_of[event.id])
                told += len(texts)
    assert told or world.id != "albuquerque"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sel=equity-office-founded&at=2018-06-01", "2018 — carried out by Tim Keller — possible."),
        ("sel=equity-office-founded&at=2018-06-01", "2018 — established Office of Equity and Inclusion — possible."),
        ("sel=tim-keller&at=2018-06-01", "2018 — carried out Equity office — possible."),
        ("sel=immigrant-refugee-office-created&at=2016-06-30", "2016 — joined by Kellogg Foundation — possible."),
        ("sel=council-legislation-planned", "announced by Tim Keller — this event is planned."),
    ],
)
def test_what_is_possible_is_not_told_as_done(bundled: Landscape, address: str, sentence: str) -> None:
    selection = from_query(address, bundled)[0]
    part = part_of(visible(bundled, selection), around(bundled, selection.focus))
    assert any(sentence in text for text in text_of(part, selection.focus)), text_of(part, selection.focus)


def test_a_tie_known_to_the_year_is_possible_within_it_until_a_source_had_told_of_it(small_world: Landscape) -> None:
    tie = next(relation for relation in small_world.relations if relation.id == "reyes-leads")
    vague = replace(tie, date=parse_when("2024"), sources=small_world.relations[0].sources)  # told in July 2025
    world = replace(small_world, relations=(vague,), as_of=date(2025, 12, 31))

    def told(day: date) -> list[str]:
        return text_of(visible(world, Selection(as_of=day)).part, "ana-reyes")

    assert told(date(2024, 6, 1)) == ["2024 — leads Riverton Council — possible."]
    assert told(date(2024, 12, 31)) == told(world.as_of) == ["2024 — leads Riverton Council."]
