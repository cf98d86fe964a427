"""The details column: one record, a connection, two actors compared, a step of a tour, or where to begin."""

from __future__ import annotations

from dataclasses import replace

from explorer.data.checks.audit import content_hash
from explorer.draw.markup import Markup, tag
from explorer.landscape import Landscape
from explorer.page.controls import go_button
from explorer.page.footing import ALONE, Footing, also_in
from explorer.page.panel import guide
from explorer.page.panel.compare import compared
from explorer.page.panel.tour_card import tour_part, walk_link
from explorer.page.sentences import Prose, back_to_guide
from explorer.page.status_words import parts_on
from explorer.prose.connections import connections
from explorer.prose.phrases import name_of
from explorer.prose.record import details
from explorer.prose.side_by_side import side_by_side
from explorer.prose.standing import written_later
from explorer.query.around import around
from explorer.query.selection import Selection, is_filtered
from explorer.query.visible import View, part_of


def told_of(selection: Selection) -> Selection:
    """What of a selection its details depend on: what only the pictures depend on makes no other answer."""
    return replace(selection, axis="folded", rows="lane", nodes="all", steps=0, tidy=False)


class RecordPanel:
    """What the details column says. Work in proportion to what is told."""

    def __init__(self, landscape: Landscape, prose: Prose, served: bool = True, footing: Footing = ALONE) -> None:
        self.landscape, self.prose = landscape, prose
        self.served = served  # else it stands in a file, without what only a server answers
        self.footing = footing

    def named(self, view: View) -> Markup:
        """The details in a part that names the record they tell and the data they were made from."""
        return tag("div", self.names(view), self.of(view))

    def names(self, view: View) -> dict[str, str]:
        """The attributes that say which record the details tell, and from which data."""
        return {"data-hash": content_hash(self.landscape), "data-of": view.selection.focus}

    def of(self, view: View, near: Landscape | None = None) -> list[Markup]:
        """The details of a view's record; `near`, the landscape around it, spares making it."""
        selection = view.selection
        tour = tour_part(selection, self.landscape, self.prose) if self.served else []
        if not selection.focus:
            if selection.show:
                return [*tour, *guide.contradictions(view.part, self.prose, on_a_day=bool(selection.as_of))]
            return [*tour, *guide.start(view, self.prose, self.served)]
        near = around(self.landscape, selection.focus) if near is None else near
        part = part_of(view, near)
        if selection.focus not in part.selectable:
            return [*tour, *self._left_out(near, selection)]
        if selection.vs and (found := side_by_side(view)):
            return [*tour, *compared(found, selection, self.prose, served=self.served)]
        return [*tour, *self._record(view, part)]

    def _record(self, view: View, part: Landscape) -> list[Markup]:
        selection = view.selection
        known = details(part, selection.focus)
        ties = view.ties_of(selection.focus) if view.scope else known.ties
        told = self.prose.details(replace(known, ties=ties) if ties != known.ties else known)
        between = [also] if (also := also_in(self.footing, selection.focus)) else []
        if ties > known.ties:
            few = f"{known.ties:,} of {ties:,} ties are told and drawn".replace(",", "\u202f")
            said = f"{few}, those with the weightiest: a filter or a window in time brings others."
            between.append(tag("p", {"class": "quiet known"}, said))
        between += [self._connected(view)] if selection.to else []
        if selection.vs:
            between.append(tag("p", {"class": "quiet"}, "The filters leave the other actor out; nothing is compared."))
        if selection.as_of:
            between.append(tag("p", {"class": "quiet known"}, written_later(self.prose.as_of)))
        walk = walk_link(self.landscape, selection.focus) if self.served and not selection.tour else None
        if walk:
            between.append(tag("p", {"class": "walk-part"}, walk))
        return [told[0], *between, *told[1:]]

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
                {"class": "panel-head"},
                back_to_guide(),
                tag("h3", {"class": "record-title", "tabindex": "-1"}, name_of(record)),
                tag(
                    "p",
                    {"class": "role"},
                    "Not part of what is shown: the filters leave it out"
                    + (", or it is later than the day chosen, or nothing had told of it by then." if unknown else "."),
                ),
                tag("p", {}, go_button("Show everything", every)),
            )
        ]
