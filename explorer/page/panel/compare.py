"""Two actors compared, as the panel tells it: against each other, in both, only the one, only the other."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.markup import Markup, Node, tag
from explorer.page.sentences import Prose, folded, go_link, record_link, section
from explorer.prose.phrases import Sentence
from explorer.prose.side_by_side import SIGNS, Shared, SideBySide
from explorer.query.selection import Selection, to_query
from explorer.wording import how_many


def compared(found: SideBySide, selection: Selection, prose: Prose, *, served: bool = True) -> list[Markup]:
    """The comparison; its part names the records that belong to the first, to both and to the second. Not
    `served`, it is without the ways on: in a file the names lead to each record alone."""
    one, other = found.names
    first, both, second = found.ids
    ids = {"data-only-first": " ".join(first), "data-both": " ".join(both), "data-only-second": " ".join(second)}
    matters = [tag("div", {"class": "matter"}, _list(some, prose)) for some in found.against]
    shared = [_shared(thing, prose) for thing in found.both]
    text = sum(thing.one_text for thing in found.both)
    remark = f"{text} of these {'is' if text == 1 else 'are'} one text with separate steps." if text else ""
    sections = (
        ("Where they stand against each other", matters, "div", True),
        ("Ties from one to the other", [prose.sentence(s) for s in found.between], "ul", True),
        ("In both", shared, "div", True),
        (f"{SIGNS[0]} Only {one}", [prose.sentence(s) for s in found.only_first], "ul", False),
        (f"{SIGNS[1]} Only {other}", [prose.sentence(s) for s in found.only_second], "ul", False),
    )
    told = [
        section(
            heading, len(some), (folded(around, some, "more"), _remark(remark) if heading == "In both" else None), on
        )
        for heading, some, around, on in sections
        if some
    ]
    left = f"{found.left} more ties are not told here: narrow the window in time or another filter."
    return [
        tag(
            "div",
            {"class": "compare", **ids},
            _head(found, selection, served=served),
            told,
            _remark(left) if found.left else None,
        )
    ]


def _head(found: SideBySide, selection: Selection, *, served: bool) -> Markup:
    one, other = selection.focus, selection.vs
    names = zip(SIGNS, (one, other), found.names, strict=True)
    alone = [f"{how_many(ties, 'tie')} only of {name}" for ties, name in zip(found.alone, found.names, strict=True)]
    counts = f"{alone[0]}, {found.shared} shared, {alone[1]}."
    return tag(
        "div",
        {"class": "panel-head", "data-type": "compare"},
        tag(
            "p",
            {"class": "compare-ways"},
            go_link("swap", to_query(Selection(focus=other, vs=one))),
            " ",
            go_link("end", to_query(Selection(focus=one))),
        )
        if served
        else None,
        tag("p", {"class": "kind"}, "Compare"),
        tag(
            "h3",
            {"class": "record-title", "tabindex": "-1"},
            [(tag("span", {"class": "sign"}, sign), " ", record_link(name, id), " ") for sign, id, name in names],
        ),
        tag("p", {"class": "quiet"}, counts),
    )


def _shared(thing: Shared, prose: Prose) -> Markup:
    ties = [
        tag("div", {}, tag("span", {"class": "sign", "aria-hidden": "true"}, sign), _list(some, prose))
        for sign, some in zip(SIGNS, (thing.first, thing.second), strict=True)
    ]
    steps = tag("span", {"class": "quiet"}, " one text, separate steps") if thing.one_text else None
    return tag("div", {"class": "shared"}, tag("h5", {}, record_link(thing.name, thing.id), steps), ties)


def _list(sentences: Sequence[Sentence], prose: Prose) -> Markup:
    return tag("ul", {}, [prose.sentence(sentence) for sentence in sentences])


def _remark(text: str) -> Node:
    return tag("p", {"class": "quiet"}, text) if text else None
