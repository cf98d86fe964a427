"""The package: what `pip install .` puts on a machine works there, far from this folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow

HOUSE = Path(__file__).parents[1]
DEADLINE = 300
"""Seconds after which a process that is waited for has hung, on however busy a machine."""

SESSION = """
import explorer.__main__
from importlib.metadata import entry_points
import explorer
(command,) = entry_points(group="console_scripts", name="policy-explorer")
main = command.load()
print(explorer.__file__)
assert main(["check"]) == 0
assert main(["export", "--format", "html", "--query", "lanes=other-cities", "--out", "page.html"]) == 0
assert main(["datapackage"]) == 0
main(["--help"])
"""
"""What somebody may do with the command, which the package's own metadata name, in one process."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this folder, unpacked as pip does, with nothing else of this folder in reach."""
    made, place = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("site-packages")
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", *offline, "--wheel-dir", str(made), str(HOUSE)]
    subprocess.run(words, check=True, timeout=DEADLINE)
    (wheel,) = made.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place)
    for here in (HOUSE / "explorer").rglob("*.py"):
        there = place / here.relative_to(HOUSE)
        assert there.read_bytes() == here.read_bytes()
        shutil.copystat(here, there)
        for code in (here.parent / "__pycache__").glob(f"{here.stem}.*.pyc"):  # pip compiles, too; this is the same
            (there.parent / "__pycache__").mkdir(exist_ok=True)
            shutil.copy(code, there.parent / "__pycache__")
    return place


def started(installed: Path, *words: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("EXPLORER_", "PYTHON"))}
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=installed.parent,
        env=environment | {"PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_package_holds_all_that_the_program_reads_and_nothing_of_the_tests(installed: Path) -> None:
    for folder in ("assets", "graph_data"):
        here = {path.relative_to(HOUSE / folder) for path in (HOUSE / folder).rglob("*") if path.is_file()}
        inside = installed / "explorer" / f"_{folder}"
        assert {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()} == here
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"explorer", "policy_landscape_explorer"}


def test_the_command_checks_exports_and_explains_itself_by_default_of_the_landscape_it_brings(installed: Path) -> None:
    running = started(installed, "-c", SESSION)
    told, _ = running.communicate(timeout=DEADLINE)
    assert running.returncode == 0, told
    assert told.startswith(str(installed))
    assert "Albuquerque and federal immigration enforcement\n" in told
    assert "usage: policy-explorer [-h] command ..." in told
    assert (installed.parent / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_page_is_served_with_its_scripts_and_styles(installed: Path) -> None:
    running = started(installed, "-m", "explorer", "serve", "--port", "0")
    try:
        assert running.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:[1-9][0-9]*/", running.stdout.readline())
        assert found
        with urlopen(found.group(), timeout=DEADLINE) as answer:
            page = answer.read().decode()
        assert "Albuquerque and federal immigration enforcement" in page
        bundle = re.findall(r'(?:src|href)="([^"]+\.(?:js|css)(?:\?[^"]*)?)"', page)
        assert {Path(link.partition("?")[0]).suffix for link in bundle} == {".js", ".css"}
        for link in bundle:
            with urlopen(urljoin(found.group(), link), timeout=DEADLINE) as answer:
                assert answer.status == 200 and len(answer.read()) > 100
    finally:
        running.terminate()
        running.communicate(timeout=DEADLINE)


def test_what_the_package_needs_is_what_the_project_names(installed: Path) -> None:
    (metadata,) = installed.glob("*.dist-info/METADATA")
    needed = re.findall(r"(?m)^Requires-Dist: (.+)$", metadata.read_text(encoding="utf-8"))
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"].items()
    extras = [f"{one}; extra == '{extra}'" for extra, some in optional for one in some]
    assert sorted(needed) == sorted([*project["dependencies"], *extras])
