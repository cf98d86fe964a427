"""What a stretch of a crowded timeline answers, and what it refuses."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_a_stretch_holds_what_touches_it_and_its_ties(client: FlaskClient) -> None:
    told = client.get("/timeline?lanes=city&first=2000-01-01&last=2000-12-31").json
    assert told and [mark["id"] for mark in told["marks"]] == ["resolution-2000"]
    assert told["heat"] is None
    assert told["ties"]["resolution-2000"][2] == ["council"]


@pytest.mark.parametrize(
    "days",
    [
        "",
        "first=2000-01-01",
        "first=2000&last=2001",
        "first=2001-01-01&last=2000-01-01",
        "first=2000-13-01&last=2001-01-01",
    ],
)
def test_days_that_are_none_are_refused_with_a_sentence(client: FlaskClient, days: str) -> None:
    answer = client.get("/timeline?" + days)
    assert answer.status_code == 400
    assert "stretch" in answer.text or "day" in answer.text
