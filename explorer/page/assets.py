"""The page's own scripts and styles, each as one text: modules after those that they import, styles in their order.

What is joined is what is written: no text is rewritten but the lines of imports and exports, which modules write in one
way only. Each module keeps a scope of its own, and hands on what it exports. What is sent leaves out what is only for
those who read it here; rjsmin and rcssmin know what that is.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from explorer.bundled import bundled

ASSETS = bundled("assets")

BEFORE_PAINT, PAGE, SAVED = "app/before_paint.js", "app/main.js", "saved/saved.js"
DATA_PAGE = "data/data_page.js"
"""The modules with which a script begins: the theme, the served page, the page that was saved as one file, the page on
which data are opened and changed."""

STYLES = (
    "page/tokens", "page/regions", "page/timeline", "page/parts", "page/controls", "page/search", "served/about",
    "page/network", "page/spine", "served/server", "served/dialog", "page/chronicle", "served/actors", "page/panel",
    "served/walks", "page/compare", "data/data_page", "data/grid", "page/print", "served/embed",
)  # fmt: skip
"""The style sheets in css/, in the order in which a later one prevails; their folders say which pages wear them."""

SERVED_ONLY = ("served", "data")
"""Folders of styles that a saved page does not have."""

DATA_PAGE_ONLY = ("data",)
"""Folders of styles that only the page has on which data are opened and changed."""

_IMPORT = re.compile(r'import \{ (?P<names>\w+(?:, \w+)*) \} from "(?P<path>\.[\w./]+\.js)";')
_EXPORT = re.compile(r"export (?:(?:async )?function|const|class) (?P<name>\w+)\b")


class ModuleError(ValueError):
    """A module that is not written as this joins them, with the file and the line."""


@cache
def script(entry: str, root: Path = ASSETS) -> str:
    """A module and all that it imports, as one classic script.

    >>> script(BEFORE_PAINT).startswith('"use strict";')
    True
    """
    done: dict[str, str] = {}
    _add_module(entry, root, done, ())
    return '"use strict";\n(() => {\n' + "".join(done.values()) + "})();\n"


def style(*but: str) -> str:
    """All style sheets as one, without those of some folders."""
    worn = [name for name in STYLES if posixpath.dirname(name) not in but]
    return "\n".join((ASSETS / "css" / f"{name}.css").read_text(encoding="utf-8") for name in worn)


@cache
def sent_script(entry: str) -> str:
    """A script without comments and the space that only people need."""
    return str(jsmin(script(entry)))


@cache
def sent_style(*but: str) -> str:
    """The styles without comments and the space that only people need; `but`: folders that are left out."""
    return str(cssmin(style(*but)))


def imports_of(path: str, root: Path = ASSETS) -> dict[str, list[str]]:
    """The modules that a module imports from, and which names."""
    found = (_IMPORT.fullmatch(line) for line in (root / path).read_text(encoding="utf-8").splitlines())
    folder = posixpath.dirname(path)
    return {posixpath.normpath(posixpath.join(folder, one["path"])): one["names"].split(", ") for one in found if one}


def exports_of(path: str, root: Path = ASSETS) -> list[str]:
    """The names that a module exports."""
    found = (_EXPORT.match(line) for line in (root / path).read_text(encoding="utf-8").splitlines())
    return [one["name"] for one in found if one]


def _add_module(path: str, root: Path, done: dict[str, str], within: tuple[str, ...]) -> None:
    """Adds a module after those that it imports."""
    if path in within:
        raise ModuleError(f"{path} imports itself: {' → '.join((*within, path))}")
    if path in done:
        return
    for other, names in imports_of(path, root).items():
        if not (root / other).is_file():
            raise ModuleError(f"{path} imports from {other}, which is not there")
        for name in names:
            if name not in exports_of(other, root):
                raise ModuleError(f"{path} imports {name}, which {other} does not export")
        _add_module(other, root, done, (*within, path))
    done[path] = _scoped(path, root)


def _scoped(path: str, root: Path) -> str:
    """A module in a scope of its own, of which what it exports is handed on."""
    lines = []
    for number, line in enumerate((root / path).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("import ") and not _IMPORT.fullmatch(line):
            raise ModuleError(f'{path}:{number}: write imports in one line, as in import {{ a, b }} from "./c.js";')
        if line.startswith("export ") and not _EXPORT.match(line):
            raise ModuleError(f"{path}:{number}: export a function, a const or a class where it is declared")
        if not line.startswith("import "):
            lines.append(line.removeprefix("export "))
    body, names = "\n".join(lines), ", ".join(exports_of(path, root))
    if not names:
        return f"{{\n{body}\n}}\n"
    return f"const {{ {names} }} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();\n"
