"""Deno, which checks the types of the browser's modules, lints them and runs their tests: it asks no host for anything,
and keeps what it remembers out of the repository. `python -m tests.js.deno` does the first two.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HOUSE = Path(__file__).parents[2]
CONFIG = "tests/js/deno.json"
MODULES = sorted(str(path.relative_to(HOUSE)) for path in HOUSE.glob("assets/**/*.js"))
CHECKED = [*MODULES, "tests/browser/timeline_alone.js", "tests/js/world.js"]
LINTED = ["assets", "tests/js", "tests/browser"]


def deno(*words: str) -> subprocess.CompletedProcess[str]:
    """What Deno says of the repository's files."""
    from deno import find_deno_bin

    kept = os.environ.get("DENO_DIR") or str(Path(tempfile.gettempdir()) / f"explorer-deno-{os.getuid()}")
    quiet = {"DENO_DIR": kept, "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1", "DENO_NO_PROMPT": "1"}
    command = [find_deno_bin(), *words]
    return subprocess.run(command, cwd=HOUSE, env=os.environ | quiet, capture_output=True, text=True, check=False)


def checked() -> subprocess.CompletedProcess[str]:
    """The types, strictly, without the network."""
    return deno("check", "--quiet", "--no-remote", "--config", CONFIG, *CHECKED)


def linted(*paths: str) -> subprocess.CompletedProcess[str]:
    """What the linter finds in some files, or with none in all."""
    return deno("lint", "--quiet", "--config", CONFIG, *(paths or LINTED))


def tested() -> subprocess.CompletedProcess[str]:
    return deno("test", "--no-check", "--no-remote", "--config", CONFIG, "tests/js")


if __name__ == "__main__":
    done = [checked(), linted()]
    print(*(text for one in done for text in (one.stdout, one.stderr) if text.strip()), sep="\n", end="")
    sys.exit(max(one.returncode for one in done))
