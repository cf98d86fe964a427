"""What the panel says while nothing is picked: the landscape in a few sentences, and where to begin."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.markup import Markup, Node, tag
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.page.panel.tour_card import step_address
from explorer.page.sentences import Prose, go_link, record_link, section, since
from explorer.page.status_words import reach_words
from explorer.prose.claims import Disagreement, all_disagreements
from explorer.prose.guide import PLANS, Guide, Plan, Question, guide
from explorer.prose.record import rows_without_source
from explorer.prose.standing import reasons_written_later
from explorer.query.selection import Selection, to_query
from explorer.query.tours import tours
from explorer.query.visible import View
from explorer.query.wider import wider_of

MAX_DISPUTES = 100
"""So many contradictions of a kind are told at once; the rest is counted."""

OPEN = to_query(Selection(states=PLANS))
CONTRADICTIONS = to_query(Selection(show="contradictions"))


def start(view: View, prose: Prose, served: bool = True) -> list[Markup]:
    """The guide; in a page that was saved as one file without what only a server answers."""
    known = guide(view)
    connected = [question for question in known.questions if served or not question.connects]
    questions = [tag("li", {}, _question(question)) for question in connected]
    if served:
        questions += [tag("li", {}, go_link(text, answer)) for text, answer in _standing_questions(known)]
    return [
        tag(
            "div",
            {"class": "guide-head"},
            tag("h3", {"class": "record-title", "tabindex": "-1"}, "Start anywhere"),
            tag("p", {"class": "quiet"}, "Pick any mark or name: its record opens here."),
            tag("p", {"class": "quiet"}, view.scope) if view.scope else None,
            tag("p", {"class": "quiet"}, f"Roles and summaries were written as of {prose.as_of}.")
            if view.selection.as_of
            else None,
        ),
        *_titled(
            "",
            tag("div", {"class": "lead"}, [prose.paragraph(sentence) for sentence in known.lead])
            if known.lead
            else None,
        ),
        *(_tours(view.landscape) if served else []),
        *_titled("Questions to begin with", tag("ul", {"class": "questions"}, questions) if questions else None),
        *_titled("Main actors", _actors(known) if known.actors else None),
        *_titled("Planned now", _planned(known, prose) if known.planned else None),
        *_contradict(known, served),
        _trust(prose, served),
    ]


def contradictions(landscape: Landscape, prose: Prose, *, on_a_day: bool = False) -> list[Markup]:
    """Every contradiction of what is shown, with each value, who says so, which is preferred and why; on a day only
    those that could be known by then."""
    disputed = [dispute for dispute in all_disagreements(landscape) if dispute.is_contradiction]
    settled = [d for d in disputed if d.is_settled]
    unsettled = [d for d in disputed if d not in settled]
    head = tag(
        "div",
        {"class": "panel-head"},
        tag("a", {"class": "to-guide", "href": "?", "data-view": ""}, "back to the guide"),
        tag("h3", {"class": "record-title", "tabindex": "-1"}, "Where sources contradict"),
        tag("p", {"class": "quiet"}, "Each value with who gives it, how it stands, and why."),
        tag("p", {"class": "quiet"}, reasons_written_later(prose.as_of)) if on_a_day else None,
    )
    parts = (("One value preferred", settled), ("Left open: none preferred", unsettled))
    told = [
        section(heading, len(some), (tag("div", {}, map(prose.disagreement, some[:MAX_DISPUTES])), _rest(some)), True)
        for heading, some in parts
        if some
    ]
    return [
        head,
        *(told or [tag("p", {"class": "quiet"}, "Of what is shown here no two sources contradict each other.")]),
    ]


def _rest(some: Sequence[Disagreement]) -> Node:
    left = len(some) - MAX_DISPUTES
    return tag("p", {"class": "quiet"}, f"{left} more are not told here: narrow a filter.") if left > 0 else None


def _titled(heading: str, body: Node) -> list[Markup]:
    if body is None:
        return []
    return [tag("div", {"class": "guide-part"}, tag("h4", {}, heading) if heading else None, body)]


def _standing_questions(known: Guide) -> list[tuple[str, str]]:
    """What every landscape may be asked, with the address of the answer."""
    asked = [("What is planned or still open?", OPEN)] if known.planned else []
    return asked + (
        [("Where do sources contradict each other?", CONTRADICTIONS)] if known.contradicted + known.unsettled else []
    )


def _question(question: Question) -> Markup:
    if question.connects:
        return go_link(question.text, to_query(question.answer))
    return record_link(question.text, question.answer.focus)


def _tours(landscape: Landscape) -> list[Markup]:
    """The way into each tour: of one a button, of several a list that begins with it."""
    walks = tours(landscape)
    if not walks:
        return []
    first, *others = walks.values()
    steps = tag("span", {"class": "quiet"}, f" {len(first.steps)} steps")
    begin = go_link(("Take the tour", steps), step_address(first, 1, landscape), "tour-begin")
    more = [
        tag(
            "li",
            {},
            go_link(tour.title, step_address(tour, 1, landscape)),
            tag("span", {"class": "quiet"}, f" {len(tour.steps)} steps"),
        )
        for tour in others
    ]
    called = tag("p", {"class": "quiet"}, first.title)
    return [
        tag(
            "div",
            {"class": "guide-part tours"},
            begin,
            called,
            tag("ul", {"class": "questions"}, more) if more else None,
        )
    ]


def _actors(known: Guide) -> Markup:
    rows = [
        tag(
            "li",
            {"class": f"look-{main.look}"},
            record_link(main.actor.name, main.actor.id),
            tag("span", {"class": "tie-count", "title": "ties recorded here"}, main.ties),
            tag("span", {"class": "quiet"}, main.actor.role) if main.actor.role else None,
        )
        for main in known.actors
    ]
    said = tag("p", {"class": "quiet"}, "The most tied of the weightiest, with how many ties each has here")
    return tag("div", {}, said, tag("ul", {"class": "main-actors"}, rows))


def _planned(known: Guide, prose: Prose) -> Markup:
    rows = [_plan(plan, prose) for plan in known.planned]
    more = f"{known.more_planned} more stand in the chronicle." if known.more_planned else ""
    return tag(
        "div",
        {},
        tag("p", {"class": "quiet"}, "None of it is known to have happened"),
        tag("ul", {"class": "plans"}, rows),
        tag("p", {"class": "quiet"}, more) if more else None,
    )


def _plan(plan: Plan, prose: Prose) -> Markup:
    event = plan.event
    came = plan.outlook.came_of_it
    passed = tag("span", {"class": "lapsed"}, f" {came[:1].upper()}{came[1:]}.") if came else since(event)
    return tag(
        "li",
        {"class": "basis-planned"},
        tag("span", {"class": "when"}, f"{words(event.date)} — "),
        record_link(event.title, event.id),
        tag("span", {"class": "quiet"}, f", {event.status}."),
        passed,
        prose.cites(event.sources),
    )


def _contradict(known: Guide, served: bool) -> list[Markup]:
    count = known.contradicted + known.unsettled
    if not count:
        return []
    left = f" Of {known.unsettled} none is preferred." if known.unsettled else ""
    link: Node = (" ", go_link("Read them", CONTRADICTIONS)) if served else None
    return [
        tag(
            "div",
            {"class": "guide-part differ"},
            tag("strong", {}, f"Where sources contradict each other ({count})"),
            tag("p", {}, f"Each with who says what, which is preferred and why.{left}", link),
        )
    ]


def sources_named(prose: Prose) -> str:
    """How many rows name their source, and how many sources are cited; what stands for none is no source."""
    landscape, wider = prose.landscape, wider_of(prose.landscape)
    stand_ins = sum(not source.is_given for source in prose.sources)
    many = prose.many - stand_ins
    cited = f"{_number(many)} {'is' if many == 1 else 'are'} cited"
    if wider and stand_ins:
        return f"Not every row names its source, and says so; {cited}."
    every, none = (0, 0) if wider else (len(landscape.rows), rows_without_source(landscape))
    if not none:
        return f"Every row names its source; {cited}."
    if none == every:
        return f"None of the {_number(every)} rows names a source."
    named = f"{_number(every - none)} name{'s' * (every - none == 1)} a source"
    return f"Of {_number(every)} rows {named}, {_number(none)} give{'s' * (none == 1)} none; {cited}."


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def _trust(prose: Prose, served: bool) -> Markup:
    said = f"{reach_words(prose.landscape)} {sources_named(prose)} "
    said += "A dotted line is someone’s claim, a dashed one a plan."
    file = "" if served else " Tours, comparisons and connections are told by the explorer itself, not by this file."
    age = tag("span", {"class": "age", "data-reach": prose.landscape.as_of.isoformat()})
    return tag("p", {"class": "quiet trust"}, age, said + file)
