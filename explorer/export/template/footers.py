"""A slide and its layout in; the layout's footer, date and slide number, which new slides lack, put on the slide."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from explorer.draw.primitives import clean
from explorer.export.template.faces import A, P
from explorer.export.template.grounds import own_map
from explorer.export.template.room import FOOTERS


def map_colours(slide: Any, layout: Any) -> None:
    """Names the theme's colours on a slide as its layout does, which a slide does not do by itself."""
    theirs, place = own_map(layout), slide._element.find(f"{{{P}}}clrMapOvr")
    if theirs is None or place is None:
        return
    for child in list(place):
        place.remove(child)
    place.append(deepcopy(theirs))


def has_number(layout: Any) -> bool:
    """Whether the layout numbers its slides itself."""
    return any(p.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER for p in layout.placeholders)


def put_footers(slide: Any, layout: Any, words: str) -> list[Any]:
    """What the layout has at its foot: a footer keeps its own words, or says these; so does a date; a number counts."""
    tree, put = slide.shapes._spTree, list[Any]()
    known = {int(node.get("id")) for node in tree.iter(f"{{{P}}}cNvPr")}
    for placeholder in layout.placeholders:
        kind = placeholder.placeholder_format.type
        if kind not in FOOTERS:
            continue
        copied = deepcopy(placeholder._element)
        body = copied.find(f"{{{P}}}txBody")
        if body is None or (kind != PP_PLACEHOLDER.SLIDE_NUMBER and not _say(body, kind, words)):
            continue
        named = copied.find(f".//{{{P}}}cNvPr")
        named.set("id", str(max(known) + 1))
        for child in list(named):
            named.remove(child)
        known.add(max(known) + 1)
        look = copied.find(f"{{{P}}}spPr")
        for child in list(look):
            look.remove(child)  # its place and looks are the layout's
        tree.append(copied)
        put.append(copied)
    return put


def _say(body: Any, kind: Any, words: str) -> bool:
    """Whether a footer has words of its own, or takes these; a date is that of the data, and stays in the title."""
    own = "".join(text.text or "" for text in body.iter(f"{{{A}}}t")).strip()
    if kind == PP_PLACEHOLDER.DATE:
        return False
    if own:
        return True
    for paragraph in list(body.iter(f"{{{A}}}p"))[:1]:
        for child in list(paragraph):
            paragraph.remove(child)
        run = paragraph.makeelement(f"{{{A}}}r", {})
        paragraph.append(run)
        run.append(run.makeelement(f"{{{A}}}rPr", {"lang": "en-US"}))
        said = run.makeelement(f"{{{A}}}t", {})
        said.text = clean(words)
        run.append(said)
    return bool(words)
