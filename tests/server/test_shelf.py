"""Several apps as one: who answers what, and what happens when others take their place."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from werkzeug.test import Client

from explorer.server.live.shelf import Arrangement, Shelf
from explorer.server.settings import Settings


def saying(name: str):
    """An app that says its name and what it was asked for below which path."""

    def app(environ, start):
        start("200 OK", [("Content-Type", "text/plain")])
        return [f"{name} {environ['SCRIPT_NAME']} {environ['PATH_INFO']}".encode("latin-1")]

    return app


def asked(shelf: Shelf, path: str) -> str:
    return Client(shelf).get(path).get_data(as_text=True)


def test_an_app_answers_below_its_step_and_the_root_whatever_is_left() -> None:
    shelf = Shelf(Settings(), Arrangement(saying("root"), {"town": saying("town")}))
    assert asked(shelf, "/town/view") == "town /town /view"
    assert asked(shelf, "/town") == "town /town "
    assert asked(shelf, "/townhall/") == "root  /townhall/"
    assert asked(shelf, "/") == "root  /"


def test_a_step_is_meant_as_it_is_written_in_any_script() -> None:
    shelf = Shelf(Settings(), Arrangement(saying("root"), {"zürich": saying("town")}))
    assert asked(shelf, "/z%C3%BCrich/").startswith("town")


def test_the_path_of_the_base_address_is_taken_off_first() -> None:
    settings = Settings(base_url="https://example.org/landscape/")
    shelf = Shelf(settings, Arrangement(saying("root"), {"town": saying("town")}))
    assert asked(shelf, "/landscape/town/view") == "town /landscape/town /view"
    assert asked(shelf, "/town/view") == "town /town /view"  # where a proxy has taken it off


def test_a_further_app_stays_when_the_others_are_exchanged() -> None:
    shelf = Shelf(Settings(), Arrangement(saying("old")), {"data": saying("cells")})
    shelf.exchange(Arrangement(saying("new"), {"data": saying("a folder of that name")}))
    assert asked(shelf, "/data/grid") == "cells /data /grid"
    assert asked(shelf, "/") == "new  /"


def test_a_request_under_way_is_finished_by_the_app_that_it_began_with() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(environ, start) -> Iterator[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        begun.set()
        go_on.wait(20)
        yield b"old"

    shelf = Shelf(Settings(), Arrangement(slow))
    told: list[str] = []
    thread = threading.Thread(target=lambda: told.append(asked(shelf, "/")))
    thread.start()
    assert begun.wait(20)
    shelf.exchange(Arrangement(saying("new")))
    assert asked(shelf, "/") == "new  /"
    go_on.set()
    thread.join(20)
    assert told == ["old"]
