"""Text and a size in; its width in px and its lines out.

Widths are those of Arial and its metric twins (Helvetica, Liberation Sans); the page's other faces are narrower.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Advance widths in thousandths of the type size.
_REGULAR = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·íÍ", 333: "()-`r“”", 334: "{}", 350: "•", 355: '"', 389: "*",
    469: "^", 500: "Jcksvxyz", 549: "≠", 556: "#$0123456789?L_abdeghnopqu–éáóúñü", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXYÉÁ", 722: "CDHNRUwÚÑÜ", 778: "GOQÓ", 833: "Mm", 889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl‘’·íÍ", 280: "|",
    333: "!()-:;[]`ft", 350: "•", 389: "*r{}", 474: '"', 500: "z“”", 549: "≠",
    556: "#$0123456789J_aceksvxy–éá", 584: "+<=>^~", 611: "?FLTZbdghnopquóúñü", 667: "EPSVXYÉ", 722: "&ABCDHKNRUÁÚÑÜ",
    778: "GOQwÓ", 833: "M", 889: "%m", 944: "W", 975: "@", 1000: "—…",
}  # fmt: skip
_WIDTHS = [{char: width for width, chars in table.items() for char in chars} for table in (_REGULAR, _BOLD)]


@cache
def _advance(char: str, bold: bool) -> int:
    known = _WIDTHS[bold].get(char)
    if known is not None:
        return known
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1000
    base = unicodedata.normalize("NFD", char)[0]
    return _WIDTHS[bold].get(base, 722)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Width in px of one line at a type size in px.

    >>> round(text_width("Tim Keller", 10), 2)
    45.0
    """
    return sum(_advance(char, bold) for char in text) * size / 1000


def wrapped(text: str, width: float, size: float, bold: bool = False, most: int | None = None) -> list[str]:
    """The text in lines no wider than `width` px where its words allow it; a longer word keeps a line of its own.

    With `most`, at most so many lines: what is left over ends in an ellipsis.

    >>> wrapped("Office of Immigrant & Refugee Affairs", 100, 12)
    ['Office of', 'Immigrant &', 'Refugee Affairs']
    >>> wrapped("Office of Immigrant & Refugee Affairs", 100, 12, most=2)
    ['Office of', 'Immigrant …']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if most is None or len(lines) <= most:
        return lines or [""]
    left = " ".join(lines[most - 1 :]).split()
    while len(left) > 1 and text_width(" ".join(left) + " …", size, bold) > width:
        left.pop()
    last = " ".join(left).rstrip("&,;:–— ") + " …"
    return [*lines[: most - 1], last if text_width(last, size, bold) <= width else shortened(last, width, size, bold)]


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits `width` px with an ellipsis."""
    if text_width(text, size, bold) <= width:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
