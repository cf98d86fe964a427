"""The house as the README draws it: whatever stands there is there, and whatever is there stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import test_browser_code, test_rooms

HOUSE = Path(__file__).parents[1]
README = (HOUSE / "README.md").read_text(encoding="utf-8")
NOT_DRAWN = {"__init__.py", "__main__.py", "__pycache__"}


def drawn(folder: str) -> list[str]:
    """What the picture of the house names directly inside a folder, in its order."""
    picture = README.partition("## The house")[2].split("```")[1]
    inside = re.split(rf"^{folder}/.*\n", picture, flags=re.MULTILINE)[1]
    lines = re.split(r"^(?=\S)", inside, flags=re.MULTILINE)[0].splitlines()
    return [name.rstrip("/") for line in lines for name in re.findall(r"(?<=  )\w+(?:/|\.py)(?=  |$)", line)]


@pytest.mark.parametrize("folder", ["assets", "explorer"])
def test_every_room_is_in_the_picture_once_and_nothing_else_is(folder: str) -> None:
    there = {path.name for path in (HOUSE / folder).iterdir()} - NOT_DRAWN
    assert sorted(drawn(folder)) == sorted(there)


def test_the_rooms_of_the_browser_are_named_in_the_order_that_they_are_held_to() -> None:
    (said,) = re.findall(r"rooms before them \(([\w,\s]+)\)", README)
    assert re.split(r",\s+", said) == test_browser_code.ROOMS


def test_the_rooms_of_python_are_drawn_in_the_order_that_they_are_held_to() -> None:
    rooms = [name.removesuffix(".py") for name in drawn("explorer")]
    assert rooms == [room for room in test_rooms.ORDER if room in rooms]
