"""What takes longest of a saved page, made before a reader asks for the file: from when somebody plans an export.

It is worked out in small steps, none of which begins while anybody else is answered, unless they wait for this.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from typing import Any

import flask
from flask import Flask

from explorer.export.saved_page.html_file import make_beforehand
from explorer.page.view_answer import MAX_TIED, view_of
from explorer.query.selection import Selection
from explorer.query.visible import View
from explorer.query.wider import wider_of

_log = logging.getLogger("explorer")


class Beforehand:
    """Once for each way to look at all of a landscape: with a filter on, or of a large one, nothing is made so."""

    def __init__(self, server: Flask) -> None:
        self._quiet = Condition()
        self._answering = 0  # requests under way
        self._waiting = 0  # so many wait for what is being made
        self._begun: set[Selection] = set()
        self._thread: Thread | None = None
        server.before_request(self._came)
        server.teardown_request(self._left)

    def begin(self, view: View) -> None:
        """Begins to make it of the view, where it is worth it and nothing else is being made."""
        key = view_of(view.selection)
        large = wider_of(view.landscape) is not None or len(view.landscape.selectable) > MAX_TIED
        if large or view.is_filtered or view.selection.as_of or key.focus:
            return
        with self._quiet:
            if key in self._begun or (self._thread and self._thread.is_alive()):
                return
            self._begun.add(key)
            plain = view.choosing(focus="", to="", in_order=False)
            self._thread = Thread(target=self._make, args=(plain,), name="saved page", daemon=True)
            self._thread.start()

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """While somebody waits for a saved page, it gives way to nobody."""
        self._count(waiting=1)
        try:
            yield
        finally:
            self._count(waiting=-1)

    def wait(self, seconds: float) -> bool:
        """Whether nothing is being made any more, after so many seconds at the latest."""
        if self._thread:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _make(self, view: View) -> None:
        try:
            make_beforehand(view, self._step)
        except Exception:
            _log.exception("making a saved page beforehand")

    def _step(self, done: int, of: int) -> None:
        with self._quiet:
            self._quiet.wait_for(lambda: self._waiting or not self._answering)

    def _came(self) -> None:
        flask.g.is_answered = True
        self._count(answering=1)

    def _left(self, error: Any) -> None:
        if flask.g.pop("is_answered", False):  # a request that was refused at the door never came here
            self._count(answering=-1)

    def _count(self, answering: int = 0, waiting: int = 0) -> None:
        with self._quiet:
            self._answering += answering
            self._waiting += waiting
            self._quiet.notify_all()
