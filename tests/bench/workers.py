"""The explorer, or a bare Flask hello, served by two processes that share one port: what is measured under load.

    python -m tests.bench.workers explorer|hello FOLDER

Both are served in the same way, so that a ratio of the two says nothing about the server software: waitress, one in
each process, each with a listening socket of its own on the same port (SO_REUSEPORT), among which Linux spreads the
connections. Elsewhere the port is shared, but one process may get them all.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import waitress
from flask import Flask

from explorer.data.load import load_landscape
from explorer.server import create_app

WORKERS = 2
THREADS = 4
"""Of each process; waitress's own default."""

MAX_CONNECTIONS = 1_000
"""More than the clients of a measurement; waitress would keep the hundred and first waiting."""


def application(name: str, folder: Path) -> Any:
    """What is served, as WSGI."""
    if name == "explorer":
        return create_app(load_landscape(folder)).server
    server = Flask("hello")

    @server.route("/")
    def hello() -> str:
        return "Hello, world!"

    return server


def shared(port: int) -> socket.socket:
    """A listening socket on a port that other processes may listen on, too; port 0 is any that is free."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind(("127.0.0.1", port))
    return listening


def main(name: str, folder: Path) -> None:
    """Serves until it is ended, and says its address and its processes in a line, as app.py says its address."""
    served = application(name, folder)
    held = shared(0)  # bound but never listening: it keeps the port ours
    port = held.getsockname()[1]
    workers = [_forked(served, port) for _ in range(WORKERS)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"The workers {','.join(map(str, workers))} run: it runs at http://127.0.0.1:{port}/", flush=True)
    try:
        os.wait()
    finally:
        for worker in workers:
            os.kill(worker, signal.SIGTERM)


def _forked(served: Any, port: int) -> int:
    """The id of a new process that serves; it does not return in that process."""
    if worker := os.fork():
        return worker
    listening = shared(port)
    listening.listen(1024)
    waitress.serve(served, sockets=[listening], threads=THREADS, connection_limit=MAX_CONNECTIONS, _quiet=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
