"""A landscape in; the page “About the data” out, as HTML that needs no script: how to cite it, what is contested, what
was looked for and not found, what it rests on, what to look at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dash import html

from explorer.data.audit import KINDS, Audit, Count, Finding, Kind, audit, citation, content_hash
from explorer.draw.palette import lane_look
from explorer.edtf import parse_when, words
from explorer.model import Basis, Claim, Event, Instrument, Landscape, Source
from explorer.page import ids
from explorer.page.markup import Markup, document
from explorer.page.sentences import Prose
from explorer.prose.record import Disagreement, all_disagreements, name_of
from explorer.query.selection import Selection, to_query

PATH = "/about"
LINK = "about"
"""The same, seen from the page."""

TITLE = "About the data"

_BASIS_WORDS: dict[Basis, str] = {
    "reported": "a source says it in its own voice",
    "claimed": "a source says that somebody says so",
    "planned": "announced, not done",
    "opinion": "somebody’s judgement",
    "inferred": "the curators’ reading",
}

_FINDINGS: dict[Kind, tuple[str, str]] = {  # heading, and why it matters
    "value shown against the claims": (
        "Shown against the claims",
        "A date that is shown is not the one the claims prefer. One of the two needs mending.",
    ),
    "past its day without an outcome": (
        "Past its day without an outcome",
        "It was to have happened before the data were last checked, and nothing here says whether it did.",
    ),
    "one line of evidence": (
        "One line of evidence",
        "Several texts are cited, but one rests on the other, or both on the same interview: that is one witness.",
    ),
    "single source": (
        "A single source",
        "Only one publication tells it. That does not make it wrong, but nobody else confirms it here.",
    ),
    "look-alike names": ("Look-alike names", "Names that are easily taken for each other."),
    "actor without relations": ("Actors without relations", "They stand in the data, but nothing ties them to it."),
    "source nobody cites": ("Sources that nobody cites", "They are listed, but no row rests on them."),
}


def about_page(landscape: Landscape, prose: Prose, links: Mapping[str, str]) -> str:
    """The whole page. `links` gives the address of each file of the bundle."""
    title, description = f"{TITLE} · {landscape.title}", f"{TITLE}: {landscape.title}"
    return document(title, _body(landscape, prose, audit(landscape)), links, description)


def _body(landscape: Landscape, prose: Prose, audited: Audit) -> html.Div:
    contested = _contested(landscape)
    number = sum(len(found) for found in contested.values())
    regions = [
        ("cite", "How to cite it", "", _cite(landscape, audited)),
        (
            "contested",
            "What is contested",
            "Every value that a source gives is kept. The preferred one is bold, with the reason." if number else "",
            _contested_boxes(landscape, prose, contested),
        ),
        (
            "gaps",
            "What was looked for and not found",
            "So that an empty place is not taken for nothing to find." if landscape.gaps else "",
            _gaps(landscape),
        ),
        (
            "coverage",
            "What it rests on",
            "A row is one actor, event, instrument, provision, relation or claim; it may cite several sources.",
            _coverage(landscape, prose, audited),
        ),
        (
            "findings",
            "What to look at again",
            "Found by rule, not by judgement. None of it makes a row wrong.",
            _findings(landscape, audited),
        ),
    ]
    return html.Div(
        [
            *_head(landscape, {"contested": number, "gaps": len(landscape.gaps), "findings": len(audited.findings)}),
            html.Main([_region(*region) for region in regions]),
            html.Footer(
                html.P(["The page asks nothing of any other host. ", html.A("Back to the explorer", href="./")])
            ),
        ],
        className="page about",
    )


def _head(landscape: Landscape, counts: Mapping[str, int]) -> list[Any]:
    """Title and tools, and a strip that leads to each region with how much there is in it."""
    said = {"contested": "contested", "gaps": "not found", "coverage": "sources", "findings": "to look at again"}
    every = {**counts, "coverage": len(landscape.sources)}
    strip = html.Nav(
        [
            html.Span(["Data as of ", html.B(words(parse_when(landscape.as_of.isoformat())))]),
            *(html.A([html.B(f"{every[id]}"), f" {what}"], href=f"#{id}") for id, what in said.items()),
        ],
        className="filters",
        **{"aria-label": "On this page"},
    )
    tools = [
        html.A("Back to the explorer", href="./"),
        html.Button("Theme", id=ids.THEME_BUTTON, type="button", title="Switch between light and dark"),
    ]
    head = html.Header(
        [
            html.Div([html.H1(TITLE), html.P(landscape.title, className="deck")]),
            html.Div(tools, className="tools"),
        ],
        className="mast",
    )
    return [head, strip]


def _region(id: str, heading: str, remark: str, content: Any) -> html.Section:
    head = [html.H2(heading, id=f"{id}-title"), html.P(remark) if remark else None]
    return html.Section([html.Header(head), content], id=id, **{"aria-labelledby": f"{id}-title"})


# --- cite ----------------------------------------------------------------------------------------------------------


def _cite(landscape: Landscape, audited: Audit) -> html.Div:
    facts = (
        ("As of", [words(parse_when(landscape.as_of.isoformat())), ", when it was last held against the world"]),
        (
            "Content hash",
            [html.Code(content_hash(landscape)), ": it changes when the content does, however the files are written"],
        ),
        ("Licence", landscape.licence),
        ("Size", ", ".join(f"{count.rows} {count.name}" for count in audited.counts if count.rows)),
    )
    rows = [part for name, value in facts for part in (html.Dt(name), html.Dd(value))]
    return html.Div([html.P(citation(landscape), className="citation"), html.Dl(rows)], className="cite")


# --- contested -----------------------------------------------------------------------------------------------------


def _contested(landscape: Landscape) -> dict[str, list[Disagreement]]:
    """Every disagreement by the id of the record that shows it, in the order of the claims."""
    home = _homes(landscape)
    claims: dict[str, list[Claim]] = {}
    for claim in landscape.claims:
        claims.setdefault(claim.about, []).append(claim)
    found: dict[str, list[Disagreement]] = {}
    for about, theirs in claims.items():
        for disagreement in all_disagreements(replace(landscape, claims=tuple(theirs))):
            found.setdefault(home[about], []).append(disagreement)
    return found


def _homes(landscape: Landscape) -> dict[str, str]:
    """Of every row the record that shows it: itself, a rule's instrument, a relation's subject, a claim's matter."""
    home = {id: id for id in landscape.selectable}
    home |= {rule.id: rule.instrument for rule in landscape.provisions}
    home |= {relation.id: relation.subject for relation in landscape.relations}
    return home | {claim.id: home[claim.about] for claim in landscape.claims}


def _contested_boxes(
    landscape: Landscape, prose: Prose, contested: Mapping[str, Sequence[Disagreement]]
) -> html.Div | html.P:
    if not contested:
        return html.P("No two sources differ in anything that is recorded here.", className="quiet")
    selectable = landscape.selectable
    records = []
    for id, disagreements in contested.items():
        name = name_of(selectable[id])
        # The heading says already what most of them are about.
        boxes = [prose.disagreement(replace(d, subject="") if d.subject == name else d) for d in disagreements]
        records.append(html.Div([html.H3(_link(name, id)), *boxes], className="record-boxes"))
    return html.Div(records, className="boxes")


def _link(text: str, id: str) -> html.A:
    return html.A(text, href=f"./?{to_query(Selection(focus=id))}")


# --- gaps ----------------------------------------------------------------------------------------------------------


def _gaps(landscape: Landscape) -> html.Ul | html.P:
    if not landscape.gaps:
        return html.P("Nothing is recorded as looked for in vain.", className="quiet")
    return html.Ul(
        [
            html.Li(
                [
                    f"{gap.what.rstrip('.')}: ",
                    html.Em(f"{gap.state.rstrip('.')}."),
                    html.Span(f" {gap.note}", className="quiet") if gap.note else None,
                ]
            )
            for gap in landscape.gaps
        ],
        className="gaps",
    )


# --- coverage ------------------------------------------------------------------------------------------------------


def _coverage(landscape: Landscape, prose: Prose, audited: Audit) -> html.Div:
    looks = {lane.id: f"look-{lane_look(landscape.lanes, lane.id)}" for lane in landscape.lanes}
    small = [
        _table("Rows by the layers of sources they cite", "Layer", "Rows", audited.by_group),
        _table("Relations by how they are known", "Basis", "Relations", audited.by_basis, _BASIS_WORDS),
        _table("Records by level of government", "Level", "Records", audited.by_lane, looks=looks),
        _table("Events by the year they begin in", "Year", "Events", audited.by_year),
    ]
    return html.Div([html.Div(small, className="small"), _sources_table(landscape, prose, audited)])


def _table(
    caption: str,
    what: str,
    unit: str,
    counts: Sequence[Count],
    remarks: Mapping[Any, str] | None = None,
    looks: Mapping[str, str] | None = None,
) -> html.Table:
    most = max((count.rows for count in counts), default=0)
    rows = [
        html.Tr(
            [
                html.Th(
                    [
                        html.I(className=f"lane-key {looks[count.id]}") if looks else None,
                        count.name[:1].upper() + count.name[1:],
                        html.Span(f" {remarks[count.name]}", className="quiet") if remarks else None,
                    ],
                    scope="row",
                ),
                _count_cell(count.rows, most, looks[count.id] if looks else ""),
            ]
        )
        for count in counts
    ]
    head = html.Thead(html.Tr([html.Th(what, scope="col"), html.Th(unit, scope="col")]))
    return html.Table([html.Caption(caption), head, html.Tbody(rows)])


def _sources_table(landscape: Landscape, prose: Prose, audited: Audit) -> html.Table:
    """Cited sources with the numbers that citations on this page lead to, then the others."""
    number = {source.id: place for place, source in enumerate(prose.sources, 1)}
    rows_of = {count.id: count.rows for count in audited.by_source}
    most = max(rows_of.values(), default=0)
    ordered = sorted(landscape.sources, key=lambda source: number.get(source.id, len(number) + 1))
    rows = [
        html.Tr(
            [
                html.Td(number.get(source.id, "–")),
                html.Th(_source(source), scope="row"),
                _count_cell(rows_of[source.id], most),
            ],
            **({"id": f"source-{number[source.id]}"} if source.id in number else {}),
        )
        for source in ordered
    ]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in ("No.", "Source", "Rows")]))
    return html.Table([html.Caption("Rows that cite each source"), head, html.Tbody(rows)], className="by-source")


def _source(source: Source) -> list[Any]:
    title = html.A(source.title, href=source.url, rel="noopener noreferrer") if source.url else source.title
    facts = [words(source.published) if source.published else "no date", source.kind, source.group]
    if source.line:
        facts.append(f"line of evidence “{source.line}”")
    return [f"{source.publisher}, ", html.Cite(title), html.Span(f" {' · '.join(facts)}", className="quiet")]


def _count_cell(rows: int, most: int, look: str = "") -> html.Td:
    share = round(100 * rows / most) if most else 0
    bar = html.Span(Markup(_bar(max(share, 1) if rows else 0)), className="share")
    return html.Td([html.Span(f"{rows}"), bar], className=f"count {look}".strip())


def _bar(share: int) -> str:
    """A bar of so many per cent; the number beside it says it in words."""
    return (
        '<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect width="{share}" height="1"></rect></svg>'
    )


# --- findings ------------------------------------------------------------------------------------------------------


def _findings(landscape: Landscape, audited: Audit) -> html.Div | html.P:
    if not audited.findings:
        return html.P("Nothing was found that a curator should look at again.", className="quiet")
    names = _names(landscape)
    groups = []
    for kind in KINDS:
        found = audited.of_kind(kind)
        if found:
            heading, why = _FINDINGS[kind]
            summary = html.Summary([html.H3(heading), html.Span(_extent(found), className="quiet")])
            items = html.Ul([_finding(finding, names) for finding in found])
            groups.append(html.Details([summary, html.P(why), items]))
    notes = [html.P(note) for note in landscape.notes]
    explained = html.Div([html.H3("What the curators say of these"), *notes]) if notes else None
    return html.Div([explained, *groups], className="findings")


def _extent(found: Sequence[Finding]) -> str:
    """How much a kind of finding is about: rows, where findings stand for many."""
    rows = {row for finding in found for row in finding.rows}
    if found[0].kind in ("single source", "one line of evidence"):
        return f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return f"{len(found)}"


def _finding(finding: Finding, names: Mapping[str, tuple[str, str]]) -> html.Li:
    """The sentence with the names in it linked; then the rows it stands for, unless it names them."""
    sentence = _linked(finding.sentence, [names[id] for id in (finding.id, *finding.rows) if id in names])
    if len(sentence) > 1 or not finding.rows:
        return html.Li(sentence)
    rows = html.Ul([html.Li(_link(*names[row])) for row in finding.rows], className="rows")
    return html.Li([*sentence, rows])


def _names(landscape: Landscape) -> dict[str, tuple[str, str]]:
    """What each row is called, and the record that shows it. Records by their full names, as findings quote them."""
    home, selectable = _homes(landscape), landscape.selectable
    called = {id: r.title if isinstance(r, (Event, Instrument)) else r.name for id, r in selectable.items()}
    short = {id: name_of(record) for id, record in selectable.items()}
    verbs = {verb.id: verb.label for verb in landscape.verbs}
    called |= {rule.id: rule.text for rule in landscape.provisions}
    called |= {r.id: f"{short[r.subject]} {verbs[r.verb]} {short[r.object]}" for r in landscape.relations}
    called |= {c.id: f"{short[home[c.id]]}, {c.property}: {c.value}" for c in landscape.claims}
    return {id: (name, home[id]) for id, name in called.items()}


def _linked(sentence: str, names: Iterable[tuple[str, str]]) -> list[Any]:
    """The sentence, each name that it has in quotes a link to its record."""
    parts: list[Any] = [sentence]
    for name, id in dict.fromkeys(names):
        for index, part in enumerate(parts):
            if isinstance(part, str) and f"“{name}”" in part:
                before, _, after = part.partition(f"“{name}”")
                parts[index : index + 1] = [before, html.Span(["“", _link(name, id), "”"]), after]
                break
    return parts
