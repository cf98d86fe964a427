"""A landscape in; the page “About the data” out, as HTML that needs no script: how to cite it, what is contested, what
was looked for and not found, what it rests on, what to look at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.data.checks.audit import Audit, Count, audit, content_hash, landscape_citation
from explorer.data.checks.findings import KINDS, Finding, Kind
from explorer.draw.markup import Markup, Node, svg_tag, tag
from explorer.draw.palette import lane_look
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import Basis, Event, Instrument, Source
from explorer.page.controls import lane_word
from explorer.page.document import document, masthead, theme_button
from explorer.page.sentences import Prose
from explorer.page.status_words import reach_words
from explorer.prose.claims import Disagreement, all_disagreements
from explorer.prose.phrases import name_of
from explorer.query.around import index_of
from explorer.query.selection import Selection, to_query
from explorer.query.visible import whole
from explorer.wording import day_words, how_many

ABOUT_PATH = "/about"
LINK = "about"
"""The same, seen from the page."""

TITLE = "About the data"

_SCOPE = "{} What stands on this page is worked out from those that are drawn and told."

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
    "relation given twice": ("A relation given twice", "It would be counted and drawn as two ties."),
    "for and against one thing": (
        "For and against one thing",
        "One actor takes both sides: at different times it may be so, else one of the two needs mending.",
    ),
    "circle of belonging": ("Belonging in a circle", "A part cannot hold its whole."),
    "contradiction that may be none": (
        "A contradiction that may be none",
        "Values are said to differ, but may be the same, coarser or in other words.",
    ),
    "finding in a publication’s mouth": (
        "A finding in a publication’s mouth",
        "Only who searched can say that nothing was found: that is the curators’ word.",
    ),
    "reasons of one side": ("Reasons of one side", "Where a source gives a reason, every side’s should be told."),
    "party of some": ("A party named for some", "A label for some and not for others is not neutral."),
    "past its day without an outcome": (
        "Past its day without an outcome",
        "It was to have happened before the day to which these data reach, and nothing here says whether it did.",
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
    return document(title, _about_body(landscape, prose, audit(landscape)), links, description)


def _about_body(landscape: Landscape, prose: Prose, audited: Audit) -> Markup:
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
    counts = {"contested": number, "gaps": len(landscape.gaps), "findings": len(audited.findings)}
    back = tag("a", {"href": "./"}, "Back to the explorer")
    return tag(
        "div",
        {"class": "page about"},
        _head(landscape, counts),
        tag("p", {"class": "quiet"}, _SCOPE.format(scope)) if (scope := whole(landscape).scope) else None,
        tag("main", {}, [_region(*region) for region in regions]),
        tag("footer", {}, tag("p", {}, "The page asks nothing of any other host. ", back)),
    )


def _head(landscape: Landscape, counts: Mapping[str, int]) -> list[Markup]:
    """Title and tools, and a strip that leads to each region with how much there is in it."""
    said = {"contested": "contested", "gaps": "not found", "coverage": "sources", "findings": "to look at again"}
    every = {**counts, "coverage": len(landscape.sources)}
    strip = tag(
        "nav",
        {"class": "filters", "aria-label": "On this page"},
        tag("span", {}, "Data as of ", tag("b", {}, day_words(landscape.as_of))),
        *(tag("a", {"href": f"#{id}"}, tag("b", {}, f"{every[id]}"), f" {what}") for id, what in said.items()),
    )
    tools = (tag("a", {"href": "./"}, "Back to the explorer"), theme_button())
    return [masthead(TITLE, landscape.title, tools), strip]


def _region(id: str, heading: str, remark: str, content: Node) -> Markup:
    head = [tag("h2", {"id": f"{id}-title"}, heading), tag("p", {}, remark) if remark else None]
    return tag("section", {"id": id, "aria-labelledby": f"{id}-title"}, tag("header", {}, head), content)


# --- cite ----------------------------------------------------------------------------------------------------------


def _cite(landscape: Landscape, audited: Audit) -> Markup:
    facts = (
        ("As of", reach_words(landscape)),
        (
            "Content hash",
            [
                tag("code", {}, content_hash(landscape)),
                ": it changes when the content does, however the files are written",
            ],
        ),
        ("Licence", landscape.licence),
        ("Size", ", ".join(f"{count.rows} {count.name}" for count in audited.counts if count.rows)),
    )
    rows = [(tag("dt", {}, name), tag("dd", {}, value)) for name, value in facts]
    return tag(
        "div", {"class": "cite"}, tag("p", {"class": "citation"}, landscape_citation(landscape)), tag("dl", {}, rows)
    )


# --- contested -----------------------------------------------------------------------------------------------------


def _contested(landscape: Landscape) -> dict[str, list[Disagreement]]:
    """Every disagreement by the id of the record that shows it, in the order of the claims."""
    home = _homes(landscape)
    found: dict[str, list[Disagreement]] = {}
    for about, theirs in index_of(landscape).claims_of.items():
        for disagreement in all_disagreements(replace(landscape, claims=tuple(theirs))):
            found.setdefault(home[about], []).append(disagreement)
    return found


def _homes(landscape: Landscape) -> dict[str, str]:
    """Of every row the record that shows it: itself, a rule's instrument, a relation's subject, a claim's matter."""
    home = {id: id for id in landscape.selectable}
    home |= {rule.id: rule.instrument for rule in landscape.provisions}
    home |= {relation.id: relation.subject for relation in landscape.relations}
    return home | {claim.id: home[claim.about] for claim in landscape.claims}


def _contested_boxes(landscape: Landscape, prose: Prose, contested: Mapping[str, Sequence[Disagreement]]) -> Markup:
    if not contested:
        return tag("p", {"class": "quiet"}, "No two sources differ in anything that is recorded here.")
    selectable = landscape.selectable
    records = []
    for id, disagreements in contested.items():
        name = name_of(selectable[id])
        # The heading says already what most of them are about.
        boxes = [prose.disagreement(replace(d, subject="") if d.subject == name else d) for d in disagreements]
        records.append(tag("div", {"class": "record-boxes"}, tag("h3", {}, _about_link(name, id)), *boxes))
    return tag("div", {"class": "boxes"}, records)


def _about_link(text: str, id: str) -> Markup:
    return tag("a", {"href": f"./?{to_query(Selection(focus=id))}"}, text)


# --- gaps ----------------------------------------------------------------------------------------------------------


def _gaps(landscape: Landscape) -> Markup:
    if not landscape.gaps:
        return tag("p", {"class": "quiet"}, "Nothing is recorded as looked for in vain.")
    return tag(
        "ul",
        {"class": "gaps"},
        [
            tag(
                "li",
                {},
                f"{gap.what.rstrip('.')}: ",
                tag("em", {}, f"{gap.state.rstrip('.')}."),
                tag("span", {"class": "quiet"}, f" {gap.note}") if gap.note else None,
            )
            for gap in landscape.gaps
        ],
    )


# --- coverage ------------------------------------------------------------------------------------------------------


def _coverage(landscape: Landscape, prose: Prose, audited: Audit) -> Markup:
    looks = {lane.id: f"look-{lane_look(landscape.lanes, lane.id)}" for lane in landscape.lanes}
    small = [
        _count_table("Rows by the layers of sources they cite", "Layer", "Rows", audited.by_group),
        _count_table("Relations by how they are known", "Basis", "Relations", audited.by_basis, _BASIS_WORDS),
        _count_table(
            f"Records by {landscape.lane_word}", lane_word(landscape), "Records", audited.by_lane, looks=looks
        ),
        _count_table("Events by the year they begin in", "Year", "Events", audited.by_year),
    ]
    return tag("div", {}, tag("div", {"class": "small"}, small), _sources_table(landscape, prose, audited))


def _count_table(
    caption: str,
    what: str,
    unit: str,
    counts: Sequence[Count],
    remarks: Mapping[Any, str] | None = None,
    looks: Mapping[str, str] | None = None,
) -> Markup:
    most = max((count.rows for count in counts), default=0)
    rows = [
        tag(
            "tr",
            {},
            tag(
                "th",
                {"scope": "row"},
                tag("i", {"class": f"lane-key {looks[count.id]}"}) if looks else None,
                count.name[:1].upper() + count.name[1:],
                tag("span", {"class": "quiet"}, f" {remarks[count.name]}") if remarks else None,
            ),
            _count_cell(count.rows, most, looks[count.id] if looks else ""),
        )
        for count in counts
    ]
    head = tag("thead", {}, tag("tr", {}, tag("th", {"scope": "col"}, what), tag("th", {"scope": "col"}, unit)))
    return tag("table", {}, tag("caption", {}, caption), head, tag("tbody", {}, rows))


def _sources_table(landscape: Landscape, prose: Prose, audited: Audit) -> Markup:
    """Cited sources with the numbers that citations on this page lead to, then the others."""
    number = {source.id: prose.number_of(source.id) for source in prose.sources}
    layers = {layer.id: layer.label for layer in landscape.layers}
    rows_of = {count.id: count.rows for count in audited.by_source}
    most = max(rows_of.values(), default=0)
    ordered = sorted(landscape.sources, key=lambda source: number.get(source.id, len(number) + 1))
    rows = [
        tag(
            "tr",
            {"id": f"source-{number[source.id]}" if source.id in number else None},
            tag("td", {}, number.get(source.id, "–")),
            tag("th", {"scope": "row"}, _source_link(source, layers.get(source.group, source.group))),
            _count_cell(rows_of[source.id], most),
        )
        for source in ordered
    ]
    head = tag("thead", {}, tag("tr", {}, [tag("th", {"scope": "col"}, name) for name in ("No.", "Source", "Rows")]))
    return tag(
        "table", {"class": "by-source"}, tag("caption", {}, "Rows that cite each source"), head, tag("tbody", {}, rows)
    )


def _source_link(source: Source, layer: str) -> list[Any]:
    title = tag("a", {"href": source.url, "rel": "noopener noreferrer"}, source.title) if source.url else source.title
    facts = [words(source.published) if source.published else "no date", source.kind, layer]
    if source.line:
        facts.append(f"line of evidence “{source.line}”")
    return [f"{source.publisher}, ", tag("cite", {}, title), tag("span", {"class": "quiet"}, f" {' · '.join(facts)}")]


def _count_cell(rows: int, most: int, look: str = "") -> Markup:
    share = round(100 * rows / most) if most else 0
    bar = tag("span", {"class": "share"}, _share_bar(max(share, 1) if rows else 0))
    return tag("td", {"class": f"count {look}".strip()}, tag("span", {}, f"{rows}"), bar)


def _share_bar(share: int) -> Markup:
    """A bar of so many per cent; the number beside it says it in words."""
    look = {"viewBox": "0 0 100 1", "preserveAspectRatio": "none", "aria-hidden": "true", "focusable": "false"}
    return svg_tag("svg", look, svg_tag("rect", {"width": share, "height": 1}))


# --- findings ------------------------------------------------------------------------------------------------------


def _findings(landscape: Landscape, audited: Audit) -> Markup:
    if not audited.findings:
        return tag("p", {"class": "quiet"}, "Nothing was found that a curator should look at again.")
    names = _row_names(landscape)
    groups = []
    for kind in KINDS:
        found = audited.of_kind(kind)
        if found:
            heading, why = _FINDINGS[kind]
            summary = tag("summary", {}, tag("h3", {}, heading), tag("span", {"class": "quiet"}, _extent(found)))
            items = tag("ul", {}, [_finding(finding, names) for finding in found])
            groups.append(tag("details", {}, summary, tag("p", {}, why), items))
    notes = [tag("p", {}, note) for note in landscape.notes]
    explained = tag("div", {}, tag("h3", {}, "What the curators say of these"), *notes) if notes else None
    return tag("div", {"class": "findings"}, explained, *groups)


def _extent(found: Sequence[Finding]) -> str:
    """How much a kind of finding is about: rows, where findings stand for many."""
    rows = {row for finding in found for row in finding.rows}
    if found[0].kind in ("single source", "one line of evidence"):
        return how_many(len(rows), "row")
    return f"{len(found)}"


def _finding(finding: Finding, names: Mapping[str, tuple[str, str]]) -> Markup:
    """The sentence with the names in it linked; then the rows it stands for, unless it names them."""
    sentence = _linked(finding.sentence, [names[id] for id in (finding.id, *finding.rows) if id in names])
    if len(sentence) > 1 or not finding.rows:
        return tag("li", {}, sentence)
    rows = tag("ul", {"class": "rows"}, [tag("li", {}, _about_link(*names[row])) for row in finding.rows])
    return tag("li", {}, *sentence, rows)


def _row_names(landscape: Landscape) -> dict[str, tuple[str, str]]:
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
                parts[index : index + 1] = [before, tag("span", {}, "“", _about_link(name, id), "”"), after]
                break
    return parts
