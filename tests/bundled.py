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
