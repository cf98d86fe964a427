"""A view in; one HTML file out that shows it alive without any server, and holds it as data.

It is the page's own pictures, chronicle and details, made by the same functions of what is shown and nothing else, with
all that the page would fetch inside, packed. Its JSON is what `python -m explorer` loads again. Its scripts are allowed
by their hashes, and no request at all is.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html import escape
from typing import Any

from explorer.cache import cache_of
from explorer.data.checks.audit import content_hash
from explorer.data.packed import packed
from explorer.data.saved import ELEMENT
from explorer.draw.markup import Markup, html_of, tag
from explorer.export.data.json_file import records_text
from explorer.export.excerpt import cleaned, cleaned_text, excerpt, selected_words
from explorer.export.options import Options
from explorer.export.saved_page.days import SavedDays
from explorer.export.saved_page.far import Far, untold
from explorer.export.saved_page.layout import file_page
from explorer.export.saved_page.picks import ELEMENT as PICKS
from explorer.export.saved_page.picks import holds_all, packed_picks
from explorer.export.saved_page.sentences import TAGS, FileProse
from explorer.landscape import Landscape, once
from explorer.page.assets import BEFORE_PAINT, SAVED, SERVED_ONLY, sent_script, sent_style
from explorer.page.document import compact, data_script
from explorer.page.view_answer import MAX_TIED, view_of
from explorer.prose.citation import view_citation
from explorer.prose.phrases import name_of
from explorer.query.selection import Selection, pictured, to_query
from explorer.query.visible import View, visible
from explorer.query.wider import wider_of
from explorer.search.find import kind_words, names_of

DATA = "offline-data"
"""Id of the script element with what the page shows on which day."""

_TABLES = ("events", "actors", "relations", "instruments", "provisions", "claims")

_POLICY = "default-src 'none'; connect-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'"


def offline_html(view: View, options: Options, tell: Far = untold) -> bytes:
    """The file, in UTF-8. The same selection gives the same bytes. `tell` is told how far it is."""
    days = _days_of(view, tell)
    kept, chosen = days.kept, days.selection
    told = excerpt(view, options)
    cite = view_citation(view.landscape, cleaned_text(selected_words(view)), days.last, told.link)
    known = {
        "id": kept.id,
        "hash": content_hash(kept),
        "address": to_query(Selection(focus=chosen.focus, vs=chosen.vs, clock=chosen.clock)),
        "as_of": days.last.isoformat(),
        "default_view": "",
        "days": [day.isoformat() for day in days.days],
        "saved": True,
    }
    data = [
        data_script("landscape-data", compact(known)),
        _packed_script(ELEMENT, packed(records_text(view, options))),
        _packed_script(PICKS, _packed_picks(view, days)),
        _packed_script(DATA, _packed_days(view, days)),
    ]
    return _document(told.title, html_of([file_page(days, told, cite), data]), options).encode()


def make_beforehand(view: View, tell: Far) -> None:
    """Makes what takes longest of the file of a view, and is the same whichever record is picked: it is kept."""
    days = _days_of(view, tell)
    _packed_picks(view, days)
    _packed_days(view, days)


def _days_of(view: View, tell: Far) -> SavedDays:
    kept = kept_of(view)
    return SavedDays(visible(kept, _for_file(view.selection, kept)), _prose_of(kept), tell)


def _packed_picks(view: View, days: SavedDays) -> str:
    return _shared(view, days, PICKS, lambda: packed_picks(days.final, days.steps))


def _packed_days(view: View, days: SavedDays) -> str:
    return _shared(view, days, DATA, lambda: _packed_states(days))


def _shared(view: View, days: SavedDays, what: str, make: Callable[[], str]) -> str:
    """What is alike in the files of all views that differ in the record picked alone, kept for the next of them.

    Of many records those that are drawn are told of first, and these differ with the record picked.
    """
    chosen = days.selection
    if what == PICKS and chosen.focus and not holds_all(days.final):
        return make()
    drawn_for = chosen.focus if len(days.kept.selectable) > MAX_TIED else ""
    two = (chosen.focus, chosen.vs) if chosen.vs else ()
    key = "saved page", what, view_of(view.selection), view_of(chosen), view.by_hand, drawn_for, two
    return cache_of(view.landscape).get(key, make, len)


def _packed_states(days: SavedDays) -> str:
    settings = {"records": _records(days.kept), "tags": TAGS, "publishers": days.prose.publishers}
    return packed(f'{{"settings":{compact(settings)},"states":{days.text()}}}')


@once
def _prose_of(kept: Landscape) -> FileProse:
    return FileProse(kept)


def _packed_script(id: str, text: str) -> Markup:
    return tag("script", {"type": "text/plain", "id": id}, Markup(text))


def _records(kept: Landscape) -> list[dict[str, Any]]:
    """Everything that can be selected, and what it is called: what a search finds, and what links are called."""
    told = []
    for id, record in kept.selectable.items():
        name, type_ = name_of(record), type(record).__name__.lower()
        also = [other for other in names_of(record) if other != name]
        told.append({"id": id, "type": type_, "name": name, "kind": kind_words(kept, record), "also": also})
    return told


def kept_of(view: View) -> Landscape:
    """What a file holds of the landscape, with the curators' own statuses: earlier days are worked out from these."""
    landscape, part = view.landscape, view.part
    if part is landscape:
        return _cleaned(landscape)
    on = {name: {row.id for row in getattr(part, name)} for name in _TABLES}
    rows: dict[str, Any] = {
        name: tuple(row for row in getattr(landscape, name) if row.id in on[name]) for name in _TABLES
    }
    return cleaned(replace(landscape, voices=part.voices, **rows))


@once
def _cleaned(landscape: Landscape) -> Landscape:
    """The whole landscape; the same one, with all that is known of it, where there is nothing to clean. It stands for
    no larger one: a file's days are worked out from what it holds."""
    whole = cleaned(landscape)
    return replace(whole) if wider_of(whole) else whole


def _for_file(selection: Selection, kept: Landscape) -> Selection:
    """The selection without what is not shown, and without a layout that would change from day to day."""
    vs = selection.vs if {selection.focus, selection.vs} <= kept.records.keys() else ""
    focus = selection.focus if selection.focus in kept.selectable else ""
    ends = focus in kept.records and selection.to in kept.records
    steps = selection.steps if focus in kept.records else 0
    to, in_order = (selection.to, selection.in_order) if ends else ("", False)
    return replace(pictured(selection), focus=focus, to=to, in_order=in_order, vs=vs, steps=steps, tidy=False)


def _document(title: str, body: str, options: Options) -> str:
    theme, modules, styles = sent_script(BEFORE_PAINT), sent_script(SAVED), sent_style(*SERVED_ONLY)
    hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (theme, modules))
    dark = ' data-theme="dark"' if options.theme == "dark" else ""
    return f"""<!DOCTYPE html>
<html lang="en"{dark}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}; script-src {hashes}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<script>{theme}</script>
<style>{styles}</style>
</head>
<body>
{body}<script>{modules}</script>
</body>
</html>
"""
