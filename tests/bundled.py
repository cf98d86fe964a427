"""The landscape that comes with the explorer as it is served, with its layout, loaded once a process: what one test
works out serves the next.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explorer.export.options import Options
from explorer.export.saved_page.html_file import offline_html
from explorer.landscape import Landscape
from explorer.network.stored.file import open_with_layout
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.shared import made_once

FOLDER = Path(__file__).parents[1] / "graph_data" / "albuquerque"


@cache
def albuquerque() -> Landscape:
    return open_with_layout(FOLDER)


LINK = "https://example.org/"


@cache
def saved_page() -> str:
    """The page as one file, which tells every record as of every day; it leads back to LINK."""
    return made_once(
        "saved.html", lambda: offline_html(visible(albuquerque(), Selection()), Options(link=LINK))
    ).decode()


def events() -> int:
    """How many events it has."""
    return len(albuquerque().events)


def ties(id: str) -> int:
    """How many relations one of its records has."""
    return len(albuquerque().relations_of[id])
