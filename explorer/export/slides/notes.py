"""What a page shows, in sentences, in; what is said with it out: a few points for the speaker, and all of it for who
cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.export.excerpt import Excerpt

MAX_POINTS, MAX_POINT_WORDS = 5, 28
"""So many points begin a slide's notes at most, each of so many words."""

MAX_ABOUT_WORDS = 60
"""Words on what is shown that may follow the points; all of it stands on the slide."""


def speaker_notes(part: Excerpt, points: Iterable[str], sources: str) -> str:
    """Points, then what is shown as of when, then the sources in full."""
    about = " ".join([part.selected, part.as_of, *([part.link] if part.link else [])])
    said = [f"• {few_words(point, MAX_POINT_WORDS)}" for point in [*points][:MAX_POINTS]]
    lines = [*said, *([""] if said else []), few_words(about, MAX_ABOUT_WORDS)]
    return "\n".join([*lines, *(["", "Sources", sources] if sources else [])])


def told_in_full(part: Excerpt, what: str, said: Sequence[str], left: Sequence[str], sources: str) -> str:
    """Everything that a page draws, a sentence a line with its citations in full; and what has no room on it."""
    lines = [*part.head(), "", what, *said]
    lines += ["", "Not drawn, for want of room", *left] if left else []
    return "\n".join([*lines, "", "Sources", sources])


def few_words(text: str, most: int) -> str:
    """The first so many words, and a sign where there are more.

    >>> few_words("one two three", 2)
    'one two …'
    """
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]).rstrip(" ,;:.") + " …"
