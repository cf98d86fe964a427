"""What a reader does in many tests: opens a menu, chooses in it, leaves something out."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

from tests.browser.conftest import until


def viewed(page: Page, query: str) -> None:
    """Waits until the view of an address is painted."""
    until(page, "query => document.documentElement.dataset.view === query", query)


def opened_menu(menu: Locator) -> None:
    """Opens a menu by its word, if it is shut."""
    if menu.get_attribute("open") is None:
        menu.locator("> summary").click()


def choose(page: Page, name: str, value: str) -> None:
    """Chooses one of several words, or ticks a box, in whatever menu it stands."""
    choice = page.locator(f"input[name={name}][value='{value}']")
    opened_menu(page.locator("details.chooser", has=choice))
    choice.check(force=True)  # the word beside it takes the click


def leave_out(page: Page, name: str, value: str) -> None:
    """Takes the tick off a box of the filters."""
    opened_menu(page.locator("details.filters"))
    page.uncheck(f"input[name={name}][value='{value}']")


FEW = """(most) => {
  const [sheet] = document.styleSheets, beyond = `:is(li, tbody tr, .year):nth-child(n + ${most + 1})`;
  sheet.insertRule(`:is(#chronicle, #sources, #actors, #details) ${beyond} { display: none !important; }`);
}"""


def few_rows(page: Page, most: int = 3) -> None:
    """Leaves of each long list so many rows to look at: the rules take their time over each, and they are alike."""
    page.evaluate(FEW, most)


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that colours may break."""

ASK = """async ([context, options]) => {
  const aside = "#network .picture, :is(#chronicle, #actors) :is(li, tbody tr, .year)";
  const hidden = [...document.querySelectorAll(aside)].filter((one) => !one.checkVisibility());
  const places = hidden.map((one) => {
    const place = document.createComment("");
    one.replaceWith(place);
    return place;
  });
  try {
    return (await axe.run(context ?? document, options)).violations;
  } finally {
    places.forEach((place, at) => place.replaceWith(hidden[at]));
  }
}"""
"""What the rules find; networks for other windows and rows that do not show, which they pass over one by one, are put
aside meanwhile."""


def broken_rules(page: Page, context: object = None, rules: list[str] = RULES) -> list[str]:
    """The rules of accessibility that a page breaks, or a part of it, each with where."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
    violations = page.evaluate(ASK, [context, {"runOnly": rules, "resultTypes": ["violations"]}])
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for rule in violations
        for node in rule["nodes"][:5]
    ]
