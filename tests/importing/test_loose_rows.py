"""What a reader of another format hands on: foreign keys are references, are kept, and find their row again."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.errors import ExplorerError
from explorer.importing import reading
from explorer.importing.command import imported
from explorer.importing.loose import Loose
from explorer.importing.settling.making import Options
from explorer.importing.sheets.words import HEADERS
from tests.importing.books import book
from tests.sweeps import one_in

TODAY = Options(date(2026, 11, 29))


def bill(title: str = "Bill introduced") -> Loose:
    loose = Loose(title="A bill")
    loose.add("sources", key="api-1", title="The bill's page", publisher="Legislature", url="https://leg.example/1")
    loose.add("sources", key="api-2", title="The vote's page", publisher="Legislature", url="https://leg.example/2")
    loose.add("instruments", key="ocd-bill/1", title="An act on buses", number="HB 1", lane="State", sources="api-1")
    loose.add("actors", key="ocd-person/7", name="Ana Reyes", kind="person", sources="api-1")
    loose.add(
        "events", key="ocd-bill/1#1", title=title, date="2025-01-21", instrument="ocd-bill/1", step="1", sources="api-1"
    )
    loose.add("events", key="ocd-bill/1#2", title="Floor vote", date="2025-02-03", instrument="ocd-bill/1", step="2")
    loose.add(
        "relations", key="s1", subject="ocd-person/7", verb="introduced", object="ocd-bill/1#1", sources="api-1;api-2"
    )
    loose.add("relations", subject="ocd-person/7", verb="yea", object="ocd-bill/1#2", where="votes[0]")
    loose.add("claims", about="ocd-bill/1#2", property="count", value="33 to 31", sources="api-2")
    return loose


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Loose], None]:
    """Makes the one reader hand on these rows for every file of its own."""

    def read_as(loose: Loose) -> None:
        monkeypatch.setattr(reading, "READERS", (lambda data, name: loose if data == b'{"bill": 1}' else None,))

    return read_as


def test_foreign_keys_are_references(tmp_path: Path, reader: Callable[[Loose], None]) -> None:
    (tmp_path / "bill.json").write_bytes(b'{"bill": 1}')
    reader(bill())
    imported([tmp_path / "bill.json"], tmp_path / "made", TODAY)
    landscape = load_landscape(tmp_path / "made")
    assert {(tie.subject, tie.verb, tie.object) for tie in landscape.relations} == {
        ("ana-reyes", "sponsored", "bill-introduced"),
        ("ana-reyes", "voted-for", "floor-vote"),
    }
    (sponsored,) = [tie for tie in landscape.relations if tie.verb == "sponsored"]
    assert len(sponsored.sources) == 2
    assert [(event.instrument, event.step) for event in landscape.events] == [("hb-1", 1), ("hb-1", 2)]
    assert landscape.claims[0].about == "floor-vote" and {event.lane for event in landscape.events} == {"state"}


def test_a_row_is_found_again_by_its_foreign_key(tmp_path: Path, reader: Callable[[Loose], None]) -> None:
    (tmp_path / "bill.json").write_bytes(b'{"bill": 1}')
    reader(bill())
    imported([tmp_path / "bill.json"], tmp_path / "made", TODAY)
    with (tmp_path / "made" / "import.csv").open(encoding="utf-8", newline="") as kept:
        assert ("events", "bill-introduced", "ocd-bill/1#1") in {
            (r["table"], r["id"], r["key"]) for r in csv.DictReader(kept)
        }
    reader(bill("Bill brought in"))
    imported([tmp_path / "bill.json"], tmp_path / "made", TODAY, update=True)
    titles = {event.id: event.title for event in load_landscape(tmp_path / "made").events}
    assert titles == {"bill-introduced": "Bill brought in", "floor-vote": "Floor vote"}


def test_what_no_reader_knows_goes_to_the_sheets(tmp_path: Path, reader: Callable[[Loose], None]) -> None:
    (tmp_path / "a.csv").write_text("Date,Event\n2024,Vote\n")
    reader(bill())
    imported([tmp_path / "a.csv"], tmp_path / "made", TODAY)
    assert [event.title for event in load_landscape(tmp_path / "made").events] == ["Vote"]


CELLS = (
    *(
        "Ana Reyes",
        "City Council",
        "SB 12",
        "Vote",
        "vote",
        "Reyes",
        "",
        "signed",
        "city",
        "other",
        "uncited",
        "A and B",
        "X; Y",
    ),
    *(
        "=1+1",
        "-5",
        "'x",
        "#N/A",
        "投票",
        "a" * 5_000,
        "constructor",
        "https://x.example/a",
        "javascript:x",
        "http://[bad",
    ),
    *(
        "source@L1",
        "uncited@3",
        "@",
        "; ;",
        "\u202eabc",
        "e" + "\u0301" * 40,
        "3/4/2024",
        "2024",
        "TBD",
        "2024-05/..",
        "[2024..]",
    ),
    *(
        "not found",
        "preferred",
        "claimed",
        "planned",
        "person",
        "date",
        "signed by",
        "2031",
        "../2024",
        '"',
        "a\nb",
        "__proto__",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("seed", one_in(6, range(60)))
def test_whatever_stands_in_a_workbook_it_is_a_landscape_or_a_sentence(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    sheets = []
    for table in chance.sample(list(HEADERS), chance.randint(1, 4)):
        columns = [words.split("|")[0] for words in HEADERS[table].values()]
        chosen = chance.sample(columns, min(len(columns), chance.randint(2, 9)))
        rows = [[chance.choice(CELLS) for _ in chosen] for _ in range(chance.randint(1, 12))]
        sheets.append((table, [chosen, *rows]))
    (tmp_path / "a.xlsx").write_bytes(book(*sheets))
    try:
        imported([tmp_path / "a.xlsx"], tmp_path / "made", Options(date(2026, 11, 29), dates="us"))
    except ExplorerError as refused:
        assert "problem" not in str(refused)
        assert not (tmp_path / "made").exists()
    else:
        assert load_landscape(tmp_path / "made").sources is not None
