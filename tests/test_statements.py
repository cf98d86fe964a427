"""What the bundled landscape says, on whatever day it is read: nothing claimed that is not known, nothing half told."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from explorer.data.checks.audit import audit
from explorer.data.checks.consistency import FAIR_SHARE, reason_shares
from explorer.edtf import parse_when
from explorer.export.data.calendar_file import calendar_ics
from explorer.export.data.timelinejs import timelinejs
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.order import in_order
from explorer.outlook import outlook
from explorer.page.legend import timeline_legend
from explorer.page.sentences import Prose, open_at
from explorer.prose.claims import all_disagreements, contradicted
from explorer.prose.record import details
from explorer.query.around import around
from explorer.query.columns import columns
from explorer.query.masks import held_back
from explorer.query.selection import Selection
from explorer.query.visible import part_of, visible
from explorer.search.find import find

PLAN = "council-legislation-planned"
PASSED = "the day has passed, no outcome in these data"


def told(landscape: Landscape, id: str, **choices: object) -> str:
    """All that the record says, in one text."""
    view = visible(landscape, Selection(focus=id, **choices))  # type: ignore[arg-type]
    part = part_of(view, around(landscape, id))
    known = details(part, id)
    return " ".join([known.title, known.role, *(s.text for group in known.groups for s in group.sentences)])


def test_the_year_1990_tells_no_mayor(bundled: Landscape) -> None:
    assert "mayor of City of Albuquerque" in told(bundled, "tim-keller")
    view = visible(bundled, Selection(focus="tim-keller", as_of=date(1990, 1, 1)))
    shown = [r.id for r, on in zip(bundled.relations, view.relations, strict=True) if on]
    assert shown == [], "nothing of these data is attested by then"


def test_no_tie_without_a_date_is_there_before_anything_attests_it(bundled: Landscape) -> None:
    relations = columns(bundled).relations
    for day in (date(2000, 12, 31), date(2017, 3, 1), date(2024, 6, 30), date(2025, 7, 25)):
        view = visible(bundled, Selection(as_of=day))
        unattested = view.relations & relations.timeless & (relations.told.known > day.toordinal())
        assert not unattested.any(), day
        assert held_back(bundled, Selection(as_of=day))[0] > 0, "and how many are left out is counted"


def test_hb_9_is_introduced_passed_referred_and_dies_in_this_order(bundled: Landscape) -> None:
    steps = [event.id for event in in_order(bundled, bundled.steps_of["hb-9-2025"])]
    assert steps == ["hb-9-introduced", "hb-9-passes-house", "hb-9-senate-referral", "hb-9-dies"]


def test_of_several_steps_of_one_day_the_known_order_is_told(bundled: Landscape) -> None:
    for steps in bundled.steps_of.values():
        numbers = [event.step for event in in_order(bundled, steps) if event.step]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize("as_of", [None, date(2036, 1, 1)])
def test_a_plan_of_august_2025_is_past_its_day_on_page_calendar_and_timeline_file(
    bundled: Landscape, as_of: date | None
) -> None:
    world = replace(bundled, as_of=as_of) if as_of else bundled
    plan = world.records[PLAN]
    assert outlook(world, plan, world.as_of).came_of_it == PASSED  # type: ignore[arg-type]
    assert PASSED in details(world, PLAN).role
    view = visible(world, Selection())
    entries = calendar_ics(view, Options()).decode().replace("\r\n ", "").replace("\\", "")
    (entry,) = re.findall(rf"UID:{PLAN}@.*?END:VEVENT", entries, re.DOTALL)
    story = {event["unique_id"]: event for event in json.loads(timelinejs(view, Options()))["events"]}
    for text in (entry, story[PLAN]["text"]["text"]):
        assert PASSED in text
        assert "not happened" not in text
    assert "not known to have happened" in timeline_legend(world)


def test_every_plan_says_what_came_of_it_or_that_nothing_was_found(bundled: Landscape) -> None:
    open_plans = [e for e in bundled.events if e.status in ("planned", "scheduled", "possible", "pending")]
    assert [event.id for event in open_plans if not event.outcome] == []
    assert not [event.id for event in bundled.events if event.outcome and event not in open_plans]


def test_7_march_and_march_do_not_disagree(bundled: Landscape) -> None:
    assert "hb-9-passes-house" not in contradicted(bundled)
    assert not audit(bundled).of_kind("contradiction that may be none")


def test_every_contradiction_says_why_both_cannot_be_true_and_no_more_than_it_is_told_as_one(
    bundled: Landscape,
) -> None:
    disputes = all_disagreements(bundled)
    boxes = [dispute for dispute in disputes if dispute.is_contradiction]
    assert 0 < len(boxes) < 25 < len(disputes), "most values agree or add"
    assert [value.text for box in boxes for value in box.values if not value.reason] == []


def test_no_claim_has_a_reason_that_a_reader_cannot_reach(bundled: Landscape) -> None:
    disputes = all_disagreements(bundled)
    shown = {value.reason for dispute in disputes for value in dispute.values}
    for id in bundled.selectable:
        known = details(bundled, id)
        shown |= {phrase.text.strip() for g in known.groups for s in g.sentences for phrase in s.phrases}
    assert [
        claim.id
        for claim in bundled.claims
        if claim.note and f"{claim.note.rstrip('.')}." not in shown | {f"{reason.rstrip('.')}." for reason in shown}
    ] == []


def test_a_claim_about_one_rule_is_told_at_that_rule(bundled: Landscape) -> None:
    text = told(bundled, "july-2025-order-signed")
    assert "Of this rule: Purpose: to keep people from being singled out" in text
    rules = {rule.id for rule in bundled.provisions}
    of_rules = [claim for claim in bundled.claims if claim.about in rules]
    loose = [g for g in details(bundled, "july-2025-order").groups if g.heading == "Figures and claims"]
    said = {sentence.text for group in loose for sentence in group.sentences}
    assert of_rules and not [c.id for c in of_rules if any(c.value.rstrip(".") in text for text in said)]


def test_the_sides_are_told_with_their_reasons_alike(bundled: Landscape) -> None:
    shares = reason_shares(bundled)
    assert abs(shares["for"] - shares["against"]) <= FAIR_SHARE
    assert "Reason given: " in told(bundled, "dan-lewis")


def test_no_actor_is_for_and_against_one_thing_and_no_publication_says_what_the_curators_found(
    bundled: Landscape,
) -> None:
    audited = audit(bundled)
    for kind in ("for and against one thing", "relation given twice", "circle of belonging", "party of some"):
        assert audited.of_kind(kind) == (), kind  # type: ignore[arg-type]
    assert audited.of_kind("finding in a publication’s mouth") == ()


@pytest.mark.parametrize(
    "typed", ["12 billion", "17 %", "17%", "21 July 2025", "July 21, 2025", "2025-07-21", "7/21/2025"]
)
def test_figures_and_dates_are_found_as_people_write_them(bundled: Landscape, typed: str) -> None:
    found = find(visible(bundled, Selection()), typed)
    assert found.count and not found.near
    if "2025" in typed:
        assert "july-2025-order-signed" in {hit.id for group in found.groups for hit in group.hits}


def test_every_cited_place_of_an_article_has_its_passage_and_opens_there(bundled: Landscape) -> None:
    articles = {source.id: source for source in bundled.sources if source.group == "articles"}
    cited = {c for row in bundled.citing for c in row.sources if c.source in articles and c.locator}
    assert cited
    assert [c for c in cited if len(bundled.passages_at(c)) != len(c.locator.split(","))] == []
    passage = bundled.passages[0]
    link = open_at(articles[passage.source], passage)
    assert "#:~:text=" in link and passage.quote.split()[0] in link


def test_a_place_that_cannot_be_opened_is_not_shown(bundled: Landscape) -> None:
    prose = Prose(bundled)
    labels = [label for row in bundled.citing for _, label in prose.cited(row.sources)]
    assert not [label for label in labels if re.search(r", [LS]\d+", label)]


def test_no_day_is_made_of_a_month(bundled: Landscape) -> None:
    vague = {
        words for s in bundled.sources if s.published and s.published.precision == "month" for words in [s.published]
    }
    lasts = {f"{when.latest.day} {when.latest:%B %Y}" for when in vague if when.latest}
    assert lasts
    for id in bundled.selectable:
        known = details(bundled, id)
        first = bundled.earliest_source(bundled.selectable[id])
        exact = first and first.published and first.published.precision == "day"
        assert exact or known.first_known not in lasts, id


def test_what_only_a_month_dates_may_have_been_known_and_is_counted(bundled: Landscape) -> None:
    _, maybe = held_back(bundled, Selection(as_of=date(2025, 7, 25), clock="known"))
    assert maybe > 0
    assert parse_when("2025-07").latest == date(2025, 7, 31)
