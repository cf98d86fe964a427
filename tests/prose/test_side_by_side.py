"""Two actors compared: what is shared, what is not, and where they stand against each other."""

from __future__ import annotations

from dataclasses import replace

from explorer.landscape import Landscape
from explorer.model import Citation, Relation
from explorer.prose.side_by_side import SideBySide, side_by_side
from explorer.query.selection import Selection
from explorer.query.visible import visible


def compared(world: Landscape, one: str, other: str, **chosen: object) -> SideBySide:
    found = side_by_side(visible(world, replace(Selection(focus=one, vs=other), **chosen)))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_two_that_are_tied_to_one_event_share_it(small_world: Landscape) -> None:
    found = compared(small_world, "ana-reyes", "riders")
    assert [thing.id for thing in found.both] == ["night-order"]
    assert found.both[0].first[0].text == "Ana Reyes signed Night order, 21 July 2025."
    assert (
        found.both[0].second[0].text == "Night riders supports Night order, date not recorded — claimed by Ana Reyes."
    )
    assert not found.both[0].one_text
    assert found.ids == (("council",), ("night-order",), ())


def test_ties_from_one_to_the_other_are_neither_shared_nor_alone(small_world: Landscape) -> None:
    found = compared(small_world, "ana-reyes", "council")
    assert [s.text for s in found.between] == ["Ana Reyes leads Riverton Council, since 2021."]
    assert [s.text for s in found.only_first] == ["Ana Reyes signed Night order, 21 July 2025."]
    assert len(found.only_second) == 2


def test_every_tie_of_the_two_is_told_once(bundled: Landscape) -> None:
    for one, other in (
        ("tim-keller", "city-council"),
        ("joaquin-baca", "city-council"),
        ("tim-keller", "darren-white"),
    ):
        found = compared(bundled, one, other)
        told = [*found.only_first, *found.only_second, *found.between]
        told += [sentence for thing in found.both for sentence in (*thing.first, *thing.second)]
        ties = {tie.id for id in (one, other) for tie in bundled.relations_of[id]}
        assert len(told) + found.left == len(ties)


def test_steps_of_one_text_are_shared_and_said_to_be_steps(bundled: Landscape) -> None:
    shared = {thing.id: thing for thing in compared(bundled, "tim-keller", "city-council").both}
    assert shared["r-18-7"].one_text, "the Council passed it, the mayor signed it eight days later"
    assert "r-18-7-signed" in compared(bundled, "tim-keller", "city-council").ids[1]


def test_for_and_against_one_thing_is_standing_against_each_other(small_world: Landscape) -> None:
    against = replace(small_world.verbs[4], id="opposes", label="opposes", inverse_label="opposed by", side="against")
    cited = (Citation(source="herald", locator="L8"),)
    stance = Relation(
        id="x", subject="statehouse", verb="opposes", object="night-order", basis="reported", sources=cited
    )
    world = replace(small_world, verbs=(*small_world.verbs, against), relations=(*small_world.relations, stance))
    ((first, second),) = compared(world, "riders", "statehouse").against
    assert {first.text, second.text} == {
        "Night riders supports Night order, date not recorded — claimed by Ana Reyes.",
        "State Assembly opposes Night order, date not recorded.",
    }
    assert all(sentence.citations for sentence in (first, second))
    (against_deed,) = compared(world, "ana-reyes", "statehouse").against
    assert "Ana Reyes signed Night order, 21 July 2025." in [sentence.text for sentence in against_deed]


def test_who_ended_a_bill_is_not_against_him_who_was_against_it(bundled: Landscape) -> None:
    found = compared(bundled, "tim-keller", "city-council")
    assert found.against == (), "the mayor opposed the amendment of 2024, and the Council rejected it"


def test_nobody_is_compared_whom_the_filters_leave_out(small_world: Landscape) -> None:
    hidden = Selection(focus="ana-reyes", vs="statehouse", lanes=frozenset({"city"}))
    assert side_by_side(visible(small_world, hidden)) is None
