"""The shape of what is said of files that are taken along or handed in, of a refusal, and of what a saved page has."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypeAliasType, TypedDict

Json = TypeAliasType("Json", "bool | int | float | str | list[Json] | dict[str, Json] | None")
"""What is handed on as it is: to Plotly, or out of a saved page."""


# --- a file to take along: /take/plan, /take/actors, /embed-code


class PlanAnswer(TypedDict):
    """What a file will be."""

    name: str
    shown: str
    title: str  # what it is called where the reader says nothing else
    size: NotRequired[str]
    pages: NotRequired[list[str]]
    unset: NotRequired[str]
    bytes: NotRequired[int]
    peek: NotRequired[str]


class EmbedAnswer(TypedDict):
    """How another site shows a view in a frame."""

    code: str
    said: str  # which sites may


class OfferedActors(TypedDict):
    """Who may get a slide, and what may be left out by hand, as [id, name]."""

    near: list[tuple[str, str]]
    key: list[tuple[str, str]]
    events: list[tuple[str, str]]
    actors: list[tuple[str, str]]


class MakingLine(TypedDict):
    """One of the lines before a file: how far it is, or that it is there, or why it is not."""

    page: NotRequired[int]
    of: NotRequired[int]
    percent: NotRequired[int]
    waits: NotRequired[bool]  # for another file
    error: NotRequired[str]
    name: NotRequired[str]
    type: NotRequired[str]
    bytes: NotRequired[int]  # the last line: the file follows
    said: NotRequired[list[str]]  # of a deck that was brought to the present data


# --- a file that is handed in: /take/template, /files


class TemplateAnswer(TypedDict):
    said: list[str]  # what is known of its design, in sentences


class OpenedAnswer(TypedDict):
    draft: str  # the word of the draft that the files have become


class Refusal(TypedDict):
    """What every path answers that cannot answer."""

    ok: bool
    error: str  # a sentence
    status: int


# --- a saved page; see explorer/export/saved_page/days.py

Folded = TypeAliasType("Folded", "int | list[Folded] | dict[str, Folded]")
"""Nested lists and objects whose numbers are places of leaves."""

Patch = TypeAliasType("Patch", "int | list[Patch | Folded] | dict[str, Patch | None]")
"""What makes one folded value into another."""


class SavedRecord(TypedDict):
    """Something that can be selected."""

    id: str
    type: str  # actor, event, instrument
    name: str
    kind: str  # in words, with the date of an event
    also: list[str]  # its other names


class SavedSettings(TypedDict):
    records: list[SavedRecord]
    tags: list[str]
    publishers: list[str]  # escaped


class SavedClock(TypedDict):
    """Courses of values: [place of the day, what changes then]."""

    views: list[tuple[int, Patch]]
    told: dict[str, list[tuple[int, Patch]]]


class SavedStates(TypedDict):
    days: list[str]
    clocks: dict[str, SavedClock]
    leaves: list[Json]  # each written once


class SavedFile(TypedDict):
    settings: SavedSettings
    states: SavedStates
