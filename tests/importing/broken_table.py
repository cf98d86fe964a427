"""Two tables of files: broken ones, and such as only look so. What each is, its name, its bytes, what comes of it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

import openpyxl

from explorer.importing.sheets.grids import OLE
from tests.importing.books import book

SOUND = book(("Timeline", [["When", "What"], ["2024-05", "Vote"]]))


def repacked(data: bytes, **changed: bytes | None) -> bytes:
    """A workbook with parts of it replaced, added or, where None is given, left out; "__" stands for "/"."""
    parts: dict[str, bytes | None] = {
        name.replace("__", "/").replace("_dot_", "."): text for name, text in changed.items()
    }
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            if text is not None:
                new.writestr(name, text)
    return written.getvalue()


def zipped(**parts: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return written.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """A zip whose directory says that every part unpacks to so many bytes."""
    at, changed = data.index(b"PK\x01\x02"), bytearray(data)
    while changed[at : at + 4] == b"PK\x01\x02":
        struct.pack_into("<L", changed, at + 24, size)
        name, extra, remark = struct.unpack_from("<HHH", changed, at + 28)
        at += 46 + name + extra + remark
    return bytes(changed)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&b;</sheetData></worksheet>'
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
LAUGHING_GRAPH = (
    b'<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>'
)
WEB_PAGE = b"\xef\xbb\xbf\n<!DOCTYPE html><html><head><title>404</title></head><body>Sign in</body></html>"
WEB_ENDS = ("csv", "json", "xml", "ics", "graphml", "xlsx", "bib", "ris", "yaml")
NO_DAYS = b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Meeting\nEND:VEVENT\nEND:VCALENDAR\n"
ROWS = "When,What\n2024-05,Vote\n"

FILES: Mapping[
    str, tuple[str, bytes | Callable[[], bytes], str]
] = {  # what it is -> its name, its bytes, words of the answer
    "an empty CSV": ("a.csv", b"", "is empty"),
    "an empty workbook file": ("a.xlsx", b"", "is empty"),
    "nothing but blanks": ("a.csv", b"  \n\t\n ,,, \n", "is empty"),
    "nothing but NUL": ("a.csv", b"\x00" * 5_000, "is empty"),
    "nothing but a byte-order mark": ("a.csv", b"\xef\xbb\xbf", "no header|no sheet|empty"),
    "a header without rows": ("a.csv", b"When,What\n", "No event and no actor|no sheet"),
    "a workbook of empty sheets": ("a.xlsx", lambda: book(("One", []), ("Two", [])), "no sheet"),
    "a workbook with headers alone": ("a.xlsx", lambda: book(("Events", [["Date", "Event"]])), "no sheet|No event"),
    "headers that say nothing": ("a.csv", b"foo,bar,baz\n1,2,3\n", "no sheet has headers"),
    "numbers without a header": ("a.csv", b"1,2,3\n4,5,6\n7,8,9\n", "no sheet has headers"),
    "a text in prose": ("a.csv", b"Dear all,\nthe council met.\nYours", "no sheet has headers"),
    "events without any date": ("a.csv", b"Date,Event\n,Vote\n,Hearing\n", "has no date"),
    "events with dates that nobody reads": ("a.csv", b"Date,Event\nsome day,Vote\nlater,Hearing\n", "is not a date"),
    "dates that may be read two ways": (
        "a.csv",
        b"Date,Event\n3/4/2024,Vote\n4/5/2024,Hearing\n",
        "March 4 or April 3",
    ),
    "dates of both orders": ("a.csv", b"Date,Event\n3/25/2024,Vote\n25/3/2024,Poll\n3/4/2024,Rally\n", "both kinds"),
    "an old workbook": ("a.xls", OLE + b"\x00" * 4_000, ".xlsx"),
    "a workbook under a password": ("a.xlsx", OLE + b"EncryptedPackage" * 99, "password"),
    "a CSV that is an old workbook": ("a.csv", OLE + b"\x00" * 4_000, "password|old"),
    "a PDF": ("a.pdf", b"%PDF-1.7 \n...", "cannot be read as .pdf"),
    "a PDF called CSV": ("a.csv", b"%PDF-1.7 \n\x00\x01\x02...", "no spreadsheet"),
    "a picture called a workbook": ("a.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x01" * 500, "no spreadsheet"),
    "a Word document": ("a.docx", zipped(word__document=b"<w/>"), "cannot be read as .docx"),
    "a Word document called a workbook": ("a.xlsx", zipped(word__document=b"<w/>"), "not a workbook"),
    "a zip of anything": ("a.xlsx", zipped(other=b"x"), "a zip file, not a workbook"),
    "a zip called CSV": ("a.csv", zipped(other=b"x"), "not a workbook"),
    "an empty zip": ("a.xlsx", zipped(), "not a workbook"),
    "a workbook cut in half": ("a.xlsx", SOUND[: len(SOUND) // 2], "cut off or damaged"),
    "a workbook without its last bytes": ("a.xlsx", SOUND[:-30], "cut off or damaged"),
    "a workbook with noise in the middle": (
        "a.xlsx",
        SOUND[:400] + b"\xff" * 300 + SOUND[700:],
        "damaged|not a workbook|no workbook",
    ),
    "a workbook without its sheet": (
        "a.xlsx",
        repacked(SOUND, xl__worksheets__sheet1_dot_xml=None),
        "damaged|no sheet",
    ),
    "a workbook whose sheet is no XML": (
        "a.xlsx",
        repacked(SOUND, xl__worksheets__sheet1_dot_xml=b"<a><b>"),
        "damaged",
    ),
    "a workbook whose book is no XML": ("a.xlsx", repacked(SOUND, xl__workbook_dot_xml=b"nothing"), "damaged"),
    "a workbook without its types": ("a.xlsx", repacked(SOUND, **{"[Content_Types].xml": None}), "damaged"),
    "a workbook with a laughing sheet": ("a.xlsx", repacked(SOUND, xl__worksheets__sheet1_dot_xml=LAUGHS), "entities"),
    "a workbook that reads a file of ours": (
        "a.xlsx",
        repacked(SOUND, xl__worksheets__sheet1_dot_xml=OUTSIDE),
        "entities",
    ),
    "a workbook that unpacks to hundreds of MB": ("a.xlsx", lying(SOUND, 30_000_000), "unpacks to"),
    "a workbook of 6,000 parts": ("a.xlsx", lambda: zipped(**{f"p{n}": b"" for n in range(6_000)}), "unpacks|parts"),
    "a workbook of 80 sheets": ("a.xlsx", lambda: book(*((f"S{n}", [["a"]]) for n in range(80))), "80 sheets"),
    "formulas without values": (
        "a.xlsx",
        lambda: book(("Events", [["Date", "Event"], ["=A1", "=B1"]])),
        "formulas hold no value",
    ),
    "error values in every cell": (
        "a.xlsx",
        lambda: book(("Events", [["Date", "Event"], ["#REF!", "#N/A"]])),
        "no sheet|No event",
    ),
    **{f"a web page called {end}": (f"a.{end}", WEB_PAGE, "web page") for end in WEB_ENDS},
    "an answer that says what is wrong": ("a.json", b'{"error": "Not Found"}', "says “Not Found”"),
    "such an answer called CSV": ("a.csv", b'{"message": "Rate limit", "url": "x"}', "says “Rate limit”"),
    "a line of words of a sign-in": ("a.csv", b"Please sign in to continue\n", "no sheet has headers"),
    "empty JSON": ("a.json", b"", "is empty"),
    "an empty calendar file": ("a.ics", b" \r\n", "is empty"),
    "JSON of an empty object": ("a.json", b"{}", "holds nothing but {}"),
    "JSON of an empty list": ("a.json", b" [] ", "holds nothing but []"),
    "JSON of null": ("a.json", b"null", "holds nothing but null"),
    "JSON of a text": ("a.json", b'"x"', "no format of .json"),
    "JSON of one bracket": ("a.json", b"{", "no format of .json"),
    "one letter": ("a.csv", b"x", "no sheet has headers"),
    "a UTF-16 mark alone": ("a.csv", b"\xff\xfe", "is empty"),
    "a mark and JSON of nothing": ("a.json", b"\xef\xbb\xbf", "is empty"),
    "JSON cut in half": ("a.json", b'{"events": [{"start_date": {"year": "2024"}, "text": {"headl', "breaks off"),
    "JSON in Latin-1": ("a.json", '{"identifier": "é"}'.encode("latin-1"), "UTF-8"),
    "JSON with NaN": ("a.json", b'{"events": [{"start_date": {"year": NaN}}]}', "not a number"),
    "JSON with Infinity": ("a.json", b'{"events": [{"start_date": {"year": -Infinity}}]}', "not a number"),
    "JSON with a key twice": ("a.json", b'{"events": [], "events": [1]}', "twice"),
    "JSON nested in objects": ("a.json", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nested deeper"),
    "JSON with a number of 5,000 digits": ("a.json", b'{"a": ' + b"9" * 5_000 + b"}", "digits"),
    "JSON with 1e999": ("a.json", b'{"a": 1e999}', "too large"),
    "JSON lines cut": ("a.jsonl", b'{"id": "a", "schema": "Person", "properties": {}}\n{"id": "b", "sch', "line 2"),
    "JSON lines of nothing known": ("a.jsonl", b'{"a": 1}\n{"a": 2}\n', "no format of .jsonl"),
    "GraphML cut in half": ("a.graphml", b'<graphml><graph><node id="a"/><no', "not sound XML"),
    "GEXF cut in half": ("a.gexf", b'<gexf><graph><nodes><node id="a" lab', "not sound XML"),
    "GraphML that laughs": ("a.graphml", LAUGHING_GRAPH, "DOCTYPE"),
    "GraphML that reads a file of ours": (
        "a.graphml",
        LAUGHING_GRAPH.replace(b'"ha"', b'SYSTEM "/etc/passwd"'),
        "DOCTYPE",
    ),
    "GraphML with a type on the net": ("a.graphml", b'<!DOCTYPE g SYSTEM "http://127.0.0.1:9/"><graphml/>', "DOCTYPE"),
    "a calendar cut in half": ("a.ics", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:2024", "breaks off"),
    "a calendar in calendars": ("a.ics", b"BEGIN:VCALENDAR\n" * 3_000, "calendar"),
    "a calendar without days": ("a.ics", NO_DAYS, "without a date"),
    "YAML that refers to itself": ("a.yaml", b"a: &a [*a]\n", "refers to another place"),
    "YAML cut in half": ("a.yaml", b"- id: {bioguide: 'Q", "not sound YAML"),
    "BibTeX cut in half": ("a.bib", b"@book{a, title = {x", "not sound BibTeX"),
    "RIS of nothing": ("a.ris", b"TI  - A\n", "holds no reference"),
    "a spreadsheet of OpenDocument": ("a.ods", zipped(content_dot_xml=b"<x/>"), "save it as .xlsx"),
    "a spreadsheet of Numbers": ("a.numbers", b"PK\x03\x04", "export it as .xlsx"),
    "a zip file": ("a.zip", zipped(a=b"x"), "open a zip of tables"),
    "a zip with a path that climbs": ("a.xlsx", zipped(**{"..__..__x": b"x"}), "not a workbook"),
    "a zip in a zip": ("a.xlsx", zipped(inner=zipped(inner=b"x" * 99)), "not a workbook"),
    "a zip whose directory is gone": ("a.xlsx", SOUND[: SOUND.rindex(b"PK\x01\x02")], "cut off or damaged"),
    "a zip that lies about its sizes": ("a.xlsx", lying(SOUND, 1), "damaged"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x01" * 99, "cannot be read as .png"),
    "a picture called JSON": ("a.json", b"\x89PNG\r\n\x1a\n" + b"\x01" * 99, "no format of .json"),
    "a program": ("a.csv", b"MZ\x90\x00" + b"\x00" * 300, "no spreadsheet"),
    "a database": ("a.sqlite", b"SQLite format 3\x00" + b"\x00" * 99, "export the table as CSV"),
    "a database called CSV": ("a.csv", b"SQLite format 3\x00" + b"\x00" * 99, "no spreadsheet"),
    "bytes with many NULs": ("a.csv", b"\x01\x00\x02\x00\x90\x4e" * 100, "no text"),
    "a million columns that say nothing": ("a.csv", b"a," * 1_000_000, "first 200|no sheet"),
    "only dates that there are not": (
        "a.csv",
        b"When,What\n2024-02-31,Vote\n31 February 2024,Poll\n",
        "is a day that there is not",
    ),
    "only years out of reach": (
        "a.csv",
        b"When,What\n0000,Vote\n-500,Poll\n99999,Rally\n1e400,Hike\n",
        "is not a date",
    ),
    "XML called CSV": ("a.csv", b"<?xml version='1.0'?><a/>", "web page or XML"),
    "XML": ("a.xml", b"<?xml version='1.0'?><a/>", "no format of .xml"),
    "JSON of nothing known": ("a.json", b'{"a": 1}', "no format of .json"),
    "deep JSON": ("a.json", b"[" * 200_000, "no format of .json|nested deeper"),
    "JSON called CSV": ("a.csv", b'{"events": [{"date": "2024"}]}', "no sheet has headers"),
    "UTF-16 cut in a letter": ("a.csv", ROWS.encode("utf-16")[:-1], "UTF-16"),
    "bytes of no text": ("a.csv", bytes(range(1, 32)) * 300, "is no text"),
    "a CSV in gzip": ("a.csv", b"\x1f\x8b\x08" + b"\x01" * 300, "no spreadsheet"),
    "a gzip": ("a.gz", b"\x1f\x8b\x08" + b"\x01" * 300, "unpack it first"),
    "a cell of 60 MB": ("a.csv", lambda: b'When,What\n2024,"' + b"x" * 60_000_000 + b'"\n', "larger than the 50 MB"),
    "a quote that never ends": ("a.csv", b'"When,What\n2024-05,Vote\n2024-06,Poll\n', "double quote|no sheet"),
    "two headers and nothing else": ("a.csv", b"Date,Date\n2024,2025\n", "no sheet has headers"),
    "ties without a verb or an end": ("a.csv", b"From,Relationship,To\nAna,,\n,knows,\n", "No event and no actor"),
}


def in_1904() -> bytes:
    """A workbook of an old Mac, whose days are counted from 1904."""
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = made.active
    sheet.title = "Events"
    sheet.append(["When", "What"])
    sheet.append([datetime(2024, 5, 6), "Vote"])
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def with_a_hidden_sheet() -> bytes:
    made = openpyxl.load_workbook(
        io.BytesIO(book(("Events", EVENTS), ("Old events", [["When", "What"], ["2020", "Hid"]])))
    )
    made["Old events"].sheet_state = "hidden"
    return saved(made)


def protected() -> bytes:
    """A workbook whose sheets may be read and not changed."""
    made = openpyxl.load_workbook(io.BytesIO(book(("Events", EVENTS))))
    made["Events"].protection.set_password("x")
    made.security.lockStructure = True
    return saved(made)


def merged() -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book(("Events", [["When", "What"], ["2024-05", "Vote"], ["", "Poll"]]))))
    made["Events"].merge_cells("A2:A3")
    return saved(made)


EVENTS = [["When", "What"], ["2024-05", "Vote"]]
CAFE = "When,What\n2024-05,Café vote\n"
_XML = '<?xml version="1.0" encoding="{}"?><graphml><graph><node id="é"/></graph></graphml>'

READ: Mapping[str, tuple[str, bytes | Callable[[], bytes], str]] = {  # … -> its names and dates, in their order
    **{
        f"a CSV in {code}": ("a.csv", CAFE.encode(code), "Café vote 2024-05")
        for code in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1")
    },
    "UTF-8 that was taken for Windows-1252": ("a.csv", CAFE.encode().decode("cp1252").encode(), "Café vote 2024-05"),
    "semicolons": ("a.csv", b"When;What\n2024-05;Vote, final\n", "Vote, final 2024-05"),
    "tabs": ("a.tsv", b"When\tWhat\n2024-05\tVote\n", "Vote 2024-05"),
    "a line that says which mark": ("a.csv", b"sep=;\nWhen;What\n2024-05;Vote\n", "Vote 2024-05"),
    "lines that end as on an old Mac": ("a.csv", b"When,What\r2024-05,Vote\r", "Vote 2024-05"),
    "quotes inside a cell": (
        "a.csv",
        b'When,What\n2024-05,The "big" vote\n2024-06,Poll\n',
        'The "big" vote 2024-05, Poll 2024-06',
    ),
    "line breaks in a cell": ("a.csv", b'When,What\n2024-05,"Vote\nof all"\n', "Vote of all 2024-05"),
    "rows of other lengths": ("a.csv", b"When,What\n2024-05,Vote,x,y\n2024-06\n,,\n", "Vote 2024-05"),
    "a header twice": ("a.csv", b"Date,Event,Event\n2024-05,Vote,Other\n", "Vote 2024-05"),
    "a name twice": ("a.csv", b"Name,Role\nAna Reyes,Mayor\nAna Reyes,Judge\n", "Ana Reyes"),
    "NUL bytes": ("a.csv", b"When,What\n2024-05,Vo\x00te\n", "Vote 2024-05"),
    "letters that nobody sees": (
        "a.csv",
        "When,What\n2024,\u202eTim\u202c K\u200beller \u2066x\u2069\n".encode(),
        "Tim Keller x 2024",
    ),
    "names that a program might trip over": (
        "a.csv",
        b"Name,Role\n__proto__,Mayor\nconstructor,Judge\n",
        "__proto__, constructor",
    ),
    "keys that a program might trip over": (
        "a.json",
        b'{"__proto__": 1, "events": [{"start_date": {"year": 2024}, "text": {"headline": "__proto__"}}]}',
        "__proto__ 2024",
    ),
    "formulas as text": (
        "a.csv",
        b"When,What\n2024,=HYPERLINK(1)\n2025,@SUM(A1)\n",
        "=HYPERLINK(1) 2024, @SUM(A1) 2025",
    ),
    "error values": ("a.csv", b"When,What\n#REF!,Vote\n2024,#NAME?\n2024,Poll\n", "Poll 2024"),
    "money and shares": (
        "a.csv",
        b'When,What\n2024,45% of rides\n2025,"$1,200.50"\n',
        "45% of rides 2024, $1,200.50 2025",
    ),
    "times with an offset": (
        "a.csv",
        b"When,What\n2024-05-06T20:00:00-05:00,Vote\n2024-05-07T01:00:00.000Z,Poll\n",
        "Vote 2024-05-06, Poll 2024-05-07",
    ),
    "years in two digits": (
        "a.csv",
        b"When,What\n5/16/24,Vote\n6-May-98,Poll\nMay '24,Rally\n",
        "Vote 2024-05-16, Poll 1998-05-06, Rally 2024-05",
    ),
    "the year 9999": ("a.csv", b"When,What\n9999,Vote\n", "Vote 9999"),
    "days counted from 1900": ("a.csv", b"When,What\n45859,Vote\n", "Vote 2025-07-21"),
    "a workbook that counts from 1904": ("a.xlsx", in_1904, "Vote 2024-05-06"),
    "a hidden sheet": ("a.xlsx", with_a_hidden_sheet, "Vote 2024-05"),
    "sheets that may not be changed": ("a.xlsx", protected, "Vote 2024-05"),
    "cells merged over rows": ("a.xlsx", merged, "Vote 2024-05, Poll 2024-05"),
    "an empty sheet before": ("a.xlsx", lambda: book(("Empty", []), ("Events", EVENTS)), "Vote 2024-05"),
    "a workbook called CSV": ("a.csv", lambda: book(("Events", EVENTS)), "Vote 2024-05"),
    "a file without an ending": ("data", CAFE.encode(), "Café vote 2024-05"),
    "a table in Markdown": ("a.md", b"| When | What |\n|---|---|\n| 2024 | Vote |\n", "Vote 2024"),
    "XML in UTF-16": ("a.graphml", _XML.format("utf-16").encode("utf-16"), "é"),
    "XML in Latin-1": ("a.graphml", _XML.format("iso-8859-1").encode("latin-1"), "é"),
    "JSON in UTF-16": ("a.json", '{"persons": [{"id": "1", "name": "é"}], "memberships": []}'.encode("utf-16"), "é"),
}
