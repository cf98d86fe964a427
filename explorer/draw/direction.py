"""Text that is read from the right inside text that is read from the left: kept apart, so that no date is torn.

Numbers and signs beside a right-to-left name would be drawn as part of it: the day of “عنوان 25 July 2025” left of the
name, its month right of it. A stretch that is set apart (an isolate of Unicode's UAX #9) has no
say in what stands around it.
"""

from __future__ import annotations

import re

FIRST_STRONG, END = "\u2068", "\u2069"
"""Around a stretch. They are not drawn and take no room."""

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Hebrew, Arabic, Syriac, Thaana, N’Ko and other scripts that are written from the right, and the marks on them."""
_LEFT = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0589\u0900-\u1fff\u3040-\ud7ff"
_ANY_RIGHT, _ANY_LEFT = re.compile(f"[{_RIGHT}]"), re.compile(f"[{_LEFT}]")
_STRETCH = re.compile(f"[{_RIGHT}](?:[^{_LEFT}{FIRST_STRONG}{END}\n]*[{_RIGHT}])?(?: ?…)?")


def set_apart(text: str) -> str:
    """The text with every stretch that is read from the right marked; others come back as they are.

    Where nothing is read from the left, the numbers belong to it; else those behind the last letter do not. The page's
    script has the same rule (assets/app/text/direction.js) and the same table of examples (tests/draw/directions.json).
    """
    if text.isascii() or not _ANY_RIGHT.search(text) or FIRST_STRONG in text:
        return text
    if _ANY_LEFT.search(text):
        return _STRETCH.sub(rf"{FIRST_STRONG}\g<0>{END}", text)
    inside = text.strip()
    return text.replace(inside, f"{FIRST_STRONG}{inside}{END}")
