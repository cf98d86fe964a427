"""Looks at the files of what is served whenever they change, in a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchfiles import watch

from explorer.errors import ExplorerError
from explorer.server.doors.base_address import Answer, Environ
from explorer.server.live.served import Served
from explorer.store.engines.address import Place

QUIET = 100
"""Milliseconds without a further change after which the files are read: a save may write several of them."""

AT_MOST = 1_000
"""Milliseconds of changes without end after which they are read all the same."""

BESIDES = 2_000
"""Milliseconds after which the files are looked at though nobody told of a change: some drives tell of none."""

BETWEEN = 10
"""Seconds after which a database is asked whether it holds another state."""

_log = logging.getLogger("explorer")


class Watcher:
    """A WSGI app that answers as what is served does, and has it look at its files when they change.

    The thread begins with the first request, in the process that answers it: a WSGI server may begin other processes
    after the app was made.
    """

    def __init__(self, served: Served) -> None:
        self.served = served
        self._stopped = threading.Event()
        self._lock, self._process = threading.Lock(), 0

    def __call__(self, environ: Environ, start: Any) -> Answer:
        if self._process != os.getpid():
            self.begin()
        return self.served(environ, start)

    def begin(self) -> None:
        """Begins to watch, once in a process."""
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self._stopped = os.getpid(), threading.Event()
            threading.Thread(target=self._watch, args=(self._stopped,), name="watch", daemon=True).start()

    def stop(self) -> None:
        """Ends the thread."""
        self._stopped.set()

    def _watch(self, stopped: threading.Event) -> None:
        said = ""
        for _ in changes(self.served.place, stopped):
            try:
                self.served.look()
                said = ""
            except Exception as error:  # whatever is wrong with one state of the files, the next may be right
                if f"{error}" != said:
                    is_ours = isinstance(error, ExplorerError)
                    _log.error("%s is shown as it was: %s", self.served.place, error, exc_info=not is_ours)
                said = f"{error}"


def changes(place: Place, stopped: threading.Event) -> Iterator[None]:
    """Yields after every change of a folder or file, and now and then besides, until stopped; also where the folder is
    replaced by another of its name, or comes back."""
    if not isinstance(place, Path):
        while not stopped.wait(BETWEEN):
            yield
        return
    folder = place if place.is_dir() else place.parent
    while not stopped.is_set():
        held = _which(folder)
        if held is not None:
            yield
            with suppress(OSError, RuntimeError):  # it went away, or the system watches no more folders
                for _ in _told_of(folder, stopped, recursive=folder == place):
                    yield
                    if _which(folder) != held:
                        break
        stopped.wait(AT_MOST / 1000)


def _told_of(folder: Path, stopped: threading.Event, *, recursive: bool) -> Iterator[object]:
    return watch(
        folder,
        watch_filter=None,
        debounce=AT_MOST,
        step=QUIET,
        stop_event=stopped,
        rust_timeout=BESIDES,
        yield_on_timeout=True,
        raise_interrupt=False,
        recursive=recursive,
    )


def _which(folder: Path) -> tuple[int, int] | None:
    """Tells one folder from another of the same name; None where there is none."""
    try:
        facts = folder.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino
