"""A small file of every format, and how a reader takes one."""

from __future__ import annotations

import json
from typing import Any

from explorer.importing.formats import READERS
from explorer.importing.loose import Loose
from tests.importing import samples_bills as bills
from tests.importing import samples_others as others

SAMPLES: dict[str, tuple[str, Any, str]] = {  # file name, what is in it, the module of its reader
    "open states": ("bill.json", bills.OPEN_STATES, "openstates"),
    "legiscan": ("bill.json", bills.LEGISCAN, "legiscan"),
    "roll call": ("roll.json", bills.ROLL_CALL, "legiscan"),
    "federal register": ("documents.json", bills.FEDERAL_REGISTER, "federal_register"),
    "legistar": ("matter.json", bills.MATTER, "legistar"),
    "new york": ("1568.json", bills.NYC, "legistar"),
    "congress.gov": ("bill.json", bills.CONGRESS, "congress_gov"),
    "unitedstates": ("data.json", bills.UNITED_STATES, "unitedstates"),
    "billstatus": ("BILLSTATUS-103sconres7.xml", bills.BILL_STATUS, "billstatus"),
    "docket": ("docket.json", bills.DOCKET, "courtlistener"),
    "docket search": ("search.json", bills.DOCKET_SEARCH, "courtlistener"),
    "timeline": ("timeline.json", others.TIMELINE, "timelinejs"),
    "timeline sheet": ("timeline.csv", others.TIMELINE_SHEET, "timelinejs"),
    "node-link": ("graph.json", others.NODE_LINK, "node_link"),
    "d3": ("graph.json", others.D3, "node_link"),
    "graphml": ("graph.graphml", others.GRAPHML, "graph_xml"),
    "gexf": ("graph.gexf", others.GEXF, "graph_xml"),
    "kumu": ("blueprint.json", others.KUMU, "kumu"),
    "kumu elements": ("elements.csv", others.KUMU_ELEMENTS, "kumu"),
    "kumu connections": ("connections.csv", others.KUMU_CONNECTIONS, "kumu"),
    "followthemoney": ("entities.ftm.json", others.FTM_LINES, "follow_the_money"),
    "popolo": ("senate.json", others.POPOLO, "popolo"),
    "calendar": ("sessions.ics", others.CALENDAR, "icalendar_file"),
    "people of congress": ("legislators.yaml", others.PEOPLE_OF_CONGRESS, "congress_people"),
    "committees": ("committees.yaml", others.COMMITTEES, "congress_people"),
    "seats": ("membership.yml", others.SEATS, "congress_people"),
    "littlesis": ("relationships.json", others.LITTLE_SIS, "littlesis"),
    "mermaid": ("ferries.mmd", others.MERMAID, "timeline_text"),
    "markwhen": ("ferries.mw", others.MARKWHEN, "timeline_text"),
    "timemap": ("events.json", others.TIME_MAP, "timeline_text"),
    "csl": ("items.json", others.CSL, "csl"),
    "ris": ("items.ris", others.RIS, "ris"),
    "bibtex": ("items.bib", others.BIB, "bibtex"),
    "bulk bills": ("a_bills.csv", others.BULK_BILLS, "openstates_bulk"),
    "bulk sponsorships": ("a_sponsorships.csv", others.BULK_SPONSORS, "openstates_bulk"),
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
