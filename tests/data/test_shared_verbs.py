"""The verbs that every landscape shares: there without being written down, proposed by meaning, not by letters."""

from __future__ import annotations

import doctest

import pytest

from explorer.data import verbs
from explorer.data.load import load_landscape
from explorer.data.verbs import meant_by, shared_verbs
from tests.data.problems import problems_in

OLD = ",supports,night-order"


def test_the_examples_are_true() -> None:
    assert doctest.testmod(verbs).failed == 0


def test_there_are_at_most_thirty_each_with_labels_both_ways() -> None:
    shared = shared_verbs()
    assert len(shared) <= 30
    assert shared["id"].is_unique
    assert (shared["label"] != "").all()
    assert (shared["inverse_label"] != "").all()
    assert ((shared["side"] != "") == (shared["group"] == "stance")).all(), "only stances take sides, and each does"


def test_no_word_stands_for_two_verbs() -> None:
    words = [word.casefold() for cell in shared_verbs()["synonyms"] for word in cell.split(";")]
    assert sorted(word for word in words if words.count(word) > 1) == []
    assert not {*words} & {*shared_verbs()["id"]}


def test_a_landscape_needs_no_verbs_of_its_own(write_world) -> None:
    shared = ("dropped", "rejected"), ("will-pass", "plans")
    folder = write_world(verbs=None)
    text = (folder / "relations.csv").read_text(encoding="utf-8")
    for old, new in shared:
        text = text.replace(f",{old},", f",{new},")
    (folder / "relations.csv").write_text(text, encoding="utf-8")
    world = load_landscape(folder)
    assert [verb.id for verb in world.verbs] == [
        "signed",
        "passed",
        "rejected",
        "plans",
        "supports",
        "leads",
        "builds-on",
    ]


def test_a_verb_of_the_landscape_takes_the_place_of_the_shared_one(small_world) -> None:
    leads = next(verb for verb in small_world.verbs if verb.id == "leads")
    assert leads.subject_kinds == ("person",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("proposed", "sponsored"), ("endorsed", "supports"), ("lobbied", "took-part-in"), ("Denounced", "criticizes")],
)
def test_another_word_is_answered_with_the_verb_that_means_it(write_world, written: str, meant: str) -> None:
    (problem,) = problems_in(write_world(relations=(OLD, OLD.replace("supports", written))))
    assert problem.endswith(f'(did you mean "{meant}"?)')


def test_a_word_that_is_near_by_letters_alone_is_not_proposed(write_world) -> None:
    (problem,) = problems_in(write_world(relations=(OLD, OLD.replace("supports", "imposes"))))
    assert "did you mean" not in problem, "opposes would be the other side"


def test_every_synonym_leads_to_a_verb_that_there_is() -> None:
    assert {*meant_by().values()} == {*shared_verbs()["id"]}
