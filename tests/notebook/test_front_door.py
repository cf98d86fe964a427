"""The front door: any file opened, its tables as frames, pictures that show themselves, what is wrong in a sentence."""

from __future__ import annotations

import doctest
import io
import json
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

import explorer as ex
from explorer import notebook
from explorer.errors import ExplorerError
from explorer.export.options import Options
from explorer.notebook.choices import MEANINGS
from explorer.notebook.front_door import OpenLandscape
from explorer.query.selection import Selection

pytestmark = pytest.mark.slow


HOUSE = Path(__file__).parents[2]


@pytest.fixture
def town(small_world) -> OpenLandscape:
    return OpenLandscape(small_world)


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


# --- opening -------------------------------------------------------------------------------------------------------


def test_every_example_of_the_documentation_runs(write_world, monkeypatch) -> None:
    monkeypatch.chdir(write_world().parent)
    found = doctest.testmod(notebook, optionflags=doctest.ELLIPSIS)
    assert (found.failed, found.attempted > 10) == (0, True)


def test_every_example_of_the_readme_runs(write_world, tmp_path, monkeypatch) -> None:
    said = (HOUSE / "README.md").read_text(encoding="utf-8")
    (code,) = (block.partition("```")[0] for block in said.split("```python\n")[1:])
    write_world().rename(tmp_path / "bills")
    ex.open(tmp_path / "bills").save(tmp_path / "bills.xlsx")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "story.pptx").stat().st_size > 10_000


def test_importing_the_package_reads_no_library() -> None:
    asked = (
        "import sys, explorer; print(sorted({'pandas', 'networkx', 'dash', 'plotly', 'numpy'} & sys.modules.keys()))"
    )
    ended = subprocess.run([sys.executable, "-c", asked], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["town.xlsx", "town.zip", "town.json", "town.html", "town"])
def test_what_is_saved_opens_again_as_it_was(town, tmp_path, name) -> None:
    again = ex.open(town.save(tmp_path / name))
    for table in ("events", "actors", "relations", "claims", "sources", "provisions"):
        pd.testing.assert_frame_equal(getattr(again, table), getattr(town, table))
    assert again.lanes == town.lanes
    assert (again.landscape.title, again.landscape.default_view) == (town.landscape.title, "sel=ana-reyes")
    assert again.guessed == again.not_kept == []


def test_an_ordinary_workbook_is_read_as_import_reads_it_and_says_what_it_guessed(tmp_path) -> None:
    file = tmp_path / "bills.xlsx"
    file.write_bytes(sheet(("Date", "Event", "Who"), ("Mar 2024", "Hearing", "Ana Reyes"), ("2024-05-02", "Vote", "")))
    opened = ex.open(file, today=date(2025, 7, 25), title="Bills")
    assert opened.events["title"].to_list() == ["Hearing", "Vote"]
    assert opened.events["latest"].to_list() == [pd.Timestamp("2024-03-31"), pd.Timestamp("2024-05-02")]
    assert any("without a source" in line for line in opened.guessed)
    assert repr(opened).startswith("Bills: 2 events, 1 actor, 1 relation, 1 source")
    assert opened.landscape.id == "bills"


def test_a_date_that_may_be_read_two_ways_is_asked_in_words_of_python(tmp_path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Date,Event\n3/4/2024,Vote\n4/5/2024,Hearing\n", encoding="utf-8")
    with pytest.raises(ex.ExplorerError, match='Say dates="us" where the month comes first') as asked:
        ex.open(file)
    assert "--dates" not in str(asked.value)
    assert ex.open(file, dates="eu").events["date"].to_list() == ["2024-04-03", "2024-05-04"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("nothing.xlsx", None, "there is no such file or folder"),
        ("poem.csv", "roses,are\nred,1\n", "no sheet has headers that are known"),
        ("torn.json", '{"format": "policy-landscape-explorer/1", "events": [', "is not JSON"),
        ("a.zip", "PK no zip", "is damaged or no zip"),
    ],
)
def test_what_cannot_be_opened_is_one_error_with_a_sentence(tmp_path, name, text, said) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ex.ExplorerError, match=said):
        ex.open(tmp_path / name)


def test_a_notebook_shows_the_sentences_of_an_error_and_no_calls() -> None:
    with pytest.raises(ex.ExplorerError) as wrong:
        ex.open("no-such-file.xlsx")
    (line,) = wrong.value._render_traceback_()
    assert line.startswith("BrokenLandscape: 1 problem in the landscape:\n  no-such-file.xlsx: there is no such")


# --- tables --------------------------------------------------------------------------------------------------------


def test_dates_are_days_beside_the_text_and_an_open_end_is_nothing_else(town) -> None:
    relations = town.relations
    assert relations["earliest"].dtype.kind == relations["latest"].dtype.kind == "M"
    leads = relations.loc["reyes-leads"]
    assert (leads["date"], leads["earliest"], leads["latest"]) == ("2021/..", pd.Timestamp("2021-01-01"), pd.NaT)
    undated = relations.loc["riders-back"]
    assert undated["date"] == "" and pd.isna(undated["earliest"]) and pd.isna(undated["latest"])


def test_a_year_that_nanoseconds_cannot_tell_is_a_day_like_any_other(write_world) -> None:
    world = ex.open(write_world(events=(",2000,city", ",0975,city")))
    assert world.events["earliest"].dt.year.min() == 975


def test_no_cell_of_text_is_missing(town) -> None:
    for table in ("events", "actors", "relations", "claims", "sources", "instruments", "provisions", "verbs", "gaps"):
        frame = getattr(town, table)
        other = frame.select_dtypes(exclude=["datetime", "Int64"])
        assert not other.isna().any(axis=None), table
    assert town.events["weight"].to_list() == [2, 2, 2, 1, 1]
    assert town.events["step"].isna().all()  # a number that is not known


def test_events_say_how_they_stand_and_relations_say_it_in_words(town) -> None:
    assert town.events["outlook"]["night-order"] == "occurred"
    assert "planned" in town.events["outlook"]["ordinance-planned"]
    said = town.relations.loc["order-builds", ["subject_name", "verb_label", "object_name"]]
    assert said.to_list() == ["Night order", "builds on", "2000 resolution"]
    assert town.actors["lane_label"]["statehouse"] == "State"


def test_a_table_is_the_callers_own(town) -> None:
    mine = town.events
    mine.loc["night-order", "title"] = "Mine"
    assert town.events.loc["night-order", "title"] == "Night bus order signed"


def test_every_table_of_an_empty_landscape_has_its_columns(write_world) -> None:
    empty = ex.open(write_world(claims="id,about,property,value,standing,attributed_to,note,sources\n"))
    assert (len(empty.claims), [*empty.claims.columns][:2]) == (0, ["about", "property"])


def test_the_graph_has_every_attribute_and_networkx_writes_it(town) -> None:
    graph = town.graph
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes["ordinance-planned"].items() >= {("earliest", "2025-08-01"), ("lane_label", "City")}
    assert graph.edges["riders", "night-order", "riders-back"]["attributed_to"] == "ana-reyes"
    again = nx.parse_graphml("\n".join(nx.generate_graphml(graph)), force_multigraph=True)
    assert set(again.nodes) == set(graph.nodes)
    assert json.dumps(nx.node_link_data(graph, edges="edges"))
    graph.clear()
    assert town.graph.number_of_nodes() == 9


# --- what is shown -------------------------------------------------------------------------------------------------


def test_a_picture_shows_itself_and_is_what_the_export_draws(town, tmp_path) -> None:
    shown = town.timeline(focus="ana-reyes")
    assert shown._repr_svg_().startswith("<svg") and shown._mime_() == ("image/svg+xml", shown.svg)
    saved = shown.save(tmp_path / "a.svg")
    assert saved.read_text(encoding="utf-8") == shown.svg
    assert town.network(size="4:3").svg != town.network().svg


def test_a_record_shows_its_sentences_with_numbered_sources_escaped(write_world) -> None:
    world = ex.open(write_world(actors=("Mayor since 2021.", "Mayor <b>since</b> 2021 & later.")))
    shown = world.record("ana-reyes")
    assert "Mayor &lt;b&gt;since&lt;/b&gt; 2021 &amp; later. [1]" in shown._repr_html_()
    assert "<li>Riverton Herald, Night buses to run, 22 July 2025" in shown._repr_html_()
    assert "Mayor <b>since</b> 2021 & later. ([1] Riverton Herald" in shown.text
    assert shown._repr_svg_() is None


@pytest.mark.parametrize("name", ["a.gexf", "a.ics", "a.plotly.json"])
def test_the_ending_of_a_name_says_the_format(town, tmp_path, name) -> None:
    saved = town.save(tmp_path / name)
    assert saved == tmp_path / name and saved.stat().st_size > 1_000
    if name.endswith(".plotly.json"):
        assert "layout" in json.loads(saved.read_bytes())


def test_a_deck_takes_title_and_design_from_what_is_chosen(town, tmp_path) -> None:
    design = tmp_path / "design.pptx"
    Presentation().save(str(design))
    deck = town.save(tmp_path / "deck.pptx", title="Buses at night", omit="ana-reyes", one_page=True, template=design)
    assert "Buses at night" in next(iter(Presentation(str(deck)).slides)).shapes.title.text
    with pytest.raises(ExplorerError, match="“one_page” is 'yes' — write True or False"):
        town.save(tmp_path / "deck.pptx", one_page="yes")
    with pytest.raises(ExplorerError, match=r"nowhere\.pptx"):
        town.save(tmp_path / "deck.pptx", template=tmp_path / "nowhere.pptx")


def test_only_what_is_chosen_is_a_landscape_of_its_own(town) -> None:
    state = town.select(lanes="state")
    assert state.events.index.to_list() == ["bill-introduced", "bill-dies"]
    assert [*state.sources.index] == ["herald"]


def test_choices_are_those_of_an_address_and_each_is_documented(town) -> None:
    looking = {"show", "zoom", "pane", "split"}
    chosen = {field.name for field in fields(Selection)} | {field.name for field in fields(Options)}
    assert chosen - looking == MEANINGS.keys() == ex.choices().keys()
    one = town.select(as_of="2025-07-01", lanes=["city", "state"], level="key")
    other = town.select(as_of=pd.Timestamp("2025-07-01"), level="key")
    assert one.landscape == other.landscape


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"colour": "red"}, "“colour” is not something to choose — use one of focus, to, "),
        ({"zoom": "2025"}, "“zoom” is not something to choose"),
        ({"focus": "keller"}, "Nothing here is called “keller”"),
        ({"focus": 3}, "“focus” is 3 — write a text: id of what is picked"),
        ({"as_of": "July"}, "“as_of” is 'July', which is no day — write 2025-03-01"),
        ({"as_of": "2030-01-01"}, "The data reach to 25 July 2025"),
        ({"lanes": "moon"}, "“moon” is not a lane here"),
        ({"lanes": 3}, "“lanes” is 3 — write a text or a list of texts"),
        ({"steps": 2}, "“steps” says nothing without “focus”"),
        ({"focus": "ana-reyes", "steps": "two"}, "“steps” is 'two' — write a whole number"),
        ({"focus": "ana-reyes", "in_order": True}, "“in_order” says nothing without “to”"),
        ({"tidy": "yes"}, "“tidy” is 'yes' — write True or False"),
        ({"since": "2025-02-01", "until": "2025-01-01"}, "The window ends before it begins"),
        ({"scale": "big"}, "“scale” is 'big' — write a number"),
        ({"axis": "log"}, "“log” is not an axis of the timeline"),
    ],
)
def test_what_cannot_be_chosen_is_told_in_a_sentence(town, choice, said) -> None:
    with pytest.raises(ex.ExplorerError) as wrong:
        town.timeline(**choice)
    assert said in str(wrong.value)


def test_a_record_that_is_left_out_and_a_name_without_a_format_are_told_so(town, tmp_path) -> None:
    with pytest.raises(ex.ExplorerError, match="is left out by what else was chosen"):
        town.record("ana-reyes", lanes="state")
    with pytest.raises(ex.ExplorerError, match=r"nothing is written as “\.xyz” — end the name with \.pptx, "):
        town.save(tmp_path / "a.xyz")
    with pytest.raises(ex.ExplorerError, match="cannot be written"):
        town.save(tmp_path / "no" / "folder" / "a.json")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").touch()
    with pytest.raises(ex.ExplorerError, match="nothing in it was touched"):
        town.save(tmp_path / "taken")
    with pytest.raises(ex.ExplorerError, match="A file of the format gexf does not show the timeline"):
        town.timeline().save(tmp_path / "a.gexf")


# --- short words ---------------------------------------------------------------------------------------------------


def test_whatever_is_shown_of_a_large_landscape_is_short(bundled) -> None:
    opened = OpenLandscape(bundled)
    shown = [bundled, opened, opened.timeline(), opened.network(focus=bundled.actors[0].id), bundled.events[0]]
    shown += [row for table in ("actors", "relations", "claims", "sources", "verbs") for row in getattr(bundled, table)]
    assert max(len(repr(one)) for one in shown) <= 300
    assert len(opened._repr_html_()) < 2_000


@pytest.mark.parametrize(
    "text",
    ["When,What\n3/4/2024,Council votes\n", "When,What\n,\n", "a,b\n1,2\n", "Name,Role\n", ""],
)
def test_a_file_that_cannot_be_opened_is_told_without_a_word_of_writing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "notes.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ex.ExplorerError) as told:
        ex.open(file)
    assert "written" not in str(told.value) and "--dates" not in str(told.value)
