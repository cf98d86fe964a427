"""One record in sentences, on Riverton."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.landscape import Landscape
from explorer.prose.phrases import SentenceGroup, name_after
from explorer.prose.record import details


def texts(groups: tuple[SentenceGroup, ...]) -> dict[str, list[str]]:
    return {group.heading: [sentence.text for sentence in group.sentences] for group in groups}


def test_an_actor_is_told_by_what_they_did_and_belong_to(small_world: Landscape) -> None:
    told = texts(details(small_world, "ana-reyes").groups)
    assert told["What Ana Reyes did"] == ["21 July 2025 — signed Night order."]
    assert told["Offices and membership"] == ["since 2021 — leads Riverton Council."]


def test_the_object_of_a_deed_is_told_the_other_way_round(small_world: Landscape) -> None:
    told = texts(details(small_world, "night-order").groups)
    assert told["Who did what"] == ["21 July 2025 — signed by Ana Reyes."]


def test_what_a_verb_says_or_means_of_a_bill_is_not_said_again(small_world: Landscape) -> None:
    event = replace(small_world.events[0], short_title="HB 9 introduced")
    assert name_after("sponsored", event) == "HB 9"
    assert name_after("voted against", replace(event, short_title="HB 9 passed")) == "HB 9"
    assert name_after("voted against", replace(event, short_title="HB 9 amended")) == "HB 9 amended"
    assert name_after("responds to", event) == "HB 9 introduced"


def test_a_claim_names_its_claimant(small_world: Landscape) -> None:
    told = texts(details(small_world, "riders").groups)
    assert told["Where Night riders stands"] == [
        "date not recorded — supports Night order — claimed by Ana Reyes. The mayor says so."
    ]


def test_a_plan_is_never_told_as_done(small_world: Landscape) -> None:
    known = details(small_world, "ordinance-planned")
    assert known.role.startswith("Planned for August 2025")
    (sentence,) = next(group.sentences for group in known.groups if group.heading == "Who did what")
    assert "— planned" in sentence.text
    assert sentence.basis == "planned"


def test_a_rule_keeps_its_condition(small_world: Landscape) -> None:
    told = texts(details(small_world, "night-order").groups)
    assert told["What it provides"] == ["Drivers stop wherever riders ask — unless the road is unsafe."]


def test_a_bill_shows_its_other_steps_in_order(small_world: Landscape) -> None:
    told = texts(details(small_world, "bill-dies").groups)
    assert told["The instrument and its course"] == ["Night Bus Bill · B 12: died.", "May 2024 — Bill introduced."]


def test_where_sources_disagree_every_value_stands_with_who_says_it_and_why(small_world: Landscape) -> None:
    (disagreement,) = details(small_world, "night-order").disagreements
    assert (disagreement.subject, disagreement.property) == ("Night order", "cost")
    assert [(value.text, value.who, value.standing) for value in disagreement.values] == [
        ("2 million a year", "Ana Reyes", "preferred"),
        ("1 million a year", "Night riders", "contradicted"),
    ]
    assert [value.reason for value in disagreement.values] == ["The only figure with a budget line.", ""]


def test_every_sentence_of_every_record_is_cited(small_world: Landscape) -> None:
    for id in small_world.records:
        known = details(small_world, id)
        assert known.lead.citations
        assert all(sentence.citations for group in known.groups for sentence in group.sentences)


def test_an_unknown_record_has_no_details(small_world: Landscape) -> None:
    with pytest.raises(KeyError):
        details(small_world, "nobody")


def test_an_instrument_tells_what_it_provides_and_its_course(small_world: Landscape) -> None:
    told = texts(details(small_world, "bus-bill").groups)
    assert told == {"Its course": ["May 2024 — Bill introduced.", "22 March 2025 — Bill dies."]}
    assert details(small_world, "bus-bill").neighbours == ("bill-dies", "bill-introduced")
    assert texts(details(small_world, "order-text").groups)["What it provides"] == [
        "Drivers stop wherever riders ask — unless the road is unsafe."
    ]


def test_when_it_happened_and_when_it_was_known_are_told_apart(small_world: Landscape) -> None:
    known = details(small_world, "bill-dies")
    assert known.role.startswith("22 March 2025")
    assert known.first_known == "22 July 2025"


def test_a_verb_is_not_said_twice(small_world: Landscape) -> None:
    events = tuple(
        replace(event, short_title="Night order signed") if event.id == "night-order" else event
        for event in small_world.events
    )
    told = texts(details(replace(small_world, events=events), "ana-reyes").groups)
    assert told["What Ana Reyes did"] == ["21 July 2025 — signed Night order."]


def test_of_very_many_relations_the_earliest_are_told_and_the_rest_is_counted(small_world: Landscape) -> None:
    tie, order = small_world.relations[0], small_world.events[3]
    many = [replace(order, id=f"order-{n}") for n in range(150)]
    ties = [replace(tie, id=f"tie-{n}", object=event.id) for n, event in enumerate(many)]
    world = replace(small_world, events=(*small_world.events, *many), relations=tuple(ties))
    (group,) = [group for group in details(world, "ana-reyes").groups if group.heading == "What Ana Reyes did"]
    assert (len(group.sentences), group.left) == (120, 30)
