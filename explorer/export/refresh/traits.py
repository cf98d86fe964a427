"""A shape of a slide in; what a reader may change of it out, short enough to be kept: place, looks, words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lxml import etree

from explorer.export.renderers.pptx_geometry import EMU
from explorer.export.template.faces import A, P

STILL = 2
"""px by which a place may differ and still be the same: programs round."""

SHAPES = tuple(f"{{{P}}}{tag}" for tag in ("sp", "grpSp", "cxnSp", "pic", "graphicFrame"))
_LOOKS = ("b", "i", "u", "sz")


@dataclass(frozen=True)
class Traits:
    """Place in px of the slide; the rest as digests."""

    left: int
    top: int
    width: int
    height: int
    turn: str  # its rotation and whether it is mirrored
    look: str
    words: str
    alt: str
    name: str

    def row(self) -> list[int | str]:
        return list(vars(self).values())

    def stands_as(self, other: Traits) -> bool:
        return (
            self.turn == other.turn
            and abs(self.left - other.left) <= STILL
            and abs(self.top - other.top) <= STILL
            and abs(self.width - other.width) <= STILL
            and abs(self.height - other.height) <= STILL
        )


def digest(*said: object) -> str:
    return sha256("\n".join(map(str, said)).encode()).hexdigest()[:10]


def named_part(shape: Any) -> Any:
    """The part of a shape that names it."""
    return shape[0].find(f"{{{P}}}cNvPr")


def shapes_in(tree: Any) -> Iterator[Any]:
    """Every shape of a slide, groups before what is in them."""
    for child in tree:
        if child.tag in SHAPES:
            yield child
            if child.tag == SHAPES[1]:
                yield from shapes_in(child)


def frame_element(shape: Any) -> Any:
    return (
        next(shape.iter(f"{{{A}}}xfrm", f"{{{P}}}xfrm"), None)
        if shape.tag != SHAPES[1]
        else shape.find(f"{{{P}}}grpSpPr/{{{A}}}xfrm")
    )


def traits_of(shape: Any) -> Traits:
    named = named_part(shape)
    place, turn = _place(shape)
    left, top, width, height = place
    look = shape.find(f"{{{P}}}spPr")
    runs = sorted({_run_look(run) for run in shape.iter(f"{{{A}}}r") if shape.tag != SHAPES[1] and _said(run).strip()})
    seen = [_paint(look), *runs] if shape.tag != SHAPES[1] else []
    return Traits(
        left,
        top,
        width,
        height,
        turn,
        digest(*seen),
        digest(words_of(shape)),
        digest(named.get("descr", "")),
        digest(named.get("name", "")),
    )


def words_of(shape: Any) -> str:
    """What a shape says, a paragraph or a line of it in a line; nothing of a group."""
    body = shape.find(f"{{{P}}}txBody")
    lines = []
    for paragraph in body.iterfind(f"{{{A}}}p") if body is not None else ():
        said = [
            "\n" if part.tag == f"{{{A}}}br" else _said(part)
            for part in paragraph
            if part.tag in (f"{{{A}}}r", f"{{{A}}}br", f"{{{A}}}fld")
        ]
        lines.append("".join(said))
    return "\n".join(lines).strip()


def _said(run: Any) -> str:
    return "".join(text.text or "" for text in run.iterfind(f"{{{A}}}t"))


def _place(shape: Any) -> tuple[tuple[int, int, int, int], str]:
    frame = frame_element(shape)
    if frame is None or frame.find(f"{{{A}}}off") is None:
        return (0, 0, 0, 0), ""
    x, y, wide, high = frame_numbers(frame, "off", "ext")
    for group in shape.iterancestors(SHAPES[1]):
        outer = group.find(f"{{{P}}}grpSpPr/{{{A}}}xfrm")
        if outer is None or outer.find(f"{{{A}}}chOff") is None:
            continue
        gx, gy, gw, gh = frame_numbers(outer, "off", "ext")
        cx, cy, cw, ch = frame_numbers(outer, "chOff", "chExt")
        across, down = gw / cw if cw else 1.0, gh / ch if ch else 1.0
        x, y, wide, high = gx + (x - cx) * across, gy + (y - cy) * down, wide * across, high * down
    sides = tuple(round(side / EMU) for side in (x, y, wide, high))
    return (sides[0], sides[1], sides[2], sides[3]), "".join(frame.get(name, "0") for name in ("rot", "flipH", "flipV"))


def frame_numbers(frame: Any, corner: str, size: str) -> tuple[float, float, float, float]:
    at, ext = frame.find(f"{{{A}}}{corner}"), frame.find(f"{{{A}}}{size}")
    return float(at.get("x")), float(at.get("y")), float(ext.get("cx")), float(ext.get("cy"))


def _paint(look: Any) -> str:
    """Fill, line and outline of a shape."""
    if look is None:
        return ""
    said = []
    for child in look:
        name = etree.QName(child).localname
        if name in ("solidFill", "noFill", "gradFill"):
            said.append(_colour(child))
        elif name == "ln" and child.find(f"{{{A}}}noFill") is None:
            dash = child.find(f"{{{A}}}prstDash")
            said += [f"line {child.get('w')} {'' if dash is None else dash.get('val')}", _colour(child)]
        elif name == "prstGeom":
            said.append(child.get("prst"))
    return " ".join(said)


def _colour(parent: Any) -> str:
    """The first colour in an element, with what is changed of it."""
    for node in parent.iter(*(f"{{{A}}}{tag}" for tag in ("schemeClr", "srgbClr", "sysClr", "prstClr"))):
        changes = [f"{etree.QName(change).localname}{change.get('val')}" for change in node]
        return " ".join([node.get("val", ""), *changes]).lower()
    return "none"


def _run_look(run: Any) -> str:
    look = run.find(f"{{{A}}}rPr")
    if look is None:
        return ""
    fill, face = look.find(f"{{{A}}}solidFill"), look.find(f"{{{A}}}latin")
    flags = [f"{name}{value}" for name in _LOOKS if (value := look.get(name, "0")) not in ("0", "none")]
    return " ".join([*flags, "" if fill is None else _colour(fill), "" if face is None else face.get("typeface", "")])
