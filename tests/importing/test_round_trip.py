"""A landscape written and read again is the same, but for what the table of losses says; and that is really lost."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import explorer as ex
from explorer.data.load import TABLES
from explorer.data.saved import FORMAT, landscape_from_json
from explorer.data.settings import SETTINGS
from explorer.export.data.losses import NOT_HELD, ROWS, Losses
from explorer.export.formats import FORMATS, Job, export_bytes, usual_picture
from explorer.export.options import Options
from explorer.importing.command import imported
from explorer.importing.settling.making import Options as Reading
from explorer.landscape import Landscape
from explorer.model import Citation, EventKind, Lane
from explorer.query.selection import Selection
from explorer.records import fields_of
from tests.bundled import albuquerque
from tests.sweeps import examples, one_in

pytestmark = pytest.mark.slow


AS_OF, TODAY = "2025-07-25", date(2026, 11, 1)
NETWORKS = [format for format, losses in NOT_HELD.items() if losses]
WHOLE = [format for format, losses in NOT_HELD.items() if not losses]
DATES = ["2000", "2024-05", "2025-07-21", "2024-11?", "2022-03-04~", "2019/..", "../2025-03", "2024-06/2024-07"]
DATES += ["[2023,2024]", "[..2025-03]", "2024-21", "[2025-01-09..2025-03-11]", "1899-12-31", "0975", "2025-05-30/.."]

WORDS = st.text("abcXYZ =+-@'\"<>&é市ß;,.()%0195", max_size=14).map(lambda text: " ".join(text.split()))
STARTS = st.sampled_from(["A", "b", "=1+1", "+49", "-5", "@sum", "“Q”", "<b>R</b>", "R&amp;D", "007", "1e5", "2025-03"])
TEXTS = st.builds("{}{}".format, STARTS, WORDS).map(lambda text: text.rstrip(" ;.,"))


FEW = settings(phases=[Phase.generate], derandomize=True)
"""The same examples each time; none is made smaller, which would take minutes."""


# --- worlds --------------------------------------------------------------------------------------------------------


@st.composite
def worlds(draw: Any) -> Landscape:
    """A small landscape with something in most tables, in words that spreadsheets and graphs like to spoil."""
    say = lambda: draw(TEXTS)  # noqa: E731
    sources = [
        {"id": f"source-{n}", "title": f"{say()} {n}", "publisher": say(), "kind": "news", "group": "articles"}
        | ({"url": f"https://a.example/{n}?q=1&r=2", "published": draw(st.sampled_from(["2025-07", "2024-05-02"]))})
        for n in range(draw(st.integers(1, 2)))
    ]
    sources += [{"id": "paper", "title": say(), "publisher": say(), "kind": "law text", "group": "public record"}]
    cite = lambda: [draw(st.sampled_from([s["id"] for s in sources])) + draw(st.sampled_from(["", "@L3"]))]  # noqa: E731
    stand = lambda: {"lane": draw(st.sampled_from(["b", "a"])), "weight": draw(st.integers(1, 3))}  # noqa: E731
    told = lambda: {"summary": say(), "sources": cite()}  # noqa: E731
    actors = [
        {"id": f"who-{n}", "name": f"{say()} {n}", "kind": draw(st.sampled_from(["person", "office", "community"]))}
        | {
            "role": draw(st.sampled_from(["", "Mayor", "=Chief"])),
            "aliases": [say().replace(";", ",").strip()],
            **stand(),
            **told(),
        }
        for n in range(draw(st.integers(1, 3)))
    ]
    instruments = [
        {"id": f"b-{n}", "title": f"{say()} ({n})", "number": f"HB {n}", "kind": "bill", "lane": "a", "status": "died"}
        | told()
        for n in range(2)
    ]
    events = [
        {"id": f"e-{n}", "title": f"{say()} {n}", "short_title": say(), "date": draw(st.sampled_from(DATES))}
        | {"kind": draw(st.sampled_from(["order", "bill step", "hearing"])), "status": "occurred", **stand(), **told()}
        | {"instrument": draw(st.sampled_from(["", "b-0"]))}
        for n in range(draw(st.integers(1, 3)))
    ]
    events += [
        {
            "id": "plan",
            "title": say() + " plan",
            "short_title": say(),
            "date": "2026",
            "kind": "law",
            **stand(),
            **told(),
        }
        | {
            "status": "planned",
            "outcome": draw(st.sampled_from(["", "not found", "e-0"])),
            "instrument": "b-1",
            "step": 2,
        }
    ]
    ends = st.sampled_from([row["id"] for row in (*actors, *events)])
    relations = [
        {"id": f"tie-{n}-{'x' * 70}"[: 30 + 10 * n], "subject": draw(ends), "object": object, "verb": verb, **said}
        | {
            "date": draw(st.sampled_from(["", *DATES])),
            "reason": draw(st.sampled_from(["", "=why"])),
            "sources": cite(),
        }
        for n, (object, verb, said) in enumerate(
            draw(
                st.lists(
                    st.tuples(
                        ends,
                        st.sampled_from(["signed", "opposes", "let-die"]),
                        st.sampled_from(
                            [
                                {"basis": "reported", "note": "“R&D” <i>x</i>"},
                                {"basis": "claimed", "attributed_to": ["who-0", "paper"]},
                                {"basis": "inferred", "attributed_to": ["curators"]},
                            ]
                        ),
                    ),
                    max_size=4,
                )
            )
        )
    ]
    relations = [row for row in relations if row["subject"] != row["object"]]
    kinds = ["actor", "event"]
    verbs = [{"id": "let-die", "label": "let die", "inverse_label": "let die by", "group": "act"}]
    verbs[0] |= {"subject_kinds": kinds, "object_kinds": kinds}
    claims = [
        {"id": "c-0", "about": "e-0", "property": "cost", "value": say(), "standing": "unsettled", "sources": cite()}
    ]
    written = {
        "format": FORMAT,
        "shown": {},
        "landscape": {
            "id": "world",
            "title": say(),
            "summary": say(),
            "as_of": AS_OF,
            "licence": "CC0",
            "notes": [say()],
        }
        | {"default_view": "", "lanes": [{"id": "b", "label": "State"}, {"id": "a", "label": "City"}]},
        **{table: [] for table in TABLES},
        **{"sources": sources, "actors": actors, "instruments": instruments, "events": events, "verbs": verbs},
        **{"relations": relations, "claims": claims},
        "provisions": [{"id": "r-0", "instrument": "b-0", "text": say(), "sources": cite()}],
        "gaps": [{"id": "g-0", "what": say(), "state": "not found"}],
    }
    return landscape_from_json(json.dumps(written))


def again(landscape: Landscape, format: str) -> Landscape:
    """Exported, and opened as any file is."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"world{FORMATS[format].suffix}"
        job = Job(landscape, usual_picture(format), Selection(), Options())
        file.write_bytes(export_bytes(job, format))
        return ex.open(file, today=TODAY).landscape


# --- what comes back -----------------------------------------------------------------------------------------------


def held(world: Landscape, losses: Losses) -> dict[str, Any]:
    """All that a landscape says but for some losses, in an order of its own."""
    lost = lambda table: losses.get(table, frozenset())  # noqa: E731
    named = {one.id: one.url.replace(";", "%3B") or one.title.replace(";", ",") for one in world.sources}
    labels = {lane.id: lane.label for lane in world.lanes}
    used = {row.lane for row in (*world.actors, *world.events)}

    def said(column: str, value: Any) -> Any:
        if column == "lane" and "id" in lost("lanes"):
            return labels[value]
        if column in ("sources", "attributed_to"):
            return [said("", one) for one in value]
        if isinstance(value, Citation):
            return (said("", value.source), "" if "locator" in lost("citations") else value.locator)
        return named.get(value, value) if isinstance(value, str) and "id" in lost("sources") else value

    def rows(table: str) -> Iterator[Any]:
        found = getattr(world, table)
        if table == "sources" and "uncited" in lost(table):
            rest_on = {c.source for row in (*world.actors, *world.events, *world.relations) for c in row.sources}
            found = [source for source in found if source.id in rest_on]
        if table == "instruments" and "without events" in lost(table):
            found = [row for row in found if any(event.instrument == row.id for event in world.events)]
        if table == "verbs":
            found = [row for row in found if any(relation.verb == row.id for relation in world.relations)]
        for row in found:
            yield {c: said(c, getattr(row, c)) for c in fields_of(TABLES[table]) if c not in lost(table)}

    known: dict[str, Any] = {
        name: getattr(world, name) for name in SETTINGS if name not in (*lost("landscape"), "lanes")
    }
    for table in TABLES:
        if lost(table) != ROWS:
            known[table] = sorted(map(repr, rows(table)))
            if table == "sources" and "title" in lost(table):
                known[table] = sorted(
                    {said("", source["id"]) if "id" in source else str(source) for source in rows(table)}
                )
    lanes = [lane for lane in world.lanes if lane.id in used or "unused" not in lost("lanes")]
    shown = [lane.label if "id" in lost("lanes") else lane for lane in lanes]
    return known | {"lanes": sorted(shown, key=repr) if "order" in lost("lanes") else shown}


@pytest.mark.slow
@pytest.mark.parametrize("format", WHOLE)
@examples(2, 5, phases=[Phase.generate])
@given(world=worlds())
def test_a_landscape_comes_back_whole(format: str, world: Landscape) -> None:
    assert again(world, format) == replace(world, id=again(world, format).id)


@pytest.mark.slow
@pytest.mark.parametrize("format", NETWORKS)
@examples(3, 8, phases=[Phase.generate])
@given(world=worlds())
def test_a_network_comes_back_but_for_what_the_table_says(format: str, world: Landscape) -> None:
    assert held(again(world, format), NOT_HELD[format]) == held(world, NOT_HELD[format])


@pytest.mark.parametrize("format", [*NETWORKS, "xlsx", "csv", "json"])
def test_what_is_imported_and_exported_is_imported_as_the_same(format: str, small_world: Landscape) -> None:
    once = again(small_world, format)
    assert again(once, format) == once


@cache
def everything() -> Landscape:
    """The bundled landscape with what it lacks: a lane without anything in it, lanes the other way round, a voice,
    a sign of its own, a word for lanes, an instrument without events, one that stands elsewhere than its events."""
    whole = albuquerque()
    own = {
        "label": "is mayor of",
        "inverse_label": "is led by",
        "group": "stance",
        "side": "for",
        "synonyms": ("governs",),
    }
    first, *others = whole.instruments
    return replace(
        whole,
        lanes=(*reversed(whole.lanes), Lane(id="moon", label="Moon")),
        voices=(replace(whole.actors[0], id="voice", name="A voice"),),
        kinds=(EventKind(id="order", shape="circle", label="an order"),),
        default_view="level=key",
        lane_word="band",
        instruments=(replace(first, lane="moon"), *others, replace(first, id="alone", title="Alone")),
        verbs=tuple(replace(verb, **own) if verb.id == "mayor-of" else verb for verb in whole.verbs),
    )


@pytest.mark.parametrize("format", one_in(3, [*NETWORKS, "xlsx", "csv", "json"]))
def test_the_bundled_landscape_comes_back_but_for_what_the_table_says(format: str) -> None:
    assert held(again(everything(), format), NOT_HELD[format]) == held(everything(), NOT_HELD[format])


def test_all_that_the_table_says_is_really_lost() -> None:
    losses, world = NOT_HELD["graphml"], everything()
    back = again(world, "graphml")
    kept = [
        (table, column)
        for table, columns in losses.items()
        for column in columns
        if held(back, less := losses | {table: columns - {column}}) == held(world, less)
    ]
    assert kept == []


# --- as the command does it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
def test_import_takes_a_file_of_ours_as_it_stands_and_finds_nothing_changed_the_second_time(
    format: str, small_world: Landscape, tmp_path: Path
) -> None:
    file, folder = tmp_path / f"a{FORMATS[format].suffix}", tmp_path / "riverton"
    file.write_bytes(export_bytes(Job(small_world, "timeline", Selection(), Options()), format))
    told = imported([file], folder, Reading(small_world.as_of))
    assert "What was guessed:" not in told
    assert ex.open(folder).landscape == small_world
    assert imported([file], folder, Reading(small_world.as_of))[-1].startswith("Nothing has changed")
