"""The page “About the data”: what it tells, where it leads, and that it stands without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from explorer.data.checks.audit import content_hash
from explorer.data.checks.findings import KINDS
from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.page.plain.about import _FINDINGS, about_page
from explorer.page.sentences import Prose
from explorer.server import create_app


def told(world: Landscape) -> str:
    """The page's words, without markup."""
    return " ".join(re.sub("<[^>]+>", " ", page(world)).replace("&amp;", "&").split())


def page(world: Landscape) -> str:
    return about_page(
        world, Prose(world), {"theme.js": "bundle/1/theme.js", "page.css": "bundle/2/page.css", "icon": "/icon"}
    )


class Outline(HTMLParser):
    """Elements as they open, those that are still open, and every id and link."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        self.opened.append(tag)
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)
        self.ids += [found["id"]] if found.get("id") else []
        self.links += [found["href"]] if tag == "a" else []
        self.scripts += [found.get("src")] if tag == "script" else []

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


def test_the_page_is_served_with_the_headers_of_every_page(small_world) -> None:
    answer = create_app(small_world).server.test_client().get("/about")
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<title>About the data · Riverton and the night buses</title>" in answer.text


def test_it_is_the_same_page_each_time(small_world) -> None:
    client = create_app(small_world).server.test_client()
    assert client.get("/about").data == client.get("/about?sel=ana-reyes").data


def test_its_only_script_is_the_theme_and_nothing_comes_from_elsewhere(small_world) -> None:
    text = page(small_world)
    assert Outline(text).scripts == ["bundle/1/theme.js"]
    assert re.findall(r'<(?:link|script|img)[^>]+(?:href|src)="(?!bundle/|/icon)', text) == []
    assert "style=" not in text


def test_every_element_is_closed_every_id_its_own_and_every_jump_arrives(small_world) -> None:
    outline = Outline(page(small_world))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


def test_headings_never_skip_a_level(small_world) -> None:
    levels = [int(tag[1]) for tag in Outline(page(small_world)).opened if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_citation_is_ready_to_copy(small_world) -> None:
    assert (
        "Riverton and the night buses. Data of the Policy Landscape Explorer as of 25 July 2025, "
        f"content hash {content_hash(small_world)}. Licence: CC0-1.0."
    ) in told(small_world)


def test_a_disagreement_is_told_in_full_and_leads_to_its_record(small_world) -> None:
    assert '<h3><a href="./?sel=night-order">Night order</a></h3>' in page(small_world)
    words = told(small_world)
    assert (
        "Sources contradict — cost Ana Reyes 2 million a year · preferred 1 The only figure with a budget line. "
        "Night riders 1 million a year · contradicted" in words
    )
    assert "The only figure with a budget line." in words


@pytest.mark.parametrize(("about", "home"), [("stop-anywhere", "order-text"), ("riders-back", "riders")])
def test_what_is_contested_of_a_rule_or_a_tie_leads_to_the_record_that_shows_it(write_world, about, home) -> None:
    rows = f"a,{about},scope,all,preferred,,Why not.,herald\nb,{about},scope,some,contradicted,,,minutes\n"
    world = load_landscape(write_world(claims=("cost-riders,", rows + "cost-riders,")))
    assert f'<h3><a href="./?sel={home}">' in page(world)


def test_what_was_not_found_is_told_with_its_remark(small_world) -> None:
    assert "The minutes of the vote of 2000: not found. The archive begins in 2004." in told(small_world)


def test_every_source_stands_with_its_number_its_address_and_its_rows(write_world, small_world) -> None:
    assert '<tr id="source-1"><td>1</td><th scope="row">Riverton Herald' in page(small_world)
    assert '<a href="https://herald.example/buses" rel="noopener noreferrer">Night buses to run</a>' in page(
        small_world
    )
    assert "22 July 2025 · news · articles 17" in told(small_world)
    uncited = ("minutes,Council", "diary,A diary,A rider,,,,news,articles,own,\nminutes,Council")
    assert "– A rider, A diary no date · news · articles · line of evidence “own” 0" in told(
        load_landscape(write_world(sources=uncited))
    )


def test_every_bar_has_its_number_beside_it(small_world) -> None:
    text = page(small_world)
    bars = re.findall(r'<td class="count[^"]*"><span>([0-9]+)</span><span class="share"[^>]*><svg', text)
    assert len(bars) == text.count("<svg")


def test_findings_are_folded_by_kind_and_lead_to_their_records(small_world) -> None:
    world = replace(small_world, as_of=date(2026, 1, 1))
    text = page(world)
    assert '“<a href="./?sel=ordinance-planned">Order to become law</a>”' in text
    assert '<a href="./?sel=ana-reyes">Ana Reyes signed Night order</a>' in text
    assert text.count("<details>") == 2
    assert "A single source 11 rows" in told(world)


def test_every_kind_of_finding_has_a_heading() -> None:
    assert set(_FINDINGS) == set(KINDS)


def test_a_landscape_with_nothing_to_tell_says_so(small_world) -> None:
    emptied = ("actors", "events", "instruments", "provisions", "relations", "claims", "gaps", "sources")
    bare = replace(small_world, **dict.fromkeys(emptied, ()))
    words = told(bare)
    assert "No two sources differ in anything that is recorded here." in words
    assert "Nothing is recorded as looked for in vain." in words
    assert "Nothing was found that a curator should look at again." in words


def test_a_hostile_landscape_is_shown_as_its_letters(write_world) -> None:
    mark = "<script>alert(1)</script>"
    world = load_landscape(
        write_world(
            landscape=("Riverton and the night buses", mark),
            gaps=("The archive", f"{mark} The archive"),
            claims=("2 million a year", mark),
            sources=("Night buses to run", mark),
            actors=("Night riders", f"Night {mark}"),
        )
    )
    assert "alert(1)</script>" not in page(world)
    assert page(world).count("&lt;script&gt;alert(1)") >= 6


def test_the_explorer_leads_to_the_page_and_the_page_back(small_world) -> None:
    client = create_app(small_world).server.test_client()
    assert len(re.findall('<a [^>]*href="about"[^>]*>About the data</a>', client.get("/").text)) == 2
    assert client.get("/about").text.count('<a href="./">Back to the explorer</a>') == 2
