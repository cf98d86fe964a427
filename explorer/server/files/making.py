"""Work of some seconds in; lines that say how far it is, then the file, out. It stops where nobody reads any more."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import BoundedSemaphore, Lock, Thread
from threading import Event as Flag
from typing import IO, Any, Generic, TypeVar

import flask
from flask import Response

from explorer.cache import Abandoned
from explorer.errors import BadInput, asked_wrongly
from explorer.export.formats import FORMATS, Job, check_most, file_name, write_whole
from explorer.store.engines.reader import check_reader

T = TypeVar("T")
Said = dict[str, Any]

PIECE = 262_144
"""Bytes of a file that are sent at a time."""

WAIT = 0.5
"""Seconds between two looks whether another file is done."""

WAITING = 2
"""So many files wait in one process until another is done; who asks for one more is told to come again."""

_turn = Lock()
_waiting = BoundedSemaphore(1 + WAITING)

_log = logging.getLogger("explorer")


def progress_line(said: Said) -> bytes:
    return json.dumps(said).encode() + b"\n"


def percents(tell: Callable[[Said], None]) -> Callable[[float], None]:
    """Tells a share in whole per cents, each once; else nothing new, to learn whether anybody still reads."""
    told = -1

    def share(done: float) -> None:
        nonlocal told
        tell({} if (now := int(100 * done)) == told else {"percent": now})
        told = now

    return share


class Made(Generic[T]):
    """What was made, last of what `told_while_making` gives."""

    def __init__(self, value: T) -> None:
        self.value = value


def told_while_making(make: Callable[[Callable[[Said], None]], T], what: str) -> Iterator[Said | Made[T]]:
    """What `make` tells while it makes something, then that. A failure is a last word with `error`; `make` is told by
    Abandoned, from its telling, that nobody reads any more."""
    told: SimpleQueue[Said | Made[T]] = SimpleQueue()
    gone = Flag()

    def tell(said: Said) -> None:
        if gone.is_set():
            raise Abandoned
        told.put(said)

    def work() -> None:
        try:
            told.put(Made(make(tell)))
        except BadInput as bad:
            told.put({"error": str(bad)})
        except Abandoned:
            pass
        except Exception:
            _log.exception("making %s", what)
            told.put({"error": "Something went wrong here."})

    Thread(target=work, daemon=True).start()
    try:
        while not isinstance(said := told.get(), Made):
            yield said
            if "error" in said:
                return
        yield said
    finally:
        gone.set()


class WholeFiles:
    """Files of all that is shown of a large store: written to disk before anything of them is sent, one at a time in a
    process, as each takes memory; kept nowhere."""

    def __init__(self, most: int) -> None:
        """`most`: so many events, actors and relations a file holds at most."""
        self.most = most

    def size_words(self, job: Job) -> str:
        """How much a file will hold. Raises BadInput where that is too much."""
        with asked_wrongly():
            check_most(job, self.most)
        return f"{sum(job.view.shown()):,} events, actors and relations"

    def lines(self, request: Any) -> Iterator[bytes]:
        """See `Exports.making`."""
        for said in told_while_making(lambda tell: self._written(request, tell), request.format):
            if not isinstance(said, Made):
                yield progress_line(said)
                continue
            with said.value as file:
                facts = {"name": file_name(request.job, request.format), "bytes": file.seek(0, 2)}
                yield progress_line(facts | {"type": FORMATS[request.format].media_type})
                yield from _pieces(file)

    def answer(self, request: Any) -> Response:
        """The file alone; it is made before anything is said. Raises BadInput, and Abandoned where the reader has
        left meanwhile. Who asks for its head alone is told what is known beforehand."""
        if flask.request.method == "HEAD":
            self.size_words(request.job)
            return Response(content_type=FORMATS[request.format].media_type, headers={"Cache-Control": "no-store"})
        file = self._written(request, lambda said: check_reader())
        length, name = file.seek(0, 2), file_name(request.job, request.format)
        answer = Response(_pieces(file), content_type=FORMATS[request.format].media_type)
        answer.call_on_close(file.close)
        answer.headers["Content-Length"] = str(length)
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _written(self, request: Any, tell: Callable[[Said], None]) -> IO[bytes]:
        """The file, open. Raises BadInput."""
        told = percents(tell)
        if not _waiting.acquire(blocking=False):
            raise BadInput("Other files are being made here — ask again in a few minutes.")
        try:
            while not _turn.acquire(timeout=WAIT):
                tell({"waits": True})
            try:
                return self._made(request, told)
            finally:
                _turn.release()
        finally:
            _waiting.release()

    def _made(self, request: Any, told: Callable[[float], None]) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it is handed on
        try:
            with asked_wrongly():
                write_whole(request.job, request.format, file, self.most, told)
        except BaseException:
            file.close()
            raise
        return file


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece
