"""Text from outside is text: on every page, in every error and every answer, whichever field or request it came in."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from explorer.data.load import TABLES as FILES
from explorer.data.load import load_landscape
from explorer.export.data.csv_zip import settings_toml, table_csv
from explorer.landscape import Landscape
from explorer.records import Record, fields_of
from explorer.server import create_app
from tests.addresses import Asked, details_of
from tests.hostile_world import (
    NO_TEXTS,
    TABLES,
    TEXTS,
    TRICKS,
    Reading,
    harmless,
    hostile,
    marks_in,
    plain,
    texts_of,
    told,
    told_in,
)
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

IDS = ("", "ana-reyes", "council", "night-order", "bus-bill", "ordinance-planned")
VIEWS = [f"sel={id}" for id in IDS] + [
    "sel=ana-reyes&to=riders",
    "sel=night-order&at=2025-06-01",
    "lanes=-&level=key",
    "rows=actor&sel=council&steps=1",
    "rows=kind&lanes=city",
    "rows=instrument&nodes=actors",
]
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass(frozen=True)
class Twins:
    """The hostile world's server and that of its harmless twin, asked the same."""

    hostile: FlaskClient
    harmless: FlaskClient

    def ask(self, asked: Asked, headers: dict[str, str] | None = None) -> tuple[TestResponse, TestResponse]:
        kind = "application/json" if asked.body else None
        one, other = (
            client.open(asked.path, method=asked.method, data=asked.body or None, content_type=kind, headers=headers)
            for client in (self.hostile, self.harmless)
        )
        return one, other


@pytest.fixture(scope="module")
def twins(small_world: Landscape) -> Twins:
    unset = replace(small_world, default_view="")
    return Twins(*(create_app(made(unset)).server.test_client() for made in (hostile, harmless)))


# --- the world itself ----------------------------------------------------------------------------------------------


def _is_text(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(map(_is_text, get_args(annotation)))
    return annotation is str or annotation == tuple[str, ...]


@pytest.mark.parametrize("record", TEXTS, ids=lambda record: record.__name__)
def test_no_field_that_a_text_may_stand_in_is_forgotten(record: type[Record]) -> None:
    texts = {name for name, kind in fields_of(record).items() if _is_text(kind)}
    assert texts == {*TEXTS[record], *NO_TEXTS[record]}


def test_no_table_is_forgotten(small_world: Landscape) -> None:
    tables = {name for name in fields_of(Landscape) if isinstance(getattr(small_world, name), tuple)} - {
        "notes",
        "voices",
        "tours",  # neither has a row in this world: see test_tours
        "lead",
    }
    assert tables == set(TABLES)
    filled = hostile(small_world)
    assert {type(row) for name in TABLES for row in getattr(filled, name)} | {Landscape} == set(TEXTS) - {
        type(small_world.actors[0].sources[0])
    }


def test_such_a_landscape_can_be_loaded(small_world: Landscape, tmp_path: Path) -> None:
    """What is tried here is what anybody may write into the files; nothing of it is refused."""
    world = hostile(small_world)
    folder = tmp_path / small_world.id
    folder.mkdir()
    (folder / "landscape.toml").write_text(settings_toml(world), encoding="utf-8")
    for name in FILES:
        (folder / f"{name}.csv").write_text(table_csv(world, name), encoding="utf-8")
    assert load_landscape(folder) == world


def test_the_twins_differ_in_signs_only(small_world: Landscape) -> None:
    one, other = hostile(small_world), harmless(small_world)
    assert plain(one.title) == other.title != one.title
    assert repr(asdict(one)).count("<script") > 30
    assert "<" not in repr(asdict(other))


# --- pages ---------------------------------------------------------------------------------------------------------


def assert_built_alike(hostile: str, harmless: str) -> Reading:
    """Two documents hold the same elements, attributes and links, and the same texts but for their signs."""
    one, other = Reading(hostile), Reading(harmless)
    assert one.acts - other.acts == {}, "what only the hostile one could do"
    assert other.acts - one.acts == {}, "what is gone from the hostile one"
    assert one.built - other.built == set()
    assert told_in(one.texts) == told_in(other.texts)
    # Which labels of a picture find room depends on how wide their letters are.
    drawn, twins = (marks_in(" ".join(read.drawn)) for read in (one, other))
    assert len(drawn & twins) >= 0.8 * len(drawn | twins)
    assert_told_alike(one.data, other.data)
    return one


def assert_told_alike(one: Any, other: Any) -> None:
    """Two answers of plain data say the same, whatever of it is markup included."""
    markup, plain_ones = markup_in(one), markup_in(other)
    for these, those in zip(markup, plain_ones, strict=True):
        assert_built_alike(these, those)
    texts, plain_texts = (set(texts_of(x)) - set(m) for x, m in ((one, markup), (other, plain_ones)))
    assert marks_in(" ".join(texts)) == marks_in(" ".join(plain_texts))


MARKUP = ("chronicle", "shown", "empty", "table")
"""Parts of an answer that the page puts in as markup; all others it puts in as text."""


def markup_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value[name] for name in MARKUP if isinstance(value.get(name), str)]
        return own + [text for one in value.values() for text in markup_in(one)]
    return [text for one in value for text in markup_in(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("view", one_in(6, VIEWS))
def test_the_page_shows_the_letters(twins: Twins, view: str) -> None:
    page, twin = twins.ask(Asked(f"/?{view}"))
    read = assert_built_alike(page.text, twin.text)
    assert TRICKS[0] in " ".join(read.texts)


def test_the_page_about_the_data_shows_the_letters(twins: Twins) -> None:
    page, twin = twins.ask(Asked("/about"))
    read = assert_built_alike(page.text, twin.text)
    assert TRICKS[0] in " ".join(read.texts)


def test_the_pages_name_is_the_landscapes_title_letter_by_letter(twins: Twins, small_world: Landscape) -> None:
    title = hostile(small_world).title
    for path in ("/", "/?sel=council", "/about"):
        named = re.findall(r"<title>(.*?)</title>", twins.hostile.get(path).text.partition("</head>")[0])
        assert len(named) == 1
        assert title in Reading(f"<p>{named[0]}</p>").texts[0]


def test_dashs_own_tags_hold_no_text_of_the_landscape(twins: Twins) -> None:
    """A title is written into the page's frame; what it says of `{%app_entry%}` must not be filled in."""
    page = twins.hostile.get("/").text
    assert page.count('id="react-entry-point"') == 1
    assert page.count('id="landscape-data"') == 1


# --- errors --------------------------------------------------------------------------------------------------------

REFUSED = [
    "/cite?record={}",
    "/take/timeline.svg?size={}",
    "/take/timeline.svg?theme={}",
    "/take/timeline.svg?text-scale={}",
    "/take/timeline.png?scale={}",
    "/take/deck.pptx?actors={}",
    "/take/{}.svg",
    "/take/timeline.{}",
    "/take/plan/{}.svg",
    "/take/plan/timeline.{}",
    "/take/making/timeline.{}",
    "/take/page/1/timeline.{}",
    "/take/page/{}/timeline.svg",
    "/network/{}.svg",
    "/network/9{}.svg",
    "/timeline?first={}",
    "/timeline?first=2020-01-01&last={}",
    "/{}",
    "/{}/{}",
    "/nowhere?{}={}",
    "/bundle/{}/page.js",
    "/bundle/0/{}",
    "/_dash-component-suites/{}/x.js",
    "/_dash-component-suites/plotly/{}.js",
    "/assets/{}",
    "/_dash-update-component?{}",
    "/find?q=" + "a" * 101 + "{}",
]
ATTACKS = ("<meta http-equiv=refresh content=0;url=//host.example/x>", TRICKS[0], TRICKS[1], f"\"'>{TRICKS[4]}")


@pytest.mark.parametrize("path", REFUSED)
def test_an_error_page_is_built_the_same_whatever_was_asked_for(twins: Twins, path: str) -> None:
    for attack in ATTACKS:
        asked, meant = (path.replace("{}", quote(text, safe="")) for text in (attack, plain(attack)))
        page, twin = (twins.hostile.get(address, headers=BROWSER) for address in (asked, meant))
        assert page.status_code >= 400
        if page.mimetype == "text/html":
            one, other = Reading(page.text), Reading(twin.text)
            assert (one.acts, one.built) == (other.acts, other.built)
        else:
            assert page.mimetype == "application/json"
            assert json.loads(page.text)["ok"] is False
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert attack not in "".join(f"{name}: {value}" for name, value in page.headers)


@pytest.mark.parametrize("path", ["/cite?record={}", "/take/timeline.svg?size={}", "/take/{}.svg", "/take/timeline.{}"])
def test_an_error_page_shows_the_letters_of_what_was_asked_for(twins: Twins, path: str) -> None:
    page = twins.hostile.get(path.replace("{}", quote("<b>&amp;\"'", safe="")), headers=BROWSER)
    assert "<b>&amp;\"'" in " ".join(Reading(page.text).texts)


@pytest.mark.parametrize(
    "path", one_in(2, ["/?sel={}", "/?lanes={}", "/?{}={}", "/?rows={}", "/?at={}", "/?from={}&until={}"])
)
def test_what_an_address_says_wrongly_is_told_in_letters(twins: Twins, path: str) -> None:
    for attack in ATTACKS:
        page, twin = (
            twins.hostile.get(path.replace("{}", quote(text, safe=""))).text for text in (attack, plain(attack))
        )
        assert_built_alike(page, twin)


# --- answers -------------------------------------------------------------------------------------------------------

ANSWERS = (
    [Asked(f"/view?{view}") for view in VIEWS]
    + [Asked(f"/actors?{view}") for view in VIEWS[:2]]
    + [Asked(f"/take/actors?{view}") for view in VIEWS[:6]]
    + [Asked(f"/timeline?first=2024-01-01&last=2025-12-31&{view}") for view in VIEWS[:3]]
)


@pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: asked.path)
def test_an_answer_says_the_same_in_other_letters(twins: Twins, asked: Asked) -> None:
    answer, twin = twins.ask(asked)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert_told_alike(answer.json, twin.json)


@pytest.mark.parametrize("view", VIEWS[1:3])
def test_what_a_file_will_be_is_told_in_other_letters(twins: Twins, view: str) -> None:
    """All of it is text: the page's module puts none of it in as markup."""
    plan, twin = (answer.json for answer in twins.ask(Asked(f"/take/plan/timeline.svg?{view}")))
    assert told(plan["shown"]) == told(twin["shown"])
    assert (plan["name"], plan["size"].split()[0]) == (twin["name"], twin["size"].split()[0])


@pytest.mark.parametrize("typed", ["mk00", "script", "alert&ends=1", "img src", "cmd"])
def test_what_is_found_is_told_in_pieces_of_the_texts_themselves(
    twins: Twins, small_world: Landscape, typed: str
) -> None:
    """Which part of a text is told depends on its signs; that it is text does not."""
    hits = [hit for group in twins.hostile.get(f"/find?q={typed}").json["groups"] for hit in group["hits"]]
    written = told(" ".join(texts_of(asdict(hostile(small_world)))))
    assert hits
    for hit in hits:
        assert told("".join(piece[0] for piece in hit["name"]).strip("…")) in written


@pytest.mark.parametrize("view", VIEWS)
def test_the_details_are_the_same_markup_in_other_letters(twins: Twins, view: str) -> None:
    one, other = (told["response"]["details-body"]["children"]["props"] for told in details_told(twins, view))
    assert {**one, "markup": ""} == {**other, "markup": "", "data-hash": one["data-hash"]}
    assert_built_alike(one["markup"], other["markup"])


def details_told(twins: Twins, view: str) -> list[dict[str, Any]]:
    return [answer.json or {} for answer in twins.ask(details_of(f"?{view}"))]


@pytest.mark.parametrize(
    "path", ["/network/972.svg?sel=council", "/network/358.svg", "/take/page/1/details.png?sel=council"]
)
def test_a_picture_draws_the_letters(twins: Twins, path: str) -> None:
    picture, twin = twins.ask(Asked(path))
    assert_built_alike(picture.text, twin.text)


def test_a_citation_is_plain_text(twins: Twins) -> None:
    for path in ("/cite", "/cite?sel=council", *(f"/cite?record={id}" for id in IDS[1:])):
        answer, twin = twins.ask(Asked(path), BROWSER)
        assert answer.mimetype == "text/plain"
        assert told_in([answer.text]) == told_in([twin.text])
