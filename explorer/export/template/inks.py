"""The ground of a template's slides in; an ink for each of our colours out, that can be told from that ground.

Words keep a contrast of 4.5 : 1 and marks one of 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11) with every colour they may stand
on. The template's own colours come first where they do; then those of our palette for a ground so dark or bright.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import dist

from explorer.draw.palette import TOKENS, Theme, colour
from explorer.export.renderers.pptx_colours import Ink
from explorer.export.template.grounds import Ground, Rgb, Scheme, contrast, hex_of, lighter, luminance, mixed, rgb_of

WORDS, MARKS = 4.5, 3.0
ROOM = 7.0
"""A ground from which nothing keeps this contrast leaves no room for several colours: a plate is laid upon it."""
_APART = 0.16
"""Two lanes' colours are at least so far from each other in red, green and blue."""

_SHARES = {"raised": 0.0, "strip": 0.0, "future": 0.045, "guest": 0.06, "note": 0.06, "grid": 0.1}
"""Grounds of our own: the slide's, and so much of the ink."""
_FAINT = {"rule": 0.22, "dim-edge": 0.18, "dim-mark": 0.3, "guest-rule": 0.34}
"""What is meant to stand back, made likewise."""
_VARIANTS = ((1.0, 0.0), (0.75, 0.0), (0.5, 0.0), (0.6, 0.4), (0.4, 0.6))
"""How much a colour of a theme is multiplied in lightness, and what is added: those that PowerPoint offers."""
_LANES = tuple(f"lane-{number}" for number in range(1, 5))


@dataclass(frozen=True)
class Chosen:
    inks: dict[str, Ink]  # by token
    theme: Theme
    plate: bool  # whether a plate of the colour "page" must lie below all that is drawn


@dataclass(frozen=True)
class _Tried:
    ink: Ink
    rgb: Rgb


def chosen_inks(ground: Ground, clear: bool = True) -> Chosen:
    """Inks for slides on a ground; not `clear`, and something on it stands where we draw, of which nothing is known."""
    colours, scheme = ground.colours, ground.scheme
    theme, best = _theme_for(colours)
    plate = not (ground.known and clear) or best < ROOM
    if plate:
        colours = (scheme.colours["bg1"],)
        theme, best = _theme_for(colours)
        if best < ROOM:
            colours = (rgb_of(colour("page", theme)),)
    page = _page(colours, scheme)
    ink = _first(_of_scheme(scheme, "tx1"), colours, ROOM) or _of_palette("ink", theme)
    below = [*colours, *(mixed(page.rgb, ink.rgb, share) for share in _SHARES.values())]
    found = {"page": page, "ink": ink, "on-lane": page}
    found |= {name: _mix(page, ink, share) for name, share in (_SHARES | _FAINT).items()}
    found |= dict(zip(_LANES, _lanes(scheme, theme, below, ink), strict=True))
    for number in range(1, 5):
        found[f"text-{number}"] = found[f"lane-{number}"]
    link = _first([*_of_scheme(scheme, "hlink")], below, WORDS)
    found["link"] = link or _pushed(_of_palette("link", theme), below, WORDS, ink)
    second = _first(_of_scheme(scheme, "tx1", ((0.75, 0.25), (0.85, 0.0))), below, WORDS + 1)
    found["ink-2"] = second or _pushed(_of_palette("ink-2", theme), below, WORDS, ink)
    for token in TOKENS:
        if token not in found:
            words = token.startswith(("text", "dim-text", "muted", "lane"))
            found[token] = _pushed(_of_palette(token, theme), below, WORDS if words else MARKS, ink)
    return Chosen({token: tried.ink for token, tried in found.items()}, theme, plate)


def _theme_for(colours: Sequence[Rgb]) -> tuple[Theme, float]:
    """The palette whose ink stands out more, and how much."""
    themes: tuple[Theme, Theme] = ("light", "dark")
    kept = {theme: min(contrast(rgb_of(colour("ink", theme)), ground) for ground in colours) for theme in themes}
    theme = max(themes, key=lambda name: kept[name])
    return theme, kept[theme]


def _page(colours: Sequence[Rgb], scheme: Scheme) -> _Tried:
    """The ground itself, as a colour of the theme where it is one; of several, the one in the middle."""
    middle = sorted(colours, key=luminance)[len(colours) // 2]
    known = {name: hex_of(rgb) for name, rgb in scheme.colours.items() if name in ("bg1", "bg2")}
    named = next((name for name, hex in known.items() if hex == hex_of(middle)), "")
    return _Tried(Ink(named) if named else Ink(hex=hex_of(middle)), middle)


def _lanes(scheme: Scheme, theme: Theme, grounds: Sequence[Rgb], ink: _Tried) -> list[_Tried]:
    """Four colours that are told apart: the theme's accents if they can be, else those of our palette."""
    accents: list[_Tried] = []
    for number in range(1, 7):
        apart = [tried for tried in _of_scheme(scheme, f"accent{number}") if _is_apart(tried, [*accents, ink])]
        found = _first(apart, grounds, WORDS)
        if found:
            accents.append(found)
    if len(accents) >= len(_LANES):
        return accents[: len(_LANES)]
    return [_pushed(_of_palette(lane, theme), grounds, WORDS, ink) for lane in _LANES]


def _is_apart(tried: _Tried, others: Sequence[_Tried]) -> bool:
    return all(dist(tried.rgb, other.rgb) >= _APART for other in others)


def _of_scheme(scheme: Scheme, name: str, variants: Sequence[tuple[float, float]] = _VARIANTS) -> Iterator[_Tried]:
    rgb = scheme.colours.get(name)
    for modulated, offset in variants if rgb else ():
        ink = Ink(name, round(modulated * 100_000) % 100_000, round(offset * 100_000))
        assert rgb
        yield _Tried(ink, lighter(rgb, modulated, offset) if modulated < 1 else rgb)


def _of_palette(token: str, theme: Theme) -> _Tried:
    value = colour(token, theme)
    return _Tried(Ink(hex=value.lstrip("#")), rgb_of(value))


def _mix(page: _Tried, ink: _Tried, share: float) -> _Tried:
    if not share:
        return page
    rgb = mixed(page.rgb, ink.rgb, share)
    return _Tried(Ink(hex=hex_of(rgb)), rgb)


def _first(tried: Iterator[_Tried] | Sequence[_Tried], grounds: Sequence[Rgb], least: float) -> _Tried | None:
    return next((one for one in tried if _stands_out(one.rgb, grounds, least)), None)


def _stands_out(rgb: Rgb, grounds: Sequence[Rgb], least: float) -> bool:
    return min(contrast(rgb, ground) for ground in grounds) >= least


def _pushed(tried: _Tried, grounds: Sequence[Rgb], least: float, ink: _Tried) -> _Tried:
    """The colour, or as much of the ink in it as it takes to stand out."""
    for step in range(21):
        rgb = mixed(tried.rgb, ink.rgb, step / 20)
        as_written = rgb_of(hex_of(rgb))
        if _stands_out(as_written, grounds, least):
            return tried if not step else _Tried(Ink(hex=hex_of(rgb)), as_written)
    return ink
