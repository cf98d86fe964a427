"""Slides in; the same with a plain line beside each curved tie, for programs that lead ties anew, and without them.

PowerPoint draws a tie by the curves in it, and keeps it fixed to what it ties. LibreOffice draws every tie that is no
straight one at right angles, over whatever stands there. Both read choices between a thing and what stands for it where
the thing is not understood (ECMA-376, part 3): PowerPoint takes the tie, the others a line with the same curves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from lxml import etree

from explorer.export.renderers.pptx_geometry import A
from explorer.export.renderers.pptx_identity import without_identity

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
UNDERSTOOD = {"p159": "http://schemas.microsoft.com/office/powerpoint/2015/09/main"}
"""What whoever takes a tie must understand: PowerPoint's own, which it asks for in the same way around a transition."""


@contextmanager
def with_fallbacks(presentation: Any) -> Iterator[None]:
    """The slides with a line beside each of their curved ties, for as long as they are written."""
    for tree in _trees(presentation):
        for tie in [one for one in tree.iter(f"{{{P}}}cxnSp") if one.find(f"{{{P}}}spPr/{{{A}}}custGeom") is not None]:
            _give_choice(tie)
    try:
        yield
    finally:
        drop_fallbacks(presentation)


def drop_fallbacks(presentation: Any) -> None:
    """Leaves the ties alone of all such choices on the slides."""
    for tree in _trees(presentation):
        for choice in list(tree.iter(f"{{{MC}}}AlternateContent")):
            ties = choice.findall(f"{{{MC}}}Choice/{{{P}}}cxnSp")
            if len(ties) == 1 and len(ties[0].getparent()) == 1:
                choice.getparent().replace(choice, ties[0])


def _trees(presentation: Any) -> Iterator[Any]:
    return (slide.shapes._spTree for slide in presentation.slides)


def _give_choice(tie: Any) -> None:
    choice = etree.Element(f"{{{MC}}}AlternateContent", nsmap={"mc": MC})
    tie.getparent().replace(tie, choice)
    (name,) = UNDERSTOOD
    etree.SubElement(choice, f"{{{MC}}}Choice", Requires=name, nsmap=UNDERSTOOD).append(tie)
    line = etree.SubElement(etree.SubElement(choice, f"{{{MC}}}Fallback"), f"{{{P}}}sp")
    named = etree.SubElement(line, f"{{{P}}}nvSpPr")
    named.append(without_identity(deepcopy(tie[0].find(f"{{{P}}}cNvPr"))))
    etree.SubElement(named, f"{{{P}}}cNvSpPr")
    etree.SubElement(named, f"{{{P}}}nvPr")
    line.append(deepcopy(tie.find(f"{{{P}}}spPr")))
