"""The landscape that comes with the explorer, loaded once a process: what one test works out serves the next."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explorer.data.load import load_landscape
from explorer.landscape import Landscape

FOLDER = Path(__file__).parents[1] / "graph_data" / "albuquerque"


@cache
def albuquerque() -> Landscape:
    return load_landscape(FOLDER)


def events() -> int:
    """How many events it has."""
    return len(albuquerque().events)


def ties(id: str) -> int:
    """How many relations one of its records has."""
    return len(albuquerque().relations_of[id])
