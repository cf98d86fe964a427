"""Stores of landscapes, built where a test wants them."""

from __future__ import annotations

from pathlib import Path

from explorer.landscape import Landscape
from explorer.store.build import build_store
from explorer.store.opened import Store, open_store


def unheard(words: str, done: int, of: int) -> None:
    """Takes progress and says nothing."""


def store_of(landscape: Landscape, path: Path) -> Store:
    """The store of a landscape, in a new file."""
    build_store(landscape, path, None, unheard)
    return open_store(path)
