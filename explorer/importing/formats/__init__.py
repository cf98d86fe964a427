"""The formats of the field, each read by a small file of its own."""

from __future__ import annotations

from collections.abc import Callable

from explorer.importing.formats import (
    federal_register,
    legiscan,
    openstates,
)
from explorer.importing.loose import Loose

Reader = Callable[[bytes, str], Loose | None]
"""The bytes of a file and its name in; its rows out, None where it is another format, BadInput where it is broken."""

READERS: tuple[Reader, ...] = (
    openstates.read,
    legiscan.read,
    federal_register.read,
)
"""In the order in which they are tried."""
