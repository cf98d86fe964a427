"""Bytes on disk, whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from explorer.errors import ExplorerError


@contextmanager
def writing(place: Path, refused: type[ExplorerError], mend: str = " — choose another place") -> Iterator[None]:
    """Inside, what the system refuses is raised as `refused`, in a sentence with its remedy."""
    try:
        yield
    except OSError as error:
        raise refused(f"{place} cannot be written ({error.strerror or error}){mend}.") from None


def write_file(path: Path, data: bytes) -> None:
    """Puts the file there, whole or not at all; one that is there already is replaced. Raises OSError.

    What a process that was killed left of the same file is cleared away.
    """
    write_by(path, lambda file: file.write(data))


def write_by(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """The same of a file that `write` writes piece by piece. Raises also what that raises."""
    if path.exists() and not path.is_file():
        raise OSError(None, "there is something else of that name that is not a file")
    _clear_leftovers(path)
    file, unfinished = _unfinished_file(path)
    try:
        with file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
            if sys.platform != "win32":  # still claimed, so that nobody takes it for a leftover
                unfinished.replace(path)
        if sys.platform == "win32":  # where an open file cannot be moved
            unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _unfinished_file(path: Path) -> tuple[BinaryIO, Path]:
    """A new unfinished file beside the path, claimed."""
    for _ in range(3):  # another may clear it away between its beginning and its being claimed
        unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        file = unfinished.open("xb")
        with suppress(OSError):
            _claim(file)
        if os.fstat(file.fileno()).st_nlink:
            break
        file.close()
    return file, unfinished


def _clear_leftovers(path: Path) -> None:
    """Removes the unfinished files of the same name that no living process claims."""
    ours = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]+\.part")
    for left in [other for other in path.parent.glob(".*.part") if ours.fullmatch(other.name)]:
        with suppress(OSError):  # claimed; or its file system knows no claims, and then it stays
            if sys.platform == "win32":
                left.unlink()  # which is refused while somebody has it open
            else:
                with left.open("rb") as file:
                    _claim(file)
                    left.unlink()


def _claim(file: BinaryIO) -> None:
    """Marks the file as being written, for as long as it is open; the system takes the mark off a process that dies.

    Raises BlockingIOError where another has claimed it, or OSError where the file system knows no claims.
    """
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
