"""Text as a one-file page holds it: in gzip in base64, a quarter as long. What comes back may be from anywhere."""

from __future__ import annotations

import binascii
import gzip
import zlib
from base64 import b64decode, b64encode

MAX_UNPACKED = 64_000_000
"""Bytes that a packed text may have."""


class NotPacked(ValueError):
    """A text that is not packed, or too long; its text says what is wrong with it."""


def packed(text: str) -> str:
    """The same text is packed alike at any time."""
    return b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def unpacked(text: str) -> str:
    """Raises NotPacked.

    >>> unpacked(packed("a"))
    'a'
    """
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        data = unpacker.decompress(b64decode("".join(text.split()), validate=True), MAX_UNPACKED)
        if unpacker.unconsumed_tail:
            raise NotPacked(f"is longer than {MAX_UNPACKED // 1_000_000} MB when it is unpacked")
        if not unpacker.eof:
            raise NotPacked("ends before it is whole")
        return data.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise NotPacked("is damaged") from None
