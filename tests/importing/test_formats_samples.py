"""Small files of every format, written for these tests, and that each is read by the reader of its format."""

from __future__ import annotations

import json
from typing import Any

import pytest

from explorer.importing.formats import READERS
from explorer.importing.loose import Loose

OPEN_STATES: dict[str, Any] = {
    "id": "ocd-bill/1",
    "session": "2031",
    "jurisdiction": {"id": "ocd-jurisdiction/x", "name": "Lakeland", "classification": "state"},
    "identifier": "HB 12",
    "title": "Ferry fares",
    "classification": ["bill"],
    "subject": ["FERRIES"],
    "openstates_url": "https://openstates.org/ll/bills/2031/HB12/",
    "updated_at": "2031-04-02T01:23:55.4+00:00",
    "latest_action_description": "Signed",
    "abstracts": [{"abstract": "Caps the fare.", "note": ""}],
    "other_titles": [{"title": "Fare Cap Act", "note": "short title"}],
    "sponsorships": [
        {
            "name": "Moss",
            "entity_type": "person",
            "person": {
                "id": "ocd-person/7",
                "name": "Ina Moss",
                "party": "Green",
                "current_role": {"title": "Senator"},
            },
            "classification": "primary",
        },
        {"name": "REED", "entity_type": "person", "person": None, "classification": "cosponsor"},
    ],
    "actions": [
        {
            "id": "b",
            "order": 1,
            "date": "2031-03-01T16:00:00+00:00",
            "description": "Third reading",
            "classification": ["passage"],
            "organization": {"id": "ocd-organization/1", "name": "Senate", "classification": "upper"},
        },
        {"id": "a", "order": 0, "date": "2031-03-01", "description": "Filed", "classification": ["filing"]},
        {
            "id": "c",
            "order": 2,
            "date": "2031-04-01",
            "description": "Signed",
            "classification": ["executive-signature"],
        },
    ],
    "votes": [
        {
            "id": "ocd-vote/1",
            "motion_text": "Shall it pass?",
            "start_date": "2031-03-01",
            "result": "pass",
            "counts": [{"option": "yes", "value": 20}, {"option": "no", "value": 9}],
            "votes": [
                {"option": "yes", "voter_name": "Moss", "voter": {"id": "ocd-person/7", "name": "Ina Moss"}},
                {"option": "no", "voter_name": "Hill", "voter": None},
                {"option": "excused", "voter_name": "Vale", "voter": None},
            ],
        }
    ],
    "versions": [{"note": "Filed", "date": "2031-03-01", "links": [{"url": "https://example.org/hb12.pdf"}]}],
}
LEGISCAN: dict[str, Any] = {
    "status": "OK",
    "bill": {
        "bill_id": 77,
        "bill_number": "SB9",
        "title": "Harbor Dues",
        "description": "Sets the dues of harbors.",
        "state": "LL",
        "url": "https://legiscan.com/LL/bill/SB9/2031",
        "state_link": "ftp://old.example.org/sb9",
        "status": 4,
        "status_date": "2031-05-01",
        "bill_type": "B",
        "committee": [],
        "history": [
            {"date": "2031-02-01", "action": "Read first time", "chamber": "S", "chamber_id": 1, "importance": 1},
            {"date": "0000-00-00", "action": "Sent on", "chamber": "Q", "importance": 0},
        ],
        "sponsors": [{"people_id": 5, "name": " Ada  Brook ", "party": "D", "role": "Sen", "sponsor_type_id": 1}],
        "votes": [{"roll_call_id": 3, "date": "2031-03-03", "desc": "Floor", "yea": 12, "nay": 4, "passed": 1}],
        "calendar": [{"type": "Hearing", "date": "2031-02-20", "time": "13:00", "description": "Hearing on dues"}],
        "sasts": [{"type": "Same As", "sast_bill_number": "HB9", "sast_bill_id": 78}],
    },
}
ROLL_CALL: dict[str, Any] = {
    "roll_call": {
        "roll_call_id": 3,
        "bill_id": 77,
        "date": "2031-03-03",
        "desc": "Floor: pass",
        "yea": 1,
        "nay": 1,
        "passed": 0,
        "chamber": "H",
        "votes": [{"people_id": 5, "vote_id": 1, "vote_text": "Yea"}, {"people_id": 6, "vote_id": 2}],
    }
}
FEDERAL_REGISTER: dict[str, Any] = {
    "count": 2,
    "results": [
        {
            "document_number": "2031-00001",
            "title": "Securing the Lighthouses",
            "type": "Presidential Document",
            "subtype": "Executive Order",
            "executive_order_number": "20001",
            "executive_order_notes": "Revokes: EO 20000, May 1, 2030; EO 19999, May 2, 2029",
            "citation": "99 FR 10",
            "signing_date": "2031-01-05",
            "publication_date": "2031-01-09",
            "html_url": "https://www.federalregister.gov/documents/2031/01/09/2031-00001/x",
            "president": {"name": "Pat Rivers", "identifier": "pat-rivers"},
            "agencies": [
                {"name": "Coast Department", "raw_name": "COAST DEPARTMENT", "id": 1, "parent_id": None},
                {"name": "Lighthouse Service", "raw_name": "Lighthouse Service", "id": 2, "parent_id": 1},
            ],
        },
        {
            "document_number": "2030-00009",
            "title": "Lighthouses",
            "type": "Presidential Document",
            "subtype": "Executive Order",
            "executive_order_number": "20000",
            "signing_date": "2030-05-01",
            "publication_date": "2030-05-04",
            "html_url": "https://www.federalregister.gov/documents/2030/05/04/2030-00009/x",
            "president": {"name": "Pat Rivers", "identifier": "pat-rivers"},
            "agencies": [],
        },
    ],
}
MATTER: dict[str, Any] = {
    "MatterId": 4,
    "MatterGuid": "GUID-4",
    "MatterFile": "O-31-4",
    "MatterName": "Quay rules",
    "MatterTitle": "An ordinance on the quay",
    "MatterTypeName": "Ordinance",
    "MatterStatusName": "Adopted",
    "MatterLastModifiedUtc": "2031-06-02T10:00:00.5",
    "MatterIntroDate": "2031-05-01T00:00:00",
    "MatterEnactmentNumber": "2031/4",
    "MatterCost": "12",
    "histories": [
        {
            "MatterHistoryId": 2,
            "MatterHistoryEventId": 9,
            "MatterHistoryActionDate": "2031-06-01T17:30:00",
            "MatterHistoryActionName": "Adopted",
            "MatterHistoryActionBodyId": 1,
            "MatterHistoryActionBodyName": "City Council",
            "MatterHistoryPassedFlagName": "Pass",
        },
        {
            "MatterHistoryId": 1,
            "MatterHistoryEventId": None,
            "MatterHistoryActionDate": "2031-05-01T00:00:00",
            "MatterHistoryActionName": "Introduced",
            "MatterHistoryActionBodyName": "City Council",
            "MatterHistoryActionBodyId": 1,
        },
        {
            "MatterHistoryId": 3,
            "MatterHistoryEventId": None,
            "MatterHistoryActionDate": "2031-06-01T00:00:00",
            "MatterHistoryActionName": "Adopted",
            "MatterHistoryActionBodyName": "City Council",
            "MatterHistoryActionBodyId": 1,
        },
    ],
    "sponsors": [{"MatterSponsorNameId": 8, "MatterSponsorName": "Bo Tarn", "MatterSponsorSequence": 0}],
    "votes": {
        "2": [
            {"VoteId": 1, "VotePersonId": 8, "VotePersonName": "Bo Tarn", "VoteValueName": "Affirmative"},
            {"VoteId": 2, "VotePersonId": 9, "VotePersonName": "Di Weir", "VoteValueName": "Negative"},
            {"VoteId": 3, "VotePersonId": 10, "VotePersonName": "Al Ford", "VoteValueName": "Excused"},
        ]
    },
    "attachments": [{"MatterAttachmentName": "Text", "MatterAttachmentHyperlink": "https://example.org/o.pdf"}],
    "relations": [{"MatterRelationId": 1, "MatterRelationMatterId": 99}],
}
NYC: dict[str, Any] = {
    "ID": 1,
    "GUID": "G-1",
    "File": "Int 1-2031",
    "Name": "Piers",
    "TypeName": "Introduction",
    "StatusName": "Enacted",
    "Sponsors": [{"ID": 3, "Slug": "x", "FullName": "Cy Dell"}],
    "History": [
        {
            "ID": 11,
            "Date": "2031-01-02T13:25:00Z",
            "Action": "Introduced by Council",
            "BodyName": "City Council",
            "Votes": [{"ID": 3, "FullName": "Cy Dell", "Vote": "Affirmative"}],
        }
    ],
}
CONGRESS: dict[str, Any] = {
    "bill": {
        "congress": 121,
        "type": "HR",
        "number": "5",
        "title": "Tide Tables Act",
        "introducedDate": "2031-01-03",
        "updateDate": "2031-03-01T00:10:00Z",
        "latestAction": {"actionDate": "2031-01-06", "text": "Passed."},
        "actions": {"count": 3, "url": "https://api.congress.gov/v3/x"},
        "sponsors": [{"bioguideId": "W000001", "fullName": "Rep. Wade, Lou [D-NM-1]", "party": "D", "state": "NM"}],
        "policyArea": {"name": "Sea"},
    },
    "actions": [
        {
            "actionDate": "2031-01-06",
            "text": "Passed/agreed to in House: On motion to pass Agreed to by voice vote.",
            "sourceSystem": {"code": 9, "name": "Library of Congress"},
            "committees": None,
        },
        {
            "actionDate": "2031-01-06",
            "text": "On motion to pass Agreed to by voice vote.",
            "sourceSystem": {"code": 2, "name": "House floor actions"},
            "recordedVotes": [],
        },
        {
            "actionDate": "2031-01-03",
            "text": "Introduced in House",
            "committees": [{"name": "Sea Committee", "systemCode": "hsse00"}],
        },
    ],
    "cosponsors": [
        {"bioguideId": "B000002", "fullName": "Rep. Bay, Jo [R-CA-2]", "sponsorshipDate": "2031-01-04"},
        {"bioguideId": "C000003", "fullName": "Rep. Cove, Ty [R-CA-3]", "sponsorshipWithdrawnDate": "2031-02-01"},
    ],
    "relatedBills": [{"congress": 121, "type": "S", "number": 8, "relationshipDetails": [{"type": "Identical bill"}]}],
}
UNITED_STATES: dict[str, Any] = {
    "bill_id": "hr5-121",
    "bill_type": "hr",
    "number": "5",
    "congress": "121",
    "official_title": "To print tide tables.",
    "short_title": None,
    "status": "REPORTED",
    "summary": {"as": "Introduced", "date": "2031-01-03T05:00:00Z", "text": "Prints them."},
    "url": "https://www.govinfo.gov/x.xml",
    "updated_at": "2031-03-05T16:09:10Z",
    "actions": [
        {"acted_at": "2031-01-03", "text": "Introduced in House", "type": "action"},
        {"acted_at": "2031-01-09T15:00:00-05:00", "text": "Reported.", "committees": ["HSSE"], "type": "calendar"},
    ],
    "committees": [{"committee": "House Sea", "committee_id": "HSSE", "activity": ["referral"]}],
    "sponsor": {"bioguide_id": "W000001", "name": "Wade, Lou", "title": "Rep", "state": "NM", "district": "1"},
    "cosponsors": [{"bioguide_id": "B000002", "name": "Bay, Jo", "sponsored_at": "2031-01-04", "withdrawn_at": None}],
    "related_bills": [{"bill_id": "s8-121", "reason": "identical", "type": "bill"}],
}
BILL_STATUS = """<?xml version="1.0" encoding="utf-8"?>
<billStatus>
  <bill>
    <billNumber>7</billNumber><billType>SCONRES</billType><congress>103</congress>
    <introducedDate>1993-03-01</introducedDate><updateDate>1994-09-07T13:37:56Z</updateDate>
    <title>Honoring the keepers of lights.</title>
    <actions>
      <actionByCounts><senate>2</senate></actionByCounts>
      <item><actionDate>1993-03-02</actionDate><text>Agreed to.</text><committee /></item>
      <item><actionDate>1993-03-01</actionDate><text>Introduced in Senate</text></item>
    </actions>
    <summaries><billSummaries><item><updateDate>1993-03-09</updateDate>
      <text>&lt;p&gt;Honors &lt;b&gt;keepers&lt;/b&gt;.&lt;/p&gt;</text></item></billSummaries></summaries>
    <sponsors><item><bioguideId>K000001</bioguideId><fullName>Sen. Kell, Ann [D-MN]</fullName></item></sponsors>
    <cosponsors />
  </bill>
</billStatus>
"""
DOCKET: dict[str, Any] = {
    "id": 31,
    "docket_number": "1:31-cv-00001",
    "case_name": "Lakeport v. Coast Department",
    "absolute_url": "/docket/31/lakeport-v-coast-department/",
    "date_modified": "2031-08-01T00:00:00-07:00",
    "date_filed": "2031-07-01",
    "date_terminated": None,
    "assigned_to_str": "Em Stone",
    "cause": "05:702 Administrative Procedure Act",
    "court": "https://www.courtlistener.com/api/rest/v4/courts/dcd/",
    "pacer_case_id": "5",
}
DOCKET_SEARCH: dict[str, Any] = {
    "count": 1,
    "results": [
        {
            "docket_id": 32,
            "docketNumber": "2:31-cv-00002",
            "caseName": "Reed v. Harbor Board",
            "court": "District Court, D. Lakeland",
            "dateFiled": "2031-02-02",
            "dateTerminated": "2031-06-06",
            "party": ["Harbor Board", "Ola Reed"],
            "attorney": ["Some Lawyer"],
            "recap_documents": [
                {"docket_entry_id": 1, "entry_number": 3, "entry_date_filed": "2031-03-03", "description": "ORDER."},
                {"docket_entry_id": 1, "entry_number": 3, "entry_date_filed": "2031-03-03", "description": "Exhibit"},
            ],
        }
    ],
}
TIMELINE: dict[str, Any] = {
    "title": {"text": {"headline": "The quay"}},
    "events": [
        {
            "start_date": {"year": "1931", "month": "5"},
            "end_date": {"year": "1932"},
            "text": {"headline": "Quay <b>built</b>", "text": "<p>Stone &amp; wood.</p>"},
            "media": {"url": "https://example.org/quay.jpg", "credit": "City archive", "caption": "A photo"},
            "group": "Works",
        },
        {"text": {"headline": "No date"}},
    ],
    "eras": [{"start_date": {"year": "1900"}, "end_date": {"year": "1950"}}],
}
TIMELINE_SHEET = """Year,Month,Day,Time,End Year,End Month,End Day,Headline,Text,Media,Media Credit,Type,Group
,,,,,,,The quay,,,,title,
1931,5,,,1932,,,Quay built,"Stone, and
wood",https://example.org/q.jpg,City archive,,Works
"""
NODE_LINK: dict[str, Any] = {
    "directed": True,
    "multigraph": True,
    "graph": {"title": "Ties of the quay"},
    "nodes": [
        {"id": "a", "label": "Ina Moss", "type": "Person", "summary": "A senator."},
        {"id": "b", "label": "Quay Trust", "type": "Company", "color": "#fff"},
        {"id": "c", "label": "Vote on the quay", "kind_of": "event", "date": "2031-03-01", "kind": "vote"},
        {"id": "d", "label": "Dock", "type": "Stakeholder"},
        {"id": "a", "label": "Another Ina"},
    ],
    "edges": [
        {"source": "a", "target": "b", "connection": "board member", "sources": "https://example.org/1; General talk"},
        {"source": "a", "target": "b", "connection": "donor", "sources": "Annual report", "weight": 3},
        {"source": "a", "target": "c"},
        {"source": "a", "target": "zz", "type": "leads"},
    ],
}
D3: dict[str, Any] = {"nodes": [{"name": "One"}, {"name": "Two"}], "links": [{"source": 0, "target": 1, "value": 4}]}
GRAPHML = """<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="Type" attr.type="string"><default>Organization</default></key>
  <key id="d1" for="edge" attr.name="connection" attr.type="string" />
  <graph edgedefault="undirected">
    <node id="Ina Moss"><data key="d0">Person</data></node>
    <node id="Quay Trust, Inc." />
    <edge source="Ina Moss" target="Quay Trust, Inc."><data key="d1">member</data></edge>
    <edge source="Ina Moss" target="Nobody" />
  </graph>
  <graph />
</graphml>
"""
GEXF = """<gexf xmlns="http://www.gexf.net/1.3" xmlns:viz="http://www.gexf.net/1.3/viz" version="1.3">
  <meta><creator>x</creator><title>Ties</title></meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
    <attributes class="node"><attribute id="0" title="Kind" type="string" /></attributes>
    <nodes>
      <node id="1" label="Ina Moss"><attvalues><attvalue for="0" value="person" /></attvalues>
        <viz:size value="3" /></node>
      <node id="2" label="Quay Trust" />
    </nodes>
    <edges><edge id="e" source="1" target="2" label="leads" start="2030-01-01" end="2031-12-31" /></edges>
  </graph>
</gexf>
"""
KUMU: dict[str, Any] = {
    "name": "Quay",
    "elements": [
        {"_id": "elem-1", "attributes": {"label": "Ina Moss", "element type": "Person", "description": "Senator"}},
        {"_id": "elem-2", "attributes": {"label": "Fog", "element type": "Phenomenon", "height": 3}},
    ],
    "connections": [
        {"_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "mutual", "attributes": {"label": "fears"}}
    ],
    "loops": [{"_id": "loop-1"}],
}
KUMU_ELEMENTS = "Label,Type,Description,Tags\nIna Moss,Person,Senator,x|y\nQuay Trust,Organization,,\n"
KUMU_CONNECTIONS = "From,To,Type,Label,Direction\nIna Moss,Quay Trust,leads,,directed\n"
FTM_LINES = "\n".join(
    json.dumps(one)
    for one in (
        {
            "id": "p",
            "schema": "Person",
            "properties": {"name": ["Ina Moss"], "alias": ["I. Moss"], "position": ["Senator"]},
        },
        {"id": "o", "schema": "PublicBody", "properties": {"name": ["Harbor Board"], "country": ["ll"]}},
        {
            "id": "m",
            "schema": "Membership",
            "properties": {
                "member": ["p"],
                "organization": ["o"],
                "role": ["chair"],
                "startDate": ["2030-02"],
                "sourceUrl": ["https://example.org/board"],
                "publisher": ["Lakeport"],
            },
        },
        {"id": "u", "schema": "UnknownLink", "properties": {"subject": ["p"], "object": ["gone"]}},
        {"id": "e", "schema": "Event", "properties": {"name": ["Hearing"], "date": ["2031-02-20"], "organizer": ["o"]}},
        {"id": "x", "schema": "Address", "properties": {"full": ["1 Quay"]}},
    )
)
POPOLO: dict[str, Any] = {
    "persons": [{"id": "p1", "name": "Ina Moss", "other_names": [{"name": "I. Moss"}], "email": "x@example.org"}],
    "organizations": [
        {"id": "o1", "name": "Senate", "classification": "legislature"},
        {"id": "o2", "name": "Greens", "classification": "party"},
    ],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "o1",
            "on_behalf_of_id": "o2",
            "legislative_period_id": "t1",
            "role": "member",
        }
    ],
    "events": [{"id": "t1", "name": "8th Senate", "classification": "legislative period", "start_date": "2030-09-17"}],
    "areas": [{"id": "a1", "name": "North"}],
}
CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//x//EN",
        "X-WR-CALNAME:Sessions",
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTART;VALUE=DATE:20310121",
        "DTEND;VALUE=DATE:20310124",
        "SUMMARY:Session",
        "CATEGORIES:SESSION",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2@x",
        "DTSTART:20310203T133000",
        "DTEND:20310203T160000",
        "SUMMARY:Hearing on HB 12\\, fares",
        "DESCRIPTION:Agenda: https://example.org/agenda.pdf",
        "ORGANIZER;CN=Ferry Committee:mailto:person@example.org",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:3@x",
        "DTSTART:20310204T133000Z",
        "SUMMARY:Off",
        "STATUS:CANCELLED",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:4@x",
        "SUMMARY:No day",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
)

SAMPLES: dict[str, tuple[str, Any, str]] = {  # file name, what is in it, the module of its reader
    "open states": ("bill.json", OPEN_STATES, "openstates"),
    "legiscan": ("bill.json", LEGISCAN, "legiscan"),
    "roll call": ("roll.json", ROLL_CALL, "legiscan"),
    "federal register": ("documents.json", FEDERAL_REGISTER, "federal_register"),
    "legistar": ("matter.json", MATTER, "legistar"),
    "new york": ("1568.json", NYC, "legistar"),
    "congress.gov": ("bill.json", CONGRESS, "congress_gov"),
    "unitedstates": ("data.json", UNITED_STATES, "unitedstates"),
    "billstatus": ("BILLSTATUS-103sconres7.xml", BILL_STATUS, "billstatus"),
    "docket": ("docket.json", DOCKET, "courtlistener"),
    "docket search": ("search.json", DOCKET_SEARCH, "courtlistener"),
    "timeline": ("timeline.json", TIMELINE, "timelinejs"),
    "timeline sheet": ("timeline.csv", TIMELINE_SHEET, "timelinejs"),
    "node-link": ("graph.json", NODE_LINK, "node_link"),
    "d3": ("graph.json", D3, "node_link"),
    "graphml": ("graph.graphml", GRAPHML, "graph_xml"),
    "gexf": ("graph.gexf", GEXF, "graph_xml"),
    "kumu": ("blueprint.json", KUMU, "kumu"),
    "kumu elements": ("elements.csv", KUMU_ELEMENTS, "kumu"),
    "kumu connections": ("connections.csv", KUMU_CONNECTIONS, "kumu"),
    "followthemoney": ("entities.ftm.json", FTM_LINES, "follow_the_money"),
    "popolo": ("senate.json", POPOLO, "popolo"),
    "calendar": ("sessions.ics", CALENDAR, "icalendar_file"),
}


def bytes_of(value: object) -> bytes:
    """A file as it would be on a disk."""
    return (value if isinstance(value, str) else json.dumps(value)).encode()


def first_taken(data: bytes, name: str) -> tuple[str, Loose] | None:
    """The module of the first reader that takes a file, and its rows."""
    for reader in READERS:
        loose = reader(data, name)
        if loose is not None:
            return reader.__module__.rpartition(".")[2], loose
    return None


def take(value: object, name: str = "file.json") -> Loose:
    """The rows of a file that some reader takes."""
    found = first_taken(bytes_of(value), name)
    assert found is not None, "no reader takes it"
    return found[1]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_format_is_taken_by_its_own_reader_and_by_no_other(sample: str) -> None:
    name, value, module = SAMPLES[sample]
    data = bytes_of(value)
    takers = [reader.__module__.rpartition(".")[2] for reader in READERS if reader(data, name) is not None]
    assert takers == [module]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_row_cites_a_source_that_is_in_the_file_and_every_reference_is_the_key_of_a_row(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    tables = take(value, name).tables
    keys = {row["key"] for rows in tables.values() for row in rows if "key" in row}
    sources = {row["key"] for row in tables["sources"]}
    for table in ("actors", "events", "instruments", "relations"):
        for row in tables.get(table, []):
            assert set(row["sources"].split("; ")) <= sources, row
    for row in tables.get("relations", []):
        assert {row["subject"], row["object"]} <= keys, row
    for row in tables.get("events", []):
        assert row.get("instrument") in {None, *keys}, row


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_party_is_taken_into_any_cell_and_no_mail_address(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    cells = [cell for rows in take(value, name).tables.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if "Green" in cell and "Greens" not in cell]
    assert not [cell for cell in cells if "[D-" in cell or "[R-" in cell or "person@" in cell or "x@example" in cell]


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_guessed_and_what_is_not_kept_is_said_in_sentences(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    loose = take(value, name)
    assert all(said[0].isupper() and said.endswith(".") for said in [*loose.guessed, *loose.not_kept])
