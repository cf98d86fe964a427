"""What is answered for a view: counts, chronicle, ties and words, as they stand for an address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask.testing import FlaskClient

from explorer.landscape import Landscape
from explorer.server import create_app


def view(client: FlaskClient, address: str) -> Any:
    return client.get("/view?" + address).json


def test_a_change_is_said_in_one_short_sentence(client: FlaskClient) -> None:
    assert view(client, "lanes=city")["spoken"] == "3 of 5 events shown."
    assert view(client, "at=2025-07-10")["spoken"] == "3 of 5 events shown as of 10 July 2025."


def test_a_record_lights_what_it_is_tied_to_among_what_is_shown(client: FlaskClient) -> None:
    assert view(client, "")["ties"]["council"] == [
        "Riverton Council",
        ["ordinance-planned", "resolution-2000"],
        ["ana-reyes"],
    ]
    assert view(client, "level=key")["ties"]["council"][1] == ["ordinance-planned"]
    assert "statehouse" not in view(client, "lanes=city")["ties"]


def test_of_very_many_ties_those_that_are_drawn_are_named_and_all_are_counted(small_world: Landscape) -> None:
    first = small_world.events[-2]
    many = [replace(first, id=f"event-{n}", weight=3) for n in range(2_500)]
    tie = small_world.relations[0]
    ties = [replace(tie, id=f"tie-{n}", object=event.id) for n, event in enumerate(many)]
    world = replace(small_world, events=(*small_world.events, *many), relations=(tie, *ties))
    name, events, actors, all_events, all_actors = view(create_app(world).server.test_client(), "")["ties"]["ana-reyes"]
    assert (name, actors, all_events, all_actors) == ("Ana Reyes", [], 2_501, 0)
    assert 200 <= len(events) < 700
    assert "night-order" in events


def test_the_chronicle_follows_the_filters(client: FlaskClient) -> None:
    assert "Bus bill dies" not in view(client, "lanes=city")["chronicle"]
    assert "Bus bill dies" in view(client, "lanes=state")["chronicle"]


def test_how_events_stood_on_a_day_is_told_with_what_was_not_yet_known(client: FlaskClient) -> None:
    assert view(client, "at=2025-07-10")["timelineWords"] == (
        "As of 10 July 2025: 3 had happened, 2 later or not yet known."
    )
    known = view(client, "at=2025-07-10&clock=known")["timelineWords"]
    assert known == "As of 10 July 2025: 1 had happened, 4 later or not yet known."
    assert view(client, "at=1990-01-01")["timelineWords"] == "As of 1 January 1990: 5 later or not yet known."
    assert "cut out" in view(client, "")["timelineWords"]


def test_two_addresses_of_one_view_are_answered_with_the_same_bytes(client: FlaskClient) -> None:
    assert client.get("/view?lanes=city&level=key").data == client.get("/view?level=key&lanes=city,&axis=folded").data


def test_an_address_too_long_to_be_one_is_refused(client: FlaskClient) -> None:
    assert client.get("/view?sel=" + "a" * 5_000).status_code == 400
