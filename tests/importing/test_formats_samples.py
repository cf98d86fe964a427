"""What holds of every format."""

from __future__ import annotations

import pytest

from explorer.importing.formats import READERS
from explorer.importing.formats.mapping import formats_told
from tests.importing.samples import SAMPLES, bytes_of, take


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_format_is_taken_by_its_own_reader_and_by_no_other(sample: str) -> None:
    name, value, module = SAMPLES[sample]
    data = bytes_of(value)
    takers = [reader.__module__.rpartition(".")[2] for reader in READERS if reader(data, name) is not None]
    assert takers == [module]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_row_cites_a_source_that_is_in_the_file_and_every_reference_is_the_key_of_a_row(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    tables = take(value, name).tables
    keys = {row["key"] for rows in tables.values() for row in rows if "key" in row}
    sources = {row["key"] for row in tables["sources"]}
    for table in ("actors", "events", "instruments", "relations"):
        for row in tables.get(table, []):
            assert set(row["sources"].split("; ")) <= sources, row
    for row in tables.get("relations", []):
        assert {row["subject"], row["object"]} <= keys, row
    for row in tables.get("events", []):
        assert row.get("instrument") in {None, *keys}, row


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_party_is_taken_into_any_cell_and_no_mail_address(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    cells = [cell for rows in take(value, name).tables.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if "Green" in cell and "Greens" not in cell]
    assert not [cell for cell in cells if "[D-" in cell or "[R-" in cell or "person@" in cell or "x@example" in cell]


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_guessed_and_what_is_not_kept_is_said_in_sentences(sample: str) -> None:
    name, value, _ = SAMPLES[sample]
    loose = take(value, name)
    assert all(said[0].isupper() and said.endswith(".") for said in [*loose.guessed, *loose.not_kept])


def test_every_reader_says_at_its_head_what_becomes_what() -> None:
    told = "\n".join(formats_told())
    sections = told.split("## ")[1:]
    assert len(sections) >= len({reader.__module__ for reader in READERS})
    for section in sections:
        assert "→" in section and section.count("\n- ") >= 1, section


def test_a_sample_of_every_reader_is_there() -> None:
    assert {module for _, _, module in SAMPLES.values()} == {read.__module__.rpartition(".")[2] for read in READERS}
