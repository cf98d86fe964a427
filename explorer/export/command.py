"""`python -m explorer export`: what a view shows, as a file."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, get_args

from explorer.data.tables import parsers
from explorer.draw.palette import Theme
from explorer.export.formats import (
    FORMATS,
    PICTURES,
    Job,
    export_bytes,
    file_name,
    is_taken_whole,
    usual_picture,
    write_whole,
)
from explorer.export.options import MOST_ROWS, SMALLEST_TYPE, BadExport, Options, Reading, Size
from explorer.export.template.design import template_words
from explorer.export.template.package import template_from
from explorer.landscape import Landscape
from explorer.query.asked import asked
from explorer.store.command import read_path, word_read
from explorer.store.engines.address import Place
from explorer.written_file import write_by, write_file

_ROWS = f"events, actors and relations that a zip of a large store holds at most; {MOST_ROWS:,} where it is not said"

STOPPED = 130
"""Exit code where somebody stopped it, as shells count it."""

NOT_POSSIBLE = 2
"""Exit code where what was asked for cannot be: an address that is taken, a folder that cannot be written."""

Opener = Callable[[Place], Landscape]


def add_export(commands: Any, add_folder: Callable[[argparse.ArgumentParser], None], opened: Opener) -> None:
    """The command `export`; `opened` gives the landscape in a folder or file."""
    parser = commands.add_parser("export", help="write what is shown to a file: tables, slides, a picture, a page")
    add_folder(parser)
    parser.add_argument("--format", required=True, choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--view", choices=PICTURES, help="what of it; else what the format is made for")
    parser.add_argument("--query", default="", metavar="TEXT", help="what is shown: the page's address behind “?”")
    parser.add_argument("--title", default="", metavar="TEXT", help="instead of the sentence that is worked out")
    parser.add_argument("--note", default="", metavar="TEXT", help="said below the title")
    parser.add_argument("--size", choices=get_args(Size), default=Options.size)
    read = "where it is read: " + ", ".join(f"{name} (type from {pt} pt)" for name, pt in SMALLEST_TYPE.items())
    parser.add_argument("--reading", choices=get_args(Reading), default=Options.reading, help=read)
    parser.add_argument("--one-page", action="store_true", help="each picture on one page, with what weighs most")
    parser.add_argument("--theme", choices=get_args(Theme), default=Options.theme)
    parser.add_argument(
        "--text-scale", type=positive_number, default=Options.text_scale, metavar="N", help="of all type"
    )
    parser.add_argument(
        "--scale", type=positive_number, default=Options.scale, metavar="N", help="pixels a px of a picture"
    )
    parser.add_argument("--template", type=read_path, metavar="FILE", help="a PowerPoint file whose design is used")
    parser.add_argument("--omit", type=_ids, default=(), metavar="ID,ID", help="actors and events to leave out")
    parser.add_argument("--pin", type=_ids, default=(), metavar="ID,ID", help="who comes first on one page")
    parser.add_argument("--actors", type=_ids, default=(), metavar="ID,ID", help="who gets a slide in a deck")
    parser.add_argument("--tour", default="", metavar="ID", help="a deck of this tour, a slide a step")
    parser.add_argument(
        "--link", type=word_read(_link_given), default="", metavar="ADDRESS", help="where the page is served"
    )
    parser.add_argument("--rows", type=_rows_given, default=None, metavar="N", help=_ROWS)
    parser.add_argument("--out", type=read_path, metavar="FILE", help="“-” for standard output; else a name is made up")
    parser.set_defaults(run=partial(_export, opened))


def _export(opened: Opener, chosen: argparse.Namespace) -> int:
    landscape, selection, notes = asked(opened(chosen.data), chosen.query, (*chosen.actors, *chosen.pin))
    for note in notes:
        print(note, file=sys.stderr)
    try:
        named = {name: getattr(chosen, name) for name in Options.__dataclass_fields__}
        template = template_from(chosen.template) if chosen.template else None
        for line in template_words(template) if template else ():
            print(line, file=sys.stderr)
        options = Options(**named | {"template": template})
        picture = chosen.view or usual_picture(chosen.format)
        job = Job(landscape, picture, selection, options, notes, _progress, _percent(), partial(print, file=sys.stderr))
        out = chosen.out or Path(file_name(job, chosen.format))
        if is_taken_whole(job, chosen.format):
            return _taken_whole(job, chosen.format, out, MOST_ROWS if chosen.rows is None else chosen.rows)
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
    except BrokenPipeError:
        raise
    except OSError as error:
        return unwritten(out, error)
    return 0


def _taken_whole(job: Job, format: str, out: Path, most: int) -> int:
    """Writes a file that holds all that is shown of a large store. Raises BadExport."""
    tell = _percent()
    try:
        if out == Path("-"):
            with tempfile.TemporaryFile() as whole:
                write_whole(job, format, whole, most, tell)
                whole.seek(0)
                shutil.copyfileobj(whole, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            write_by(out, lambda file: write_whole(job, format, file, most, tell))
            print(f"Written: {out}")
    except BrokenPipeError:
        raise
    except OSError as error:
        return unwritten(out, error)
    except KeyboardInterrupt:
        print(f"Stopped: nothing is written to {out}.", file=sys.stderr)
        return STOPPED
    return 0


def _progress(done: int, of: int) -> None:
    """Tells how far a long export is: on a terminal in one line that changes."""
    last = "\n" if done == of or not sys.stderr.isatty() else "\r"
    print(f"Page {done} of {of}", end=last, file=sys.stderr, flush=True)


def _percent() -> Callable[[float], None]:
    """Tells which share of a long export is done: on a terminal in one line that changes."""
    told = -1

    def tell(share: float) -> None:
        nonlocal told
        if (percent := int(100 * share)) > told:
            told = percent
            if sys.stderr.isatty() or not percent % 20:
                print(f"{percent} %", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)

    return tell


def positive_number(text: str) -> float:
    """A number as an option says it. Raises ArgumentTypeError."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number: write one such as 1.5") from None


def _rows_given(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:12])):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of rows: write one such as 5000000")
    return int(text[:12])


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _link_given(text: str) -> str:
    return parsers.link(text).partition("?")[0] if text else ""


def unwritten(file: Path, error: OSError) -> int:
    """Says that a file cannot be written; the exit code."""
    print(
        f"{file} cannot be written ({error.strerror}) — choose another place, or look at its permissions.",
        file=sys.stderr,
    )
    return NOT_POSSIBLE
