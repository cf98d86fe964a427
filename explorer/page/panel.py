"""The details column: one record, a connection, or where to begin."""

from __future__ import annotations

from dataclasses import replace

from explorer.data.audit import content_hash
from explorer.draw.markup import Markup, tag
from explorer.model import Landscape
from explorer.page import layout
from explorer.page.controls import go_button
from explorer.page.sentences import Prose
from explorer.page.status_words import parts_on
from explorer.prose.connections import connections
from explorer.prose.record import details, name_of
from explorer.query.around import around
from explorer.query.selection import Selection, is_filtered
from explorer.query.visible import View, part_of


def told_of(selection: Selection) -> Selection:
    """What of a selection its details depend on: what only the pictures depend on makes no other answer."""
    return replace(selection, axis="folded", rows="lane", nodes="all", steps=0, tidy=False)


class RecordPanel:
    """What the details column says. Work in proportion to what is told."""

    def __init__(self, landscape: Landscape, prose: Prose) -> None:
        self.landscape, self.prose = landscape, prose

    def named(self, view: View) -> Markup:
        """The details in a part that names the record they tell and the data they were made from."""
        names = {"data-hash": content_hash(self.landscape), "data-of": view.selection.focus}
        return tag("div", names, self.of(view))

    def of(self, view: View, near: Landscape | None = None) -> list[Markup]:
        """The details of a view's record; `near`, the landscape around it, spares making it."""
        selection = view.selection
        if not selection.focus:
            return layout.start(view.part, self.prose)
        near = around(self.landscape, selection.focus) if near is None else near
        part = part_of(view, near)
        if selection.focus not in part.selectable:
            return self._left_out(near, selection)
        told = self.prose.details(details(part, selection.focus))
        if selection.to:
            told[1:1] = [self._connected(view)]
        if selection.as_of:
            told[1:1] = [
                tag(
                    "p",
                    {"class": "quiet known"},
                    f"Dates and ties as of the day chosen; the summary was written as of {self.prose.as_of}.",
                )
            ]
        return told

    def _connected(self, view: View) -> Markup:
        ends = (view.selection.focus, view.selection.to)
        one, other = (name_of(self.landscape.records[id]) for id in ends)
        return self.prose.connections(one, other, connections(view), view.selection.in_order)

    def _left_out(self, near: Landscape, selection: Selection) -> list[Markup]:
        """A record that the filters leave out: its name, why it is not in the pictures, and the way back."""
        record = near.selectable[selection.focus]
        every = "&".join(f"{part}=" for part in parts_on(selection))
        unknown = is_filtered(selection) and bool(selection.as_of)
        return [
            tag(
                "div",
                {},
                tag("h3", {"class": "record-title", "tabindex": "-1"}, name_of(record)),
                tag(
                    "p",
                    {"class": "role"},
                    "Not part of what is shown: the filters leave it out"
                    + (", or nothing had been told of it by the day chosen." if unknown else "."),
                ),
                tag("p", {}, go_button("Show everything", every)),
            )
        ]
