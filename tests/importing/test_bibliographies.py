"""Sources to and from reference managers: what comes back is what went out, and what is there is not doubled."""

from __future__ import annotations

import csv
import json
import time
from dataclasses import replace
from datetime import date
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

import pytest

from explorer.data.load import load_landscape
from explorer.edtf import parse_when
from explorer.errors import BadInput, ExplorerError
from explorer.export.data.bibliography import CANNOT_HOLD
from explorer.export.formats import FORMATS, Job, export_bytes
from explorer.export.options import Options as ExportOptions
from explorer.importing.command import imported
from explorer.importing.formats import READERS
from explorer.importing.formats.references import bibtex, csl, ris
from explorer.importing.loose import Loose
from explorer.importing.settling.making import Options
from explorer.model import Source
from explorer.query.selection import Selection
from explorer.records import fields_of
from tests.importing.samples_others import BIB, CSL, RIS

TODAY = Options(date(2031, 8, 1))
SOURCES = [
    {"id": "herald-2031", "title": "She signs “R&D” order: 50 % {off} ~ C:\\x_y $5 #1 ^2", "publisher": "Herald & Co"},
    {"id": "undated", "title": "Page", "kind": "web page", "url": "https://a.example/p?x=1&y=%20"},
    {"id": "year", "title": "Book", "kind": "book", "published": "2030"},
    {"id": "month", "title": "Report", "kind": "report", "published": "2030-03", "retrieved": "2031"},
    {"id": "day", "title": "Act", "kind": "law text", "published": "2030-03-05", "retrieved": "2031-02-03"},
    {"id": "about", "title": "Ruling", "kind": "court", "published": "2030-03-05~"},
    {"id": "unsure", "title": "Data", "kind": "dataset", "published": "2030?"},
    {"id": "season", "title": "Speech", "kind": "podcast", "published": "2030-21"},
    {"id": "span", "title": "Release", "kind": "press release", "published": "2030-05/2030-06", "retrieved": "2030/.."},
    {"id": "either", "title": "Thesis", "kind": "thesis", "published": "[2029,2030]"},
    {"id": "of-two", "title": "Article", "kind": "article", "note": "(Authors: Reyes, Ana; Herald) Twice."},
    {"id": "with-doi", "title": "Paper", "kind": "paper", "url": "https://a.example/b",
     "note": "(DOI: 10.1234/ab) 9 %, (really)."},
    {"id": "all", "title": "Poll", "kind": "hearing", "line": "a", "reading": "excerpt", "group": "public record"},
    {"id": "umlaut", "title": "Käse, ñandú, 市議会, עברית – “x” — é", "kind": "news", "note": "Σ"},
]  # fmt: skip


def landscape_of(folder: Path, rows: list[dict[str, str]]) -> Path:
    """A landscape by hand with these sources, each cited by the one event."""
    folder.mkdir()
    (folder / "landscape.toml").write_text(
        'title = "T"\nsummary = "S."\nas_of = 2031-01-01\nlicence = "l"\n[[lanes]]\nid = "city"\nlabel = "City"\n'
    )
    usual = {"publisher": "Herald", "kind": "news", "group": "articles"}
    tables = {
        "sources": [usual | row for row in rows],
        "events": [
            {
                "id": "vote", "title": "Vote", "short_title": "Vote", "date": "2030", "lane": "city", "kind": "other",
                "status": "occurred", "weight": "1", "summary": "A vote.",
                "sources": ";".join(row["id"] for row in rows),
            }
        ],
        **{table: [] for table in ("actors", "relations", "claims", "instruments", "provisions", "gaps", "verbs")},
    }  # fmt: skip
    from explorer.data.load import TABLES

    for table, found in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(fields_of(TABLES[table])), lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    return folder


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return landscape_of(tmp_path_factory.mktemp("bibliography") / "hand", SOURCES)


def exported(folder: Path, format: str) -> bytes:
    job = Job(load_landscape(folder), FORMATS[format].pictures[0], Selection(), ExportOptions())
    data = export_bytes(job, format)
    assert data == export_bytes(job, format), "the same bytes each time"
    return data


@pytest.mark.parametrize("format", CANNOT_HOLD)
def test_what_goes_out_comes_back_but_for_what_the_format_is_listed_not_to_hold(
    format: str, by_hand: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"s{FORMATS[format].suffix}"
    file.write_bytes(exported(by_hand, format))
    imported([file], tmp_path / "back", TODAY)
    back = {source.id: source for source in load_landscape(tmp_path / "back").sources}
    for source in load_landscape(by_hand).sources:
        made = back[source.id]
        lost = {name: getattr(made, name) for name in CANNOT_HOLD[format]}
        assert made == replace(source, **lost)
    kept = {"group", "line", "reading"} - {*CANNOT_HOLD[format]}
    whole = next(source for source in load_landscape(by_hand).sources if source.id == "all")
    assert all(getattr(back["all"], name) == getattr(whole, name) for name in kept)
    assert all(getattr(back["all"], name) != getattr(whole, name) for name in CANNOT_HOLD[format]), "truly not held"


def test_every_field_of_a_source_is_held_or_listed() -> None:
    assert all({*left} < {*fields_of(Source)} for left in CANNOT_HOLD.values())
    assert {*CANNOT_HOLD} <= {*FORMATS}


def rows_of(loose: Loose | None) -> list[dict[str, str]]:
    assert loose is not None
    return loose.tables["sources"]


def test_what_zotero_writes_as_csl_is_read_with_dates_of_each_precision() -> None:
    loose = csl.read(json.dumps(CSL).encode(), "a.json")
    news, bill, case, report, page = rows_of(loose)
    assert news["published"] == "2030-01-20" and news["retrieved"] == "2031" and news["publisher"] == "Herald"
    assert news["title"] == "Order signed" and news["note"] == "(Authors: van Gogh, V.; City Press)"
    assert bill["kind"] == "law text" and bill["publisher"] == "Assembly" and bill["url"] == "https://doi.org/10.1000/1"
    assert (case["kind"], case["published"], report["published"]) == ("court", "2030-03/2030-05", "2030-23")
    assert page["published"] == "March 2030"
    assert loose is not None and any("“abstract”" in line for line in loose.not_kept)


def test_an_object_of_items_is_read_as_a_list_of_them() -> None:
    assert len(rows_of(csl.read(json.dumps({"a": CSL[0], "b": CSL[1]}).encode(), "a.json"))) == 2
    assert len(rows_of(csl.read(json.dumps({"items": CSL}).encode(), "a.json"))) == 5


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_ris_is_read_whatever_ends_its_lines(ends: str) -> None:
    news, act, report = rows_of(ris.read(RIS.replace("\n", ends).encode(), "a.ris"))
    assert news["title"] == "Order signed" and news["note"] == "(Authors: Reyes, Ana; Herald Staff)"
    assert news["published"] == "2030-07-21" and news["retrieved"] == "2030-07-22"
    assert act["kind"] == "law text" and act["url"] == "https://doi.org/10.1000/2" and act["published"] == "2029"
    assert report["published"] == "2030-03" and report["publisher"] == "Institute"


def test_bibtex_is_read_with_its_macros_and_letters() -> None:
    order, two = rows_of(bibtex.read(BIB.encode(), "a.bib"))
    assert order["title"] == "Order Signed & Café – Übung" and order["publisher"] == "Herald"
    assert order["note"] == "(Authors: Reyes, Ana; Riverton Herald)" and order["published"] == "jul 2030"
    assert order["url"] == "https://herald.example/a_b?x=%20" and order["retrieved"] == "2030-07-22"
    assert two["url"] == "https://b.example/" and two["published"] == "2030-08~"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(("read", "text"), [(ris.read, RIS), (bibtex.read, BIB)])
def test_every_encoding_of_old_programs_is_read(encoding: str, read: object, text: str) -> None:
    loose = read(text.replace("Reyes", "Réyes").encode(encoding), "a.txt")  # type: ignore[operator]
    assert "Réyes" in rows_of(loose)[0]["note"]
    assert any("Windows-1252" in line for line in loose.guessed) == (encoding == "cp1252")


COMMANDS = " ".join(f"\\x{''.join(letters)}" for letters in islice(product(ascii_lowercase, repeat=3), 2_100))
BROKEN = {
    "a reference that does not end, before others": ("a.ris", b"TY  - NEWS\nTI  - A\nTY  - NEWS\nTI  - B\nER  - \n"),
    "an RIS file without a reference": ("a.ris", b"TI  - A\n"),
    "a BibTeX file without an entry": ("a.bib", b"nothing"),
    "an entry that is not closed": ("a.bib", b"@book{a, title = {x}"),
    "a key twice": ("a.bib", b"@book{a, title={x}}\n@book{a, title={y}}\n"),
    "braces in braces": ("a.bib", b"@book{a, title={" + b"{" * 50_000 + b"}" * 50_000 + b"}}"),
    "more entries than are read": ("a.bib", b"@book{a, title={x}}\n" * 20_001),
    "thousands of commands": ("a.bib", b"@book{a, title={" + COMMANDS.encode() + b"}}"),
    "more references than are read": ("a.ris", b"TY  - NEWS\nER  - \n" * 20_001),
    "an author who is a number": ("a.json", b'[{"type": "book", "title": "A", "author": [5]}]'),
    "a title that is a list": ("a.json", b'[{"type": "book", "title": ["A"]}]'),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_bibliography_is_told_in_a_sentence_at_once(what: str) -> None:
    name, data = BROKEN[what]
    began = time.perf_counter()
    with pytest.raises(BadInput) as told:
        for read in READERS:
            read(data, name)
    assert " — " in str(told.value) and len(str(told.value)) < 200 and time.perf_counter() - began < 3


def test_no_command_of_latex_reads_a_file() -> None:
    (row,) = rows_of(bibtex.read(rb"@book{a, title={A \input{/etc/passwd} \include{/etc/passwd} B}}", "a.bib"))
    assert "root:" not in row["title"] and row["title"].startswith("A")


def test_a_reference_to_a_source_that_is_there_fills_its_gaps_and_touches_nothing_else(
    by_hand: Path, tmp_path: Path
) -> None:
    rows = [{"id": "a", "title": "Order", "url": "https://www.herald.example/a/"}, {"id": "b", "title": "Other"}]
    folder = landscape_of(tmp_path / "hand", rows)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    file = tmp_path / "a.ris"
    file.write_text(RIS)
    assert any("say --update" in line for line in imported([file], folder, TODAY))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before, "shown, and not written"
    imported([file], folder, TODAY, update=True)
    sources = {source.id: source for source in load_landscape(folder).sources}
    assert len(sources) == 4, "one was there, two are new"
    assert sources["a"].published == parse_when("2030-07-21") and sources["a"].title == "Order"
    assert sources["a"].note.startswith("(Authors: Reyes, Ana")
    same = [name for name, data in before.items() if name != "sources.csv"]
    assert all((folder / name).read_bytes() == before[name] for name in same)
    assert any("Nothing has changed" in line for line in imported([file], folder, TODAY, update=True))


def test_one_text_in_two_bibliographies_is_one_source(tmp_path: Path) -> None:
    one, two = tmp_path / "a.ris", tmp_path / "b.bib"
    one.write_text("TY  - JOUR\nTI  - A study\nDO  - 10.1234/AB.1\nER  - \n")
    two.write_text("@article{x, title={Another title of it}, doi={10.1234/ab.1}, year=2030}\n@book{y, title={Book}}\n")
    imported([one, two], tmp_path / "made", TODAY)
    sources = load_landscape(tmp_path / "made").sources
    assert [source.title for source in sources] == ["A study", "Book"]
    assert sources[0].published == parse_when("2030")


def test_two_chapters_at_one_address_of_one_file_stay_two(tmp_path: Path) -> None:
    file = tmp_path / "a.bib"
    file.write_text("@book{x, title={One}, url={https://a.org/b}}\n@book{y, title={Two}, url={https://a.org/b}}\n")
    imported([file], tmp_path / "made", TODAY)
    assert len(load_landscape(tmp_path / "made").sources) == 2


def test_a_landscape_made_by_hand_takes_sources_alone(by_hand: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("When,What\n2030,Vote\n")
    with pytest.raises(ExplorerError, match="takes sources alone"):
        imported([file], by_hand, TODAY, update=True)


def test_rows_cite_the_references_of_a_bibliography_beside_them_by_key_and_by_address(tmp_path: Path) -> None:
    table, file = tmp_path / "a.csv", tmp_path / "a.bib"
    table.write_text("When,What,Source\n2030,Vote,reyes_order_2030\n2031,Rally,https://b.example/\n")
    file.write_text(BIB)
    imported([table, file], tmp_path / "made", TODAY)
    made = load_landscape(tmp_path / "made")
    titles = {source.id: source.title for source in made.sources}
    assert [titles[event.sources[0].source] for event in made.events] == ["Order Signed & Café – Übung", "Two"]
