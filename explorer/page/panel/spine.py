"""A view with a pick in; its ties as a list in order of time out: what a phone shows in the network's place. Of two
actors compared the ties of both, each behind the sign of whose it is.

date, verb with the end of its line, sign, name: one row a tie, so that nothing has to be panned for.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.lines import BASIS_LOOKS
from explorer.draw.markup import Markup, Node, svg_tag, tag
from explorer.draw.palette import lane_look
from explorer.draw.shapes import ACTOR_LOOKS, shape_of, shape_path
from explorer.edtf import begun_by, short_words
from explorer.model import NOT_HAPPENED, Actor, Basis, Event, Relation, Verb
from explorer.network.svg.elements import drawn_end, end_token
from explorer.order import Moment, moment, places, relation_rows
from explorer.page.sentences import record_link
from explorer.prose.compared import Compared, compared
from explorer.prose.phrases import name_of
from explorer.prose.side_by_side import SIGNS
from explorer.query.graph import instrument_path_of
from explorer.query.visible import View
from explorer.wording import how_many

Row = tuple[Moment, str, list[Node]]
"""What it is sorted by, its basis, its parts."""

MAX_ROWS = 200
"""So many ties are listed; the rest is counted."""


def spine(view: View) -> tuple[Markup, int]:
    """The list, and how many ties are in it: those of the record picked, or of the two compared, that are shown. The
    other steps of its bill stand among them, and are counted apart."""
    found = compared(view)
    ties, steps = _ties(view, found.ends if found else (view.selection.focus,)), _steps(view)
    rows = sorted([*ties, *steps], key=lambda row: row[0])
    listed = [tag("li", {"class": f"basis-{basis}"}, parts) for _, basis, parts in rows[:MAX_ROWS]]
    left = len(rows) - len(listed)
    more = tag("p", {"class": "quiet"}, f"{left} more stand in the record.") if left else None
    counts = [how_many(len(ties), "tie")] if ties or not steps else []
    counts += [how_many(len(steps), "step")] if steps else []
    counts = [f"{len(found.shared)} in common", *counts] if found else counts
    title = tag("p", {"class": "spine-title"}, _whose(view, found), f" {' and '.join(counts)}, in order of time")
    return tag("div", {"class": "spine-of"}, title, tag("ol", {}, listed), more), len(ties)


def _whose(view: View, found: Compared | None) -> Node:
    """Whose ties they are, by name; of two each behind its sign."""
    known = view.landscape.selectable
    if found is None:
        return tag("b", {}, name_of(known[view.selection.focus]))
    return [tag("b", {}, f"{sign} {name_of(known[id])}") for sign, id in zip(SIGNS, found.ends, strict=True)]


def _ties(view: View, ends: Sequence[str]) -> list[Row]:
    """The ties of one record, or of two, each once."""
    landscape = view.landscape
    verbs = landscape.verbs_by_id
    row = relation_rows(landscape)
    found: dict[str, Row] = {}
    for end, sign in zip(ends, SIGNS if len(ends) > 1 else ("",), strict=True):
        for relation in landscape.relations_of.get(end, ()):
            if view.relations[row[relation.id]] and relation.id not in found:
                found[relation.id] = _tie(view, relation, verbs[relation.verb], end, sign)
    return [*found.values()]


def _steps(view: View) -> list[Row]:
    landscape, focus = view.landscape, view.selection.focus
    steps = landscape.steps_of.get(instrument_path_of(landscape, focus), ())
    near = {*(view.neighbours(focus) or ())}
    return [_step(view, event.id) for event in steps if event.id in near and event.id != focus]


def _tie(view: View, relation: Relation, verb: Verb, of: str, sign: str) -> Row:
    forth = relation.subject == of
    own, other = (view.record(end) for end in (relation.subject, relation.object)[:: 1 if forth else -1])
    when = relation.date or (other.date if isinstance(other, Event) else None)
    end: str = (verb.side or "act") if verb.group == "stance" else verb.group
    end = "inferred" if relation.basis == "inferred" or verb.group == "context" else end
    line = _line("" if verb.group == "affiliation" else end, relation.basis, forth)
    stands = _stands(*([] if relation.basis == "planned" else [other, own]))
    words = f"{sign} {verb.label if forth else verb.inverse_label}".strip() + stands
    date = short_words(when) if when else "no date"
    return moment(view.landscape, relation, of), relation.basis, _row(view, date, words, line, other)


def _stands(*records: Actor | Event) -> str:
    """How the first of some records stands that is not known to have happened."""
    return next(
        (f", {event.status}" for event in records if isinstance(event, Event) and event.status in NOT_HAPPENED), ""
    )


def _step(view: View, id: str) -> Row:
    event = view.record(id)
    assert isinstance(event, Event)
    line = _line("", "reported", True)
    at = begun_by(event.date), places(view.landscape)[event.id], -1
    return at, "reported", _row(view, short_words(event.date), f"step{_stands(event)}", line, event)


def _row(view: View, date: str, words: str, line: Markup, other: Actor | Event) -> list[Node]:
    return [
        tag("span", {"class": "spine-when"}, date),
        tag("span", {"class": "spine-verb"}, words),
        line,
        _sign(view, other),
        record_link(name_of(other), other.id),
    ]


def _line(end: str, basis: Basis, forth: bool) -> Markup:
    """A short line with the sign at its end, on the side of whoever is done to."""
    token = end_token(end) if end else "affiliation"
    dashes = BASIS_LOOKS[basis].dasharray or None
    look = {"class": f"key-edge {token} {basis}", "fill": "none", "stroke-dasharray": dashes}
    line = svg_tag("path", {"d": "M4 7H30", **look})
    sign = drawn_end(end, "translate(31 7)" if forth else "translate(3 7) rotate(180)", token) if end else None
    box = {"width": 34, "height": 14, "viewBox": "0 0 34 14", "aria-hidden": "true"}
    return svg_tag("svg", box, line, sign)


def _sign(view: View, record: Actor | Event) -> Markup:
    look = f"look-{lane_look(view.landscape.lanes, record.lane)}"
    if isinstance(record, Actor):
        corner = f"{min(5, ACTOR_LOOKS[record.kind].corner / 2):g}"
        sign = svg_tag("rect", {"x": 1, "y": 2, "width": 16, "height": 10, "rx": corner, "class": "pill"})
    else:
        hollow = " hollow" if record.status in NOT_HAPPENED else ""
        symbol = shape_of(view.landscape, record.kind)
        place = {"d": shape_path(symbol, 5), "transform": "translate(9 7)"}
        sign = svg_tag("path", place | {"class": f"mark {symbol}{hollow}"})
    box = {"width": 18, "height": 14, "viewBox": "0 0 18 14", "aria-hidden": "true", "class": f"keys {look}"}
    return svg_tag("svg", box, sign)
