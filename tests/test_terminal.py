"""What is printed: in words that any terminal can write, and quiet where nobody reads. With real processes."""

from __future__ import annotations

import doctest
import os
import re
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import terminal
from tests.sweeps import one_in, thorough

pytestmark = pytest.mark.slow

HOUSE = Path(__file__).parents[1]
DEADLINE = 120
"""Seconds after which a process that is waited for has hung, on however busy a machine."""

ENCODINGS = ["cp437", "cp932", "latin-1", "ascii", "utf-8"]

EACH = """
import explorer.__main__
import sys
from functools import cache
from explorer import cli
cli.open_with_layout = cache(cli.open_with_layout)
folder = sys.argv[1]
for encoding in sys.argv[2:]:
    sys.stdout = open(f"{folder}/{encoding}.out", "w", encoding=encoding)
    sys.stderr = open(f"{folder}/{encoding}.err", "w", encoding=encoding)
    for words in (["--help"], ["serve", "--help"], ["check"], ["check", "nowhere"],
                  ["export", "--format", "json", "--out", f"{folder}/a.json", "--query", "sel=gone"],
                  ["export", "--format", "docx"], ["export", "--format", "json", "--scale", "9"],
                  ["export", "--format", "json", "--out", "no/a.json"]):
        try:
            code = cli.main(words)
        except SystemExit as ended:
            code = ended.code
        print(f"== {' '.join(words)}: {code}", file=sys.stderr, flush=True)
"""
"""Every command and its errors, one after another, and on standard error how each ended: in each encoding."""


@cache
def told_in_each() -> dict[str, tuple[str, str]]:
    """What all of them wrote, by encoding: standard output, standard error."""
    with TemporaryDirectory() as folder:
        ended = subprocess.run(
            [sys.executable, "-c", EACH, folder, *ENCODINGS], cwd=HOUSE, capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
        written = {path.name: path.read_bytes() for path in Path(folder).glob("*.???")}
    return {each: (written[f"{each}.out"].decode(each), written[f"{each}.err"].decode(each)) for each in ENCODINGS}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_command_and_its_errors_can_be_written_in_any_encoding(encoding: str) -> None:
    out, errors = told_in_each()[encoding]
    assert "Traceback" not in errors
    assert re.findall(r"(?m)^== .*: (\S+)$", errors) == ["0", "0", "0", "1", "0", "2", "2", "2"]
    assert "no such folder" in errors and "cannot be written (No such file or directory)" in errors
    assert "To look at again" in out


def test_what_an_encoding_lacks_is_written_in_plain_characters() -> None:
    out, errors = told_in_each()["ascii"]
    assert 'Nothing here is called "gone"; nothing is selected.' in errors
    assert "nowhere: there is no such folder - name a folder that holds landscape.toml" in errors
    assert "\\u" not in errors and "?" not in errors
    unknown = [line for line in out.splitlines() if re.search(r"\w\?\w", line) and "http" not in line]
    assert unknown == []


@thorough
@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])  # the least and the most
def test_the_page_is_served_whatever_the_terminal_can_write(encoding: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    words = [sys.executable, "app.py", "--port", "0"]
    with subprocess.Popen(words, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        line = running.stdout.readline().decode(encoding)
        running.send_signal(signal.SIGTERM)
        _, errors = running.communicate(timeout=DEADLINE)
    dash = "—" if encoding == "utf-8" else "-"
    assert re.fullmatch(rf"The explorer runs at http://127\.0\.0\.1:\d+/ {dash} stop it with Ctrl\+C\.\s+", line)
    assert (running.returncode, errors) == (0, b"")


@given(st.text(max_size=60), st.sampled_from(ENCODINGS))
def test_no_text_is_beyond_an_encoding(text: str, encoding: str) -> None:
    written = text.encode(encoding, "plain").decode(encoding)
    assert written == text or encoding != "utf-8"


def test_a_sign_is_never_written_as_one_that_says_something_else() -> None:
    assert "≠ ≤ ∉ ½".encode("ascii", "plain") == b"!= <= ? 1/2"


def test_a_name_of_a_file_that_is_no_text_is_written_all_the_same() -> None:
    assert "a\udcff.json".encode("utf-8", "plain") == b"a?.json"


def test_the_examples_in_the_words_of_the_room_are_true() -> None:
    assert doctest.testmod(terminal).failed == 0


# --- readers that are gone, and ends before the end ----------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    one_in(
        4,
        {
            "export": ["export", "--format", "json", "--out", "-"],
            "help": ["--help"],
            "check": ["check"],
            "an error": ["check", "nowhere"],
        },
    ),
)
def test_a_reader_that_is_gone_ends_the_program_without_a_word(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    stderr = write if "nowhere" in words else subprocess.PIPE
    with subprocess.Popen([sys.executable, "-m", "explorer", *words], cwd=HOUSE, stdout=write, stderr=stderr) as ended:
        os.close(write)
        _, errors = ended.communicate(timeout=DEADLINE)
    assert (ended.returncode, errors or b"") == (0, b"")


HELD_UP = """
import explorer.__main__
import os, sys
from explorer import cli
os.fsync = lambda _: (print("under way", flush=True), sys.stdin.readline())
sys.exit(cli.main(["export", "--format", "json", "--out", sys.argv[1]]))
"""


@pytest.mark.parametrize("number", one_in(3, [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]))
def test_an_export_that_is_ended_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals) -> None:
    words = [sys.executable, "-c", HELD_UP, str(tmp_path / "a.json")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    usual = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731 - a background job would ignore it
    with subprocess.Popen(words, cwd=HOUSE, preexec_fn=usual, **pipes) as running:
        assert running.stdout is not None and running.stdout.readline() == b"under way\n"
        assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
        running.send_signal(number)
        _, errors = running.communicate(timeout=DEADLINE)
    assert (running.returncode, errors) == (128 + number, b"")
    assert [*tmp_path.iterdir()] == []
