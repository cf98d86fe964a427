"""Files that are broken, or made to do harm: each gets a sentence or is no reader's, and nothing else happens."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from explorer.errors import BadInput
from explorer.importing.formats import READERS, bounded
from explorer.importing.loose import Loose
from tests.importing.samples import SAMPLES, bytes_of, first_taken
from tests.importing.samples_bills import (
    BILL_STATUS,
    CONGRESS,
    DOCKET,
    FEDERAL_REGISTER,
    LEGISCAN,
    MATTER,
    OPEN_STATES,
    UNITED_STATES,
)
from tests.importing.samples_others import (
    CALENDAR,
    FTM_LINES,
    GEXF,
    GRAPHML,
    KUMU,
    KUMU_CONNECTIONS,
    NODE_LINK,
    POPOLO,
    TIMELINE,
    TIMELINE_SHEET,
)
from tests.sweeps import examples, one_in, swept

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    "<graphml><graph><node id='&c;'/></graph></graphml>"
)
OUTSIDE = '<!DOCTYPE gexf [<!ENTITY x SYSTEM "file:///etc/passwd">]><gexf><graph><nodes/></graph><a>&x;</a></gexf>'
PARAMETER = '<!DOCTYPE billStatus SYSTEM "http://127.0.0.1:9/x.dtd"><billStatus><bill/></billStatus>'


def with_value(sample: dict[str, Any], *path: Any) -> bytes:
    """A sample in which the value at a path is another: its last part."""
    changed = copy.deepcopy(sample)
    *way, last, value = path
    at = changed
    for key in way:
        at = at[key]
    at[last] = value
    return bytes_of(changed)


REFUSED: dict[str, tuple[str, bytes, str]] = {  # what is wrong: name, bytes, words of the sentence
    "a download that was cut": ("b.json", bytes_of(OPEN_STATES)[:-40], "breaks off"),
    "a cut inside a text": ("b.json", b'{"identifier": "HB 1", "title": "Fer', "breaks off"),
    "a comma too many": ("b.json", b'{"identifier": "HB 1",, "title": 1}', "not JSON in line 1"),
    "two values in one file": ("b.json", b'{"identifier": "HB 1"} x', "not JSON"),
    "a byte that is not UTF-8": ("b.json", b'{"identifier": "\xff\xfe"}', "UTF-8"),
    "lists in lists": ("b.json", b"[" * 100_000 + b"]" * 100_000, "nested deeper"),
    "objects in objects": ("b.json", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nested deeper"),
    "lists that are never closed": ("b.json", b'{"a": ' + b"[" * 5_000, "nested deeper"),
    "a number of many digits": ("b.json", b'{"identifier": ' + b"9" * 5_000 + b"}", "digits"),
    "a number beyond all": ("b.json", b'{"identifier": 1e999}', "too large"),
    "no number": ("b.json", b'{"identifier": NaN}', "not a number"),
    "a key twice": ("b.json", b'{"identifier": "a", "identifier": "b"}', "twice"),
    "more parts than are read": ("b.json", b"[" + b"{}," * 500_001 + b"{}]", "lists and objects"),
    "more bytes than are read": ("b.json", b'{"a": "' + b"x" * 20_000_001 + b'"}', "20 MB"),
    "a bill without a title": ("b.json", with_value(OPEN_STATES, "title", ""), "no title"),
    "a title that is an object": ("b.json", with_value(OPEN_STATES, "title", {"a": 1}), "“title” is an object"),
    "actions that are a text": (
        "b.json",
        with_value(OPEN_STATES, "actions", "none"),
        "“actions” is a text, not a list",
    ),
    "actions that are numbers": ("b.json", with_value(OPEN_STATES, "actions", [1, 2]), "not an object"),
    "an action whose day is a list": (
        "b.json",
        with_value(OPEN_STATES, "actions", 0, "date", ["2031"]),
        "“actions[0].date” is a list, not a text",
    ),
    "kinds of kinds": ("b.json", with_value(OPEN_STATES, "classification", [["bill"]]), "a list of texts"),
    "a person who is a number": ("b.json", with_value(OPEN_STATES, "sponsorships", 0, "person", 5), "not an object"),
    "a list that holds no second bill": ("b.json", bytes_of([OPEN_STATES, 3]), "not an object"),
    "a LegiScan bill without a number": ("b.json", with_value(LEGISCAN, "bill", "bill_number", None), "a number"),
    "an error of LegiScan": ("b.json", b'{"status": "ERROR", "alert": {"message": "Invalid key"}}', "error message"),
    "a history that is an object": ("b.json", with_value(LEGISCAN, "bill", "history", {"a": 1}), "“bill.history”"),
    "a document without a title": ("d.json", with_value(FEDERAL_REGISTER, "results", 0, "title", None), "no title"),
    "agencies that are texts": ("d.json", with_value(FEDERAL_REGISTER, "results", 0, "agencies", ["A"]), "object"),
    "a matter without a file number": ("m.json", with_value(MATTER, "MatterFile", None), "no file number"),
    "the attachments of a matter alone": ("m.json", bytes_of([{"MatterAttachmentId": 1}]), "without the matter"),
    "the relations of a matter alone": ("m.json", bytes_of([{"MatterRelationId": 1}]), "without the matter"),
    "votes that are no lists": ("m.json", with_value(MATTER, "votes", "2", 7), "not a list"),
    "an alias in YAML": ("c.yaml", b"a: &x [b]\nc: *x\n", "refers to another place"),
    "YAML that grows": ("c.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "refers to another place"),
    "YAML in YAML": ("c.yaml", b"[" * 50_000, "nested deeper"),
    "YAML that is none": ("c.yaml", b"a: [b\nc: }\n", "not sound YAML"),
    "YAML with a list for a name": ("c.yaml", b"? [a, b]\n: c\n", "not sound YAML"),
    "YAML that was cut": ("c.yaml", b"- id: {bioguide: 'Q1", "not sound YAML"),
    "a mapping instead of its data": ("m.yml", b"x: {queries: [{csv_url: a}]}\n", "a mapping of FollowTheMoney"),
    "the sources of bills alone": ("s.csv", b"id,note,url,bill_id\ns,,https://a.org/,b\n", "without the bills"),
    "actions of Congress that are a text": ("c.json", with_value(CONGRESS, "actions", "three"), "not a list"),
    "a bill of no number": ("c.json", with_value(CONGRESS, "bill", "number", None), "lacks its congress"),
    "a bill id of another form": ("d.json", with_value(UNITED_STATES, "bill_id", "../../etc"), "not like hr21-117"),
    "a case without a name": ("d.json", with_value(DOCKET, "case_name", None), "no case name"),
    "a slide with a text for a date": ("t.json", with_value(TIMELINE, "events", 0, "start_date", "1931"), "an object"),
    "a node without an id": ("g.graphml", GRAPHML.replace('id="Quay Trust, Inc."', "").encode(), "without an id"),
    "an end that is a list": ("g.json", with_value(NODE_LINK, "edges", 0, "source", []), "the id of a node"),
    "nodes that are texts": ("g.json", with_value(NODE_LINK, "nodes", ["a", "b"]), "not an object"),
    "fields of an element in a list": ("k.json", with_value(KUMU, "elements", 0, "attributes", [1]), "not an object"),
    "an entity without an id": ("e.ftm", b'{"id": "", "schema": "Person", "properties": {"name": ["A"]}}', "an id"),
    "properties in a list": ("e.ftm", b'{"id": "a", "schema": "Person", "properties": ["x"]}', "not an object"),
    "a line that is cut": ("e.ftm", FTM_LINES.encode()[:-10], "line 6"),
    "memberships that are texts": ("p.json", with_value(POPOLO, "memberships", ["a"]), "not an object"),
    "entities that multiply": ("g.graphml", LAUGHS.encode(), "DOCTYPE"),
    "an entity from a file": ("g.gexf", OUTSIDE.encode(), "DOCTYPE"),
    "a document type from elsewhere": ("b.xml", PARAMETER.encode(), "DOCTYPE"),
    "an entity that nobody declared": ("g.graphml", GRAPHML.replace("Nobody", "&nobody;").encode(), "not sound XML"),
    "XML that was cut": ("b.xml", BILL_STATUS.encode()[:-30], "not sound XML"),
    "XML with a NUL": ("g.gexf", GEXF.replace("Ina", "I\0a").encode(), "not sound XML"),
    "elements in elements": ("g.graphml", b"<graphml>" + b"<a>" * 200 + b"</a>" * 200 + b"</graphml>", "deeper"),
    "elements without an end": ("g.graphml", b"<graphml>" + b"<a>" * 5_000, "not sound XML"),
    "more elements than are read": ("g.graphml", b"<graphml>" + b"<a/>" * 1_000_001 + b"</graphml>", "elements"),
    "a default for each of many keys": (
        "g.graphml",
        b"<graphml>"
        + b"".join(b'<key id="%d"><default>x</default></key>' % i for i in range(300))
        + b"<graph/></graphml>",
        "attributes",
    ),
    "links of all with all": (
        "e.ftm",
        b'{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n'
        + bytes_of({"id": "m", "schema": "UnknownLink", "properties": {"subject": ["a"] * 800, "object": ["a"] * 800}}),
        "rows",
    ),
    "GraphML without a graph": ("g.graphml", b"<graphml/>", "without a graph"),
    "GEXF without a graph": ("g.gexf", b"<gexf/>", "without a graph"),
    "a file that only is called GEXF": ("g.gexf", b"hello", "no <gexf> element"),
    "a bill status without a bill": ("b.xml", b"<billStatus><version>3</version></billStatus>", "without a bill"),
    "a sheet with a quote that is never closed": (
        "t.csv",
        TIMELINE_SHEET.replace('wood"', "wood").encode(),
        "sound CSV",
    ),
    "a sheet with a NUL": ("t.csv", TIMELINE_SHEET.replace("Works", "W\0").encode(), "NUL"),
    "a sheet with a column twice": ("t.csv", TIMELINE_SHEET.replace("Group", "Year").encode(), "twice"),
    "a sheet with a cell too many": ("k.csv", (KUMU_CONNECTIONS + "a,b,c,d,e,f,g\n").encode(), "more cells"),
    "a calendar that was cut": ("c.ics", CALENDAR.encode()[:200], "breaks off"),
    "a calendar of calendars": ("c.ics", b"BEGIN:VCALENDAR\n" * 2_000 + b"END:VCALENDAR\n" * 2_000, "too many parts"),
    "a calendar with a line without an end": (
        "c.ics",
        CALENDAR.replace("SUMMARY:Session", "SUMMARY:" + "x" * 200_000).encode(),
        "too large",
    ),
    "a calendar whose parts do not match": (
        "c.ics",
        b"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\n",
        "not a sound calendar",
    ),
}

NOBODYS: dict[str, bytes] = {
    "nothing": b"",
    "blanks": b" \n\t ",
    "a byte-order mark": b"\xef\xbb\xbf",
    "NULs": b"\0" * 1_000,
    "an empty object": b"{}",
    "an empty list": b"[]",
    "a list of nothing": b"[null]",
    "a list of lists": b"[[1, 2], [3]]",
    "a number": b"7",
    "a text": b'"bill"',
    "JSON of another kind": b'{"type": "FeatureCollection", "features": []}',
    "results of nothing": b'{"results": []}',
    "results that are a number": b'{"results": 5}',
    "results that are numbers": b'{"results": [5]}',
    "a bill that is a text": b'{"bill": "HB 1"}',
    "bills that are texts": b'{"bills": ["HB 1"]}',
    "nodes without edges": b'{"nodes": []}',
    "edges that are a number": b'{"nodes": [], "edges": 5}',
    "events that are texts": b'{"events": ["a"]}',
    "elements that are a text": b'{"elements": "a", "connections": []}',
    "persons that are a text": b'{"persons": "a", "memberships": []}',
    "a page": b"<!DOCTYPE html><html><body>graphml</body></html>",
    "XML of another kind": b"<feed><entry/></feed>",
    "an archive": b"PK\x03\x04\x14\x00",
    "a sheet of something else": b"title,count\na,1\n",
    "a sheet of ties that is not from Kumu": b"from,to,type,date,source\na,b,leads,2031,https://example.org\n",
    "a header with a carriage return": b'\0\rfrom", "to"',
}


def outcome(data: bytes, name: str) -> Loose | str | None:
    """The rows of a file, the sentence of its refusal, or None."""
    try:
        found = first_taken(data, name)
    except BadInput as refusal:
        return str(refusal)
    return found[1] if found else None


@pytest.mark.parametrize("what", REFUSED)
def test_a_broken_file_is_refused_in_one_sentence_with_a_remedy(what: str) -> None:
    name, data, words = REFUSED[what]
    began = time.process_time()
    said = outcome(data, name)
    assert isinstance(said, str), said
    assert words in said
    assert said.startswith(name)
    assert " — " in said, "how to mend it"
    assert "\n" not in said and len(said) < 400
    assert time.process_time() - began < 20


@pytest.mark.parametrize("what", NOBODYS)
def test_a_file_of_no_format_is_left_to_other_readers(what: str) -> None:
    assert outcome(NOBODYS[what], "file.json") is None


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("cut", swept([2, 7, 40], often=[7]))
def test_a_file_that_was_cut_is_refused_taken_in_part_or_nobodys(sample: str, cut: int) -> None:
    name, value, _ = SAMPLES[sample]
    data = bytes_of(value)
    outcome(data[: len(data) * (cut - 1) // cut], name)


@pytest.mark.parametrize("sample", SAMPLES)
def test_characters_that_nobody_sees_are_in_no_cell(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    if isinstance(value, str):
        data = value.replace("Ina", "I\u200bn\u202ea").encode()
    else:
        data = json.dumps(value).replace("Moss", "M\\u0000o\\ud800s\\u200bs").encode()
    said = outcome(data, name)
    assert isinstance(said, Loose)
    cells = [cell for rows in said.tables.values() for row in rows for cell in row.values()]
    assert all(cell.isprintable() for cell in cells)


def test_a_long_text_is_cut_to_the_length_of_a_cell_and_that_is_said() -> None:
    said = outcome(with_value(OPEN_STATES, "abstracts", 0, "abstract", "word " * 5_000), "b.json")
    assert isinstance(said, Loose)
    assert len(said.tables["instruments"][0]["summary"]) <= 4_000
    assert any("more than 4,000 characters" in one for one in said.not_kept)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https://a:b@c.org/", "file:///x"]
)
def test_only_web_addresses_become_those_of_sources(link: str) -> None:
    said = outcome(with_value(OPEN_STATES, "openstates_url", link), "b.json")
    assert isinstance(said, Loose)
    assert link not in {row.get("url") for row in said.tables["sources"]}
    assert any("no web address" in one for one in said.not_kept)


def test_nothing_outside_the_file_is_ever_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened something")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("builtins.open", refused)
    for name, value, _ in SAMPLES.values():
        assert isinstance(outcome(bytes_of(value), name), Loose)
    for name, data in (("g.gexf", OUTSIDE.encode()), ("b.xml", PARAMETER.encode())):
        assert isinstance(outcome(data, name), str)


def test_a_time_zone_of_endless_rules_and_a_zone_that_is_a_path_keep_nobody_waiting() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Mine
BEGIN:STANDARD
DTSTART:19700101T000000
RRULE:FREQ=SECONDLY
TZOFFSETFROM:-0600
TZOFFSETTO:-0700
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID={}:20310203T233000
RRULE:FREQ=SECONDLY
SUMMARY:Late
END:VEVENT
"""
    for named in ("Mine", "../../../etc/passwd", "America/Denver"):
        began = time.monotonic()
        said = outcome(
            CALENDAR.replace("\r\n", "\n").replace("BEGIN:VEVENT", zone.format(named) + "BEGIN:VEVENT", 1).encode(),
            "c.ics",
        )
        assert isinstance(said, Loose)
        assert said.tables["events"][0]["date"] == "2031-02-03", "the day where the event takes place"
        assert time.monotonic() - began < 5


def test_many_actions_of_one_day_keep_nobody_waiting() -> None:
    actions = [
        {"actionDate": "2031-01-01", "text": f"{i} is what was done on the floor that day"} for i in range(5_000)
    ]
    began = time.monotonic()
    assert isinstance(outcome(bytes_of(CONGRESS | {"actions": actions}), "b.json"), Loose)
    assert time.monotonic() - began < 10


def test_many_blank_lines_in_broken_json_keep_nobody_waiting() -> None:
    began = time.monotonic()
    assert isinstance(outcome(b'{"a": 1}' + b"\n" * 1_000_000 + b"x", "a.json"), str)
    assert time.monotonic() - began < 2


def test_a_name_of_a_file_with_control_characters_does_no_harm() -> None:
    said = outcome(b'{"identifier": NaN}', "a\x1b[31m\n.json")
    assert isinstance(said, str)
    assert said.isprintable()


# --- samples in which something is changed at random ---------------------------------------------------------------

HOSTILE: list[Any] = [
    None, "", "\0", "\ud800", "0000-00-00", "x" * 5_000, "<b>", "a;b@c,d", "9999-99-99", -1, 0, 10**29, 1.5, True,
    False, [], {}, [[]], [None], [{}], {"a": {}}, ["a"], {"item": []}, {"count": 1}, "https://", "{",
    "2031-02-30T99:99:99",
]  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a value stands inside another."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*path, key)
        yield from places(one, (*path, key))


JSON_SAMPLES = {name: value for name, (_, value, _) in SAMPLES.items() if not isinstance(value, str)}


TURNS = 3
"""In each of so many turns one in so many of these stands in each place, another one in the next."""


@pytest.mark.parametrize("turn", one_in(TURNS, range(TURNS)))
@pytest.mark.parametrize("sample", one_in(8, JSON_SAMPLES.keys()))
def test_whatever_stands_in_place_of_any_value_there_are_rows_a_sentence_or_nothing(sample: str, turn: int) -> None:
    value = JSON_SAMPLES[sample]
    for number, path in enumerate(places(value)):
        for hostile in HOSTILE[(number + turn) % TURNS :: TURNS]:
            outcome(with_value(value, *path, hostile), "file.json")


@pytest.mark.slow
@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=6)), max_size=6))
@examples(60, 600, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_bytes_are_changed_there_are_rows_a_sentence_or_nothing(
    sample: str, changes: list[tuple[int, bytes]]
) -> None:
    name, value, _ = SAMPLES[sample]
    data = bytearray(bytes_of(value))
    for at, new in changes:
        place = at % max(1, len(data))
        data[place : place + len(new)] = new
    for reader in READERS:
        try:
            reader(bytes(data), name)
        except BadInput as refusal:
            assert " — " in str(refusal)


def test_the_bounds_are_those_that_are_written_down() -> None:
    assert (bounded.MAX_BYTES, bounded.MAX_PARTS, bounded.MAX_DEPTH) == (20_000_000, 500_000, 40)
