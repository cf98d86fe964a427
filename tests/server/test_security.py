"""The server's doors: what comes in is checked, what goes out carries its headers, nothing shows a traceback."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from explorer.landscape import Landscape
from explorer.server import create_app
from explorer.server.doors.security import BODY_LIMIT, CALLBACK_PATH

OUTPUT = "details-body.children"


def body(search: Any = "", **changes: Any) -> dict[str, Any]:
    return {
        "output": OUTPUT,
        "outputs": {"id": "details-body", "property": "children"},
        "inputs": [{"id": "asked", "property": "data-address", "value": search}],
        "changedPropIds": ["asked.data-address"],
        "parsedChangedPropsIds": ["asked.data-address"],
    } | changes


def test_details_are_answered_for_an_address(client: FlaskClient) -> None:
    answer = client.post(CALLBACK_PATH, json=body("?sel=ana-reyes"))
    assert answer.status_code == 200
    assert "Ana Reyes" in answer.text
    assert "signed" in answer.text


MALFORMED: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "NaN": b'{"output": NaN}',
    "a key twice": b'{"output": "a", "output": "b"}',
    "a deep nest": b"[" * 5000 + b"]" * 5000,
    "an unknown output": json.dumps(body(output="x.children")).encode(),
    "an output that is no text": json.dumps(body(output={"id": 1})).encode(),
    "no inputs": json.dumps(body(inputs=[])).encode(),
    "inputs that are no list": json.dumps(body(inputs={"a": 1})).encode(),
    "inputs of another callback": json.dumps(body(inputs=[{"id": "x", "property": "y", "value": 1}])).encode(),
    "inputs that are numbers": json.dumps(body(inputs=[1])).encode(),
    "other outputs than named": json.dumps(body(outputs=[{"id": "live", "property": "children"}])).encode(),
    "outputs that are a text": json.dumps(body(outputs="details-body.children")).encode(),
    "state nobody asked for": json.dumps(body(state=[{"id": "x", "property": "y"}])).encode(),
    "changed parts that are no list": json.dumps(body(changedPropIds="x")).encode(),
    "changed parts that are numbers": json.dumps(body(changedPropIds=[1])).encode(),
    "an address that is a number": json.dumps(body(7)).encode(),
    "an address that is a list": json.dumps(body(["?sel=a"])).encode(),
    "an address of 100 000 letters": json.dumps(body("a" * 100_000)).encode(),
}


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_body_is_refused_in_one_shape(client: FlaskClient, sent: bytes) -> None:
    answer = client.post(CALLBACK_PATH, data=sent, content_type="application/json")
    assert answer.status_code == 400
    told = json.loads(answer.text)
    assert (told["ok"], told["status"]) == (False, 400)
    assert "Traceback" not in answer.text


def test_a_body_over_the_limit_is_refused_by_its_size(client: FlaskClient) -> None:
    answer = client.post(CALLBACK_PATH, data=b" " * (BODY_LIMIT + 1), content_type="application/json")
    assert answer.status_code == 413


def test_only_json_by_post_is_a_callback(client: FlaskClient) -> None:
    assert client.post(CALLBACK_PATH, data="x", content_type="text/plain").status_code == 415
    assert client.get(CALLBACK_PATH).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/assets/none.js",
        "/assets/../app.py",
        "/_dash-component-suites/dash/none.js",
        "/_dash-component-suites/os/path.py",
        "/picture/timeline.svg",
        "/_mcp",
        "/console",
    ],
)
def test_a_path_that_is_not_there_is_a_404(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_lost_reader_gets_a_way_back(client: FlaskClient) -> None:
    answer = client.get("/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert 'href="./"' in answer.text


@pytest.mark.parametrize("path", ["/take/other.svg", "/take/timeline.svg?theme=neon"])
def test_a_picture_that_cannot_be_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/", "/?sel=" + "x" * 1500, "/?%00%ff=1", "/?sel=<script>", "/healthz"])
def test_a_nonsense_address_is_still_answered(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nowhere", "/assets/css/page/tokens.css", "/take/network.svg", "/healthz"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts
    assert "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_no_cookie_is_set(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers


def test_the_first_answer_already_holds_chronicle_network_and_sources(client: FlaskClient) -> None:
    page = client.get("/").text
    assert '<html lang="en"' in page
    assert "Night bus order signed" in page
    assert 'class="network pane has-sel"' in page  # the default view selects a record
    assert 'id="source-1"' in page


def test_hostile_text_in_the_data_cannot_end_an_element_of_the_page(small_world: Landscape) -> None:
    hostile = "</script><script>alert(1)</script>"
    events = tuple(replace(event, title=hostile, summary=hostile) for event in small_world.events)
    page = create_app(replace(small_world, events=events)).server.test_client().get("/").text
    assert "<script>alert" not in page


def test_debugging_and_the_model_protocol_are_off(small_world: Landscape) -> None:
    app = create_app(small_world)
    assert not app.server.debug
    assert app.server.test_client().post("/_mcp", json={}).status_code in (404, 405)
