"""The Albuquerque landscape as shipped: that it loads, and that it tells the truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.load import load_landscape
from explorer.model import NOT_HAPPENED, Landscape

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
    assert {event.id for event in albuquerque.events if event.weight == 1} >= KEY_EVENTS


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
