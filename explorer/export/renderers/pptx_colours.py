"""Palette tokens in; a deck's colours out: its theme's own where they mean the same, plain values elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True)
class Inks:
    theme: Theme
    chosen: Mapping[str, Ink] = field(default_factory=dict)  # for a theme that is somebody else's; empty = it is ours

    def of(self, token: str) -> Ink:
        if self.chosen:
            return self.chosen[token]
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
