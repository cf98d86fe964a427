"""What the signs in the two pictures of a landscape mean: markup of small drawn keys with a word each."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.lines import BASIS_LOOKS, MARK_WORDS, MarkSign, TieKey
from explorer.draw.markup import Markup, svg_tag, tag
from explorer.draw.palette import HOLLOW_DASH
from explorer.draw.shapes import ActorLook, actor_keys, event_keys, shape_path
from explorer.landscape import Landscape
from explorer.model import Shape
from explorer.network.svg.elements import drawn_end, end_token
from explorer.network.tie_keys import keys_of_landscape
from explorer.timeline.mark_keys import signs_of_landscape

_WIDTHS: dict[MarkSign, int] = {"point": 14, "hollow": 14}
"""px of a sign that takes less than what has a length."""


def timeline_legend(landscape: Landscape) -> Markup:
    """A `div` of keys for marks and for kinds of events, of what the landscape holds."""
    signs = signs_of_landscape(landscape)
    kinds = [_key(look.word, 14, _legend_mark(look.shape, 7)) for look in event_keys(landscape)]
    drawn = [_key(MARK_WORDS[sign], _WIDTHS.get(sign, 26), *_sign(sign)) for sign in signs if sign != "disputed"]
    unsettled = tag("span", {"class": "key-item"}, tag("b", {}, "≠"), tag("span", {}, MARK_WORDS["disputed"]))
    return tag("div", {"class": "keys"}, drawn, kinds, unsettled if "disputed" in signs else None)


def network_legend(landscape: Landscape) -> Markup:
    """A `div` of keys for kinds of actors and for ties, of what the landscape holds."""
    actors = [_key(look.word, 26, *_legend_pill(look)) for look in actor_keys(landscape)]
    ties = [_key(key.word, 36, *_tie(key)) for key in keys_of_landscape(landscape)]
    return tag("div", {"class": "keys"}, actors, ties)


def _key(word: str, width: int, *drawn: Markup) -> Markup:
    size = {"width": width, "height": 14, "viewBox": f"0 0 {width} 14"}
    picture = svg_tag("svg", size | {"aria-hidden": "true", "class": "look-3"}, drawn)
    return tag("span", {"class": "key-item"}, picture, tag("span", {}, word))


def _tie(key: TieKey) -> Sequence[Markup]:
    look = BASIS_LOOKS[key.basis]
    names = ("key-edge", key.token, key.basis, "broad" if key.broad else "")
    line = {"class": " ".join(filter(None, names)), "fill": "none", "stroke-dasharray": look.dasharray or None}
    drawn = svg_tag("path", {"d": "M1 7H33", **line})
    token = end_token(key.end) if key.token else ""
    return [drawn, drawn_end(key.end, "translate(34 7)", token)] if key.end else [drawn]


def _sign(sign: MarkSign) -> tuple[Markup, ...]:
    if sign == "point":
        return (_legend_mark("circle", 7),)
    if sign == "whisker":
        return _whisker(26), _legend_mark("circle", 13)
    if sign == "bar":
        return (_legend_bar(1, 24, 1),)
    if sign == "hollow":
        return (_legend_mark("square", 7, **{"class": "mark hollow", "stroke-dasharray": HOLLOW_DASH}),)
    fading = ((1, 10, 1), (11, 5, 0.6), (16, 5, 0.35), (21, 4, 0.15))
    turned = ((26 - x - wide if sign == "open start" else x, wide, opacity) for x, wide, opacity in fading)
    return tuple(_legend_bar(*bar) for bar in turned)


def _legend_mark(symbol: Shape, x: float, **more: str) -> Markup:
    look = {"d": shape_path(symbol, 5), "transform": f"translate({x:g} 7)", "class": f"mark {symbol}"}
    return svg_tag("path", look | more)


def _legend_pill(look: ActorLook) -> list[Markup]:
    place = {"x": 1, "y": 3, "width": 22, "height": 10, "rx": f"{min(5, look.corner / 2):g}", "class": "pill"}
    behind = place | {"x": 3, "y": 1}
    return [svg_tag("rect", one) for one in ([behind, place] if look.many else [place])]


def _whisker(width: int) -> Markup:
    return svg_tag("path", {"d": f"M1 3V11M1 7H{width - 1}M{width - 1} 3V11", "class": "whisker"})


def _legend_bar(x: float, width: float, opacity: float) -> Markup:
    place = {"x": f"{x:g}", "y": 3.5, "width": f"{width:g}", "height": 7, "opacity": f"{opacity:g}"}
    return svg_tag("rect", place | {"class": "bar"})
