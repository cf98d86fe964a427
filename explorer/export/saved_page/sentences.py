"""A landscape in; its sentences as a file holds them out: each written once, and without what its page can fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from html import escape

from explorer.draw.markup import Markup
from explorer.landscape import Landscape
from explorer.model import Citation, Passage, Source
from explorer.page.sentences import Prose
from explorer.prose.claims import Disagreement
from explorer.prose.connections import Connections
from explorer.prose.phrases import Sentence, SentenceGroup, name_of
from explorer.prose.record import Details

TAGS = (
    '<li class="basis-reported">',
    '<li class="basis-claimed">',
    '<span class="when">',
    '<span class="note">',
    '<span class="lane look-',
    '<i class="lane-key look-',
    '<span class="doers">',
    '<span class="quiet">',
    '<span class="by">',
    '<details class="section" open="open" data-open="open"><summary><h4>',
    '<details class="section"><summary><h4>',
    '</h4> <span class="count-of">',
    "</span></summary><ul>",
    '<h3 class="record-title" tabindex="-1">',
    '<span class="tie-count" title="ties recorded here">',
    '<li class="basis-opinion">',
    '<li class="basis-inferred">',
    "date not recorded — </span>",
    '<p class="quiet known">',
    '<dd class="">',
)
"""Markup that is often repeated."""

_LINK = re.compile(
    r'<a (?:href="\?[^"]*" class="record" data-id="([^"]*)"'
    r'|class="record" href="\?[^"]*" data-id="([^"]*)")>([^<]*)</a>'
)
_CITE = re.compile(r'<a href="#source-(\d+)" title="([^"]*)" aria-label="\1: \2">\1</a>')
_CITES = re.compile(r'<sup class="cites">((?: ?<a href="#source-[^>]*>\d+</a>)+)</sup>')


_WAYS_ON = re.compile(r'<div class="panel-ways">.*?</button></div>')  # a server answers them
_WAYS = re.compile(r'<p class="onward">.*?</p>')  # to other questions


class FileProse(Prose):
    """Prose that writes the same sentence once, however often it is told."""

    def __init__(self, landscape: Landscape) -> None:
        super().__init__(landscape)
        self.names = {id: escape(name_of(record)) for id, record in landscape.selectable.items()}
        self.publishers = [escape(source.publisher) for source in self.sources]
        self._heads: dict[tuple[str, str, str], Markup] = {}
        self._group, self._sentence, self._cites = cache(super().group), cache(super().sentence), cache(super().cites)
        self._differ = cache(super().disagreement)
        self._evidence: dict[tuple[str, ...], Markup] = {}

    def head(self, known: Details) -> Markup:
        key = known.id, known.role, known.first_known  # all that changes from day to day in a head without its ties
        if key not in self._heads:
            self._heads[key] = Markup(_WAYS_ON.sub("", super().head(replace(known, ties=0))))
        return self._heads[key]

    def group(self, group: SentenceGroup, opened: bool = False) -> Markup:
        return self._group(group, opened)

    def connections(self, a: str, b: str, found: Connections | None, in_order: bool = False) -> Markup:
        """The question stays as long as its first end is selected: a file has no other."""
        return Markup(_WAYS.sub("", super().connections(a, b, found, in_order)))

    def sentence(self, sentence: Sentence) -> Markup:
        return self._sentence(sentence)

    def disagreement(self, disagreement: Disagreement) -> Markup:
        return self._differ(disagreement)

    def cites(self, citations: Iterable[Citation]) -> Markup:
        return self._cites(tuple(citations))

    def _evidence_of(self, source: Source, passages: Sequence[Passage]) -> Markup:
        key = source.id, *(passage.locator for passage in passages)
        if key not in self._evidence:
            self._evidence[key] = super()._evidence_of(source, passages)
        return self._evidence[key]

    def terse(self, markup: str) -> str:
        """Markup without what a page can fill in: `<r id>` is the link of a record by its name, `<a id>` begins one in
        other words, `<c 3, L16"7>` are the links of cited sources, `<0>` is the first of TAGS. No text holds a "<", a
        ">" or a quote of its own."""

        def link(found: re.Match[str]) -> str:
            id, text = found[1] or found[2], found[3]
            return f"<r {id}>" if self.names.get(id) == text else f"<a {id}>{text}</a>"

        def cite(found: re.Match[str]) -> str:
            return f'{found[1]}{found[2].removeprefix(self.publishers[int(found[1]) - 1])}"'

        def cites(found: re.Match[str]) -> str:
            return f"<c {_CITE.sub(cite, found[1])[:-1]}>".replace('" ', '"')

        said = _CITES.sub(cites, _LINK.sub(link, markup))
        for place, tag in enumerate(TAGS):
            said = said.replace(tag, f"<{place}>")
        return said
