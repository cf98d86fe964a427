"""The registry of formats in; the dialog's markup out: what to export, in which format, how large; preview and copies.

What it offers for the view on the page (names, actors, pages, first lines) its module asks for when it is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from explorer.export.formats import FORMATS, Format, Purpose
from explorer.export.options import MAX_ACTORS, Options, Size, Theme
from explorer.page import ids
from explorer.page.markup import Plain
from explorer.query.selection import Selection, to_query

PURPOSES: dict[Purpose, str] = {"slides": "For slides and print", "web": "For the web", "data": "For data"}

WHAT = (
    ("timeline", "Timeline", "what happened, and when"),
    ("network", "Network", "who did what"),
    ("details", "Details", "of the record selected"),
    ("deck", "Deck", "timeline, network and a slide for each of some actors"),
)
SIZES: dict[Size, str] = {"16:9": "16:9", "4:3": "4:3", "square": "Square", "a4": "A4"}
THEMES: dict[Theme, str] = {"light": "Light", "dark": "Dark"}
SCALES = (("1", "1×"), ("2", "2×"), ("3", "3×"))
MIN_TEXT, MAX_TEXT, TEXT_STEP = 0.75, 1.5, 0.05


def downloads(selection: Selection) -> html.Noscript:
    """For readers without scripts, who cannot open the dialog: a link to every file of what the page shows."""
    query = to_query(selection)
    links = [
        html.Li(
            [
                html.A(format.label, href=f"take/{format.pictures[0]}.{name}" + (f"?{query}" if query else "")),
                f": {format.what_for}",
            ]
        )
        for name, format in FORMATS.items()
    ]
    return html.Noscript(
        html.Section([html.H2("Take it along", id="downloads-title"), html.Ul(links)], className="downloads")
    )


def export_dialog() -> Plain:
    """A modal dialog; closed until its module opens it."""
    title = f"{ids.EXPORT_DIALOG}-title"
    head = html.Div(
        [
            html.H2("Export", id=title),
            html.P("", className="take-shown"),
            html.Button("Close", type="button", className="plain take-close"),
        ],
        className="take-head",
    )
    choices = html.Div([_what(), _deck(), _formats(), _look()], className="take-choices")
    preview = html.Section(
        [
            html.H3("Preview"),
            html.P("", className="take-about quiet"),
            html.Div([], className="take-pages"),
            Plain("pre", {"class": "take-peek", "tabindex": "0", "hidden": True, "aria-label": "The first lines"}),
        ],
        className="take-preview",
        tabIndex="0",
        **{"aria-label": "Preview"},
    )
    form = Plain("form", {"novalidate": True}, [html.Div([choices, preview], className="take-body"), _foot()])
    return Plain("dialog", {"id": ids.EXPORT_DIALOG, "class": "take", "aria-labelledby": title}, [head, form])


def _foot() -> html.Div:
    copies = [
        html.Button(text, type="button", className="plain", **{"data-copy": what})
        for what, text in (("picture", "Copy picture"), ("link", "Copy link"), ("citation", "Copy citation"))
    ]
    return html.Div(
        [
            html.Button("Download", type="submit", className="take-go"),
            html.P("", className="take-said", role="status"),
            html.Div(copies, className="take-copies"),
        ],
        className="take-foot",
    )


def _what() -> html.Fieldset:
    rows = [_radio("take-what", value, name, words_, value == "timeline") for value, name, words_ in WHAT]
    note = html.P("A data file holds all that is shown, whichever picture is chosen.", className="take-note quiet")
    return _group("What", [*rows, note], "take-whats")


def _formats() -> html.Fieldset:
    """The formats that there are, by what one wants them for."""
    groups = []
    for purpose, heading in PURPOSES.items():
        rows = [
            _radio("take-format", name, format.label, format.what_for, name == next(iter(FORMATS)), **_fits(format))
            for name, format in FORMATS.items()
            if format.purpose == purpose
        ]
        if rows:
            labelled = {"aria-label": heading}
            groups.append(html.Div([html.P(heading, className="take-purpose"), *rows], role="group", **labelled))
    return _group("Format", groups, "take-formats")


def _fits(format: Format) -> dict[str, str]:
    return {
        "data-views": " ".join(format.pictures),
        "data-purpose": format.purpose,
        "data-pages": "yes" if format.has_pages else "",
    }


def _look() -> html.Div:
    slider = Plain(
        "input",
        {
            "type": "range",
            "name": "take-text",
            "id": "take-text",
            "min": MIN_TEXT,
            "max": MAX_TEXT,
            "step": TEXT_STEP,
            "value": f"{Options.text_scale:g}",
        },
    )
    text = html.Div(
        [
            html.Label("Text size", htmlFor="take-text", className="take-legend"),
            slider,
            Plain("output", {"for": "take-text"}, "100 %"),
        ],
        className="take-text",
    )
    return html.Div(
        [
            _segments("take-size", "Size", tuple(SIZES.items()), Options.size),
            _segments("take-theme", "Theme", tuple(THEMES.items()), Options.theme),
            text,
            _segments("take-scale", "Pixels", SCALES, "2", "take-scales"),
        ],
        className="take-look",
    )


def _deck() -> html.Fieldset:
    whose = (("key", "Key actors"), ("near", "What is selected and who it is tied to"))
    return _group(
        "A slide each for",
        [
            *(_radio("take-whose", value, name, "", value == "key") for value, name in whose),
            html.Div([], className="take-actors", role="group", **{"aria-label": f"At most {MAX_ACTORS}"}),
        ],
        "take-deck",
    )


def _group(legend: str, children: Sequence[Any], name: str) -> html.Fieldset:
    return html.Fieldset([html.Legend(legend), *children], className=name)


def _radio(name: str, value: str, title: str, words_: str, checked: bool, **more: str) -> html.Label:
    attributes = {"type": "radio", "name": name, "value": value, "checked": checked, **more}
    if name == "take-what" and checked:
        attributes["autofocus"] = True
    said = [html.B(title), html.Span(f" {words_}", className="quiet")] if words_ else [html.Span(title)]
    return html.Label([Plain("input", attributes), html.Span(said)], className="take-row")


def _segments(name: str, legend: str, choices: Sequence[tuple[str, str]], chosen: str, more: str = "") -> html.Fieldset:
    options = [
        html.Label(
            [
                Plain("input", {"type": "radio", "name": name, "value": value, "checked": value == chosen}),
                html.Span(text),
            ],
            className="segment",
        )
        for value, text in choices
    ]
    return html.Fieldset([html.Legend(legend), *options], className=f"segments {more}".strip())
