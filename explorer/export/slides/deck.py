"""A view in; a PowerPoint deck out, of native shapes that can be edited and moved.

A title slide, the timeline, the network, a slide for each actor or event that is asked for, and the sources. Every
slide's notes hold its sentences with full citations.
"""

from __future__ import annotations

from collections.abc import Callable

from explorer.data.checks.audit import content_hash
from explorer.export.options import Options, Picture
from explorer.export.refresh.record import DeckRecord, options_said
from explorer.export.renderers.pptx import Deck
from explorer.export.slides.pages import pages
from explorer.query.selection import to_query
from explorer.query.visible import View
from explorer.wording import day_words

DEFAULT_DECK_OPTIONS = Options()


def deck_bytes(
    view: View,
    options: Options = DEFAULT_DECK_OPTIONS,
    picture: Picture = "deck",
    told: Callable[[int, int], None] | None = None,
) -> bytes:
    """The file's bytes; a picture other than "deck" gives only its slides and the sources.

    `told` is called with how many slides are written and how many there are. Raises BadExport.
    """
    title = options.title or view.landscape.title
    return made_deck(view, options, picture, told).saved(title, view.landscape.as_of, record_of(view, options, picture))


def record_of(view: View, options: Options, picture: Picture) -> DeckRecord:
    """What a deck tells of its making, but for its slides."""
    query, content = to_query(view.selection), content_hash(view.landscape)
    themed = options.template is not None
    return DeckRecord(view.landscape.id, content, picture, query, options_said(options), themed)


def made_deck(view: View, options: Options, picture: Picture, told: Callable[[int, int], None] | None = None) -> Deck:
    """The deck with all its slides. Raises BadExport."""
    deck = Deck(options, f"As of {day_words(view.day)}")
    found = pages(view, picture, options, deck.frames, "at the end")
    for place, page in enumerate(found, 1):
        deck.add(page)
        if told:
            told(place, len(found))
    return deck
