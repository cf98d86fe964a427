"""What is installed: everything is pinned with its hashes, under licences that ask nothing of who runs the page."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest
from packaging.version import Version

HOUSE = Path(__file__).parents[1]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
RUN, TEST = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["test"]
LOCK = (HOUSE / "requirements.txt").read_text(encoding="utf-8")

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|CC0|Unlicense|OFL|ZPL|Zope Public)\b",
    re.IGNORECASE,
)
SHARED_ALIKE = re.compile(r"GPL|General Public|MPL|Mozilla|EPL|CDDL|Eclipse|EUPL|CC-BY-SA|Artistic", re.IGNORECASE)
READ_BY_US = {
    "axe-playwright-python": "its metadata name no licence; the file in it is the MIT licence. Only for tests",
    "certifi": "MPL-2.0 for a list of certificates, which nothing here changes; requests brings it, which dash brings",
    "hypothesis": "MPL-2.0; only for tests, and not changed",
    "pathspec": "MPL-2.0; only for tests and packing, where mypy and hatchling bring it, and not changed",
    "text-unidecode": "Artistic or GPL, as one likes; only for tests, where pytest-playwright brings it",
}
"""Packages whose licence no rule can judge, and why each may be used."""

INSTALLERS = {"pip", "setuptools", "wheel", "uv"}


def plain(name: str) -> str:
    """A package's name as every index compares it: "Flask_Compress" is "flask-compress"."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, tuple[str, int]]:
    """Each locked package's version, and how many hashes it has."""
    blocks = re.split(r"(?m)^(?=[a-zA-Z0-9])", LOCK)[1:]
    heads = [re.match(r"(\S+?)==(\S+)", block) for block in blocks]
    assert None not in heads
    return {
        plain(head[1]): (head[2], len(re.findall(r"--hash=sha256:[0-9a-f]{64}", block)))
        for head, block in zip(heads, blocks, strict=True)
        if head
    }


def installed() -> list[Distribution]:
    return sorted(
        (found for found in distributions() if plain(found.name) not in INSTALLERS), key=lambda found: found.name
    )


def licence(found: Distribution) -> str:
    """What a package's metadata say of its licence, in one line."""
    said = found.metadata.get_all("Classifier") or []
    words = [name.rpartition(" :: ")[2] for name in said if name.startswith("License ::")]
    words += [found.metadata.get("License-Expression") or "", (found.metadata.get("License") or "")[:100]]
    return "; ".join(filter(None, words))


@pytest.mark.parametrize("wanted", [*RUN, *TEST])
def test_what_the_project_names_is_locked_in_the_same_version(wanted: str) -> None:
    name, _, version = wanted.partition("==")
    assert pinned().get(plain(name), ("",))[0] == version, f"{name} is not locked as pyproject.toml pins it: make lock"


def test_everything_locked_has_hashes_and_names_no_place_of_the_machine_that_locked_it() -> None:
    assert [name for name, (_, hashes) in pinned().items() if not hashes] == []
    assert not re.search(r"^\s*-[^-]|^--|://|@ |file:", LOCK, re.MULTILINE)


def test_everything_installed_is_locked_in_its_version() -> None:
    locked = pinned()
    loose = [
        f"{found.name} {found.version} is installed and not locked — run make lock, then make .venv/ok"
        for found in installed()
        if Version(locked.get(plain(found.name), ("0",))[0]) != Version(found.version)
    ]
    assert loose == []


def test_everything_installed_may_be_used_and_given_on_by_anybody() -> None:
    unclear = [
        f"{found.name} is under “{licence(found) or 'no licence that its metadata name'}” — read it, then take another "
        "package or say in this test why it may be used"
        for found in installed()
        if plain(found.name) not in READ_BY_US
        and (not PERMISSIVE.search(licence(found)) or SHARED_ALIKE.search(licence(found)))
    ]
    assert unclear == []


def test_the_page_runs_without_what_only_the_tests_need() -> None:
    imported = {
        plain(name)
        for path in [HOUSE / "app.py", *(HOUSE / "explorer").rglob("*.py")]
        for name in re.findall(r"(?m)^\s*(?:from|import) (\w+)", path.read_text(encoding="utf-8"))
    }
    modules = {"pillow": "pil", "axe-playwright-python": "axe-playwright-python"}
    only_tests = {modules.get(name, name) for name in (plain(wanted.partition("==")[0]) for wanted in TEST)}
    assert imported & only_tests == set()
