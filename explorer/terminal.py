"""What is printed, made so that any terminal can write it, and quiet where nobody reads any more."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

_PLAIN_LETTERS = {
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    **dict.fromkeys("·•▪●", "*"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "×": "x",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "ß": "ss",
}
"""What stands for a character that an encoding lacks."""


def speak_plainly() -> None:
    """From now on standard output and error write what their encoding lacks in plain characters, never failing.

    >>> "“one” — two… naïve 東".encode("ascii", "plain")
    b'"one" - two... naive ?'
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain")


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain_letter, error.object[error.start : error.end])), error.end


def _plain_letter(letter: str) -> str:
    if letter in _PLAIN_LETTERS:
        return _PLAIN_LETTERS[letter]
    if unicodedata.category(letter).startswith("M"):  # an accent that stands behind its letter
        return ""
    if not unicodedata.category(letter).startswith("L"):  # a sign without its stroke would say something else
        return "?"
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if part.isascii()) or "?"


codecs.register_error("plain", _plainly)


@contextmanager
def quiet_when_unread() -> Iterator[None]:
    """What is printed inside after its reader has gone (`| head`) is lost without a word, and the block ends there."""
    try:
        try:
            yield
        finally:
            for stream in _open_streams():
                stream.flush()
    except BrokenPipeError:
        for stream in _open_streams():
            try:
                stream.flush()
            except BrokenPipeError:
                # Python flushes once more when it ends, and would complain then.
                with suppress(OSError, ValueError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_streams() -> list[TextIO]:
    """Standard output and error, where the program was started with them."""
    return [stream for stream in (sys.stdout, sys.stderr) if stream is not None and not stream.closed]


@contextmanager
def tidied_up_when_ended() -> Iterator[None]:
    """SIGTERM and SIGHUP inside leave through every `finally`, so that nothing half made stays; the exit code tells."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # Only the main thread may; and what is ignored, as under nohup, stays ignored.
    mine = [n for n in numbers if signal.getsignal(n) == signal.SIG_DFL] if _is_main() else []
    for number in mine:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
