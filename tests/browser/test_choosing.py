"""What a reader chooses to see, by mouse and by keyboard: filters, the as-of day, axes, groupings; and the way back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, leave_out, opened_menu, viewed
from tests.browser.conftest import WIDE, Staying, Watched, comes_to, settled, until
from tests.bundled import events


def marks(page: Page) -> set[str]:
    return set(page.eval_on_selector_all("#timeline .tl-mark", "marks => marks.map(m => m.dataset.id)"))


def events_shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def test_a_level_that_is_taken_off_leaves_both_pictures_the_chronicle_and_the_counts(staying: Staying) -> None:
    page = staying.come()
    leave_out(page, "lanes", "federal")
    viewed(page, "lanes=city,other-cities,state")
    assert "eo-14287-signed" not in marks(page)
    expect(page.locator(f"{WIDE} .node[data-id='donald-trump']")).to_be_hidden()
    expect(page.locator("#chronicle a[data-id='eo-14287-signed']")).to_have_count(0)
    expect(page.locator("fieldset[data-part=lanes] .chosen")).to_have_text("3 of 4")
    expect(page.locator("details.filters .filters-on")).to_have_text("(1)")
    assert f"of {events()} events" in events_shown(page)
    expect(page.locator("#live")).to_contain_text(f"of {events()} events shown")
    page.click("#shown button")
    viewed(page, "")
    assert "eo-14287-signed" in marks(page)
    expect(page.locator(f"{WIDE} .node[data-id='donald-trump']")).to_be_visible()
    assert page.is_checked("input[name=lanes][value=federal]")


def test_the_row_of_chips_is_there_before_the_view_it_tells_of(watched: Watched) -> None:
    page = watched.open()
    row = page.locator("section.chips")
    expect(row).to_be_hidden()
    page.route("**/view?*", lambda route: None)  # no answer comes
    page.evaluate("door.go({ until: '2025-06-30' }), 0")
    expect(row).to_be_visible()
    page.evaluate("door.go({ until: '' }), 0")
    expect(row).to_be_hidden()


def test_how_much_a_choice_would_show_is_not_told_where_it_cannot_be_counted(watched: Watched) -> None:
    page = watched.open()
    opened_menu(page.locator("details.filters"))
    many = page.locator("details.filters label", has=page.locator("input[name=lanes][value=city]")).locator(".many")
    expect(many).not_to_be_empty()
    page.route("**/facets?*", lambda route: route.fulfill(body="{"))  # an answer that ended in its middle
    leave_out(page, "lanes", "federal")
    expect(many).to_be_empty()
    page.unroute("**/facets?*")
    leave_out(page, "lanes", "state")
    expect(many).not_to_be_empty()


def test_the_same_by_keyboard_alone(staying: Staying) -> None:
    page = staying.come()
    page.locator("details.filters > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "level"
    page.keyboard.press("ArrowLeft")
    viewed(page, "level=supporting")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "federal":
            break
    page.keyboard.press("Space")
    viewed(page, "lanes=city,other-cities,state&level=supporting")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY", "the focus comes back to what opened the list"


def test_the_as_of_day_moves_by_slider_by_date_and_by_key_and_everything_follows(staying: Staying) -> None:
    page = staying.come()
    page.locator("#asof-slider").focus()
    page.keyboard.press("ArrowLeft")
    until(page, "document.documentElement.dataset.view.startsWith('at=')")
    assert page.get_attribute("#asof-slider", "aria-valuetext") == page.inner_text("#asof-words")
    opened_menu(page.locator("details.asof-day"))
    page.fill("#asof-date", "2025-07-10")
    page.locator("#asof-date").dispatch_event("change")
    viewed(page, "at=2025-07-10")
    assert "july-2025-order-signed" not in marks(page)
    expect(page.locator("#asof-words")).to_have_text("10 July 2025")
    expect(page.locator("#live")).to_contain_text("as of 10 July 2025")
    page.locator("#timeline").focus()
    for key in "[[]":
        page.keyboard.press(key)
    until(page, "look().address !== 'at=2025-07-10' && location.search === '?' + look().address")
    page.go_back()  # the steps in a row are one entry
    viewed(page, "at=2025-07-10")
    expect(page.locator("#asof-words")).to_have_text("10 July 2025")


def test_a_record_told_as_of_another_day_keeps_what_was_opened_and_the_keyboard(watched: Watched) -> None:
    page = watched.open("?sel=tim-keller")
    heading = page.locator("#details details.section:not([open]) > summary").first
    name = heading.locator("h4").inner_text()
    heading.click()
    heading.evaluate("one => { one.dataset.old = 'yes'; }")
    page.keyboard.press("[")
    expect(page.locator("#details summary[data-old]")).to_have_count(0)
    same = page.locator("#details details.section[open] > summary").filter(has_text=name)
    expect(same).to_be_focused()


def test_dragging_the_slider_leaves_one_step_in_the_history(watched: Watched) -> None:
    page = watched.open()
    before = page.evaluate("history.length")
    page.evaluate("""() => {
        const slider = document.getElementById("asof-slider");
        for (const value of [40, 41, 42, 43]) {
            slider.value = value;
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        }
        slider.dispatchEvent(new Event("change", { bubbles: true }));
    }""")
    until(page, "document.documentElement.dataset.view.startsWith('at=')")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    viewed(page, "")


def test_as_it_was_known_asks_of_the_sources(staying: Staying) -> None:
    page = staying.come("?at=2025-04-30")
    happened = marks(page)
    choose(page, "clock", "known")
    viewed(page, "at=2025-04-30&clock=known")
    assert marks(page) < happened


def test_the_timeline_is_grouped_another_way(staying: Staying) -> None:
    page = staying.come()
    for rows in ("kind", "instrument", "actor"):
        choose(page, "rows", rows)
        viewed(page, f"rows={rows}")
        assert "july-2025-order-signed" in marks(page)
        comes_to(page, f"?rows={rows}")
    page.reload()
    until(page, "document.documentElement.dataset.ready === 'yes'")
    assert page.is_checked("input[name=rows][value=actor]")


def test_where_nothing_is_left_it_says_why_and_leads_back(staying: Staying) -> None:
    page = staying.come("?from=1990-01-01&until=1991-01-01")
    expect(page.locator("#empty")).to_contain_text(f"0 of {events()} events are shown")
    page.locator("#empty button", has_text="Show everything").click()
    viewed(page, "")
    expect(page.locator("#empty")).to_be_empty()
    assert len(marks(page)) == events()


def test_a_record_that_the_filters_leave_out_says_so_and_leads_back(watched: Watched) -> None:
    page = watched.open("?sel=donald-trump&lanes=city")
    expect(page.locator("#details .record-title:visible")).to_have_text("Donald Trump")
    expect(page.locator("#details")).to_contain_text("Not part of what is shown")
    page.locator("#details button", has_text="Show everything").click()
    expect(page.locator("#details")).to_contain_text("signed EO 14287")


def test_help_opens_by_its_key_and_skip_links_lead_into_the_page(watched: Watched) -> None:
    page = watched.open()
    page.keyboard.press("?")
    expect(page.locator("details.help .menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("details.help .menu")).to_be_hidden()
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the timeline"
    page.keyboard.press("Enter")
    until(page, "location.hash === '#timeline'")


def test_nothing_scrolls_sideways_with_filters_on(staying: Staying) -> None:
    page = staying.come("?at=2025-07-10&lanes=city,state&rows=actor")
    for width in (1024, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
