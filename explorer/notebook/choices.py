"""Words by keyword in; a selection and the options of a file out, or one error that says what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from explorer.errors import ExplorerError
from explorer.export.options import Options, Reading, Size
from explorer.export.template.package import template_from
from explorer.landscape import Landscape
from explorer.query.selection import Selection, from_query, to_query
from explorer.query.sets import SETS

MEANINGS = {
    "focus": "id of what is picked: an actor, event or instrument",
    "to": "id of another record, whose connection with the focus is asked for",
    "in_order": "True: that connection must go forward in time",
    "since": "first day of the window in time, included",
    "until": "last day of it, included",
    "as_of": "the day as of which everything is shown",
    "clock": "“happened” by that day, or “known” by it",
    **{name: one.means for name, one in SETS.items()},
    "level": "level of detail: key, supporting, all",
    "axis": "how the timeline spaces time: folded, true, even",
    "rows": "how it is grouped: lane, kind, instrument, actor",
    "nodes": "the network's: all, or actors tied by the events they share",
    "steps": "only what is within so many steps of the focus, 1 to 3",
    "tidy": "True: the network laid out for what is left",
    "vs": "id of an actor with whom the focus, an actor too, is compared",
    "tour": "the tour that is shown, with its step",
    "tour_step": "the step of the tour, from 1",
    "size": f"of a page: {', '.join(get_args(Size))}",
    "theme": "light or dark",
    "text_scale": "of all type, 0.5 to 2",
    "scale": "pixels for each px of a PNG, 1 to 3",
    "reading": f"where it is read, which says how small type may be: {', '.join(get_args(Reading))}",
    "title": "instead of the sentence that is worked out",
    "note": "said below the title",
    "one_page": "True: each picture on one page, with what weighs most",
    "omit": "ids of actors and events to leave out",
    "pin": "ids of who comes first on one page",
    "template": "a PowerPoint file whose design is used",
    "actors": "ids of those who get a slide of their own in a deck",
    "link": "where the page is served; citations and files name it",
}
"""What can be chosen: first what is shown, then how a file is made."""

_OPTIONS = tuple(name for name in Options.__dataclass_fields__ if name != "tour")  # which the selection has, too
_LISTS, _NUMBERS = ("actors", "omit", "pin"), ("scale", "text_scale")
_KINDS = get_type_hints(Selection)
_NEEDS = {"to": "focus", "vs": "focus", "steps": "focus", "in_order": "to", "tour_step": "tour"}


class BadChoice(ExplorerError):
    """Something chosen by keyword that there is not, or that means nothing; a sentence for each."""


def choices() -> Mapping[str, str]:
    """What pictures and files can be told by keyword, with what each means."""
    return dict(MEANINGS)


def chosen(landscape: Landscape, given: Mapping[str, Any]) -> tuple[Selection, Options]:
    """What is shown, and how a file of it is made. Raises BadChoice."""
    unknown = [name for name in given if name not in MEANINGS]
    if unknown:
        raise BadChoice(
            f"“{unknown[0][:60]}” is not something to choose — use one of {', '.join(MEANINGS)}; "
            "explorer.choices() says what each means."
        )
    said = {name: _value(name, value) for name, value in given.items() if name not in _OPTIONS}
    wanted = Selection(**{name: value for name, value in said.items() if value is not None})
    selection, notes = from_query(to_query(wanted), landscape)
    lost = [
        f"“{name}” says nothing without “{needs}” — give both, each an id of this landscape."
        for name, needs in _NEEDS.items()
        if said.get(name) and not getattr(selection, name) and not notes
    ]
    if notes or lost:
        raise BadChoice("\n".join((*notes, *lost)))
    return selection, _options(given)


def _options(given: Mapping[str, Any]) -> Options:
    """Whether their values can be kept is seen where the file is made."""
    said = {name: given[name] for name in _OPTIONS if given.get(name) is not None}
    for name, value in said.items():
        if name in _LISTS:
            said[name] = tuple(_words(name, value) or ())
        elif name == "template" and isinstance(value, str | Path):
            said[name] = template_from(Path(value))
        elif name in _NUMBERS:
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise BadChoice(f"“{name}” is {_shown(value)} — write a number such as 1.5.")
        elif name == "one_page":
            if not isinstance(value, bool):
                raise BadChoice(f"“{name}” is {_shown(value)} — write True or False.")
        elif not isinstance(value, str):
            raise BadChoice(f"“{name}” is {_shown(value)} — write a text.")
    return Options(**said)


def _value(name: str, value: Any) -> Any:
    """The value as its field has it; None where it is the usual one."""
    kind = _KINDS[name]
    if value is None:
        return None
    if kind == date | None:
        return _day(name, value)
    if "frozenset" in str(kind):
        return frozenset(_words(name, value))
    if kind is bool:
        if not isinstance(value, bool):
            raise BadChoice(f"“{name}” is {_shown(value)} — write True or False.")
        return value
    if kind is int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadChoice(f"“{name}” is {_shown(value)} — write a whole number.")
        return value
    if not isinstance(value, str):
        raise BadChoice(f"“{name}” is {_shown(value)} — write a text: {MEANINGS[name]}.")
    return value


def _day(name: str, value: Any) -> date:
    if isinstance(value, datetime):  # a day of pandas is one, too
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value if len(value) == len("2025-03-01") else "")
    except (TypeError, ValueError):
        raise BadChoice(f"“{name}” is {_shown(value)}, which is no day — write 2025-03-01.") from None


def _words(name: str, value: Any) -> tuple[str, ...]:
    """One text or several."""
    several = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Iterable) else (None,)
    if not all(isinstance(one, str) for one in several):
        raise BadChoice(f"“{name}” is {_shown(value)} — write a text or a list of texts: {MEANINGS[name]}.")
    return several


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
