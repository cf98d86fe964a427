"""The shape of every JSON answer and of the data that the page carries: each said once. What is said of files, and what
a saved page holds, has its shape in `file_shapes`.

The browser's modules are checked against the same shapes: `python -m tests.js.declare` writes them down for TypeScript
in assets/app/answers.d.ts, and tests hold that file, these shapes and real answers equal.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from explorer.model import Weight
from explorer.server.answers.file_shapes import (
    EmbedAnswer,
    Json,
    OfferedActors,
    PlanAnswer,
    TemplateAnswer,
)

Tied = tuple[str, list[str], list[str]] | tuple[str, list[str], list[str], int, int]
"""A record's name, the events and the actors that light up with it; where these are many, how many they are in all."""

Piece = tuple[str] | tuple[str, Literal[1]]
"""Some text, and 1 where it is marked as what was looked for."""

Period = tuple[float, float, str, str, str]
"""From one axis unit to another, in words, and its first and last day."""


class LandscapeData(TypedDict):
    """What the modules know of the landscape, whatever is shown: `landscape-data`, in the page."""

    id: str
    hash: str
    address: str  # as it was understood
    as_of: str
    default_view: str
    days: list[str]  # on which something changes
    live: NotRequired[bool]  # the server watches the files: what is new can be asked for at /state
    saved: NotRequired[bool]  # the page is a file, with its answers inside
    frame: NotRequired[list[str]]  # it is shown in a frame; the sites that may


# --- /state


class StateAnswer(TypedDict):
    """How what is served stands to its files."""

    hash: str  # of the data that are shown now
    files: str  # what is to be said of the files, as markup; empty where they are sound


# --- the timeline: /timeline, and a part of /view


class SizesPart(TypedDict):
    """How large everything is, in px; see explorer/timeline/sizes.py."""

    label: float
    when: float
    lane: float
    year: float
    month: float
    as_of: float
    radii: tuple[float, float, float]
    row: float
    line: float
    head: float
    tail: float
    least: int
    rows: int
    gap: float
    near: float
    when_gap: float
    widest: float
    header: float
    footer: float
    gutter: float
    margin: float
    key: tuple[float, float]
    fade: float
    cap: float
    short_first: bool
    heat: float


class PenPart(TypedDict):
    """What both pens of a timeline go by; see explorer/timeline/geometry.py and axis_names.py."""

    year: float  # how wide a year is, in type sizes
    space: float  # how wide the space between two words in bold is, in thousandths of the type size
    columns: tuple[float, float, float]  # px of the column of names that holds a band's `lines`, `closer`, `tight`
    zigzag: tuple[float, float]
    fade: list[tuple[float, float]]


class ScreenSizes(TypedDict):
    screen: SizesPart
    phone: SizesPart


class AsOfPart(TypedDict):
    x: float
    label: str
    inside: bool
    width: float


class BandPart(TypedDict):
    id: str
    label: str
    look: str
    lines: list[str]
    closer: list[str]  # the same for a narrower column
    tight: list[str]  # and for the narrowest
    short: str
    sign: NotRequired[str]
    path: NotRequired[str]
    thread: NotRequired[bool]


class SegmentPart(TypedDict):
    """A stretch of the axis without a cut, from one month to another, both included, counted from year 0."""

    first: int
    last: int
    x0: float
    x1: float
    joined: NotRequired[bool]
    many: NotRequired[int]
    edges: NotRequired[list[float]]


class CutPart(TypedDict):
    x0: float
    x1: float
    title: str
    choices: list[str]  # what may stand sideways in it: two where the head says how much it is, one where not
    widths: list[float]  # of those


class MarkPart(TypedDict):
    """An event in one band; what is usual is left out."""

    id: str
    band: int
    look: str
    symbol: str
    weight: Weight
    x: float
    when: str
    whenWidth: float
    name: str
    said: str
    status: str
    full: list[str]
    fullWidths: list[float]
    short: NotRequired[list[str]]
    shortWidths: NotRequired[list[float]]
    key: NotRequired[str]
    form: NotRequired[Literal["point", "whisker", "bar", "fade"]]
    x0: NotRequired[float]
    x1: NotRequired[float]
    open: NotRequired[Literal["", "start", "end"]]
    beyond: NotRequired[Literal["", "start", "end", "both"]]
    segment: NotRequired[int]
    rank: NotRequired[int]
    hollow: NotRequired[bool]
    disputed: NotRequired[bool]


class PeriodCounts(TypedDict):
    unit: str
    periods: list[Period]
    counts: list[list[int]]  # by band, then by period
    most: int


class TimelinePayload(TypedDict):
    axis: Literal["folded", "true", "even"]
    rows: Literal["lane", "kind", "instrument", "actor"]
    summary: str
    note: str
    rest: str
    crowded: bool
    narrow: float
    most: int
    pen: PenPart
    sizes: ScreenSizes
    asOf: AsOfPart
    bands: list[BandPart]
    segments: list[SegmentPart]
    cuts: list[CutPart]
    years: list[tuple[float, str]]
    marks: list[MarkPart]
    paths: dict[str, str]
    heat: NotRequired[PeriodCounts | None]
    asked: NotRequired[tuple[float, float, str]]
    key: NotRequired[str]  # a saved page has none


class StretchPayload(TypedDict):
    """What of a crowded timeline is drawn between two days."""

    marks: list[MarkPart]
    paths: dict[str, str]
    heat: PeriodCounts | None
    ties: dict[str, Tied]


# --- the network and the density, parts of /view


class EventLook(TypedDict):
    when: str
    name: str
    hollow: bool


class SharedLook(TypedDict):
    label: str
    thickness: float
    said: str


class NetworkView(TypedDict):
    """What of a network's picture a view hides or shows otherwise; what is empty is left out."""

    base: str
    hidden: NotRequired[list[str]]
    hidden_edges: NotRequired[list[str]]
    events: NotRequired[dict[str, EventLook]]
    shared: NotRequired[dict[str, SharedLook]]
    counts: NotRequired[str]
    summary: NotRequired[str]
    # X  # in a saved page


class ChangedNode(TypedDict):
    """A drawn node while something is picked: what it holds, and the middle of its box."""

    inner: str
    x: float
    y: float
    w: int
    h: int


class StackPart(TypedDict):
    """Neighbours of one verb that stand for each other, and open as a list."""

    id: str
    lane: str
    label: str
    does: str
    members: list[str]
    box: list[float]
    edge: str


class PickAnswer(TypedDict):
    """What is drawn of a record that is picked, as `/pick` says it: markup in the network's own units."""

    base: str  # of the picture that it is drawn in, as `data-base` of that; "" where it goes with any
    nodes: dict[str, ChangedNode]  # drawn nodes that look otherwise meanwhile
    guests: str  # the nodes that join for it
    edges: str  # every tie of it
    words: str
    stacks: list[StackPart]
    lit: list[str]
    yields: list[str]  # nodes at rest in whose place something of it is drawn
    under: list[str]  # ties at rest that would run under it
    goal: str  # the other end of the connection asked for, or whom it is compared with
    shared: int  # what both that are compared are tied to; -1 where none are
    drawn: int  # ties
    stated: int
    joined: int  # names
    spine: str  # on a phone instead of all that: the ties as a list


class DensityPart(TypedDict):
    lanes: list[str]  # outlines
    asOf: float  # percent


# --- /view


class ViewAnswer(TypedDict):
    """All that changes with the view; the first page carries it as `view-data`, its chronicle as its own markup."""

    address: str
    timeline: TimelinePayload
    density: NotRequired[DensityPart]  # not in a saved page, whose window stays
    network: dict[str, NetworkView]  # by width
    chronicle: NotRequired[str]
    ties: dict[str, Tied]
    shown: str
    empty: str
    threads: dict[str, list[str]]
    timelineWords: str
    networkWords: str
    nodes: str
    drawn: str
    spoken: str


# --- /facets


Counts = dict[str, int]
"""By choice, as an address writes it, how many events or relations would be shown of it."""


class FacetsAnswer(TypedDict):
    """By part of the address how much each of its choices would show, if nothing of that part were left out."""

    lanes: Counts
    kinds: Counts
    status: Counts
    layers: Counts
    ties: Counts
    basis: Counts


# --- /find, /actors


class SearchHit(TypedDict):
    type: str
    id: str
    name: list[Piece]
    kind: list[Piece]
    place: NotRequired[str]
    where: NotRequired[list[Piece]]
    hidden: NotRequired[bool]


class SearchGroup(TypedDict):
    name: str
    count: NotRequired[int]
    hits: list[SearchHit]


class FindAnswer(TypedDict):
    groups: list[SearchGroup]
    said: str


class Figure(TypedDict):
    """A figure of Plotly's."""

    data: list[Json]
    layout: dict[str, Json]


class ActorsAnswer(TypedDict):
    table: str
    figures: dict[str, Figure]  # by theme
    name: str
    config: dict[str, Json]
    plotly: str


# --- all of them

SavedPicks = dict[str, dict[str, PickAnswer]]
"""What a saved page draws of what is picked, by width and record."""

ANSWERS: dict[str, type] = {
    "state": StateAnswer,
    "view": ViewAnswer,
    "timeline": StretchPayload,
    "facets": FacetsAnswer,
    "pick/*": PickAnswer,
    "find": FindAnswer,
    "actors": ActorsAnswer,
    "embed-code": EmbedAnswer,
    "take/plan/*": PlanAnswer,
    "take/actors": OfferedActors,
    "take/template": TemplateAnswer,
}
"""What a path of the page's server answers that answers with JSON; * is one more piece of it."""
