"""The zip of tables: it loads again, it says what it is, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.data.load import TABLES, load_landscape
from explorer.data.tables.characters import guarded, unguarded
from explorer.export.data.csv_zip import tables_zip
from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.records import fields_of
from tests.sweeps import one_in

ALBUQUERQUE = Path(__file__).parents[2] / "graph_data" / "albuquerque"
CITY, STATE = Selection(lanes=frozenset({"city"})), Selection(lanes=frozenset({"state"}))


def unzipped(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
        (name,) = {name.partition("/")[0] for name in archive.namelist()}
    return folder / name


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (path,) = (path for path in archive.namelist() if path.endswith(f"/{name}"))
        return archive.read(path).decode("utf-8-sig")


def rows(data: bytes, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(member(data, f"{table}.csv"), newline="")))


@pytest.mark.slow
@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        *one_in(
            5,
            [
                Selection(lanes=frozenset({"city"}), bases=frozenset({"claimed", "planned"})),
                Selection(level="key"),
                Selection(as_of=date(2018, 4, 20)),
                Selection(as_of=date(2025, 7, 1), clock="known"),
                Selection(layers=frozenset({"articles"})),
                Selection(lanes=frozenset()),
            ],
        ),
    ],
)
def test_whatever_is_shown_loads_again_once_it_is_unpacked(tmp_path, selection) -> None:
    whole = load_landscape(ALBUQUERQUE)
    loaded = load_landscape(unzipped(tables_zip(visible(whole, selection), Options()), tmp_path))
    assert loaded == excerpt(visible(whole, selection)).landscape
    if selection == Selection():
        assert loaded == whole


def test_the_tables_have_the_loaders_own_columns(small_world) -> None:
    data = tables_zip(visible(small_world, Selection()), Options())
    for name, record in TABLES.items():
        if name not in ("tours", "passages", "voices"):  # of which this world has none
            header = next(csv.reader(io.StringIO(member(data, f"{name}.csv"))))
            assert header == list(fields_of(record))


def test_only_what_is_shown_and_what_it_rests_on_is_in_the_tables(small_world) -> None:
    data = tables_zip(visible(small_world, STATE), Options())
    assert {row["id"] for row in rows(data, "events")} == {"bill-introduced", "bill-dies"}
    assert {row["id"] for row in rows(data, "actors")} == {"statehouse"}
    assert {row["id"] for row in rows(data, "instruments")} == {"bus-bill"}
    assert {row["id"] for row in rows(data, "sources")} == {"herald"}
    assert {row["id"] for row in rows(data, "verbs")} == {"dropped"}
    assert rows(data, "claims") == rows(data, "provisions") == []


def test_every_citation_names_a_source_of_the_zip(small_world) -> None:
    for selection in (Selection(), CITY, STATE):
        data = tables_zip(visible(small_world, selection), Options())
        sources = {row["id"] for row in rows(data, "sources")}
        cited = {
            citation.partition("@")[0]
            for table in ("actors", "events", "instruments", "provisions", "relations", "claims")
            for row in rows(data, table)
            for citation in row["sources"].split(";")
        }
        assert cited == sources


def test_a_claimant_who_is_not_shown_is_a_voice_and_no_actor(small_world, tmp_path) -> None:
    claimed = replace(small_world.relations[3], attributed_to=("statehouse",))
    world = replace(small_world, relations=(*small_world.relations[:3], claimed))
    data = tables_zip(visible(world, CITY), Options())
    assert [row["id"] for row in rows(data, "voices")] == ["statehouse"]
    loaded = load_landscape(unzipped(data, tmp_path))
    assert "statehouse" not in loaded.records
    assert [voice.name for voice in loaded.voices] == ["State Assembly"]


def test_values_are_unsettled_where_the_preferred_one_is_left_out(small_world, tmp_path) -> None:
    late = replace(small_world.sources[0], id="late", group="public record")
    third = replace(small_world.claims[1], id="cost-third", value="3 million")
    preferred = replace(small_world.claims[0], sources=(Citation(source="late"),))
    world = replace(small_world, sources=(*small_world.sources, late), claims=(preferred, small_world.claims[1], third))
    shown = Selection(layers=frozenset({"articles"}))
    loaded = load_landscape(unzipped(tables_zip(visible(world, shown), Options()), tmp_path))
    assert [(claim.id, claim.standing) for claim in loaded.claims] == [
        ("cost-riders", "unsettled"),
        ("cost-third", "unsettled"),
    ]
    beside = tuple(replace(claim, standing="adds") for claim in (small_world.claims[1], third))
    shown_beside = visible(replace(world, claims=(preferred, *beside)), shown)
    loaded = load_landscape(unzipped(tables_zip(shown_beside, Options()), tmp_path / "beside"))
    assert {claim.standing for claim in loaded.claims} == {"adds"}, "what is true beside each other stays so"


def test_the_readme_says_what_is_shown_as_of_when_and_numbers_its_sources(small_world) -> None:
    selection = replace(STATE, focus="statehouse")
    told = member(tables_zip(visible(small_world, selection), Options(link="https://town.example/")), "README.txt")
    lines = told.splitlines()
    assert lines[:4] == [
        "Riverton and the night buses",
        "Selected: State Assembly. Only lanes: State. 2 of 5 events, 1 of 4 actors, 1 of 7 relations.",
        "As of 25 July 2025.",
        "https://town.example/?sel=statehouse&lanes=state",
    ]
    assert lines[lines.index("Sources") + 1 :] == [
        "1. Riverton Herald, Night buses to run, 22 July 2025. "
        "https://herald.example/buses (read 24 July 2025) [herald]"
    ]


def test_the_part_is_described_for_programs_too(small_world) -> None:
    described = json.loads(member(tables_zip(visible(small_world, STATE), Options()), "datapackage.json"))
    assert described["title"] == "Riverton and the night buses"


def test_the_zip_bears_no_time_and_unpacks_into_one_folder_of_its_own(small_world) -> None:
    escaping = replace(small_world, id="../../etc")
    with zipfile.ZipFile(io.BytesIO(tables_zip(visible(escaping, Selection()), Options()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert all(name.startswith("etc/") for name in archive.namelist())


# --- formulas ------------------------------------------------------------------------------------------------------

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_begins_as_a_formula(small_world: Landscape, start: str) -> None:
    title = f"{start}cmd|' /C calc'!A0"
    events = (replace(small_world.events[0], title=title), *small_world.events[1:])
    data = tables_zip(visible(replace(small_world, events=events), Selection()), Options())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = [archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".csv")]
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert not any(cell.startswith(STARTS) for cell in cells)
    assert any("cmd|" in cell for cell in cells)


def test_a_formula_comes_back_as_the_text_it_was(write_world, tmp_path) -> None:
    world = load_landscape(write_world(events=("Bus bill dies", "=HYPERLINK(1)"), claims=("1 million a year", "'=5")))
    loaded = load_landscape(unzipped(tables_zip(visible(world, Selection()), Options()), tmp_path / "out"))
    titles = {event.id: event.title for event in loaded.events}
    assert titles["bill-dies"] == "=HYPERLINK(1)"
    assert loaded == world


@pytest.mark.parametrize("number", ["-5", "-5.25", "-1,000"])
def test_a_negative_number_stays_a_number(number) -> None:
    assert guarded(number) == number


@given(st.text(alphabet=st.sampled_from([*STARTS, "'", " ", "1", "a", "\n"]), max_size=6))
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text) == text or guarded(text) == f"'{text}"
