"""What all of the page's parts show for a view, as plain data: one answer, however it reaches the page.

Whatever changes with a filter, a grouping or the as-of day is worked out here and painted by the page's modules. The
first page carries the answer of its own address; later ones are fetched, or stand in a file that was saved.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from explorer.draw.markup import Markup, html_of
from explorer.landscape import Landscape, once
from explorer.network.pane.sizes import pane_of, resting_ids
from explorer.order import in_order
from explorer.page import status_words
from explorer.page.chronicle_list import chronicle_html
from explorer.page.pictures import WIDE, WIDEST, Pictures
from explorer.page.sentences import Prose
from explorer.prose.phrases import name_of
from explorer.query.graph import instrument_path_of
from explorer.query.selection import Selection, pictured, to_query
from explorer.query.visible import View
from explorer.query.wider import home_of
from explorer.timeline.density import density_data

MAX_TIED = 2_000
"""Of a landscape with at most so many records, every record's ties are told at once; of a larger one, those drawn."""


MAX_LIT = 200
"""Of a record's ties with events, and with actors, so many are named at once besides those that are drawn."""


class Views:
    """What the page's modules paint of one landscape, as plain data."""

    def __init__(self, landscape: Landscape, prose: Prose) -> None:
        self.landscape, self.prose = landscape, prose
        self.pictures = Pictures()

    def answer(self, view: View) -> dict[str, Any]:
        """All that the page's modules paint for a view."""
        extra = {"density": density_data(view), "chronicle": chronicle_html(view, self.prose)}
        return {"address": to_query(view.selection)} | self.painted(view) | extra

    def painted(self, view: View) -> dict[str, Any]:
        """The same without its address, the chronicle, and the density of events, which a window is chosen on."""
        selection = view.selection
        timeline, network = self.pictures.timeline(view), self.pictures.network(view)
        drawn = [*(mark["id"] for mark in timeline["marks"]), *resting_ids(home_of(self.landscape), pane_of(WIDEST))]
        ties = self.ties(view, [*drawn, *filter(None, (selection.focus, selection.vs))])
        return {
            "timeline": timeline,
            "network": network,
            "ties": ties,
            "shown": self.shown(view),
            "empty": self.empty(view),
            "threads": self.threads(view, ties),
            "timelineWords": status_words.standing_words(view) or self.pictures.timeline_words(view),
            "networkWords": network[str(WIDE)]["counts"],
            "nodes": selection.nodes,
            "drawn": network[str(WIDE)]["counts"],
            "spoken": status_words.spoken_words(view),
        }

    def shown(self, view: View) -> Markup:
        """How much is shown, and the way back."""
        return html_of(status_words.shown_line(view))

    def empty(self, view: View) -> Markup:
        """Where nothing is shown: why, and the ways back."""
        return html_of(status_words.empty(view))

    def ties(self, view: View, drawn: Iterable[str]) -> dict[str, list[Any]]:
        """For everything that can be picked here: its name, and the events and actors that light up with it.

        Where these are many, those that are drawn and some of the others, and how many they are in all.
        """
        every, here = self.landscape.selectable, dict.fromkeys(drawn)
        told = {id: self._tied(view, id, here) for id in (every if len(every) <= MAX_TIED else here)}
        return {id: tied for id, tied in told.items() if tied is not None}

    def _tied(self, view: View, id: str, here: Container[str]) -> list[Any] | None:
        """What lights up with a record; None where it is not shown."""
        near = view.neighbours(id)
        if near is None:
            return None
        among_actors = _actors(self.landscape)
        events = [other for other in near if other not in among_actors]
        actors = [other for other in near if other in among_actors] if len(events) < len(near) else []
        told: list[Any] = [name_of(self.landscape.selectable[id]), _some(events, here), _some(actors, here)]
        if len(near) > len(told[1]) + len(told[2]):
            told += [len(events), len(actors)]
        return told

    def threads(self, view: View, ids: Iterable[str]) -> dict[str, list[str]]:
        """The instruments among these records or of which some are steps, each with its steps that are shown."""
        wanted = {instrument_path_of(self.landscape, id) for id in ids} & self.landscape.steps_of.keys()
        shown, steps = {id: {*(view.neighbours(id) or ())} for id in sorted(wanted)}, _steps_in_order(self.landscape)
        return {id: [step for step in steps[id] if step in shown[id]] for id in shown}


def _some(ids: list[str], first: Container[str]) -> list[str]:
    """All of a few; of many, those that come first and as many others as there is room for."""
    if len(ids) <= MAX_LIT:
        return ids
    others = islice((id for id in ids if id not in first), MAX_LIT)
    return sorted([*(id for id in ids if id in first), *others])


@once
def _actors(landscape: Landscape) -> frozenset[str]:
    """The ids of all actors."""
    return frozenset(actor.id for actor in landscape.actors)


@once
def _steps_in_order(landscape: Landscape) -> dict[str, list[str]]:
    """The steps of every instrument, in order."""
    return {id: [event.id for event in in_order(landscape, steps)] for id, steps in landscape.steps_of.items()}


def view_of(selection: Selection) -> Selection:
    """What of a selection its view depends on: the focus only where a picture is made around it."""
    selection = pictured(selection)
    if selection.steps or selection.to or selection.rows == "actor":
        return selection
    return replace(selection, focus="", to="", in_order=False, vs="")
