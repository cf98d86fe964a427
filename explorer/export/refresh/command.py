"""The words of `refresh` in; a deck brought to the present data, whole or not at all, and what is said about it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from explorer.export.options import BadExport
from explorer.export.refresh.refreshed import Refreshed, refreshed
from explorer.export.template.package import template_from
from explorer.network.stored.file import open_with_layout
from explorer.store.command import read_path, read_place
from explorer.wording import how_many
from explorer.written_file import write_file

NOT_POSSIBLE = 2
"""Exit code where a deck cannot be refreshed, or not be written."""


def add_command(commands: Any, data: Path, data_words: str) -> None:
    """Adds `refresh` to the words that the command line knows; `data` is the landscape where none is named."""
    words = commands.add_parser("refresh", help="bring a deck that was exported to the present data")
    words.add_argument(
        "deck", type=read_path, metavar="DECK", help="a .pptx that this program exported, changed or not"
    )
    words.add_argument("--data", type=read_place, default=data, metavar="DIR", help=data_words)
    words.add_argument("--out", type=read_path, metavar="FILE", help="where to write it; else in its own place")
    words.set_defaults(run=_refresh)


def _refresh(chosen: argparse.Namespace) -> int:
    out = chosen.out or chosen.deck
    try:
        found = refreshed(template_from(chosen.deck, "name a deck that was exported"), open_with_layout(chosen.data))
        write_file(out, found.file)
    except BadExport as error:
        print(error, file=sys.stderr)
        return NOT_POSSIBLE
    except OSError as error:
        print(f"{out} cannot be written ({error.strerror}) — choose another place with --out.", file=sys.stderr)
        return NOT_POSSIBLE
    print("\n".join([*said_of(found), f"Written: {out}"]))
    return 0


def said_of(found: Refreshed) -> list[str]:
    """What was renewed and kept, and what could not be done."""
    words = f"{how_many(found.renewed, 'shape')} renewed"
    hand = f"{found.kept} that you changed kept as {'it is' if found.kept == 1 else 'they are'}"
    return [f"{words}; {hand}.", *(f"  - {line}" for line in found.said)]
