"""The parts of the export dialog in which a reader hands in a PowerPoint file: a template, or a deck of before."""

from __future__ import annotations

from explorer.draw.markup import Markup, tag

ACCEPTED = ".pptx,.potx,application/vnd.openxmlformats-officedocument.presentationml.presentation"


def template_field() -> Markup:
    """A template whose design a deck takes; its size and its colours come before those chosen."""
    return tag(
        "div",
        {"class": "take-template", "hidden": True},
        tag("label", {"class": "take-legend", "for": "take-template"}, "Template"),
        tag("input", {"type": "file", "id": "take-template", "accept": ACCEPTED}),
        tag("button", {"class": "plain", "type": "button", "hidden": True}, "Without template"),
        tag("p", {"class": "take-told quiet", "role": "status"}),
    )


def older_deck_field() -> Markup:
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
        tag(
            "input",
            {"type": "file", "id": "take-older", "accept": ACCEPTED, "aria-describedby": "take-older-words"},
        ),
        tag("p", {"class": "take-told quiet", "role": "status"}),
    )
