"""What a saved page shows of a view, by the functions of the served page; of the next day only what changes."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from typing import Any

import numpy as np

from explorer.draw.markup import Markup, Node, html_of, tag
from explorer.export.saved_page.sentences import FileProse
from explorer.network.visibility import base_drawn, network_view
from explorer.page import status_words
from explorer.page.controls import go_button
from explorer.page.pictures import NARROW, WIDE, Pictures
from explorer.page.view_answer import MAX_LIT, MAX_TIED, Views
from explorer.query.columns import columns
from explorer.query.graph import instrument_path_of
from explorer.query.paths import adjacency
from explorer.query.visible import View
from explorer.timeline.payload import keyless_payload

NOTHING_YET = html_of(
    [
        tag("h3", {}, "Nothing is shown as of this day"),
        tag(
            "p",
            {},
            "Nothing of what this file holds had happened or been told by then. ",
            go_button("Back to the last day", "at="),
        ),
    ]
)


class FilePictures(Pictures):
    """The page's pictures; the network of every day in the one picture that the file has of it."""

    def __init__(self, final: View) -> None:
        self.bases = {width: base_drawn(final, width) for width in (WIDE, NARROW)}

    def timeline(self, view: View) -> dict[str, Any]:
        return keyless_payload(self.desk_scene(view))

    def network(self, view: View) -> dict[str, Any]:
        return {str(width): network_view(view, width, base).as_json() for width, base in self.bases.items()}


class FileViews(Views):
    """The page's answers, which say how much of what the file holds is shown."""

    def __init__(self, final: View, prose: FileProse) -> None:
        super().__init__(final.landscape, prose)
        self.pictures, self.most = FilePictures(final), status_words.counts(final)
        self._ties: dict[tuple[bytes, bytes, tuple[str, ...]], dict[str, list[Any]]] = {}
        self._last: dict[str, list[Any] | None] = {}  # by record, as of the view before
        self._before: View | None = None
        self._touched: Collection[str] = ()

    def shown(self, view: View) -> Markup:
        said: list[Node] = []
        for (every, _, word), (now, _, _) in zip(self.most, status_words.counts(view), strict=True):
            of_all = "" if now == every else f" of {every}"
            said += [", " if said else "", tag("b", {}, now), f"{of_all} {word}"]
        return tag("span", {}, said)

    def ties(self, view: View, drawn: Iterable[str]) -> dict[str, list[Any]]:
        """Worked out once for the days between which no tie begins or ends."""
        here = tuple(drawn)
        key = view.nodes.tobytes(), view.relations.tobytes(), here
        if key not in self._ties:
            self._touched, self._before = self._touched_since(self._before, view), view
            self._ties[key] = super().ties(view, here)
        return self._ties[key]

    def _tied(self, view: View, id: str, here: Container[str]) -> list[Any] | None:
        if id in self._touched or id not in self._last:
            self._last[id] = super()._tied(view, id, here)
        return self._last[id]

    def _touched_since(self, before: View | None, now: View) -> Collection[str]:
        """The records whose ties may be others now. Where ties are too many to be named all, any: it depends on what is
        drawn, which are named."""
        known, ties = columns(self.landscape).relations, adjacency(self.landscape)
        degrees = np.diff(ties.start)
        if before is None or len(self.landscape.selectable) > MAX_TIED or degrees.max(initial=0) > MAX_LIT // 2:
            return self.landscape.selectable
        come, changed = now.nodes != before.nodes, now.relations != before.relations
        nodes = come.copy()
        nodes[known.subject[changed]] = nodes[known.object[changed]] = True
        nodes[ties.other[ties.at(np.flatnonzero(come).astype(np.int32))]] = True
        ids = {ties.ids[node] for node in np.flatnonzero(nodes).tolist()}
        paths = {instrument_path_of(self.landscape, id) for id in ids} & self.landscape.steps_of.keys()
        return ids | paths | {step.id for path in paths for step in self.landscape.steps_of[path]}

    def empty(self, view: View) -> Markup:
        return Markup() if view.events.any() else NOTHING_YET
