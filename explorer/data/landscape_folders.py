"""A place on disk in; which landscapes it holds out, and whether any of their files has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from explorer.data.checks.validation import TOML
from explorer.data.load import TABLES
from explorer.errors import ExplorerError

Stamp = tuple[tuple[str, int, int, int], ...]
"""Name, time of the last change in ns, size and inode of each file that is there."""


def landscape_paths(place: Path) -> dict[str, Path]:
    """The landscapes of a place by the name that an address knows them by.

    A folder without files of a landscape is one of landscapes where some of its folders have a landscape.toml: each
    goes by the folder's name. Where it holds only one, and for a landscape's own folder or file, the name is empty.
    """
    if not place.is_dir() or any((place / name).exists() for name in _names()):
        return {"": place}
    found: dict[str, Path] = {}
    with suppress(OSError):
        inside = sorted(place.iterdir())
        found = {path.name: path for path in inside if not path.name.startswith(".") and (path / TOML).is_file()}
    return found if len(found) > 1 else {"": next(iter(found.values()), place)}


def only_landscape(place: Path) -> Path:
    """The one landscape of a place. Raises ExplorerError where it holds several."""
    within = landscape_paths(place)
    if len(within) > 1:
        told = f"{place} holds {len(within)} landscapes ({', '.join(within)})"
        raise ExplorerError(f"{told} — name one of them, such as {next(iter(within.values()))}.")
    return next(iter(within.values()))


def stamp_of(path: Path, more: str = "") -> Stamp:
    """Tells one state of a landscape's files from another; `more` is the name of another file that counts."""
    if not path.is_dir():
        return tuple(_stamps([path]))
    return tuple(_stamps(path / name for name in (*_names(), *([more] if more else []))))


def _stamps(paths: Iterator[Path] | list[Path]) -> Iterator[tuple[str, int, int, int]]:
    for path in paths:
        with suppress(OSError):
            facts = path.stat()
            yield path.name, facts.st_mtime_ns, facts.st_size, facts.st_ino


def _names() -> tuple[str, ...]:
    return TOML, *(f"{name}.csv" for name in TABLES)
