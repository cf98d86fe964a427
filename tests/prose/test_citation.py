"""How to cite a view and a record, in one line that says as of when and where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from explorer.data.checks.audit import content_hash
from explorer.prose.citation import record_citation, view_citation

LINK = "https://example.org/?sel=ana-reyes"


def test_a_view_is_cited_with_its_selection_its_day_the_content_and_the_link(small_world) -> None:
    said = view_citation(small_world, "Selected: Ana Reyes.", small_world.as_of, LINK)
    assert said == (
        "Riverton and the night buses. Selected: Ana Reyes. As of 25 July 2025. Data of the Policy Landscape Explorer, "
        f"content hash {content_hash(small_world)}. Licence: CC0-1.0. {LINK}"
    )


def test_a_view_of_an_earlier_day_says_both_days(small_world) -> None:
    said = view_citation(small_world, "Nothing selected.", date(2025, 3, 1), "")
    assert "As of 1 March 2025. Data of the Policy Landscape Explorer as of 25 July 2025, content hash" in said


def test_a_record_is_cited_with_its_own_sources_and_the_places_in_them(small_world) -> None:
    said = record_citation(small_world, small_world.selectable["night-order"], small_world.as_of, LINK)
    assert said == (
        "Night bus order signed, in Riverton and the night buses, as of 25 July 2025, sources: "
        "Riverton Herald, Night buses to run, 22 July 2025; Town of Riverton, Council minutes, 2 May 2024. " + LINK
    )


def test_a_citation_is_one_line_whatever_a_title_holds(small_world) -> None:
    odd = replace(small_world.selectable["ana-reyes"], name="Ana\nReyes\t<b>")
    assert record_citation(small_world, odd, small_world.as_of, "").startswith("Ana Reyes <b>, in Riverton")
