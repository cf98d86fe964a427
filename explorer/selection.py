"""What the reader chose, as a value; address text in, Selection out, and back. Pure.

`from_query(to_query(s)) == s` for every selection whose records exist. What an address says that cannot be
understood is dropped piece by piece, and each piece gets a sentence for the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from explorer.model import Landscape

Axis = Literal["folded", "true"]

LONGEST_QUERY = 2_000
"""Characters of an address that are read; links stay under this so that every server takes them."""


@dataclass(frozen=True)
class Selection:
    focus: str = ""  # id of the actor, event or instrument selected; empty = nothing
    to: str = ""  # id of an actor or event whose connection with the focus is asked for
    axis: Axis = "folded"  # how the timeline is drawn


def to_query(selection: Selection) -> str:
    """The address text, without "?", of only what differs from the default.

    >>> to_query(Selection(focus="tim-keller"))
    'sel=tim-keller'
    """
    parts = [("sel", selection.focus)] if selection.focus else []
    if selection.to:
        parts.append(("to", selection.to))
    if selection.axis != "folded":
        parts.append(("axis", selection.axis))
    return urlencode(parts)


def from_query(text: str, landscape: Landscape) -> tuple[Selection, tuple[str, ...]]:
    """The selection an address text stands for, and a sentence for every piece that was not understood."""
    if len(text) > LONGEST_QUERY:
        return Selection(), ("The address is too long to be read; this is the default view.",)
    known = landscape.selectable
    focus, to, axis, notes = "", "", "folded", []
    for key, value in parse_qsl(text.removeprefix("?"), keep_blank_values=True, errors="replace"):
        if key == "sel" and value in known:
            focus = value
        elif key == "sel" and value:
            notes.append(f"Nothing here is called “{value[:60]}”; nothing is selected.")
        elif key == "to" and value in landscape.records:
            to = value
        elif key == "to" and value:
            notes.append(f"Nothing here is called “{value[:60]}”; no connection is told.")
        elif key == "axis" and value in ("folded", "true"):
            axis = value
        elif key == "axis":
            notes.append(f"“{value[:60]}” is not an axis of the timeline; gaps are folded.")
        elif key not in ("sel", "to"):
            notes.append(f"The address says “{key[:60]}”, which this page does not know.")
    if focus not in landscape.records or to == focus:
        to = ""  # only an actor or event can be one end of a connection, and another must be the other
    return Selection(focus=focus, to=to, axis="true" if axis == "true" else "folded"), tuple(notes)
