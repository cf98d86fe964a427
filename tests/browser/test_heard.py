"""What a reader hears and reaches by keys: names, states and announcements, in the tree given to a screen reader."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDE, Staying, Watched, until


def spoken(page: Page) -> list[dict[str, Any]]:
    """What a screen reader is given, in order: role, name and states of everything that is not left out."""
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            **{one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        }
        for node in tree
        if not node["ignored"]
    ]


def buttons(page: Page) -> list[dict[str, Any]]:
    return [one for one in spoken(page) if one["role"] == "button"]


def picked_keller(staying: Staying) -> Page:
    page = staying.come("?sel=tim-keller")
    expect(page.locator("#network-summary")).to_contain_text("ties drawn")
    expect(page.locator("#details .record-title:visible")).to_have_text("Tim Keller")
    return page


def test_ties_stand_in_the_spoken_tree_each_with_its_sentence(staying: Staying) -> None:
    page = staying.come()
    said = {one["name"] for one in spoken(page) if one["role"] == "graphics-symbol"}
    assert any(name.startswith("Tim Keller signed (21 Jul 2025) July 2025 order; ") for name in said)
    page.evaluate("door.select('tim-keller')")
    expect(page.locator("#network-summary")).to_contain_text("ties drawn")
    ties = [one["name"] for one in buttons(page)]
    assert any(name.startswith("Tim Keller opposes (about 28 Apr 2025) EO 14287; ") for name in ties)


def test_a_node_says_whether_it_is_picked(staying: Staying) -> None:
    page = picked_keller(staying)

    def pressed() -> list[str]:
        return [
            one["name"].split(",")[0]
            for one in buttons(page)
            if "connection" in one["name"] and one.get("pressed") == "true"
        ]

    assert pressed() == ["Tim Keller"]
    page.evaluate("door.select('city-of-albuquerque')")
    expect(page.locator("#details .record-title:visible")).to_have_text("City of Albuquerque")
    expect(page.locator(f"{WIDE} .node[data-id='city-of-albuquerque']")).to_have_attribute("aria-pressed", "true")
    assert pressed() == ["City of Albuquerque"]
    page.keyboard.press("Escape")
    until(page, "() => !document.querySelector('svg.network [aria-pressed=true]')")


def test_no_name_speaks_a_bare_sign_and_what_differs_is_said_in_words(staying: Staying) -> None:
    page = picked_keller(staying)
    names = [one["name"] for one in buttons(page)]
    assert not [name for name in names if "≠" in name]
    assert any(name.startswith("July 2025 order") and "sources disagree" in name for name in names)


def test_no_loose_words_of_the_axis_stand_before_the_first_mark(staying: Staying) -> None:
    page = staying.come()
    told = spoken(page)
    start = next(place for place, one in enumerate(told) if one["name"].startswith("Timeline: "))
    mark = next(place for place, one in enumerate(told) if one.get("pressed") == "false" and " of " in one["name"])
    assert not [one["name"] for one in told[start:mark] if one["role"] == "StaticText"]


def test_a_pick_is_announced_with_its_name_how_many_which_and_where_its_record_is(staying: Staying) -> None:
    page = staying.come()
    page.evaluate("document.querySelector(\"#timeline-graph .tl-mark[data-id='july-2025-order-signed']\").focus()")
    page.keyboard.press("Enter")
    live = page.locator("#live")
    expect(live).to_contain_text("July 2025 order selected. Tied to ")
    expect(live).to_contain_text("among them ")
    expect(live).to_contain_text("R leads to its record and back.")


def test_one_key_leads_to_the_record_and_back_to_the_mark(staying: Staying) -> None:
    page = staying.come()
    page.evaluate("document.querySelector(\"#timeline-graph .tl-mark[data-id='july-2025-order-signed']\").focus()")
    page.keyboard.press("Enter")
    expect(page.locator("#details .record-title:visible")).to_have_text("July 2025 order signed")
    page.keyboard.press("r")
    expect(page.locator("#details .record-title:visible")).to_be_focused()
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.dataset.id") == "july-2025-order-signed"


def test_after_a_search_the_keys_of_the_page_lead_on(staying: Staying) -> None:
    page = staying.come()
    page.keyboard.press("/")
    page.keyboard.insert_text("joaquin baca")
    expect(page.locator("#search-list .hit b").first).to_have_text("Joaquin Baca")
    page.keyboard.press("Enter")
    expect(page.locator("#details .record-title:visible")).to_have_text("Joaquin Baca")
    expect(page.locator("#live")).to_contain_text("Joaquin Baca selected.")
    page.keyboard.press("r")
    expect(page.locator("#details .record-title:visible")).to_be_focused()


def test_f6_leads_from_part_to_part_also_out_of_the_search_field(watched: Watched) -> None:
    page = watched.open()
    page.keyboard.press("/")
    order = []
    for _ in range(5):
        page.keyboard.press("F6")
        inside = "['timeline', 'splitter', 'network', 'details', 'search-field'].find((id) => {"
        order.append(page.evaluate(f"{inside} return document.getElementById(id).contains(document.activeElement) }})"))
    assert order == ["timeline", "splitter", "network", "details", "search-field"]


def test_where_no_record_lies_further_the_arrow_says_so(watched: Watched) -> None:
    page = watched.open()
    page.keyboard.press("t")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#live")).to_have_text("Nothing further that way.")


def test_keys_of_a_single_letter_can_be_switched_off_and_stay_off(watched: Watched) -> None:
    page = watched.open()
    page.keyboard.press("?")
    page.uncheck("#single-keys")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement === document.body")
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'yes'")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "search-field"
    page.locator("details.help > summary").click()
    page.check("#single-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#search-field")).to_be_focused()
