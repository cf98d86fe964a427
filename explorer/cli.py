"""Words of the command line in; a running server or one clear sentence and an exit code out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, make_server

from explorer.errors import ExplorerError
from explorer.load import load_landscape
from explorer.web import create_app

BUNDLED = Path(__file__).resolve().parents[1] / "graph_data" / "albuquerque"


def serve(words: Sequence[str] | None = None) -> int:
    """Serves the page until interrupted. Exit code 0: ended; 1: the landscape is broken; 2: the address is not free."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serves the Policy Landscape Explorer.")
    parser.add_argument("--data", type=Path, default=BUNDLED, metavar="DIR", help="the landscape's folder")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8050)
    chosen = parser.parse_args(words)
    try:
        app = create_app(load_landscape(chosen.data))
    except ExplorerError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        server = _listening(chosen.host, chosen.port, app.server)
    except OSError as error:
        print(
            f"The explorer cannot listen on {chosen.host}:{chosen.port} ({error.strerror or error}) — "
            "choose another with --port or --host.",
            file=sys.stderr,
        )
        return 2
    print(f"The explorer runs at http://{chosen.host}:{chosen.port}/ — stop it with Ctrl+C.", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: use a number from 0 to 65535")
    return int(text)


def _listening(host: str, port: int, app: object) -> BaseWSGIServer:
    """A threaded server that holds the port; raises OSError when it is taken or the host is not this machine's."""
    import socket

    with socket.create_server((host, port)) as held:  # werkzeug itself would print advice and exit
        return make_server(host, port, app, threaded=True, fd=held.fileno())  # type: ignore[arg-type]
