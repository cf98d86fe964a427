"""Whether whoever asked still waits for the answer: what a store works out for a reader who has left is broken off.

A server says so of each request, by `asked_by`; where nobody says anything, everything is worked out to its end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Condition, Lock, Thread

from explorer.cache import Abandoned

LOOK = 0.1
"""Seconds between two looks whether the readers are still there."""

Gone = Callable[[], bool]

_gone: ContextVar[Gone | None] = ContextVar("gone", default=None)


@contextmanager
def asked_by(gone: Gone | None) -> Iterator[None]:
    """Inside, what is asked of a store is asked for a reader of whom `gone` says whether he has left."""
    token = _gone.set(gone)
    try:
        yield
    finally:
        _gone.reset(token)


def check_reader() -> None:
    """Raises Abandoned where the reader has left."""
    gone = _gone.get()
    if gone is not None and gone():
        raise Abandoned


@contextmanager
def broken_off(interrupt: Callable[[], None]) -> Iterator[None]:
    """Inside, a statement is worked out, which `interrupt` breaks off. Raises Abandoned where the reader has left."""
    check_reader()
    gone = _gone.get()
    if gone is None:
        yield
        return
    with _watch.over(gone, interrupt):
        yield


@dataclass(eq=False)
class _Statement:
    """One that is being worked out. After its end it is not broken off: that would hit whatever came next."""

    gone: Gone
    interrupt: Callable[[], None]
    ended: bool = False
    lock: Lock = field(default_factory=Lock)

    def look(self) -> None:
        with self.lock:
            if not self.ended and self.gone():
                self.interrupt()

    def end(self) -> None:
        with self.lock:
            self.ended = True


class _Watch:
    """Looks after all statements that are being worked out, in one thread that rests while there are none."""

    def __init__(self) -> None:
        self._known: set[_Statement] = set()
        self._changed = Condition()
        self._thread: Thread | None = None

    @contextmanager
    def over(self, gone: Gone, interrupt: Callable[[], None]) -> Iterator[None]:
        statement = _Statement(gone, interrupt)
        with self._changed:
            self._known.add(statement)
            if self._thread is None:
                self._thread = Thread(target=self._look, daemon=True, name="readers who have left")
                self._thread.start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._known.discard(statement)
            statement.end()

    def _look(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(LOOK if self._known else None)
                known = list(self._known)
            for statement in known:
                with suppress(Exception):  # it may have been lost; the others are looked after all the same
                    statement.look()


_watch = _Watch()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_watch.__init__)  # type: ignore[misc]  # the thread stays behind
