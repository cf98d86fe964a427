"""A landscape's network worked out beforehand: what the file says is what would be worked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.bundled import bundled
from explorer.landscape import Landscape
from explorer.network.node_choice import node_choice
from explorer.network.pane.pane_scene import pane_scene
from explorer.network.pane.sizes import PANES, pane_of
from explorer.network.pick.picks import pick_of
from explorer.network.stored.file import FILE, Stored, stored_of, use_stored, write_stored
from explorer.query.visible import whole
from tests.bundled import albuquerque

pytestmark = pytest.mark.slow


SMALLEST = PANES[-1].width
OWN = bundled("graph_data") / "albuquerque" / FILE


def test_the_bundled_landscape_has_one_of_its_data_and_of_this_code() -> None:
    assert use_stored(albuquerque(), OWN), "write it anew: python -m explorer layout"
    stored = stored_of(albuquerque())
    assert stored is not None
    for pane in PANES:
        base = node_choice(whole(albuquerque()), pane.width)
        for id in albuquerque().selectable:
            pick = stored.pick(base, id)
            assert pick is not None and pick.drawn == pick.stated, (pane.key, id)


def test_what_it_holds_is_what_would_be_worked_out() -> None:
    stored = Stored(OWN)
    base = node_choice(whole(albuquerque()), SMALLEST)
    pane = pane_of(SMALLEST)
    scene = pane_scene(albuquerque(), pane, base.ids, variant=stored.variant(pane))
    assert stored.scene(base) == scene
    for id in ("city-council", "joaquin-baca", "hb-9-dies"):
        assert stored.pick(base, id) == pick_of(albuquerque(), scene, id)


@pytest.mark.slow
def test_one_is_written_whole_and_is_of_no_other_landscape(
    small_world: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.network.stored.file.PANES", PANES[-1:])  # each is tried in seven ways
    path = tmp_path / FILE
    steps = list(write_stored(small_world, path))
    assert steps[-1][0] == steps[-1][1]
    assert [*tmp_path.iterdir()] == [path]
    assert use_stored(small_world, path)
    assert not use_stored(albuquerque(), path)


def test_a_file_that_is_damaged_is_left_alone(small_world: Landscape, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"PK but not a zip")
    assert not use_stored(small_world, path)
    assert not use_stored(small_world, tmp_path / "nowhere.zip")
