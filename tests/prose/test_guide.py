"""Where to begin with a landscape: sentences, questions, actors, plans and contradictions, from what is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from explorer.landscape import Landscape
from explorer.prose.claims import all_disagreements
from explorer.prose.connections import tie_sentence
from explorer.prose.guide import guide
from explorer.query.selection import Selection, from_query, to_query
from explorer.query.visible import visible


def test_the_weightiest_that_happened_lead_in_order_of_time_with_sources(small_world: Landscape) -> None:
    lead = guide(visible(small_world, Selection())).lead
    assert [sentence.phrases[1].ref for sentence in lead] == ["resolution-2000", "bill-dies", "night-order"]
    assert all(sentence.citations for sentence in lead)


def test_questions_ask_what_the_records_answer_and_lead_there(small_world: Landscape) -> None:
    asked = {
        question.text: to_query(question.answer) for question in guide(visible(small_world, Selection())).questions
    }
    assert asked["Who signed “Night order”?"] == "sel=night-order"
    assert asked["What became of “Night Bus Bill”?"] == "sel=bus-bill"
    assert all(from_query(address, small_world)[1] == () for address in asked.values())


def test_no_question_holds_its_answer(small_world: Landscape) -> None:
    """A row that has no title is called by who did it: “Ana Reyes signed” is nothing to ask who signed."""
    titled = replace(small_world.events[3], title="Ana Reyes signed", short_title="")
    assert titled.id == "night-order"
    world = replace(small_world, events=(*small_world.events[:3], titled, *small_world.events[4:]))
    view = visible(world, Selection())
    assert not [q.text for q in guide(view).questions if q.text.startswith("Who signed")]
    tie = next(tie for tie in world.relations if (tie.subject, tie.verb) == ("ana-reyes", "signed"))
    assert tie_sentence(world, tie).text.startswith("Ana Reyes signed Ana Reyes signed")


def test_what_is_planned_comes_by_date_and_what_has_lapsed_last(small_world: Landscape) -> None:
    (plan,) = guide(visible(small_world, Selection())).planned
    assert (plan.event.id, plan.lapsed) == ("ordinance-planned", False)
    later = replace(small_world, as_of=date(2026, 1, 1))
    (plan,) = guide(visible(later, Selection())).planned
    assert plan.lapsed, "its month has passed, and nothing says what came of it"


def test_only_values_that_cannot_all_be_true_contradict(small_world: Landscape) -> None:
    known = guide(visible(small_world, Selection()))
    assert (known.contradicted, known.unsettled) == (1, 0)
    vaguer = tuple(replace(c, standing="agrees") if c.id == "cost-riders" else c for c in small_world.claims)
    assert guide(visible(replace(small_world, claims=vaguer), Selection())).contradicted == 0


def test_the_bundled_guide_counts_what_its_claims_say(bundled: Landscape) -> None:
    known = guide(visible(bundled, Selection()))
    assert (len(known.questions), len(known.actors)) == (4, 6)
    told = [dispute for dispute in all_disagreements(bundled) if dispute.is_contradiction]
    assert known.contradicted + known.unsettled == len(told) > 0


def test_an_empty_selection_has_an_empty_guide(small_world: Landscape) -> None:
    known = guide(visible(small_world, Selection(lanes=frozenset())))
    assert (known.lead, known.questions, known.actors, known.planned) == ((), (), (), ())
