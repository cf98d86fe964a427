"""The chronicle as HTML: text stays text, every name leads on, numbers are those of the list of sources."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from explorer.landscape import Landscape
from explorer.page import sentences
from explorer.page.chronicle_list import chronicle_html
from explorer.page.sentences import Prose
from explorer.query.selection import from_query
from explorer.query.visible import visible


def html(landscape: Landscape, address: str = "") -> str:
    return chronicle_html(visible(landscape, from_query(address, landscape)[0]), Prose(landscape))


def text(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", markup))


def row(markup: str, id: str) -> str:
    return next(part for part in markup.split("<li ") if f'data-id="{id}"' in part.split("</a>")[0])


def test_a_row_reads_as_a_sentence(small_world: Landscape) -> None:
    told = text(row(html(small_world), "night-order").partition(">")[2])
    assert told.startswith(
        "21 Jul Night bus order signed. Sources differ: cost. 1 2 City · Ana Reyes signed · Night riders supports "
        "(claimed by Ana Reyes)"
    )


def test_what_has_not_happened_says_so_before_its_title(small_world: Landscape) -> None:
    assert "Planned: Order to become law." in text(html(small_world))
    assert "Occurred:" not in html(small_world)


def test_events_and_actors_are_links_that_work_without_scripts(small_world: Landscape) -> None:
    told = html(small_world)
    assert '<a class="record" href="?sel=night-order" data-id="night-order">Night bus order signed</a>' in told
    assert '<a class="record" href="?sel=ana-reyes" data-id="ana-reyes">Ana Reyes</a>' in told


def test_sources_keep_their_numbers_whatever_is_shown(small_world: Landscape) -> None:
    told = row(html(small_world, "lanes=city"), "resolution-2000")
    assert 'href="#source-2"' in told
    assert "Town of Riverton" in told
    assert "p2" not in told, "a place that no reader can open is not shown"


def test_text_from_the_data_is_never_markup(small_world: Landscape) -> None:
    nasty = '<img src=x onerror="alert(1)">&"'
    events = tuple(replace(event, title=nasty) for event in small_world.events)
    actors = tuple(replace(actor, name=nasty) for actor in small_world.actors)
    claims = tuple(replace(claim, property=nasty) for claim in small_world.claims)
    lanes = tuple(replace(lane, label=nasty) for lane in small_world.lanes)
    changed = {"events": events, "actors": actors, "claims": claims, "lanes": lanes}

    class Tags(HTMLParser):
        seen: set[str] = set()  # noqa: RUF012 - one parser, one test

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.seen.add(tag)

    parser = Tags()
    parser.feed(html(replace(small_world, **changed)))
    assert "img" not in parser.seen
    assert {"li", "a", "h3"} <= parser.seen


def test_where_nothing_is_shown_there_is_nothing_to_read(small_world: Landscape) -> None:
    assert html(small_world, "lanes=-") == ""


def test_the_same_selection_gives_the_same_bytes(small_world: Landscape) -> None:
    assert html(small_world, "level=key") == html(small_world, "level=key")


def test_a_number_that_the_list_of_sources_does_not_reach_leads_to_the_publication(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentences, "LISTED_SOURCES", 1)
    told = row(html(replace(small_world)), "night-order")
    assert 'href="#source-1"' in told
    assert '#source-2"' not in told
    assert f'href="{Prose(small_world).sources[1].url}" rel="noopener noreferrer"' in told
