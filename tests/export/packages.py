"""What would make PowerPoint offer to repair a file: told by the schemas of Open XML, and by where its parts lead."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZipFile

from lxml import etree
from openxml_audit import OpenXmlValidator
from openxml_audit.context import ValidationContext
from openxml_audit.errors import FileFormat, ValidationError
from openxml_audit.package import OpenXmlPackage
from openxml_audit.parts import OpenXmlPart
from openxml_audit.schema.validator import SchemaValidator

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

CONNECTABLE = {f"{P}sp", f"{P}pic", f"{P}graphicFrame"}


def faults_of(data: bytes) -> list[str]:
    """What is wrong with a PowerPoint file, part by part; empty where nothing is."""
    return package_faults(data) + _schema_faults(data)


def package_faults(data: bytes) -> list[str]:
    """What of it is wrong with names, types, ids and where its parts lead, which takes a twentieth of the time."""
    with ZipFile(BytesIO(data)) as zipped:
        names = zipped.namelist()
        parts = {name: zipped.read(name) for name in names}
    found = [f"{name} is there {count} times" for name, count in Counter(names).items() if count > 1]
    roots = {name: etree.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    found += _type_faults(parts.keys(), roots["[Content_Types].xml"])
    for name, root in roots.items():
        if name.endswith(".rels"):
            found += _rel_faults(name, root, parts.keys())
        elif name.startswith("ppt/"):
            found += [f"{name}: {fault}" for fault in _id_faults(root)]
            found += [f"{name}: {fault}" for fault in _link_faults(name, root, roots)]
    found += [f"nothing leads to {name}" for name in _unreached(parts.keys(), roots)]
    return found


SOUND = set[tuple[str | None, bytes]]()
"""Types and digests of parts that the schemas find no fault in: most parts are the same in deck after deck."""


def _schema_faults(data: bytes) -> list[str]:
    with NamedTemporaryFile(suffix=".pptx") as file:
        file.write(data)
        file.flush()
        found = list(OpenXmlValidator(schema_validation=False).validate(file.name).errors)
        with OpenXmlPackage(Path(file.name)) as package:
            found += _faults_of_parts(package)
    return [f"{fault.part_uri}: {fault.description}" for fault in found]


@cache
def _schemas() -> SchemaValidator:
    return SchemaValidator()


def _faults_of_parts(package: OpenXmlPackage) -> list[ValidationError]:
    context = ValidationContext(package=package, file_format=FileFormat.OFFICE_2019, max_errors=1000, strict=True)
    for uri in package.list_parts():
        part = OpenXmlPart(package, uri)
        look = part.content_type, sha256(part.raw_content or b"").digest()
        if "xml" not in (part.content_type or "") or look in SOUND:
            continue
        before = len(context.errors)
        _schemas().validate_part(part, context)
        if len(context.errors) == before:
            SOUND.add(look)
    return context.errors


def _type_faults(names: Iterable[str], types: etree._Element) -> list[str]:
    defaults = {row.get("Extension", "").lower() for row in types.iter(f"{TYPES}Default")}
    overrides = [row.get("PartName", "").removeprefix("/") for row in types.iter(f"{TYPES}Override")]
    known = set(names)  # type: ignore[call-overload]
    found = [
        f"{name} has no type" for name in known if name not in overrides and name.rpartition(".")[2] not in defaults
    ]
    return found + [f"a type for {name}, which is not there" for name in overrides if name not in known]


def _rel_faults(name: str, root: etree._Element, names: Container[str]) -> list[str]:
    ids = [rel.get("Id") for rel in root]
    found = [f"{name}: two of {id}" for id, count in Counter(ids).items() if count > 1]
    targets = [_target(name, rel) for rel in root if rel.get("TargetMode") != "External"]
    return found + [f"{name}: {target} is not there" for target in targets if target not in names]


def _target(rels: str, rel: etree._Element) -> str:
    folder = posixpath.dirname(posixpath.dirname(rels))
    return posixpath.normpath(posixpath.join("/" + folder, rel.get("Target", ""))).removeprefix("/")


def _unreached(names: Iterable[str], roots: dict[str, etree._Element]) -> list[str]:
    reached = {_target(name, rel) for name, root in roots.items() if name.endswith(".rels") for rel in root}
    return [n for n in names if not n.endswith(".rels") and n != "[Content_Types].xml" and n not in reached]


def _id_faults(root: etree._Element) -> Iterator[str]:
    ids = Counter(node.get("id") for node in root.iter(f"{P}cNvPr"))
    yield from (f"two shapes with the number {id}" for id, count in ids.items() if count > 1)
    able = {node.get("id") for node in root.iter(f"{P}cNvPr") if node.getparent().getparent().tag in CONNECTABLE}
    for end in root.iter(f"{A}stCxn", f"{A}endCxn"):
        if end.get("id") not in able:
            yield f"a line is fixed to {end.get('id')}, which is no shape"
    same = Counter(
        node.get("id") for node in root.iter("{http://schemas.microsoft.com/office/drawing/2014/main}creationId")
    )
    yield from (f"two shapes of the identity {id}" for id, count in same.items() if count > 1)


def _link_faults(name: str, root: etree._Element, roots: dict[str, etree._Element]) -> Iterator[str]:
    folder, _, file = name.rpartition("/")
    rels = roots.get(f"{folder}/_rels/{file}.rels")
    known = {rel.get("Id") for rel in rels} if rels is not None else set()
    for node in root.iter():
        for attribute in (f"{R}id", f"{R}embed", f"{R}link"):
            if node.get(attribute) and node.get(attribute) not in known:
                yield f"{etree.QName(node).localname} names {node.get(attribute)}, which leads nowhere"
