"""GraphML and GEXF of what is shown, read by networkx and by an XML parser."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from explorer.edtf import parse_when
from explorer.export.data.graph_files import gexf, graphml
from explorer.export.data.graph_places import CELL, SCALE, places_of
from explorer.export.options import Options
from explorer.network.visibility import base_drawn, scene_drawn
from explorer.page.pictures import DESK
from explorer.prose.phrases import name_of
from explorer.query.selection import Selection
from explorer.query.visible import visible

GRAPHML, YED = "{http://graphml.graphdrawing.org/xmlns}", "{http://www.yworks.com/xml/graphml}"
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
ACTORS = Selection(nodes="actors")
STATE = Selection(lanes=frozenset({"state"}))


def read_graphml(world, selection=STATE, options: Options = Options()) -> nx.MultiDiGraph:  # noqa: B008 - frozen
    return nx.parse_graphml(graphml(visible(world, selection), options).decode(), force_multigraph=True)


def read_gexf(world, selection=STATE) -> nx.Graph:
    return nx.read_gexf(io.BytesIO(gexf(visible(world, selection), Options())))


READERS = pytest.mark.parametrize("read", [read_graphml, read_gexf])


@READERS
def test_every_actor_event_and_relation_shown_is_in_it_and_nothing_else(small_world, read) -> None:
    whole = read(small_world, Selection())
    assert set(whole.nodes) == set(small_world.records)
    assert whole.number_of_edges() == len(small_world.relations)
    part = read(small_world, STATE)
    assert set(part.nodes) == {"statehouse", "bill-introduced", "bill-dies"}
    assert [*part.edges()] == [("statehouse", "bill-dies")]


@READERS
def test_a_node_tells_its_label_kind_lane_weight_status_date_and_citations(small_world, read) -> None:
    nodes = read(small_world, Selection()).nodes
    assert nodes["ana-reyes"].items() >= {
        ("label", "Ana Reyes"),
        ("kind_of", "actor"),
        ("kind", "person"),
        ("role", "Mayor of Riverton"),
        ("lane", "City"),
        ("importance", 3),
        ("citations", "[1]"),
    }
    planned = nodes["ordinance-planned"]
    assert (planned["status"], planned["date"]) == ("planned", "2025-08?")
    assert planned["date_words"] == "August 2025 (uncertain)"
    assert (planned["earliest"], planned["latest"]) == ("2025-08-01", "2025-08-31")
    assert nodes["night-order"]["citations"] == "[1] [2]"


@READERS
def test_an_edge_tells_its_verb_group_basis_date_claimants_and_citations(small_world, read) -> None:
    edges = {(a, b): facts for a, b, facts in read(small_world, Selection()).edges(data=True)}
    claimed = edges["riders", "night-order"]
    assert (claimed["verb"], claimed["group"], claimed["side"], claimed["basis"]) == (
        *("supports", "stance", "for", "claimed"),
    )
    assert (claimed["said_by"], claimed["note"]) == ("Ana Reyes", "The mayor says so.")
    assert claimed["citations"] == "[1]"
    assert edges["council", "ordinance-planned"]["date"] == "2025-08?"
    assert edges["ana-reyes", "council"]["date_words"] == "since 2021"


@READERS
def test_parallel_relations_stay_several(small_world, read) -> None:
    again = replace(small_world.relations[0], id="reyes-signed-again")
    world = replace(small_world, relations=(*small_world.relations, again))
    graph = read(world, Selection())
    assert graph.number_of_edges("ana-reyes", "night-order") == 2


def test_every_number_is_that_of_a_source_listed_with_the_graph(small_world) -> None:
    for selection, expected in ((Selection(), ["1", "2"]), (STATE, ["1"])):
        graph = read_graphml(small_world, selection)
        listed = re.findall(r"^([0-9]+)\. ", graph.graph["sources"], re.MULTILINE)
        texts = [facts["citations"] for _, facts in graph.nodes(data=True)]
        texts += [facts["citations"] for _, _, facts in graph.edges(data=True)]
        assert listed == expected
        assert {number for text in texts for number in re.findall(r"\[([0-9]+)", text)} == set(expected)


def test_the_file_says_what_it_shows(small_world) -> None:
    about = read_graphml(small_world, STATE, Options(link="https://town.example/")).graph
    assert about["title"] == "Riverton and the night buses"
    assert about["selected"].startswith("Nothing selected. Only lanes: State. 2 of 5 events")
    assert (about["as_of"], about["link"]) == ("2025-07-25", "https://town.example/?lanes=state")
    described = ET.fromstring(gexf(visible(small_world, STATE), Options())).findtext(f"{GEXF}meta/{GEXF}description")
    assert described is not None and "1. Riverton Herald, Night buses to run" in described


def test_gexf_is_dynamic_and_an_open_end_stays_open(small_world) -> None:
    opened = replace(small_world.events[0], date=parse_when("2000/.."))
    world = replace(small_world, events=(opened, *small_world.events[1:]))
    root = ET.fromstring(gexf(visible(world, Selection()), Options()))
    graph = root.find(f"{GEXF}graph")
    assert graph is not None and (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    spans = {
        e.get("id"): (e.get("start"), e.get("end")) for e in root.iter() if e.tag in (f"{GEXF}node", f"{GEXF}edge")
    }
    assert spans["resolution-2000"] == ("2000-01-01", None)
    assert spans["ordinance-planned"] == ("2025-08-01", "2025-08-31")
    assert spans["ana-reyes"] == (None, None)
    assert spans["reyes-leads"] == ("2021-01-01", None)
    assert spans["riders-back"] == ("2025-07-21", "2025-07-21")  # the day of its event


def test_gexf_has_lane_colours_without_alpha_and_no_time_of_writing(small_world) -> None:
    root = ET.fromstring(gexf(visible(small_world, Selection()), Options()))
    colours = [*root.iter(f"{VIZ}color")]
    assert len(colours) == len(small_world.records)
    assert all(set(colour.attrib) == {"r", "g", "b"} for colour in colours)
    meta = root.find(f"{GEXF}meta")
    assert meta is not None and meta.get("lastmodifieddate") == "2025-07-25"


def test_every_node_has_a_place_of_its_own_and_what_is_drawn_stands_as_on_the_page(small_world) -> None:
    view = visible(small_world, Selection())
    places = {id: facts["viz"]["position"] for id, facts in read_gexf(small_world, Selection()).nodes(data=True)}
    assert len({(place["x"], place["y"]) for place in places.values()}) == len(small_world.records)
    drawn = {node.id: node.heart for node in scene_drawn(small_world, base_drawn(view, DESK)).nodes}
    assert {id: (places[id]["x"], -places[id]["y"]) for id in drawn} == {
        id: (pytest.approx(SCALE * x, abs=0.01), pytest.approx(SCALE * y, abs=0.01)) for id, (x, y) in drawn.items()
    }


def test_what_is_not_drawn_stands_in_its_lane_and_time_with_room_of_its_own(bundled) -> None:
    places = places_of(visible(bundled, Selection()), [*bundled.records])
    assert len({(int(x // CELL[0]), int(y // CELL[1])) for x, y in places.values()}) > 0.97 * len(places)
    lanes = {lane.id: [places[e.id][1] for e in bundled.events if e.lane == lane.id] for lane in bundled.lanes}
    middles = [sum(ys) / len(ys) for ys in lanes.values() if ys]
    assert middles == sorted(middles), "lanes stand from top to bottom"
    whole = sorted((e for e in bundled.events if e.date.earliest), key=lambda e: e.date.earliest)
    assert places[whole[0].id][0] < places[whole[-1].id][0]


@READERS
def test_what_is_larger_means_more(small_world, read) -> None:
    nodes = read(small_world, Selection()).nodes
    assert (nodes["ana-reyes"]["importance"], nodes["statehouse"]["importance"]) == (3, 1)
    assert "weight" not in nodes["ana-reyes"]
    world = twice_met(small_world)
    weights = {frozenset((a, b)): facts.get("weight", 1) for a, b, facts in read(world, ACTORS).edges(data=True)}
    assert weights == {frozenset({"ana-reyes", "riders"}): 1, frozenset({"ana-reyes", "council"}): 2}


def twice_met(world):
    """Ana Reyes and the council share two events."""
    both = [replace(world.relations[4], id="reyes-plans", subject="ana-reyes")]
    both += [replace(world.relations[1], id="reyes-passed", subject="ana-reyes")]
    return replace(world, relations=(*world.relations, *both))


def test_graphml_has_labels_shapes_and_places_as_yed_draws_them(small_world) -> None:
    root = ET.fromstring(graphml(visible(small_world, Selection()), Options()))
    nodes = {node.get("id"): node for node in root.iter(f"{GRAPHML}node")}
    assert {id: node.findtext(f".//{YED}NodeLabel") for id, node in nodes.items()} == {
        id: name_of(record) for id, record in small_world.records.items()
    }
    shapes = {id: node.find(f".//{YED}Shape").get("type") for id, node in nodes.items()}
    assert (shapes["ana-reyes"], shapes["night-order"], shapes["bill-dies"]) == ("roundrectangle", "diamond", "octagon")
    assert nodes["ordinance-planned"].find(f".//{YED}BorderStyle").get("type") == "dashed"
    edges = {edge.get("id"): edge for edge in root.iter(f"{GRAPHML}edge")}
    assert edges["riders-back"].findtext(f".//{YED}EdgeLabel") == "supports"
    assert edges["riders-back"].find(f".//{YED}LineStyle").get("type") == "dotted"
    assert all(node.find(f".//{YED}Geometry") is not None for node in nodes.values())
    labels = {id: facts["label"] for id, facts in read_graphml(small_world, Selection()).nodes(data=True)}
    assert labels["night-order"] == "Night order", "which networkx reads as ever"


@READERS
def test_actors_only_are_tied_by_the_events_they_share(small_world, read) -> None:
    both = replace(small_world.relations[4], id="reyes-plans", subject="ana-reyes")
    world = replace(small_world, relations=(*small_world.relations, both))
    graph = read(world, Selection(nodes="actors"))
    assert set(graph.nodes) == {actor.id for actor in small_world.actors}
    assert not graph.is_directed()
    edges = {frozenset((a, b)): facts for a, b, facts in graph.edges(data=True)}
    assert edges[frozenset({"ana-reyes", "council"})]["events"] == "Planned law"
    assert edges[frozenset({"ana-reyes", "riders"})]["citations"] == "[1] [2]"


@READERS
def test_steps_from_the_focus_leave_out_what_is_further_away(small_world, read) -> None:
    assert set(read(small_world, Selection(focus="riders", steps=1)).nodes) == {"riders", "night-order"}


@READERS
def test_events_have_the_status_they_had_on_the_as_of_day(small_world, read) -> None:
    nodes = read(small_world, Selection(as_of=date(2025, 7, 23))).nodes
    assert nodes["ordinance-planned"]["status"] == "planned"
    assert nodes["night-order"]["status"] == "occurred"


@READERS
def test_an_empty_selection_is_an_empty_graph(small_world, read) -> None:
    assert not read(small_world, Selection(lanes=frozenset())).nodes
