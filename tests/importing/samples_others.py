"""Small files of tools for timelines, networks, calendars and references, written as they write them."""

from __future__ import annotations

import json
from typing import Any

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

PEOPLE_OF_CONGRESS = """
- id: {bioguide: Q000001, govtrack: 5, fec: [H1, H2]}
  name: {first: Ina, last: Moss, official_full: Ina B. Moss}
  bio: {gender: F, birthday: '1980-01-01'}
  terms:
  - {type: rep, start: '2031-01-03', end: 2033-01-03, state: XX, district: 1, party: Green, phone: 1}
  - {type: sen, start: 2033-01-03, end: 2039-01-03, state: XX, class: 1, party: Green}
- id: {bioguide: Q000002}
  name: {first: Tom, last: Oak}
  terms: [{type: prez, start: '2033-01-20', end: '2037-01-20', party: Green, how: election}]
"""
COMMITTEES = """
- type: house
  name: House Committee on Ferries
  url: https://ferries.example/
  thomas_id: HSFE
  jurisdiction: Ferries.
  subcommittees: [{name: Night Ferries, thomas_id: '11'}]
"""
SEATS = """
HSFE:
- {name: Ina Moss, party: majority, rank: 1, title: Chair, bioguide: Q000001}
- {name: Tom Oak, party: minority, rank: 2, bioguide: Q000002}
"""
LITTLE_SIS: dict[str, Any] = {
    "meta": {"apiVersion": "2.0"},
    "data": [
        {
            "type": "entities",
            "id": 1,
            "attributes": {"id": 1, "name": "Quay Trust", "blurb": "ferries", "primary_ext": "Org", "aliases": ["QT"]},
            "links": {"self": "https://littlesis.example/entities/1-Quay_Trust"},
        },
        {
            "type": "relationships",
            "id": 7,
            "attributes": {
                "entity1_id": 2,
                "entity2_id": 1,
                "category_id": 1,
                "description1": "Director",
                "amount": None,
                "start_date": "2031-00-00",
                "end_date": "2032-06-01",
                "description": "Ina Moss is Director at Quay Trust",
            },
            "self": "https://littlesis.example/relationships/7",
            "entity": "https://littlesis.example/entities/2-Ina_Moss",
            "related": "https://littlesis.example/entities/1-Quay_Trust",
        },
    ],
}
MERMAID = """timeline
    title Ferries <br>of the lake
    section Before
      2031-02 : First ferry : First storm
              : Second ferry
    section After
      2032 : Night ferry %% a remark
      long ago : The lake
"""
MARKWHEN = """title: Ferries
#Lake: #d336b1

section All boats
group Night #Lake
// a remark
2031-01/2031-03: Trial run #Lake [report](https://herald.example/trial)
It went well.
- [x] Permit
2031-04/4 months: Summer run
endGroup
02/2032 - 1 year: Strike
2033-01-03 every other week for 1 year: Meeting
endSection
"""
TIME_MAP: list[dict[str, Any]] = [
    {
        "id": "A1",
        "date": "2031-06-14",
        "time": "",
        "location": "Quay",
        "description": "People wait for a ferry.",
        "sources": [{"id": "A1-1", "path": "https://herald.example/wait", "description": "Video"}],
        "filters": [{"key": "Type", "value": "Queue"}],
    },
    {"id": "A2", "date": "2031-06-15", "location": "Quay", "description": "", "sources": [], "filters": []},
]
CSL: list[dict[str, Any]] = [
    {
        "id": "http://zotero.org/users/1/items/A",
        "type": "article-newspaper",
        "title": "Order <i>signed</i>",
        "container-title": "Herald",
        "URL": "https://herald.example/a",
        "abstract": "Long",
        "page": "1",
        "author": [
            {"family": "Gogh", "given": "V.", "non-dropping-particle": "van"},
            {"literal": "City (Press)"},
        ],
        "issued": {"date-parts": [["2030", 1, "20"]]},
        "accessed": {"date-parts": [["2031"]]},
    },
    {"id": 39, "type": "bill", "title": "Act", "authority": "Assembly", "container-title": "Code", "DOI": "10.1000/1"},
    {"id": "x", "type": "legal_case", "title": "A v. B", "issued": {"date-parts": [[2030, 3], [2030, 5]]}},
    {"id": "y", "type": "report", "title": "R", "issued": {"date-parts": [[2030]], "season": "3", "circa": True}},
    {"id": "z", "type": "webpage", "title": "W", "issued": {"raw": "March 2030"}},
]
RIS = (
    "TY  - NEWS\nTI  - Order\n  signed\nAU  - Reyes, Ana\nAU  - Herald Staff\nDA  - 2030/07/21/\nT2  - Herald\n"
    "UR  - https://herald.example/a\nY2  - 2030/07/22/12:00:00\nAB  - Long\nER  - \n\n"
    "TY  - STAT\nTI  - Act\nPY  - 2029\nDO  - doi:10.1000/2\nER  - \n"
    "TY  - RPRT\nT1  - Report\nDA  - 2030/03//\nPB  - Institute\nER  - \n"
)
BIB = r"""
% exported
@string{her = "Herald"}
@article{reyes_order_2030,
	title = {Order {Signed} \& {Caf\'e} -- \"Ubung},
	author = {Reyes, Ana and {Riverton Herald} and others}, journal = her,
	year = 2030, month = jul, url = {https://herald.example/a\_b?x=%20}, urldate = {2030-07-22},
	file = {C\:\\Users\\x.pdf}, abstract = {Long}
}
@misc{b, title = {Two}, howpublished = {https://b.example/}, date = {2030-08~}}
"""
BULK_BILLS = (
    "id,identifier,title,classification,subject,session_identifier,jurisdiction\n"
    "ocd-bill/1,SB 1,Ferry act,['bill'],\"['BOATS', 'QUAYS']\",2031,Lakeland\n"
)
BULK_ACTIONS = (
    "id,bill_id,organization_id,description,date,classification,order\n"
    "a2,ocd-bill/1,o,Passed,2031-02-03,['passage'],1\na1,ocd-bill/1,o,Filed,2031-02-01,['filing'],0\n"
)
BULK_SPONSORS = (
    "id,name,entity_type,organization_id,person_id,bill_id,primary,classification\n"
    "s1,Moss,person,,ocd-person/1,ocd-bill/1,True,primary\n"
)
BULK_VOTES = (
    "id,identifier,motion_text,motion_classification,start_date,result,organization_id,bill_id\n"
    "ocd-vote/1,HV 1,Shall it pass?,['passage'],2031-02-03,pass,o,ocd-bill/1\n"
)
BULK_VOTERS = (
    "id,vote_event_id,option,voter_name,voter_id,note\n1,ocd-vote/1,yes,Moss,ocd-person/1,\n2,ocd-vote/1,no,Wu,,\n"
)
