"""What is served of a folder: as it is now, as far as it is sound, and beside other landscapes."""

from __future__ import annotations

import gc
import re
import shutil
import weakref
from pathlib import Path

import pytest
from werkzeug.test import Client

from explorer.data.load import load_landscape
from explorer.errors import BrokenLandscape, ExplorerError
from explorer.export.formats import Job, export_bytes
from explorer.export.options import Options
from explorer.query.selection import Selection
from explorer.server.live.served import Served
from explorer.server.settings import Settings

pytestmark = pytest.mark.slow


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def text_of(served: Served, path: str = "/") -> str:
    return Client(served).get(path, headers={"Accept": "text/html"}).get_data(as_text=True)


@pytest.fixture
def town(write_world) -> Path:
    return write_world()


@pytest.fixture
def towns(town, tmp_path) -> Path:
    """A folder of two landscapes: Riverton, and Hillside, where the mayor has another name."""
    place = tmp_path / "towns"
    place.mkdir()
    town.rename(place / "riverton")
    shutil.copytree(place / "riverton", place / "hillside")
    change(place / "hillside", "landscape.toml", "Riverton and the night buses", "Hillside & its buses")
    change(place / "hillside", "actors.csv", "ana-reyes,Ana Reyes", "ana-reyes,Bea Ortiz")
    change(place / "hillside", "landscape.toml", 'default_view = "sel=ana-reyes"', 'default_view = ""')
    return place


# --- a later state


def test_a_frame_of_before_leads_to_the_landscape_that_holds_its_record_and_stays_a_frame(towns) -> None:
    answer = Client(Served(towns, Settings())).get("/?embed=1&sel=night-order")
    assert answer.headers["Location"].endswith("/?embed=1&sel=night-order")


def test_a_warning_names_the_page_that_there_is(towns) -> None:
    change(towns / "hillside", "events.csv", "2025-07-21,city", "yesterday,city")
    (warning,) = Served(towns, Settings()).warnings()
    assert "see /hillside/problems on the page" in warning


def test_a_saved_change_is_shown_and_named_by_another_hash(town) -> None:
    served = Served(town, Settings())
    before = Client(served).get("/state").json
    change(town, "actors.csv", "Mayor of Riverton", "Mayor of all Riverton")
    assert served.look()
    after = Client(served).get("/state")
    assert after.json != before
    assert after.headers["X-Landscape"] == after.json["hash"]
    assert "Mayor of all Riverton" in text_of(served)


def test_files_that_are_only_touched_change_nothing(town) -> None:
    served = Served(town, Settings())
    assert not served.look()
    (town / "actors.csv").write_bytes((town / "actors.csv").read_bytes())
    before = Client(served).get("/state").json
    served.look()
    assert Client(served).get("/state").json == before


def test_a_bad_save_leaves_the_last_sound_state_and_says_how_many_problems_there_are(town) -> None:
    served = Served(town, Settings())
    change(town, "events.csv", "2025-07-21,city", "yesterday,city")
    assert served.look()
    page = text_of(served)
    assert "Night bus order signed" in page
    assert (
        'The files as saved last have 1 problem; the page shows the state before. <a href="problems">See it</a>' in page
    )
    listed = text_of(served, "/problems")
    assert "events.csv" in listed and "&quot;yesterday&quot;" in listed and ">5</td>" in listed
    change(town, "events.csv", "yesterday,city", "2025-07-22,city")
    assert served.look()
    assert "The files" not in text_of(served)
    assert Client(served).get("/state").json["files"] == ""
    assert "no problem in the files" in text_of(served, "/problems")


def test_a_folder_that_goes_away_leaves_what_is_shown(town, tmp_path) -> None:
    served = Served(town, Settings())
    town.rename(tmp_path / "elsewhere")
    served.look()
    assert "Ana Reyes" in text_of(served)


def test_a_landscape_that_is_not_shown_any_more_is_given_back(town) -> None:
    served = Served(town, Settings())
    old = weakref.ref(served._volumes[""].landscape)
    text_of(served)
    change(town, "actors.csv", "Ana Reyes", "Bea Ortiz")
    served.look()
    gc.collect()
    assert old() is None


def test_an_exported_file_is_served_and_read_anew_like_a_folder(town, tmp_path) -> None:
    file = tmp_path / "riverton.json"
    file.write_bytes(export_bytes(Job(load_landscape(town), "timeline", Selection(), Options()), "json"))
    served = Served(file, Settings())
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Mayor of Riverton", "Mayor of all Riverton"), encoding="utf-8")
    assert served.look()
    assert "Mayor of all Riverton" in text_of(served, "/?sel=ana-reyes")
    file.write_text("{", encoding="utf-8")
    assert served.look()
    assert "Mayor of all Riverton" in text_of(served, "/?sel=ana-reyes")
    assert "riverton.json row 1" not in text_of(served) and "riverton.json" in text_of(served, "/problems")


# --- as far as it is sound


def test_a_landscape_with_problems_starts_on_what_is_sound_and_says_what_is_left_out(town) -> None:
    change(town, "events.csv", "2025-07-21,city", "yesterday,city")
    served = Served(town, Settings())
    page = text_of(served)
    assert "Ana Reyes" in page and "Night bus order signed" not in page
    assert "The files have 1 problem; 6 rows are left out." in page
    assert "1 of events.csv, 3 of relations.csv, 2 of claims.csv" in text_of(served, "/problems")
    [said] = served.warnings()
    assert said.startswith(f"{town}: the files have 1 problem; 6 rows are left out — see /problems")


def test_while_no_state_was_whole_what_is_sound_of_the_latest_is_shown(town) -> None:
    change(town, "events.csv", "2025-07-21,city", "yesterday,city")
    change(town, "events.csv", "2025-03-22,state", "soon,state")
    served = Served(town, Settings())
    change(town, "events.csv", "yesterday,city", "2025-07-21,city")
    assert served.look()
    page = text_of(served)
    assert "Night bus order signed" in page
    assert "The files have 1 problem; 2 rows are left out." in page


def test_a_strict_server_refuses_what_has_a_problem(town) -> None:
    change(town, "events.csv", "2025-07-21,city", "yesterday,city")
    with pytest.raises(BrokenLandscape):
        Served(town, Settings(strict=True))


def test_what_is_wrong_in_a_file_is_text_on_the_page_of_problems(town) -> None:
    change(town, "events.csv", "2025-07-21,city", "<img src=x onerror=alert(1)>,city")
    listed = text_of(Served(town, Settings()), "/problems")
    assert "<img" not in listed and "&lt;img" in listed


def test_many_problems_of_a_kind_are_counted_and_the_first_are_shown(town) -> None:
    rows = "".join(f"e{n},Happening {n},H {n},,2025-13,city,order,occurred,3,,It is.,herald\n" for n in range(40))
    (town / "events.csv").write_text((town / "events.csv").read_text(encoding="utf-8") + rows, encoding="utf-8")
    listed = text_of(Served(town, Settings()), "/problems")
    assert listed.count("2025-13") == 5
    assert "… and 35 more of this kind." in listed


# --- several landscapes


def test_the_start_page_tells_of_each_landscape_and_leads_to_it(towns) -> None:
    page = text_of(Served(towns, Settings()))
    assert re.findall(r'<h2><a href="(.*?)">(.*?)</a>', page) == [
        ("./hillside/", "Hillside &amp; its buses"),
        ("./riverton/", "Riverton and the night buses"),
    ]
    assert page.count("2000–2025") == 2
    assert "5 events, 4 actors, 2 sources" in page and "25 July 2025" in page
    assert page.count('aria-hidden="true"') == 2 and "All 5 events." in page


def test_each_landscape_answers_below_its_name_with_a_way_back(towns) -> None:
    served = Served(towns, Settings())
    assert Client(served).get("/hillside").headers["Location"] == "hillside/"
    assert "Bea Ortiz" in text_of(served, "/hillside/?sel=ana-reyes")
    assert "Ana Reyes" in text_of(served, "/riverton/?sel=ana-reyes")
    assert '<a href="../" class="to-start" aria-label="All landscapes">All</a>' in text_of(served, "/riverton/")
    assert Client(served).get("/nowhere/").status_code == 404
    assert "All landscapes" not in text_of(Served(towns / "riverton", Settings()))


def test_links_that_leave_a_page_begin_with_the_address_of_its_landscape(towns) -> None:
    served = Served(towns, Settings(base_url="https://example.org/maps/"))
    told = Client(served).get("/maps/riverton/cite?record=ana-reyes").get_data(as_text=True)
    assert "https://example.org/maps/riverton/?sel=ana-reyes" in told
    lost = text_of(served, "/maps/riverton/nothing")
    assert 'href="/maps/riverton/"' in lost


def test_an_address_of_one_landscape_leads_to_the_first_that_holds_its_record(towns) -> None:
    change(towns / "riverton", "actors.csv", "riders,", "night-riders,")
    for file in ("relations.csv", "claims.csv"):
        change(towns / "riverton", file, "riders,", "night-riders,")
    served = Served(towns, Settings())
    assert Client(served).get("/?sel=night-riders&lanes=city").headers["Location"] == (
        "./riverton/?sel=night-riders&lanes=city"
    )
    assert Client(served).get("/?sel=riders").headers["Location"] == "./hillside/?sel=riders"
    assert Client(served).get("/?sel=nobody").status_code == 200
    assert Client(served).get("/?fbclid=x").status_code == 200


def test_a_folder_of_one_landscape_is_that_landscape(towns) -> None:
    shutil.rmtree(towns / "hillside")
    assert "Ana Reyes" in text_of(Served(towns, Settings()), "/?sel=ana-reyes")


def test_a_landscape_that_comes_later_is_found_and_one_that_goes_is_gone(towns, tmp_path) -> None:
    (towns / "hillside").rename(tmp_path / "aside")
    served = Served(towns, Settings())
    (tmp_path / "aside").rename(towns / "hillside")
    assert served.look()
    assert "Hillside &amp; its buses" in text_of(served)
    shutil.rmtree(towns / "riverton")
    assert served.look()
    assert "Bea Ortiz" in text_of(served, "/?sel=ana-reyes")


def test_one_landscape_that_cannot_be_shown_leaves_the_others(towns) -> None:
    change(towns / "hillside", "landscape.toml", "title = ", "title ")
    served = Served(towns, Settings())
    page = text_of(served)
    assert "Nothing of it can be shown: its files have 1 problem." in page and "./riverton/" in page
    assert "Nothing of this landscape can be shown until they are mended." in text_of(served, "/hillside/problems")
    assert Client(served).get("/hillside/").status_code == 200


def test_a_change_in_one_landscape_leaves_the_app_of_another(towns) -> None:
    served = Served(towns, Settings())
    other = served._on_show["hillside"].app
    change(towns / "riverton", "actors.csv", "Mayor since 2021.", "Mayor since 2020.")
    served.look()
    assert served._on_show["hillside"].app is other


def test_a_folder_with_the_name_of_something_else_is_refused_in_a_sentence(towns) -> None:
    (towns / "hillside").rename(towns / "data")
    with pytest.raises(ExplorerError, match="rename the folder"):
        Served(towns, Settings())


# --- the same record


def test_a_record_leads_to_the_same_one_in_another_landscape(towns) -> None:
    for name, id in (("riverton", "council"), ("hillside", "statehouse")):
        actors = (towns / name / "actors.csv").read_text(encoding="utf-8")
        (towns / name / "actors.csv").write_text(
            re.sub(rf"(?m)^({id},[^,]*),", r"\1,wikidata:Q42", actors), encoding="utf-8"
        )
    served = Served(towns, Settings())
    head = 'Also in <a href="../hillside/?sel=statehouse">Hillside &amp; its buses</a>'
    assert head in text_of(served, "/riverton/?sel=council")
    assert 'Also in <a href="../riverton/?sel=council">Riverton' in text_of(served, "/hillside/?sel=statehouse")
    assert "Also in" not in text_of(served, "/riverton/?sel=riders")


def test_the_same_headers_stand_with_every_answer(towns) -> None:
    served = Served(towns, Settings())
    for path in ("/", "/riverton/", "/riverton/problems", "/riverton/state", "/nowhere", "/?sel=council"):
        headers = Client(served).get(path).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), path
        assert headers["X-Content-Type-Options"] == "nosniff", path
