"""Small files of services that tell of bills, orders and lawsuits, written as they write them."""

from __future__ import annotations

from typing import Any

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
