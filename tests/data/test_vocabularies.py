"""The words of a landscape's own, in landscape.toml: layers of sources, signs of events, the word for lanes, the day of
the last look."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from explorer.data.load import load_landscape
from explorer.data.saved import landscape_from_json
from explorer.export.data.csv_zip import tables_zip
from explorer.export.data.json_file import records_json
from explorer.export.options import Options
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.data.problems import problems_in, the_problem_in

BEFORE = '[[lanes]]\nid = "state"'
OWN = """lane_word = "region"
checked = 2025-09-01
[[layers]]
id = "articles"
label = "What the papers say"
[[layers]]
id = "public record"
label = "What the town wrote down"
[[kinds]]
id = "order"
shape = "hexagon"
label = "mayor's order"
"""


def with_own(write_world, text: str = OWN):
    return write_world(landscape=(BEFORE, text + BEFORE))


def test_a_landscape_has_its_own_words(write_world) -> None:
    world = load_landscape(with_own(write_world))
    assert (world.lane_word, world.checked) == ("region", date(2025, 9, 1))
    assert [layer.label for layer in world.layers] == ["What the papers say", "What the town wrote down"]
    assert [(kind.id, kind.shape, kind.label) for kind in world.kinds] == [("order", "hexagon", "mayor's order")]


def test_without_them_the_layers_are_those_that_sources_name(small_world) -> None:
    assert [layer.id for layer in small_world.layers] == ["articles", "public record"]
    assert (small_world.lane_word, small_world.checked, small_world.kinds) == ("level", None, ())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("hexagon", "star"), 'kinds, number 1": "star" is not a shape — use circle, diamond, square, triangle,'),
        (('label = "mayor\'s order"', 'lable = "x"'), '"lable" is not a part of it'),
        (('"region"', "7"), 'column "lane_word": is missing or no text'),
        (("2025-09-01", "2024-01-01"), 'column "checked": 2024-01-01 is before as_of, 2025-07-25'),
        (('id = "public record"', 'id = "articles"'), '"articles" is given twice'),
    ],
)
def test_what_is_wrong_with_them_is_told(write_world, change, problem) -> None:
    folder = with_own(write_world, OWN.replace(*change))
    assert any(problem in told for told in problems_in(folder))


def test_a_source_of_another_layer_is_told(write_world) -> None:
    folder = write_world(landscape=(BEFORE, OWN + BEFORE), sources=("dataset,public record", "dataset,archive"))
    assert '"archive" is not a layer of sources of this landscape' in the_problem_in(folder)


def test_a_file_that_was_exported_brings_them_back(write_world, tmp_path) -> None:
    world = load_landscape(with_own(write_world))
    view = visible(world, Selection())
    again = landscape_from_json(records_json(view, Options()).decode())
    assert (again.layers, again.kinds, again.lane_word, again.checked) == (
        world.layers,
        world.kinds,
        world.lane_word,
        world.checked,
    )
    with zipfile.ZipFile(io.BytesIO(tables_zip(view, Options()))) as archive:
        archive.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    assert load_landscape(folder) == world
