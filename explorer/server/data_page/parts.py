"""What the data page says of a draft, as markup: what was read beside what is made of it, its tables, its problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explorer.data.checks.findings import Finding
from explorer.data.checks.validation import TOML
from explorer.data.dates.written_dates import both_ways
from explorer.draw.markup import Markup, Node, tag
from explorer.editing.desk import Desk
from explorer.editing.draft import SHOWN, Changes, changes, columns_of
from explorer.editing.opening import Answers, Opened
from explorer.errors import Problem
from explorer.importing.new import note
from explorer.importing.told import counted_rows
from explorer.server.data_page.columns import ROWS_SHOWN
from explorer.wording import how_many

SENTENCES = 30
"""So many sentences of a kind are shown; the others are counted."""

PROBLEMS = 200
"""So many problems are listed; the others are counted, and come up as these are mended."""

SETTINGS = "settings"
"""The name of the tab that holds landscape.toml."""

_DATES = (("us", "month first"), ("eu", "day first"), ("iso", "neither: leave them out"))
_ACT = "data-act"


def act(do: str, words: Node, look: str = "", **more: object) -> Markup:
    """A button that asks the server for something; its module sends what stands in its attributes."""
    named = {f"data-{name}": value for name, value in more.items()}
    return tag("button", {"type": "button", "class": look or None, _ACT: do, **named}, words)


def _answer(do: str, value: str, is_given: bool, words: str) -> Markup:
    """A button that gives one of several answers."""
    named = {"type": "button", "aria-pressed": str(is_given).lower(), _ACT: do, "data-value": value}
    return tag("button", named, words)


def opened_words(desk: Desk) -> str:
    """What is said first of what was opened: how much is wrong with it, how much was not kept, what is asked."""
    looked, opened = desk.looked(), desk.now.opened
    many = len(looked.problems) + looked.more + len(opened.stuck)
    wrong = f"{how_many(many, 'problem')} to mend" if many else "nothing is wrong in it"
    if opened.not_kept:
        wrong = wrong.replace("in it", "in what was made of it")
        wrong += f"; what was not kept is told below ({len(opened.not_kept):,})"
    question = " One question is open: how its dates are meant." if opened.question else ""
    return f"Opened; {wrong}.{question}"


# --- what was read -------------------------------------------------------------------------------------------------


def told_read(desk: Desk) -> Markup:
    """What was read beside what is made of it."""
    state = desk.now
    opened = state.opened
    heading = "What was read" if opened.read else "What is open"
    parts: list[Node] = [tag("header", {}, tag("h2", {"id": "read-title", "tabindex": "-1"}, heading), _headline(desk))]
    if opened.question or opened.dates:
        parts.append(_question(opened, state.answers))
    if opened.read:
        target = _target(desk, state.answers)
        sides = tag("div", {"class": "sides"}, _read_beside_made(desk), _sentences(opened))
        parts += [target, sides]
    if opened.differs is not None:
        parts.append(_by_hand_and_gone(opened))
    return tag("section", {"class": "read", "aria-labelledby": "read-title"}, parts)


def _headline(desk: Desk) -> Markup:
    state = desk.now
    names = ", ".join(name for name, _ in state.opened.read)
    made = counted_rows({table: len(rows) for table, rows in state.draft.tables.items()})
    if not names:
        return tag("p", {}, f"The landscape in the folder “{state.draft.name}”: {made}.")
    whose = f"an update of “{state.draft.name}”" if state.answers.update else "a new landscape"
    return tag("p", {}, f"{names} as {whose}: {made}.")


def _question(opened: Opened, answers: Answers) -> Markup:
    """The question how dates are meant, with what each answer makes of them."""
    question = opened.question
    asked = (
        f"Is {question.example} in {question.file} {both_ways(question.example)}?"
        if question
        else "Dates such as these may be read two ways:"
    )
    now = answers.dates or ""
    offered = _DATES[:2] if question else (*_DATES, ("", "as the file itself shows"))
    choices = [_answer("dates", value, now == value, words) for value, words in offered]
    rows = [
        tag("tr", {}, tag("th", {"scope": "row"}, date.text), tag("td", {}, date.us), tag("td", {}, date.eu))
        for date in opened.dates
    ]
    head = [tag("th", {"scope": "col"}, word) for word in ("as written", "month first", "day first")]
    table = tag("table", {}, tag("thead", {}, tag("tr", {}, head)), tag("tbody", {}, rows)) if rows else None
    look = "question open" if question else "question"
    return tag(
        "div",
        {"class": look},
        tag(
            "div",
            {},
            tag("h3", {}, asked),
            tag("div", {"class": "answers", "role": "group", "aria-label": "How dates are meant"}, choices),
            tag("p", {"class": "quiet"}, _as_read(opened, answers)),
        ),
        table,
    )


def _as_read(opened: Opened, answers: Answers) -> str:
    """How the dates are read for now."""
    if opened.question:
        return "Until you say it, they are shown with the month first; nothing can be saved before."
    read = {"us": "with the month first", "eu": "with the day first", "iso": "not at all: they are left out"}
    shown = read.get(answers.dates or "", "as other dates of the file must be, whose day is beyond 12")
    return f"They are read {shown}."


def _target(desk: Desk, answers: Answers) -> Node:
    """Whether the files are a landscape of their own or an update, where both can be."""
    if not desk.may_update:
        return None
    name = desk.shelf_folder.name if desk.shelf_folder else ""
    choices = (
        _answer("target", "new", not answers.update, "a landscape of its own"),
        _answer("target", "update", answers.update, f"an update of “{name}”"),
    )
    return tag("div", {"class": "answers", "role": "group", "aria-label": "What the files are"}, "This is ", choices)


def _read_beside_made(desk: Desk) -> Markup:
    """How many rows were read for each table, and how many are made."""
    read = Counter[str]()
    for _, counts in desk.now.opened.read:
        read.update(counts)
    made = {table: len(desk.now.draft.tables.get(table, {})) for table in SHOWN}
    rows = [
        tag(
            "tr",
            {},
            tag("th", {"scope": "row"}, table),
            tag("td", {}, f"{read[table]:,}" if read[table] else "–"),
            tag("td", {}, f"{made[table]:,}" if made[table] else "–"),
        )
        for table in SHOWN
        if read[table] or made[table]
    ]
    head = [tag("th", {"scope": "col"}, word) for word in ("table", "rows read", "rows made")]
    caption = tag("caption", {}, "Read, and made of it")
    return tag("table", {"class": "counts"}, caption, tag("thead", {}, tag("tr", {}, head)), tag("tbody", {}, rows))


def _sentences(opened: Opened) -> Markup:
    return tag(
        "div",
        {"class": "said-of-it"},
        _few("Guessed or made up", opened.guessed, "Nothing had to be guessed."),
        _few("Not kept", opened.not_kept, "Everything was kept."),
    )


def _few(heading: str, sentences: Sequence[str], none: str = "") -> Node:
    if not sentences and not none:
        return None
    rest = len(sentences) - SENTENCES
    items = [tag("li", {}, sentence) for sentence in sentences[:SENTENCES]]
    if rest > 0:
        items.append(tag("li", {"class": "quiet"}, f"… and {rest:,} more"))
    body = tag("ul", {}, items) if items else tag("p", {"class": "quiet"}, none)
    count = f" ({len(sentences):,})" if sentences else ""
    return tag(
        "div", {"tabindex": "0", "role": "group", "aria-label": heading}, tag("h3", {}, f"{heading}{count}"), body
    )


def _by_hand_and_gone(opened: Opened) -> Node:
    found = opened.differs
    if found is None or not (found.by_hand or found.gone):
        return None
    return tag(
        "div",
        {"class": "said-of-it"},
        _few("Changed by hand since the last import: these stay as they are", found.by_hand),
        _few("No longer in the file: these stay until they are deleted", found.gone),
    )


# --- the tables ----------------------------------------------------------------------------------------------------


def told_tabs(desk: Desk, table: str, first: int, problems: Sequence[Problem]) -> Markup:
    """A button for each table with its rows and problems, and what leads through a long one."""
    wrong = Counter(problem.file.removesuffix(".csv") for problem in problems)
    wrong[SETTINGS] = wrong.pop(TOML, 0)
    draft = desk.now.draft
    tabs = []
    for name in (*SHOWN, SETTINGS):
        rows = len(draft.tables.get(name, {}))
        many = "" if name == SETTINGS else f" {rows:,}"
        marked = tag("span", {"class": "wrong-count"}, f"{wrong[name]:,} to mend") if wrong[name] else None
        attributes = {"type": "button", "aria-pressed": str(name == table).lower(), _ACT: "table", "data-table": name}
        tabs.append(tag("button", attributes, name, tag("span", {"class": "many"}, many), marked))
    rows = len(draft.tables.get(table, {}))
    pages: Node = None
    if rows > ROWS_SHOWN:
        last = min(first + ROWS_SHOWN, rows)
        pages = tag(
            "p",
            {"class": "pages"},
            f"Rows {first + 1:,} to {last:,} of {rows:,} ",
            act("table", "earlier", "plain", table=table, first=max(0, first - ROWS_SHOWN)) if first else None,
            " ",
            act("table", "later", "plain", table=table, first=first + ROWS_SHOWN) if last < rows else None,
        )
    about = None if table == SETTINGS else _about_columns(table)
    return tag(
        "div", {}, tag("div", {"class": "tabs-of-tables", "role": "group", "aria-label": "Tables"}, tabs), about, pages
    )


def _about_columns(table: str) -> Markup:
    """How cells are changed, and what belongs into each column."""
    how = "Enter or a double click changes a cell, Escape leaves it as it was; * may not stay empty. "
    means = [
        (tag("dt", {}, column.replace("_", " ")), tag("dd", {}, note(table, column)))
        for column in columns_of(table)
        if note(table, column)
    ]
    summary = tag("summary", {}, how, tag("span", {"class": "as-link"}, "What belongs into each column"))
    return tag("details", {"class": "how"}, summary, tag("dl", {}, means))


def told_problems(desk: Desk, table: str, findings: Sequence[Finding] | None = None) -> Markup:
    """Every problem with its place, which leads to the cell, and its remedy; those of the table shown come first.
    Where there is none, what was found that is to be looked at again, and keeps nobody from saving."""
    problems, stuck = desk.looked().problems, desk.now.opened.stuck
    many = len(problems) + desk.looked().more
    if not many and not stuck:
        again = act("look", "What to look at again", "plain") if findings is None else _findings(desk, findings)
        return tag("div", {}, tag("h3", {}, "No problem left"), again)
    first = sorted(problems, key=lambda problem: problem.file != f"{table}.csv")
    shown = [_problem(problem) for problem in first[:PROBLEMS]]
    if many > len(shown):
        shown.append(tag("li", {"class": "quiet"}, f"… and {many - len(shown):,} more"))
    answered = sum(1 for problem in problems if problem.answer and problem.row and problem.column)
    all_ = act("mend", f"Mend the {answered:,} that have one answer", "plain") if answered > 1 else None
    files = [tag("li", {}, str(problem)) for problem in stuck[:PROBLEMS]]
    only = "In the files themselves" if len(stuck) != 1 else "In a file itself"
    return tag(
        "div",
        {},
        tag("div", {}, tag("h3", {}, f"{only} ({len(stuck)})"), tag("ul", {}, files)) if stuck else None,
        tag("h3", {}, f"To mend ({many:,})") if many else None,
        all_,
        tag("ul", {}, shown) if many else None,
    )


def _findings(desk: Desk, findings: Sequence[Finding]) -> Node:
    """What is to be looked at again, each with a way to the row it is about."""
    places = {row.get("id"): (table, number) for table in SHOWN for number, row in desk.now.draft.rows(table).items()}
    items = []
    for finding in findings[:PROBLEMS]:
        table, row = places.get(finding.id, ("", 0))
        lead = act("go", f"{table} row {row}", "plain", table=table, row=row, column="id") if row else None
        items.append(tag("li", {}, lead, f" {finding.sentence}"))
    if not items:
        return tag("p", {"class": "quiet"}, "Nothing was found that is to be looked at again.")
    heading = tag("h3", {}, f"To look at again ({len(findings):,})")
    return heading, tag("p", {"class": "quiet"}, "None of it keeps you from saving."), tag("ul", {}, items)


def _problem(problem: Problem) -> Markup:
    table = SETTINGS if problem.file == TOML else problem.file.removesuffix(".csv")
    place = f"{table} row {problem.row}" if problem.row is not None else table
    place += f", {problem.column.replace('_', ' ')}" if problem.column else ""
    at = {"table": table, "row": problem.row or 0, "column": problem.column or ""}
    mended = None
    if problem.answer and problem.row and problem.column and table != SETTINGS:
        mended = (" ", act("cell", f"Write “{problem.answer}”", "plain", **at, value=problem.answer))
    remedy = f" — {problem.mend}" if problem.mend else ""
    return tag("li", {}, act("go", place, "plain", **at), f" {problem.what}{remedy}", mended)


# --- what saving does ----------------------------------------------------------------------------------------------


def told_changes(desk: Desk) -> Markup:
    """What differs from the folder, row by row; nothing where there is none yet."""
    state = desk.now
    if state.opened.base is None:
        return tag("div", {})
    found = changes(state.opened.base, state.draft)
    same = state.opened.base.settings == state.draft.settings
    eased = state.opened.eased
    if not found and same and not eased:
        return tag("div", {}, tag("p", {"class": "quiet"}, f"Nothing differs from the folder “{state.draft.name}”."))
    items = [_table_changes(one) for one in found]
    settings = None if same else tag("p", {}, f"{TOML} is changed.")
    mended = None
    if eased:
        lines = tag("ul", {}, [tag("li", {}, str(problem)) for problem in eased[:PROBLEMS]])
        mended = tag("details", {}, tag("summary", {}, f"{len(eased):,} mended by saving"), lines)
    return tag("div", {}, tag("h3", {}, f"Differs from the folder “{state.draft.name}”"), items, settings, mended)


def _table_changes(one: Changes) -> Markup:
    said = [
        f"{count:,} {word}"
        for count, word in ((one.added, "new"), (one.changed, "changed"), (one.gone, "deleted"))
        if count
    ]
    rest = one.added + one.changed + one.gone - len(one.lines)
    lines = [tag("li", {}, line) for line in one.lines]
    if rest > 0:
        lines.append(tag("li", {"class": "quiet"}, f"… and {rest:,} more"))
    summary = tag("summary", {}, tag("b", {}, one.table), f": {', '.join(said)}")
    return tag("details", {}, summary, tag("ul", {}, lines))
