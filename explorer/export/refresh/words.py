"""A shape of a deck and the same shape newly made in; its words renewed, in the looks that the reader gave it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from explorer.export.refresh.traits import frame_element, named_part, shapes_in
from explorer.export.renderers.pptx_geometry import EMU
from explorer.export.template.faces import A, P, R

_LINK = f"{{{R}}}id"


def link_over(copied: Any, theirs: Any, ours: Any) -> None:
    """Gives a copied element the links that it had where it comes from; `theirs` and `ours` are parts of slides."""
    for node in list(copied.iter()):
        if _LINK not in node.attrib:
            continue
        rel = theirs.rels.get(node.get(_LINK))
        if rel is not None and rel.is_external:
            node.set(_LINK, ours.relate_to(rel.target_ref, rel.reltype, is_external=True))
        else:
            node.getparent().remove(node)


def renew_words(shape: Any, fresh: Any, recoloured: bool) -> None:
    """Puts the fresh words in; where the reader gave them another look, in that of his runs, one after the other."""
    body, theirs = shape.find(f"{{{P}}}txBody"), fresh.find(f"{{{P}}}txBody")
    if body is None or theirs is None:
        return
    looks = [deepcopy(look) for look in body.iterfind(f".//{{{A}}}r/{{{A}}}rPr")]
    for paragraph in body.findall(f"{{{A}}}p"):
        body.remove(paragraph)
    for paragraph in theirs.iterfind(f"{{{A}}}p"):
        body.append(deepcopy(paragraph))
    if not (recoloured and looks):
        return
    for place, run in enumerate(body.iterfind(f".//{{{A}}}r")):
        look = run.find(f"{{{A}}}rPr")
        if look is not None:
            run.replace(look, deepcopy(looks[min(place, len(looks) - 1)]))


def resize(shape: Any, fresh: Any) -> bool:
    """Makes room for longer words: from the edge or the middle that they are set from. Whether it grew."""
    mine, theirs = frame_element(shape), frame_element(fresh)
    body = shape.find(f"{{{P}}}txBody")
    if mine is None or theirs is None or body is None:
        return False
    (at, size), other = _corner(mine), _corner(theirs)[1]
    wide, high = int(other.get("cx")) - int(size.get("cx")), int(other.get("cy")) - int(size.get("cy"))
    if wide <= 0 and high <= 0:
        return False
    align = next((look.get("algn", "l") for look in body.iter(f"{{{A}}}pPr")), "l")
    across = {"r": 1.0, "ctr": 0.5}.get(align, 0.0)
    down = 0.5 if body.find(f"{{{A}}}bodyPr").get("anchor") == "ctr" else 0.0
    for place, length, more, share in (("x", "cx", wide, across), ("y", "cy", high, down)):
        if more > 0:
            at.set(place, str(round(int(at.get(place)) - more * share)))
            size.set(length, str(int(size.get(length)) + more))
    return True


def _corner(frame: Any) -> tuple[Any, Any]:
    return frame.find(f"{{{A}}}off"), frame.find(f"{{{A}}}ext")


def shift(shape: Any, across: float, down: float = 0.0) -> None:
    """Moves a shape, or a group with all in it, by so many px."""
    frame = frame_element(shape)
    at = frame.find(f"{{{A}}}off")
    at.set("x", str(round(int(at.get("x")) + across * EMU)))
    at.set("y", str(round(int(at.get("y")) + down * EMU)))


def numbered_anew(copied: Any, tree: Any) -> None:
    """Gives the shapes of a copy numbers that no shape of the slide has; what is glued to them stays so."""
    taken = [int(node.get("id", "0")) for node in tree.iter(f"{{{P}}}cNvPr")]
    number = max(taken, default=1)
    for node in _named(copied):
        number += 1
        node.set("id", str(number))


def _named(shape: Any) -> Iterator[Any]:
    yield named_part(shape)
    yield from (named_part(inner) for inner in shapes_in(shape))
