"""The registry of formats: the same selection gives the same bytes, bad wishes get a sentence, files come whole."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from explorer.export.formats import FORMATS, PICTURES, Job, export_bytes, file_name, usual_picture
from explorer.export.options import BadExport, Options, Template
from explorer.query.selection import Selection
from explorer.written_file import write_file
from tests.sweeps import swept

HOUSE = Path(__file__).parents[2]
STATE = Selection(lanes=frozenset({"state"}))
UNREAD = {"png", "pdf"}
"""What no search for a text can look into; their own tests read them."""


def job(world, format: str, selection: Selection = Selection(), **chosen) -> Job:  # noqa: B008 - frozen
    return Job(world, usual_picture(format), selection, Options(**chosen))


def text_of(data: bytes) -> str:
    """All the text of a file, of a zip all that is in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


# --- every format --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - UNREAD))
def test_nothing_that_is_hidden_is_in_a_file(small_world, format) -> None:
    text = text_of(export_bytes(job(small_world, format, STATE), format))
    hidden = [row.id for row in (*small_world.actors, *small_world.events) if row.lane == "city"]
    hidden += ["Ana Reyes", "Night order", "Riverton Council", "Council favours", "Planned law", "2 million"]
    hidden += ["minutes", "Council minutes", "order-text", "stop-anywhere", "reyes-signed", "cost-mayor"]
    shown = ["Night buses to run"] if format in ("bibtex", "csl", "ris") else ["Bus bill dies", "Bill dies"]
    assert any(word in text for word in shown)
    assert [word for word in hidden if word in text] == []


SHAPES = """
import hashlib, sys
from pathlib import Path
from explorer.export.formats import FORMATS, Job, export_bytes
from explorer.export.options import Options
from explorer.data.load import load_landscape
from explorer.query.selection import Selection
world = load_landscape(Path(sys.argv[1]))
chosen = Selection(focus="ana-reyes", lanes=frozenset({"city"}), groups=frozenset({"act", "stance", "lineage"}))
for name, format in FORMATS.items():
    for view in format.pictures[:int(sys.argv[2])]:
        data = export_bytes(Job(world, view, chosen, Options(link="https://town.example/")), name)
        print(name, view, hashlib.sha256(data).hexdigest())
"""


@pytest.mark.slow
@pytest.mark.parametrize("most", swept([1, len(PICTURES)], often=[1]))
def test_the_same_selection_gives_the_same_bytes_in_another_process(write_world, monkeypatch, capsys, most) -> None:
    """Python orders sets of texts differently in every process: here, and in another one."""
    asked = [str(write_world()), str(most)]
    monkeypatch.setattr(sys, "argv", ["-c", *asked])
    exec(SHAPES, {})
    here = capsys.readouterr().out.splitlines()
    assert len(here) == sum(len(format.pictures[:most]) for format in FORMATS.values())
    command, environment = [sys.executable, "-c", SHAPES, *asked], {**os.environ, "PYTHONHASHSEED": "2"}
    ended = subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == here


def test_every_format_has_a_suffix_a_media_type_and_a_view() -> None:
    for format in FORMATS.values():
        assert format.suffix.startswith(".")
        assert re.fullmatch("[a-z]+/[a-z0-9.+-]+", format.media_type)
        assert format.pictures and set(format.pictures) <= set(PICTURES)
    assert len({format.suffix for format in FORMATS.values()}) == len(FORMATS)


# --- wishes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"size": "A5"}, "“A5” is not a size — use 16:9, 4:3, square, a4, a3 or poster."),
        ({"theme": "sepia"}, "“sepia” is not a theme — use light or dark."),
        ({"text_scale": 2.5}, "The text scale is 2.5 — use a number from 0.5 to 2."),
        ({"text_scale": float("nan")}, "The text scale is nan — use a number from 0.5 to 2."),
        ({"scale": 0}, "The scale is 0 — use a number from 1 to 3."),
        ({"template": Template("house.pptx", b"")}, "house.pptx gives its design to a PowerPoint file — ask for"),
        ({"actors": ("nobody",)}, "Nothing here is called “nobody” — name actors or events by their ids."),
    ],
)
def test_an_option_that_cannot_be_kept_is_one_sentence(small_world, wish, sentence) -> None:
    with pytest.raises(BadExport, match=re.escape(sentence)):
        export_bytes(job(small_world, "json", **wish), "json")


def test_a_format_that_does_not_exist_is_one_sentence_with_those_that_do(small_world) -> None:
    with pytest.raises(BadExport, match=r"“docx” is not a format — use pptx, .* or "):
        export_bytes(job(small_world, "json"), "docx")


def test_a_picture_that_a_format_does_not_show_is_one_sentence_with_those_that_it_does(small_world) -> None:
    asked = replace(job(small_world, "gexf"), picture="timeline")
    with pytest.raises(BadExport, match=r"A file of the format gexf does not show the timeline — ask for network, or "):
        export_bytes(asked, "gexf")


def test_a_figure_of_nothing_is_one_sentence(small_world) -> None:
    with pytest.raises(BadExport, match="No event is shown"):
        export_bytes(job(small_world, "plotly", Selection(lanes=frozenset())), "plotly")


# --- names ---------------------------------------------------------------------------------------------------------


def test_a_file_is_named_for_what_it_shows_as_of_when(small_world) -> None:
    asked = job(small_world, "gexf", Selection(focus="ana-reyes", as_of=date(2025, 7, 1)))
    assert file_name(asked, "gexf") == "riverton-network-ana-reyes-2025-07-01.gexf"
    assert file_name(job(small_world, "csv"), "csv") == "riverton-timeline-2025-07-25.zip"


@pytest.mark.parametrize("id", ["../../etc/passwd", "日本", "A B\x00c", "x" * 300])
def test_a_name_is_plain_whatever_the_landscape_is_called(small_world, id) -> None:
    name = file_name(job(replace(small_world, id=id), "json"), "json")
    assert re.fullmatch(r"[a-z0-9-]{10,120}\.json", name)


# --- writing -------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_whole(tmp_path) -> None:
    file = tmp_path / "a.json"
    file.write_text("old and longer")
    write_file(file, b"new")
    assert file.read_bytes() == b"new"
    assert [*tmp_path.iterdir()] == [file]


def test_a_file_that_cannot_be_finished_leaves_the_old_one_and_nothing_else(tmp_path, monkeypatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.json"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_file(file, b"new")
    assert file.read_text() == "old"
    assert [*tmp_path.iterdir()] == [file]


def test_what_is_not_a_file_is_not_replaced(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(OSError, match="something else of that name"):
            write_file(tmp_path / name, b"new")
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "folder"}


KILLED = """
import os, signal, sys
from pathlib import Path
from explorer.written_file import write_file
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
write_file(Path(sys.argv[1]), b"half")
"""

UNDER_WAY = """
import os, sys
from pathlib import Path
from explorer.written_file import write_file
os.fsync = lambda _: (print("under way", flush=True), sys.stdin.readline())
write_file(Path(sys.argv[1]), b"the other's")
"""


@pytest.mark.slow
def test_what_a_killed_process_left_of_a_file_is_cleared_when_it_is_written_again(tmp_path) -> None:
    file = tmp_path / "a[1].json"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".a[1].json.") and left.name.endswith(".part")
    write_file(file, b"new")
    assert [*tmp_path.iterdir()] == [file]


def test_what_a_killed_process_left_of_another_file_stays(tmp_path) -> None:
    theirs = [tmp_path / name for name in (".b.json.12ab.part", ".a.json.notes.part", ".a.json.part", "a.json.1.part")]
    for other in theirs:
        other.touch()
    write_file(tmp_path / "a.json", b"new")
    assert {*tmp_path.iterdir()} == {tmp_path / "a.json", *theirs}


@pytest.mark.slow
def test_what_another_process_is_writing_of_the_same_file_is_left_to_it(tmp_path) -> None:
    file = tmp_path / "a.json"
    words = [sys.executable, "-c", UNDER_WAY, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "under way\n"
        write_file(file, b"ours")
        assert file.read_bytes() == b"ours"
        other.communicate("go on\n", timeout=20)
    assert other.returncode == 0
    assert file.read_bytes() == b"the other's"
    assert [*tmp_path.iterdir()] == [file]
