"""LibreOffice, which makes PDFs of decks: `python -m tests.office.office` gets it where Debian's packages may be
installed, and ends with 1 where there is none.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.debian import install

PACKAGES = ("libreoffice-impress", "fonts-liberation", "fonts-dejavu-core", "fonts-open-sans")
FACES = ("Liberation Sans", "Liberation Serif", "DejaVu Sans", "Open Sans")
STAND_INS = {"Arial": FACES[0], "Times New Roman": FACES[1], "Verdana": FACES[2], "Segoe UI": FACES[3]}
"""Free faces as wide as those that the decks name, or a little wider; left to itself, LibreOffice takes others."""
TO_INSTALL = (
    "To compare decks with what LibreOffice draws install Debian's {} (“sudo apt-get install {}”), then run "
    "“make office” again."
).format(" and ".join((", ".join(PACKAGES[:-1]), PACKAGES[-1])), " ".join(PACKAGES))
MOST = 420
"""Seconds that it may take for all decks."""


def program() -> str:
    """Where it is; empty where it is not."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def missing() -> bool:
    """Whether the program or a face is not here."""
    listed = shutil.which("fc-list")
    faces = subprocess.run([listed, ":", "family"], capture_output=True, text=True, timeout=60).stdout if listed else ""
    return not program() or not all(face in faces for face in FACES)


def as_pdf(decks: Mapping[str, bytes]) -> dict[str, bytes]:
    """A PDF of each deck, by its name. They are made in one go, as it takes long to begin, and with settings of its
    own, so that nobody's are read or changed. Raises RuntimeError with what it said."""
    with tempfile.TemporaryDirectory(prefix="policy-landscape-office-") as made:
        folder = Path(made)
        for name, data in decks.items():
            (folder / f"{name}.pptx").write_bytes(data)
        (folder / "fonts.conf").write_text(_stand_ins(), encoding="utf-8")
        settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
        words = [program(), settings, "--headless", "--convert-to", "pdf", "--outdir", made]
        files = [f"{folder / name}.pptx" for name in decks]
        fonts = {**os.environ, "FONTCONFIG_FILE": f"{folder / 'fonts.conf'}"}
        said = _run([*words, *files], fonts)
        absent = [name for name in decks if not (folder / f"{name}.pdf").exists()]
        if absent:
            raise RuntimeError(f"LibreOffice made no PDF of {', '.join(absent)}: {said}")
        return {name: (folder / f"{name}.pdf").read_bytes() for name in decks}


def _run(words: list[str], environment: Mapping[str, str]) -> str:
    """What it says. It begins others, which are ended with it where it takes too long."""
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as begun:
        try:
            return begun.communicate(timeout=MOST)[0]
        except subprocess.TimeoutExpired:
            os.killpg(begun.pid, signal.SIGKILL)
            return f"it took more than {MOST} s"


def _stand_ins() -> str:
    """The system's own fonts, with a face for each that is named and may not be installed."""
    rules = [
        f'<match><test name="family"><string>{name}</string></test><edit name="family" mode="append" binding="same">'
        f"<string>{face}</string></edit></match>"
        for name, face in STAND_INS.items()
    ]
    return f"<fontconfig>{''.join(rules)}<include>/etc/fonts/fonts.conf</include></fontconfig>"


def main() -> int:
    if missing():
        install(PACKAGES)
    if missing():
        print(TO_INSTALL, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
