"""A landscape every text of which would like to be something else, its harmless twin, and what could act in a document.

`hostile(world)` and `harmless(world)` are the same landscape with other letters in every free text: a text of the one
has, letter by letter, plain letters in the other. So whatever is made of the two must be built alike: `acting` tells
what of a document could act, `built_of` of what it is built, `plain` makes their texts equal.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from explorer.landscape import Landscape
from explorer.model import (
    Actor,
    Citation,
    Claim,
    Event,
    EventKind,
    Gap,
    Instrument,
    Lane,
    Layer,
    Passage,
    Provision,
    Relation,
    Source,
    Verb,
)
from explorer.records import Record, fields_of

TEXTS: dict[type[Record], tuple[str, ...]] = {
    Landscape: ("title", "summary", "licence", "notes", "lane_word"),
    Layer: ("id", "label"),
    EventKind: ("id", "label"),
    Lane: ("label",),
    Citation: ("locator",),
    Source: ("title", "publisher", "kind", "group", "line", "note"),
    Passage: ("locator", "heading", "quote"),
    Actor: ("name", "aliases", "role", "summary"),
    Event: ("title", "short_title", "aliases", "kind", "summary"),
    Instrument: ("title", "number", "aliases", "kind", "status", "summary"),
    Provision: ("number", "text", "condition"),
    Verb: ("label", "inverse_label", "subject_kinds", "object_kinds", "synonyms"),
    Relation: ("reason", "note"),
    Claim: ("property", "value", "note"),
    Gap: ("what", "state", "note"),
}
"""The fields that anybody may write anything into. Kinds of events and layers of sources are free words, which other
rows repeat."""

NO_TEXTS: dict[type[Record], tuple[str, ...]] = {
    Landscape: ("id", "default_view"),
    Layer: (),
    EventKind: (),
    Lane: ("id",),
    Citation: ("source",),
    Source: ("id", "url"),
    Passage: ("source",),
    Actor: ("id", "lane"),
    Event: ("id", "lane", "instrument", "outcome"),
    Instrument: ("id", "lane"),
    Provision: ("id", "instrument"),
    Verb: ("id",),
    Relation: ("id", "subject", "verb", "object", "attributed_to"),
    Claim: ("id", "about", "attributed_to"),
    Gap: ("id",),
}
"""Written as text, but checked when they are loaded: ids, links, and an address that is read strictly."""

TABLES = (
    "lanes",
    "layers",
    "kinds",
    "sources",
    "passages",
    "actors",
    "events",
    "instruments",
    "provisions",
    "relations",
    "claims",
    "verbs",
    "gaps",
)

TRICKS = (
    "<script>alert('x')</script>",
    "<img src=x onerror=\"alert('x')\">",
    "\"' autofocus onfocus=alert(1) x='",
    "</script><script>alert(1)</script>",
    "</title></style></textarea><b>&amp;&lt;",
    "--><iframe src=//host.example></iframe>",
    "]]><a href=//host.example>here</a>",
    "<a href='javascript:alert(1)'>here</a>",
    "<meta http-equiv=refresh content=0;url=//host.example/>",
    "{%app_entry%}{0}{x}%s%(x)s${x}{{x}}",
)
BEGINNINGS = ("", "=cmd|' /C calc'!A0 ", "+1+", "-1-", "@sum(1) ", "javascript:alert(1) ")
"""What a spreadsheet would run, or a link."""

_LETTERS = str.maketrans("+-=@<>\"'&/:;{}%()$|]!#\\", "abcdwvmnkrhszcfgxylqueo")
"""What a text may begin with becomes letters in the same order, so that what is sorted stays in its order."""


def plain(text: str) -> str:
    """A text without a sign that means something to a program; letter by letter, so that it is as long.

    >>> plain("<a href=//x>")
    'wa hrefcrrxv'
    """
    return text.translate(_LETTERS)


def told(text: str) -> str:
    """What is compared of a text: neither signs, capitals nor spaces, and not the content hash of either world."""
    return " ".join(re.sub(r"\b[0-9a-f]{12}\b", "HASH", plain(text)).lower().split())


def hostile(world: Landscape) -> Landscape:
    return _written(world, lambda text: text)


def harmless(world: Landscape) -> Landscape:
    """The same landscape, and the same texts without a sign in them."""
    return _written(world, plain)


def marks_in(text: str) -> set[str]:
    """The numbers of the fields whose text stands there."""
    return set(re.findall(r"mk[0-9]{4}k", text.lower()))


# --- writing -------------------------------------------------------------------------------------------------------


def _written(world: Landscape, spell: Callable[[str], str]) -> Landscape:
    """The world with a text of its own in every field: a mark that is found again, and tricks, spelled so."""
    number = 0
    kinds: dict[str, str] = {}

    def text(few: bool, several: bool) -> str:
        nonlocal number
        number += 1
        tricks = " ".join(TRICKS) if few else TRICKS[number % len(TRICKS)]
        made = f"{BEGINNINGS[number % len(BEGINNINGS)]}mk{number:04d}k {tricks}"
        # Where one cell holds several texts a ";" parts them, and "@" a source from the place in it.
        return spell(made.replace(";", ",").replace("@", "a") if several else made)

    def kind_of(kind: str) -> str:
        if kind not in kinds:
            kinds[kind] = text(few=False, several=True)
        return kinds[kind]

    world = replace(
        world,
        kinds=(EventKind(id=world.events[0].kind, shape="triangle", label="shape"),),
        passages=(Passage(source=world.sources[0].id, locator="L1", heading="head", quote="four words at least"),),
    )
    groups = {source.group: text(few=False, several=True) for source in world.sources}

    def rewritten(row: Record, few: bool) -> Record:
        changes: dict[str, Any] = {}
        for field in TEXTS[type(row)]:
            if (type(row), field) in ((Event, "kind"), (EventKind, "id")):
                changes[field] = kind_of(getattr(row, field))
            elif (type(row), field) in ((Source, "group"), (Layer, "id")):
                changes[field] = groups[getattr(row, field)]
            elif (type(row), field) == (Passage, "quote"):
                changes[field] = f"{text(few=False, several=False)} and four words more"
            elif type(row) is Verb and field.endswith("_kinds"):
                changes[field] = tuple(kinds.get(kind, kind) for kind in getattr(row, field))
            elif isinstance(getattr(row, field), tuple):
                changes[field] = tuple(text(few, several=field != "notes") for _ in range(2))
            else:
                changes[field] = text(few, several=False)
        if "sources" in fields_of(type(row)):
            cited = getattr(row, "sources")  # noqa: B009 - not every record has them
            changes["sources"] = tuple(replace(one, locator=text(False, True)) for one in cited)
        return replace(row, **changes)

    tables = {
        name: tuple(rewritten(row, few=len(getattr(world, name)) < len(TRICKS) // 2) for row in getattr(world, name))
        for name in TABLES
    }
    own = {field: (text(True, False),) * 2 if field == "notes" else text(True, False) for field in TEXTS[Landscape]}
    return replace(world, **(tables | own))


# --- reading -------------------------------------------------------------------------------------------------------

ACTING = {"script", "img", "iframe", "frame", "object", "embed", "meta", "style", "link", "base", "form", "template"}
ACTING |= {"audio", "video", "source", "foreignobject", "use", "animate", "set", "image", "handler", "noscript", "math"}
LINKS = {"href", "src", "action", "formaction", "xlink:href", "srcset", "data", "poster", "background", "content"}
Element = tuple[str, tuple[str, ...]]


class Reading(HTMLParser):
    """A document as a browser's parser would take it apart, near enough: elements, attributes, texts."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.acts: Counter[Any] = Counter()
        self.built: set[Element] = set()
        self.texts: list[str] = []
        self.drawn: list[str] = []
        """Texts in a picture: where they are cut and broken depends on how wide their letters are."""
        self.data: list[Any] = []
        self._inside = ""
        self._pictures = 0
        self._carries = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.built.add((tag, tuple(sorted({name for name, _ in attrs}))))
        self._inside = tag
        self._pictures += tag == "svg"
        self._carries = tag == "script" and ("type", "application/json") in attrs
        if tag in ACTING:
            self.acts[tag] += 1
        named = dict(attrs).get("property") or dict(attrs).get("name")
        words = tag == "meta" and named is not None and named not in ("og:url", "og:image")
        for name, value in attrs:
            if name.startswith("on") or (name in ("autofocus", "srcdoc", "style") and tag in ACTING):
                self.acts[tag, name] += 1
            if name in LINKS and not words and (foreign := foreign_part(value or "")):
                self.acts[tag, name, foreign] += 1
            if name in ("title", "aria-label", "alt", "placeholder") or (words and name == "content"):
                self._told().append(value or "")

    def handle_data(self, data: str) -> None:
        if self._carries and data.strip():
            self.data.append(json.loads(data))
        elif self._inside not in ("script", "style"):
            self._told().append(data)

    def _told(self) -> list[str]:
        return self.drawn if self._pictures else self.texts

    def handle_endtag(self, tag: str) -> None:
        self._inside, self._carries = "", False
        self._pictures -= tag == "svg"

    def handle_decl(self, decl: str) -> None:
        self.acts["<!", decl.lower()] += 1

    def handle_comment(self, data: str) -> None:
        self.acts["<!--"] += 1

    def unknown_decl(self, data: str) -> None:
        self.acts["<![", data] += 1

    def handle_pi(self, data: str) -> None:
        self.acts["<?"] += 1


def foreign_part(link: str) -> str:
    """Scheme and host of a link that leads away from where it stands or runs something; "" for any other."""
    told = re.sub(r"[\s\x00-\x20]", "", link).lower().replace("\\", "/")
    if re.match(r"[a-z][a-z0-9+.-]*:", told) and not told.startswith("data:image/svg+xml,%3csvg"):
        return told.partition(":")[0] + "://" + urlsplit(told).netloc
    return "//" + urlsplit(told).netloc if told.startswith("//") else ""


def texts_of(value: Any) -> list[str]:
    """Every text in plain data, keys too."""
    if isinstance(value, Mapping):
        return [*map(str, value), *(text for one in value.values() for text in texts_of(one))]
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts_of(one)]
    return [value] if isinstance(value, str) else []


def told_in(texts: Iterable[str]) -> set[str]:
    """The texts, as they are compared, without the empty ones."""
    return {told(text) for text in texts} - {""}
