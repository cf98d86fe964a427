"""The page as one file: what it holds, what it must not hold, and that its days are those of the explorer's rules."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from explorer.data.packed import MAX_UNPACKED, packed, unpacked
from explorer.data.saved import ELEMENT, landscape_from_html, landscape_from_json
from explorer.errors import BrokenLandscape
from explorer.export.data.json_file import records_text
from explorer.export.formats import Job, export_bytes, file_name
from explorer.export.options import Options
from explorer.export.saved_page import html_file, picks
from explorer.export.saved_page.days import SavedDays, change
from explorer.export.saved_page.html_file import DATA, kept_of, offline_html
from explorer.export.saved_page.picks import ELEMENT as PICKS
from explorer.export.saved_page.sentences import FileProse
from explorer.landscape import Landscape
from explorer.outlook import outlook
from explorer.page import view_answer
from explorer.page.document import in_script
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from explorer.query.wider import Wider, stand_for
from tests.bundled import LINK, saved_page
from tests.sweeps import swept

pytestmark = pytest.mark.slow


def page(landscape: Landscape, selection: Selection | None = None) -> str:
    return offline_html(visible(landscape, selection or Selection()), Options(link=LINK)).decode()


@pytest.fixture(scope="module")
def whole() -> str:
    """The file of the bundled landscape."""
    return saved_page()


def states(text: str) -> Any:
    return json.loads(held(text, DATA))["states"]


def held(text: str, id: str) -> str:
    """What a file holds under an id."""
    found = re.search(rf'<script type="text/plain" id="{id}">(.*?)</script>', text)
    assert found
    return unpacked(found[1])


def everything(text: str) -> str:
    """A file with all that is packed in it."""
    return text + "".join(held(text, id) for id in (DATA, ELEMENT, PICKS))


def after(before: Any, told: Any) -> Any:
    """What a change makes of a value: as the page's script does it."""
    if isinstance(told, list):
        items = before if isinstance(before, list) else []
        first, last, *middle = told
        return [*items[:first], *middle, *items[len(items) - last :]]
    if isinstance(told, dict):
        parts = before if isinstance(before, dict) else {}
        changed = {key: after(parts.get(key), part) for key, part in told.items() if part is not None}
        return {key: part for key, part in (parts | changed).items() if told.get(key, 0) is not None}
    return told


def test_the_file_loads_again_as_what_was_shown(small_world: Landscape) -> None:
    chosen = Selection(lanes=frozenset({"city"}))
    again = landscape_from_html(page(small_world, chosen))
    assert again == landscape_from_json(records_text(visible(small_world, chosen), Options(link=LINK)))
    assert [event.id for event in again.events] == ["resolution-2000", "night-order", "ordinance-planned"]


def test_the_same_selection_gives_the_same_bytes_by_either_door(small_world: Landscape) -> None:
    chosen = Selection(focus="ana-reyes")
    job = Job(small_world, "timeline", chosen, Options(link=LINK))
    assert export_bytes(job, "html") == page(small_world, chosen).encode() == page(small_world, chosen).encode()
    assert file_name(job, "html") == "riverton-timeline-ana-reyes-2025-07-25.html"


CHOSEN = [
    Selection(focus="ana-reyes"),
    Selection(lanes=frozenset({"city"}), focus="council", clock="known"),
    Selection(),
    Selection(focus="ana-reyes", to="riders"),
    Selection(focus="council", as_of=date(2025, 7, 1)),
    Selection(focus="council", steps=1),
    Selection(lanes=frozenset({"city"})),
]


@pytest.mark.parametrize("chosen", swept([CHOSEN[:3], CHOSEN], often=[CHOSEN[:3]]), ids=len)
def test_a_file_is_the_same_whatever_was_saved_before(small_world: Landscape, chosen: list[Selection]) -> None:
    alone = [page(replace(small_world, default_view=""), selection) for selection in chosen]
    shared = replace(small_world, default_view="")
    assert [page(shared, selection) for selection in chosen] == alone
    assert len({*alone}) == len(alone)


def test_what_does_not_change_from_pick_to_pick_is_made_once(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = replace(small_world, default_view="")
    first = held(page(shared, Selection(focus="council")), DATA)
    monkeypatch.setattr(SavedDays, "text", lambda days: "made anew")
    assert held(page(shared, Selection(focus="ana-reyes")), DATA) == first


def test_of_many_records_a_file_tells_the_same_whatever_was_saved_before(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (html_file, view_answer):
        monkeypatch.setattr(module, "MAX_TIED", 0)
    alone = page(replace(small_world, default_view=""), Selection(focus="bus-bill"))
    shared = replace(small_world, default_view="")
    page(shared)
    assert page(shared, Selection(focus="bus-bill")) == alone


class EmptyStore:
    """A store of pictures in which none was worked out."""

    def holds(self, base: Any) -> bool:
        return False

    def pick(self, base: Any, focus: str) -> None:
        return None

    def scene(self, base: Any) -> None:
        return None

    def variant(self, picked: Any) -> int:
        return 0


def test_a_file_of_words_that_had_to_be_cleaned_holds_its_own_pick(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The landscape has pictures that were worked out; its copy with other ends of lines has none."""
    unclean = replace(small_world, summary="A made-up\r\ntown.")
    known = picks.stored_of
    monkeypatch.setattr(picks, "stored_of", lambda asked: EmptyStore() if asked is unclean else known(asked))
    page(unclean, Selection(focus="council"))
    held_picks = json.loads(held(page(unclean, Selection(focus="ana-reyes")), PICKS))
    assert [[*of] for of in held_picks.values()] == [["ana-reyes"]] * 2


def test_a_file_of_a_large_store_asks_the_store_for_no_day(small_world: Landscape) -> None:
    """What it shows on each day is worked out from what it holds."""
    large = replace(small_world, default_view="")
    stand_for(large, cast(Wider, "a store that can be asked nothing"))
    kept = kept_of(cast(View, SimpleNamespace(landscape=large, part=large)))
    assert len(visible(kept, Selection(as_of=date(2025, 7, 1))).part.events) > 0
    assert kept == large


def test_its_scripts_have_no_comments(small_world: Landscape) -> None:
    (script,) = [
        text for text in re.findall(r"<script>(.*?)</script>", page(small_world), re.DOTALL) if len(text) > 9_999
    ]
    whole = re.compile(r"//.*|/\*\*((?!\*/).)*\*/")
    assert not [line for line in script.splitlines() if whole.fullmatch(line.strip())]


def test_nothing_that_is_filtered_out_is_anywhere_in_the_file(small_world: Landscape) -> None:
    text = everything(page(small_world, Selection(lanes=frozenset({"city"}))))
    assert "night-order" in text.partition("</html>")[2]
    for hidden in ("Bus bill dies", "State Assembly", "statehouse", "bill-dies", "Night Bus Bill"):
        assert hidden not in text


def test_a_file_as_of_a_day_ends_with_it_and_keeps_its_clock(small_world: Landscape) -> None:
    text = page(small_world, Selection(as_of=date(2025, 7, 1)))
    assert states(text)["days"][-1] == "2025-07-01"
    assert list(states(text)["clocks"]) == ["happened"]
    assert "Order to become law" not in everything(text)
    assert "Order to become law" in page(small_world)
    assert 'name="clock"' not in text
    assert list(states(page(small_world))["clocks"]) == ["happened", "known"]


def test_only_the_scripts_of_the_file_may_run_and_none_may_ask(whole: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', whole)
    assert policy
    assert "connect-src 'none'" in policy[1]
    for script in re.findall(r"<script>(.*?)</script>", whole, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy[1]
        assert "fetch(" not in script
    assert not re.search(r"<(?:link|img|iframe|object)\b|\ssrc=|url\((?!#)|@import", whole.partition("<script type")[0])
    addresses = re.findall(r'<a (?=[^>]*href="http)[^>]*>', whole)
    assert addresses
    assert all('rel="noopener noreferrer"' in address for address in addresses)


def test_the_file_says_what_it_is_and_its_citations_lead_to_its_sources(bundled: Landscape) -> None:
    text = page(bundled, Selection(focus="tim-keller"))
    link = f'href="{LINK}?sel=tim-keller"'
    for said in (bundled.title, "Selected: Tim Keller.", "How to cite:", link, "11 March 2026"):
        assert said in text
    numbers = set(re.findall(r'href="#source-(\d+)"', text))
    assert numbers
    assert all(text.count(f'id="source-{number}"') == 1 for number in numbers)


def test_the_bundled_landscape_takes_at_most_twelve_hundred_kilobytes_with_its_picks(
    bundled: Landscape, whole: str
) -> None:
    assert len(whole.encode()) <= 1_200_000
    assert set(json.loads(held(whole, PICKS))["972"]) == bundled.selectable.keys()


def test_a_packed_landscape_that_is_damaged_or_swells_is_refused_in_a_sentence(small_world: Landscape) -> None:
    text = page(small_world)
    whole = re.search(rf'(id="{ELEMENT}">)(.*?)<', text)
    assert whole
    bomb = packed(" " * (MAX_UNPACKED + 1))
    for broken, said in (
        (whole[2][:-40], "ends before it is whole"),
        ("!" + whole[2], "is damaged"),
        ("AAAA" + whole[2], "is damaged"),
        (bomb, "is longer than 64 MB when it is unpacked"),
    ):
        with pytest.raises(BrokenLandscape) as refused:
            landscape_from_html(text.replace(whole[2], broken))
        assert f"holds a landscape that {said}" in str(refused.value)


@pytest.mark.parametrize("clock", ["happened", "known"])
def test_on_every_day_the_file_shows_what_the_explorer_would(bundled: Landscape, whole: str, clock: Any) -> None:
    told = states(whole)
    course = told["clocks"][clock]["views"]
    leaves, view, shown = told["leaves"], None, {}
    for place, part in course:
        view = shown[place] = after(view, part)
    kept = SavedDays(visible(kept_of(visible(bundled, Selection())), Selection()), FileProse(bundled))
    for place in range(0, len(told["days"]), 9):
        view = shown[max(at for at in shown if at <= place)]
        part = visible(bundled, Selection(as_of=date.fromisoformat(told["days"][place]), clock=clock)).part
        marks = [leaves[mark] for mark in view["timeline"]["marks"]]
        on = part.as_of
        words = {event.id: outlook(bundled, event, on).words for event in part.events}
        assert {mark["id"]: mark["status"] for mark in marks} == words
        hidden = {leaves[id] for id in view["network"]["972"].get("hidden", ())}
        assert {*kept.views.pictures.bases[972].ids} - hidden == {
            *kept.views.pictures.bases[972].ids
        } & part.records.keys()
        chronicle = "".join(leaves[piece] for piece in view["chronicle"])
        assert chronicle.count("<li ") == len(part.events)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([1, 2, 3], [1, 4, 3]),
        ([], [1]),
        ([1, 1], [1]),
        ({"a": 1, "b": [1]}, {"b": [1, 2], "c": {"d": 3}}),
        (None, {"a": [0]}),
        ([1], 2),
        ({"a": [5]}, {"a": {"b": 1}}),
    ],
)
def test_a_change_makes_one_value_into_the_other(before: Any, now: Any) -> None:
    assert after(before, change(before, now)) == now


def test_text_in_a_script_element_cannot_end_it() -> None:
    hostile = json.dumps(["</script>", "<!--<SCRIPT>", "<b>"])
    written = in_script(hostile)
    assert not re.search("</|<!--|<script", written, re.IGNORECASE)
    assert json.loads(written) == json.loads(hostile)
