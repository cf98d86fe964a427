"""What stands on the data page whatever is open: where a file is opened, and where a draft is saved or taken along."""

from __future__ import annotations

from pathlib import Path

from explorer.data.checks.validation import TOML
from explorer.data.settings import read_toml
from explorer.draw.markup import Markup, Node, tag
from explorer.editing.opening import UPLOAD_BYTES
from explorer.importing.new import WORKBOOK
from explorer.importing.reading import READ_BESIDES
from explorer.server.data_page.parts import act
from explorer.server.data_page.site import DataSite

KINDS = ",".join((".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".zip", ".html", ".md", ".mmd", *READ_BESIDES))
"""Ends of names that a browser proposes; whatever the reader chooses besides is tried, too."""


def welcome(site: DataSite) -> Markup:
    """Where it begins: a file to open, a pattern to begin with, what is served."""
    most = UPLOAD_BYTES // 1_000_000
    file = tag("input", {"type": "file", "id": "data-file-input", "multiple": True, "accept": KINDS})
    drop = tag(
        "div",
        {"class": "drop", "id": "data-drop"},
        tag("label", {"for": "data-file-input"}, "Open a file"),
        tag("p", {}, "A workbook (.xlsx), CSV, or a file of another tool. Choose it here, or drop it on this field."),
        file,
        tag(
            "p",
            {"class": "quiet"},
            "To go on in your spreadsheet, and see every save at once: ",
            tag("code", {}, "python -m explorer serve bills.xlsx"),
        ),
        tag("p", {"class": "quiet"}, f"At most {most} MB. Several that belong together can be chosen at once."),
        tag("progress", {"id": "data-progress", "max": 100, "value": 0, "hidden": True, "aria-label": "Sent"}),
    )
    return tag(
        "section",
        {"class": "welcome", "aria-labelledby": "open-title"},
        tag("h2", {"id": "open-title", "class": "spoken"}, "Open"),
        drop,
        tag(
            "div",
            {"class": "other-ways"},
            tag("h3", {}, "No file yet?"),
            tag(
                "p",
                {},
                tag("a", {"href": WORKBOOK, "download": WORKBOOK}, "Take a workbook to begin with"),
                ": a sheet for each table with an example row, notes on the headers and lists to choose from. "
                "Your own spreadsheet will do as well: a title and a date for what happened, and who did it.",
            ),
            _served(site),
        ),
    )


def status_line() -> Markup:
    """Where every act is answered with a sentence; it stays in the window."""
    return tag("p", {"id": "data-said", "role": "status", "aria-live": "polite"})


def _served(site: DataSite) -> Node:
    if not site.served:
        return None
    what = "its tables, what is wrong in them, and every cell to change."
    if len(site.served) == 1:
        ways: list[Node] = [
            tag("p", {}, f"“{_title(site.served[0])}”: {what}"),
            act("served", "Open what is served", "button"),
        ]
    else:
        ways = [tag("p", {}, f"Of each {what}")]
        ways += [
            tag("p", {}, act("served", f"Open “{_title(folder)}”", "button", name=folder.name))
            for folder in site.served
        ]
    return tag("h3", {}, "What is served here"), ways


def _title(folder: Path) -> str:
    """What a landscape is called, or its folder."""
    written, _ = read_toml(folder / TOML)
    title = (written or {}).get("title")
    return title if isinstance(title, str) and title else folder.name


def below(site: DataSite) -> Markup:
    """Where a draft is saved; its module fills in names, and shows it once something is open."""
    return tag(
        "section",
        {"id": "data-save", "aria-labelledby": "save-title", "hidden": True},
        tag("header", {}, tag("h2", {"id": "save-title"}, "Save"), tag("p", {"id": "data-ready"})),
        tag(
            "div",
            {"class": "ways"},
            tag(
                "div",
                {"class": "way", "id": "way-into", "hidden": True},
                tag("h3", {}, "Into the folder it came from"),
                tag("p", {}, "Writes what differs; all of it, or nothing."),
                act("save", ("Save into “", tag("span", {"class": "into-name"}), "”"), "button", value="into"),
                " ",
                act("again", "Read it again", "plain"),
            ),
            tag(
                "form",
                {"class": "way", "id": "way-new"},
                tag("h3", {}, "As a new landscape"),
                tag("label", {"for": "data-name"}, f"Name of the folder, which is made in {site.shelf}"),
                tag(
                    "input",
                    {"id": "data-name", "type": "text", "maxlength": 60, "autocomplete": "off", "spellcheck": "false"},
                ),
                tag("button", {"type": "submit", "class": "button"}, "Save as new"),
            ),
            tag(
                "div",
                {"class": "way"},
                tag("h3", {}, "Take it along"),
                tag("p", {}, "As it stands now, finished or not."),
                act("take", "Tables (zip)", "button", value="zip"),
                " ",
                act("take", "Workbook (.xlsx)", "button", value="xlsx"),
            ),
        ),
        tag("p", {"id": "data-link"}),
    )
