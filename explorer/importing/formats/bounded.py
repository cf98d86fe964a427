"""Bytes of others in; JSON values, XML elements and CSV rows out, bounded before they are read. Nothing is fetched.

What does not look like the form that is asked for is None: it may be a file for another reader. What looks like it and
cannot be read, or should not be, is BadInput.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import Counter
from functools import lru_cache
from typing import Any

from lxml import etree

from explorer.data.json_depth import deeper_than
from explorer.errors import BadInput

MAX_BYTES = 20_000_000
"""A file of others is at most so large."""

MAX_PARTS = 500_000
"""So many objects, lists, elements or cells a file may hold."""

MAX_DEPTH = 40
"""So deep they may be nested; no format of the field goes deeper than a dozen."""

MAX_DIGITS = 30
"""No number that anybody counts with is longer."""

_JSON_BEGINS = re.compile(r'\s*+(?:\{\s*+["}]|\[\s*+["\[\]{])')
_SECOND_LINE = re.compile(r"\}[^\S\n]*+\n\s*+\{")
_DECLARED = re.compile(r"\s*<\?xml[^>]*?\?>")


def bad(name: str, what: str, mend: str) -> BadInput:
    """What is wrong with a file, in one sentence.

    >>> str(bad("a.json", "is empty", "download it again"))
    'a.json: is empty — download it again'
    """
    return BadInput(f"{_plain(name)}: {what} — {mend}")


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:80].strip() or "the file"


def text_of(data: bytes, name: str) -> str:
    """The file as text, without a byte-order mark. Raises BadInput where it is too large or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise bad(name, f"has more than {MAX_BYTES // 1_000_000} MB", "import a part of it")
    try:
        return data.decode(_encoding(data))
    except UnicodeDecodeError:
        raise bad(name, "is not text in UTF-8", "save it as UTF-8, or download it again") from None


_DECLARED_AS = re.compile(
    rb"<\?xml[^>]{0,60}?encoding=[\"'](iso-8859-1|windows-1252|us-ascii|latin1)[\"']", re.IGNORECASE
)


def _encoding(data: bytes) -> str:
    """The encoding that a file says, by a byte-order mark or as XML; else UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "cp1252" if _DECLARED_AS.match(data[:100]) else "utf-8-sig"


def text_in_any_encoding(data: bytes, name: str, begins: re.Pattern[str]) -> tuple[str | None, list[str]]:
    """The text of a file that begins as it should, with a sentence where its encoding was guessed; else None.

    UTF-8 and UTF-16 are known by their bytes; what is neither is taken for Windows-1252, as old programs write it.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data[:200].count(0) > len(data[:200]) // 3:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    if not begins.match(data[:8192].decode(encoding, errors="replace")):
        return None, []
    if len(data) > MAX_BYTES:
        raise bad(name, f"has more than {MAX_BYTES // 1_000_000} MB", "import a part of it")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        if encoding != "utf-8-sig":
            raise bad(name, "is cut off in the middle of a letter (UTF-16)", "export it again") from None
    return data.decode("cp1252", errors="replace"), [f"{_plain(name)} is not in UTF-8: it was read as Windows-1252."]


# --- JSON ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def json_of(data: bytes, name: str) -> Any:
    """The value of a JSON file, which nobody may change; None where it is not one, or is one object a line."""
    if not _JSON_BEGINS.match(_head(data)):
        return None
    text = text_of(data, name)
    try:
        return _value(text, name)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and _SECOND_LINE.search(text):
            return None
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        what = f"is JSON that breaks off in line {error.lineno}" if cut else f"is not JSON in line {error.lineno}"
        raise bad(name, f"{what} ({error.msg})", "download it again") from None


def json_lines(data: bytes, name: str) -> list[Any] | None:
    """The values of a file with one JSON object a line; None where its first line is not one."""
    if not re.match(r'\s*+\{\s*+"', _head(data)):
        return None
    lines = [(number, line) for number, line in enumerate(text_of(data, name).split("\n"), 1) if line.strip()]
    values = []
    for number, line in lines:
        try:
            values.append(_value(line, f"{name}, line {number}"))
        except json.JSONDecodeError:
            if not values:
                return None
            raise bad(name, f"has no JSON object in line {number}", "download it again") from None
    return values


def _head(data: bytes) -> str:
    return data[:4096].decode(_encoding(data), errors="replace")


def _value(text: str, name: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            raise bad(name, f"gives “{_plain(twice)}” twice in one place", "keep one of them")
        return found

    def no_number(word: str) -> Any:
        raise bad(name, f"says {word}, which is not a number", "write null instead")

    def whole(digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            raise bad(name, f"holds a number of {len(digits):,} digits", "write it as a text, or leave it out")
        return int(digits)

    def fraction(digits: str) -> float:
        number = float(digits) if len(digits) <= 400 else math.inf
        if math.isinf(number):
            raise bad(name, "holds a number that is too large", "write it as a text, or leave it out")
        return number

    if text.count("{") + text.count("[") > MAX_PARTS:
        raise bad(name, f"holds more than {MAX_PARTS:,} lists and objects", "import a part of it")
    if deeper_than(text, MAX_DEPTH):
        raise bad(name, f"is nested deeper than {MAX_DEPTH} levels", "download it again, or import the part you need")
    return json.loads(text, object_pairs_hook=once, parse_constant=no_number, parse_int=whole, parse_float=fraction)


def let_go() -> None:
    """Forgets the file that was read last: while one is read, several ask what it holds."""
    json_of.cache_clear()
    yaml_of.cache_clear()


# --- YAML ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def yaml_of(data: bytes, name: str) -> Any:
    """The value of a file that is called .yaml or .yml, of which every word and number is a text; None for another.

    No tag makes anything but texts, lists and objects; what refers to another place in the file (an alias, by which a
    few bytes become gigabytes) is refused before anything is built.
    """
    if not name.lower().endswith((".yaml", ".yml")):
        return None
    import yaml  # here: few files are read by it

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = text_of(data, name)
    depth = parts = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            kind = type(event).__name__
            depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
            parts += 1
            if kind == "AliasEvent":
                raise bad(
                    name, f"refers to another place in it (line {event.start_mark.line + 1})", "write it out there"
                )
            if depth > MAX_DEPTH:
                raise bad(name, f"is nested deeper than {MAX_DEPTH} levels", "import the part you need")
            if parts > 2 * MAX_PARTS:
                raise bad(name, f"holds more than {2 * MAX_PARTS:,} parts", "import a part of it")
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        raise bad(name, f"is not sound YAML{line}", "download it again, or save it as .xlsx or CSV") from None
    except (ValueError, TypeError):  # a list that is the name of something
        raise bad(name, "is not sound YAML", "download it again, or save it as .xlsx or CSV") from None


# --- XML -----------------------------------------------------------------------------------------------------------


def xml_of(data: bytes, name: str, root: str) -> Any:
    """The root element of an XML file whose root has that name; None where it is another file.

    A document type is refused, and with it every entity; nothing outside the file is looked at.
    """
    if _encoding(data) == "utf-16" and _head(data).lstrip().startswith("<"):
        data = text_of(data, name).encode()
    begins = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
    if not (begins and re.search(rb"<(?:\w+:)?" + root.encode() + rb"[\s/>]", data)):
        if not name.lower().endswith(f".{root.lower()}"):
            return None
        text_of(data, name)
        raise bad(name, f"holds no <{root}> element", "open the file that the program exported")
    text = text_of(data, name)
    if re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise bad(name, "has a document type (DOCTYPE), which is not read", "delete the line that begins <!DOCTYPE")
    if text.count("<") > 2 * MAX_PARTS:
        raise bad(name, f"holds more than {MAX_PARTS:,} elements", "import a part of it")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(_DECLARED.sub("", text, count=1).strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise bad(name, f"is not sound XML in line {line}", "download it again") from None
    if tag(found) != root:
        return None
    if _deepest(found) > MAX_DEPTH:
        raise bad(name, f"is nested deeper than {MAX_DEPTH} levels", "download it again, or import the part you need")
    return found


def tag(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _deepest(root: Any) -> int:
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def value_of_xml(element: Any) -> Any:
    """An element as JSON has it: the text of one without others in it; an object by tag; lists of items."""
    if not len(element):
        return element.text or ""
    tags = Counter(tag(child) for child in element)
    repeated = {name for name, count in tags.items() if count > 1} | {"item"}
    found: dict[str, Any] = {}
    for child in element:
        name, value = tag(child), value_of_xml(child)
        if name in repeated:
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    return found


# --- CSV -----------------------------------------------------------------------------------------------------------


def csv_of(data: bytes, name: str, needed: set[str]) -> list[dict[str, str]] | None:
    """The rows of a CSV file whose first row has all the needed headers (in lower case); None where it has not."""
    first = _head(data).partition("\n")[0]
    if not all(header in first.lower() for header in needed):
        return None
    try:
        headers = [header.strip().lower() for header in next(csv.reader([first.strip("\r")]), [])]
    except csv.Error:
        return None
    if not needed <= set(headers):
        return None
    text = text_of(data, name)
    if "\0" in text:
        raise bad(name, "holds a NUL character", "save it again as CSV in UTF-8")
    if twice := next((header for header in headers if header and headers.count(header) > 1), ""):
        raise bad(name, f"has the column “{_plain(twice)}” twice", "keep one of them")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, str]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(row) > len(headers) and any(cell.strip() for cell in row[len(headers) :]):
                raise bad(
                    name, f"has more cells than headers in line {reader.line_num}", "put texts with commas in quotes"
                )
            if cells > MAX_PARTS:
                raise bad(name, f"holds more than {MAX_PARTS:,} cells", "import a part of it")
            rows.append({header: cell for header, cell in zip(headers, row, strict=False) if header})
    except csv.Error:
        raise bad(name, f"is not sound CSV in line {reader.line_num}", "close the quotes, or save it again") from None
    return rows[1:]
