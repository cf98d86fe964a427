"""Rows that are each sound but do not go together are pointed out, kind by kind; sound worlds are left alone."""

from __future__ import annotations

import doctest
from dataclasses import replace

from explorer.data.checks import consistency
from explorer.data.checks.audit import audit
from explorer.data.checks.consistency import reason_shares
from explorer.data.checks.findings import Kind
from explorer.landscape import Landscape


def sentences(world: Landscape, kind: Kind) -> list[str]:
    return [finding.sentence for finding in audit(world).of_kind(kind)]


def tied(world: Landscape, *more: tuple[str, str, str], **fields: str) -> Landscape:
    base = world.relations[0]
    rows = [
        replace(base, id=f"more-{n}", subject=s, verb=v, object=o, date=None, **fields)  # type: ignore[arg-type]
        for n, (s, v, o) in enumerate(more)
    ]
    return replace(world, relations=(*world.relations, *rows))


def claimed(world: Landscape, **fields: object) -> Landscape:
    claims = (world.claims[0], replace(world.claims[1], **fields))  # type: ignore[arg-type]
    return replace(world, claims=claims)


def test_the_examples_are_true() -> None:
    assert doctest.testmod(consistency).failed == 0


def test_a_sound_world_has_nothing_of_it(small_world) -> None:
    assert list(consistency.inconsistencies(small_world)) == []


def test_one_relation_in_two_rows(small_world) -> None:
    world = tied(small_world, ("riders", "supports", "night-order"))
    assert sentences(world, "relation given twice") == ["“Night riders supports Night order” stands in two rows."]
    (finding,) = audit(world).of_kind("relation given twice")
    assert finding.rows == ("riders-back", "more-0")


def test_one_actor_for_and_against_one_thing(small_world) -> None:
    against = replace(small_world.verbs[4], id="opposes", label="opposes", side="against")
    world = tied(replace(small_world, verbs=(*small_world.verbs, against)), ("riders", "opposes", "night-order"))
    assert sentences(world, "for and against one thing") == ["“Night riders” is both for and against “Night order”."]


def test_a_part_that_holds_its_whole(small_world) -> None:
    part = replace(small_world.verbs[6], id="part-of", label="part of")
    ring = (("council", "part-of", "riders"), ("riders", "part-of", "statehouse"), ("statehouse", "part-of", "council"))
    world = tied(replace(small_world, verbs=(*small_world.verbs, part)), *ring)
    assert sentences(world, "circle of belonging") == [
        "Each of “Riverton Council”, “Night riders”, “State Assembly” is part of the other."
    ]


def test_a_coarser_date_is_no_contradiction(small_world) -> None:
    dates = (
        replace(small_world.claims[0], property="date", value="2025-03-07"),
        replace(small_world.claims[1], property="date", value="2025-03", standing="differs"),
    )
    assert sentences(replace(small_world, claims=dates), "contradiction that may be none") == [
        "“2025-03” is said to be other than “2025-03-07”, but the one date holds the other."
    ]


def test_the_same_number_in_other_words_is_no_contradiction(small_world) -> None:
    world = claimed(small_world, value="roughly 2 million each year")
    (found,) = sentences(world, "contradiction that may be none")
    assert found.endswith("but they give the same number.")


def test_only_who_searched_can_say_that_nothing_was_found(small_world) -> None:
    value = "no introduction was found"
    (found,) = sentences(
        claimed(small_world, value=value, attributed_to=("herald",)), "finding in a publication’s mouth"
    )
    assert found == "“no introduction was found” is given to Riverton Herald, but reads like the curators’ finding."
    assert not sentences(
        claimed(small_world, value=value, attributed_to=("curators",)), "finding in a publication’s mouth"
    )


def test_a_party_for_some_and_not_for_others(small_world) -> None:
    people = [replace(actor, kind="person") for actor in small_world.actors]
    people[0] = replace(people[0], summary="Mayor since 2021, a Democrat.")
    assert sentences(replace(small_world, actors=tuple(people)), "party of some") == [
        "A party stands with 1 of 4 persons: name it for all or for none."
    ]


def test_reasons_of_one_side_only(small_world) -> None:
    against = replace(small_world.verbs[4], id="opposes", label="opposes", side="against")
    world = replace(small_world, verbs=(*small_world.verbs, against))
    world = tied(world, *(("riders", "supports", "night-order") for _ in range(4)), reason="It helps")
    base = world.relations[-1]
    rows = tuple(replace(base, id=f"no-{n}", subject="council", verb="opposes", reason="") for n in range(5))
    world = replace(world, relations=(*world.relations, *rows))
    assert reason_shares(world) == {"for": 80, "against": 0}
    assert sentences(world, "reasons of one side") == ["Stances for have a reason in 80 %, stances against in 0 %."]


def test_a_hundred_rows_on_one_publication_are_told_once(small_world) -> None:
    (told,) = sentences(small_world, "single source")
    assert told == (
        "4 events and 7 relations rest on one publication alone of 2, most on "
        "Riverton Herald, “Night buses to run” (8)."
    )
