"""The server: it answers everybody, waits for nobody, and ends when what is under way is done. With real sockets."""

from __future__ import annotations

import http.client
import io
import json
import re
import select
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from explorer.server.doors.http_server import THREADS, address, host_and_port, listen
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

HOUSE = Path(__file__).parents[2]
DEADLINE = 120.0
"""Seconds after which something that is waited for does not come any more."""

LARGE = 48_000_000
TOY = f"""
import os, select, sys, types
room = types.ModuleType("explorer.server")  # without the page that it serves, which takes seconds to read
room.__path__ = ["explorer/server"]
sys.modules["explorer.server"] = room
from explorer.server.doors import http_server
from explorer.server.doors.http_server import Server, listen, stopped_by_signals

http_server.MAX_CONNECTIONS = int(sys.argv[2])

def app(environ, start):
    path = environ["PATH_INFO"]
    start("200 OK", [("Content-Type", "text/plain")])
    if path == "/large":
        yield from [b"x" * 64_000] * ({LARGE} // 64_000)
    elif path == "/slow":
        yield b"begun"
        os.read(0, 1)
        yield b", done"
    elif path == "/until-left":
        yield b"begun"
        while not environ["waitress.client_disconnected"]():
            select.select([], [], [], 0.05)
        print("left", flush=True)
    else:
        yield environ.get("HTTP_X_FORWARDED_PREFIX", "here").encode()

server = Server(app, listen("127.0.0.1", 0), 2_000_000, float(sys.argv[1]))
with stopped_by_signals(server.stop):
    print(f"runs at http://127.0.0.1:{{server.port}}/", flush=True)
    server.run()
    server.finish()
"""
"""An app whose answer to /slow goes on when a letter is written to the process."""


def as_in_a_terminal() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job would ignore it


@contextmanager
def process(words: Sequence[str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A running server and its port."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = subprocess.Popen([sys.executable, *words], cwd=HOUSE, text=True, preexec_fn=as_in_a_terminal, **pipes)
    try:
        assert running.stdout is not None
        said = running.stdout.readline()
        found = re.search(r"runs at http://\S+:([1-9][0-9]*)/", said)
        assert found, said + running.communicate(timeout=DEADLINE)[1]
        yield running, int(found.group(1))
    finally:
        running.kill()
        running.communicate()


def toy(patience: float = DEADLINE, connections: int = 1_000):
    return process(["-c", TOY, str(patience), str(connections)])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of the page of the bundled landscape; it waits two seconds for slow clients."""
    with process(["app.py", "graph_data/albuquerque", "--port", "0", "--patience", "2"]) as (_, port):
        yield port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=DEADLINE)


def get(port: int, path: str = "/healthz") -> bytes:
    """What is answered to a client of its own."""
    with connected(port) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
        return rest(client)


def rest(client: socket.socket) -> bytes:
    """All that still comes until the server closes; raises TimeoutError where it does not."""
    return b"".join(iter(lambda: client.recv(65_536), b""))


def asked(port: int, path: str) -> socket.socket:
    """A client whose answer has begun."""
    client = connected(port)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
    come = b""
    while b"begun" not in come:
        come += client.recv(65_536)
    return client


def wait_until_refused(port: int) -> None:
    end = time.monotonic() + DEADLINE
    while True:
        try:
            connected(port).close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:  # it had been taken, by a server that ended before it said so
            pass
        assert time.monotonic() < end


# --- clients that are slow -----------------------------------------------------------------------------------------

HALF_SENT = {
    "nothing": b"",
    "half a header": b"GET / HTTP/1.1\r\nHost: he",
    "half a body": b"POST /_dash-update-component HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n\r\n{",
    "half a chunk": b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n900\r\n{",
}


def test_forty_half_sent_requests_stop_nobody(served: int) -> None:
    with ExitStack() as all_of_them:
        for number in range(40):
            client = all_of_them.enter_context(connected(served))
            client.sendall([*HALF_SENT.values()][number % 4])
        assert b"200 OK" in get(served)


@pytest.mark.parametrize("sent", one_in(2, HALF_SENT))
def test_a_client_that_stops_in_the_middle_is_cut(served: int, sent: bytes) -> None:
    with connected(served) as client:
        client.settimeout(60)
        client.sendall(sent)
        assert rest(client) == b""


def test_a_client_that_sends_a_letter_now_and_then_is_cut_as_well(served: int) -> None:
    with connected(served) as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        end = time.monotonic() + 60
        while not select.select([client], [], [], 0.3)[0]:
            assert time.monotonic() < end
            client.sendall(b"x")


def test_a_client_that_is_cut_only_for_being_slow_is_answered_when_it_is_quick_again(served: int) -> None:
    with connected(served) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHo")
        client.sendall(b"st: here\r\nConnection: close\r\n\r\n")
        assert b"200 OK" in rest(client)


def test_clients_that_do_not_read_their_answers_stop_nobody() -> None:
    with toy(patience=1.0) as (_, port), ExitStack() as all_of_them:
        for _ in range(THREADS):
            client = all_of_them.enter_context(connected(port))
            client.sendall(b"GET /large HTTP/1.1\r\nHost: here\r\n\r\n")
        assert b"here" in get(port)


def test_a_large_answer_comes_whole_in_pieces() -> None:
    with toy() as (_, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        connection.request("GET", "/large")
        assert len(connection.getresponse().read()) == LARGE


def test_two_hundred_clients_are_connected_at_once_and_asked_twice(served: int) -> None:
    clients = [http.client.HTTPConnection("127.0.0.1", served, timeout=DEADLINE) for _ in range(200)]
    held = set()
    for _ in range(2):
        for client in clients:
            client.request("GET", "/healthz")
            answer = client.getresponse()
            assert (answer.status, answer.read()) == (200, b"OK")
            held.add(client.sock and client.sock.getsockname())
    assert None not in held and len(held) == 200
    for client in clients:
        client.close()


def test_as_many_clients_as_are_promised_are_answered_while_all_stay_connected() -> None:
    with toy(connections=20) as (_, port), ExitStack() as all_of_them:
        clients = [all_of_them.enter_context(connected(port)) for _ in range(20)]
        for client in clients:
            client.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        assert all(client.recv(65_536).startswith(b"HTTP/1.1 200") for client in clients)


# --- what is told of the server ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: here\r\n\r\n",
        b"GET /nowhere HTTP/1.1\r\nHost: here\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: here\r\nX: " + b"x" * 60_000 + b"\r\n\r\n",
        b"POST /_dash-update-component HTTP/1.1\r\nHost: here\r\nContent-Length: 99999999\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
    ids=["the page", "not found", "too long a header", "too long a body", "nonsense"],
)
def test_no_answer_tells_what_serves_it(served: int, request_: bytes) -> None:
    with connected(served) as client:
        client.sendall(request_.replace(b"Host: here", b"Host: here\r\nConnection: close"))
        answer = rest(client)
    head = answer.partition(b"\r\n\r\n")[0].decode().lower() if b"200 OK" in answer else answer.decode().lower()
    assert head.startswith("http/1.")
    assert not re.search(r"^(server|via|x-powered-by):|waitress|werkzeug|flask|python", head, re.MULTILINE)


def test_what_a_proxy_says_of_itself_reaches_the_app_which_knows_whom_to_believe() -> None:
    with toy() as (_, port), connected(port) as client:
        client.sendall(b"GET / HTTP/1.0\r\nX-Forwarded-Prefix: /landscape\r\n\r\n")
        assert b"/landscape" in rest(client)


# --- its end -------------------------------------------------------------------------------------------------------

SIGNALS = [signal.SIGTERM, signal.SIGINT]


@pytest.mark.parametrize("number", one_in(2, SIGNALS))
def test_what_is_under_way_is_sent_whole_before_it_ends(number: signal.Signals) -> None:
    with toy() as (running, port), ExitStack() as all_of_them:
        idle = all_of_them.enter_context(connected(port))
        idle.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        clients = [all_of_them.enter_context(asked(port, "/slow")) for _ in range(THREADS)]
        waiting = all_of_them.enter_context(connected(port))
        waiting.sendall(b"GET /slow HTTP/1.1\r\nHost: here\r\n\r\n")
        running.send_signal(number)
        wait_until_refused(port)
        assert running.poll() is None
        assert running.stdin is not None
        running.stdin.write("." * (THREADS + 1))
        running.stdin.flush()
        assert [b", done" in rest(client) for client in clients] == [True] * THREADS
        assert b", done" in rest(waiting)
        assert b"here" in rest(idle)
        assert running.wait(DEADLINE) == 0


@pytest.mark.parametrize("number", one_in(2, SIGNALS))
def test_a_second_signal_ends_it_at_once(number: signal.Signals) -> None:
    with toy() as (running, port), asked(port, "/slow"):
        running.send_signal(number)
        wait_until_refused(port)
        running.send_signal(number)
        assert running.wait(DEADLINE) == -number


def test_an_answer_that_does_not_come_keeps_it_no_longer_than_its_patience() -> None:
    with toy(patience=0.5) as (running, port), asked(port, "/slow"):
        running.send_signal(signal.SIGTERM)
        assert running.wait(DEADLINE / 2) == 0


@pytest.mark.parametrize("sent", one_in(2, HALF_SENT))
def test_half_sent_requests_keep_it_for_a_moment_only(sent: bytes) -> None:
    with toy() as (running, port), connected(port) as client:
        client.sendall(sent)
        running.send_signal(signal.SIGTERM)
        assert running.wait(DEADLINE / 2) == 0


def test_a_deck_that_is_being_made_is_sent_whole_after_the_signal() -> None:
    with process(["app.py", "graph_data/albuquerque", "--port", "0"]) as (running, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
        connection.request("GET", "/take/making/deck.pptx?actors=tim-keller,ice&level=key")
        answer = connection.getresponse()
        assert json.loads(answer.readline())["page"] == 1
        running.send_signal(signal.SIGTERM)
        while "page" in (said := json.loads(answer.readline())):
            pass
        file = answer.read()
        assert len(file) == said["bytes"] and zipfile.ZipFile(io.BytesIO(file)).testzip() is None
        out, errors = running.communicate(timeout=DEADLINE)
        assert (running.returncode, errors) == (0, ""), out


# --- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "asked_at"), [("::1", ["::1"]), ("[::1]", ["::1"]), ("::", ["::1", "127.0.0.1"]), ("localhost", [])]
)
def test_a_host_may_be_of_either_protocol(host: str, asked_at: list[str]) -> None:
    with listen(host, 0) as held:
        port = held.getsockname()[1]
        for each in asked_at:
            socket.create_connection((each, port), timeout=DEADLINE).close()
    bare = host.strip("[]")
    written = f"[{bare}]" if ":" in bare else bare
    assert address(host, port) == f"http://{written}:{port}/"
    assert host_and_port(host, port) == f"{written}:{port}"


@pytest.mark.parametrize("line", [b"GET http://[/x HTTP/1.1", b"GET /?x=\xff HTTP/1.1", b"NONSENSE"])
def test_what_is_no_request_is_refused_in_the_shape_of_every_error(served: int, line: bytes) -> None:
    with connected(served) as client:
        client.sendall(line + b"\r\nHost: x\r\n\r\n")
        head, _, body = rest(client).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.")
    assert b"nosniff" in head
    assert json.loads(body)["ok"] is False


def test_it_is_noticed_while_an_answer_is_made_that_its_reader_has_left() -> None:
    with toy() as (running, port):
        with socket.create_connection(("127.0.0.1", port), timeout=DEADLINE) as reader:
            reader.sendall(b"GET /until-left HTTP/1.1\r\nHost: a\r\n\r\n")
            come = b""
            while b"begun" not in come:
                come += reader.recv(1_000)
        assert running.stdout is not None
        assert running.stdout.readline() == "left\n"
