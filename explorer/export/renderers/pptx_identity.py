"""Which shape is which: an identity in each shape that PowerPoint keeps when it is moved, renamed or regrouped."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from explorer.export.renderers.pptx_geometry import A, Element, sub

_URI = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_SPACE = "http://schemas.microsoft.com/office/drawing/2014/main"
"""Office's own "creation id", which it gives to shapes of its own making, too."""


def identity(slide: str, key: str) -> str:
    """The identity of a shape of one of our slides; the same at each export."""
    return "{" + str(uuid5(NAMESPACE_URL, f"policy-landscape-explorer/{slide}/{key}")).upper() + "}"


def identify(named: Element, id: str) -> None:
    """Writes it into the part of a shape that names it; `extLst` is its last child."""
    for old in named.iter(f"{{{_SPACE}}}creationId"):
        old.set("id", id)
        return
    extensions = named.find(f"{{{A}}}extLst")
    extension = sub(extensions if extensions is not None else sub(named, A, "extLst"), A, "ext", uri=_URI)
    etree.SubElement(extension, f"{{{_SPACE}}}creationId", {"id": id}, nsmap={"a16": _SPACE})


def identity_of(named: Element) -> str:
    """The identity of a shape; empty where it has none."""
    found: Any = named.find(f".//{{{_SPACE}}}creationId")
    return found.get("id", "").upper() if found is not None else ""
