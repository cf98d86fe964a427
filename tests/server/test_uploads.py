"""PowerPoint files handed in at the page: looked at first, used for one answer, kept nowhere."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from explorer.cache import cache_of
from explorer.export.options import Options
from explorer.export.slides.deck import deck_bytes
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.server.files.uploads import UPLOAD_LIMIT, UPLOAD_TYPE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house() -> bytes:
    theirs = Presentation()
    theirs.slide_layouts.get_by_name("Title Only").name = "House style"
    written = BytesIO()
    theirs.save(written)
    return written.getvalue()


def handed(client: FlaskClient, address: str, data: bytes, kind: str = UPLOAD_TYPE) -> Any:
    return client.post(address, data=data, content_type=kind)


def arrived(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The last line that says how far it is, and the file after it."""
    while True:
        line, _, data = data.partition(b"\n")
        said = json.loads(line)
        if "bytes" in said or "error" in said:
            return said, data


def test_a_template_is_looked_at_before_anything_is_made(client: FlaskClient, house: bytes) -> None:
    answer = handed(client, "/take/template?called=house.pptx", house)
    (first, about_the_face) = json.loads(answer.data)["said"]
    assert first == "Slides of 10 × 7.5 inches in Calibri, light."
    assert "Calibri could not be measured" in about_the_face


def test_a_deck_comes_in_the_templates_design_and_neither_is_kept(
    client: FlaskClient, house: bytes, small_world: Landscape
) -> None:
    before = set(cache_of(small_world)._held)
    answer = handed(client, "/take/themed/timeline.pptx?sel=ana-reyes&called=house.pptx", house)
    said, file = arrived(answer.data)
    assert (said["name"], said["bytes"]) == ("riverton-timeline-ana-reyes-2025-07-25.pptx", len(file))
    assert Presentation(BytesIO(file)).slides[0].slide_layout.name == "House style"
    kept = {key[0] for key in set(cache_of(small_world)._held) - before if isinstance(key, tuple)}
    assert kept <= {"axis", "timeline of events"}, "where events stand in so much room, whoever asks for it"
    again = arrived(handed(client, "/take/themed/timeline.pptx?sel=ana-reyes&called=house.pptx", house).data)
    assert again[1] == file, "the turn ended with the answer"


def test_a_deck_is_refreshed_and_said_what_became_of_it(client: FlaskClient, small_world: Landscape) -> None:
    deck = deck_bytes(visible(small_world, Selection()), Options(actors=("ana-reyes",)))
    said, file = arrived(handed(client, "/take/refresh?called=buses.pptx", deck).data)
    assert said["name"] == "buses.pptx" and said["said"][0].startswith("0 shapes renewed")
    assert len(Presentation(BytesIO(file)).slides) == len(Presentation(BytesIO(deck)).slides)


@pytest.mark.parametrize("place", ["template", "refresh"])
def test_what_is_no_deck_is_refused_in_a_sentence(client: FlaskClient, place: str) -> None:
    answer = handed(client, f"/take/{place}?called=notes.pptx", b"not a deck")
    assert answer.status_code == 400
    assert json.loads(answer.data)["error"].startswith("notes.pptx cannot be read as a PowerPoint file (.pptx) — ")


def test_a_bad_template_ends_the_making_in_a_sentence(client: FlaskClient) -> None:
    said, _ = arrived(handed(client, "/take/themed/deck.pptx?called=notes.pptx", b"not a deck").data)
    assert said["error"].startswith("notes.pptx cannot be read")


def test_no_form_of_another_site_can_hand_a_file_in(client: FlaskClient, house: bytes) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        assert handed(client, "/take/template", house, kind).status_code == 415


def test_a_file_that_is_too_large_is_not_read(client: FlaskClient) -> None:
    assert handed(client, "/take/template", bytes(UPLOAD_LIMIT + 1)).status_code == 413


def test_a_client_that_leaves_ends_its_turn(client: FlaskClient, house: bytes) -> None:
    answer = client.post("/take/themed/deck.pptx?called=h.pptx", data=house, content_type=UPLOAD_TYPE, buffered=False)
    next(iter(answer.iter_encoded()))
    busy = handed(client, "/take/template?called=house.pptx", house)
    assert busy.status_code == 429 and "try again in a moment" in json.loads(busy.data)["error"]
    answer.close()
    assert handed(client, "/take/template?called=house.pptx", house).status_code == 200
