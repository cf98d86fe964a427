"""The details as Dash draws them: one component, which holds what the page is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from explorer.landscape import Landscape
from explorer.page.panel.panel import RecordPanel
from explorer.page.sentences import Prose
from explorer.query.selection import from_query
from explorer.query.visible import visible
from explorer.server.dash_details import details_part
from tests.hostile_world import harmless, hostile

ADDRESSES = (
    "",
    "sel=ana-reyes",
    "sel=council&to=night-riders",
    "sel=night-order&at=2025-07-10",
    "sel=bus-bill&lanes=-",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("spelled", [harmless, hostile])
def test_dash_draws_the_details_as_the_page_sends_them(
    small_world: Landscape, spelled: Callable[[Landscape], Landscape], address: str
) -> None:
    world = spelled(small_world)
    view = visible(world, from_query(address, world)[0])
    panel = RecordPanel(world, Prose(world))
    told = details_part(panel.names(view), panel.of(view))["props"]
    assert (
        panel.named(view) == f'<div data-hash="{told["data-hash"]}" data-of="{told["data-of"]}">{told["markup"]}</div>'
    )
    assert told["data-of"] == view.selection.focus
