"""The formats that are read, from what stands at the head of each reader: what each is, and what becomes what."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence

from explorer.importing.formats import READERS, joined
from explorer.importing.formats.references import reference_rows

ALSO = (joined.__name__, reference_rows.__name__)
"""What holds of several formats, said after them."""


def formats_told() -> list[str]:
    """Lines of Markdown: a heading for each format, in the order in which they are tried, and its mapping."""
    names = dict.fromkeys([*(read.__module__ for read in READERS), *ALSO])
    return [line for name in names for line in _told(inspect.cleandoc(sys.modules[name].__doc__ or ""))]


def _told(text: str) -> Sequence[str]:
    """The first paragraph as a heading, the list behind MAPPING below it, each item in one line.

    >>> _told("A file: b.\\n\\nMAPPING, of all\\n- a → b,\\n  c\\n- d → e\\nMore of it.")
    ['## A file: b', '', '- a → b, c', '- d → e', '- More of it.', '']
    """
    head, _, rest = text.partition("\n\n")
    items: list[str] = []
    for line in rest.partition("MAPPING")[2].partition("\n")[2].split("\n"):
        if line.startswith("  ") and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            items.append(f"- {line.removeprefix('- ').strip()}")
    return [f"## {' '.join(head.split()).rstrip('.')}", "", *items, ""]
