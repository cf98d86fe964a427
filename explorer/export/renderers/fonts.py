"""The type of files that carry their own: Arimo, the metric twin of Arial that widths are measured in, and Noto.

Arimo has Latin, Greek, Cyrillic and Hebrew. What it lacks is set in Noto: the scripts of `manimgx-fonts` with symbols
and emoji in one colour, and Chinese, Japanese and Korean of `manimgx-fonts-cjk`. Arabic is set in IBM Plex first, whose
letters are whole: those of Noto are put together of a body and dots, and come doubled to whoever copies them from a
PDF. No font of the system is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

UNSET = "\ufffd"
"""Stands for a character that no font has."""

_NOTO = (
    *("", "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew"),
    *("Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Symbols", "Tamil", "Telugu", "Thai"),
)
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What is never drawn, whatever a font has (Unicode's default ignorables): joiners, signs for direction and form."""
_FORBIDDEN = "\ufeff"
"""A mark of byte order, which a PDF for whoever hears it may not hold."""
_KANA, _HANGUL = range(0x3040, 0x3100), range(0xAC00, 0xD7A4)


def font_folders() -> list[Path]:
    """Where the font files are; Arimo's first."""
    packed = [_folder(package) / "files" for package in ("fontpkg_arimo", "fontpkg_ibm_plex_sans_arabic")]
    return [*packed, _folder("manimgx_fonts"), _folder("manimgx_fonts_cjk")]


def families(text: str) -> list[str]:
    """The families that a text is set in; of each character the first counts that has it.

    Chinese, Japanese and Korean draw one character differently: kana tell Japanese, hangul Korean.
    """
    codes = set(map(ord, text))
    region = "JP" if any(code in _KANA for code in codes) else "KR" if any(code in _HANGUL for code in codes) else "SC"
    return [
        "Arimo",
        "IBM Plex Sans Arabic",
        *(f"Noto Sans {script}".rstrip() for script in _NOTO),
        f"Noto Sans CJK {region}",
        "Noto Emoji",
    ]


def unset_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of texts that no font has, each once, in their order."""
    latin = _characters(_font_files()[0])
    left = dict.fromkeys(char for text in texts for char in text if ord(char) not in latin and not _UNSEEN.match(char))
    for path in _font_files()[1:]:  # each is read when first something is looked for in it
        if not left:
            break
        left = {char: None for char in left if ord(char) not in _characters(path)}
    return tuple(left)


def settable(text: str) -> str:
    """The text, with UNSET for every character that no font has."""
    if text.isascii():
        return text
    text = text.replace(_FORBIDDEN, "")
    missing = unset_characters((text,))
    return text.translate({ord(char): UNSET for char in missing}) if missing else text


def _folder(package: str) -> Path:
    return Path(str(files(package)))


@cache
def _font_files() -> tuple[Path, ...]:
    """Arimo, then the scripts, then the largest."""
    found = [path for folder in font_folders() for path in sorted(folder.iterdir())]
    return tuple(path for path in found if path.suffix in (".ttf", ".ttc"))


@cache
def _characters(path: Path) -> frozenset[int]:
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as found:
            return frozenset(found.fonts[0].getBestCmap())
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
