"""Names, numbers and words in; elements of the page's timeline out, as SVG markup. Text is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import floor

Looks = Mapping[str, str | float]


def n(number: float) -> str:
    """A number to a tenth of a px, a half rounded up as browsers do.

    >>> n(12.0), n(0.25), n(-0.04)
    ('12', '0.3', '0')
    """
    tenths = floor(number * 10 + 0.5)
    return str(tenths // 10) if tenths % 10 == 0 else repr(tenths / 10)


def tag(name: str, attributes: Looks, *inside: str) -> str:
    said = "".join(
        f' {key}="{escape(value) if isinstance(value, str) else _plain(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>"


def _plain(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") if number < 1 and number > 0 else n(number)


def path(name: str, d: str, id: str = "") -> str:
    return tag("path", {"class": name, **({"data-id": id} if id else {}), "d": d}) if d else ""


def rect(name: str, x: float, y: float, width: float, height: float, **more: str | float) -> str:
    size = {"x": n(x), "y": n(y), "width": n(width), "height": n(height)}
    return tag("rect", {**({"class": name} if name else {}), **more, **size})


def text(name: str, x: float, y: float, words: str, **more: str | float) -> str:
    return tag("text", {"class": name, "x": n(x), "y": n(y), **more}, escape(words))
