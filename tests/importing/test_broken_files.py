"""Whatever is wrong with a file: one or a few sentences, no traceback, no hang, and nothing written."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.importing.grids import OLE
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
            packed.writestr(name.replace("__", "/"), data)
    return written.getvalue()


def far_sheet() -> bytes:
    """A workbook whose sheet unpacks to far more than anybody needs."""
    return repacked(SOUND, xl__worksheets__sheet1_dot_xml=b"<x>" + b" " * 250_000_000)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>&b;</sheetData></worksheet>'
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
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
    "a workbook that unpacks to 250 MB": ("a.xlsx", far_sheet, "unpacks to 250 MB"),
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
    "a web page": ("a.csv", b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
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
    "more rows than are read": ("a.csv", lambda: b"When,What\n" + b"2024,Vote\n" * 100_001, "more than 100,000 rows"),
    "a quote that never ends": ("a.csv", b'"When,What\n2024-05,Vote\n2024-06,Poll\n', "double quote|no sheet"),
    "two headers and nothing else": ("a.csv", b"Date,Date\n2024,2025\n", "no sheet has headers"),
    "ties without a verb or an end": ("a.csv", b"From,Relationship,To\nAna,,\n,knows,\n", "No event and no actor"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_broken_file_is_told_in_a_sentence_and_nothing_is_written(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data, words = FILES[what]
    file = tmp_path / name
    file.write_bytes(data() if callable(data) else data)
    assert main(["import", str(file), "--to", str(tmp_path / "made")]) in (1, 2)
    told = capsys.readouterr().err
    assert any(word in told for word in words.split("|")), told
    assert "Traceback" not in told and len(told) < 3_000
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing else is there"


PLACES: Mapping[str, tuple[Callable[[Path], object], str]] = {  # what stands where the landscape is to go
    "a file": (lambda place: place.write_text("mine"), "is no folder"),
    "a folder of somebody else’s": (
        lambda place: (place.mkdir(), (place / "mine.txt").write_text("mine")),
        "choose a new folder",
    ),
    "a landscape made by hand": (
        lambda place: (place.mkdir(), (place / "events.csv").write_text("id")),
        "choose a new folder",
    ),
}


@pytest.mark.parametrize("what", PLACES)
def test_what_stands_there_is_never_written_over(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, place = tmp_path / "a.csv", tmp_path / "made"
    file.write_text(ROWS)
    PLACES[what][0](place)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert main(["import", str(file), "--to", str(place)]) == 1
    assert PLACES[what][1] in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["missing.xlsx", ".", "x\x00y.csv", "n" * 300 + ".csv"])
def test_a_file_that_is_not_there_is_told(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", os.path.join(tmp_path, name), "--to", str(tmp_path / "made")]) == 1  # noqa: PTH118
    assert "is not there" in (told := capsys.readouterr().err) or "is a folder" in told or "cannot be read" in told


def test_a_folder_that_has_problems_since_is_not_updated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, place = tmp_path / "a.csv", tmp_path / "made"
    file.write_text(ROWS)
    assert main(["import", str(file), "--to", str(place)]) == 0
    (place / "events.csv").write_text("id\n")
    file.write_text(ROWS + "2024-06,Rally\n")
    assert main(["import", str(file), "--to", str(place), "--update"]) == 1
    assert "problem" in capsys.readouterr().err
    assert (place / "events.csv").read_text() == "id\n"


def test_problems_are_told_by_the_row_of_the_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Date,Event,Description\n2024-05,Vote,ok\n2024-06,Poll," + "é" * 3_000 + "; " + "x" * 3_000 + "\n")
    main(["import", str(file), "--to", str(tmp_path / "made")])
    told = capsys.readouterr()
    assert "cut" in told.out or "row 3" in told.err
