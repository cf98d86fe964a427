"""The command line: what runs, and the one clear sentence for what cannot."""

from __future__ import annotations

import gc
import importlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from explorer.cli import BUNDLED, main, serve
from explorer.export.formats import FORMATS, Format, Job
from tests.sweeps import one_in

HOUSE = Path(__file__).parents[1]
DEADLINE = 120
"""Seconds after which a process that is waited for has hung, on however busy a machine."""

ENTRANCES = {
    "app.py": serve,
    "python -m explorer serve": lambda words: main(["serve", *words]),
}


@pytest.fixture(params=ENTRANCES.values(), ids=ENTRANCES.keys())
def entrance(request):
    """Each of the two ways to serve: they take the same words and say the same."""
    return request.param


def test_what_goes_round_in_circles_is_given_back_once_the_command_is_there() -> None:
    """While it is imported, nobody looks for that."""
    importlib.reload(importlib.import_module("explorer.__main__"))
    assert gc.isenabled()


# --- check ---------------------------------------------------------------------------------------------------------


def test_a_sound_landscape_is_summed_up(write_world, capsys) -> None:
    assert main(["check", str(write_world())]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Riverton and the night buses\nas of 25 July 2025, content hash ")
    assert "5 events, 4 actors, 7 relations, 2 instruments, 1 provisions, 2 claims, 2 sources, 1 gaps" in told
    assert "     17  Riverton Herald, Night buses to run" in told


def test_what_to_look_at_again_is_grouped_by_kind_and_is_no_failure(write_world, capsys) -> None:
    assert main(["check", str(write_world(landscape=("2025-07-25", "2026-01-01")))]) == 0
    told = capsys.readouterr().out
    assert "past its day without an outcome (1)\n  ordinance-planned: “Order to become law” is planned" in told
    assert told.index("past its day") < told.index("single source (1)")


def test_all_problems_of_a_broken_landscape_are_told_at_once(write_world, capsys) -> None:
    folder = write_world(events=("bill-dies,", "Bill dies,"), actors=("person", "persn"))
    assert main(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert 'actors.csv row 2, column "kind": "persn" is not a kind' in printed.err
    assert 'events.csv row 4, column "id": "Bill dies" is not an id' in printed.err


def test_each_landscape_in_a_folder_of_several_is_checked(write_world, tmp_path, capsys) -> None:
    """`serve` takes such a folder, too; what was told of it were its eight missing tables."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    write_world().rename(shelf / "one")
    assert main(["check", str(shelf)]) == 0, "one alone is the one that is meant"
    assert capsys.readouterr().out.startswith("Riverton and the night buses\n")
    write_world(actors=("person", "persn")).rename(shelf / "two")
    assert main(["check", str(shelf)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{shelf} holds 2 landscapes: one, two.\n\n--- one ---\n\nRiverton")
    assert '"persn" is not a kind' in printed.err and "missing" not in printed.err
    for command in (["export", "--format", "csv"], ["layout"], ["datapackage"]):
        assert main([*command, str(shelf)]) == 1
        told = f"{shelf} holds 2 landscapes (one, two) — name one of them, such as {shelf / 'one'}.\n"
        assert capsys.readouterr().err == told
    assert main(["check", "--fix", str(shelf)]) == 1
    assert "0 cells mended" in capsys.readouterr().out


def test_without_a_folder_the_bundled_landscape_is_checked(capsys) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("Albuquerque and federal immigration enforcement\n")


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_gets_no_traceback() -> None:
    command = f"{sys.executable} -m explorer check | head -1"
    ended = subprocess.run(["sh", "-c", command], cwd=HOUSE, capture_output=True, text=True, check=True)
    assert ended.stderr == ""


# --- serve ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", one_in(2, dict(zip(ENTRANCES, (["app.py"], ["-m", "explorer", "serve"]), strict=True)))
)
def test_the_page_is_served_until_interrupted(write_world, words) -> None:
    command = [sys.executable, *words, "--data", str(write_world()), "--port", "0"]
    running = subprocess.Popen(
        command,
        cwd=HOUSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job would ignore it
    )
    try:
        assert running.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:[1-9][0-9]*/", running.stdout.readline())
        assert address
        with urlopen(address.group(), timeout=20) as answer:
            assert "Riverton and the night buses" in answer.read().decode()
    finally:
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "Traceback" not in errors


def test_a_port_in_use_is_one_sentence(write_world, entrance, capsys) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert entrance(["--data", str(write_world()), "--port", str(port)]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith(f"The explorer cannot listen on 127.0.0.1:{port} (")
    assert said.endswith("— choose another with --port or --host.")
    assert "\n" not in said


def test_a_host_that_is_not_this_machine_is_one_sentence(write_world, entrance, capsys) -> None:
    assert entrance(["--data", str(write_world()), "--host", "192.0.2.1"]) == 2
    assert capsys.readouterr().err.startswith("The explorer cannot listen on 192.0.2.1:8050 (")


@pytest.mark.parametrize(("host", "told"), [("::ffff:192.0.2.1", "[::ffff:192.0.2.1]"), ("a..b", "a..b")])
def test_a_host_that_is_none_is_one_sentence(write_world, entrance, capsys, host, told) -> None:
    assert entrance(["--data", str(write_world()), "--host", host, "--port", "0"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"The explorer cannot listen on {told}:0 (") and said.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("host", "address"), one_in(2, [("::", r"http://\[::\]:[1-9][0-9]*/"), ("::1", r"http://\[::1\]:[1-9][0-9]*/")])
)
def test_the_page_is_served_at_an_address_of_the_newer_protocol(write_world, host, address) -> None:
    words = [sys.executable, "app.py", "--data", str(write_world()), "--host", host, "--port", "0"]
    with subprocess.Popen(words, cwd=HOUSE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        found = re.search(rf"runs at ({address}) — stop it", running.stdout.readline())
        assert found
        with urlopen(found.group(1).replace("[::]", "[::1]"), timeout=DEADLINE) as answer:
            assert answer.status == 200
        running.terminate()
        assert running.wait(DEADLINE) == 0


@pytest.mark.parametrize("port", ["65536", "-1", "http", "²"])
def test_what_is_not_a_port_is_refused_before_anything_is_loaded(entrance, port, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        entrance([f"--port={port}"])
    assert ended.value.code == 2
    assert f"“{port}” is not a port: use a number from 0 to 65535" in capsys.readouterr().err


def test_a_missing_folder_is_one_sentence(tmp_path, entrance, capsys) -> None:
    assert entrance(["--data", str(tmp_path / "nowhere")]) == 1
    said = capsys.readouterr().err
    assert "nowhere: there is no such folder — name a folder that holds landscape.toml and its tables" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("words", "lost"), [(["--strict"], ["claims"]), ([], ["events", "actors"])], ids=["strict", "nothing is sound"]
)
def test_a_broken_landscape_is_not_served(write_world, entrance, words, lost, capsys) -> None:
    folder = write_world(**dict.fromkeys(lost))
    assert entrance([str(folder), *words]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{len(lost)} problem{'s' if len(lost) > 1 else ''} in the landscape:\n")
    assert f"  {lost[0]}.csv: is missing — add it to the folder\n" in said


def test_a_landscape_with_problems_is_served_as_far_as_it_is_sound_and_that_is_said(write_world, capsys) -> None:
    folder = write_world(claims=None)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert serve([str(folder), "--port", str(taken.getsockname()[1])]) == 2
    said = capsys.readouterr().err
    assert said.startswith(
        f"{folder}: the files have 1 problem; claims.csv is left out — see /problems on the page, or: "
    )


# --- export --------------------------------------------------------------------------------------------------------


def test_what_is_shown_is_written_under_a_name_that_says_so(write_world, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", str(write_world()), "--format", "gexf", "--query", "sel=ana-reyes&lanes=city"]) == 0
    assert capsys.readouterr().out == "Written: riverton-network-ana-reyes-2025-07-25.gexf\n"
    text = (tmp_path / "riverton-network-ana-reyes-2025-07-25.gexf").read_text(encoding="utf-8")
    assert "Ana Reyes" in text and "State Assembly" not in text


def test_an_exported_landscape_is_checked_and_exported_like_a_folder(write_world, tmp_path, capsys) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert main(["export", str(write_world()), "--format", "json", "--out", str(first)]) == 0
    assert main(["check", str(first)]) == 0
    assert "5 events, 4 actors, 7 relations" in capsys.readouterr().out
    assert main(["export", str(first), "--format", "json", "--out", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_file_can_go_to_standard_output_alone(write_world, capsysbinary) -> None:
    assert main(["export", str(write_world()), "--format", "timelinejs", "--out", "-"]) == 0
    assert len(json.loads(capsysbinary.readouterr().out)["events"]) == 5


def test_the_link_is_that_of_the_page_with_what_is_selected(write_world, tmp_path) -> None:
    out, link = tmp_path / "a.json", "https://town.example/?sel=council"
    words = ["--query", "level=key", "--link", link, "--out", str(out)]
    assert main(["export", str(write_world()), "--format", "json", *words]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["shown"]["link"] == "https://town.example/?level=key"


def test_what_an_address_says_that_is_not_understood_is_told_and_the_rest_is_exported(
    write_world, tmp_path, capsys
) -> None:
    out = tmp_path / "a.json"
    words = ["--query", "?sel=gone&lanes=state", "--out", str(out)]
    assert main(["export", str(write_world()), "--format", "json", *words]) == 0
    assert capsys.readouterr().err == "Nothing here is called “gone”; nothing is selected.\n"
    told = json.loads(out.read_text(encoding="utf-8"))
    assert len(told["events"]) == 2
    assert told["shown"]["selected"].endswith("Nothing here is called “gone”; nothing is selected.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--view", "deck"], "A file of the format json does not show the deck — ask for timeline, network or details"),
        (["--text-scale", "3"], "The text scale is 3 — use a number from 0.5 to 2."),
        (["--scale", "0.5"], "The scale is 0.5 — use a number from 1 to 3."),
        (["--template", "gone.pptx"], "gone.pptx: there is no such file — name a PowerPoint file"),
        (["--actors", "council, nobody"], "Nothing here is called “nobody” — name actors or events by their ids."),
    ],
)
def test_an_export_that_cannot_be_made_is_one_sentence_and_no_file(
    write_world, tmp_path, capsys, monkeypatch, words, sentence
) -> None:
    monkeypatch.setitem(
        FORMATS, "deckling", Format("data", "Deckling", "to try", ".x", "text/plain", ("deck",), lambda _: b"")
    )
    out = tmp_path / "a.json"
    assert main(["export", str(write_world()), "--format", "json", "--out", str(out), *words]) == 2
    said = capsys.readouterr().err
    assert said.startswith(sentence) and said.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "the following arguments are required: --format"),
        (["--format", "docx"], "invalid choice: 'docx' (choose from"),
        (["--format", "json", "--size", "A5"], "invalid choice: 'A5' (choose from"),
        (["--format", "json", "--text-scale", "big"], "“big” is not a number: write one such as 1.5"),
        (["--format", "json", "--link", "town.example"], '"town.example" is not a web address — write one that begins'),
    ],
)
def test_words_that_mean_nothing_are_refused_before_anything_is_loaded(words, sentence, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["export", "nowhere", *words])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_one_sentence(write_world, tmp_path, capsys) -> None:
    out = tmp_path / "no" / "such" / "a.json"
    assert main(["export", str(write_world()), "--format", "json", "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert (
        said
        == f"{out} cannot be written (No such file or directory) — choose another place, or look at its permissions.\n"
    )


def test_what_no_font_has_is_told_when_the_file_is_written(write_world, tmp_path, capsys) -> None:
    world = write_world(landscape=('title = "Riverton', 'title = "\U00012000 Riverton'))
    assert main(["export", str(world), "--format", "png", "--out", str(tmp_path / "a.png")]) == 0
    assert "1 character has no sign in the fonts at hand" in capsys.readouterr().err


def test_a_long_export_tells_how_far_it_is(write_world, tmp_path, capsys, monkeypatch) -> None:
    def write(job: Job) -> bytes:
        for page in (1, 2):
            job.progress(page, 2)
        return b"two pages"

    monkeypatch.setitem(FORMATS, "deckling", Format("data", "Deckling", "to try", ".x", "text/plain", ("deck",), write))
    assert main(["export", str(write_world()), "--format", "deckling", "--out", str(tmp_path / "a.x")]) == 0
    assert capsys.readouterr().err == "Page 1 of 2\nPage 2 of 2\n"


def test_the_export_of_a_saved_page_tells_which_share_of_it_is_made(write_world, tmp_path, capsys) -> None:
    assert main(["export", str(write_world()), "--format", "html", "--out", str(tmp_path / "a.html")]) == 0
    told = [int(line.removesuffix(" %")) for line in capsys.readouterr().err.splitlines()]
    assert told == sorted(set(told))
    assert told[-1] == 100


# --- datapackage ---------------------------------------------------------------------------------------------------


def test_the_tables_are_described_in_their_folder(write_world, capsys) -> None:
    folder = write_world()
    assert main(["datapackage", str(folder)]) == 0
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["name"] == "riverton"
    assert capsys.readouterr().out == f"Written: {folder / 'datapackage.json'}\n"


def test_a_folder_that_cannot_be_written_is_one_sentence(write_world, capsys) -> None:
    folder = write_world()
    (folder / "datapackage.json").mkdir()
    assert main(["datapackage", str(folder)]) == 2
    assert "datapackage.json cannot be written (" in capsys.readouterr().err


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("begun", "called"), [("__main__.py", "python -m explorer"), ("cmd", "policy-explorer")])
def test_without_a_command_the_commands_are_named(capsys, monkeypatch, begun: str, called: str) -> None:
    monkeypatch.setattr(sys, "argv", [f"/somewhere/{begun}"])
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert f"usage: {called} " in capsys.readouterr().err


def test_the_bundled_landscape_is_in_the_house() -> None:
    assert BUNDLED.is_relative_to(HOUSE) and os.access(BUNDLED, os.R_OK)
