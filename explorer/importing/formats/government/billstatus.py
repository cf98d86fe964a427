"""BILLSTATUS: the status of a bill of Congress in the XML of the Government Publishing Office, old and new schema.

MAPPING: as the Congress.gov API (congress_gov.py), from which it comes, with these differences
- the bill's source is published on its updateDate by the Government Publishing Office
- billNumber, billType (old schema) → number, type; items stand in further elements
"""

from __future__ import annotations

from explorer.importing.formats.bounded import bad, value_of_xml, xml_of
from explorer.importing.formats.government.congress_gov import read_bill
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose


def read(data: bytes, name: str) -> Loose | None:
    """A BILLSTATUS file as rows; None for another file."""
    root = xml_of(data, name, "billStatus")
    if root is None:
        return None
    value = value_of_xml(root)
    bill = value.get("bill") if isinstance(value, dict) else None
    if not isinstance(bill, dict):
        raise bad(name, "is a bill status without a bill", "download it again")
    taking = Taking(name)
    part = Part(taking, bill, "bill", "bill")
    part.know("isReserved", "version")
    taking.loose.title = read_bill(taking, part, part, "Government Publishing Office").title
    return taking.done()
