"""Where the folders are that come with the program: what the browser reads, and the landscape that is shown first."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def bundled(name: str) -> Path:
    """`assets` or `graph_data`: in an installed package inside it, in a checkout beside it.

    pyproject.toml puts them into the package, below these names with a "_" before them.

    >>> (bundled("graph_data") / "albuquerque" / "landscape.toml").is_file()
    True
    """
    inside = Path(str(files("explorer"))) / f"_{name}"
    return inside if inside.is_dir() else Path(__file__).resolve().parents[1] / name
