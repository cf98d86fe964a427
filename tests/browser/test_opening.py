"""What a page does as it opens: nothing that stands already is moved or styled anew, and nothing is fetched unused."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from tests.browser.conftest import ready, settled

NOTED = """
globalThis.moved = [];
new MutationObserver((records) => {
  for (const { removedNodes } of records)
    for (const node of removedNodes) if (node.childElementCount) moved.push(node.className);
}).observe(document, { childList: true, subtree: true });
"""
"""Notes what holds others and is taken out of where it stands, be it to be put elsewhere."""


def test_as_a_page_opens_only_what_a_script_keeps_up_takes_the_place_of_what_was_sent(
    context: BrowserContext, albuquerque: str
) -> None:
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(NOTED)
    page.goto(albuquerque + "/?sel=tim-keller")
    ready(page)
    settled(page)
    page.wait_for_selector("#details-body [data-of]")
    assert page.locator("#chronicle li").count() > 50
    moved = page.evaluate("moved")
    assert not [name for name in moved if "year" in name], "rows of the chronicle stay where they are"
    assert page.evaluate("document.documentElement.getAttribute('style')") is None, "which all would inherit from"
    assert not [url for url in asked if "/dcc/" in url], "a library of components that the page does not draw with"
