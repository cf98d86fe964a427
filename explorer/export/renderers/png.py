"""Pages in; a PNG out, set by Typst with fonts that come as packages: no browser, no system font."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from explorer.draw.palette import Theme
from explorer.draw.primitives import PX, Page, clean
from explorer.export.options import most_scale
from explorer.export.renderers.page_data import sheet_data
from explorer.export.renderers.typesetter import typeset

_HEAD = 33
"""Bytes of a PNG before its second chunk: signature and IHDR."""


def png_of(pages: Sequence[Page], theme: Theme, scale: float = 1.0) -> bytes:
    """The pages one below the other, `scale` pixels for each px, or as many as a picture may have.

    Title, description and notes stand in its text chunks.
    """
    page = pages[0]
    scale = min(scale, most_scale(page.width, sum(one.height for one in pages)))
    drawn = typeset([sheet_data(pages, theme)], page.title, "", format="png", ppi=PX * scale)
    notes = "\n\n".join(dict.fromkeys(one.told for one in pages))
    told = {"Title": page.title, "Description": f"{page.description}\n\n{notes}"}
    chunks = [_chunk(b"pHYs", struct.pack(">IIB", *[round(PX * scale / 0.0254)] * 2, 1))]
    chunks += [_chunk(b"iTXt", _international(key, clean(text))) for key, text in told.items()]
    return drawn[:_HEAD] + b"".join(chunks) + drawn[_HEAD:]


def _international(keyword: str, text: str) -> bytes:
    return keyword.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
