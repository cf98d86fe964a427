"""What the server sends of the timeline: lean, plain data, from which the browser draws it."""

from __future__ import annotations

import gzip
import json
from typing import Any

from explorer.landscape import Landscape
from explorer.model import Event
from explorer.timeline.payload import timeline_payload
from explorer.timeline.scene import timeline_scene
from tests.timeline.timeline_world import event, world


def payload(*events: Event, **more: Any) -> dict[str, Any]:
    return timeline_payload(timeline_scene(world(*events, **more)))


def test_the_payload_of_the_bundled_landscape_is_lean(bundled: Landscape) -> None:
    for rows in ("lane", "actor"):
        drawn = json.dumps(timeline_payload(timeline_scene(bundled, rows=rows)), separators=(",", ":"))  # type: ignore[arg-type]
        assert len(gzip.compress(drawn.encode())) < 16_000


def test_the_payload_is_plain_data_and_the_same_each_time() -> None:
    events = (event("a", "2000"), event("b", "2025-07-21"))
    assert json.loads(json.dumps(payload(*events))) == json.loads(json.dumps(payload(*events)))


def test_another_landscape_has_another_key() -> None:
    assert payload(event("a", "2000"))["key"] != payload(event("a", "2001"))["key"]
