"""The page that lists what is wrong in a landscape's files: by kind, the first rows of each, how to mend them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.data.checks.problem_kinds import ProblemKind
from explorer.draw.markup import Markup, Node, tag
from explorer.page.document import document, masthead, theme_button
from explorer.page.footing import Footing, HowRead, how_read_words, left_out_words, to_start
from explorer.wording import how_many

PROBLEMS_PATH = "/problems"
TITLE = "Problems in the files"

READ_ID = "read"
"""Where on the page it is told how a file of others was read."""

MAX_SENTENCES = 200
"""So many sentences of a kind are told; the others are counted."""


def problems_page(title: str, footing: Footing, links: Mapping[str, str], is_shown: bool = True) -> str:
    """The whole page. `title` is the landscape's; `is_shown` says whether anything of it can be shown."""
    back = tag("a", {"href": "./"}, "Back to the explorer") if is_shown else to_start(footing)
    heading = how_read_words(footing.read) if footing.read and not footing.count else TITLE
    body = tag(
        "div",
        {"class": "page about"},
        masthead(heading, title, (back, theme_button())),
        tag(
            "main",
            {},
            tag("p", {"class": "deck"}, _lead(footing, is_shown)),
            map(_kind, footing.problems),
            tag("p", {"class": "quiet"}, f"… and {footing.more:,} more problems.") if footing.more else None,
            _how_read(footing.read) if footing.read else None,
        ),
    )
    return document(f"{heading} · {title}", body, links)


def _lead(footing: Footing, is_shown: bool) -> Node:
    if not footing.count:
        if not footing.read:
            return "There is no problem in the files; all of them are shown."
        left = "what has no place here is listed below" if footing.read.not_kept else "all of it is shown"
        return f"There is no problem in {footing.read.file}; {left}."
    many = len(footing.problems)
    said = how_many(footing.count, "problem") + (f" of {many} kinds" if many > 1 else "") + ". "
    if not is_shown:
        return f"{said}Nothing of this landscape can be shown until they are mended."
    if footing.is_earlier:
        return f"{said}What is shown is the state before; once they are mended, it is the new one."
    left_out = left_out_words(footing)
    if not left_out:
        return said
    by_file = ", ".join(f"{rows:,} of {file}" for file, rows in footing.left_out)
    rows = f": those with problems, and those that name them ({by_file})" if by_file else ""
    return f"{said}{left_out[:1].upper()}{left_out[1:]}{rows}. The rest is shown."


def _kind(kind: ProblemKind) -> Markup:
    column = [", column ", tag("b", {}, kind.column)] if kind.column else None
    head = tag("h2", {}, kind.file, column, tag("span", {"class": "quiet"}, f" · {how_many(kind.count, 'problem')}"))
    rows = [
        tag(
            "tr",
            {},
            tag("td", {"class": "row"}, f"{problem.row:,}" if problem.row else "–"),
            tag("td", {}, problem.what),
            tag("td", {}, problem.mend[:1].upper() + problem.mend[1:] if problem.mend else "–"),
        )
        for problem in kind.first
    ]
    names = [tag("th", {"scope": "col"}, name) for name in ("Row", "What is wrong", "How to mend it")]
    rest = kind.count - len(kind.first)
    return tag(
        "section",
        {"class": "problem-kind"},
        head,
        tag("table", {}, tag("thead", {}, tag("tr", {}, names)), tag("tbody", {}, rows)),
        tag("p", {"class": "quiet"}, f"… and {rest:,} more of this kind.") if rest else None,
    )


def _how_read(read: HowRead) -> Markup:
    """What was taken of a file of others, what was guessed, and what has no place here."""
    return tag(
        "section",
        {"id": READ_ID, "class": "how-read"},
        tag("h2", {}, "What was read"),
        tag("p", {}, f"{read.counts}. The file itself is never changed; every save of it is read anew."),
        _sentences("What was not kept", read.not_kept, "Everything was kept."),
        _sentences("What was guessed", read.guessed, "Nothing was guessed."),
    )


def _sentences(head: str, sentences: Sequence[str], otherwise: str) -> Node:
    rest = len(sentences) - MAX_SENTENCES
    return [
        tag("h3", {}, head),
        tag("ul", {}, [tag("li", {}, line) for line in sentences[:MAX_SENTENCES]]) if sentences else None,
        tag("p", {"class": "quiet"}, f"… and {rest:,} more.") if rest > 0 else None,
        None if sentences else tag("p", {"class": "quiet"}, otherwise),
    ]
