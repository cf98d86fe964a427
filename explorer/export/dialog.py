"""The registry of formats in; the dialog's markup out: what to export, in which format, how large; preview and copies.

What it offers for the view on the page (names, actors, pages, first lines) its module asks for when it is opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.markup import Markup, Node, tag
from explorer.draw.palette import Theme
from explorer.export.formats import FORMATS, Format, Purpose
from explorer.export.options import MAX_ACTORS, MAX_NOTE, MAX_TITLE, SMALLEST_TYPE, Options, Reading, Size
from explorer.page import ids
from explorer.query.selection import Selection, to_query

PURPOSES: dict[Purpose, str] = {"slides": "Slides", "print": "Pictures and print", "web": "Web", "data": "Data"}

WHAT = (
    ("timeline", "Timeline", "what happened, and when"),
    ("network", "Network", "who did what"),
    ("details", "Details", "of the record selected"),
    ("deck", "Deck", "timeline, network and a slide for each of some actors"),
)
COPIES = (
    ("picture", "Copy picture"),
    ("link", "Copy link"),
    ("embed", "Copy embed code"),
    ("citation", "Copy citation"),
)
SIZES: dict[Size, str] = {"16:9": "16:9", "4:3": "4:3", "square": "Square", "a4": "A4", "a3": "A3", "poster": "Poster"}
READINGS: dict[Reading, str] = {"screen": "Room", "desk": "Desk", "document": "Paper"}
PAGES = (("all", "All it needs"), ("one", "One page"))
THEMES: dict[Theme, str] = {"light": "Light", "dark": "Dark"}
SCALES = (("1", "1×"), ("2", "2×"), ("3", "3×"))
MIN_TEXT, MAX_TEXT, TEXT_STEP = 0.75, 1.5, 0.05
ACCEPTED = ".pptx,.potx,application/vnd.openxmlformats-officedocument.presentationml.presentation"


def downloads(selection: Selection) -> Markup:
    """For readers without scripts, who cannot open the dialog: a link to every file of what the page shows."""
    query = to_query(selection)
    links = [
        tag(
            "li",
            {},
            tag("a", {"href": f"take/{format.pictures[0]}.{name}" + (f"?{query}" if query else "")}, format.label),
            f": {format.what_for}",
        )
        for name, format in FORMATS.items()
    ]
    heading = tag("h2", {"id": "downloads-title"}, "Take it along")
    return tag("noscript", {}, tag("section", {"class": "downloads"}, heading, tag("ul", {}, links)))


def export_dialog() -> Markup:
    """A modal dialog; closed until its module opens it."""
    title = f"{ids.EXPORT_DIALOG}-title"
    head = tag(
        "div",
        {"class": "take-head"},
        tag("h2", {"id": title}, "Export"),
        tag("p", {"class": "take-shown"}),
        tag("button", {"class": "plain take-close", "type": "button"}, "Close"),
    )
    choices = tag(
        "div",
        {"class": "take-choices"},
        *(_what(), _deck_fieldset(), _formats(), _words(), _look_fieldset(), *_by_hand(), _older_deck_field()),
    )
    preview = tag(
        "section",
        {"class": "take-preview", "tabindex": "0", "aria-label": "Preview"},
        tag("h3", {}, "Preview"),
        tag("p", {"class": "take-about quiet"}),
        tag("p", {"class": "take-unset", "role": "status"}),
        tag("div", {"class": "take-pages"}),
        tag("pre", {"class": "take-peek", "tabindex": "0", "hidden": True, "aria-label": "The first lines"}),
    )
    form = tag("form", {"novalidate": True}, tag("div", {"class": "take-body"}, choices, preview), _foot())
    return tag("dialog", {"id": ids.EXPORT_DIALOG, "class": "take", "aria-labelledby": title}, head, form)


def _foot() -> Markup:
    copies = [tag("button", {"class": "plain", "type": "button", "data-copy": what}, text) for what, text in COPIES]
    return tag(
        "div",
        {"class": "take-foot"},
        tag("button", {"class": "take-go", "type": "submit"}, "Download"),
        tag("button", {"class": "plain take-stop", "type": "button", "hidden": True}, "Cancel"),
        tag("progress", {"class": "take-far", "max": 100, "value": 0, "hidden": True, "aria-label": "How far it is"}),
        tag("p", {"class": "take-said", "role": "status"}),
        tag("div", {"class": "take-copies"}, copies),
    )


def _what() -> Markup:
    rows = [_radio("take-what", value, name, words_, value == "timeline") for value, name, words_ in WHAT]
    note = tag("p", {"class": "take-note quiet"}, "A data file holds all that is shown, whichever picture is chosen.")
    return _group("What", [*rows, note], "take-whats")


def _formats() -> Markup:
    """The formats that there are, by what one wants them for."""
    groups = []
    for purpose, heading in PURPOSES.items():
        rows = [
            _radio("take-format", name, format.label, format.what_for, name == next(iter(FORMATS)), **_fits(format))
            for name, format in FORMATS.items()
            if format.purpose == purpose
        ]
        if rows:
            named = tag("p", {"class": "take-purpose"}, heading)
            groups.append(tag("div", {"role": "group", "aria-label": heading}, named, rows))
    return _group("Format", groups, "take-formats")


def _fits(format: Format) -> dict[str, str]:
    return {
        "data-views": " ".join(format.pictures),
        "data-purpose": format.purpose,
        "data-pages": "yes" if format.has_pages else "",
    }


def _look_fieldset() -> Markup:
    limits = {"min": MIN_TEXT, "max": MAX_TEXT, "step": TEXT_STEP, "value": f"{Options.text_scale:g}"}
    text = tag(
        "div",
        {"class": "take-text"},
        tag("label", {"class": "take-legend", "for": "take-text"}, "Text size"),
        tag("input", {"type": "range", "name": "take-text", "id": "take-text"} | limits),
        tag("output", {"for": "take-text"}, "100 %"),
    )
    return tag(
        "div",
        {"class": "take-look"},
        _segments("take-size", "Size", tuple(SIZES.items()), Options.size),
        _segments(
            "take-reading",
            "Type for",
            [(name, f"{said} {SMALLEST_TYPE[name]} pt") for name, said in READINGS.items()],
            Options.reading,
        ),
        _segments("take-pages", "Pages", PAGES, "all"),
        _segments("take-theme", "Theme", tuple(THEMES.items()), Options.theme),
        text,
        _template_field(),
        _segments("take-scale", "Pixels", SCALES, "2", "take-scales"),
    )


def _words() -> Markup:
    """A title and a note of the reader's own; what stands in their places otherwise shows in them."""
    title = {"type": "text", "name": "take-title", "id": "take-title", "maxlength": MAX_TITLE, "autocomplete": "off"}
    note = {"type": "text", "name": "take-note", "id": "take-note", "maxlength": MAX_NOTE, "autocomplete": "off"}
    return tag(
        "div",
        {"class": "take-words"},
        tag("label", {"class": "take-legend", "for": "take-title"}, "Title"),
        tag("input", title),
        tag("label", {"class": "take-legend", "for": "take-note"}, "Note"),
        tag("input", note | {"placeholder": "said below the title, beside what is shown"}),
    )


def _by_hand() -> list[Markup]:
    """Lists of what is shown, which are filled when they are opened."""
    found = []
    for name, heading, said in (
        ("omit", "Leave out by hand", "What is ticked is left out, and how many are is said."),
        ("pin", "Keep first", "What is ticked comes first where one page has no room for all."),
    ):
        boxes = tag("div", {"class": "take-actors", "role": "group", "aria-label": heading})
        inside = (tag("summary", {}, heading), tag("p", {"class": "quiet"}, said), boxes)
        found.append(tag("details", {"class": f"take-hand take-{name}", "data-hand": name}, inside))
    return found


def _deck_fieldset() -> Markup:
    whose = (("key", "Key actors"), ("near", "What is selected and who it is tied to"))
    return _group(
        "A slide each for",
        [
            *(_radio("take-whose", value, name, "", value == "key") for value, name in whose),
            tag("div", {"class": "take-actors", "role": "group", "aria-label": f"At most {MAX_ACTORS}"}),
        ],
        "take-deck",
    )


def _group(legend: str, children: Node, name: str) -> Markup:
    return tag("fieldset", {"class": name}, tag("legend", {}, legend), children)


def _radio(name: str, value: str, title: str, words_: str, checked: bool, **more: str) -> Markup:
    attributes = {"type": "radio", "name": name, "value": value, "checked": checked, **more}
    if name == "take-what" and checked:
        attributes["autofocus"] = True
    said = [tag("b", {}, title), tag("span", {"class": "quiet"}, f" {words_}")] if words_ else [tag("span", {}, title)]
    return tag("label", {"class": "take-row"}, tag("input", attributes), tag("span", {}, said))


def _segments(name: str, legend: str, choices: Sequence[tuple[str, str]], chosen: str, more: str = "") -> Markup:
    options = [
        tag(
            "label",
            {"class": "segment"},
            tag("input", {"type": "radio", "name": name, "value": value, "checked": value == chosen}),
            tag("span", {}, text),
        )
        for value, text in choices
    ]
    return _group(legend, options, f"segments {more}".strip())


# --- a PowerPoint file that a reader hands in


def _template_field() -> Markup:
    """A template whose design a deck takes; its size and its colours come before those chosen."""
    return tag(
        "div",
        {"class": "take-template", "hidden": True},
        tag("label", {"class": "take-legend", "for": "take-template"}, "Template"),
        tag("input", {"type": "file", "id": "take-template", "accept": ACCEPTED}),
        tag("button", {"class": "plain", "type": "button", "hidden": True}, "Without template"),
        tag("p", {"class": "take-told quiet", "role": "status"}),
    )


def _older_deck_field() -> Markup:
    """A deck that was exported before, to be brought to the present data."""
    return tag(
        "details",
        {"class": "take-older"},
        tag("summary", {}, "Refresh a deck exported before"),
        tag(
            "p",
            {"class": "quiet", "id": "take-older-words"},
            "What you moved, recoloured, wrote or added in it stays; all else is brought to the present data.",
        ),
        tag("label", {"class": "take-legend", "for": "take-older"}, "Deck"),
        tag("input", {"type": "file", "id": "take-older", "accept": ACCEPTED, "aria-describedby": "take-older-words"}),
        tag("p", {"class": "take-told quiet", "role": "status"}),
    )
