"""A slide and what LibreOffice made of it in; what of its words is missing, out of its place or on others out.

LibreOffice writes the words of a slide in the order of its shapes, after those of its footers: so each letter of a page
is one of a shape's, and where the two part, words are missing. Lengths are points from a slide's upper left corner.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from explorer.export.refresh.traits import shapes_in, traits_of
from explorer.export.template.faces import A, P

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

EMU_A_POINT, PX_A_POINT = 12_700, 2
NEAR, ROUNDED = 1.5, 0.003
"""Points by which a word may leave its box, as letters reach a little beyond their own width; and of the box's width,
as a program rounds the width of each letter."""
SHARED = 0.06
"""Of the smaller of two words: so much of its box may lie in that of the other."""
HYPHEN = 2
"""What pdfium reads a hyphen at the end of a line as."""


@dataclass(frozen=True)
class Letter:
    char: str
    shape: int = -1  # the place of its shape among those of the slide that have words
    word: int = -1  # the place of its word in the shape
    box: Box = (0.0, 0.0, 0.0, 0.0)


def faults_of_slide(slide: Any, number: int, page: pypdfium2.PdfPage) -> list[str]:
    """What is wrong with a slide on its page, in sentences."""
    width, height = page.get_size()
    shapes, wanted = _of_slide(slide, number)
    placed, found = _placed(wanted, _of_page(page))
    words = list(_in_words(placed))
    for shape, said, box in words:
        name, own = shapes[shape]
        if (over := _beyond(box, (0, 0, width, height))) > NEAR:
            found.append(f"“{said}” leaves the slide by {over:.1f} points")
        if (over := _beyond(box, own)) > NEAR + ROUNDED * (own[2] - own[0]):
            found.append(f"“{said}” leaves {name} by {over:.1f} points")
    return found + [f"“{one}” lies on “{other}”" for one, other in _overlapping(words)]


# --- of the deck ---------------------------------------------------------------------------------------------------


def _of_slide(slide: Any, number: int) -> tuple[list[tuple[str, Box]], list[Letter]]:
    """The names and boxes of the shapes that have words, from the first that is drawn on; and all their letters."""
    shapes: list[tuple[str, Box]] = []
    letters: list[Letter] = []
    placeholders = {shape._element: shape for shape in slide.placeholders}
    for element in sorted(shapes_in(slide.shapes._spTree), key=lambda one: not _is_foot(one)):
        words = _said(element, number).split()
        if words:
            letters += [Letter(char, len(shapes), at) for at, word in enumerate(words) for char in _plain(word)]
            shapes.append((element[0].find(f"{{{P}}}cNvPr").get("name"), _box(element, placeholders.get(element))))
    return shapes, letters


def _is_foot(element: Any) -> bool:
    """Whether it is a footer or a number, which are drawn with the master."""
    held = element.find(f".//{{{P}}}ph")
    return held is not None and held.get("type") in ("ftr", "sldNum", "dt")


def _box(element: Any, placeholder: Any) -> Box:
    if placeholder is not None:  # its place may be that of its layout
        sides = (placeholder.left, placeholder.top, placeholder.width, placeholder.height)
        left, top, width, height = (side / EMU_A_POINT for side in sides)
    else:
        place = traits_of(element)
        left, top, width, height = (side / PX_A_POINT for side in (place.left, place.top, place.width, place.height))
    return left, top, left + width, top + height


def _said(element: Any, number: int) -> str:
    """The words of a shape with its bullets; a field is the slide's number."""
    body = element.find(f"{{{P}}}txBody")
    said: list[str] = []
    for paragraph in body.iterfind(f"{{{A}}}p") if body is not None else ():
        bullet = paragraph.find(f"{{{A}}}pPr/{{{A}}}buChar")
        said += ["\n"] if bullet is None else ["\n", bullet.get("char"), " "]
        for part in paragraph:
            if part.tag == f"{{{A}}}br":
                said.append("\n")
            elif part.tag == f"{{{A}}}fld":
                said.append(str(number))
            elif part.tag == f"{{{A}}}r":
                said.append(part.findtext(f"{{{A}}}t") or "")
    return "".join(said)


def _plain(text: str) -> str:
    """Without what is not seen, and two letters in one as two."""
    whole = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in whole if not char.isspace() and unicodedata.category(char) not in ("Cf", "Cc", "Mn")
    )


# --- of the page ---------------------------------------------------------------------------------------------------


def _of_page(page: pypdfium2.PdfPage) -> list[Letter]:
    """All letters of a page, in the order in which they are written."""
    _, height = page.get_size()
    text = page.get_textpage()
    order = {_address(item.raw): place for place, item in enumerate(_texts(page))}
    found: list[tuple[int, int, Letter]] = []
    for place in range(text.count_chars()):
        if not pdfium.FPDFText_IsGenerated(text, place):
            code = pdfium.FPDFText_GetUnicode(text, place)
            left, low, right, high = text.get_charbox(place)
            letter = Letter("", box=(left, height - high, right, height - low))
            written = order[_address(pdfium.FPDFText_GetTextObject(text, place))]
            chars = "-" if code == HYPHEN else _plain(chr(code))
            found += [(written, place, replace(letter, char=char)) for char in chars]
    return [letter for _, _, letter in sorted(found, key=lambda one: one[:2])]


def faces_of(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The family of each piece of text, such as "LiberationSans"."""
    name = ctypes.create_string_buffer(200)
    for item in _texts(page):
        pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(item), name, 200)
        yield name.value.decode().rpartition("+")[2].partition("-")[0]


def _texts(page: pypdfium2.PdfPage) -> list[Any]:
    return list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]))


def _address(item: Any) -> int:
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _placed(wanted: Sequence[Letter], there: Sequence[Letter]) -> tuple[list[Letter], list[str]]:
    """The letters of the shapes where they stand on the page; and which do not, or stand there besides."""
    said, written = "".join(one.char for one in wanted), "".join(one.char for one in there)
    steps = [("equal", 0, len(said), 0, len(written))]
    if said != written:
        steps = SequenceMatcher(None, said, written, autojunk=False).get_opcodes()
    placed, found = list[Letter](), list[str]()
    for what, a, b, c, d in steps:
        if what == "equal":
            placed += [replace(one, box=other.box) for one, other in zip(wanted[a:b], there[c:d], strict=True)]
        else:
            found.append(f"“{said[a:b]}” is written as “{written[c:d]}” after “{said[max(0, a - 20) : a]}”")
    return placed, found


# --- compared ------------------------------------------------------------------------------------------------------


def _in_words(letters: Sequence[Letter]) -> Iterator[tuple[int, str, Box]]:
    """The shape, the letters and the box of each word, or of each piece of one that is broken over lines."""
    for (shape, _), group in groupby(letters, key=lambda one: (one.shape, one.word)):
        pieces: list[list[Letter]] = []
        for letter in group:
            if not pieces or _apart(pieces[-1][-1].box, letter.box):
                pieces.append([])
            pieces[-1].append(letter)
        for piece in pieces:
            lefts, tops, rights, bottoms = zip(*(one.box for one in piece), strict=True)
            yield shape, "".join(one.char for one in piece), (min(lefts), min(tops), max(rights), max(bottoms))


def _apart(one: Box, other: Box) -> bool:
    """Whether two letters are not beside each other, in a line or, turned, one above the other."""
    size = 2.5 * max(one[3] - one[1], one[2] - one[0], other[3] - other[1], other[2] - other[0])
    return abs(one[0] - other[0]) > size or abs(one[1] - other[1]) > size


def _beyond(box: Box, outer: Box) -> float:
    """How far a box reaches over the edges of another."""
    return max(outer[0] - box[0], outer[1] - box[1], box[2] - outer[2], box[3] - outer[3])


def _overlapping(words: Sequence[tuple[int, str, Box]]) -> Iterator[tuple[str, str]]:
    ranked = sorted(words, key=lambda word: word[2][0])
    for place, (_, one, a) in enumerate(ranked):
        for _, other, b in ranked[place + 1 :]:
            if b[0] >= a[2]:
                break
            wide, high = min(a[2], b[2]) - b[0], min(a[3], b[3]) - max(a[1], b[1])
            if high > 0 and wide * high > SHARED * min(_area(a), _area(b)):
                yield one, other


def _area(box: Box) -> float:
    return max(0.1, box[2] - box[0]) * max(0.1, box[3] - box[1])
