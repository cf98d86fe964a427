"""How things look: colour token and word. The only place that decides it; shapes are in `shapes`, patterns in `lines`.

Colour says level of government, shape says kind of thing, line pattern says how sure, grey says not selected.
Token values are written a second time in assets/css/page/tokens.css, where the browser reads them; a test holds both
equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from explorer.model import Lane, VerbGroup

Theme = Literal["light", "dark"]

TOKENS: dict[str, tuple[str, str]] = {  # name: (light, dark)
    "page": ("#FBFAF7", "#15181D"),
    "raised": ("#FFFFFF", "#1C2026"),
    "strip": ("#FFFFFF", "#1A1E24"),
    "future": ("#F4F1E8", "#1E2024"),
    "note": ("#F6EFD8", "#2B2718"),
    "note-rule": ("#8A6100", "#D9A93C"),
    "rule": ("#DAD6CC", "#343A43"),
    "grid": ("#EDEAE2", "#252A31"),
    "edge-rule": ("#8E8A80", "#7B828D"),
    "ink": ("#1B1E23", "#ECEEF1"),
    "ink-2": ("#454A53", "#C3C8D0"),
    "muted": ("#626771", "#9AA1AC"),
    "link": ("#1F4E9E", "#8DB4FF"),
    "focus": ("#0B57D0", "#A8C7FF"),
    "on-lane": ("#FFFFFF", "#15181D"),
    "lane-1": ("#1D3573", "#6A8BE6"),
    "lane-2": ("#AC6700", "#E3AA4A"),
    "lane-3": ("#006270", "#35AFBD"),
    "lane-4": ("#BF6AAA", "#F7C9EC"),
    "lane-more": ("#626771", "#9AA1AC"),
    "text-1": ("#1D3573", "#8BA6F0"),
    "text-2": ("#875000", "#E3AA4A"),
    "text-3": ("#006270", "#4CC0CD"),
    "text-4": ("#8F3F7E", "#F0B8E2"),
    "text-more": ("#454A53", "#C3C8D0"),
    "act": ("#535A65", "#AEB5C0"),
    "stance": ("#B3261E", "#FF8A7A"),
    "affiliation": ("#737881", "#8A919C"),
    "lineage": ("#6B46C1", "#B9A2FF"),
    "service": ("#2E7D46", "#6FCF8E"),
    "context": ("#837E72", "#8F8B80"),
    "dim-mark": ("#C9C6BD", "#444A54"),
    "dim-text": ("#676C75", "#8A919C"),
    "dim-edge": ("#E4E1D9", "#2A2F37"),
    "guest": ("#F3F0E7", "#23272E"),
    "guest-rule": ("#B9B4A6", "#596069"),
}

FONT = '"Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'

HOLLOW_DASH = "3 2.2"

GROUP_WORDS: dict[VerbGroup, str] = {
    "act": "did",
    "stance": "for or against",
    "affiliation": "belongs to",
    "lineage": "continues",
    "service": "serves",
    "context": "context",
}


def lane_look(lanes: Sequence[Lane], lane: str) -> str:
    """The look a lane takes: "1" to "4" in the landscape's order, then "more" (grey, told apart by its name).

    The colour tokens are `lane-` and `text-` plus this; CSS classes are `look-` plus this.
    """
    place = [known.id for known in lanes].index(lane) + 1
    return str(place) if place <= 4 else "more"


def colour(token: str, theme: Theme | None = "light") -> str:
    """The hex value of a token; without a theme, what it is on the page that it is drawn into."""
    return TOKENS[token][theme == "dark"] if theme else f"var(--{token})"
