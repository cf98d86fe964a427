"""Tours in a landscape's folder: what loads, what is said where a step leads nowhere, and that they come back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.data.saved import landscape_from_json
from explorer.export.data.csv_zip import tables_zip
from explorer.export.data.json_file import records_json
from explorer.export.options import Options
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.conftest import WriteWorld
from tests.data.problems import problems_in, the_problem_in

HEAD = "id,tour,title,step,heading,text,address,sources\n"
WALK = (
    "one,buses,How the buses came,1,A first word,The council favoured buses in 2000.,sel=resolution-2000,minutes@p2\n"
    "two,buses,,2,The order,The mayor signed an order.,sel=ana-reyes&to=council,herald@L1\n"
    "more,buses,,2,,It lets buses run all night.,,herald@L1;minutes\n"
)


def with_tours(write_world: WriteWorld, rows: str) -> Path:
    folder = write_world()
    (folder / "tours.csv").write_text(HEAD + rows, encoding="utf-8")
    return folder


def test_a_landscape_need_not_have_tours(write_world: WriteWorld) -> None:
    assert load_landscape(write_world()).tours == ()


def test_a_step_is_one_to_three_sentences_each_with_its_sources(write_world: WriteWorld) -> None:
    rows = load_landscape(with_tours(write_world, WALK)).tours
    assert [(row.step, row.text, len(row.sources)) for row in rows] == [
        (1, "The council favoured buses in 2000.", 1),
        (2, "The mayor signed an order.", 1),
        (2, "It lets buses run all night.", 2),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("sel=resolution-2000", "sel=gone", 'column "address": "sel=gone" names nothing of this landscape'),
        ("to=council", "to=bus-bill", '"to=bus-bill" names nothing of this landscape'),
        ("sel=resolution-2000", "tour=buses", 'column "address": leads to a tour'),
        (",A first word,", ",,", 'column "heading": is empty, but this is the first row of step 1'),
        ("How the buses came", "", 'column "title": is empty, but "buses" begins here'),
        ("more,buses,,2,,", "more,buses,,2,Again,", 'column "heading": is given a second time for one step'),
        ("two,buses,,2", "two,buses,,3", 'column "step": is 3, but this is step 2 of "buses" in the file'),
        ("minutes@p2", "nowhere@p2", '"nowhere" is not a source of this landscape'),
        ("one,buses", "one,The buses", '"The buses" is not a word for an address'),
        ("two,buses,,2", "two,buses,,x", '"x" is not a step'),
    ],
)
def test_a_step_that_leads_nowhere_is_told_with_its_row(write_world: WriteWorld, old: str, new: str, said: str) -> None:
    assert old in WALK
    told = problems_in(with_tours(write_world, WALK.replace(old, new, 1)))
    assert any(said in problem and problem.startswith("tours.csv row ") for problem in told), told


def test_a_fourth_sentence_is_too_much_for_a_step(write_world: WriteWorld) -> None:
    rows = WALK + "".join(f"x{n},buses,,2,,Another.,,herald@L1\n" for n in (1, 2))
    assert "is the 4th sentence of one step" in the_problem_in(with_tours(write_world, rows))


def test_tours_come_back_from_a_zip_of_tables_and_from_json(write_world: WriteWorld, tmp_path: Path) -> None:
    world = load_landscape(with_tours(write_world, WALK))
    whole = visible(world, Selection())
    zipfile.ZipFile(io.BytesIO(tables_zip(whole, Options()))).extractall(tmp_path / "zip")
    assert load_landscape(tmp_path / "zip" / "riverton").tours == world.tours
    assert landscape_from_json(records_json(whole, Options()).decode()).tours == world.tours


def test_a_part_of_a_landscape_has_no_tours_as_their_steps_may_not_be_in_it(write_world: WriteWorld) -> None:
    world = load_landscape(with_tours(write_world, WALK))
    part = visible(world, Selection(level="key"))
    assert landscape_from_json(records_json(part, Options()).decode()).tours == ()


def test_a_json_file_of_before_there_were_tours_still_opens(write_world: WriteWorld) -> None:
    text = records_json(visible(load_landscape(write_world()), Selection()), Options()).decode()
    old = text.replace('"tours": [],\n', "")
    assert old != text
    assert landscape_from_json(old).tours == ()


LEAD = '\n[[lead]]\ntext = "Riverton argues about night buses."\nsources = "herald@L1;minutes"\n'


def with_lead(write_world: WriteWorld, lead: str) -> Path:
    folder = write_world()
    with (folder / "landscape.toml").open("a", encoding="utf-8") as settings:
        settings.write(lead)
    return folder


def test_a_lead_is_sentences_with_their_sources_and_comes_back(write_world: WriteWorld, tmp_path: Path) -> None:
    world = load_landscape(with_lead(write_world, LEAD))
    assert [(told.text, len(told.sources)) for told in world.lead] == [("Riverton argues about night buses.", 2)]
    whole = visible(world, Selection())
    zipfile.ZipFile(io.BytesIO(tables_zip(whole, Options()))).extractall(tmp_path / "zip")
    assert load_landscape(tmp_path / "zip" / "riverton").lead == world.lead
    assert landscape_from_json(records_json(whole, Options()).decode()).lead == world.lead


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        (LEAD.replace("herald", "gone"), '"gone" is not a source of this landscape'),
        (LEAD.replace("herald@L1;minutes", ""), "is empty"),
        (LEAD.replace("text =", "words ="), "has no sentence"),
        (LEAD * 5, "has 5 sentences"),
    ],
)
def test_a_lead_that_rests_on_nothing_is_told(write_world: WriteWorld, lead: str, said: str) -> None:
    assert any(
        said in problem and problem.startswith("landscape.toml")
        for problem in problems_in(with_lead(write_world, lead))
    )
