"""Reading and finding on the real page: the chronicle as a list and as a table, the search fields, the handout."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.acts import broken_rules, few_rows
from tests.browser.conftest import WIDE, Staying, Watched, until


def typed(page: Page, text: str) -> None:
    """Types into the search field and waits for what is found."""
    page.keyboard.press("/")
    page.keyboard.insert_text(text)
    expect(page.locator("#search-list .hit").first).to_be_visible()


def dates(page: Page) -> list[str]:
    return page.locator(".as-table td.when").all_inner_texts()


def test_the_chronicle_follows_the_filters_and_the_keyboard_stays_on_its_record(staying: Staying) -> None:
    page = staying.come()
    link = page.locator("#chronicle .title a[data-id='r-18-7-signed']")
    link.focus()
    page.evaluate("door.go({lanes: 'city'})")
    expect(page.locator("#chronicle .count")).to_have_text(re.compile(r"^\d+ of \d+ events$"))
    expect(page.locator("#chronicle [data-id='eo-14287-signed']")).to_have_count(0)
    expect(link).to_be_focused()
    page.go_back()
    expect(page.locator("#chronicle .title [data-id='eo-14287-signed']")).to_have_count(1)


def test_a_name_in_the_chronicle_selects_its_record_everywhere(staying: Staying) -> None:
    page = staying.come()
    page.locator("#chronicle .by a[data-id='tim-keller']").first.click()
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")
    page.locator("#chronicle .title a[data-id='july-2025-order-signed']").click()
    expect(page.locator("#chronicle li.sel")).to_contain_text("July 2025 order signed")


def test_the_table_has_the_same_rows_sorts_by_keyboard_and_is_there_again_after_a_reload(watched: Watched) -> None:
    page = watched.open("?lanes=city,state")
    listed = page.locator("#chronicle li").count()
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator(".as-table tbody tr")).to_have_count(listed)
    expect(page.locator(".as-table caption")).to_have_text(page.locator("#chronicle .count").first.inner_text())
    first = dates(page)
    date = page.get_by_role("columnheader", name="Date")
    expect(date).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Date", exact=True).focus()
    page.keyboard.press("Enter")
    expect(date).to_have_attribute("aria-sort", "descending")
    assert dates(page)[0] == first[-1]
    expect(page.get_by_role("button", name="Date", exact=True)).to_be_focused()
    page.get_by_role("button", name="Status", exact=True).click()
    statuses = "[...document.querySelectorAll('.as-table tbody td:nth-child(3)')].map((cell) => cell.textContent)"
    until(page, f"String({statuses}) === String({statuses}.sort())")  # what is below the window follows
    assert len(set(page.evaluate(statuses))) > 2
    assert "planned" not in page.url
    page.reload()
    expect(page.locator(".as-table tbody tr")).to_have_count(listed)
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator("#chronicle li").first).to_be_visible()


def test_on_a_small_phone_table_and_found_list_keep_their_place_and_break_no_rule(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 320, "height": 800})
    page = watched.open("?level=key")
    page.click(".tabs button[data-tab=chronicle]")
    page.get_by_role("button", name="Table", exact=True).click()
    typed(page, "order")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    few_rows(page)
    regions = {"include": [["#chronicle"], [".search"]]}
    assert broken_rules(page, regions) == []


def test_what_is_typed_is_found_by_type_and_enter_takes_the_best(staying: Staying) -> None:
    page = staying.come()
    typed(page, "keller")
    assert page.locator("#search-list .hits-title").all_inner_texts()[0].startswith("Actors")
    expect(page.locator("#search-list mark").first).to_have_text("Keller")
    page.keyboard.press("Enter")
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")
    expect(page.locator("#search-field")).to_have_value("")
    expect(page.locator("#search-list")).to_be_hidden()


def test_enter_before_the_answer_takes_what_comes(watched: Watched) -> None:
    page = watched.open()
    page.keyboard.press("/")
    page.keyboard.insert_text("kellr")
    page.keyboard.press("Enter")
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")


def test_the_arrows_walk_and_the_field_says_where(staying: Staying) -> None:
    page = staying.come()
    typed(page, "order")
    field = page.locator("#search-field")
    expect(field).to_have_attribute("aria-activedescendant", "search-list-0")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-list-1")
    expect(page.locator("#search-list-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    last = page.locator("#search-list [role=option]").count() - 1
    expect(field).to_have_attribute("aria-activedescendant", f"search-list-{last}")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_what_was_taken_lately_is_offered_before_a_letter_is_typed(watched: Watched) -> None:
    page = watched.open()
    typed(page, "tim keller")
    page.keyboard.press("Enter")
    expect(page.locator("#search-list")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search-list .hit")).to_contain_text("Tim Keller")


def test_a_source_that_is_found_is_gone_to(staying: Staying) -> None:
    page = staying.come()
    typed(page, "journal")
    page.locator("#search-list .hits-group", has_text="Sources").locator(".hit").first.click()
    until(page, "document.activeElement.id.startsWith('source-')")


def test_what_the_filters_hide_is_found_and_said_to_be_hidden(staying: Staying) -> None:
    page = staying.come("?lanes=city")
    typed(page, "trump")
    expect(page.locator("#search-list-0")).to_contain_text("not in what is shown now")


def test_the_list_stays_while_the_next_letters_are_asked_for_and_the_latest_wins(watched: Watched) -> None:
    page = watched.open()
    typed(page, "kel")
    held = []
    page.route("**/find?*", lambda route: held.append(route) if "albu" in route.request.url else route.continue_())
    page.locator("#search-field").fill("albu")
    until(page, "() => true")
    expect(page.locator(".search .said")).to_have_text("Searching …")
    expect(page.locator("#search-list .hit").first).to_contain_text("Keller")
    page.locator("#search-field").fill("trump")
    expect(page.locator("#search-list .hit").first).to_contain_text("Trump")
    for route in held:
        route.continue_()
    expect(page.locator("#search-list .hit").first).to_contain_text("Trump")


def test_a_server_that_does_not_answer_is_said(page: Page, albuquerque: str) -> None:
    page.goto(albuquerque)
    page.route("**/find?*", lambda route: route.abort())
    page.locator("#search-field").fill("keller")
    expect(page.locator(".search .said")).to_contain_text("not answered")


def test_the_other_end_of_a_connection_is_found_among_actors_and_events(watched: Watched) -> None:
    page = watched.open("?sel=tim-keller")
    page.locator("#ask-field").fill("immigrant safety")
    expect(page.locator("#ask-list .hit").first).to_be_visible()
    assert {text.split(",")[0] for text in page.locator("#ask-list .hits-title").all_inner_texts()} <= {
        "Actors",
        "Events",
    }


def test_the_search_works_before_dash_is_there(page: Page, albuquerque: str) -> None:
    page.route("**/_dash-component-suites/**", lambda route: None)  # it never comes
    page.goto(albuquerque, wait_until="commit")
    page.locator("#search-field").fill("keller")
    expect(page.locator("#search-list .hit").first).to_contain_text("Keller")
    page.unroute_all(behavior="ignoreErrors")


def test_on_paper_there_are_no_controls_both_pictures_and_every_address(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("?sel=tim-keller&lanes=city")
    page.get_by_role("button", name="Table", exact=True).click()
    page.emulate_media(media="print", color_scheme="dark")
    for control in (
        "#search-field",
        "#share-button",
        ".chronicle-as",
        ".zooms",
        "#asof-slider",
        "#ask-field",
        ".tabs",
        ".peek",
    ):
        expect(page.locator(control).first).to_be_hidden()
    for part in ("svg.timeline", WIDE, "#details .record-title", "#chronicle li", "#sources li"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator("#asof-words")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    address = "getComputedStyle(document.querySelector('#sources cite a'), '::after').content"
    assert "http" in page.evaluate(address) or "attr(href)" in page.evaluate(address)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # a sheet's width, at which a screen would show one part
    expect(page.locator(".printed")).to_contain_text("sel=tim-keller")
    for part in ("svg.timeline", WIDE, "#details .record-title", "#chronicle li", "#sources li"):
        expect(page.locator(part).first).to_be_visible()
    expect(page.locator("#network .picture:visible")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
