"""Pages in; a PDF or a PNG out, set by Typst: every script shaped and in its own direction.

No font of the system, no file but the fonts and no host is asked; no time of writing is in a file. In a PDF text is
text in embedded fonts, links can be followed, numbers lead to their sources, and it is tagged as PDF/UA asks: each page
begins with a heading; what is drawn has its alternative text, what only decorates is marked as that, and the order of
reading is that of the page's items.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import typst

from explorer.draw.palette import Theme
from explorer.draw.primitives import PX, Page, clean
from explorer.export.options import most_scale
from explorer.export.renderers.fonts import families, font_folders, settable
from explorer.export.renderers.page_data import listed_in, sheet_data

PROGRAM = "Policy Landscape Explorer"

_HEAD = 33
"""Bytes of a PNG before its second chunk: signature and IHDR."""

_ONE_AT_A_TIME = Lock()


def pdf_of(pages: Sequence[Page], theme: Theme) -> bytes:
    """The pages in their order."""
    first, listed = pages[0], listed_in(pages)
    sheets = [sheet_data([page], theme, listed) for page in pages]
    return _typeset(sheets, clean(first.title), clean(first.description), format="pdf", pdf_standards=["ua-1"])


def png_of(pages: Sequence[Page], theme: Theme, scale: float = 1.0) -> bytes:
    """The pages one below the other, `scale` pixels for each px, or as many as a picture may have.

    Title, description and notes stand in its text chunks.
    """
    page = pages[0]
    scale = min(scale, most_scale(page.width, sum(one.height for one in pages)))
    drawn = _typeset([sheet_data(pages, theme)], page.title, "", format="png", ppi=PX * scale)
    notes = "\n\n".join(dict.fromkeys(one.told for one in pages))
    told = {"Title": page.title, "Description": f"{page.description}\n\n{notes}"}
    chunks = [_chunk(b"pHYs", struct.pack(">IIB", *[round(PX * scale / 0.0254)] * 2, 1))]
    chunks += [_chunk(b"iTXt", _international(key, clean(text))) for key, text in told.items()]
    return drawn[:_HEAD] + b"".join(chunks) + drawn[_HEAD:]


def _international(keyword: str, text: str) -> bytes:
    return keyword.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _typeset(sheets: list[Any], title: str, description: str, **how: Any) -> bytes:
    """The file; `how` says of which kind: `format`, and what that needs. The same sheets give the same bytes."""
    said = {"title": settable(title) or PROGRAM, "description": settable(description), "author": PROGRAM, "lang": "en"}
    pages = json.dumps(said | {"sheets": sheets}, ensure_ascii=False)
    inputs = {"pages": json.dumps(said | {"sheets": sheets, "fonts": families(pages)}, ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler().compile(input=_program(), sys_inputs=inputs, **how)
    assert isinstance(made, bytes)
    return made


@cache
def _program() -> bytes:
    return (files("explorer.export.renderers") / "page.typ").read_bytes()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[str(folder) for folder in font_folders()], ignore_system_fonts=True)
