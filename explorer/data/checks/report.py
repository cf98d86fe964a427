"""What `check` says, as lines of text."""

from __future__ import annotations

from pathlib import Path

from explorer.data.checks.audit import Audit, content_hash
from explorer.data.checks.findings import KINDS
from explorer.data.checks.mend import mend
from explorer.data.load import load_landscape
from explorer.errors import BrokenLandscape
from explorer.landscape import Landscape
from explorer.wording import day_words, how_many


def report(landscape: Landscape, audited: Audit) -> list[str]:
    """What a sound landscape rests on and what to look at again, line by line."""
    as_of = day_words(landscape.as_of)
    lines = [
        landscape.title,
        f"as of {as_of}, content hash {content_hash(landscape)}; no problem in the files",
        ", ".join(f"{count.rows} {count.name}" for count in audited.counts),
    ]
    coverage = (
        ("Rows by the sources they rest on", audited.by_group),
        ("Relations by basis", audited.by_basis),
        ("Actors, events and instruments by lane", audited.by_lane),
        ("Events by year", audited.by_year),
        ("Rows that cite each source", tuple(sorted(audited.by_source, key=lambda count: -count.rows))),
    )
    for heading, counts in coverage:
        lines += ["", heading, *(f"{count.rows:7}  {count.name}" for count in counts)]
    lines += ["", "To look at again" if audited.findings else "Nothing to look at again"]
    for kind in KINDS:
        if found := audited.of_kind(kind):
            lines += ["", f"{kind} ({len(found)})", *(f"  {finding.id}: {finding.sentence}" for finding in found)]
    if landscape.notes:
        lines += ["", "What the curators say of these", *(f"  {note}" for note in landscape.notes)]
    return lines


def mended_words(folder: Path) -> list[str]:
    """Mends what has one answer in a folder's tables, and says what it was; nothing where nothing is wrong."""
    try:
        load_landscape(folder)
    except BrokenLandscape as broken:
        done = mend(folder, broken.problems) if folder.is_dir() else []
        return [f"{how_many(len(done), 'cell')} mended.", *map(str, done)]
    return ["Nothing to mend."]
