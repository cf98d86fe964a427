"""The shapes of answers, which the browser's modules rely on: what is declared is what is sent."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pydantic import TypeAdapter

from explorer.data.load import load_landscape
from explorer.data.packed import unpacked
from explorer.landscape import Landscape
from explorer.page.assets import ASSETS
from explorer.server import create_app
from explorer.server.answers import file_shapes, shapes
from explorer.server.answers.file_shapes import MakingLine, Refusal, SavedFile
from explorer.server.answers.shapes import (
    ANSWERS,
    FacetsAnswer,
    LandscapeData,
    SavedPicks,
    StretchPayload,
    TimelinePayload,
    ViewAnswer,
)
from explorer.server.files.uploads import UPLOAD_TYPE
from tests.bench.worlds import write_world
from tests.bundled import saved_page
from tests.js.declare import DECLARED, declared
from tests.sweeps import one_in

pytestmark = pytest.mark.slow


def assert_is(shape: Any, sent: Any) -> None:
    """All of it is declared, and nothing else is in it."""
    read = TypeAdapter(shape).validate_python(sent)
    assert json.loads(json.dumps(read)) == sent


@pytest.fixture(scope="module")
def client(bundled: Landscape) -> FlaskClient:
    return create_app(bundled).server.test_client()


def test_the_browser_is_told_the_shapes_as_they_are() -> None:
    assert DECLARED.read_text(encoding="utf-8") == declared(), "run python -m tests.js.declare"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "axis=even&rows=kind",
        "axis=true&rows=actor&sel=tim-keller",
        "rows=instrument&at=2025-07-21&clock=known",
        "nodes=actors&sel=tim-keller&to=city-council",
        "sel=tim-keller&steps=2&lanes=city&from=2020-01-01&until=2025-01-01",
        "lanes=-",
    ],
)
def test_a_view(client: FlaskClient, address: str) -> None:
    assert_is(ViewAnswer, client.get(f"/view?{address}").json)
    assert_is(FacetsAnswer, client.get(f"/facets?{address}").json)


ASKED = {
    "state": ["/state"],
    "view": ["/view?sel=tim-keller"],
    "timeline": ["/timeline?first=2025-01-01&last=2025-07-01"],
    "facets": ["/facets", "/facets?lanes=city&status=occurred&sel=tim-keller"],
    "pick/*": ["/pick/972?sel=tim-keller", "/pick/358?sel=tim-keller", "/pick/972?sel=hb-9-2025&at=2025-03-01"],
    "find": ["/find?q=keller", "/find?q=zzzz", "/find?q=resolution&ends=1&lanes=state", "/find?q=2025"],
    "actors": ["/actors"],
    "embed-code": ["/embed-code?sel=tim-keller"],
    "take/plan/*": ["/take/plan/timeline.svg", "/take/plan/network.csv", "/take/plan/deck.pptx"],
    "take/actors": ["/take/actors?sel=tim-keller"],
}


@pytest.mark.parametrize("path", ASKED)
def test_what_an_address_answers(client: FlaskClient, path: str) -> None:
    for address in ASKED[path]:
        assert_is(ANSWERS[path], client.get(address).json)


def test_what_is_said_of_a_template(client: FlaskClient) -> None:
    written = BytesIO()
    Presentation().save(written)
    answer = client.post("/take/template?called=house.pptx", data=written.getvalue(), content_type=UPLOAD_TYPE)
    assert_is(ANSWERS["take/template"], answer.json)


def test_every_address_that_answers_with_json_has_its_shape(client: FlaskClient) -> None:
    assert {*ASKED, "take/template"} == set(ANSWERS)
    rules = [rule.rule for rule in client.application.url_map.iter_rules() if "GET" in (rule.methods or ())]
    plain = [rule for rule in rules if "<" not in rule and not rule.startswith("/_")]
    told = {rule for rule in plain if client.get(rule).is_json and client.get(rule).status_code == 200}
    assert {re.sub(r"^pick/\d+$", "pick/*", rule.removeprefix("/")) for rule in told} <= set(ANSWERS)


def test_a_refusal(client: FlaskClient) -> None:
    for address in ("/nowhere", "/take/plan/timeline.docx", "/timeline?first=never"):
        answer = client.get(address)
        assert answer.status_code >= 400
        assert_is(Refusal, answer.json)


def test_the_lines_before_a_file(client: FlaskClient) -> None:
    *lines, last = lines_of(client.get("/take/making/timeline.svg").data)
    for line in (*lines, last):
        assert_is(MakingLine, line)
    assert last["bytes"] and last["name"] and last["type"]


def lines_of(data: bytes) -> list[Any]:
    """What is said before the file itself."""
    found: list[Any] = []
    while not found or "bytes" not in found[-1]:
        line, _, data = data.partition(b"\n")
        found.append(json.loads(line))
    return found


def test_what_the_first_page_carries(client: FlaskClient) -> None:
    text = client.get("/?sel=tim-keller").text
    for name, shape in (("landscape-data", LandscapeData), ("view-data", ViewAnswer)):
        found = re.search(f'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
        assert found
        assert_is(shape, json.loads(found[1]))


@pytest.mark.parametrize("axis", one_in(2, ["folded", "even"]))
def test_a_crowded_timeline_and_a_stretch_of_it(tmp_path: Path, axis: str) -> None:
    write_world(tmp_path, 3_000)
    client = create_app(load_landscape(tmp_path)).server.test_client()
    view = client.get(f"/view?axis={axis}").json["timeline"]
    assert view["heat"]
    assert_is(TimelinePayload, view)
    for first, last in (("2000-01-01", "2026-01-01"), ("2025-03-01", "2025-03-02")):
        assert_is(StretchPayload, client.get(f"/timeline?axis={axis}&first={first}&last={last}").json)


def test_what_a_saved_page_holds() -> None:
    for id, shape in (("offline-data", SavedFile), ("offline-picks", SavedPicks)):
        found = re.search(f'<script type="text/plain" id="{id}">(.*?)</script>', saved_page())
        assert found
        assert_is(shape, json.loads(unpacked(found[1])))


def test_no_shape_is_left_open() -> None:
    """Neither in Python nor in the modules that read the answers."""
    for module in (shapes, file_shapes):
        assert not re.search(r"\bAny\b", Path(str(module.__file__)).read_text(encoding="utf-8"))
    for path in sorted(ASSETS.rglob("*.[jt]s")):
        for types in re.findall(r"@\w+ \{(.*?)\}|(?<=: )(any\b)", path.read_text(encoding="utf-8")):
            assert not re.search(r"(?<![.\w])any\b", " ".join(types)), path
