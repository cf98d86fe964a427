"""An address text in; the landscape that answers it, and what it stands for there, out."""

from __future__ import annotations

from collections.abc import Collection

from explorer.landscape import Landscape
from explorer.query.selection import Selection, from_query
from explorer.query.wider import wider_of

Asked = tuple[Landscape, Selection, tuple[str, ...]]
"""A landscape, a selection in it, and a sentence for each piece of the address that was not understood."""


def asked(landscape: Landscape, address: str, also: Collection[str] = ()) -> Asked:
    """What an address asks of a landscape, or of the larger one that it stands for.

    `also`: ids that are named besides, which the landscape must have; those that exist nowhere are left out.
    """
    wider = wider_of(landscape)
    if wider is None:
        return landscape, *from_query(address, landscape)
    found: Asked = wider.read(address, also)
    return found
