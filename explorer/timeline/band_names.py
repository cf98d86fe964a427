"""Bands in; their names out, in lines that fit the column at the left of the picture, no two of them the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count, takewhile

from explorer.draw.text_metrics import broken, shortened, text_width, wrapped
from explorer.timeline.rows import Band

_JOINT = re.compile(r"(?<=[-‐–—/_])")
"""Where a word may go on in the next line without a sign that it does."""

Lines = tuple[str, ...]


def names_in_lines(bands: Sequence[Band], column: float, size: float, most: int) -> list[Lines]:
    """The bands' names in at most so many lines of bold type, none wider than the column in px.

    Of a band that has shorter names the first is taken that stands there whole, else the last. Where two bands come out
    the same, their whole names are taken; where these do, too, the words in which they differ; at last a number.
    """
    found = [_whole_or_last((band.written, *band.shorter), column, size, most) for band in bands]
    for group in _twins(found):
        for place in group:
            found[place] = band_lines(bands[place].written, column, size, most)
    for group in _twins(found):
        names = [bands[place].written.split() for place in group]
        same = len([*takewhile(lambda words: len(set(words)) == 1, zip(*names, strict=False))])
        for place, words in zip(group, names, strict=True):
            if 0 < same < len(words):
                found[place] = _skipping(words[0], " ".join(words[same:]), column, size, most)
    for group in _twins(found):
        turns = count(1)
        for place in group:
            numbered = (_numbered(found[place], turn, column, size) for turn in turns)
            found[place] = next(lines for lines in numbered if lines not in found)
    return found


def band_lines(name: str, column: float, size: float, most: int) -> Lines:
    """A name in lines of whole words. A word that is wider than the column is broken at a hyphen or a slash, else cut
    short; the last one is broken anywhere.

    >>> band_lines("Safer Communities ordinance", 60, 12, 2)
    ('Safer', 'Commun…')
    >>> band_lines("Int 0656-2011", 54, 12.5, 2)
    ('Int 0656-', '2011')
    """
    pieces = _pieces(name.split(), column, size)
    lines: list[str] = []
    begins = 0  # the piece with which the last line begins
    for at, (space, piece, _) in enumerate(pieces):
        more = f"{lines[-1]}{space}{piece}" if lines else piece
        if lines and text_width(more, size, bold=True) <= column:
            lines[-1] = more
        elif len(lines) < most:
            lines.append(piece)
            begins = at
        else:
            left = "".join(space + whole for space, _, whole in pieces[begins:])
            return (*lines[:-1], *wrapped(left, column, size, bold=True, most=1))
    return tuple(lines)


def _pieces(words: Sequence[str], column: float, size: float) -> list[tuple[str, str, str]]:
    """What a line may begin with: the space before it, how it is written, and the whole of it."""
    found = []
    for at, word in enumerate(words):
        space = " "
        is_wide = text_width(word, size, bold=True) > column
        for part in _JOINT.split(word) if is_wide else [word]:
            if text_width(part, size, bold=True) <= column:
                written = [(part, part)]
            elif at == len(words) - 1:
                written = [(piece, piece) for piece in broken(part, column, size, bold=True)]
            else:
                written = [(shortened(part, column, size, bold=True), part)]
            for one in written:
                found.append((space, *one))
                space = ""
    return found


def _whole_or_last(names: Sequence[str], column: float, size: float, most: int) -> Lines:
    """The first name of which no word is broken or left out, else the last."""
    for name in names:
        lines = band_lines(name, column, size, most)
        if " ".join(lines) == " ".join(name.split()):
            break
    return lines


def _numbered(lines: Lines, turn: int, column: float, size: float) -> Lines:
    room = column - text_width(f" {turn}", size, bold=True)
    return (*lines[:-1], f"{shortened(lines[-1], room, size, bold=True)} {turn}")


def _skipping(first: str, rest: str, column: float, size: float, most: int) -> Lines:
    """A name's first word, and what it ends in."""
    if most == 1:
        one = f"{first} … {rest}"
        return (one,) if text_width(one, size, bold=True) <= column else band_lines(f"… {rest}", column, size, 1)
    return (*wrapped(f"{first} …", column, size, bold=True, most=1), *band_lines(rest, column, size, most - 1))


def _twins(found: Sequence[Lines]) -> list[list[int]]:
    """The places of those that are the same, by group."""
    places: dict[Lines, list[int]] = {}
    for place, lines in enumerate(found):
        places.setdefault(lines, []).append(place)
    return [group for group in places.values() if len(group) > 1]
