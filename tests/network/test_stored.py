"""A landscape's network worked out beforehand: what the file says is what would be worked out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from explorer.bundled import bundled
from explorer.landscape import Landscape
from explorer.network import picks_shown, visibility
from explorer.network.node_choice import node_choice
from explorer.network.pane.pane_scene import pane_scene
from explorer.network.pane.sizes import PANES, pane_of
from explorer.network.pick.picks import pick_of
from explorer.network.stored.file import FILE, Stored, rests, stored_of, use_stored, write_stored
from explorer.query.selection import Level, Nodes, Selection
from explorer.query.visible import visible, whole
from tests.bundled import albuquerque

pytestmark = pytest.mark.slow


SMALLEST = PANES[-1].width
OWN = bundled("graph_data") / "albuquerque" / FILE


def test_the_bundled_landscape_has_one_of_its_data_and_of_this_code() -> None:
    assert use_stored(albuquerque(), OWN), "write it anew: python -m explorer layout"
    stored = stored_of(albuquerque())
    assert stored is not None
    for base, ids in rests(albuquerque()).items():
        assert stored.holds(base), base
        for id in ids:
            pick = stored.pick(base, id)
            assert pick is not None and (pick.drawn == pick.stated or base.mode == "actors"), (
                base.width,
                base.mode,
                id,
            )


@pytest.mark.parametrize("level", get_args(Level))
@pytest.mark.parametrize("nodes", get_args(Nodes))
def test_nothing_is_laid_out_for_actors_alone_or_another_level_of_detail(
    nodes: Nodes, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = replace(albuquerque())
    assert use_stored(anew, OWN)
    monkeypatch.setattr(visibility, "pane_scene", lambda *_: pytest.fail("it is worked out beforehand"))
    monkeypatch.setattr(picks_shown, "pick_of", lambda *_: pytest.fail("so is this"))
    for pane in PANES:
        view = visible(anew, Selection(nodes=nodes, level=level, focus="tim-keller", lanes=frozenset({"city"})))
        base = visibility.base_drawn(view, pane.width)
        scene = visibility.scene_drawn(anew, base)
        assert {node.id for node in scene.nodes} == {*base.ids}
        assert level != "all" or picks_shown.pick_shown(view, base, scene)


def test_what_it_holds_is_what_would_be_worked_out() -> None:
    stored = Stored(OWN)
    base = node_choice(whole(albuquerque()), SMALLEST)
    pane = pane_of(SMALLEST)
    other = node_choice(visible(albuquerque(), Selection(nodes="actors", level="key")), SMALLEST)
    assert stored.scene(other) == pane_scene(albuquerque(), pane, other.ids, other.mode, other.ties)
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
