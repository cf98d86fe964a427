"""The export dialog in a browser: opened and left by keyboard, previewed, taken home, copied."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect
from pptx import Presentation

from tests.browser.acts import broken_rules
from tests.browser.conftest import Watched, until
from tests.bundled import albuquerque, events
from tests.sweeps import swept


@pytest.fixture
def taking(watched: Watched) -> Iterator[Page]:
    """The page with the mayor selected and the dialog open, by keyboard."""
    page = watched.open("?sel=tim-keller&lanes=city")
    page.focus("#export-button")
    page.keyboard.press("Enter")
    settled(page)
    yield page


def settled(page: Page) -> None:
    """Waits until the preview shows what is chosen."""
    expect(page.locator(".take-go")).to_be_enabled()


def choose(page: Page, name: str, value: str) -> None:
    page.check(f"input[name=take-{name}][value='{value}']", force=True)
    settled(page)


def about(page: Page) -> Locator:
    return page.locator(".take-about")


def taken(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.click(".take-go")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    expect(page.locator(".take-said")).to_contain_text(f"Saved {path.name} (")
    return path


def test_the_dialog_opens_and_closes_by_keyboard_and_leaves_the_selection_alone(taking: Page) -> None:
    expect(taking.locator("dialog.take")).to_be_visible()
    assert taking.evaluate("document.activeElement.name") == "take-what"
    taking.keyboard.press("ArrowDown")
    settled(taking)
    expect(about(taking)).to_contain_text("albuquerque-network-tim-keller")
    taking.keyboard.press("/")
    assert taking.evaluate("document.activeElement.name") == "take-what"
    taking.keyboard.press("Escape")
    expect(taking.locator("dialog.take")).to_be_hidden()
    assert taking.evaluate("document.activeElement.id") == "export-button"
    assert "sel=tim-keller" in taking.url


def test_it_says_that_exactly_what_is_shown_is_exported(taking: Page) -> None:
    shown = taking.locator(".take-shown")
    city = sum(event.lane == "city" for event in albuquerque().events)
    expect(shown).to_contain_text(f"Selected: Tim Keller. Only lanes: City. {city} of {events()} events")
    expect(shown).to_contain_text("As of 11 March 2026.")


def test_the_preview_follows_size_theme_and_type(taking: Page) -> None:
    choose(taking, "format", "svg")
    expect(about(taking)).to_contain_text(re.compile(r"1920 × \d+ px"))
    first = taking.locator(".take-pages img").first.get_attribute("src")
    choose(taking, "size", "4:3")
    expect(about(taking)).to_contain_text(re.compile(r"1440 × \d+ px"))
    image = taking.locator(".take-pages img").first
    image.evaluate("image => image.decode()")
    assert image.evaluate("image => image.naturalWidth") == 1440
    taking.locator("#take-text").fill("1.25")
    expect(taking.locator(".take-text output")).to_have_text("125 %")
    expect(image).to_have_attribute(
        "src", f"{first}".replace("size=16%3A9", "size=4%3A3").replace("scale=1", "scale=1.25")
    )


def test_a_file_is_not_offered_by_what_was_chosen_before(taking: Page) -> None:
    held: list[Route] = []
    taking.route("**/take/plan/**", lambda route: held.append(route))
    taking.check("input[name=take-format][value=svg]", force=True)
    until(taking, "document.querySelector('.take-pages.old') !== null")
    taking.evaluate("window.setTimeout = () => 0")  # what is written is asked for a while later
    with taking.expect_event("requestfailed"):
        taking.fill("#take-title", "Mine")
    expect(taking.locator(".take-go")).to_be_disabled()


def test_details_need_a_selection_and_a_deck_no_drawing(watched: Watched) -> None:
    page = watched.open()
    page.click("#export-button")
    details = page.locator("input[name=take-what][value=details]")
    expect(details).to_be_disabled()
    expect(page.locator("label", has=details)).to_contain_text("select a record on the page first")
    choose(page, "what", "deck")
    expect(page.locator("input[name=take-format][value=svg]")).to_be_disabled()


def test_tables_and_a_drawing_are_taken_home_and_hold_what_is_shown(taking: Page, tmp_path: Path) -> None:
    choose(taking, "format", "csv")
    expect(taking.locator(".take-peek")).to_contain_text("albuquerque/events.csv")
    path = taken(taking, tmp_path)
    with zipfile.ZipFile(path) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("albuquerque/events.csv").decode("utf-8-sig"))))
    assert len(rows) == sum(event.lane == "city" for event in albuquerque().events)
    assert {row["lane"] for row in rows} == {"city"}
    choose(taking, "format", "svg")
    words = " ".join(ET.parse(taken(taking, tmp_path)).getroot().itertext())
    assert "Selected: Tim Keller" in words
    assert words.endswith("albuquerque?sel=tim-keller&lanes=city"), "no host was set: none is printed"
    assert "127.0.0.1" not in words


@pytest.mark.parametrize("scale", swept([2, 3], often=[2]))
def test_a_png_is_painted_as_large_as_chosen_and_carries_its_sources(taking: Page, tmp_path: Path, scale: int) -> None:
    width, height = 1920 * scale, 1080 * scale
    choose(taking, "what", "network")
    choose(taking, "format", "png")
    choose(taking, "scale", str(scale))
    expect(about(taking)).to_contain_text(f"{width} × {height} px")
    picture = Image.open(taken(taking, tmp_path))
    assert picture.size == (width, height)
    assert re.match(r"Tim Keller: \d+ ties to \d+ others", picture.text["Title"])  # type: ignore[attr-defined]
    assert "[1] " in picture.text["Description"]  # type: ignore[attr-defined]
    shades = picture.convert("L").histogram()
    assert max(shades) > sum(shades) * 0.5, "paper"
    assert sum(shades[:128]) > sum(shades) * 0.004, "ink"


def test_a_deck_holds_a_slide_for_each_actor_that_is_ticked_and_says_how_far_it_is(
    taking: Page, tmp_path: Path
) -> None:
    choose(taking, "what", "deck")
    choose(taking, "whose", "near")
    boxes = taking.locator("input[name=take-actor]")
    expect(boxes.first).to_have_value("tim-keller")
    left = taking.locator(".take-actors label").last.inner_text()
    boxes.last.uncheck()
    settled(taking)
    expect(taking.locator(".take-pages img[alt*='Tim Keller']").first).to_be_attached()
    said = taking.evaluate_handle(
        """() => { const heard = [], place = document.querySelector(".take-said");
        new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true });
        return heard; }"""
    )
    deck = taken(taking, tmp_path)
    titles = [slide.shapes.title.text for slide in Presentation(str(deck)).slides]
    assert deck.name == "albuquerque-deck-tim-keller-2026-03-11.pptx"
    assert any(title.startswith("Tim Keller: ") for title in titles)
    assert not any(title.startswith(f"{left}: ") for title in titles)
    assert f"Page {len(titles)} of {len(titles)} …" in said.json_value()


def test_a_failure_is_a_sentence_and_the_dialog_stays(watched: Watched) -> None:
    page = watched.open("?lanes=-")
    page.click("#export-button")
    page.check("input[name=take-format][value=plotly]", force=True)
    expect(about(page)).to_contain_text("No event is shown, so there is no timeline to draw")
    expect(page.locator(".take-go")).to_be_disabled()
    expect(page.locator("dialog.take")).to_be_visible()
    watched.errors.clear()  # the browser notes the refusal itself


def test_link_citation_and_picture_are_copied(taking: Page) -> None:
    taking.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said = taking.locator(".take-said")
    taking.click("[data-copy=link]")
    expect(said).to_have_text("Link copied.")
    assert taking.evaluate("navigator.clipboard.readText()") == taking.url
    taking.click("[data-copy=citation]")
    expect(said).to_have_text("Citation copied.")
    text = taking.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Albuquerque and federal immigration enforcement. Selected: Tim Keller. Only lanes: City.")
    assert "content hash" in text and "127.0.0.1" not in text
    taking.click("[data-copy=picture]")
    expect(said).to_have_text("Picture copied.")
    assert taking.evaluate("navigator.clipboard.read().then((items) => items[0].types)") == ["image/png"]
    taking.keyboard.press("Escape")
    taking.click("#share-button")
    expect(taking.locator("#share-button")).to_have_text("Link copied")
    assert taking.evaluate("navigator.clipboard.readText()") == taking.url
    taking.click("#details .cite-record")
    expect(taking.locator("#live")).to_have_text("Citation copied.")
    text = taking.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Tim Keller, in Albuquerque and federal")
    assert "127.0.0.1" not in text, "an address of this machine leads nobody anywhere"


@pytest.mark.parametrize("theme", swept(["light", "dark"], often=["dark"]))
def test_axe_finds_no_violation_in_the_open_dialog_and_nothing_scrolls_sideways(watched: Watched, theme) -> None:
    page = watched.page
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    watched.open("?sel=tim-keller")
    page.click("#export-button")
    choose(page, "format", "csv")
    choose(page, "what", "deck")
    choose(page, "format", "pdf")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for part in ("dialog.take", ".take-body", ".take-choices", ".take-preview"):
            assert page.locator(part).evaluate("part => part.scrollWidth - part.clientWidth") <= 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert broken_rules(page, "dialog.take") == []


def test_a_deck_takes_the_design_of_a_template_and_comes_back_to_be_refreshed(
    taking: Page, watched: Watched, tmp_path: Path
) -> None:
    theirs = Presentation()
    theirs.slide_layouts.get_by_name("Title Only").name = "House style"
    house, notes = tmp_path / "house.pptx", tmp_path / "notes.pptx"
    theirs.save(str(house))
    notes.write_text("not a deck")
    told = taking.locator(".take-template .take-told")
    taking.set_input_files("#take-template", notes)
    expect(told).to_contain_text("notes.pptx cannot be read as a PowerPoint file (.pptx) — save it anew")
    watched.errors.clear()  # the browser notes the refusal itself
    taking.set_input_files("#take-template", house)
    expect(told).to_contain_text("Slides of 10 × 7.5 inches in Calibri, light.")
    expect(taking.locator("input[name=take-size]").first).to_be_disabled()
    deck = taken(taking, tmp_path)
    assert {slide.slide_layout.name for slide in Presentation(str(deck)).slides} == {"House style"}
    taking.click(".take-older summary")
    with taking.expect_download() as waiting:
        taking.set_input_files("#take-older", deck)
    assert waiting.value.suggested_filename == deck.name
    expect(taking.locator(".take-older .take-told")).to_contain_text("0 shapes renewed; 0 that you changed kept")
    assert broken_rules(taking, "dialog.take") == []
    taking.click(".take-template button")
    expect(taking.locator("input[name=take-size]").first).to_be_enabled()


def test_a_file_that_is_cancelled_says_so_and_can_be_downloaded_again(taking: Page, tmp_path: Path) -> None:
    choose(taking, "format", "csv")
    held: list[Route] = []
    taking.route("**/take/making/**", lambda route: held.append(route))
    taking.focus(".take-go")
    taking.keyboard.press("Enter")
    expect(taking.locator(".take-said")).to_have_text("Making the file …")
    cancel = taking.get_by_role("button", name="Cancel")
    cancel.focus()
    taking.keyboard.press("Enter")
    expect(taking.locator(".take-said")).to_have_text("Cancelled: nothing was saved.")
    expect(cancel).to_be_hidden()
    assert taking.evaluate("document.activeElement.classList.contains('take-go')")
    assert len(held) == 1
    taking.unroute("**/take/making/**")
    assert zipfile.is_zipfile(taken(taking, tmp_path))


CUT_OFF = """said => {
  const whole = window.fetch, line = new TextEncoder().encode(JSON.stringify(said) + "\\n");
  window.fetch = async (address, ...rest) => {
    if (!/take\\/(making|refresh)/.test(address)) return whole(address, ...rest);
    const body = new ReadableStream({ start: (way) => way.enqueue(line), pull: (way) => new Promise((done) => {
      window.cut = () => { way.error(new TypeError("network error")); done(); };
    }) }, { highWaterMark: 2 });
    return new Response(body);
  };
}"""
"""Has a file begin to come with a line, and then no more until the way to the server is cut."""


def test_a_download_that_is_cut_off_is_told_in_a_sentence(taking: Page) -> None:
    taking.evaluate(CUT_OFF, {"percent": 40})
    taking.click(".take-go")
    expect(taking.locator(".take-said")).to_have_text("Making the file: 40 % …")
    expect(taking.locator(".take-far")).to_be_visible()
    taking.evaluate("cut()")
    expect(taking.locator(".take-said")).to_contain_text("The file did not arrive whole")
    expect(taking.locator(".take-far")).to_be_hidden()
    expect(taking.locator(".take-go")).to_be_enabled()


def test_what_is_told_of_an_older_deck_stands_beside_it(taking: Page, tmp_path: Path) -> None:
    taking.evaluate(CUT_OFF, {"percent": 40})
    deck = tmp_path / "older.pptx"
    Presentation().save(str(deck))
    taking.click(".take-older summary")
    taking.set_input_files("#take-older", deck)
    told = taking.locator(".take-older .take-told")
    expect(told).to_have_text("Making the file: 40 % …")
    expect(taking.locator(".take-said")).to_have_text("")
    expect(taking.locator(".take-far")).to_be_hidden()
    taking.evaluate("cut()")
    expect(told).to_contain_text("The file did not arrive whole")
