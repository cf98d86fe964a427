"""Words of the command line in; a running server, a report or a file out, or one clear sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication

from explorer.bundled import bundled
from explorer.data.landscape_folders import only_landscape
from explorer.data.load import load_landscape
from explorer.data.sound import Opened
from explorer.errors import ExplorerError
from explorer.export.command import NOT_POSSIBLE, add_export, positive_number, unwritten
from explorer.export.data.datapackage import FILE, datapackage_text
from explorer.export.refresh.command import add_command
from explorer.export.slides.beforehand import sheets_of_files
from explorer.importing.asking import Question
from explorer.importing.check_command import add_check
from explorer.importing.command import add_commands, add_reading
from explorer.importing.file_read import is_of_others, read_file
from explorer.landscape import Landscape
from explorer.network.stored.file import FILE as LAYOUT_FILE
from explorer.network.stored.file import open_with_layout, write_stored
from explorer.server.data_page.site import is_local
from explorer.server.doors.http_server import (
    PATIENCE,
    Server,
    address,
    give_memory_back,
    host_and_port,
    listen,
    stopped_by_signals,
)
from explorer.server.live.edited import longest_body, served_with_data_page
from explorer.server.live.served import Served
from explorer.server.live.watching import Watcher
from explorer.server.settings import (
    BadSetting,
    Settings,
    read_base_url,
    read_count,
    read_drawn,
    read_origin,
    settings_of,
)
from explorer.store.command import add_build, read_place, why, word_read
from explorer.store.engines.address import Database, Place, place_of
from explorer.store.opened import is_store, open_store
from explorer.store.questions.part_view import is_large, opened_store
from explorer.store.questions.parts import DRAWN
from explorer.terminal import quiet_when_unread, speak_plainly, tidied_up_when_ended
from explorer.written_file import write_file

BUNDLED = bundled("graph_data") / "albuquerque"

BROKEN = 1
"""Exit code where the landscape cannot be loaded."""

NOT_STARTED = 3
"""Exit code of a WSGI server's process that cannot serve: gunicorn ends at this one, and would try any other again for
ever."""

INTERRUPTED = 130
"""Exit code where Ctrl+C ended it before it was done."""

TAKE_SEVERAL = ("serve", "check")
"""The commands that take a folder of several landscapes."""

_DATA = (
    "the landscape's folder, a file that was exported from one, a store or the address of a database that holds one, "
    "or a file that `import` reads"
)


def main(said: Sequence[str] | None = None) -> int:
    """`policy-explorer new | import | check | build | serve | export | …`, or `python -m explorer …`; the exit code."""
    called = "python -m explorer" if Path(sys.argv[0]).name == "__main__.py" else "policy-explorer"
    parser = argparse.ArgumentParser(prog=called, description="The Policy Landscape Explorer.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    add_check(commands, _add_folder, _opened, _read)
    serve_words = commands.add_parser("serve", help="serve the page, as app.py does")
    _add_serve(serve_words)
    serve_words.set_defaults(run=_serve)
    add_export(commands, _add_folder, _opened_to_show)
    layout_words = commands.add_parser("layout", help=f"work out the network beforehand, into {LAYOUT_FILE}")
    _add_folder(layout_words)
    layout_words.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="at work at once")
    layout_words.set_defaults(run=_layout)
    add_commands(commands)
    add_build(commands, BUNDLED)
    add_command(commands, BUNDLED, _DATA)
    package_words = commands.add_parser("datapackage", help=f"write {FILE}, which describes the tables to programs")
    _add_folder(package_words)
    package_words.set_defaults(run=_datapackage)
    return _run(parser, said)


def serve(said: Sequence[str] | None = None) -> int:
    """app.py: serves the page until interrupted. Exit code 0: ended; 1: broken landscape; 2: no such address free."""
    parser = argparse.ArgumentParser(prog="app.py", description="Serves the Policy Landscape Explorer.")
    _add_serve(parser)
    parser.set_defaults(run=_serve, command="serve")
    return _run(parser, said)


def wsgi_server(environment: Mapping[str, str]) -> WSGIApplication:
    """The server for a WSGI server such as gunicorn: EXPLORER_DATA names the landscape, others the settings.

    Ends the process with one sentence where that cannot be.
    """
    speak_plainly()
    give_memory_back()
    try:
        place, settings = _place_meant(environment), settings_of(environment)
        served = served_with_data_page(place, settings, local=False) if settings.edit else Served(place, settings)
    except ExplorerError as error:
        print(error, file=sys.stderr, flush=True)
        raise SystemExit(NOT_STARTED) from None
    print(*(f"{line}\n" for line in served.told()), *served.warnings(), sep="", end="", file=sys.stderr, flush=True)
    return Watcher(served)


def _place_meant(environment: Mapping[str, str]) -> Place:
    """What the environment names; where it does not, the bundled landscapes. Raises BadAddress."""
    said = environment.get("EXPLORER_DATA")
    return place_of(said) if said else bundled("graph_data")


def _opened(path: Place) -> Landscape:
    """The landscape in a folder, a store, of which it is said where the folder has changed since, or a file; of one of
    others what is sound, and what is not is said."""
    if isinstance(path, Path) and is_of_others(path):
        opened = _read(path)
        if opened.broken:
            print(opened.broken, file=sys.stderr, flush=True)
        return opened.landscape
    if is_store(path) and (said := open_store(path).staleness()):
        print(said, file=sys.stderr, flush=True)
    return open_with_layout(path)


def _read(path: Path) -> Opened:
    """A file of others, as far as it is sound; the environment says how its dates are meant where it does not."""
    try:
        return read_file(path, settings_of(os.environ).reading(date.today())).opened
    except Question as question:
        question.args = (question.with_answers("EXPLORER_DATES=us", "EXPLORER_DATES=eu"),)
        raise


def _opened_to_show(path: Place) -> Landscape:
    """What a path opens; of a store that is too large to be held a landscape that stands for it."""
    settings = settings_of(os.environ)
    store = open_store(path) if is_store(path) else None
    if store is None or not is_large(store, settings.whole):
        return _opened(path)
    if said := store.staleness():
        print(said, file=sys.stderr, flush=True)
    return opened_store(store, settings.whole, settings.drawn)


def _run(parser: argparse.ArgumentParser, said: Sequence[str] | None) -> int:
    speak_plainly()
    code = 0
    with quiet_when_unread(), tidied_up_when_ended():
        chosen = parser.parse_args(said)
        run: Callable[[argparse.Namespace], int] = chosen.run
        try:
            if isinstance(getattr(chosen, "data", None), Path) and chosen.command not in TAKE_SEVERAL:
                chosen.data = only_landscape(chosen.data)
            code = run(chosen)
        except ExplorerError as error:
            print(error, file=sys.stderr)
            code = NOT_POSSIBLE if isinstance(error, BadSetting | Question) else BROKEN
        except KeyboardInterrupt:
            code = INTERRUPTED
    return code


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", type=read_place, nargs="?", default=BUNDLED, metavar="DIR", help=_DATA)


def _is_no_folder(place: Place) -> bool:
    return isinstance(place, Database) or place.is_file()


# --- serve ---------------------------------------------------------------------------------------------------------


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "place", type=read_place, nargs="?", metavar="DIR", help=f"{_DATA}; or a folder of such folders"
    )
    parser.add_argument("--data", type=read_place, metavar="DIR", help="the same")
    parser.add_argument(
        "--strict", action="store_true", help="refuse a landscape with problems, instead of leaving out"
    )
    parser.add_argument("--host", default="127.0.0.1", help="who may ask: 127.0.0.1 this machine, 0.0.0.0 or :: all")
    parser.add_argument("--port", type=_port, default=8050, help="0 for one that is free")
    parser.add_argument("--open", action="store_true", help="open the page in this desktop's browser")
    read = parser.add_argument_group("for a workbook, CSV or a file of another tool, read as `import` reads it")
    add_reading(read)
    public = parser.add_argument_group("for a public server")
    public.add_argument("--base-url", type=word_read(read_base_url), metavar="URL", help="where readers find the page")
    public.add_argument(
        "--trust-proxy",
        type=word_read(partial(read_count, what="number of proxies")),
        metavar="N",
        help="so many proxies stand in front, whose forwarded headers are believed",
    )
    public.add_argument(
        "--embed",
        type=word_read(read_origin),
        nargs="+",
        action="extend",
        metavar="SITE",
        help="sites that may show the page in a frame",
    )
    public.add_argument(
        "--memory",
        type=word_read(partial(read_count, what="number of megabytes")),
        metavar="MB",
        help="of answers that are kept ready at most",
    )
    public.add_argument(
        "--drawn",
        type=word_read(read_drawn),
        metavar="N",
        help=f"records of a large store that are drawn and told, the weightiest; {DRAWN} where it is not said",
    )
    public.add_argument(
        "--edit",
        action=argparse.BooleanOptionalAction,
        help="whether data may be changed on the page “Your data”; else only from this machine, at 127.0.0.1",
    )
    public.add_argument(
        "--patience",
        type=_seconds,
        default=PATIENCE,
        metavar="SECONDS",
        help=f"for a slow client, and for answers under way when it is stopped; {PATIENCE:g} where it is not said",
    )


def _serve(chosen: argparse.Namespace) -> int:
    settings = _settings(chosen)
    give_memory_back()
    place = chosen.data or chosen.place or _place_meant(os.environ)
    served = served_with_data_page(place, settings, local=is_local(chosen.host))
    print(*(f"{line}\n" for line in served.told()), sep="", end="", flush=True)
    print(*served.warnings(), sep="", end="", file=sys.stderr, flush=True)
    try:
        held = listen(chosen.host, chosen.port)
    except (OSError, UnicodeError) as error:
        print(
            f"The explorer cannot listen on {host_and_port(chosen.host, chosen.port)} ({why(error)}) — "
            "choose another with --port or --host.",
            file=sys.stderr,
        )
        return NOT_POSSIBLE
    watcher = Watcher(served)
    server = Server(watcher, held, longest_body(served), chosen.patience)
    here = address(chosen.host, server.port)  # the port that was free, where 0 was asked for
    elsewhere = f" (readers find it at {settings.base_url})" if settings.base_url else ""
    with stopped_by_signals(server.stop):
        print(f"The explorer runs at {here}{elsewhere} — stop it with Ctrl+C.", flush=True)
        if chosen.open and _has_desktop():
            threading.Thread(target=webbrowser.open, args=(here,), daemon=True).start()
        watcher.begin()
        server.run()
        watcher.stop()
        if server.is_busy():
            print("Answers under way are sent first; Ctrl+C again ends at once.", flush=True)
        server.finish()
    return 0


def _settings(chosen: argparse.Namespace) -> Settings:
    """What the environment says, and above it what the options say. Raises BadSetting."""
    said: dict[str, Any] = {
        "base_url": chosen.base_url,
        "trusted_proxies": chosen.trust_proxy,
        "embedders": chosen.embed and tuple(chosen.embed),
        "edit": chosen.edit,
        "drawn": chosen.drawn,
        "memory": None if chosen.memory is None else 1_000_000 * chosen.memory,
        "strict": chosen.strict or None,
        "dates": chosen.dates,
        "lane": " ".join(chosen.lane.split()) or None,
        "title": " ".join(chosen.title.split()) or None,
    }
    return replace(settings_of(os.environ), **{name: value for name, value in said.items() if value is not None})


def _has_desktop() -> bool:
    """Whether a browser would open in a window, and not in the terminal that this program runs in."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: use a number from 0 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    number = positive_number(text)
    if not 0.1 <= number <= 3600:  # which a NaN is not
        raise argparse.ArgumentTypeError(f"“{text}” is not a time to wait: use seconds from 0.1 to 3600")
    return number


# --- layout --------------------------------------------------------------------------------------------------------


def _layout(chosen: argparse.Namespace) -> int:
    if isinstance(chosen.data, Database):
        print(f"{LAYOUT_FILE} stands in a folder — name one, not {chosen.data}.", file=sys.stderr)
        return NOT_POSSIBLE
    landscape, path = load_landscape(chosen.data), chosen.data / LAYOUT_FILE
    try:
        for done, many in write_stored(landscape, path, max(1, chosen.processes), sheets_of_files):
            print(f"\r{100 * done // many} % of the network worked out", end="", file=sys.stderr, flush=True)
    except OSError as error:
        print(f"{path} cannot be written ({why(error)}).", file=sys.stderr)
        return NOT_POSSIBLE
    print(f"\n{path} is written.")
    return 0


# --- datapackage ---------------------------------------------------------------------------------------------------


def _datapackage(chosen: argparse.Namespace) -> int:
    if _is_no_folder(chosen.data):
        print(f"{FILE} describes the tables of a folder — name one, not {chosen.data.name}.", file=sys.stderr)
        return NOT_POSSIBLE
    landscape = _opened(chosen.data)
    file = chosen.data / FILE
    try:
        write_file(file, datapackage_text(landscape).encode())
    except OSError as error:
        return unwritten(file, error)
    print(f"Written: {file}")
    return 0
