"""What whoever serves the page decides: as options, in the environment, and for a WSGI server."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import Client

from explorer import cli
from explorer.cli import main, serve, wsgi_server
from explorer.server.live.served import Served
from explorer.server.settings import DEFAULT_SETTINGS, Settings

pytestmark = pytest.mark.slow

HOUSE = Path(__file__).parents[2]


@pytest.fixture(params=[serve, lambda words: main(["serve", *words])], ids=["app.py", "python -m explorer serve"])
def entrance(request):
    """Each of the two ways to serve: they take the same words and say the same."""
    return request.param


VARIABLES = {
    "EXPLORER_BASE_URL": "https://town.example/buses",
    "EXPLORER_TRUST_PROXY": "2",
    "EXPLORER_EMBED": "https://news.example https://blog.example",
    "EXPLORER_MEMORY": "5",
    "EXPLORER_STRICT": "1",
    "EXPLORER_EDIT": "yes",
}
SAID = Settings(
    "https://town.example/buses/",
    2,
    ("https://news.example", "https://blog.example"),
    5_000_000,
    strict=True,
    edit=True,
)


@pytest.fixture
def settings(monkeypatch):
    """Starts the page with words and an environment, up to where it would listen, and gives the settings it got."""
    got = []

    def served(place, settings, *, local):
        got.append(settings)
        return Served(place, settings)

    def listen(host, port):
        raise OSError(98, "in use")

    def started(words, environment) -> Settings:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert serve(words) == 2
        return got[0]

    monkeypatch.setattr(cli, "served_with_data_page", served)
    monkeypatch.setattr(cli, "listen", listen)
    return started


def test_what_nobody_says_is_as_usual(write_world, settings) -> None:
    assert settings(["--data", str(write_world())], {}) == DEFAULT_SETTINGS


def test_the_options_say_where_readers_find_the_page_and_whom_to_believe(write_world, settings) -> None:
    words = ["--base-url", "https://town.example/buses", "--trust-proxy", "2", "--memory", "5", "--strict", "--edit"]
    words += ["--embed", "https://news.example", "--embed", "https://blog.example"]
    assert settings(["--data", str(write_world()), *words], {}) == SAID


def test_the_environment_says_the_same(write_world, settings) -> None:
    assert settings(["--data", str(write_world())], VARIABLES) == SAID


def test_an_option_stands_above_the_environment_even_where_it_says_none(write_world, settings) -> None:
    words = ["--trust-proxy", "0", "--no-edit", "--embed", "https://one.example", "https://two.example"]
    wanted = replace(SAID, trusted_proxies=0, embedders=("https://one.example", "https://two.example"), edit=False)
    assert settings(["--data", str(write_world()), *words], VARIABLES) == wanted


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--base-url", "town.example"], "The base address “town.example” cannot be used"),
        (["--trust-proxy", "yes"], "“yes” is not a number of proxies — write a whole number."),
        (["--embed", "news.example"], "“news.example” is not a site that may embed the page — write it as https://"),
        (["--memory", "5M"], "“5M” is not a number of megabytes — write a whole number."),
        (["--patience", "nan"], "“nan” is not a time to wait: use seconds from 0.1 to 3600"),
    ],
)
def test_a_setting_that_cannot_be_kept_is_refused_before_anything_is_loaded(entrance, words, sentence, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        entrance(["--data", "nowhere", *words])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("EXPLORER_MEMORY", "much", "“much” is not a number of megabytes — write a whole number.\n"),
        ("EXPLORER_EDIT", "perhaps", "“perhaps” is neither yes nor no — write 1 or 0.\n"),
    ],
)
def test_a_setting_of_the_environment_that_cannot_be_kept_is_one_sentence(
    entrance, monkeypatch, capsys, name: str, text: str, sentence: str
) -> None:
    monkeypatch.setenv(name, text)
    assert entrance(["--data", "nowhere"]) == 2
    assert capsys.readouterr().err == sentence


def test_readers_are_told_where_they_find_the_page(write_world) -> None:
    words = [
        sys.executable,
        "app.py",
        "--data",
        str(write_world()),
        "--port",
        "0",
        "--base-url",
        "https://town.example",
    ]
    with subprocess.Popen(words, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline()
        running.terminate()
    found = re.fullmatch(
        r"The explorer runs at (http://\S+) \(readers find it at (\S+)\) — stop it with Ctrl\+C\.\n", line
    )
    assert found and found.group(2) == "https://town.example/"


def test_a_wsgi_server_gets_the_page_as_the_environment_says(write_world) -> None:
    server = wsgi_server({"EXPLORER_DATA": str(write_world()), "EXPLORER_EMBED": "https://news.example"})
    answer = Client(server).get("/")
    assert "Riverton and the night buses" in answer.text
    assert "frame-ancestors https://news.example" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"EXPLORER_TRUST_PROXY": "-1"}, "“-1” is not a number of proxies — write a whole number.\n"),
        ({"EXPLORER_DATA": "nowhere"}, "1 problem in the landscape:\n  nowhere: there is no such folder"),
    ],
)
def test_a_wsgi_server_that_cannot_serve_ends_with_a_sentence_and_is_not_tried_again(
    environment, sentence, capsys
) -> None:
    with pytest.raises(SystemExit) as ended:
        wsgi_server(environment)
    assert ended.value.code == 3  # gunicorn starts a process that ends otherwise again and again
    assert capsys.readouterr().err.startswith(sentence)


def test_the_landscape_may_be_named_in_the_environment(tmp_path, monkeypatch, capsys, entrance) -> None:
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "nowhere"))
    assert entrance(["--port", "0"]) == 1
    assert "nowhere" in capsys.readouterr().err
