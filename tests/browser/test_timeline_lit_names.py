"""The name of a lit event stands in a row of its own; no line to a name runs through another name."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Staying, settled
from tests.browser.test_timeline_sight import view_of
from tests.bundled import albuquerque
from tests.sweeps import swept

WRONG = """() => {
  const { meta, rows, spots, lit } = look().timeline, bands = new Map(meta.marks.map(({ key, band }) => [key, band]));
  const shown = [...[...spots.values()].filter(({ id, side }) => side && !lit.hidden.has(id)), ...lit.spots.values()];
  const found = [];
  for (const [key, { y, leader }] of lit.spots) {
    const { top, height } = rows[bands.get(key)];
    if (y < top || y > top + height) found.push(key + " is named in another row");
    if (!leader) continue;
    const [upper, lower] = [Math.min(leader.from, y) + 1, Math.max(leader.from, y) - 1];
    const cut = shown.find((one) => one.y > upper && one.y < lower && leader.x > one.x && leader.x < one.x + one.width);
    if (cut) found.push(`the line to ${key} runs through ${cut.id}`);
  }
  return found;
}"""

KNOWN = [
    ("actor", "tim-keller"),
    ("lane", "tim-keller"),
    ("lane", "july-2025-order-signed"),
    ("instrument", "hb-9-2026"),
]
WINDOWS = [(1440, 900), (1024, 768)]


def wrong(staying: Staying, rows: str, sel: str) -> list[str]:
    page = staying.come(view_of(rows, sel))
    settled(page)
    found: list[str] = page.evaluate(WRONG)
    return found


@pytest.mark.parametrize(("rows", "sel"), KNOWN)
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_a_lit_name_stands_in_its_own_row(staying: Staying, rows: str, sel: str, width: int, height: int) -> None:
    staying.page.set_viewport_size({"width": width, "height": height})
    assert wrong(staying, rows, sel) == []


@pytest.mark.parametrize(
    ("rows", "width", "height"),
    swept([(rows, *window) for rows in ("lane", "kind", "instrument", "actor") for window in WINDOWS], often=[]),
)
def test_every_lit_name_stands_in_its_own_row(staying: Staying, rows: str, width: int, height: int) -> None:
    staying.page.set_viewport_size({"width": width, "height": height})
    found = {id: wrong(staying, rows, id) for id in albuquerque().selectable}
    assert {id: words for id, words in found.items() if words} == {}
