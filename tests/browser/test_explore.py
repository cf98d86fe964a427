"""What a reader does on the real page, by mouse and by keyboard: select, follow, go back, take a picture home."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.acts import choose
from tests.browser.conftest import DESK, NARROW, WIDE, Staying, Watched, comes_to, ready, settled, until
from tests.bundled import ties

HEARTS = """(svg) => Object.fromEntries([...document.querySelectorAll(`${svg} .nodes .node`)].map((node) => {
  const { x, y, width, height } = node.querySelector(".mark, .pill:not(.behind)").getBoundingClientRect();
  return [node.dataset.id, [Math.round(x + width / 2), Math.round(y + height / 2)]];
}))"""
"""The middle of every node's symbol or box that stands there at rest, by id, in px."""


def lit_in_timeline(page: Page) -> set[str]:
    return set(page.eval_on_selector_all("#timeline-graph .tl-mark.lit", "marks => marks.map(m => m.dataset.id)"))


def lit_in_network(page: Page) -> set[str]:
    return set(page.eval_on_selector_all(f"{WIDE} .node.lit", "nodes => nodes.map(n => n.dataset.id)"))


def selected(page: Page, title: str) -> None:
    """Waits until the details tell of a record."""
    expect(page.locator("#details .record-title")).to_have_text(title)


def keller_is_selected(page: Page) -> None:
    selected(page, "Tim Keller")
    assert {"july-2025-order-signed", "r-18-7-signed", "eo-14287-signed"} <= lit_in_timeline(page)
    assert "nashville-order-amended" not in lit_in_timeline(page)
    assert {"tim-keller", "city-of-albuquerque", "july-2025-order-signed"} <= lit_in_network(page)
    assert "karen-bass" not in lit_in_network(page)
    expect(page.locator("#details-body")).to_contain_text("21 July 2025 — signed July 2025 order")
    expect(page.locator(f"{WIDE} .node[data-id='july-2025-order-signed'] .does")).to_have_text("signed")


def test_clicking_an_actor_lights_his_events_his_neighbours_and_tells_what_he_did(staying: Staying) -> None:
    page = staying.come()
    page.click(f"{WIDE} .node[data-id='tim-keller']")
    keller_is_selected(page)
    comes_to(page, "?sel=tim-keller")
    assert page.locator("#details sup.cites a").count() > 3


def test_the_picture_is_lit_before_the_server_has_answered(watched: Watched) -> None:
    page = watched.open()
    page.route("**/_dash-update-component", lambda route: None)  # the server never answers
    page.click(f"{WIDE} .node[data-id='tim-keller']")
    until(page, "document.querySelector('svg.timeline.has-sel') && document.querySelector('.size-2 svg.has-sel')")
    assert "july-2025-order-signed" in lit_in_timeline(page)
    assert "city-of-albuquerque" in lit_in_network(page)
    page.unroute_all(behavior="ignoreErrors")


def test_the_same_by_keyboard_alone(staying: Staying) -> None:
    page = staying.come()
    for _ in ("search-field", "timeline", "splitter"):
        page.keyboard.press("F6")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('svg.network .node') !== null"):
            break
    walked = set()
    for way in ("Down", "Down", "Right", "Down", "Left", "Up", "Down", "Right"):
        page.keyboard.press(f"Arrow{way}")
        walked.add(page.evaluate("document.activeElement.dataset.id"))
    assert len(walked) > 3, "the arrows walk from node to node"
    page.locator(f"{WIDE} .node[data-id='tim-keller']").focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "Tim Keller, Mayor of Albuquerque"
    )
    page.keyboard.press("Enter")
    keller_is_selected(page)
    expect(page.locator("#live")).to_contain_text("Tim Keller selected")
    page.keyboard.press("Escape")
    selected(page, "Start anywhere")
    assert lit_in_network(page) == set()


def test_a_mark_of_the_timeline_selects_by_mouse_and_by_keyboard(staying: Staying) -> None:
    page = staying.come()
    mark = page.locator("#timeline-graph .tl-mark[data-id='eo-14287-signed']").first
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    selected(page, "EO 14287 signed")
    assert "donald-trump" in lit_in_network(page)
    page.keyboard.press("Escape")
    selected(page, "Start anywhere")
    mark.focus()
    page.keyboard.press("ArrowRight")
    other = page.evaluate("document.activeElement.dataset.id")
    assert other not in ("", "eo-14287-signed")
    page.keyboard.press("Enter")
    until(page, "id => location.search === '?sel=' + id", arg=other)


def test_a_label_of_the_timeline_selects_its_event(staying: Staying) -> None:
    page = staying.come()
    page.locator("#timeline-graph .tl-label", has_text="July 2025 order").first.click()
    selected(page, "July 2025 order signed")


def test_a_name_in_the_details_selects_that_record_and_the_keyboard_goes_on_from_its_title(staying: Staying) -> None:
    page = staying.come("?sel=tim-keller")
    link = page.locator("#details .told:not([hidden]) a.record[data-id='july-2025-order-signed']").first
    link.focus()
    page.keyboard.press("Enter")
    selected(page, "July 2025 order signed")
    until(page, "document.activeElement.classList.contains('record-title')")


def test_search_finds_by_part_of_a_name_whatever_the_case_and_selects(staying: Staying) -> None:
    page = staying.come()
    page.keyboard.press("/")
    page.keyboard.type("14287")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("EO 14287")
    page.keyboard.press("Enter")
    selected(page, "EO 14287 signed")
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    expect(page.locator(".search .said")).to_contain_text("Nothing here is called that")


def test_back_and_forward_walk_through_the_selections(staying: Staying) -> None:
    page = staying.come()
    page.click(f"{WIDE} .node[data-id='tim-keller']")
    selected(page, "Tim Keller")
    page.click(f"{WIDE} .node[data-id='donald-trump']")
    selected(page, "Donald Trump")
    page.go_back()
    keller_is_selected(page)
    page.go_back()
    selected(page, "Start anywhere")
    assert lit_in_timeline(page) == set()
    page.go_forward()
    keller_is_selected(page)


def test_a_deep_link_opens_its_view(watched: Watched) -> None:
    page = watched.open("?sel=tim-keller&axis=true")
    keller_is_selected(page)
    expect(page.locator("input[name=axis][value=true]")).to_be_checked()


def test_a_stale_link_says_what_it_did_not_find(watched: Watched) -> None:
    page = watched.open("?sel=nobody")
    expect(page.locator("#notes")).to_contain_text("Nothing here is called “nobody”")
    selected(page, "Start anywhere")


def test_citations_lead_to_the_numbered_sources(staying: Staying) -> None:
    page = staying.come("?sel=tim-keller")
    first = page.locator("#details .told:not([hidden]) sup.cites a").first
    first.click()
    number = (first.text_content() or "").strip()
    expect(page.locator(f"#source-{number}")).to_be_in_viewport()


def test_the_axis_can_be_switched_and_stays_in_the_address(staying: Staying) -> None:
    page = staying.come()
    mark = "document.querySelector('#timeline-graph .tl-mark[data-id=\"r-18-7-adopted\"]').getBoundingClientRect().x"
    before = page.evaluate(mark)
    choose(page, "axis", "true")
    until(page, f"before => Math.abs({mark} - before) > 20", before)
    comes_to(page, "?axis=true")


def test_the_network_zooms_pans_and_comes_back(staying: Staying) -> None:
    page = staying.come()
    node = page.locator(f"{WIDE} .node[data-id='tim-keller']")
    home = node.bounding_box()
    assert home
    page.click("button.zoom[data-picture='network'][data-zoom='in']")
    near = node.bounding_box()
    assert near and near["width"] > home["width"] * 1.2
    page.click("button.zoom[data-picture='network'][data-zoom='fit']")
    back = node.bounding_box()
    assert back and (back["x"], back["width"]) == (home["x"], home["width"])


def test_the_picture_is_dragged_without_selecting_and_fit_brings_it_back(staying: Staying) -> None:
    page = staying.come()
    nodes = [page.locator(f"{WIDE} .node[data-id='{id}']") for id in ("donald-trump", "city-council")]
    home = [node.bounding_box() for node in nodes]
    assert home[0]
    page.mouse.move(home[0]["x"] + 20, home[0]["y"] + 10)
    page.mouse.down()
    page.mouse.move(home[0]["x"] - 60, home[0]["y"] + 30, steps=5)
    page.mouse.up()
    for node, before in zip(nodes, home, strict=True):
        moved = node.bounding_box()
        assert moved and before and abs(moved["x"] - before["x"] + 80) < 3, "all of it goes along"
    assert page.evaluate("look().state.focus") == ""
    page.click("button.zoom[data-picture='network'][data-zoom='fit']")
    back = nodes[0].bounding_box()
    assert back and abs(back["x"] - home[0]["x"]) < 1


def test_a_pick_moves_no_node_and_brings_guests_for_every_tie_that_is_told(staying: Staying) -> None:
    page = staying.come()
    before = page.evaluate(HEARTS, WIDE)
    page.click(f"{WIDE} .node[data-id='tim-keller']")
    expect(page.locator("#network-summary")).to_contain_text(f"{ties('tim-keller')} of {ties('tim-keller')} ties drawn")
    assert page.locator(f"{WIDE} .guests .node").count() > 0
    expect(page.locator("#details")).to_contain_text(f"{ties('tim-keller')} ties")
    assert page.evaluate(HEARTS, WIDE) == before
    page.keyboard.press("Escape")
    expect(page.locator(f"{WIDE} .guests .node")).to_have_count(0)
    assert page.evaluate(HEARTS, WIDE) == before


def test_a_pick_by_link_gives_the_nodes_their_dates_back_when_it_is_left(watched: Watched) -> None:
    page = watched.open("?sel=tim-keller")
    order = page.locator(f"{WIDE} .node[data-id='eo-14287-signed']")
    expect(order.locator(".does")).to_have_text("opposes")
    page.keyboard.press("Escape")
    expect(order.locator(".does")).to_have_count(0)
    expect(order.locator(".when")).to_contain_text("28 Apr 2025")


def test_the_theme_can_be_switched_stays_and_is_given_back_to_the_system(watched: Watched) -> None:
    watched.page.emulate_media(color_scheme="light")
    page = watched.open()
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("details.help > summary")
    button = page.locator("#theme-button")
    for word in ("system", "light", "dark"):
        expect(button).to_have_text(f"Theme: {word}")
        button.click() if word != "dark" else None
    assert page.evaluate(paper) != light
    page.reload()
    ready(page)
    assert page.evaluate(paper) != light
    page.click("details.help > summary")
    button.click()
    expect(button).to_have_text("Theme: system")
    assert page.evaluate(paper) == light


def test_without_scripts_the_page_still_lists_the_events(page: Page, albuquerque: str) -> None:
    assert page.context.browser
    context = page.context.browser.new_context(viewport=DESK, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(albuquerque + "/")
    expect(plain.locator("#chronicle")).to_contain_text("HB 9 passes the House")
    expect(plain.locator(WIDE)).to_be_visible()
    context.close()


def test_an_injected_script_does_not_run(watched: Watched) -> None:
    page = watched.open()
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.injected = 1';"
            " document.body.append(s); }"
        )
    assert page.evaluate("window.injected") is None
    watched.errors.clear()


def test_on_a_phone_a_pick_is_a_list_of_its_ties_in_order_of_time_and_escape_leads_back(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("?sel=tim-keller")
    page.click(".tabs button[data-tab=network]")
    rows = page.locator(".narrow-only .spine li")
    expect(rows).to_have_count(ties("tim-keller"))
    expect(page.locator("#network-summary")).to_contain_text(f"{ties('tim-keller')} of {ties('tim-keller')} ties")
    expect(page.locator(NARROW)).to_be_hidden()
    expect(page.locator(".spine a.record[data-id='july-2025-order-signed']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f"{NARROW} .node[data-id='eo-14287-signed']")).to_be_visible()


def test_an_instrument_found_by_its_name_lights_its_course(staying: Staying) -> None:
    page = staying.come()
    page.keyboard.press("/")
    page.keyboard.insert_text("Immigrant Safety Act (2025)")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("bill, HB 9")
    page.keyboard.press("Enter")
    selected(page, "Immigrant Safety Act (2025)")
    assert lit_in_timeline(page) >= {"hb-9-introduced", "hb-9-passes-house", "hb-9-dies"}
    assert "hb-9-dies" in lit_in_network(page)
    expect(page.locator("#timeline-graph .tl-thread")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#timeline-graph .tl-thread")).to_have_count(0)


def test_what_connects_two_records_is_told_in_sentences_and_can_be_left(watched: Watched) -> None:
    page = watched.open("?sel=joaquin-baca")
    page.fill("#ask-field", "14287")
    expect(page.locator("#ask-list [role=option]").first).to_contain_text("EO 14287")
    page.keyboard.press("Enter")
    expect(page.locator(".connected")).to_contain_text("How Joaquin Baca is connected to EO 14287")
    expect(page.locator(".connected .path").first).to_contain_text("July 2025 order")
    assert page.locator(".connected sup.cites a").count() >= 2
    until(page, "location.search === '?sel=joaquin-baca&to=eo-14287-signed'")
    page.click("text=Leave this question")
    expect(page.locator(".connected")).to_have_count(0)


def test_two_fingers_pinch_the_network(staying: Staying) -> None:
    page = staying.come()
    svg = page.locator(f"{WIDE}")
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    node = page.locator(f"{WIDE} .node[data-id='tim-keller']")
    home = node.bounding_box()
    assert box and home
    x, y = box["x"] + box["width"] / 2, max(box["y"], 0) + 200
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, apart: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 40)
    for apart in (60, 80, 100, 120):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)
    keller = "document.querySelector(\".size-2 .node[data-id='tim-keller']\")"
    until(page, f"width => {keller}.getBoundingClientRect().width > width", arg=home["width"] * 1.5)


def test_numbers_nicknames_and_plain_letters_find_their_record(staying: Staying) -> None:
    page = staying.come()
    for typed, found in (
        ("EO 14287", "EO 14287 signed"),
        ("r-18-7", "R-18-7"),
        ("one big beautiful bill", "H.R.1"),
        ("immigrant safety act", "HB 9"),
        ("Pena", "Klarissa Peña"),
    ):
        page.fill("#search-field", typed)
        expect(page.locator("#search-list [role=option]", has_text=found).first).to_be_visible()


def test_both_pictures_zoom_by_the_keys_that_help_names(staying: Staying) -> None:
    page = staying.come()
    mark = page.locator("#timeline-graph .tl-mark[data-id='july-2025-order-signed']").first
    settled(page)
    mark.focus()
    before = page.evaluate("look().timeline.frame.scale")
    page.keyboard.press("+")
    until(page, "before => look().timeline.frame.scale > before * 1.3", arg=before)
    until(page, "document.activeElement.dataset.id === 'july-2025-order-signed'")
    page.keyboard.press("0")
    until(page, "before => Math.abs(look().timeline.frame.scale - before) < 0.01", arg=before)
    node = page.locator(f"{WIDE} .node[data-id='tim-keller']")
    node.focus()
    wide = page.evaluate("document.activeElement.getBoundingClientRect().width")
    page.keyboard.press("+")
    until(page, "wide => document.activeElement.getBoundingClientRect().width > wide * 1.2", arg=wide)
