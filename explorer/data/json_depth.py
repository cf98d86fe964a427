"""The text of JSON in; whether it is nested too deep out, told before anything is built of it."""

from __future__ import annotations

import re

# A text, which ends with the file where it is not closed, or a mark that opens or closes something.
_TEXT_OR_MARK = re.compile(r'"(?:[^"\\]++|\\.?+)*+(?:"|\Z)|[\[{\]}]', re.DOTALL)


def deeper_than(text: str, most: int) -> bool:
    """Whether objects and lists stand in each other more than `most` deep. Linear in the text.

    >>> deeper_than('[{"a": "[[["}]', 2), deeper_than('[{"a": []}]', 2)
    (False, True)
    """
    depth = 0
    for found in _TEXT_OR_MARK.finditer(text):
        mark = text[found.start()]
        if mark in "[{":
            depth += 1
            if depth > most:
                return True
        elif mark in "]}":
            depth -= 1
    return False
