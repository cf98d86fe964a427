"""Files that change are noticed, in the process that serves them."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Queue
from typing import Any, cast

import pytest
from werkzeug.test import Client

from explorer.server.live.served import Served
from explorer.server.live.watching import Watcher

MAX_WAIT = 20  # s


class Looked:
    """Stands for what is served: notes that it was asked to look."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.looks: Queue[str] = Queue()

    def look(self) -> None:
        self.looks.put(threading.current_thread().name)
        if (self.place / "events.csv").read_text(encoding="utf-8") == "broken":
            raise OSError("a file that cannot be read")

    def __call__(self, environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b""]


@pytest.fixture
def looked(tmp_path) -> Looked:
    (tmp_path / "events.csv").write_text("", encoding="utf-8")
    return Looked(tmp_path)


def test_the_first_request_begins_to_watch_and_a_change_is_looked_at(looked) -> None:
    watcher = Watcher(cast(Served, looked))
    try:
        Client(watcher).get("/")
        assert looked.looks.get(timeout=MAX_WAIT) == "watch", "what was saved while the server started"
        (looked.place / "events.csv").write_text("broken", encoding="utf-8")
        looked.looks.get(timeout=MAX_WAIT)
        (looked.place / "events.csv").write_text("mended", encoding="utf-8")
        looked.looks.get(timeout=MAX_WAIT)  # one bad state does not end it
    finally:
        watcher.stop()
