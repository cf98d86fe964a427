"""JSON of what is shown: every record of it, every citation, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from explorer.data.load import TABLES
from explorer.data.saved import FORMAT, landscape_from_json
from explorer.export.data.json_file import records_json, records_text
from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.query.selection import Selection, from_query
from explorer.query.visible import visible
from explorer.records import fields_of

STATE = Selection(lanes=frozenset({"state"}))
LINK = Options(link="https://town.example/")


def test_every_record_and_every_column_is_in_it(small_world) -> None:
    written = json.loads(records_json(visible(small_world, Selection()), Options()))
    for name, record in TABLES.items():
        assert [row["id"] for row in written[name]] == [row.id for row in getattr(small_world, name)]
        assert all(list(row) == list(fields_of(record)) for row in written[name])


def test_values_are_texts_dates_are_edtf_weights_numbers_and_several_a_list(small_world) -> None:
    written = json.loads(records_json(visible(small_world, Selection()), Options()))
    planned = written["events"][4]
    assert (planned["date"], planned["weight"], planned["sources"]) == ("2025-08?", 1, ["herald@L9"])
    assert written["sources"][1]["retrieved"] == ""
    assert written["verbs"][0]["subject_kinds"] == ["person", "office"]


def test_it_says_its_format_what_is_shown_and_where(small_world) -> None:
    written = json.loads(records_json(visible(small_world, STATE), LINK))
    assert written["format"] == FORMAT
    assert written["shown"] == {
        "title": "Riverton and the night buses",
        "note": "",
        "query": "lanes=state",
        "selected": "Nothing selected. Only lanes: State. 2 of 5 events, 1 of 4 actors, 1 of 7 relations.",
        "as_of": "As of 25 July 2025.",
        "link": "https://town.example/?lanes=state",
    }


def test_only_what_is_shown_is_in_it_and_loads_again(small_world) -> None:
    text = records_json(visible(small_world, STATE), Options()).decode()
    assert landscape_from_json(text) == excerpt(visible(small_world, STATE)).landscape
    hidden = [row.id for row in (*small_world.rows, *small_world.sources) if row.id not in _ids(small_world, STATE)]
    assert len(hidden) > 10
    assert [id for id in hidden if f'"{id}' in text] == []


@pytest.mark.parametrize("query", ["from=1990-01-01&until=1991-01-01", "at=1990-01-01", "lanes=city", "status=planned"])
def test_no_table_holds_what_no_record_of_the_file_refers_to(bundled, query: str) -> None:
    """A source that is cited once brings none of its other passages."""
    text = records_json(visible(bundled, from_query(query, bundled)[0]), Options()).decode()
    part = landscape_from_json(text)
    rows = (*part.rows, *part.voices)
    cited = [citation for row in rows for citation in row.sources]
    said_by = {who for row in (*part.relations, *part.claims) for who in row.attributed_to}
    ids = {row.id for row in rows}
    assert set(part.passages) <= {passage for one in cited for passage in part.passages_at(one)}
    assert {source.id for source in part.sources} <= {one.source for one in cited} | said_by
    assert {claim.about for claim in part.claims} | {rule.instrument for rule in part.provisions} <= ids
    steps = {event.instrument for event in part.events} | {claim.about for claim in part.claims}
    assert {instrument.id for instrument in part.instruments} <= steps
    assert {verb.id for verb in part.verbs} <= {relation.verb for relation in part.relations}
    assert {actor.id for actor in part.voices} <= said_by


def _ids(world, selection) -> set[str]:
    part = excerpt(visible(world, selection)).landscape
    return {row.id for row in (*part.rows, *part.sources)}


def test_every_citation_names_a_source_of_the_file(small_world) -> None:
    for selection in (Selection(), STATE):
        written = json.loads(records_json(visible(small_world, selection), Options()))
        sources = {source["id"] for source in written["sources"]}
        rows = [row for name in TABLES for row in written[name] if "sources" in row]
        assert {citation.partition("@")[0] for row in rows for citation in row["sources"]} == sources


def test_the_text_may_stand_in_a_script_element(small_world) -> None:
    world = replace(small_world, title="</script><!-- <script> & \u2028")
    text = records_text(visible(world, Selection()), Options())
    assert not set("<>&\u2028\n") & set(text)
    assert json.loads(text)["landscape"]["title"] == world.title


def test_a_default_view_that_names_what_is_not_there_is_left_out(small_world) -> None:
    assert excerpt(visible(small_world, STATE)).landscape.default_view == ""
    assert excerpt(visible(small_world, Selection(level="key"))).landscape.default_view == "sel=ana-reyes"
