"""A view in; how much each choice of its sets would show, out: what stands beside the boxes to tick."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from explorer.query.address_parts import item_text
from explorer.query.columns import BASES, GROUPS, STATUSES, Ints, columns, layers
from explorer.query.masks import Masks, masks
from explorer.query.selection import FILTERS
from explorer.query.visible import View

OF_EVENTS, OF_RELATIONS = ("lanes", "kinds", "states", "layers"), ("groups", "bases")
"""Sets that choose among events, and among relations; as fields of a selection."""


def facets(view: View) -> dict[str, dict[str, int]]:
    """By part of the address, then by choice as an address writes it: how many events, or relations, would be shown of
    that choice if nothing of its set were left out, with the other filters as they are."""
    return {FILTERS[name]: _facet(view, name) for name in (*OF_EVENTS, *OF_RELATIONS)}


def _facet(view: View, name: str) -> dict[str, int]:
    values = _values(view, name)
    known_counts = view.choices(name)
    if known_counts is not None:
        return {item_text(value): count for value, count in zip(values, known_counts, strict=True)}
    everything: dict[str, Any] = {name: None}
    selection = replace(view.selection, **everything)
    shown = view if selection == view.selection else masks(view.landscape, selection)
    mask = shown.events if name in OF_EVENTS else shown.relations
    known = columns(view.landscape)
    if name == "layers":
        counts = [int((known.events.told.layers[mask] & 1 << place != 0).sum()) for place in range(len(values))]
    else:
        counts = np.bincount(_column(view, shown, name)[mask], minlength=len(values)).tolist()
    return {item_text(value): count for value, count in zip(values, counts, strict=True)}


def _values(view: View, name: str) -> tuple[str, ...]:
    """Every choice of a set, in the order of its column's places."""
    lanes = tuple(lane.id for lane in view.landscape.lanes)
    kinds = columns(view.landscape).events.kinds
    return {
        "lanes": lanes,
        "kinds": kinds,
        "states": STATUSES,
        "layers": layers(view.landscape),
        "groups": GROUPS,
        "bases": BASES,
    }[name]


def _column(view: View, shown: View | Masks, name: str) -> Ints:
    known = columns(view.landscape)
    by_name = {
        "lanes": known.events.lane,
        "kinds": known.events.kind,
        "states": shown.status,
        "groups": known.relations.group,
        "bases": known.relations.basis,
    }
    return by_name[name]
