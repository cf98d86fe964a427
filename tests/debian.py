"""Names of Debian's packages in; they are installed where they may be."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable


def install(packages: Iterable[str]) -> None:
    """Tells what it runs; does nothing where there is no apt-get, or where only another user may use it."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        print("+ apt-get", *words, flush=True)
        subprocess.run(["apt-get", *words], check=False, timeout=1500, env=quiet)
