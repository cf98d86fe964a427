"""The front door answers what is kept ready just as Flask behind it would."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import Client

from explorer.landscape import Landscape
from explorer.server import create_app
from explorer.server.doors.security import CALLBACK_PATH
from tests.addresses import details_of

JSON = {"Content-Type": "application/json"}

ASKED = (
    "/",
    "/?sel=ana-reyes&lanes=city",
    "/?sel=nobody",
    "/?%ff%00=1&sel=%C3%A9",
    "/about",
    "/about?x=1",
    "/view?lanes=city",
    "/network/972.svg",
    "/network/358.svg?sel=council",
    "/network/7.svg",
    "/timeline?first=2025-01-01&last=2025-07-01",
    "/timeline?first=2025-01-01&last=2024-07-01",
    "/timeline?first=x",
    "/find?q=night&ends=1",
    "/find?q=" + "x" * 200,
    "/actors?lanes=state",
    "/view?" + "x" * 9_000,
    "/nowhere",
)
HEADERS: dict[str, dict[str, str]] = {
    "nothing": {},
    "a browser": {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept": "text/html"},
    "gzip alone": {"Accept-Encoding": "gzip"},
    "no brotli": {"Accept-Encoding": "br;q=0, gzip;q=0.5"},
    "anything else": {"Accept-Encoding": "identity;q=0.5, *;q=0"},
    "garbage": {"Accept-Encoding": ";;,=,q", "If-None-Match": 'W/"x", *'},
}


@pytest.fixture(scope="module")
def both(small_world: Landscape) -> tuple[Client, Client]:
    """Through the door, and past it."""
    app = create_app(small_world)
    return Client(app.server), Client(type(app.server).wsgi_app.__get__(app.server))


def told(answer: Any) -> tuple[int, bytes, list[tuple[str, str]]]:
    return answer.status_code, answer.data, sorted(answer.headers)


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize("path", ASKED)
def test_an_address_gets_the_same_answer_through_the_door_and_past_it(
    both: tuple[Client, Client], path: str, headers: dict[str, str]
) -> None:
    through, past = (client.get(path, headers=headers) for client in both)
    assert told(through) == told(past)


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "OPTIONS"])
def test_another_method_gets_the_same_answer_too(both: tuple[Client, Client], method: str) -> None:
    through, past = (client.open("/view?lanes=city", method=method) for client in both)
    assert told(through) == told(past)


def test_what_the_browser_has_is_not_sent_again(both: tuple[Client, Client]) -> None:
    for client in both:
        tag = client.get("/view").headers["ETag"]
        again = client.get("/view", headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("value", ["?sel=ana-reyes", "", None, 7, ["x"], "x" * 90_000])
def test_details_are_the_same_through_the_door_and_past_it(both: tuple[Client, Client], value: object) -> None:
    through, past = (client.post(CALLBACK_PATH, data=details_of(value).body, headers=JSON) for client in both)
    assert told(through) == told(past)


def test_details_are_the_bytes_that_dash_itself_would_write(small_world: Landscape) -> None:
    app = create_app(small_world)
    body = details_of("?sel=ana-reyes").body
    ours = app.server.test_client().post(CALLBACK_PATH, data=body, headers=JSON)
    with app.server.test_request_context(CALLBACK_PATH, method="POST", data=body, headers=JSON):
        dash = app.backend.serve_callback(app)()
    assert ours.json == dash.json


def test_no_header_tells_a_version(both: tuple[Client, Client]) -> None:
    for client in both:
        for path in ASKED:
            answer = client.get(path)
            assert not {"Server", "X-Powered-By"} & {*answer.headers.keys()}
    page = both[0].get("/").text
    assert "python_version" not in page
    assert "end_id" not in page


def test_without_scripts_there_is_a_link_to_every_file_of_what_is_shown(both: tuple[Client, Client]) -> None:
    page = both[0].get("/?sel=council&lanes=city").text
    links = page[page.index('class="downloads"') :]
    for file in ("take/deck.pptx", "take/network.gexf", "take/timeline.csv", "take/timeline.html"):
        assert f'href="{file}?sel=council&amp;lanes=city"' in links
        assert both[0].get(f"/{file}?sel=council&lanes=city").status_code == 200
