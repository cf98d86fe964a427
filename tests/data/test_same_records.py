"""Which records of several landscapes are one and the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.data.checks.same_records import same_records
from explorer.data.landscape_folders import landscape_paths, stamp_of
from explorer.landscape import Landscape


def with_actor(world: Landscape, id: str, **fields: object) -> Landscape:
    return replace(world, actors=tuple(replace(a, **fields) if a.id == id else a for a in world.actors))


@pytest.fixture
def nowhere(tmp_path) -> dict[str, Path]:
    """Folders in which no import left anything."""
    return {"one": tmp_path / "one", "two": tmp_path / "two"}


def same(one: Landscape, two: Landscape, folders: dict[str, Path]) -> dict[str, list[tuple[str, str]]]:
    return same_records({"one": one, "two": two}, folders)["one"]


def test_an_alias_that_is_an_id_of_a_register_tells_a_record(small_world, nowhere) -> None:
    one = with_actor(small_world, "council", aliases=("wikidata:Q42",))
    two = with_actor(small_world, "riders", aliases=("https://www.wikidata.org/wiki/Q42",))
    found = same(one, two, nowhere)
    assert found["council"] == [("two", "riders")]


def test_names_and_plain_aliases_tell_nothing(small_world, nowhere) -> None:
    one = with_actor(small_world, "council", aliases=("the council", "B/12"))
    assert "council" not in same(one, one, nowhere)


def test_one_id_kind_and_name_tell_a_record_only_with_one_role(small_world, nowhere) -> None:
    assert same(small_world, small_world, nowhere)["ana-reyes"] == [("two", "ana-reyes")]
    other = with_actor(small_world, "ana-reyes", role="Mayor of Hillside")
    assert "ana-reyes" not in same(small_world, other, nowhere)
    assert "council" not in same(small_world, small_world, nowhere), "many towns have a council, and no role says which"


def test_the_key_of_an_import_tells_a_record_where_its_register_is_everybodys(small_world, nowhere) -> None:
    for name, id in (("one", "council"), ("two", "statehouse")):
        nowhere[name].mkdir()
        keys = f"table,id,key,file,was\nactors,{id},ocd-organization/7,a.json,\nactors,riders,legistar/body/3,b.json,\n"
        (nowhere[name] / "import.csv").write_text(keys, encoding="utf-8")
    found = same(small_world, small_world, nowhere)
    assert found["council"] == [("two", "statehouse")]
    assert "riders" not in found, "each city counts its bodies from one"


def test_a_place_holds_one_landscape_or_several_by_the_names_of_their_folders(write_world, tmp_path) -> None:
    town = write_world()
    assert landscape_paths(town) == {"": town}
    assert landscape_paths(tmp_path) == {"": town}, "a folder of one is that one"
    (tmp_path / "hillside").mkdir()
    (tmp_path / "hillside" / "landscape.toml").write_text("", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "landscape.toml").write_text("", encoding="utf-8")
    assert list(landscape_paths(tmp_path)) == ["hillside", "riverton"]
    assert landscape_paths(tmp_path / "nowhere") == {"": tmp_path / "nowhere"}


def test_only_files_of_a_landscape_count_as_a_change(write_world) -> None:
    town = write_world()
    before = stamp_of(town)
    (town / ".~lock.events.csv#").write_text("open in a spreadsheet", encoding="utf-8")
    assert stamp_of(town) == before
    (town / "gaps.csv").unlink()
    assert stamp_of(town) != before
