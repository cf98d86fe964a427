"""A browser on the data page, for tests: what it sends, and what the page shows of what comes back."""

from __future__ import annotations

import io
import json
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from explorer.server.doors.security import CALLBACK_PATH
from tests.importing.books import book

HOST = "127.0.0.1:8050"
HERE = {"REMOTE_ADDR": "127.0.0.1"}
OURS = {"Host": HOST, "Origin": f"http://{HOST}"}
OUTPUTS = [
    ("data-stand", "data"),
    ("data-read", "children"),
    ("data-tabs", "children"),
    ("data-problems", "children"),
    ("data-changes", "children"),
    ("data-grid", "columnDefs"),
    ("data-grid", "rowData"),
    ("data-file", "data"),
]


def body(**asked: Any) -> dict[str, Any]:
    """What Dash sends for an act."""
    return {
        "output": f"..{'...'.join('.'.join(output) for output in OUTPUTS)}..",
        "outputs": [{"id": id, "property": name} for id, name in OUTPUTS],
        "inputs": [{"id": "data-asked", "property": "data", "value": asked}],
        "changedPropIds": ["data-asked.data"],
        "parsedChangedPropsIds": ["data-asked.data"],
    }


class Page:
    """A browser on the data page."""

    def __init__(self, server: Flask) -> None:
        self.client = server.test_client()
        self.draft = ""

    def sends(self, *files: tuple[str, bytes], headers: dict[str, str] = OURS) -> TestResponse:
        data = {"file": [(io.BytesIO(data), name) for name, data in files]}
        answer = self.client.post("/files", data=data, headers=headers, content_type="multipart/form-data")
        self.draft = (answer.json or {}).get("draft", "")
        return answer

    def asks(self, do: str, headers: dict[str, str] = OURS, **more: Any) -> TestResponse:
        sent = body(do=do, draft=self.draft, **more)
        return self.client.post(CALLBACK_PATH, json=sent, headers=headers)

    def does(self, do: str, **more: Any) -> dict[str, Any]:
        """What the page shows after an act."""
        answer = self.asks(do, **more)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = json.loads(answer.text)["response"]
        self.draft = told["data-stand"]["data"]["draft"]
        return told


def said(told: dict[str, Any]) -> str:
    return str(told["data-stand"]["data"]["said"])


def rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told["data-grid"]["rowData"]
    return found


def workbook(title: str = "Council meets", day: str = "2024-03-04") -> tuple[str, bytes]:
    return "town.xlsx", book(("Timeline", [["When", "What", "Who", "Level"], [day, title, "Council", "City"]]))
