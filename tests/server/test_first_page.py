"""The first answer: the whole page, as it stands for the address, before any script runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import dash_ag_grid
import pytest
from flask.testing import FlaskClient

from explorer.landscape import Landscape
from explorer.query.selection import FILTER_WORDS
from explorer.server import create_app


@pytest.fixture(scope="module")
def client(small_world: Landscape) -> FlaskClient:
    client: FlaskClient = create_app(replace(small_world, default_view="")).server.test_client()
    return client


def page(client: FlaskClient, address: str = "") -> str:
    return client.get("/" + address).text


def carried(text: str, name: str) -> Any:
    return json.loads(re.findall(f'<script type="application/json" id="{name}">(.*?)</script>', text)[0])


def main_of(text: str) -> str:
    return text[text.index("<main>") : text.index("</main>")]


def test_it_says_as_of_when_and_how_much_is_shown(client: FlaskClient) -> None:
    assert "5 events, 4 actors, 7 relations" in page(client)
    assert "3 of 5 events" in page(client, "?lanes=city")


def test_the_chronicle_the_details_and_the_controls_stand_for_the_address_asked_for(client: FlaskClient) -> None:
    text = page(client, "?sel=ana-reyes&lanes=city&axis=true")
    assert "Mayor of Riverton" in main_of(text)
    assert "Bus bill dies" not in main_of(text)
    assert re.search(r'<input type="checkbox" name="lanes" value="state">', text)
    assert re.search(r'<input type="checkbox" name="lanes" value="city" checked>', text)
    assert re.search(r'<input type="radio" name="axis" value="true" checked>', text)


def test_as_of_an_earlier_day_what_came_later_is_not_told_as_happened(client: FlaskClient) -> None:
    text = main_of(page(client, "?at=2025-07-10"))
    assert "10 July 2025" in text
    assert "Night bus order signed" not in text, "which a source of 2024 is cited for, and nobody called planned"
    assert "Order to become law" not in text
    text = main_of(page(client, "?at=2024-05-15"))
    assert "<b>Possible: </b>" in text and "Bus bill introduced" in text


def test_what_an_address_says_wrongly_gets_a_line_on_the_page(client: FlaskClient) -> None:
    assert "Nothing here is called “nobody”; nothing is selected." in page(client, "?sel=nobody")


def test_the_default_view_of_a_landscape_is_what_an_empty_address_shows(small_world: Landscape) -> None:
    assert "Mayor of Riverton" in main_of(create_app(small_world).server.test_client().get("/").text)


@pytest.mark.parametrize("added", ["fbclid=x", "utm_source=a&gclid=b", "amp;utm_source=x", "&&", "mibextid=x"])
def test_what_others_add_to_an_empty_address_leaves_the_default_view(small_world: Landscape, added: str) -> None:
    client = create_app(small_world).server.test_client()
    assert client.get(f"/?{added}").data == client.get("/").data


def test_an_unknown_part_alone_is_told_of_beside_the_default_view(small_world: Landscape) -> None:
    page = create_app(small_world).server.test_client().get("/?colour=red").text
    assert "The address says “colour”, which this page does not know." in page
    assert "Mayor of Riverton" in main_of(page)


def test_where_nothing_is_shown_it_says_which_filter_did_it_and_offers_the_way_back(client: FlaskClient) -> None:
    text = main_of(page(client, "?lanes=-&level=key"))
    assert "0 of 5 events are shown" in text
    assert 'data-go="level=&amp;lanes="' in text or 'data-go="lanes=&amp;level="' in text


def test_the_header_holds_every_filter_and_nothing_else(client: FlaskClient) -> None:
    text = page(client)
    header = text.partition('<header class="bar">')[2].partition("</header>")[0].partition("<dialog")
    inputs = re.findall(r'<input[^>]* name="([^"]+)"', header[0])
    assert {*inputs} == FILTER_WORDS.keys()


def test_scripts_wait_until_what_was_sent_is_on_the_screen(client: FlaskClient) -> None:
    text = page(client)
    scripts = re.findall(r"<script(?![^>]*application/json)[^>]*>", text[: text.index('<template id="dash-scripts">')])
    assert [re.findall('bundle/[0-9a-f]+/([a-z.]+)"', script) for script in scripts] == [["theme.js"]]
    assert re.search('<link rel="preload" as="script" href="bundle/[0-9a-f]+/page.js" id="page-script">', text)


def test_the_timeline_stands_in_it_as_on_paper_for_a_desk_and_for_a_phone(client: FlaskClient) -> None:
    box = (
        page(client, "?sel=ana-reyes&lanes=city").partition('<div class="tl-box">')[2].partition('<p class="tl-rest')[0]
    )
    svgs = re.findall(r'<div class="(\w+-only)"><svg [^>]*aria-label="(Timeline: 3 events in [^"]+)"', box)
    assert [name for name, _ in svgs] == ["wide-only", "narrow-only"]
    assert "var(--lane-1)" in box and "Bus bill dies" not in box
    assert not re.search("#[0-9A-F]{6}", box), "in the colours of the page"


def test_it_is_the_same_whatever_else_the_process_draws_with(small_world: Landscape) -> None:
    page = create_app(small_world).server.test_client().get("/").text
    assert dash_ag_grid.__name__ not in page and "dash_table" not in page


def test_the_layout_and_the_callbacks_carry_no_data(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout").text + client.get("/_dash-dependencies").text
    assert "Reyes" not in layout
    assert "order" not in layout.lower()


def test_what_the_scripts_read_names_the_days_a_slider_stops_at(client: FlaskClient) -> None:
    data = carried(page(client), "landscape-data")
    assert data["as_of"] == data["days"][-1] == "2025-07-25"
    assert carried(page(client), "view-data")["ties"]["council"][0] == "Riverton Council"


def test_the_same_page_is_sent_ready_made_and_not_at_all_where_the_browser_has_it(client: FlaskClient) -> None:
    first = client.get("/", headers={"Accept-Encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_bundle_is_named_by_its_content_and_kept_for_good(client: FlaskClient) -> None:
    path = re.findall(r"bundle/[0-9a-f]+/page\.js", page(client))[0]
    answer = client.get("/" + path)
    assert "immutable" in answer.headers["Cache-Control"]
    assert "function go(" in answer.text
    assert client.get("/bundle/00/page.js").status_code == 404


def test_what_is_only_for_readers_of_the_source_is_not_sent(client: FlaskClient) -> None:
    sent = {path: client.get("/" + path).text for path in re.findall(r"bundle/[0-9a-f]+/[\w.]+", page(client))}
    assert {path.rpartition("/")[2] for path in sent} == {"theme.js", "page.js", "page.css"}
    assert [path for path, text in sent.items() if re.search(r"^\s|^//|/\*\s|@type", text, re.MULTILINE)] == []
