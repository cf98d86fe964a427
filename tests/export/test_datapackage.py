"""datapackage.json: what programs are told of the tables is what is loaded."""

from __future__ import annotations

import csv
import doctest
import json
import re
from pathlib import Path

import pytest

from explorer.data.load import TABLES, load_landscape
from explorer.export.data import datapackage as room
from explorer.export.data.datapackage import FILE, datapackage, datapackage_text

ALBUQUERQUE = Path(__file__).parents[2] / "graph_data" / "albuquerque"


def fields(world, table: str) -> dict[str, dict]:
    (resource,) = (resource for resource in datapackage(world)["resources"] if resource["name"] == table)
    return {field["name"]: field for field in resource["schema"]["fields"]}


def header(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return next(csv.reader(opened))


def test_the_committed_file_is_the_generated_one() -> None:
    generated = datapackage_text(load_landscape(ALBUQUERQUE))
    assert (ALBUQUERQUE / FILE).read_text(encoding="utf-8") == generated, "run “python -m explorer datapackage”"


def test_every_table_of_the_folder_is_described_with_its_header() -> None:
    described = json.loads((ALBUQUERQUE / FILE).read_text(encoding="utf-8"))["resources"]
    assert {resource["path"] for resource in described} == {file.name for file in ALBUQUERQUE.glob("*.csv")}
    for resource in described:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert sorted(names) == sorted(header(ALBUQUERQUE / resource["path"]))


def test_the_package_is_named_dated_and_licensed(small_world) -> None:
    package = datapackage(small_world)
    assert (package["name"], package["version"]) == ("riverton", "2025-07-25")
    assert package["licenses"] == [{"name": "CC0-1.0", "title": "CC0-1.0"}]


@pytest.mark.parametrize("folder", ["River Town (2)", "日本"])
def test_a_package_has_a_name_that_programs_take_whatever_the_folder_is_called(write_world, folder) -> None:
    world = load_landscape(write_world().rename(write_world().with_name(folder)))
    assert re.fullmatch("[a-z0-9._-]+", datapackage(world)["name"])


def test_a_column_with_few_words_lists_them(small_world) -> None:
    assert fields(small_world, "relations")["basis"]["constraints"]["enum"] == [
        *("reported", "claimed", "planned", "opinion", "inferred")
    ]
    assert fields(small_world, "events")["lane"]["constraints"]["enum"] == ["state", "city"]
    weight = fields(small_world, "actors")["weight"]
    assert (weight["type"], weight["constraints"]["enum"]) == ("integer", [1, 2, 3])
    assert fields(small_world, "verbs")["side"]["constraints"] == {"enum": ["for", "against"]}


def test_a_column_that_may_be_empty_is_not_required(small_world) -> None:
    sources = fields(small_world, "sources")
    assert [name for name, field in sources.items() if not field.get("constraints", {}).get("required")] == [
        *("published", "retrieved", "url", "line", "reading", "note")
    ]


def test_a_column_that_names_one_table_is_a_foreign_key_and_one_that_names_several_says_so(small_world) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in datapackage(small_world)["resources"]}
    assert "foreignKeys" not in schemas["relations"], "a verb may be one that all landscapes share"
    assert schemas["provisions"]["foreignKeys"] == [
        {"fields": ["instrument"], "reference": {"resource": "instruments", "fields": ["id"]}}
    ]
    assert schemas["events"]["foreignKeys"][0]["reference"]["resource"] == "instruments"
    assert "Names a row of actors.csv or events.csv." in fields(small_world, "relations")["subject"]["description"]
    assert "Names a row of sources.csv." in fields(small_world, "claims")["sources"]["description"]


def test_a_cell_of_several_values_is_a_list_with_its_separator(small_world) -> None:
    kinds = fields(small_world, "verbs")["subject_kinds"]
    assert (kinds["type"], kinds["delimiter"]) == ("list", ";")


def test_every_column_of_every_table_is_described(small_world) -> None:
    described = [resource["name"] for resource in datapackage(small_world)["resources"]]
    assert described == [
        table for table in TABLES if table not in ("tours", "passages", "voices")
    ]  # of which it has none
    bare = [
        f"{table}.{name}"
        for table in described
        for name, field in fields(small_world, table).items()
        if not field["description"]
    ]
    assert bare == []


def test_a_table_that_is_not_there_is_not_described(write_world) -> None:
    package = datapackage(load_landscape(write_world(gaps=None)))
    assert "gaps" not in [resource["name"] for resource in package["resources"]]


def test_the_same_landscape_gives_the_same_text(write_world, small_world) -> None:
    assert datapackage_text(load_landscape(write_world())) == datapackage_text(small_world)


def test_its_examples_run() -> None:
    assert doctest.testmod(room).failed == 0
