"""Palette tokens in; a deck's colours out: its theme's own where they mean the same, plain values elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.draw.palette import Theme, colour


@dataclass(frozen=True)
class Ink:
    """A theme colour, made lighter or darker in thousandths of a percent; or a hex value."""

    scheme: str = ""
    modulated: int = 0
    offset: int = 0
    hex: str = ""


_OWN = {  # tokens that are colours of our own theme
    "page": "bg1",
    "ink": "tx1",
    "ink-2": "tx2",
    "strip": "bg2",
    "lane-1": "accent1",
    "lane-2": "accent2",
    "lane-3": "accent3",
    "lane-4": "accent4",
    "stance": "accent5",
    "lineage": "accent6",
}
_SOFT = Ink("tx1", 65000, 35000)
_FAINT = Ink("tx1", 50000, 50000)
_THEIRS = {  # every token in the colours of a template that we know nothing of
    "page": Ink("bg1"),
    "raised": Ink("bg1"),
    "strip": Ink("bg1"),
    "on-lane": Ink("bg1"),
    "future": Ink("bg1", 95000),
    "guest": Ink("bg1", 95000),
    "grid": Ink("bg1", 95000),
    "rule": Ink("bg1", 85000),
    "dim-edge": Ink("bg1", 85000),
    "dim-mark": Ink("bg1", 75000),
    "ink": Ink("tx1"),
    "ink-2": Ink("tx1", 75000, 25000),
    "muted": _SOFT,
    "dim-text": _SOFT,
    "edge-rule": _FAINT,
    "act": _SOFT,
    "affiliation": _FAINT,
    "context": _FAINT,
    "service": Ink("tx2"),
    "stance": Ink("accent5"),
    "lineage": Ink("accent6"),
    "link": Ink("hlink"),
    "lane-more": _FAINT,
    "text-more": _SOFT,
    **{f"lane-{n}": Ink(f"accent{n}") for n in range(1, 5)},
    **{f"text-{n}": Ink(f"accent{n}", 75000) for n in range(1, 5)},
}


@dataclass(frozen=True)
class Inks:
    theme: Theme
    template: bool = False  # whether the deck's theme is somebody else's

    def of(self, token: str) -> Ink:
        if self.template:
            return _THEIRS[token]
        if token in _OWN:
            return Ink(_OWN[token])
        return Ink(hex=colour(token, self.theme).lstrip("#"))


def theme_colours(theme: Theme) -> dict[str, str]:
    """Hex values by the names of a theme's colour scheme. A dark deck's first text colour is light."""
    inks, papers = ("ink", "ink-2"), ("page", "strip")
    dark, light = (papers, inks) if theme == "dark" else (inks, papers)
    names = {"dk1": dark[0], "lt1": light[0], "dk2": dark[1], "lt2": light[1]}
    names |= {scheme: token for token, scheme in _OWN.items() if scheme.startswith("accent")}
    names |= {"hlink": "link", "folHlink": "muted"}
    order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    return {name: colour(names[name], theme).lstrip("#") for name in order}
