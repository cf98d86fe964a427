"""What is said to be wrong with a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.errors import BrokenLandscape


def problems_in(folder: Path) -> list[str]:
    with pytest.raises(BrokenLandscape) as broken:
        load_landscape(folder)
    return [str(problem) for problem in broken.value.problems]


def the_problem_in(folder: Path) -> str:
    found = problems_in(folder)
    assert len(found) == 1, "\n".join(found)
    return found[0]
