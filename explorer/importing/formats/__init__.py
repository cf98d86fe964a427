"""The formats of others, a reader a file: each says `None` to what is not its own."""

from __future__ import annotations

from collections.abc import Callable

from explorer.importing.loose import Loose

Reader = Callable[[bytes, str], Loose | None]
"""Bytes and the file's name in; its rows out, or None where it is another format. Raises `errors.ExplorerError` with a
sentence where it is this format and broken."""

READERS: tuple[Reader, ...] = ()
