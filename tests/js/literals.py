"""A script in; every text in it out, as it stands there: what a minifier must leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+/[a-z]*")
_BEFORE_PATTERN = re.compile(r"(?:^|[(,=:\[!&|?{};+\-*%<>~^]|\breturn|\btypeof|=>)\s*$")
_PLAIN = re.compile(r"""[^/'"`{}]+""")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)


def literals(script: str) -> Iterator[str]:
    """Strings, patterns and the pieces of templates between their values, in order.

    >>> list(literals("a = `one ${b ? 'x y' : /[/ ]/g} two`; // `no`"))
    ['one ', "'x y'", '/[/ ]/g', ' two']
    """
    open_braces = [0]  # of the script, and of each value of a template that is being read
    at, code = 0, ""  # the code before, as far as it tells a pattern from a division
    while at < len(script):
        if plain := _PLAIN.match(script, at):
            at, code = plain.end(), (code + plain[0])[-12:]
        elif skipped := _SKIPPED.match(script, at):
            at = skipped.end()
        elif (found := _QUOTED.match(script, at)) or (
            _BEFORE_PATTERN.search(code) and (found := _PATTERN.match(script, at))
        ):
            yield found[0]
            at, code = found.end(), ")"
        elif script[at] == "`" or (script[at] == "}" and open_braces[-1] == 0 and len(open_braces) > 1):
            if script[at] == "}":
                open_braces.pop()
            piece = _TEMPLATE.match(script, at + 1)
            assert piece
            yield piece[0]
            at = piece.end() + 1
            if script[piece.end()] == "$":
                open_braces.append(0)
                at, code = at + 1, "{"
            else:
                code = ")"
        else:
            open_braces[-1] += {"{": 1, "}": -1}.get(script[at], 0)
            code = (code + script[at])[-12:]
            at += 1
