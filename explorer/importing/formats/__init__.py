"""The formats of the field, each read by a small file of its own."""

from __future__ import annotations

from collections.abc import Callable

from explorer.importing.formats import (
    billstatus,
    congress_gov,
    courtlistener,
    federal_register,
    legiscan,
    legistar,
    openstates,
    unitedstates,
)
from explorer.importing.loose import Loose

Reader = Callable[[bytes, str], Loose | None]
"""The bytes of a file and its name in; its rows out, None where it is another format, BadInput where it is broken."""

READERS: tuple[Reader, ...] = (
    openstates.read,
    legiscan.read,
    federal_register.read,
    legistar.read,
    congress_gov.read,
    unitedstates.read,
    billstatus.read,
    courtlistener.read,
)
"""In the order in which they are tried."""
