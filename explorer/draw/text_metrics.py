"""Text and a size in; its width in px and its lines out.

Widths are those of Arial and its metric twins (Helvetica, Liberation Sans); the page's other faces are narrower.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

# Advance widths in thousandths of the type size.
_REGULAR = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ftíÍ", 292: "ľ", 333: "()-`r“”·", 334: "{}", 350: "•", 355: '"',
    375: "ť", 389: "*", 469: "^", 500: "Jcksvxyz", 549: "≠", 556: "#$0123456789?L_abdeghnopqu–éáóúñü", 584: "+<=>~",
    611: "FTZ", 667: "&ABEKPSVXYÉÁ", 722: "CDHNRUwÚÑÜ", 778: "GOQÓ", 833: "Mm", 834: "¼½¾", 889: "%æ", 944: "Wœ",
    1000: "—…ÆŒ", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl‘’íÍ", 280: "|",
    333: "!()-:;[]`ft·", 350: "•", 385: "ľ", 389: "*r{}", 474: '"', 479: "ť", 500: "z“”", 549: "≠",
    556: "#$0123456789J_aceksvxy–éá", 584: "+<=>^~", 611: "?FLTZbdghnopquóúñü", 667: "EPSVXYÉ", 719: "ď",
    722: "&ABCDHKNRUÁÚÑÜ", 778: "GOQwÓ", 833: "M", 834: "¼½¾", 889: "%mæ", 944: "Wœ", 975: "@", 1000: "—…ÆŒ",
}  # fmt: skip
_WIDTHS = [{char: width for width, chars in table.items() for char in chars} for table in (_REGULAR, _BOLD)]


_PICTURES = range(0x1F000, 0x1FB00)
"""Emoji: wider than a letter is high in every face that has them, whatever Unicode says of their width."""
_TONES = range(0x1F3FB, 0x1F400)  # skin tones, which change the emoji before them
_VIRAMA = 9  # the combining class of the sign that makes one letter of two
_BREAKS = frozenset("-‐–—/_.,;:、。，・")
"""A word that must be broken is broken after one of these, where it has any."""


@cache
def _advance(char: str, bold: bool) -> int:
    known = _WIDTHS[bold].get(char)
    if known is not None:
        return known
    if ord(char) in _PICTURES:
        return 0 if ord(char) in _TONES else 1300
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
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
    return _advances(text, bold) * size / 1000


@lru_cache(8_192)  # the same words are measured again and again while room is sought for them
def _advances(text: str, bold: bool) -> int:
    return sum([_advance(char, bold) for char in text])


def letters(text: str) -> Iterator[str]:
    """The text in what a reader sees as one letter each: a character with the marks upon it.

    >>> [len(letter) for letter in letters("Pen" + chr(0x303) + "a")]
    [1, 1, 2, 1]
    """
    held = ""
    for char in text:
        marks = unicodedata.category(char)[0] == "M" or ord(char) in _TONES
        if held and (marks or unicodedata.combining(held[-1]) == _VIRAMA):
            held += char
            continue
        if held:
            yield held
        held = char
    if held:
        yield held


def fitting(text: str, width: float, size: float, bold: bool = False) -> int:
    """How many characters of a text fit `width` px: whole letters, up to a break among the last of them."""
    used = kept = broken = 0
    for letter in letters(text):
        used += sum(_advance(char, bold) for char in letter)
        if used * size / 1000 > width:
            return broken if 2 * broken >= kept else kept
        kept += len(letter)
        broken = kept if letter in _BREAKS else broken
    return kept


def broken(word: str, width: float, size: float, bold: bool = False) -> list[str]:
    """A word in pieces no wider than `width` px; a letter that is wider is a piece of its own.

    >>> broken("Rindfleischetikettierung", 60, 12)
    ['Rindfleisch', 'etikettierun', 'g']
    """
    pieces = []
    while word:
        cut = fitting(word, width, size, bold) or len(next(letters(word)))
        pieces.append(word[:cut])
        word = word[cut:]
    return pieces


def wrapped(text: str, width: float, size: float, bold: bool = False, most: int | None = None) -> list[str]:
    """The text in lines no wider than `width` px; a word that is wider is broken.

    With `most`, at most so many lines: what is left over ends in an ellipsis.

    >>> wrapped("Office of Immigrant & Refugee Affairs", 100, 12)
    ['Office of', 'Immigrant &', 'Refugee Affairs']
    >>> wrapped("Office of Immigrant & Refugee Affairs", 100, 12, most=2)
    ['Office of', 'Immigrant …']
    """
    lines: list[str] = []
    spaces: list[str] = []  # before each line: none inside a broken word
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= width:
            lines[-1] = longer
            continue
        pieces = broken(word, width, size, bold) if text_width(word, size, bold) > width else [word]
        lines += pieces
        spaces += [" ", *[""] * (len(pieces) - 1)]
    if most is None or len(lines) <= most:
        return lines or [""]
    left = "".join(space + line for space, line in zip(spaces[most - 1 :], lines[most - 1 :], strict=True))
    return [*lines[: most - 1], _ended(left.split(), width, size, bold)]


def _ended(words: list[str], width: float, size: float, bold: bool) -> str:
    """As many of the words as fit `width` px before an ellipsis; of the first, if it alone is wider, a part."""
    last, *others = words
    for word in others:
        if text_width(f"{last} {word} …", size, bold) > width:
            break
        last = f"{last} {word}"
    last = last.rstrip("&,;:–— ") + " …"
    return last if text_width(last, size, bold) <= width else shortened(last, width, size, bold)


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as fits `width` px with an ellipsis."""
    if text_width(text, size, bold) <= width:
        return text
    used = _advance("…", bold)
    kept = seen = 0
    for letter in letters(text):
        used += sum(_advance(char, bold) for char in letter)
        seen += len(letter)
        if letter.isspace():  # a space at the end is taken off
            continue
        if used * size / 1000 > width:
            break
        kept = seen
    return text[:kept] + "…"
