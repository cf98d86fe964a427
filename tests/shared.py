"""What one process of a run of tests has made, for its others: the same from the same input, and gone with the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

_FOLDERS: list[Path] = []


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    _FOLDERS.append(folder)
    yield
    _FOLDERS.remove(folder)


def made_once(name: str, make: Callable[[], bytes]) -> bytes:
    """What another process has made under this name, or else what is made now; two that begin at once each make it."""
    file = _FOLDERS[-1] / name
    with suppress(FileNotFoundError):
        return file.read_bytes()
    data = make()
    written = file.with_name(f"{name}.{os.getpid()}")
    written.write_bytes(data)
    written.replace(file)
    return data
