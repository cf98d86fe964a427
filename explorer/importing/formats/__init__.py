"""The formats of the field, by families; each is read by a small file, whose docstring says what becomes what."""

from __future__ import annotations

from collections.abc import Callable

from explorer.importing.formats.government import (
    billstatus,
    congress_gov,
    congress_people,
    courtlistener,
    federal_register,
    legiscan,
    legistar,
    openstates,
    openstates_bulk,
    popolo,
    unitedstates,
)
from explorer.importing.formats.graphs import follow_the_money, graph_xml, kumu, littlesis, node_link
from explorer.importing.formats.references import bibtex, csl, ris
from explorer.importing.formats.timelines import icalendar_file, timeline_text, timelinejs
from explorer.importing.loose import Loose

Reader = Callable[[bytes, str], Loose | None]
"""The bytes of a file and its name in; its rows out, None where it is another format, BadInput where it is broken."""

READERS: tuple[Reader, ...] = (
    openstates.read,
    openstates_bulk.read,
    legiscan.read,
    federal_register.read,
    legistar.read,
    congress_gov.read,
    unitedstates.read,
    billstatus.read,
    courtlistener.read,
    timelinejs.read,
    timelinejs.read_sheet,
    kumu.read,
    kumu.read_sheet,
    node_link.read,
    graph_xml.read_graphml,
    graph_xml.read_gexf,
    follow_the_money.read,
    popolo.read,
    littlesis.read,
    congress_people.read,
    timeline_text.read_mermaid,
    timeline_text.read_markwhen,
    timeline_text.read_timemap,
    icalendar_file.read,
    csl.read,
    ris.read,
    bibtex.read,
)
"""In the order in which they are tried."""
