"""Looks: decided once, in light and dark, readable in both."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.draw.palette import TOKENS, lane_look

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "assets" / "css" / "page" / "tokens.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """WCAG 2.2 contrast ratio."""
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def test_the_stylesheet_and_the_palette_hold_the_same_colours() -> None:
    written = {n: (a, b) for n, a, b in re.findall(r"--([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)}
    assert written == TOKENS


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["page", "strip", "future"])
def test_text_reads_on_every_paper(theme: int, paper: str) -> None:
    texts = ["ink", "ink-2", "muted", "link", "dim-text", *(name for name in TOKENS if name.startswith("text-"))]
    weak = [name for name in texts if contrast(TOKENS[name][theme], TOKENS[paper][theme]) < 4.5]
    assert weak == []


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_marks_and_edges_stand_out_from_the_page(theme: int) -> None:
    marks = [name for name in TOKENS if name.startswith("lane-")] + ["act", "stance", "lineage", "service"]
    weak = [name for name in marks if contrast(TOKENS[name][theme], TOKENS["page"][theme]) < 3]
    assert weak == []


def test_a_fifth_lane_is_grey_and_told_apart_by_its_name() -> None:
    lanes = load_landscape(ROOT / "graph_data" / "albuquerque").lanes
    assert [lane_look(lanes, lane.id) for lane in lanes] == ["1", "2", "3", "4"]
    more = (*lanes, replace(lanes[0], id="world", label="World"))
    assert lane_look(more, "world") == "more"
