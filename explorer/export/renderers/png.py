"""A page in; a PNG out, drawn from its SVG by resvg with a font that comes as a package: no browser, no system font.

Only a text with characters that the font lacks asks the system's fonts for them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

import resvg_py

from explorer.draw.palette import Theme
from explorer.draw.primitives import PX, Page, clean
from explorer.export.options import most_scale
from explorer.export.renderers.fonts import FAMILY, font_files, known_characters
from explorer.export.renderers.svg import svg_of

_HEAD = 33
"""Bytes of a PNG before its second chunk: signature and IHDR."""


def png_of(pages: Sequence[Page], theme: Theme, scale: float = 1.0) -> bytes:
    """The pages one below the other, `scale` pixels for each px, or as many as a picture may have.

    Title, description and notes stand in its text chunks.
    """
    page, *below = pages
    scale = min(scale, most_scale(page.width, sum(one.height for one in pages)))
    svg = svg_of(page, theme, font=FAMILY, below=below)
    drawn = bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            font_family=FAMILY,
            font_files=[str(path) for path in font_files()],
            skip_system_fonts=set(map(ord, svg)) - {0x0A} <= known_characters(),
        )
    )
    notes = "\n\n".join(dict.fromkeys(one.told for one in pages))
    told = {"Title": page.title, "Description": f"{page.description}\n\n{notes}"}
    chunks = [_chunk(b"pHYs", struct.pack(">IIB", *[round(PX * scale / 0.0254)] * 2, 1))]
    chunks += [_chunk(b"iTXt", _international(key, clean(text))) for key, text in told.items()]
    return drawn[:_HEAD] + b"".join(chunks) + drawn[_HEAD:]


def _international(keyword: str, text: str) -> bytes:
    return keyword.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
