"""The page's server: many readers at once, whoever is slow is cut, and what is under way is finished before it ends.

waitress takes every request in whole, and sends every answer, in one thread that never waits for anybody; only whole
requests get one of a few threads that answer. So half-sent requests cost a connection each, for a while, and stop
nobody.
"""

from __future__ import annotations

import ctypes
import json
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask

THREADS = 8
"""So many requests are answered at once."""

MAX_CONNECTIONS = 1_000
"""So many clients are connected at once, where the system allows it; more wait until one leaves."""

PATIENCE = 20.0
"""Seconds a client may take to send a request, or to read more of an answer; and for which an answer under way is
waited for when the server is stopped."""

PACE = 5_000
"""Bytes of a request for each of which, once they have come, a second is added to that."""

IDLE = 75.0
"""Seconds a connection is kept between two requests: longer than the minute for which a proxy keeps one."""

GRACE = 2.0
"""Seconds the rest of a half-sent request is waited for when the server is stopped."""

HEADER_LIMIT = 32_768
"""Bytes of a request's first line and headers."""

_BACKLOG = 1_024


def listen(host: str, port: int) -> socket.socket:
    """A socket that holds the port; "::" answers IPv4 too where the system can.

    Raises OSError where the port is taken or the host is not this machine's.
    """
    host = host.removeprefix("[").removesuffix("]")
    if ":" not in host:
        return socket.create_server((host, port), backlog=_BACKLOG)
    both = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((host, port), family=socket.AF_INET6, backlog=_BACKLOG, dualstack_ipv6=both)


def address(host: str, port: int) -> str:
    """Where the page is: "http://127.0.0.1:8050/", "http://[::1]:8050/"."""
    return f"http://{host_and_port(host, port)}/"


def host_and_port(host: str, port: int) -> str:
    """A host and a port in one: "127.0.0.1:8050", "[::1]:8050"."""
    host = host.removeprefix("[").removesuffix("]")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Refusal(ErrorTask):  # type: ignore[misc]
    """An answer to what is no request that the app could be asked: in the shape of every error, with its headers."""

    def execute(self) -> None:
        error = self.request.error
        body = json.dumps({"ok": False, "error": f"{error.reason}.", "status": error.code}).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(
            [
                ("Content-Type", "application/json"),
                ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
            ]
        )
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Request(HTTPRequestParser):  # type: ignore[misc]
    """A request as it comes; one whose address nobody can read is a bad one, not a fault of ours."""

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError:
            raise ParsingError("Bad address") from None


class Connection(HTTPChannel):  # type: ignore[misc]
    """One client: what it has sent of a request, and what it has not yet read of an answer."""

    error_task_class = Refusal
    parser_class = Request

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.began = self.creation_time  # when what is awaited began: the first bytes, or those of a request, s
        self.reading: Any = None  # the request that has begun to come
        self.has_asked = False

    def received(self, data: bytes) -> bool:
        goes_on = bool(super().received(data))
        if self.request is not self.reading:
            self.reading, self.began = self.request, time.time()
        self.has_asked = self.has_asked or self.request is None
        return goes_on

    def is_slow(self, now: float, patience: float) -> bool:
        """Whether so many seconds are over without the client having done its part."""
        if self._is_stuck(now, patience):
            return True
        if self.requests or self.total_outbufs_len:
            return False  # it waits for us
        if self.reading is not None:
            come = self.reading.header_bytes_received + self.reading.body_bytes_received
            return bool(now > self.began + patience + come / PACE)
        return bool(now > self.last_activity + max(IDLE, patience) if self.has_asked else now > self.began + patience)

    def _is_stuck(self, now: float, patience: float) -> bool:
        """Whether the client reads nothing of what is ready for it."""
        # Whoever writes an answer tries to send it before leaving the lock: what is left then is the client's to read.
        if not self.outbuf_lock.acquire(blocking=False):
            return False
        try:
            return bool(self.total_outbufs_len and now > self.last_activity + patience)
        finally:
            self.outbuf_lock.release()

    def is_done(self, now: float, stopped: float) -> bool:
        """Whether nothing is under way here any more, for a server that was stopped at that time."""
        if self.requests or self.total_outbufs_len:  # in this order: an answer is ready before its request is done
            return False
        is_sending = self.reading is not None or (not self.has_asked and self.began + GRACE > stopped)
        return not is_sending or now > stopped + GRACE


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Answers on a socket that listens: `run` until `stop`, then `finish`."""

    channel_class = Connection

    def __init__(
        self, app: Callable[..., Any], held: socket.socket, body_limit: int, patience: float = PATIENCE
    ) -> None:
        """`body_limit`: bytes of a body that the app itself takes or refuses; of what is longer it never hears."""
        self.patience = patience
        self.is_stopped = False
        self.next_look = 0.0  # when slow clients are looked for again, s
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a busy moment is nothing to warn of
        adjustments = Adjustments(
            sockets=[held],
            threads=THREADS,
            connection_limit=_connections() + 2,  # which counts the socket that listens and the threads' bell, too
            asyncore_use_poll=True,  # select knows no file beyond the 1 024th
            backlog=_BACKLOG,
            channel_request_lookahead=1,  # so that it is noticed while an answer is made that its reader has left
            recv_bytes=2 * HEADER_LIMIT,  # what is refused for its length is read first, or the refusal would be lost
            ident="",  # nobody is told what serves here
            server_name=held.getsockname()[0],  # for clients so old that they do not say whom they ask
            clear_untrusted_proxy_headers=False,  # the app knows which proxies it believes
            log_socket_errors=False,  # a reader who leaves is nothing to log
            max_request_header_size=HEADER_LIMIT,
            max_request_body_size=2 * body_limit,
        )
        kind = (held.family, held.type, held.proto, held.getsockname())
        super().__init__(app, {}, _sock=held, adj=adjustments, sockinfo=kind, bind_socket=False)

    @property
    def port(self) -> int:
        return int(self.effective_port)

    def maintenance(self, now: float) -> None:
        """Nothing: waitress asks before it reads, when what came while the machine was busy has not been seen."""

    def _cut_who_is_slow(self) -> None:
        now = time.time()
        if now >= self.next_look:
            self.next_look = now + 1
            for connection in self._connected():
                if connection.is_slow(now, self.patience):
                    connection.handle_close()

    def stop(self) -> None:
        """Lets `run` return; may be called from any thread or signal handler."""
        self.is_stopped = True
        self.pull_trigger()

    def run(self) -> None:
        """Answers until stopped."""
        while not self.is_stopped:
            self._turn(1.0)
            self._cut_who_is_slow()

    def is_busy(self) -> bool:
        return any(connection.requests or connection.total_outbufs_len for connection in self._connected())

    def finish(self) -> None:
        """Takes in nobody else, and returns when every answer under way has been sent or the patience is over."""
        self._take_in_who_waits()
        wasyncore.dispatcher.close(self)  # the socket that listens; `close` would take the threads' bell away too
        stopped = now = time.time()
        while self.active_channels and now < stopped + self.patience:
            self._turn(0.1)
            now = time.time()
            for connection in self._connected():
                if connection.is_done(now, stopped):
                    connection.handle_close()
        for connection in self._connected():
            connection.handle_close()
        self.task_dispatcher.set_thread_count(0)

    def _connected(self) -> list[Connection]:
        return list(self.active_channels.values())

    def _turn(self, seconds: float) -> None:
        """Takes in and sends what can be at once; waits so long at most for something to do."""
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _take_in_who_waits(self) -> None:
        """Accepts who has been let in by the system already: closing the socket would break their requests off."""
        before = -1
        while before < len(self._map) < self.adj.connection_limit:
            before = len(self._map)
            self.handle_accept()


def _connections() -> int:
    """So many connections at once, each of which takes a file or, with a long answer, two."""
    if sys.platform == "win32":
        return 400  # select takes 512 there
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MAX_CONNECTIONS + 100
    wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft < wanted and soft != resource.RLIM_INFINITY:
        with suppress(OSError, ValueError):  # then what there is must do
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MAX_CONNECTIONS if soft == resource.RLIM_INFINITY else max(20, min(MAX_CONNECTIONS, (soft - 100) // 2))


def give_memory_back() -> None:
    """Has the C library share two heaps among all threads, and return what is large as soon as it is freed.

    glibc gives every thread a heap of its own, of which each grows to the largest answer that its thread ever made: a
    process of eight threads would hold eight times what it needs. Call before threads begin; other systems need none.
    """
    with suppress(OSError, AttributeError, ValueError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_ARENA_MAX, 2)
        mallopt(_M_MMAP_THRESHOLD, 256 * 1024)
        mallopt(_M_TRIM_THRESHOLD, 1024 * 1024)


_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""As glibc's malloc.h numbers them."""


@contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Inside, SIGINT (Ctrl+C) and SIGTERM call `stop`; a second one ends the program at once."""
    wanted = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    before = {n: old for n in wanted if (old := signal.getsignal(n)) != signal.SIG_IGN}

    def first(number: int, frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        stop()

    for number in before:
        signal.signal(number, first)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
