"""What the signs in the two pictures of a landscape mean: markup of small drawn keys with a word each."""

from __future__ import annotations

from explorer.draw.markup import Markup, svg_tag, tag
from explorer.draw.palette import DASHES, HOLLOW_DASH
from explorer.draw.shapes import ActorLook, actor_keys, event_keys, shape_path
from explorer.landscape import Landscape
from explorer.model import Basis, Shape
from explorer.network.svg.elements import ENDS, end_token

_EDGES: tuple[tuple[str, Basis, str], ...] = (
    ("act", "reported", "did"),
    ("for", "reported", "for"),
    ("against", "reported", "against"),
    ("", "reported", "belongs to"),
    ("lineage", "reported", "continues"),
    ("service", "reported", "serves"),
    ("act", "claimed", "dotted: claimed"),
    ("act", "planned", "dashed: planned"),
    ("inferred", "inferred", "our reading"),
)


def timeline_legend(landscape: Landscape) -> Markup:
    """A `div` of keys for marks; of the kinds of events only those that the landscape holds."""
    hollow = {"class": "mark hollow", "stroke-dasharray": HOLLOW_DASH}
    fading = (_legend_bar(1, 10, 1), _legend_bar(11, 5, 0.6), _legend_bar(16, 5, 0.35), _legend_bar(21, 4, 0.15))
    return tag(
        "div",
        {"class": "keys"},
        _key("on a known day", 14, _legend_mark("circle", 7)),
        _key("some time in that month or year", 26, _whisker(26), _legend_mark("circle", 13)),
        _key("lasted", 26, _legend_bar(1, 24, 1)),
        _key("still going on", 26, *fading),
        _key("planned, pending or possible: not known to have happened", 14, _legend_mark("square", 7, **hollow)),
        [_key(look.word, 14, _legend_mark(look.shape, 7)) for look in event_keys(landscape)],
        tag("span", {"class": "key-item"}, tag("b", {}, "≠"), tag("span", {}, "sources disagree")),
    )


def network_legend(landscape: Landscape) -> Markup:
    """A `div` of keys for actors of the kinds that the landscape holds, and for edges."""
    looks = actor_keys(landscape)
    keys = [_key(look.word, 26, *_legend_pill(look)) for look in looks]
    return tag("div", {"class": "keys"}, keys, [_key(word, 36, *_edge(end, basis)) for end, basis, word in _EDGES])


def _key(word: str, width: int, *drawn: Markup) -> Markup:
    size = {"width": width, "height": 14, "viewBox": f"0 0 {width} 14"}
    picture = svg_tag("svg", size | {"aria-hidden": "true", "class": "look-3"}, drawn)
    return tag("span", {"class": "key-item"}, picture, tag("span", {}, word))


def _edge(end: str, basis: Basis) -> list[Markup]:
    token = end_token(end) if end else "affiliation"
    look = {"class": f"key-edge {token} {basis}", "fill": "none", "stroke-dasharray": DASHES[basis] or None}
    line = svg_tag("path", {"d": "M1 7H33", **look})
    if not end:
        return [line]
    path, filled = ENDS[end]
    kind = "filled" if filled else "closed" if path.endswith("Z") else "open"
    tip = svg_tag("path", {"d": path, "class": kind})
    return [line, svg_tag("g", {"class": f"end {token}", "transform": "translate(34 7)"}, tip)]


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
