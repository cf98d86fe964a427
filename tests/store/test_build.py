"""A store is built whole or not at all, holds what the folder holds, and says when the folder has changed since."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from explorer.cli import main
from explorer.data.checks.audit import content_hash
from explorer.data.load import load_landscape
from explorer.errors import BrokenLandscape
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.store.building import build
from explorer.store.building.build import build_store
from explorer.store.opened import open_store
from explorer.store.questions.answers import StoredView
from tests.store.stores import Pairs, store_of, unheard

pytestmark = pytest.mark.slow


def built(folder: Path, out: Path) -> Path:
    assert main(["build", str(folder), "--out", str(out)]) == 0
    return out


def test_a_store_holds_what_its_landscape_holds(bundled: Landscape, pairs: Pairs) -> None:
    again = pairs["bundled"].store.landscape()
    assert again == bundled
    assert content_hash(again) == content_hash(bundled)
    assert dict(again.order) == dict(bundled.order)


def test_a_store_is_checked_exported_and_counted_as_its_folder_is(write_world, tmp_path: Path, capsys) -> None:
    folder = write_world()
    out = built(folder, tmp_path / "a.duckdb")
    assert capsys.readouterr().out.startswith(f"{out} is written: 5 events, 7 relations")
    told = []
    for data in (folder, out):
        assert main(["check", str(data)]) == 0
        assert main(["export", str(data), "--format", "json", "--out", "-"]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


def test_a_store_says_nothing_while_its_folder_is_as_it_was(write_world, tmp_path: Path) -> None:
    folder = write_world()
    store = open_store(built(folder, tmp_path / "a.duckdb"))
    assert store.staleness() == ""
    os.utime(folder / "events.csv")
    assert store.staleness() == "", "the same text at another time is the same"


CHANGES: list[tuple[dict[str, object], str]] = [
    ({"events": ("All night.", "All night long.")}, "events.csv"),
    ({"landscape": ("CC0-1.0", "CC0-2.0"), "gaps": None}, "gaps.csv and 1 more"),
    ({"gaps": None}, "gaps.csv"),
]


def test_a_store_whose_folder_has_changed_says_so_with_the_remedy(write_world, tmp_path: Path, capsys) -> None:
    out = built(write_world(), tmp_path / "a.duckdb")
    for change, named in CHANGES:
        folder = write_world(**change)
        assert main(["check", str(out)]) == 0
        assert capsys.readouterr().err.splitlines()[-1] == (
            f"{out} was built before {named} of {folder} changed; what it shows is as it was — "
            f"build it anew: python -m explorer build {folder} --out {out}"
        )
    built(folder, out)
    assert open_store(out).staleness() == ""


def test_a_store_stands_by_itself_once_its_folder_is_gone(write_world, tmp_path: Path) -> None:
    folder = write_world()
    store = open_store(built(folder, tmp_path / "a.duckdb"))
    folder.rename(tmp_path / "elsewhere")
    assert store.staleness() == ""
    assert store.landscape().title == "Riverton and the night buses"


def test_a_broken_folder_builds_nothing(write_world, tmp_path: Path, capsys) -> None:
    out = tmp_path / "a.duckdb"
    assert main(["build", str(write_world(events=("bill-dies,", "Bill dies,"))), "--out", str(out)]) == 1
    assert '"Bill dies" is not an id' in capsys.readouterr().err
    assert not out.exists()


def test_a_build_that_fails_leaves_the_store_before_it_and_nothing_else(
    small_world: Landscape, riverton: Path, tmp_path: Path, monkeypatch
) -> None:
    before = riverton.read_bytes()
    monkeypatch.setattr(build, "derivation", lambda: [("ties", "SELECT no_such_column")])
    with pytest.raises(duckdb.Error):
        build_store(small_world, riverton, None, unheard)
    assert [path.name for path in tmp_path.iterdir()] == ["a.duckdb"]
    assert riverton.read_bytes() == before


def test_what_a_killed_build_left_is_cleared(small_world: Landscape, tmp_path: Path) -> None:
    out = tmp_path / "a.duckdb"
    left = tmp_path / ".a.duckdb.00ff.part"
    left.write_bytes(b"half a store")
    store_of(small_world, out).engine.connection.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.duckdb"]


@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_a_store_is_called_so(write_world, tmp_path: Path, capsys, name: str) -> None:
    with pytest.raises(SystemExit):
        main(["build", str(write_world()), "--out", str(tmp_path / name)])
    assert "is not the name of a store: end it in .duckdb" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(write_world, tmp_path: Path, capsys) -> None:
    out = tmp_path / "nowhere" / "a.duckdb"
    assert main(["build", str(write_world()), "--out", str(out)]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{out} cannot be written (")


def test_a_file_that_is_no_store_is_refused_in_a_sentence(tmp_path: Path, capsys) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE about AS SELECT 'format' AS key, 'policy-landscape-store/0' AS value")
    noise = tmp_path / "noise.duckdb"
    noise.write_bytes(b"nothing of ours")
    wrong = {
        other: "is of the format policy-landscape-store/0, not ",
        noise: "is not a store that the explorer has built",
        tmp_path / "none.duckdb": "is not there",
    }
    for path, what in wrong.items():
        assert main(["check", str(path)]) == 1
        told = capsys.readouterr().err
        assert f"{path}: {what}" in told
        assert f"— build it: python -m explorer build DIR --out {path}" in told


def test_a_store_of_more_than_is_held_is_not_checked_row_by_row_and_still_answers(
    riverton: Path, monkeypatch, capsys
) -> None:
    store = open_store(riverton)
    monkeypatch.setattr("explorer.store.opened.MAX_EVENT_ROWS", 4)
    assert main(["check", str(store.path)]) == 1
    told = capsys.readouterr().err
    assert "holds 5 events, more than the 4 that are read into memory — serve it or export a view of it" in told
    assert StoredView(store, Selection()).shown() == (5, 4, 7)


def test_an_address_that_somebody_wrote_into_a_store_is_refused(riverton: Path) -> None:
    with duckdb.connect(str(riverton)) as connection:
        connection.execute("UPDATE sources SET url = 'javascript:alert(1)'")
    with pytest.raises(BrokenLandscape, match="is not as it was built, in sources"):
        open_store(riverton).landscape()


def test_a_store_from_elsewhere_reads_no_other_file(riverton: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("row,id,what,state,note\n0,gap,a secret,not found,\n", encoding="utf-8")
    with duckdb.connect(str(riverton)) as connection:
        connection.execute("DROP TABLE gaps")
        connection.execute(f"CREATE VIEW gaps AS SELECT * FROM read_csv('{secret}', all_varchar = true)")
    with pytest.raises(BrokenLandscape, match="is not as it was built"):
        open_store(riverton).landscape()


def test_a_store_is_read_by_many_at_once(riverton: Path) -> None:
    one, other = open_store(riverton), open_store(riverton)
    assert one.counts == other.counts
    with pytest.raises(duckdb.Error, match="read-only"):
        other.engine.connection.execute("DELETE FROM events")


def test_a_folder_loads_the_same_after_it_was_built(write_world, tmp_path: Path) -> None:
    folder = write_world()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    built(folder, tmp_path / "a.duckdb")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert load_landscape(folder) == open_store(tmp_path / "a.duckdb").landscape()
