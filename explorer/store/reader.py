"""Whether whoever asked still waits for the answer: what a store works out for a reader who has left is broken off.

A server says so of each request, by `asked_by`; where nobody says anything, everything is worked out to its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition, Thread

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
    gone = _gone.get()
    if gone is None:
        yield
        return
    if gone():
        raise Abandoned
    with _watch.over(gone, interrupt):
        yield


class _Watch:
    """Looks after all statements that are being worked out, in one thread that rests while there are none."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Gone, Callable[[], None]]] = {}
        self._changed = Condition()
        self._thread: Thread | None = None
        self._next = 0

    @contextmanager
    def over(self, gone: Gone, interrupt: Callable[[], None]) -> Iterator[None]:
        with self._changed:
            self._next += 1
            number = self._next
            self._known[number] = gone, interrupt
            if self._thread is None:
                self._thread = Thread(target=self._look, daemon=True, name="readers who have left")
                self._thread.start()
            self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._known.pop(number, None)

    def _look(self) -> None:
        with self._changed:
            while True:
                self._changed.wait(LOOK if self._known else None)
                for gone, interrupt in list(self._known.values()):
                    if gone():
                        interrupt()


_watch = _Watch()
