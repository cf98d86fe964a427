"""What tests wait for is asked for again and again, and that takes little."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


def test_the_page_is_not_described_for_each_try_of_what_does_not_hold_yet(page: Page) -> None:
    page.set_content("<h1>Here</h1>")
    with pytest.raises(AssertionError) as said:
        expect(page.locator("#nowhere")).to_be_attached(timeout=1)
    assert "element(s) not found" in str(said.value)
    assert "heading" not in str(said.value)


def test_what_a_selector_means_is_not_looked_for_in_shadows(page: Page) -> None:
    page.set_content("<p><b>Here</b></p><div></div>")
    page.evaluate("document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = '<b>There</b>'")
    assert page.locator("b").all_inner_texts() == ["Here"]
