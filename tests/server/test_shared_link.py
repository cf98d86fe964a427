"""A link to the page elsewhere: its card, the picture on it, and the frame of another site."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from explorer.landscape import Landscape
from explorer.page import layout
from explorer.server import create_app
from explorer.server.settings import Settings
from tests.hostile_world import TRICKS
from tests.sweeps import one_in

HOME = "https://policy.example/riverton/"
SITE = "https://news.example"


class Head(HTMLParser):
    """What the head of a page says of it: the content of every meta element by its name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        name = named.get("property") or named.get("name")
        if tag == "meta" and name:
            assert name not in self.said, "said once"
            self.said[name] = named["content"] or ""


def client_of(landscape: Landscape, **settings: Any) -> FlaskClient:
    client: FlaskClient = create_app(landscape, Settings(**settings)).server.test_client()
    return client


@pytest.fixture(scope="module")
def client(small_world: Landscape) -> FlaskClient:
    return client_of(small_world, base_url=HOME, embedders=(SITE,))


def card(client: FlaskClient, query: str = "") -> dict[str, str]:
    return Head(client.get(f"/{query}").text).said


# --- the card --------------------------------------------------------------------------------------------------------


def test_a_card_says_what_is_picked_and_how_much_is_shown_as_of_when(client: FlaskClient) -> None:
    said = card(client, "?sel=council&lanes=city&at=2025-01-01")
    assert said["og:title"] == "Riverton Council · Riverton and the night buses"
    assert said["og:description"].startswith("The town's legislature. Selected: Riverton Council. Only lanes: City. ")
    assert re.search(r"\d of 5 events, .* As of 1 January 2025\.$", said["og:description"])
    assert said["og:url"] == f"{HOME}?sel=council&at=2025-01-01&lanes=city"
    assert said["og:image"] == f"{HOME}card.png?sel=council&at=2025-01-01&lanes=city"
    assert said["og:image:alt"].startswith("Timeline. ") and said["twitter:card"] == "summary_large_image"


def test_a_page_whose_address_nobody_has_set_names_no_address(small_world: Landscape) -> None:
    said = card(client_of(small_world), "?sel=council")
    assert said["og:title"].startswith("Riverton Council") and said["twitter:card"] == "summary"
    assert not {"og:url", "og:image"} & said.keys()
    forged = client_of(small_world, trusted_proxies=1).get("/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in forged.text


@pytest.mark.parametrize("query", ["", "?sel=ana-reyes", "?lanes=-", "?at=1990-01-01", "?sel=nobody&axis=x"])
def test_every_address_has_a_picture_of_1200_by_630_px(client: FlaskClient, query: str) -> None:
    address = urlsplit(card(client, query)["og:image"])
    assert f"{address.scheme}://{address.netloc}/riverton/" == HOME
    answer = client.get(f"/card.png?{address.query}")
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert struct.unpack(">II", answer.data[16:24]) == (1200, 630)


def test_the_same_view_has_the_same_picture_however_its_address_is_written(client: FlaskClient) -> None:
    one, other = (
        client.get(f"/card.png?{query}") for query in ("sel=council&lanes=city", "lanes=city&sel=council&x=1")
    )
    assert one.data == other.data and one.headers["ETag"] == other.headers["ETag"]
    assert one.data != client.get("/card.png?sel=riders").data


@pytest.mark.parametrize("text", one_in(6, TRICKS))
def test_a_hostile_title_stays_text_in_the_card_and_in_the_code(small_world: Landscape, text: str) -> None:
    hostile = client_of(replace(small_world, title=text, summary=text), base_url=HOME)
    said = card(hostile, "?sel=council")
    assert said["og:title"].endswith(text.replace("\r\n", "\n"))
    code = hostile.get("/embed-code?sel=council").json["code"]
    assert re.fullmatch(r'<iframe( [a-z]+="[^"<>]*")+></iframe>', code)


# --- the frame -------------------------------------------------------------------------------------------------------


def test_the_code_of_a_frame_leads_to_the_view_and_says_who_may_show_it(client: FlaskClient) -> None:
    told = client.get("/embed-code?sel=council&lanes=city").json
    assert f'src="{HOME}?embed=1&amp;sel=council&amp;lanes=city"' in told["code"]
    assert 'title="Riverton Council · Riverton and the night buses"' in told["code"]
    assert told["said"] == f"It shows on {SITE}; no other site may show it."
    assert "<script" not in told["code"]


def test_where_no_site_may_show_it_that_is_said(small_world: Landscape) -> None:
    told = client_of(small_world).get("/embed-code").json
    assert told["said"] == "No site may show it yet: whoever runs this server names the sites with --embed."
    assert 'src="./?embed=1' in told["code"], "the page completes it"


def test_a_page_in_a_frame_is_the_instrument_with_a_way_to_the_whole(client: FlaskClient) -> None:
    framed, whole = client.get("/?embed=1&sel=council").text, client.get("/?sel=council").text
    assert '<div class="embedded">' in framed and '<div class="embedded">' not in whole
    assert '<a href="./" target="_blank" rel="noopener">Open the whole page</a>' in framed
    assert f'"frame":["{SITE}"]' in framed and '"frame"' not in whole
    assert "frame-ancestors https://news.example;" in client.get("/?embed=1").headers["Content-Security-Policy"]


def test_a_frame_without_a_view_shows_the_default_one_and_tells_of_no_foreign_part(client: FlaskClient) -> None:
    assert layout.notes(()) in client.get("/?embed=1").text
    assert '"address":"sel=ana-reyes"' in client.get("/?embed=1").text
