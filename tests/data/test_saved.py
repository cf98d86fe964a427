"""A landscape that was exported, loaded again: what comes back, and the sentence for everything that does not."""

from __future__ import annotations

import doctest
import io
import json
import tracemalloc
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.data import saved as room
from explorer.data.load import load_landscape
from explorer.data.saved import ELEMENT, landscape_from_html, landscape_from_json, open_landscape
from explorer.data.saved_tables import is_our_workbook
from explorer.errors import BrokenLandscape
from explorer.export.data.json_file import records_json, records_text
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.sweeps import examples

ALBUQUERQUE = Path(__file__).parents[2] / "graph_data" / "albuquerque"


@pytest.fixture
def written(small_world) -> dict:
    return json.loads(records_json(visible(small_world, Selection()), Options()))


def page(*texts: str) -> str:
    scripts = "".join(f'<script type="application/json" id="{ELEMENT}">{text}</script>' for text in texts)
    return f"<!doctype html><title>x</title><script>var a = '{ELEMENT}';</script>{scripts}<p>More</p>"


def problems_in(text: str) -> list[str]:
    with pytest.raises(BrokenLandscape) as broken:
        landscape_from_json(text, "a.json")
    return [str(problem) for problem in broken.value.problems]


# --- what loads ----------------------------------------------------------------------------------------------------


def test_a_landscape_comes_back_from_its_json(small_world) -> None:
    assert landscape_from_json(records_json(visible(small_world, Selection()), Options()).decode()) == small_world


def test_the_bundled_landscape_comes_back_from_its_json() -> None:
    whole = load_landscape(ALBUQUERQUE)
    assert landscape_from_json(records_json(visible(whole, Selection()), Options()).decode()) == whole


def test_a_landscape_comes_back_from_a_page(small_world) -> None:
    assert landscape_from_html(page(records_text(visible(small_world, Selection()), Options()))) == small_world


def test_a_folder_a_json_file_and_a_page_are_opened_alike(write_world, small_world, tmp_path) -> None:
    text = records_text(visible(small_world, Selection()), Options())
    for path, content in ((tmp_path / "a.json", text), (tmp_path / "a.HTML", page(text))):
        path.write_text(content, encoding="utf-8")
        assert open_landscape(path) == small_world
    assert open_landscape(write_world()) == small_world


def test_a_folder_may_be_called_like_a_file(write_world) -> None:
    folder = write_world().rename(write_world().with_name("town.json"))
    assert open_landscape(folder).id == "town.json"


def test_an_empty_cell_may_be_left_out(written, small_world) -> None:
    del written["relations"][0]["note"], written["actors"][0]["aliases"]
    assert landscape_from_json(json.dumps(written)) == small_world


# --- what does not -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a.json row 1: is not JSON: Expecting value — export it again as JSON"),
        ("[]", "a.json: is not an object of tables — export it again as JSON"),
        ("[" * 100_000, "a.json: is nested deeper than 8 levels — export it again as JSON"),
        ('{"format": NaN}', "a.json: says NaN, which is not a number — write a text or a whole number"),
        ('{"format": 1, "format": 2}', 'a.json: gives "format" twice in one place — keep one of them'),
        ('{"a": ' + "9" * 5000 + "}", "a.json: holds a number that is too long — export it again as JSON"),
        ("{}", 'a.json, column "format": is missing — open a JSON file that the explorer exported'),
        (
            '{"format": "geojson"}',
            'a.json, column "format": is "geojson", not "policy-landscape-explorer/1" — '
            "open a JSON file that the explorer exported",
        ),
    ],
)
def test_what_is_not_ours_is_refused_with_a_sentence(text, sentence) -> None:
    with pytest.raises(BrokenLandscape) as broken:
        landscape_from_json(text, "a.json")
    (problem,) = broken.value.problems
    assert str(problem) == sentence


def change(*path: str | int, to: object):
    def changed(written: dict) -> dict:
        written = deepcopy(written)
        place = written
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to
        return written

    return changed


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (change("events", 0, "lane", to="moon"), 'events row 1, column "lane": "moon" is not a lane of this landscape'),
        (change("events", 2, "title", to=7), 'events row 3, column "title": is 7, not a text'),
        (change("events", 0, "weight", to=True), 'events row 1, column "weight": is true, not a text'),
        (change("events", 0, "weight", to=1.5), 'events row 1, column "weight": is 1.5, not a text'),
        (change("events", 0, "sources", to="herald@L1"), 'is "herald@L1", not a list of texts'),
        (change("events", 0, "sources", to=["herald;minutes"]), 'holds an item that is empty or has a ";" in it'),
        (change("events", 0, "sources", to=["nobody@L1"]), '"nobody" is not a source of this landscape'),
        (change("events", 0, "colour", to="red"), 'events row 1, column "colour": is not a column of this table'),
        (change("events", 0, "date", to="Mar-25"), "is a date that a spreadsheet has rewritten"),
        (change("actors", 1, "id", to="ana-reyes"), '"ana-reyes" is already the id of actors row 1'),
        (change("actors", 0, "id", to="__proto__"), "is a word that browsers keep for themselves"),
        (change("actors", 0, "name", to="A\u202eB"), "holds the unseen character U+202E"),
        (change("actors", 0, "name", to="A\ud800"), "holds the unseen character U+D800"),
        (change("actors", 0, "name", to="A\nB"), "holds a line break"),
        (change("actors", 0, "summary", to="x" * 4001), "has 4,001 characters, more than the 4,000 of a cell"),
        (change("sources", 0, "url", to="javascript:alert(1)"), "is not a web address"),
        (change("landscape", "as_of", to="soon"), 'a.json, landscape, column "as_of": "soon" is not a day'),
        (change("landscape", "lanes", to=[]), 'a.json, landscape, column "lanes": is missing or not a list of lanes'),
        (change("landscape", "id", to="../x"), 'column "landscape: id": is missing or not the name of a folder'),
        (change("landscape", to=None), 'column "landscape": is missing or not an object'),
        (change("events", to={}), 'column "events": is missing or not a list of objects'),
        (change("events", to=[1]), 'column "events": is missing or not a list of objects'),
        (change("extra", to=[]), 'column "extra": is not a part of a landscape'),
    ],
)
def test_each_thing_that_is_wrong_is_told_with_its_place(written, spoil, sentence) -> None:
    assert any(sentence in problem for problem in problems_in(json.dumps(spoil(written))))


def test_all_problems_are_told_at_once_and_in_words_that_fit_a_file(written) -> None:
    written["events"][0]["lane"] = "moon"
    written["relations"][0]["attributed_to"] = ["nobody"]
    told = problems_in(json.dumps(written))
    assert len(told) == 2
    assert all(problem.startswith("a.json, ") and ".csv" not in problem for problem in told)


@pytest.mark.parametrize("texts", [(), ("{}", "{}")])
def test_a_page_without_one_landscape_is_refused(texts) -> None:
    with pytest.raises(BrokenLandscape, match="open a page that the explorer exported as HTML"):
        landscape_from_html(page(*texts))


def test_a_missing_file_is_one_sentence(tmp_path) -> None:
    with pytest.raises(BrokenLandscape, match=r"gone\.json: is missing"):
        open_landscape(tmp_path / "gone.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@examples(15, 40)
@given(
    path=st.sampled_from([("events", 0), ("events", 0, "date"), ("landscape",), ("landscape", "lanes"), ("verbs",)]),
    value=json_values,
)
def test_whatever_stands_in_it_a_file_is_a_landscape_or_a_sentence(small_world: Landscape, path, value) -> None:
    written = json.loads(records_json(visible(small_world, Selection()), Options()))
    try:
        landscape_from_json(json.dumps(change(*path, to=value)(written)))
    except BrokenLandscape as broken:
        assert broken.problems


def test_its_examples_run() -> None:
    assert doctest.testmod(room).failed == 0


def test_a_workbook_is_looked_at_without_unpacking_all_that_it_holds() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b" " * 60_000_000)
    tracemalloc.start()
    assert not is_our_workbook(packed.getvalue())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000
