"""What each choice of a filter is called: in menus, on chips, and in what is written of a selection in files."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.draw.palette import GROUP_WORDS
from explorer.landscape import Landscape
from explorer.model import Basis, Status
from explorer.query.columns import BASES, GROUPS, columns, layers

BASIS_WORDS: dict[Basis, str] = {
    "reported": "reported",
    "claimed": "claimed by someone",
    "planned": "planned",
    "opinion": "opinion of a source",
    "inferred": "inferred by the curators",
}
STATE_WORDS: dict[Status, str] = {
    "occurred": "happened",
    "ongoing": "under way or in force",
    "possible": "possible",
    "pending": "pending",
    "planned": "planned",
    "scheduled": "scheduled",
}


def choice_words(landscape: Landscape, part: str) -> dict[str, str]:
    """The words for the choices of a filter, by its part of the address, in the order of its menu."""
    if part == "lanes":
        return {lane.id: lane.label for lane in landscape.lanes}
    if part == "kinds":
        return {kind: kind for kind in columns(landscape).events.kinds}
    if part == "status":
        return {str(status): word for status, word in STATE_WORDS.items()}
    if part == "ties":
        return {group: GROUP_WORDS[group] for group in GROUPS}
    if part == "basis":
        return {basis: BASIS_WORDS[basis] for basis in BASES}
    labels = {layer.id: layer.label for layer in landscape.layers}
    return {id: labels.get(id, id) for id in layers(landscape)}


def choices_called(landscape: Landscape, part: str, chosen: Iterable[str]) -> list[str]:
    """What is chosen of a filter, in the order of its menu; last what it does not have."""
    called, on = choice_words(landscape, part), set(chosen)
    return [*(word for id, word in called.items() if id in on), *sorted(on - called.keys())]
