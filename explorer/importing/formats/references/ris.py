"""RIS, the tagged lines of reference managers: see `reference_rows.py` for what becomes what.

MAPPING
- TY → kind, M3 → its word; ID → key; TI, T1, CT → title; T2, JO, JF, JA, T3, BT, PB → publisher
- DA, else PY, Y1 → published: year/month/day/other, of which any may be empty; Y2 → retrieved
- AU, A1, A2, A3 → authors; UR (the first), L2 → url; DO → DOI; N1 → note; all other tags are told as not kept
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.edtf import parses
from explorer.export.data.bibliography import KINDS
from explorer.importing.formats.bounded import bad, text_in_any_encoding
from explorer.importing.formats.references.reference_rows import MOST, Reference, add_reference, kind_said
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

LINES_OF_ONE = 3_000
"""So many lines a reference may have."""

_MORE: Mapping[str, str] = {
    **dict.fromkeys(("MGZN", "BLOG", "NEWS", "SOUND", "VIDEO"), "news"),
    **dict.fromkeys(("BILL", "UNBILL", "STAT", "GOVDOC", "LEGAL"), "law text"),
    **dict.fromkeys(("ELEC", "WEB", "ICOMM"), "web page"),
    **dict.fromkeys(("EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys(("ECHAP",), "chapter"),
    **dict.fromkeys(("EJOUR", "JFULL", "ABST", "ENCYC"), "article"),
    **dict.fromkeys(("CONF", "CPAPER", "INPR", "MANSCPT"), "paper"),
    **dict.fromkeys(("AGGR", "DBASE"), "dataset"),
}
_BY_TYPE = {**{kind.ris: word for word, kind in KINDS.items() if word != "press release"}, **_MORE}
_TAGS = re.findall(
    "..",
    "TYIDTIT1CTT2JOJFJAT3BTPBDAPYY1Y2AUA1A2A3URL2DON1M3ERABN2KWSNSPEPVLISCYLASTDBDPADANC1C2C3C4C5C6C7C8CACNETJ2L1L4LBM1NV"
    "OPRIRNRPSETATTA4LK",
)
_BEGINS = re.compile(r"(?:[^\n]*+\n){0,60}?[ \t]*+TY {1,2}- ?[A-Z]")


def read(data: bytes, name: str) -> Loose | None:
    """The references of an RIS file as rows of sources; None for another file."""
    text, guess = text_in_any_encoding(data, name, _BEGINS)
    if text is None:
        if name.lower().endswith(".ris"):
            raise bad(name, "holds no reference (a line “TY  - …”)", "export it again as RIS")
        return None
    text = re.sub(r"(?m)^([A-Z][A-Z0-9]) {1,2}- ?", r"\1  - ", text.replace("\r\n", "\n").replace("\r", "\n"))
    begun, ended = (len(re.findall(rf"(?m)^{tag}  - ", text + " ")) for tag in ("TY", "ER"))
    if begun > MOST:
        raise bad(name, f"holds more than {MOST:,} references", "export a part of it")
    if ended < begun:
        text += "\nER  - \n"  # a last reference that is not closed
    records = _records(text)
    if len(records) < begun:
        raise bad(name, f"breaks off: {begun - len(records)} of {begun} references do not end (ER)", "export it again")
    taking = Taking(name)
    for line in guess:
        taking.guess(line)
    for number, record in enumerate(records, 1):
        add_reference(taking, _reference(Part(taking, record)), f"reference {number}")
    return taking.done()


def _records(text: str) -> list[dict[str, list[str]]]:
    import rispy  # here: nothing else needs it

    mapping = {**{tag: tag for tag in _TAGS}, "UK": "other"}
    read: list[dict[str, list[str]]] = rispy.loads(
        text, mapping=mapping, list_tags=[tag for tag in _TAGS if tag != "TY"], delimiter_tags_mapping={}
    )
    return read


def _reference(part: Part) -> Reference:
    def lines(tag: str) -> str:
        return " ".join(part.texts(tag)[:LINES_OF_ONE])

    def first(*tags: str) -> str:
        found = [lines(tag) for tag in tags]
        return next((text for text in found if text), "")

    type = part.text("TY").upper()
    part.know("ER", "LA", "DP", "DB", "ST", "J2")
    links = [*part.texts("UR"), *part.texts("L2"), *part.texts("LK")]
    if len(links) > 1:
        part.taking.leave("a second address of a reference", len(links) - 1)
    dates = [_date(lines(tag)) for tag in ("DA", "PY", "Y1")]
    return Reference(
        key=first("ID"),
        kind=kind_said(lines("M3"), _BY_TYPE.get(type, "document")),
        title=first("TI", "T1", "CT"),
        publisher=first("T2", "JO", "JF", "JA", "PB", "T3", "BT"),
        published=next((date for date in dates if date), ""),
        retrieved=_date(first("Y2")),
        url=links[0] if links else "",
        doi=lines("DO"),
        authors=[name for tag in ("AU", "A1", "A2", "A3") for name in part.texts(tag)],
        note=lines("N1"),
    )


def _date(text: str) -> str:
    """A date of RIS.

    >>> _date("2025/07/21/12:00:00"), _date("2025/03//"), _date("2025///spring"), _date("2025/08//2025-08~")
    ('2025-07-21', '2025-03', 'spring 2025', '2025-08~')
    """
    if text.count("/") < 2 and not re.fullmatch("[0-9]{4}/?[0-9]{0,2}", text):
        return text
    year, month, day, other = (*(part.strip() for part in text.split("/", 3)), "", "", "")[:4]
    if other and parses(other):
        return other
    if (
        not re.fullmatch("[0-9]{4}", year)
        or not re.fullmatch("[0-9]{0,2}", month)
        or not re.fullmatch("[0-9]{0,2}", day)
    ):
        return text
    point = "-".join([year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if month and day else [])])
    return f"{other} {point}" if other and not month and not re.match("[0-9]", other) else point
