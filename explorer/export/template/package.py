"""A PowerPoint file from anywhere in; the same, bounded and without what could act, out; or a sentence why not.

Nothing in it is followed or run. A template (.potx) or a show (.ppsx) is handed on as a presentation.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError

from explorer.export.options import BadExport, Template

MAX_PACKAGE = 20_000_000
"""Bytes of the file; of all that it holds, unpacked, `MAX_UNPACKED`, and of the XML in that `MAX_XML`."""
MAX_UNPACKED, MAX_XML = 120_000_000, 30_000_000
MAX_ENTRIES = 4_000
MAX_SLIDE_INCHES = 56.0
"""What PowerPoint itself allows; less than `MIN_SLIDE_INCHES` holds no picture that can be read."""
MIN_SLIDE_INCHES = 4.0

_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OTHER_MAINS = tuple(_MAIN.replace("presentation.main", f"{kind}.main") for kind in ("template", "slideshow"))
_ACTIVE = re.compile("macroenabled|vbaproject|activex|oleobject|vbadata", re.IGNORECASE)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STRICT = b"purl.oclc.org/ooxml"
_OLE = b"\xd0\xcf\x11\xe0"
_EMU_IN_AN_INCH = 914_400
UNREADABLE = (
    *(OSError, BadZipFile, LookupError, ValueError, AttributeError, TypeError),
    *(PythonPptxError, etree.LxmlError),
)
"""What reading a file raises that is not sound."""


@dataclass(frozen=True)
class Package:
    """The parts of a file by name, and what type each is said to be."""

    name: str
    parts: dict[str, bytes]
    types: dict[str, str]


def refused(name: str, what: str, mend: str) -> BadExport:
    """What is wrong with a PowerPoint file, in one sentence."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name)[:80].strip()
    return BadExport(f"{plain or 'The file'} {what} — {mend}.")


def template_from(path: Path, mend: str = "name a PowerPoint file whose design is to be used") -> Template:
    """The PowerPoint file there; `mend` says which to name where there is none. Raises BadExport."""
    try:
        if not path.is_file():
            raise BadExport(f"{path}: there is no such file — {mend}.")
        if path.stat().st_size > MAX_PACKAGE:
            raise _too_large(path.name)
        return Template(path.name, path.read_bytes())
    except OSError as error:
        raise BadExport(f"{path} cannot be read ({error.strerror}) — look at its permissions.") from None


def _too_large(name: str) -> BadExport:
    return refused(name, f"has more than {MAX_PACKAGE // 1_000_000} MB", "take out its slides and large pictures")


def opened_package(template: Template) -> Package:
    """The parts of a file, where it is a presentation of sane size that holds nothing that acts. Raises BadExport."""
    name, data = template.name, template.data
    if len(data) > MAX_PACKAGE:
        raise _too_large(name)
    if data.startswith(_OLE):
        raise refused(name, "is protected by a password, or of before 2007", "save it as .pptx without a password")
    try:
        with ZipFile(BytesIO(data)) as zipped:
            parts = _unpacked(zipped, name)
    except (BadZipFile, OSError, ValueError, RuntimeError, EOFError, zlib.error):
        raise _no_presentation(name) from None
    _check_xml(parts, name)
    package = Package(name, parts, _content_types(parts, name))
    _check_types(package)
    return package


def _no_presentation(name: str) -> BadExport:
    return refused(name, "cannot be read as a PowerPoint file (.pptx)", "save it anew in PowerPoint")


def _unpacked(zipped: ZipFile, name: str) -> dict[str, bytes]:
    """What it holds: no more than is said of it before is ever unpacked."""
    listed = [entry for entry in zipped.infolist() if not entry.is_dir()]
    twice = [entry for entry, count in Counter(entry.filename.lower() for entry in listed).items() if count > 1]
    strange = [e for e in listed if e.filename != posixpath.normpath(e.filename) or e.filename.startswith(("/", ".."))]
    if twice or strange or any(entry.flag_bits & 1 for entry in listed):
        raise _no_presentation(name)
    xml = sum(entry.file_size for entry in listed if entry.filename.endswith((".xml", ".rels", ".vml")))
    if len(listed) > MAX_ENTRIES or sum(entry.file_size for entry in listed) > MAX_UNPACKED or xml > MAX_XML:
        raise refused(name, "unpacks to more than a template holds", "take out its slides and large pictures")
    return {entry.filename: zipped.read(entry) for entry in listed}


def _check_xml(parts: dict[str, bytes], name: str) -> None:
    for part, data in parts.items():
        if not part.endswith((".xml", ".rels", ".vml")):
            continue
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16", "replace").encode()
        elif b"\0" in data:
            raise _no_presentation(name)
        if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", data, re.IGNORECASE):
            raise refused(name, "holds a document type (DOCTYPE), which none has", "save it anew in PowerPoint")


def _content_types(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """By the name of a part with its first "/", or by how names end."""
    try:
        root = parsed(parts["[Content_Types].xml"])
    except (KeyError, etree.LxmlError):
        raise _no_presentation(name) from None
    found = {row.get("Extension", "").lower(): row.get("ContentType", "") for row in root.iter(f"{{{_TYPES}}}Default")}
    return found | {row.get("PartName", ""): row.get("ContentType", "") for row in root.iter(f"{{{_TYPES}}}Override")}


def parsed(data: bytes) -> Any:
    """The root of an XML part; nothing outside it is looked at, no entity is written out."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _check_types(package: Package) -> None:
    said = [*package.types.values(), *package.parts]
    if any(_ACTIVE.search(text) for text in said):
        raise refused(package.name, "holds macros or embedded programs", "save it as .pptx without them")
    mains = [type for type in package.types.values() if type in (_MAIN, *_OTHER_MAINS)]
    if not mains:
        raise _no_presentation(package.name)
    if any(_STRICT in data[:4000] for part, data in package.parts.items() if part.endswith("presentation.xml")):
        raise refused(package.name, "is saved as Strict Open XML", "save it as PowerPoint Presentation (.pptx)")


def presentation_of(package: Package) -> Any:
    """The file as python-pptx has it. Raises BadExport."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as zipped:
        for part, data in package.parts.items():
            if part == "[Content_Types].xml":
                for other in _OTHER_MAINS:
                    data = data.replace(other.encode(), _MAIN.encode())
            zipped.writestr(part, data)
    try:
        found: Any = Presentation(BytesIO(written.getvalue()))
        inches = [side / _EMU_IN_AN_INCH for side in (found.slide_width, found.slide_height)]
        list(found.slides), [list(layout.placeholders) for layout in found.slide_layouts]
    except UNREADABLE:
        raise _no_presentation(package.name) from None
    if not MIN_SLIDE_INCHES <= min(inches) <= max(inches) <= MAX_SLIDE_INCHES:
        size = " × ".join(f"{side:.4g}" for side in inches)
        raise refused(package.name, f"has slides of {size} inches", "choose a usual size (Design, Slide Size)")
    return found


def without_slides(package: Package) -> Any:
    """A presentation with its masters and layouts alone: nothing of its slides is in it. Raises BadExport."""
    presentation = presentation_of(package)
    drop_slides(presentation)
    _check_kept(presentation, package.name)
    return presentation


def drop_slides(presentation: Any) -> None:
    """Takes out the slides, and what names them: sections, shows, comments' authors, a picture of the first."""
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    root = presentation.part._element
    for child in list(root):
        if etree.QName(child).localname in ("custShowLst", "extLst", "photoAlbum"):
            root.remove(child)
    for rels in (presentation.part.rels, presentation.part.package._rels):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/commentAuthors", "/authors", "/custom-properties", "/customXml")):
                rels.pop(key)


def _check_kept(presentation: Any, name: str) -> None:
    """Raises BadExport where what is kept of a file leads out of it, or back to its slides."""
    for part in (presentation.part.package, *presentation.part.package.iter_parts()):
        for rel in (part._rels if part is presentation.part.package else part.rels).values():
            if rel.is_external:
                kind = rel.reltype.rpartition("/")[2]
                what = "a web link" if kind == "hyperlink" else f"a link to a file elsewhere ({kind[:30]})"
                raise refused(name, f"has {what} on its masters", "remove it in PowerPoint (View, Slide Master)")
            if rel.reltype.endswith("/slide"):
                raise refused(name, "has buttons on its masters that lead to slides", "remove them there")
