"""A view with a pick, or with two compared, in; what both networks draw of it, out: ties, names that join, words."""

from __future__ import annotations

from typing import Any

from explorer.model import Actor
from explorer.network.svg.svg_of_selection import pick_parts
from explorer.page.panel.spine import spine
from explorer.page.pictures import NARROW
from explorer.prose.compared import compared
from explorer.query.visible import View

NOTHING: dict[str, Any] = {
    "base": "",
    "nodes": {},
    "guests": "",
    "edges": "",
    "words": "",
    "stacks": [],
    "lit": [],
    "yields": [],
    "under": [],
    "goal": "",
    "shared": -1,
    "drawn": 0,
    "stated": 0,
    "joined": 0,
    "spine": "",
}


def pick_answer(view: View, width: int) -> dict[str, Any]:
    """All that a network of that width draws for the record picked; nothing where it is not shown."""
    focus, lit = view.highlighted
    if not focus:
        return NOTHING
    found = compared(view)
    two = {"goal": found.ends[1], "shared": len(found.shared)} if found else {"goal": view.selection.to}
    if width == NARROW:
        listed, count = spine(view)
        return NOTHING | two | {"spine": listed, "drawn": count, "stated": count, "lit": sorted(lit)}
    is_node = view.selection.nodes == "all" or isinstance(view.landscape.records.get(focus), Actor)
    if not is_node and not view.paths:
        return NOTHING | {"lit": sorted(lit)}  # an event or an instrument is no node there; its actors light up
    parts = pick_parts(view, width)
    return NOTHING | {name: part for name, part in parts.items() if name in NOTHING} | two
