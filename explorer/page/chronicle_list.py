"""What is shown of a landscape in; the chronicle out: the events by year, each with who did what.

It is part of every view, and the page's module only puts it in place. The same markup is the list on screen, the
handout on paper, and what the module lays out as a table.
"""

from __future__ import annotations

from explorer.cache import cache_of
from explorer.draw.markup import Markup, Node, html_of, tag
from explorer.page.sentences import Prose, record_link
from explorer.prose.chronicle import UNCOUNTED, Chronicle, Doer, Entry, chronicle
from explorer.query.visible import View

MAX_DIFFER = 2
"""So many contested properties are named with an event; more are counted."""


def chronicle_html(view: View, prose: Prose) -> Markup:
    """What is shown; sources are numbered as `prose` numbers them. Empty where no event is shown."""
    told = chronicle(view)
    return chronicle_markup(told, prose) if told.told else Markup()


def chronicle_markup(told: Chronicle, prose: Prose) -> Markup:
    """Markup of a chronicle."""
    years = [
        tag(
            "div",
            {"class": "year"},
            tag("h3", {}, year.name),
            tag("ul", {}, [_kept_row(x, prose) for x in year.entries]),
        )
        for year in told.years
    ]
    rest = tag("p", {"class": "rest quiet"}, told.rest) if told.rest else None
    return html_of([tag("p", {"class": "count"}, told.caption), tag("div", {"class": "years"}, years), rest])


def _kept_row(entry: Entry, prose: Prose) -> Markup:
    """An event's row, kept: many views tell it alike."""
    return cache_of(prose.landscape).get(("entry", type(prose), entry), lambda: _event_row(entry, prose), len)


def _event_row(entry: Entry, prose: Prose) -> Markup:
    """An event's row. Its attributes hold what only the table says: the date in full and the status."""
    key = tag("i", {"class": f"lane-key look-{entry.look}"})
    status = tag("b", {}, f"{entry.status.capitalize()}: ") if entry.hollow else None
    came = tag("em", {"class": "lapsed"}, f" — {entry.came_of_it}") if entry.came_of_it else None
    title = (
        key,
        status,
        record_link(entry.title, entry.id),
        came,
        ".",
        _differ(entry.differ),
        " ",
        _cites(entry, prose),
    )
    lane = tag("span", {"class": f"lane look-{entry.look}", "data-order": entry.lane_order}, entry.lane)
    by = (" · ", tag("span", {"class": "doers"}, _doers(entry))) if entry.doers else None
    what = tag("span", {"class": "title"}, title), " ", tag("span", {"class": "by"}, lane, by)
    when = tag("span", {"class": "when"}, entry.when), " "
    return tag("li", {"data-date": entry.date, "data-status": entry.status}, when, tag("span", {"class": "what"}, what))


def _doers(entry: Entry) -> list[Node]:
    told = [(" · " if place else "", _doer(doer)) for place, doer in enumerate(entry.doers)]
    more = "others" if entry.more_doers == UNCOUNTED else f"{entry.more_doers} more"
    return [told, f" and {more}" if entry.more_doers else None]


def _doer(doer: Doer) -> list[Node]:
    sure = (" ", tag("em", {}, f"({doer.sure})")) if doer.sure else None
    return [record_link(doer.name, doer.id), f" {doer.did}", sure]


def _differ(properties: tuple[str, ...]) -> Node:
    if not properties:
        return None
    more = len(properties) - MAX_DIFFER
    listed = "; ".join(properties[:MAX_DIFFER]) + (f"; {more} more" if more > 0 else "")
    return " ", tag("em", {"class": "unsettled"}, f"Sources differ: {listed}.")


def _cites(entry: Entry, prose: Prose) -> Markup:
    links = [(" " if place else "", link) for place, link in enumerate(prose.cite_links(entry.citations))]
    return tag("sup", {"class": "cites"}, links)
