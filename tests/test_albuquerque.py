"""The Albuquerque landscape as shipped: that it loads, and that it tells the truth."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED

FOLDER = Path(__file__).parent.parent / "graph_data" / "albuquerque"
KEY_EVENTS = {
    "resolution-2000-passed",
    "immigrant-refugee-office-created",
    "r-18-7-adopted",
    "hb-9-passes-house",
    "eo-14287-signed",
    "july-2025-order-signed",
    "council-legislation-planned",
}


@pytest.fixture(scope="module")
def albuquerque() -> Landscape:
    """Loading raises every problem at once, so each test below also says that there is none."""
    return load_landscape(FOLDER)


def test_every_row_cites_a_source_and_every_source_is_cited(albuquerque: Landscape) -> None:
    a = albuquerque
    rows = [*a.actors, *a.events, *a.instruments, *a.provisions, *a.relations, *a.claims]
    assert [row.id for row in rows if not row.sources] == []
    assert {citation.source for row in rows for citation in row.sources} == {source.id for source in a.sources}


def test_an_article_is_cited_by_line_or_sentence(albuquerque: Landscape) -> None:
    a = albuquerque
    articles = {source.id for source in a.sources if source.group == "articles"}
    rows = [*a.actors, *a.events, *a.instruments, *a.provisions, *a.relations, *a.claims]
    bare = [row.id for row in rows for c in row.sources if c.source in articles and not c.locator]
    assert bare == []


def test_the_seven_key_events_come_first(albuquerque: Landscape) -> None:
    first = {event.id for event in albuquerque.events if event.weight == 1}
    assert first >= KEY_EVENTS
    assert len(first) <= 10


def test_the_may_date_of_eo_14287_is_only_a_contradicted_claim(albuquerque: Landscape) -> None:
    (signed,) = (event for event in albuquerque.events if event.id == "eo-14287-signed")
    dates = {c.value: c.standing for c in albuquerque.claims if c.about == signed.id and c.property == "date"}
    assert signed.date.text == "2025-04-28"
    assert dates == {"2025-04-28": "preferred", "2025-05": "contradicted"}


def test_hb_9_died_in_march_and_its_reported_wait_is_contradicted(albuquerque: Landscape) -> None:
    events = {event.id: event for event in albuquerque.events}
    fates = {c.standing for c in albuquerque.claims if c.about == "hb-9-dies" and c.property == "fate"}
    assert (events["hb-9-dies"].status, events["hb-9-dies"].date.text) == ("occurred", "2025-03-22")
    assert events["hb-9-senate-wait"].status in NOT_HAPPENED
    assert fates == {"preferred", "contradicted"}


def test_the_planned_council_legislation_stays_planned(albuquerque: Landscape) -> None:
    events = {event.id: event for event in albuquerque.events}
    ties = {r.verb: r.basis for r in albuquerque.relations if r.subject == "council-legislation-planned"}
    assert events["council-legislation-planned"].status == "planned"
    assert ties == {"would-codify": "planned"}


def test_nothing_occurred_after_the_data_was_last_checked(albuquerque: Landscape) -> None:
    happened = [event for event in albuquerque.events if event.status not in NOT_HAPPENED]
    assert [e.id for e in happened if e.date.earliest and e.date.earliest > albuquerque.as_of] == []


def test_every_claimed_relation_has_a_claimant(albuquerque: Landscape) -> None:
    claimed = [relation for relation in albuquerque.relations if relation.basis == "claimed"]
    assert claimed
    assert [relation.id for relation in claimed if not relation.attributed_to] == []


def test_every_figure_in_dollars_or_per_cent_is_a_claim_with_a_claimant(albuquerque: Landscape) -> None:
    a = albuquerque
    figures = [claim for claim in a.claims if "$" in claim.value or "%" in claim.value]
    facts = [*(x.summary for x in (*a.actors, *a.events, *a.instruments)), *(p.text for p in a.provisions)]
    assert {"$12 billion", "17%", "16% of small businesses"} <= {claim.value for claim in figures}
    assert [claim.id for claim in figures if not claim.attributed_to] == []
    assert [text for text in facts if "$" in text or "%" in text] == []


def test_a_context_is_always_marked_as_the_curators_reading(albuquerque: Landscape) -> None:
    contexts = {r.basis for r in albuquerque.relations if r.verb == "set-in-the-context-of"}
    assert contexts == {"inferred"}


def test_every_actor_is_tied_to_something(albuquerque: Landscape) -> None:
    tied = {end for relation in albuquerque.relations for end in (relation.subject, relation.object)}
    assert [actor.id for actor in albuquerque.actors if actor.id not in tied] == []


def test_what_lies_after_the_data_was_last_checked_is_only_announced(albuquerque: Landscape) -> None:
    later = {e.id: e.status for e in albuquerque.events if e.date.earliest and e.date.earliest > albuquerque.as_of}
    assert later == {"ordinance-vote": "scheduled", "hb-9-2026-takes-effect": "scheduled"}


def test_the_data_was_last_checked_when_its_latest_source_appeared(albuquerque: Landscape) -> None:
    days = [s.published.latest for s in albuquerque.sources if s.published and s.published.precision == "day"]
    assert max(day for day in days if day) == albuquerque.as_of


def test_what_happened_is_told_by_a_source_that_came_after_it(albuquerque: Landscape) -> None:
    """A release that looks ahead tells of a plan. Sources without a date are given the benefit of the doubt."""
    published = {source.id: source.published for source in albuquerque.sources}
    told_too_early = []
    for event in albuquerque.events:
        dates = [published[citation.source] for citation in event.sources]
        latest = [when.latest for when in dates if when and when.latest]
        begun = event.status not in NOT_HAPPENED and event.date.earliest
        if begun and all(dates) and latest and max(latest) < begun:
            told_too_early.append(event.id)
    assert told_too_early == []


def test_a_source_is_one_page_and_a_page_is_one_source(albuquerque: Landscape) -> None:
    addresses = [
        source.url.rstrip("/").removeprefix("https://").removeprefix("http://") for source in albuquerque.sources
    ]
    assert len(addresses) == len(set(addresses))


def test_an_investigation_is_never_told_as_a_finding(albuquerque: Landscape) -> None:
    ends = ("oconnell-investigation", "freddie-oconnell")
    texts = [relation.note for relation in albuquerque.relations if (relation.subject, relation.object) == ends]
    texts += [event.summary for event in albuquerque.events if event.id == "oconnell-investigation"]
    texts += [actor.summary for actor in albuquerque.actors if actor.id == "freddie-oconnell"]
    assert len(texts) == 3
    assert [text for text in texts if "not a finding" not in text] == []


def test_a_forecast_is_never_told_as_having_happened(albuquerque: Landscape) -> None:
    forecasts = {event.status for event in albuquerque.events if event.kind == "forecast"}
    assert forecasts == {"possible", "planned"}


def test_a_contested_property_has_one_preferred_value_or_is_unsettled_with_reasons(albuquerque: Landscape) -> None:
    claims = sorted(albuquerque.claims, key=lambda claim: (claim.about, claim.property))
    contested = 0
    for question, group in groupby(claims, key=lambda claim: (claim.about, claim.property)):
        values = list(group)
        standings = [claim.standing for claim in values]
        if len(values) > 1:
            contested += 1
            assert standings.count("preferred") == 1 or set(standings) in ({"unsettled"}, {"adds"}), question
        if len(values) > 1 or "unsettled" in standings:
            assert [claim.id for claim in values if not claim.note] == []
    assert contested >= 40


def test_every_claim_says_who_makes_it(albuquerque: Landscape) -> None:
    assert [claim.id for claim in albuquerque.claims if not claim.attributed_to] == []


def test_what_to_call_the_city_is_left_open(albuquerque: Landscape) -> None:
    questions = ("what it is called", "is it a sanctuary city?")
    labels = [c for c in albuquerque.claims if c.about == "city-of-albuquerque" and c.property in questions]
    assert {claim.standing for claim in labels} == {"adds"}, "names in use beside each other, none preferred"


def test_the_bills_numbered_hb_9_are_two(albuquerque: Landscape) -> None:
    bills = {i.id for i in albuquerque.instruments if i.number == "HB 9"}
    years = {e.instrument: set() for e in albuquerque.events if e.instrument in bills}
    for event in albuquerque.events:
        if event.instrument in bills and event.status == "occurred":
            years[event.instrument].add(event.date.text[:4])
    assert years == {"hb-9-2025": {"2025"}, "hb-9-2026": {"2026"}}


def test_joaquin_baca_is_tied_to_eo_14287_only_through_others(albuquerque: Landscape) -> None:
    ties = [(r.subject, r.object) for r in albuquerque.relations if "joaquin-baca" in (r.subject, r.object)]
    steps = {e.id for e in albuquerque.events if e.instrument == "eo-14287"}
    assert ties
    assert [tie for tie in ties if steps & set(tie)] == []


def test_people_who_share_a_surname_are_told_apart(albuquerque: Landscape) -> None:
    summaries = {actor.id: actor.summary for actor in albuquerque.actors}
    assert "Jim Baca" in summaries["joaquin-baca"] and "Joaquin Baca" in summaries["jim-baca"]
    assert "Ken Sanchez" in summaries["louie-sanchez"]


def test_the_articles_unnamed_groups_are_not_pinned_to_named_ones(albuquerque: Landscape) -> None:
    articles = {source.id for source in albuquerque.sources if source.group == "articles"}
    named = {actor.id for actor in albuquerque.actors if actor.kind == "organization"}
    stances = {verb.id for verb in albuquerque.verbs if verb.group == "stance"}
    pinned = [r for r in albuquerque.relations if r.subject in named and r.verb in stances]
    assert pinned
    assert [r.id for r in pinned if any(citation.source in articles for citation in r.sources)] == []


def test_the_limits_of_the_order_on_help_carry_their_condition(albuquerque: Landscape) -> None:
    limits = ("july-order-no-resources", "july-order-raids-detentions-information", "july-order-no-sharing")
    conditions = {p.id: p.condition for p in albuquerque.provisions}
    assert {conditions[limit] for limit in limits} == {"unless legally required"}


def test_numbers_and_nicknames_are_found(albuquerque: Landscape) -> None:
    a = albuquerque
    known = {alias for row in (*a.actors, *a.events, *a.instruments) for alias in row.aliases}
    assert {"EO 14287", "R-18-7", "F/S R-151", "One Big Beautiful Bill", "Immigrant Safety Act", "ABQ"} <= known


def test_labels_stay_short_enough_to_be_drawn(albuquerque: Landscape) -> None:
    a = albuquerque
    assert [e.id for e in a.events if len(e.title) > 50 or len(e.short_title) > 20] == []
    assert [v.id for v in a.verbs if max(len(v.label), len(v.inverse_label)) > 24] == []
    assert len({e.short_title for e in a.events}) == len(a.events)
