"""Words of the command line in; a running server, a report or a file out, or one clear sentence and an exit code."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from werkzeug.serving import BaseWSGIServer, make_server

from explorer import cells
from explorer.audit import KINDS, Audit, audit, content_hash
from explorer.dates import parse_when, words
from explorer.errors import ExplorerError
from explorer.export.datapackage import FILE, datapackage_text
from explorer.export.files import FORMATS, VIEWS, Job, export_bytes, file_name, usual_view, write_file
from explorer.export.options import BadExport, Options, Size, Theme
from explorer.model import Landscape
from explorer.reload import open_landscape
from explorer.selection import from_query
from explorer.web import create_app

BUNDLED = Path(__file__).resolve().parents[1] / "graph_data" / "albuquerque"

BROKEN = 1
"""Exit code where the landscape cannot be loaded."""

NOT_POSSIBLE = 2
"""Exit code where what was asked for cannot be: an address that is taken, a folder that cannot be written."""


_DATA = "the landscape's folder, or a JSON file or page that was exported from one"


def main(said: Sequence[str] | None = None) -> int:
    """`python -m explorer check | serve | export | datapackage`; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m explorer", description="The Policy Landscape Explorer.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    check_words = commands.add_parser("check", help="say what is wrong with a landscape, or what it rests on")
    _add_folder(check_words)
    check_words.set_defaults(run=_check)
    serve_words = commands.add_parser("serve", help="serve the page, as app.py does")
    _add_serve(serve_words)
    serve_words.set_defaults(run=_serve)
    export_words = commands.add_parser(
        "export", help="write what is shown to a file: tables, slides, a picture, a page"
    )
    _add_export(export_words)
    export_words.set_defaults(run=_export)
    package_words = commands.add_parser("datapackage", help=f"write {FILE}, which describes the tables to programs")
    _add_folder(package_words)
    package_words.set_defaults(run=_datapackage)
    return _run(parser, said)


def serve(said: Sequence[str] | None = None) -> int:
    """app.py: serves the page until interrupted. Exit code 0: ended; 1: broken landscape; 2: no such address free."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serves the Policy Landscape Explorer.")
    _add_serve(parser)
    parser.set_defaults(run=_serve)
    return _run(parser, said)


def _run(parser: argparse.ArgumentParser, said: Sequence[str] | None) -> int:
    chosen = parser.parse_args(said)
    run: Callable[[Landscape, argparse.Namespace], int] = chosen.run
    try:
        return run(open_landscape(chosen.data), chosen)
    except ExplorerError as error:
        print(error, file=sys.stderr)
        return BROKEN


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", type=Path, nargs="?", default=BUNDLED, metavar="DIR", help=_DATA)


# --- serve ---------------------------------------------------------------------------------------------------------


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=BUNDLED, metavar="DIR", help=_DATA)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8050)
    parser.add_argument("--open", action="store_true", help="open the page in this desktop's browser")


def _serve(landscape: Landscape, chosen: argparse.Namespace) -> int:
    app = create_app(landscape)
    try:
        server = _listening(chosen.host, chosen.port, app.server)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else error
        print(
            f"The explorer cannot listen on {chosen.host}:{chosen.port} ({why}) — "
            "choose another with --port or --host.",
            file=sys.stderr,
        )
        return NOT_POSSIBLE
    port = server.socket.getsockname()[1]  # the one that was free, where 0 was asked for
    address = f"http://{chosen.host}:{port}/"
    print(f"The explorer runs at {address} — stop it with Ctrl+C.", flush=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line for every request would bury what matters
    if chosen.open and _has_desktop():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


def _has_desktop() -> bool:
    """Whether a browser would open in a window, and not in the terminal that this program runs in."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: use a number from 0 to 65535")
    return int(text)


def _listening(host: str, port: int, app: object) -> BaseWSGIServer:
    """A threaded server that holds the port; raises OSError when it is taken or the host is not this machine's."""
    import socket

    with socket.create_server((host, port)) as held:  # werkzeug itself would print advice and exit
        return make_server(host, port, app, threaded=True, fd=held.fileno())  # type: ignore[arg-type]


# --- check ---------------------------------------------------------------------------------------------------------


def _check(landscape: Landscape, chosen: argparse.Namespace) -> int:
    try:
        print("\n".join(_report(landscape, audit(landscape))), flush=True)
    except BrokenPipeError:  # `| head` has seen enough; Python would still complain when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _report(landscape: Landscape, audited: Audit) -> list[str]:
    as_of = words(parse_when(landscape.as_of.isoformat()))
    lines = [
        landscape.title,
        f"as of {as_of}, content hash {content_hash(landscape)}; no problem in the files",
        ", ".join(f"{count.rows} {count.name}" for count in audited.counts),
    ]
    coverage = (
        ("Rows by the sources they rest on", audited.by_group),
        ("Relations by basis", audited.by_basis),
        ("Actors, events and instruments by lane", audited.by_lane),
        ("Events by year", audited.by_year),
        ("Rows that cite each source", tuple(sorted(audited.by_source, key=lambda count: -count.rows))),
    )
    for heading, counts in coverage:
        lines += ["", heading, *(f"{count.rows:7}  {count.name}" for count in counts)]
    lines += ["", "To look at again" if audited.findings else "Nothing to look at again"]
    for kind in KINDS:
        if found := audited.of_kind(kind):
            lines += ["", f"{kind} ({len(found)})", *(f"  {finding.id}: {finding.sentence}" for finding in found)]
    if landscape.notes:
        lines += ["", "What the curators say of these", *(f"  {note}" for note in landscape.notes)]
    return lines


# --- export --------------------------------------------------------------------------------------------------------


def _add_export(parser: argparse.ArgumentParser) -> None:
    _add_folder(parser)
    parser.add_argument("--format", required=True, choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--view", choices=VIEWS, help="what of it; where it is not said, what the format is made for")
    parser.add_argument("--query", default="", metavar="TEXT", help="what is shown: the page's address behind “?”")
    parser.add_argument("--size", choices=get_args(Size), default=Options.size)
    parser.add_argument("--theme", choices=get_args(Theme), default=Options.theme)
    parser.add_argument("--text-scale", type=_number, default=Options.text_scale, metavar="N", help="of all type")
    parser.add_argument("--scale", type=_number, default=Options.scale, metavar="N", help="pixels a px of a picture")
    parser.add_argument("--template", type=Path, metavar="FILE", help="a PowerPoint file whose design is used")
    parser.add_argument("--actors", type=_ids, default=(), metavar="ID,ID", help="who gets a slide in a deck")
    parser.add_argument("--link", type=_link, default="", metavar="ADDRESS", help="where the page is served")
    parser.add_argument("--out", type=Path, metavar="FILE", help="“-” for standard output; else a name is made up")


def _export(landscape: Landscape, chosen: argparse.Namespace) -> int:
    selection, notes = from_query(chosen.query, landscape)
    for note in notes:
        print(note, file=sys.stderr)
    try:
        options = Options(**{name: getattr(chosen, name) for name in Options.__dataclass_fields__})
        job = Job(landscape, chosen.view or usual_view(chosen.format), selection, options, _progress)
        out = chosen.out or Path(file_name(job, chosen.format))
        data = export_bytes(job, chosen.format)
    except BadExport as error:
        print(error, file=sys.stderr)
        return NOT_POSSIBLE
    try:
        if out == Path("-"):
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        else:
            write_file(out, data)
            print(f"Written: {out}")
    except OSError as error:
        return _unwritten(out, error)
    return 0


def _progress(done: int, of: int) -> None:
    """Tells how far a long export is: on a terminal in one line that changes."""
    last = "\n" if done == of or not sys.stderr.isatty() else "\r"
    print(f"Page {done} of {of}", end=last, file=sys.stderr, flush=True)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number: write one such as 1.5") from None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _link(text: str) -> str:
    try:
        return cells.link(text).partition("?")[0] if text else ""
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _unwritten(file: Path, error: OSError) -> int:
    print(
        f"{file} cannot be written ({error.strerror}) — choose another place, or look at its permissions.",
        file=sys.stderr,
    )
    return NOT_POSSIBLE


# --- datapackage ---------------------------------------------------------------------------------------------------


def _datapackage(landscape: Landscape, chosen: argparse.Namespace) -> int:
    file = chosen.data / FILE
    try:
        write_file(file, datapackage_text(landscape).encode())
    except OSError as error:
        return _unwritten(file, error)
    print(f"Written: {file}")
    return 0
