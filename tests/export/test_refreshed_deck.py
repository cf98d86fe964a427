"""A deck that somebody worked on, brought to other data: his work stays, and everything else is of the present."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from explorer.cli import main
from explorer.edtf import parse_when
from explorer.export.options import BadExport, Options, Template
from explorer.export.refresh.refreshed import refreshed
from explorer.export.refresh.traits import frame_element, named_part, shapes_in, traits_of, words_of
from explorer.export.slides.deck import deck_bytes
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.export.packages import faults_of
from tests.export.worked_decks import (
    PX,
    Hand,
    brought,
    by_identity,
    every,
    exported,
    named,
    opened,
    other,
    place_of,
    saved,
    spoken,
)
from tests.sweeps import one_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first(small_world: Landscape) -> bytes:
    """The deck of Riverton, before anybody worked on it."""
    return exported(small_world)


AXIS = ("Year", "Month", "Span", "Cut", "What is cut")


def test_all_of_the_hands_work_is_there_and_all_other_words_are_of_the_present(
    small_world: Landscape, first: bytes
) -> None:
    hand, world = Hand(), other(small_world)
    before = opened(first)
    found, deck = brought(first, world, hand)
    assert faults_of(found.file) == []
    assert (len(hand.moved) >= 19, len(hand.coloured)) == (True, 5)
    now = by_identity(deck)
    for id, place in hand.moved.items():
        assert place_of(now[id])[:2] == place[:2], "where he put it"
    assert {id: traits_of(now[id]).look for id in hand.coloured} == hand.coloured
    assert "My own words" in words_of(now[hand.typed])
    assert hand.gone not in now
    assert "What we ask of the council" in [slide.shapes.title.text_frame.text for slide in deck.slides]
    fresh = by_identity(opened(exported(world)))
    stale = [
        (named_part(shape).get("name"), words_of(shape))
        for id, shape in now.items()
        if id in fresh and id != hand.typed and not named_part(shape).get("name").startswith(AXIS)
        if words_of(shape) != words_of(fresh[id])
    ]
    assert stale == []
    assert spoken(deck).count("(new)") > 20 > spoken(before).count("(new)")
    assert found.renewed > 20 and found.kept >= 25
    assert any("My own words" not in line and "Typed by hand" in line for line in found.said)


def test_slides_that_nobody_touched_are_those_of_a_new_export(small_world: Landscape, first: bytes) -> None:
    world = other(small_world)
    _, deck = brought(first, world)
    assert spoken(deck) == spoken(opened(exported(world)))
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert notes == [slide.notes_slide.notes_text_frame.text for slide in opened(exported(world)).slides]


def test_a_refresh_can_follow_a_refresh_and_still_knows_the_hand(small_world: Landscape, first: bytes) -> None:
    hand = Hand()
    once, _ = brought(first, other(small_world), hand)
    twice, deck = brought(once.file, other(other(small_world)))
    now = by_identity(deck)
    assert all(place_of(now[id])[:2] == place[:2] for id, place in hand.moved.items())
    assert {id: traits_of(now[id]).look for id in hand.coloured} == hand.coloured
    assert "(new) (new)" in spoken(deck) and "My own words" in spoken(deck)
    assert hand.gone not in now and twice.kept == once.kept


def moved_a_label(deck: Any) -> None:
    shape = named(deck, "Label: Council favours buses")
    at = frame_element(shape)[0]
    at.set("y", str(int(at.get("y")) + 9 * PX))


def test_an_event_that_is_gone_stays_and_is_named(small_world: Landscape, first: bytes) -> None:
    relations = tuple(r for r in small_world.relations if "bill-dies" not in (r.subject, r.object))
    world = replace(
        small_world, events=tuple(e for e in small_world.events if e.id != "bill-dies"), relations=relations
    )
    found, deck = brought(first, world, moved_a_label)
    assert named(deck, "Event: Bus bill dies") is not None
    assert any(line.startswith("No longer in the data") and "Event: Bus bill dies" in line for line in found.said)
    assert not any("Paper" in line for line in found.said), "only whose record is gone"


def with_a_hearing(world: Landscape, day: str, lane: str = "city") -> Landscape:
    step = next(e for e in world.events if e.id == "bill-introduced")
    new = replace(step, id="hearing", title="Hearing held", short_title="Hearing", date=parse_when(day), lane=lane)
    return replace(world, events=(*world.events, new), order={})


def test_a_new_event_is_put_at_its_day_where_there_is_room(small_world: Landscape, first: bytes) -> None:
    before = opened(first)
    found, deck = brought(first, with_a_hearing(small_world, "2024-06-01"), moved_a_label)
    hearing = traits_of(named(deck, "Event: Hearing held"))
    may, march = (traits_of(named(before, f"Event: Bus bill {word}")) for word in ("introduced", "dies"))
    assert may.left < hearing.left < march.left + march.width
    boxes = [traits_of(shape) for _, shape in every(deck) if named_part(shape).get("name").startswith("Label: ")]
    assert no_two_meet(boxes[: len(small_world.events) + 1])
    assert not any("Hearing held" in line for line in found.said if "timeline" in line)


def no_two_meet(boxes: list[Any]) -> bool:
    return not any(
        a.left < b.left + b.width
        and b.left < a.left + a.width
        and a.top < b.top + b.height
        and b.top < a.top + a.height
        for a, b in combinations(boxes, 2)
    )


@pytest.mark.parametrize(("day", "lane"), [("2012-09-10", "city"), ("2024-09-10", "state")], ids=["cut out", "full"])
def test_a_new_event_for_which_there_is_no_place_is_named(
    small_world: Landscape, first: bytes, day: str, lane: str
) -> None:
    found, _ = brought(first, with_a_hearing(small_world, day, lane), moved_a_label)
    assert any(line.startswith("New in the data") and "Event: Hearing held" in line for line in found.said)


def test_an_event_of_another_day_stands_at_that_day(small_world: Landscape, first: bytes) -> None:
    events = [replace(e, date=parse_when("2025-05-02")) if e.id == "bill-dies" else e for e in small_world.events]
    before = traits_of(named(opened(first), "Event: Bus bill dies"))
    world = replace(small_world, events=tuple(events), order={})
    found, deck = brought(first, world, moved_a_label)
    assert traits_of(named(deck, "Event: Bus bill dies")).left > before.left + 5
    assert "2 May" in spoken(deck) and not any("another day" in line for line in found.said)


def test_the_as_of_line_goes_with_the_day(small_world: Landscape, first: bytes) -> None:
    before = traits_of(named(opened(first), "As-of line"))
    earlier = replace(small_world, as_of=small_world.as_of.replace(month=5))
    _, deck = brought(first, earlier, moved_a_label)
    assert traits_of(named(deck, "As-of line")).left < before.left
    assert "as of 25 May" in spoken(deck)


def test_a_deck_on_somebodys_masters_is_refreshed_on_them(small_world: Landscape) -> None:
    theirs = Presentation()
    theirs.slide_layouts.get_by_name("Title Only").name = "House style"
    data = exported(small_world, template=Template("house.pptx", saved(theirs)))
    _, deck = brought(data, other(small_world), moved_a_label)
    assert deck.slides[1].slide_layout.name == "House style"
    assert "(new)" in spoken(deck)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not a deck", "cannot be read as a PowerPoint file"),
        (saved(Presentation()), "is not a deck that this program exported"),
    ],
)
def test_what_is_no_deck_of_ours_is_refused_in_a_sentence(small_world: Landscape, data: bytes, said: str) -> None:
    with pytest.raises(BadExport, match=said):
        refreshed(Template("theirs.pptx", data), small_world)


def test_a_deck_of_another_landscape_is_refused(small_world: Landscape, first: bytes) -> None:
    with pytest.raises(BadExport, match="shows the landscape “riverton”"):
        refreshed(Template("buses.pptx", first), replace(small_world, id="elsewhere"))


def test_the_command_refreshes_a_file_or_leaves_it_as_it_was(
    write_world: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], first: bytes
) -> None:
    deck, data = tmp_path / "buses.pptx", str(write_world(events=("Night bus order signed", "Night bus order upheld")))
    deck.write_bytes(first)
    assert main(["refresh", str(deck), "--data", data]) == 0
    assert "renewed" in capsys.readouterr().out
    assert "Night bus order upheld" in Presentation(deck).slides[1].notes_slide.notes_text_frame.text
    deck.write_bytes(b"not a deck")
    assert main(["refresh", str(deck), "--data", data]) == 2
    assert "buses.pptx cannot be read as a PowerPoint file" in capsys.readouterr().err
    assert deck.read_bytes() == b"not a deck"


def moved_a_node(deck: Any) -> None:
    shape = named(deck, "Actor: State Assembly")
    at = frame_element(shape)[0]
    at.set("y", str(int(at.get("y")) + 9 * PX))


def with_a_union(world: Landscape) -> Landscape:
    """Drivers have founded a union, which backs the order."""
    riders = next(actor for actor in world.actors if actor.id == "riders")
    union = replace(riders, id="union", name="Drivers’ union", kind="organization")
    backs = next(relation for relation in world.relations if relation.id == "riders-back")
    ties = (
        replace(backs, id="union-backs", subject="union"),
        replace(backs, id="union-backs-bill", object="bill-dies"),
    )
    more = replace(ties[1], subject="union")
    return replace(world, actors=(*world.actors, union), relations=(*world.relations, ties[0], more), order={})


def test_a_new_node_is_put_where_there_is_room_glued_to_its_ties(small_world: Landscape, first: bytes) -> None:
    found, deck = brought(first, with_a_union(small_world), moved_a_node)
    assert faults_of(found.file) == []
    union = named(deck, "Actor: Drivers’ union")
    slide = next(slide for slide in deck.slides for shape in slide.shapes if shape._element is union)
    boxes = [traits_of(s._element) for s in slide.shapes if s.name.startswith(("Actor", "Event", "Lane: "))]
    assert no_two_meet(boxes)
    number = named_part(union).get("id")
    ties = [shape._element for shape in slide.shapes if shape.name.startswith("Tie: Drivers’ union")]
    ends = [end.get("id") for tie in ties for end in tie[0][1]]
    known = {named_part(shape).get("id") for shape in shapes_in(slide.shapes._spTree)}
    assert ends.count(number) == len(ties) >= 1 and set(ends) <= known
    assert any(line.startswith("New in the data, and placed") and "Drivers’ union" in line for line in found.said)
    _, later = brought(found.file, other(with_a_union(small_world)))
    assert "Drivers’ union (new)" in words_of(named(later, "Actor: Drivers’ union (new)"))


@pytest.mark.parametrize("taken_out", one_in(2, {"rule": (("Rule",),), "rule and subtitle": (("Rule", "Subtitle"),)}))
def test_a_new_node_has_room_where_rule_or_subtitle_were_taken_out(
    small_world: Landscape, first: bytes, taken_out: tuple[str, ...]
) -> None:
    def work(deck: Any) -> None:
        moved_a_node(deck)
        for shape in list(network_slide(deck).shapes):
            if shape.name in taken_out:
                shape._element.getparent().remove(shape._element)

    _, deck = brought(first, with_a_union(small_world), work)
    assert named(deck, "Actor: Drivers’ union") is not None


def network_slide(deck: Any) -> Any:
    return next(slide for slide in deck.slides if any(shape.name.startswith("Tie: ") for shape in slide.shapes))


def test_a_new_lane_and_a_new_key_are_no_nodes(small_world: Landscape) -> None:
    """A key stands in the row of keys, or is named; a lane is named."""
    actors = deck_bytes(visible(small_world, Selection(nodes="actors")), Options())
    backs = next(relation for relation in small_world.relations if relation.id == "riders-back")
    of_the_state = replace(backs, id="state-backs", subject="statehouse")
    more = replace(small_world, relations=(*small_world.relations, of_the_state), order={})

    def work(deck: Any) -> None:
        shape = named(deck, "Actor: Ana Reyes")
        frame_element(shape)[0].set("y", str(int(frame_element(shape)[0].get("y")) + 9 * PX))

    found, deck = brought(actors, more, work)
    assert faults_of(found.file) == []
    shapes = network_slide(deck).shapes
    keys = [traits_of(shape._element) for shape in shapes if shape.name.startswith("Key: ")]
    assert any("Key: office" in line for line in found.said if "placed" in line)
    assert {key.top + key.height // 2 for key in keys} <= {keys[0].top + keys[0].height // 2 + n for n in (-1, 0, 1)}
    assert not [shape for shape in shapes if shape.name == "Lane: State"]
    assert any("not drawn" in line and "Lane: State" in line for line in found.said)


def test_a_new_step_of_a_path_is_put_whole_or_not_at_all(small_world: Landscape) -> None:
    """The way by the order is new; the riders' tie to it stands from before, and gets no second line."""
    path = deck_bytes(visible(small_world, Selection(focus="riders", to="statehouse")), Options())
    backs = next(relation for relation in small_world.relations if relation.id == "riders-back")
    of_the_state = replace(backs, id="state-backs", subject="statehouse")
    _, deck = brought(
        path, replace(small_world, relations=(*small_world.relations, of_the_state), order={}), moved_a_node
    )
    names = [shape.name for shape in network_slide(deck).shapes]
    steps = [name for name in names if name.startswith("Step ")]
    halves = [name for name in names if name.endswith(", from its number on")]
    assert len(halves) == len(steps)
    assert sum(name.startswith("Tie: Night riders – Night order") for name in names) == 1


def test_two_new_ties_of_the_same_ends_are_both_put_and_run_apart(small_world: Landscape) -> None:
    more = with_a_union(small_world)
    signed = next(row.verb for row in more.relations if row.subject == "ana-reyes" and row.object == "night-order")
    also = replace(more.relations[-2], id="union-signed", verb=signed)
    picked = deck_bytes(visible(small_world, Selection(focus="night-order")), Options())
    _, deck = brought(picked, replace(more, relations=(*more.relations, also), order={}), moved_a_node)
    ties = [shape for shape in network_slide(deck).shapes if shape.name == "Tie: Drivers’ union – Night order"]
    assert len({place_of(tie._element) for tie in ties}) == len(ties) == 2


def test_a_second_tie_between_ends_that_have_one_is_drawn_beside_it(small_world: Landscape) -> None:
    """The one that stands there stays where it is, and one that was taken out by hand stays out."""
    backs = next(relation for relation in small_world.relations if relation.id == "riders-back")
    signed = next(row.verb for row in small_world.relations if row.subject == "ana-reyes")
    also = replace(backs, id="riders-signed", verb=signed)
    more = replace(small_world, relations=(*small_world.relations, also), order={})
    picked = deck_bytes(visible(small_world, Selection(focus="night-order")), Options())
    named_so = "Tie: Night riders – Night order"

    def ties_of(deck: Any) -> list[str]:
        return [str(place_of(shape._element)) for shape in network_slide(deck).shapes if shape.name == named_so]

    before = ties_of(opened(picked))
    found, deck = brought(picked, more, moved_a_node)
    assert faults_of(found.file) == []
    assert len(before) == 1 and len({*ties_of(deck)}) == 2
    assert not any("not drawn" in line for line in found.said)

    def taken_out(deck: Any) -> None:
        moved_a_node(deck)
        for shape in [shape for shape in network_slide(deck).shapes if shape.name == named_so][:1]:
            shape._element.getparent().remove(shape._element)

    _, later = brought(found.file, more, taken_out)
    assert len(ties_of(later)) == 1
