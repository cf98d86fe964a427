"""Text from outside in; what is wrong with its characters out, and how a cell is kept from running as a formula."""

from __future__ import annotations

import re
import unicodedata

MAX_HEAPED = 30
"""So many accents in a row are what Unicode's Stream-Safe Text Format allows: to bring more of them into their order
(normal form C) takes time that grows with the square of their number."""

# Characters that nobody sees but a computer minds: controls, zero-width and filler characters, direction overrides,
# line separators, lone surrogates, tags; and U+FFFD, which a lost letter leaves behind.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e007f]"
)

# What a spreadsheet runs as a formula, in usual and in full-width form; and the same behind the mark that stops it.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_FOREIGN = re.compile(f"[^\x00-\u02ff]{{{MAX_HEAPED + 1},}}")
_NEGATIVE = re.compile(r"-[0-9]+(?:[.,][0-9]+)*")

_PLAIN = bytes((0x0A, *range(0x20, 0x7F)))


def guarded(text: str) -> str:
    """A cell as it is written: "'" before what a spreadsheet would run as a formula. Negative numbers stay.

    >>> [guarded(text) for text in ("=cmd()", "＝cmd()", "-5.2", "-5+cmd()", "'=x", "2-1")]
    ["'=cmd()", "'＝cmd()", '-5.2', "'-5+cmd()", "''=x", '2-1']
    """
    return f"'{text}" if _FORMULA.match(text) and not _NEGATIVE.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The cell that was guarded: `unguarded(guarded(text)) == text` for every text.

    >>> [unguarded(text) for text in ("'=cmd()", "''=x", "'tis", "plain")]
    ['=cmd()', "'=x", "'tis", 'plain']
    """
    return text[1:] if _GUARDED.match(text) else text


def seen(text: str) -> str:
    """The text without the characters that nobody sees."""
    return UNSEEN.sub("", text)


def all_seen(text: str) -> bool:
    """Whether the text holds no character that nobody sees; of a megabyte in a millisecond."""
    return not UNSEEN.search(text.encode(errors="surrogatepass").translate(None, _PLAIN).decode(errors="surrogatepass"))


def unseen_fault(text: str) -> tuple[str, str] | None:
    """What is wrong and how to mend it, where the text holds a character nobody sees.

    >>> unseen_fault("tim\u200bkeller")
    ('holds the unseen character U+200B (zero width space) after "tim"', 'delete it, or type the words again')
    """
    found = UNSEEN.search(text)
    if found is None:
        return None
    character = found.group()
    before = text[max(0, found.start() - 12) : found.start()]
    named = "tab" if character == "\t" else unicodedata.name(character, "control character").lower()
    where = f'after "{before}"' if before else "at the start"
    if character == "\ufffd":
        return f"holds U+FFFD {where}, where a letter was lost between encodings", "type the letter again"
    return f"holds the unseen character U+{ord(character):04X} ({named}) {where}", "delete it, or type the words again"


HEAPED = (f"holds more than {MAX_HEAPED} accents in a row", "leave those that a letter needs")


def heaped_fault(text: str) -> tuple[str, str] | None:
    """What is wrong and how to mend it, where accents are heaped up; to be asked before a text is normalized.

    >>> heaped_fault("e" + "\u0301" * 31)
    ('holds more than 30 accents in a row', 'leave those that a letter needs')
    """
    return HEAPED if heap(text) else None


def heap(text: str) -> int:
    """Where the first heap of accents ends; 0 where there is none."""
    if text.isascii():
        return 0
    for found in _FOREIGN.finditer(text):
        run = 0
        for at, character in enumerate(found.group(), found.start()):
            run = run + 1 if unicodedata.combining(character) else 0
            if run > MAX_HEAPED:
                return at
    return 0
