"""The type of pictures that carry their own: Arimo, the metric twin of Arial that widths are measured in."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Arimo"
_USUAL_LETTERS = frozenset(
    (*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x2010, 0x2040), 0x20AC, 0x2260, 0x25A0, 0x25A1)
)


@cache
def font_files() -> tuple[Path, Path]:
    """Upright and italic, each of every weight."""
    folder = Path(str(files("fontpkg_arimo"))) / "files"
    return folder / "Arimo[wght].ttf", folder / "Arimo-Italic[wght].ttf"


@cache
def known_characters() -> frozenset[int]:
    """What Arimo has a glyph for."""
    with TTFont(font_files()[0], lazy=True) as font:
        return frozenset(font.getBestCmap())


def face(bold: bool, italic: bool, text: str) -> bytes:
    """A TrueType file of one weight and slant that holds the usual characters and those of a text."""
    return _face(bold, italic, frozenset(map(ord, text)) & known_characters() - _USUAL_LETTERS)


@lru_cache(maxsize=32)
def _face(bold: bool, italic: bool, more: frozenset[int]) -> bytes:
    options = subset.Options(notdef_outline=True, layout_features=[], name_IDs=["*"], glyph_names=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    with TTFont(font_files()[italic], recalcTimestamp=False) as font:
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=_USUAL_LETTERS | more)
        chosen.subset(font)
        whole = instantiateVariableFont(font, {"wght": 700 if bold else 400})
        for id in (1, 4, 6):  # a PDF tells faces apart by their names
            whole["name"].setName(f"Arimo-{'Bold' if bold else 'Regular'}{'Italic' * italic}", id, 3, 1, 0x409)
        written = BytesIO()
        whole.save(written)
    return written.getvalue()
