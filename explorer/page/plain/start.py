"""The start page of several landscapes: what each is about, how far it reaches, how much it holds, a small picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from explorer.draw.markup import Markup, Node, tag
from explorer.landscape import Landscape
from explorer.page.document import document, masthead, theme_button
from explorer.page.footing import PROBLEMS_LINK, START_WORDS, Footing, left_out_words
from explorer.wording import day_words, how_many

SUMMARY_LETTERS = 420
"""So much of a summary stands here; the rest is on the landscape's own page."""


@dataclass(frozen=True)
class Beside:
    """A landscape on the start page."""

    name: str  # of its folder: the step of the address below which it is
    landscape: Landscape | None  # None where nothing of it can be shown
    footing: Footing
    picture: Markup | None = None


def start_page(all_: Sequence[Beside], links: Mapping[str, str]) -> str:
    """The whole page."""
    titles = Counter(map(_title, all_))
    can_be_shown = sum(one.landscape is not None for one in all_)
    said = f"{how_many(can_be_shown, 'landscape')}: choose one."
    body = tag(
        "div",
        {"class": "page about start"},
        masthead(START_WORDS, said, theme_button()),
        tag("main", {}, [_entry(one, titles[_title(one)] > 1) for one in all_]),
        tag("footer", {}, tag("p", {}, "The page asks nothing of any other host.")),
    )
    return document(START_WORDS, body, links, said)


def way_to(name: str) -> str:
    """The way from the start page to a landscape."""
    return f"./{quote(name)}/"


def _title(one: Beside) -> str:
    return one.landscape.title if one.landscape else one.name


def _entry(one: Beside, has_twin: bool) -> Markup:
    landscape, way = one.landscape, way_to(one.name)
    if landscape is None:
        words_ = f"Nothing of it can be shown: its files have {how_many(one.footing.count, 'problem')}. "
        see = tag("a", {"href": f"{way}{PROBLEMS_LINK}"}, "See what to mend")
        return tag("section", {}, tag("h2", {}, one.name), tag("p", {}, words_, see))
    told = [*_facts(landscape), ("Folder", one.name if has_twin else "")]
    facts = [(tag("dt", {}, name), tag("dd", {}, value)) for name, value in told if value]
    return tag(
        "section",
        {"class": "landscape"},
        tag(
            "div",
            {},
            tag("h2", {}, tag("a", {"href": way}, landscape.title)),
            tag("p", {}, shortened_summary(landscape.summary)),
            tag("dl", {}, facts),
            _faults(one),
        ),
        tag("a", {"href": way, "class": "small-picture", "tabindex": "-1", "aria-hidden": "true"}, one.picture or None),
    )


def shortened_summary(text: str) -> str:
    """A summary that is not too long, cut between two words."""
    if len(text) <= SUMMARY_LETTERS:
        return text
    return f"{text[:SUMMARY_LETTERS].rpartition(' ')[0].rstrip(',;:–')} …"


def _facts(landscape: Landscape) -> list[tuple[str, str]]:
    sizes = (("event", landscape.events), ("actor", landscape.actors), ("source", landscape.sources))
    return [
        ("Period", period_words(landscape)),
        ("Holds", ", ".join(how_many(len(rows), name) for name, rows in sizes)),
        ("As of", day_words(landscape.as_of)),
    ]


def period_words(landscape: Landscape) -> str:
    """The years of the first and the last event that have one: "2000–2026"; empty where none has."""
    days = [day for event in landscape.events for day in (event.date.earliest, event.date.latest) if day]
    if not days:
        return ""
    first, last = min(days).year, max(days).year
    return f"{first}" if first == last else f"{first}–{last}"


def _faults(one: Beside) -> Node:
    footing = one.footing
    if not footing.count:
        return None
    words_ = "" if footing.is_earlier else left_out_words(footing)
    left = f"; {words_}" if words_ else ""
    see = tag("a", {"href": f"{way_to(one.name)}{PROBLEMS_LINK}"}, how_many(footing.count, "problem"))
    return tag("p", {"class": "files-line"}, "Its files have ", see, f"{left}.")
