"""Runs of words and a width in; the lines that they take out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.draw.primitives import Line, Run
from explorer.draw.text_metrics import fitting, letters, text_width


def set_in_lines(runs: Sequence[Run], width: float) -> tuple[Line, ...]:
    """Runs broken into lines at their spaces; a word that is wider than a line is broken, too.

    Lines are a little narrower than `width`, as a program that wraps for itself measures a little differently.
    """
    width *= 0.98
    lines: list[list[_Piece]] = [[]]
    for run in runs:
        for word in _WORDS.findall(run.text):
            line = lines[-1]
            room = width - sum([piece.width for piece in line])
            apart = line and (word[0].isspace() or line[-1].text[-1:].isspace())
            if apart and text_width(word, run.size, run.bold) > room:
                lines.append([])
            for place, text in enumerate(_word_pieces(word, run, lines[-1], width)):
                if place:
                    lines.append([])
                if text:
                    _append(lines[-1], text, run)
    return tuple(tuple(piece.run() for piece in line) for line in lines)


_WORDS = re.compile(r"\s*\S+|\s+$")


class _Piece:
    """Words of one look on a line that is not yet full; a run is made of them once, when it is."""

    __slots__ = ("like", "text", "width")

    def __init__(self, text: str, like: Run) -> None:
        self.text, self.like = text, like
        self.width = text_width(text, like.size, like.bold)

    def run(self) -> Run:
        return self.like if self.text == self.like.text else replace(self.like, text=self.text)


def _word_pieces(word: str, run: Run, line: Sequence[_Piece], width: float) -> Iterator[str]:
    """A word as it goes on a line and on those after it: whole, where it is no wider than they are."""
    room = width - sum([piece.width for piece in line])
    word = word if line else word.lstrip()
    while text_width(word, run.size, run.bold) > room:
        cut = fitting(word, room, run.size, run.bold)
        if not cut and room >= width:
            cut = len(next(letters(word)))
        yield word[:cut]
        word, room = word[cut:], width
    yield word


def _append(line: list[_Piece], text: str, run: Run) -> None:
    if line and _runs_alike(line[-1].like, run):
        text = line.pop().text + text
    line.append(_Piece(text, run))


def cut_off(lines: tuple[Line, ...], most: int, width: float) -> tuple[Line, ...]:
    """The first so many of some lines; where there are more, the last ends in an ellipsis inside `width` px."""
    if len(lines) <= most:
        return lines
    *before, last = lines[most - 1]
    room = 0.98 * width - sum(run.width for run in before) - text_width(" …", last.size, last.bold)
    said = last.text[: fitting(last.text, room, last.size, last.bold)].rstrip(" ,;:")
    return (*lines[: most - 1], (*before, replace(last, text=said + " …")))


def _runs_alike(one: Run, other: Run) -> bool:
    return one is other or _look(one) == _look(other)


def _look(run: Run) -> tuple[float, str, bool, bool, str]:
    return run.size, run.token, run.bold, run.italic, run.link
