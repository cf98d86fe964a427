"""What is shown of a landscape in; the chronicle out, as HTML text: the events by year, each with who did what.

Written as text, not as components: it is part of every view, and the page's module only puts it in place. The same
markup is the list on screen, the handout on paper, and what the module lays out as a table.
"""

from __future__ import annotations

from html import escape

from explorer.cache import cache_of
from explorer.page.sentences import Prose
from explorer.prose.chronicle import Chronicle, Doer, Entry, chronicle
from explorer.query.selection import Selection, to_query
from explorer.query.visible import View

MAX_DIFFER = 2
"""So many contested properties are named with an event; more are counted."""


def chronicle_html(view: View, prose: Prose) -> str:
    """Markup of what is shown; sources are numbered as `prose` numbers them. Empty where no event is shown."""
    told = chronicle(view)
    return written(told, prose) if told.told else ""


def written(told: Chronicle, prose: Prose) -> str:
    """Markup of a chronicle."""
    years = "".join(
        f'<div class="year"><h3>{escape(year.name)}</h3><ul>{"".join(_entry(entry, prose) for entry in year.entries)}'
        "</ul></div>"
        for year in told.years
    )
    rest = f'<p class="rest quiet">{escape(told.rest)}</p>' if told.rest else ""
    return f'<p class="count">{escape(told.caption)}</p><div class="years">{years}</div>{rest}'


def _entry(entry: Entry, prose: Prose) -> str:
    """An event's row, kept: many views tell it alike."""
    return cache_of(prose.landscape).get(("entry", type(prose), entry), lambda: _row(entry, prose), len)


def _row(entry: Entry, prose: Prose) -> str:
    """An event's row. Its attributes hold what only the table says: the date in full and the status."""
    status = f"<b>{entry.status.capitalize()}: </b>" if entry.hollow else ""
    lane = f'<span class="lane look-{entry.look}" data-order="{entry.lane_order}">{escape(entry.lane)}</span>'
    by = f' · <span class="doers">{_doers(entry)}</span>' if entry.doers else ""
    return (
        f'<li data-date="{escape(entry.date)}" data-status="{entry.status}">'
        f'<span class="when">{escape(entry.when)}</span> '
        f'<span class="what"><span class="title"><i class="lane-key look-{entry.look}"></i>{status}'
        f"{_link(entry.title, entry.id)}.{_differ(entry.differ)} {_cites(entry, prose)}</span> "
        f'<span class="by">{lane}{by}</span></span></li>'
    )


def _doers(entry: Entry) -> str:
    more = f" and {entry.more_doers} more" if entry.more_doers else ""
    return " · ".join(map(_doer, entry.doers)) + more


def _doer(doer: Doer) -> str:
    sure = f" <em>({escape(doer.sure)})</em>" if doer.sure else ""
    return f"{_link(doer.name, doer.id)} {escape(doer.did)}{sure}"


def _differ(properties: tuple[str, ...]) -> str:
    if not properties:
        return ""
    more = len(properties) - MAX_DIFFER
    listed = "; ".join(properties[:MAX_DIFFER]) + (f"; {more} more" if more > 0 else "")
    return f' <em class="unsettled">Sources differ: {escape(listed)}.</em>'


def _cites(entry: Entry, prose: Prose) -> str:
    links = " ".join(
        f'<a href="#source-{number}" title="{escape(label)}" aria-label="{number}: {escape(label)}">{number}</a>'
        for number, label in prose.cited(entry.citations)
    )
    return f'<sup class="cites">{links}</sup>'


def _link(text: str, id: str) -> str:
    """A name that selects its record; without scripts an ordinary link to the same view."""
    return f'<a class="record" href="?{_address(id)}" data-id="{escape(id)}">{escape(text)}</a>'


def _address(id: str) -> str:
    return escape(to_query(Selection(focus=id)))
