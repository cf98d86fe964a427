"""A store too large to be held is shown by a part: what weighs most is drawn and told, all is counted, and said."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest
from werkzeug.test import Client

from explorer.cli import main
from explorer.export.excerpt import selected_words
from explorer.landscape import Landscape
from explorer.query.asked import asked
from explorer.query.changes import changes_up_to, days_of_change
from explorer.query.questions import facets
from explorer.query.selection import Selection, from_query, to_query
from explorer.query.visible import View, leaving_out, visible
from explorer.search.find import find, finder_of
from explorer.server import create_app
from explorer.server.live.served import Served
from explorer.server.rooms import Room, Rooms
from explorer.server.settings import Settings
from explorer.store.building.build import build_store
from explorer.store.opened import Store
from explorer.store.questions.part_view import Whole, opened_store
from explorer.store.questions.parts import Parts
from explorer.timeline.density import outlines
from explorer.timeline.time_columns import axis_over
from tests.hostile_world import hostile
from tests.query.test_questions import strewn
from tests.store.stores import Pairs, store_of, unheard
from tests.store.test_stored_answers import selection_of
from tests.sweeps import one_in, swept

pytestmark = pytest.mark.slow

DRAWN, NEAR = 12, 3


@pytest.fixture(scope="module")
def many(small_world: Landscape) -> Landscape:
    """40 actors, 120 events, some 300 relations, as a folder may hold them."""
    world = strewn(small_world, Random(1))
    relations = tuple(
        replace(relation, basis="reported", attributed_to=())
        for relation in world.relations
        if relation.subject != relation.object
    )
    return replace(world, relations=relations)


@pytest.fixture(scope="module")
def store(many: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(many, tmp_path_factory.mktemp("store") / "many.duckdb")


@pytest.fixture(scope="module")
def large(store: Store) -> Landscape:
    """The same, of which a dozen records are drawn, and of a picked one three ties."""
    return Whole(store, Parts(store, DRAWN, NEAR)).home


def seen(landscape: Landscape, address: str) -> View:
    here, selection, _ = asked(landscape, address)
    return visible(here, selection)


# --- where the part holds everything -------------------------------------------------------------------------------

ADDRESSES = ("", "sel=ana-reyes", "lanes=city&clock=known", "sel=ana-reyes&to=bill-dies", "rows=actor&level=key")
WIDE = "/view?{}"
"""The page's answer, which holds most of the others."""

KINDS = ("/?{}", "/facets?{}", "/pick/972?{}", "/find?q=night&{}", "/actors?{}", "/view.json?{}", "/about")


def test_the_page_is_the_same_byte_for_byte_where_the_part_holds_all(small_world: Landscape, pairs: Pairs) -> None:
    held = opened_store(pairs["riverton"].store, 0, 1_000)
    assert held is not small_world and len(held.events) == len(small_world.events)
    whole, part = (create_app(one).server.test_client() for one in (replace(small_world), held))
    turns = [(WIDE, address) for address in ADDRESSES]
    turns += zip(KINDS * 2, cycle(ADDRESSES), strict=False)
    for place in dict.fromkeys(kind.format(address) for kind, address in turns):
        assert part.get(place).data == whole.get(place).data, place


def test_hostile_text_is_as_harmless_in_a_part_as_it_is_in_the_whole(small_world: Landscape, tmp_path: Path) -> None:
    world = hostile(small_world)
    held = opened_store(store_of(world, tmp_path / "a.duckdb"), 0, 1_000)
    whole, part = (create_app(one).server.test_client() for one in (world, held))
    for place in ("/", f"/?sel={world.events[0].id}", "/find?q=script"):
        assert part.get(place).data == whole.get(place).data


# --- what is counted -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", one_in(2, range(8)))
def test_all_is_counted_whatever_is_drawn(many: Landscape, large: Landscape, seed: int) -> None:
    chosen = replace(selection_of(many, Random(seed)), axis="folded", steps=0)
    selection, _ = from_query(to_query(chosen), many)
    wanted, view = visible(many, selection), seen(large, to_query(selection))
    assert view.selection == selection
    assert (view.shown(), view.every) == (wanted.shown(), wanted.every)
    assert facets(view) == facets(wanted)
    assert (view.held_back(), view.statuses()) == (wanted.held_back(), wanted.statuses())
    assert outlines(view) == outlines(wanted)
    window = (selection.since, selection.until)
    assert axis_over(view.landscape, "folded", window) == axis_over(many, "folded", window)
    for id in list(many.records)[::9]:
        assert view.ties_of(id) == wanted.ties_of(id)
    if view.paths and wanted.paths:
        assert view.paths.ids == wanted.paths.ids


def test_the_slider_stops_where_anything_changes(many: Landscape, large: Landscape) -> None:
    days = days_of_change(many)
    assert days_of_change(large) == days
    assert changes_up_to(large, days) == changes_up_to(many, days)


def test_without_what_is_left_out_by_hand_the_rest_is_counted(many: Landscape, large: Landscape) -> None:
    ids = [*list(large.records)[:2]]
    assert leaving_out(seen(large, ""), ids).shown() == leaving_out(visible(many, Selection()), ids).shown()


# --- what is drawn and told ----------------------------------------------------------------------------------------


def test_what_weighs_most_is_drawn_and_the_rest_is_said(many: Landscape, large: Landscape) -> None:
    actors = visible(many, Selection()).weightiest(DRAWN // 2, "actors")
    assert {actor.id for actor in large.actors} >= set(actors)
    drawn = len(large.actors) + len(large.events)
    assert drawn < len(many.records)
    said = f"Drawn and told: {drawn} of {len(many.records)} actors and events, the weightiest and what is picked"
    page = create_app(large).server.test_client().get("/").text
    assert said in page
    assert f"120 events, 40 actors, {len(many.relations)} relations" in page
    assert said in selected_words(seen(large, ""))


def test_a_record_that_is_not_drawn_is_told_when_it_is_picked_with_its_weightiest_ties(
    many: Landscape, large: Landscape
) -> None:
    degree = {id: len(many.relations_of[id]) for id in many.records}
    hidden = max((id for id in many.records if id not in large.records), key=lambda id: (degree[id], id))
    assert degree[hidden] > NEAR
    view = seen(large, f"sel={hidden}")
    told = view.landscape.relations_of[hidden]
    ranked = list(visible(many, Selection()).weightiest(1_000))
    place = {id: ranked.index(id) for id in ranked}
    others = [({r.subject, r.object} - {hidden}) for r in many.relations_of[hidden]]
    nearest = sorted(min(map(place.__getitem__, end)) for end in others if end)[:NEAR]
    assert {max(place[end] for end in {r.subject, r.object} - {hidden}) for r in told} >= set(nearest)
    client = create_app(large).server.test_client()
    page = client.get(f"/?sel={hidden}").text
    assert f"{len(told)} of {degree[hidden]} ties are told and drawn, those with the weightiest" in page
    assert client.get(f"/pick/972?sel={hidden}").json["stated"] == degree[hidden]
    assert client.get("/?sel=nobody").text.count("Nothing here is called “nobody”") == 1


def test_a_stretch_of_time_names_the_weightiest_in_it(many: Landscape, large: Landscape) -> None:
    client = create_app(large).server.test_client()
    days = "first=2010-01-01&last=2012-01-01"
    found = {mark["id"] for mark in client.get(f"/timeline?{days}").json["marks"]}
    near = visible(many, Selection()).events_between(733773, 734503, 1_000)
    assert near and found == {id for id, _ in near}


def test_even_spacing_is_refused_with_the_reason(large: Landscape) -> None:
    _, selection, notes = asked(large, "axis=even")
    assert selection.axis == "folded" and any(
        note.startswith("Even spacing gives every event a place") for note in notes
    )


def test_a_filter_draws_the_weightiest_that_it_leaves(many: Landscape, large: Landscape) -> None:
    kind = min(event.kind for event in many.events)
    left = {event.id for event in many.events if event.kind == kind}
    view = seen(large, to_query(Selection(kinds=frozenset({kind}))))
    assert view.shown().events == len(left)
    assert int(view.events.sum()) == min(len(left), 6), "half of what is drawn under a filter are events"


# --- search --------------------------------------------------------------------------------------------------------

TYPED = ("night", "n", "ri", "ana rey", "reyes", "iver", "nigt", "riverton", "hb 9", "2025", "zzz", "order bus")


@pytest.mark.parametrize("text", one_in(2, TYPED))
def test_search_finds_in_a_store_what_it_finds_in_memory(many: Landscape, large: Landscape, text: str) -> None:
    selection = Selection(lanes=frozenset({many.lanes[0].id}))
    for chosen in (Selection(), selection):
        for only in ({}, {"records_only": True}, {"actors_only": True}):
            options: dict[str, Any] = only
            assert finder_of(large).find(chosen, text, **options) == find(visible(many, chosen), text, **options)


@pytest.fixture(scope="module")
def bundled_part(pairs: Pairs) -> Landscape:
    return opened_store(pairs["bundled"].store, 0, 4)


@pytest.mark.parametrize("many", swept([10, 30], often=[10]))
def test_search_ranks_names_texts_figures_days_and_slips_as_memory_does(
    bundled: Landscape, bundled_part: Landscape, many: int
) -> None:
    dice, finder = Random(5), finder_of(bundled_part)
    words = sorted({word for event in bundled.events for word in f"{event.title} {event.summary}".split()})
    for word in [
        *dice.sample(words, many),
        "12 billion",
        "17 %",
        "21 July 2025",
        "R-18-7",
        "Kelr",
        "Peña",
        "imigration",
    ]:
        typed = word if dice.random() < 0.6 else word[:-1] + word[-1:].upper() if dice.random() < 0.5 else word[1:]
        assert finder.find(Selection(), typed) == find(visible(bundled, Selection()), typed), typed


# --- who asks ------------------------------------------------------------------------------------------------------


def test_many_readers_at_once_each_get_their_own_answer(many: Landscape, store: Store) -> None:
    ids = list(many.records)[::29]
    paths = [f"/view?sel={id}" for id in ids] + [f"/view?lanes={lane.id}" for lane in many.lanes]
    alone = create_app(Whole(store, Parts(store, DRAWN, NEAR)).home).server
    wanted = {path: alone.test_client().get(path).data for path in paths}
    together = create_app(Whole(store, Parts(store, DRAWN, NEAR)).home).server
    with ThreadPoolExecutor(8) as readers:
        found = dict(
            zip(paths * 2, readers.map(lambda path: together.test_client().get(path).data, paths * 2), strict=True)
        )
    assert found == wanted


def test_who_ask_for_one_thing_at_once_get_one_landscape_and_one_room(many: Landscape, store: Store) -> None:
    rooms, id, together = Rooms(Whole(store, Parts(store, DRAWN, NEAR)).home), list(many.records)[-1], Barrier(6)

    def ask(_: int) -> Room:
        together.wait()
        return rooms.read(f"sel={id}")[0]

    with ThreadPoolExecutor(6) as readers:
        assert len(set(readers.map(ask, range(6)))) == 1


def test_what_strangers_ask_of_a_store_is_kept_in_so_many_bytes(many: Landscape, store: Store) -> None:
    whole = Whole(store, Parts(store, DRAWN, NEAR))
    whole.parts.kept.limit = 100_000
    rooms = Rooms(whole.home)
    for day in range(40):
        rooms.read(f"sel={list(many.records)[day % 30]}&from=2001-01-{day % 28 + 1:02}")
        assert whole.kept.bytes <= whole.kept.limit and whole.parts.kept.bytes <= whole.parts.kept.limit
    assert 1 < len(whole.kept) < 20 and len(whole.parts.kept) > 20


KINDS_KEPT = ("/actors?{}", "/timeline?first=2000-01-01&last=2026-12-31&{}", "/network/620.svg?steps=1&{}")
KINDS_KEPT += ("/pick/620?{}", "/facets?{}")


def test_an_address_is_answered_alike_whatever_was_asked_before(many: Landscape, store: Store) -> None:
    """Asked in order and in reverse: no address comes after the same others."""
    one, other = list(many.records)[::29][:2]
    addresses = (f"sel={one}", f"sel={one}&to={other}", "", f"sel={other}")
    asked_for = [kind.format(address) for address in addresses for kind in KINDS_KEPT]
    answers = []
    for turn in (asked_for, asked_for[::-1]):
        client = create_app(Whole(store, Parts(store, DRAWN, NEAR)).home).server.test_client()
        answers.append({path: client.get(path).data for path in turn})
    for path in asked_for:
        assert answers[0][path] == answers[1][path], path


def test_what_is_kept_of_files_keeps_no_part_of_the_store_alive(many: Landscape, store: Store) -> None:
    def parts() -> int:
        gc.collect()
        return sum(isinstance(one, Landscape) and one.title == many.title for one in gc.get_objects())

    client, before = create_app(Whole(store, Parts(store, DRAWN, NEAR)).home).server.test_client(), parts()
    for id in list(many.records)[:21]:
        assert client.get(f"/take/plan/details.json?sel={id}").status_code == 200
    assert parts() - before < 20, "a handful of parts, of those that were asked for last"


def test_a_file_counts_what_the_page_counts(many: Landscape, large: Landscape) -> None:
    for address in ("", "level=key", f"sel={many.actors[0].id}"):
        counts = visible(many, from_query(address, many)[0])
        said = ", ".join(
            f"{some} of {every} {table}"
            for some, every, table in zip(counts.shown(), counts.every, ("events", "actors", "relations"), strict=True)
        )
        assert said in selected_words(seen(large, address))


def test_a_store_that_is_built_anew_is_shown_anew(many: Landscape, tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    store_of(many, path)
    served = Served(path, Settings(whole=0, drawn=DRAWN))
    assert many.title in Client(served).get("/").text
    build_store(replace(many, title="Another state of it"), path, None, unheard)
    assert served.look()
    assert "Another state of it" in Client(served).get("/").text


def test_a_large_store_is_exported_as_far_as_it_is_drawn_and_says_so(
    many: Landscape, store: Store, monkeypatch, capsys
) -> None:
    monkeypatch.setenv("EXPLORER_WHOLE", "10")
    monkeypatch.setenv("EXPLORER_DRAWN", "12")
    assert main(["export", str(store.path), "--format", "json", "--out", "-"]) == 0
    assert "Drawn and told: " in capsys.readouterr().out
    hidden = many.actors[-1].id
    assert (
        main(
            [
                "export",
                str(store.path),
                "--format",
                "svg",
                "--view",
                "details",
                "--query",
                f"sel={hidden}",
                "--out",
                "-",
            ]
        )
        == 0
    )
    assert many.actors[-1].name in capsys.readouterr().out
