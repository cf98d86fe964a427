"""The rooms of the house: who may import whom."""

from __future__ import annotations

import ast
import gc
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

HOUSE = Path(__file__).parent.parent / "explorer"
ORDER = [
    "bundled",
    "errors",
    "written_file",
    "edtf",
    "wording",
    "records",
    "model",
    "landscape",
    "order",
    "outlook",
    "cache",
    "data",
    "query",
    "draw",
    "prose",
    "search",
]
ORDER += [
    "store",
    "timeline",
    "network",
    "page",
    "export",
    "importing",
    "editing",
    "notebook",
    "server",
    "terminal",
    "cli",
    "__main__",
]
ALLOWED = {
    "dash": {"server"},
    "dash_ag_grid": {"server"},
    "flask": {"server"},
    "waitress": {"server"},
    "watchfiles": {"server"},
    "plotly": {"page", "export", "server"},
    "networkx": {"data", "query", "network", "notebook"},
    "duckdb": {"store"},
    "pandas": {"data", "store", "notebook"},
    "openpyxl": {"data", "importing"},
    "xlsxwriter": {"editing", "export"},
    "rjsmin": {"page"},
    "rcssmin": {"page"},
}


@pytest.fixture(scope="module", autouse=True)
def kept_whole() -> Iterator[None]:
    """Code that was read is half a million small things, all of which stay: nobody looks for what may go."""
    gc.disable()
    yield
    gc.enable()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


LOOKED_AT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.JoinedStr, ast.AnnAssign)


@cache
def nodes(path: Path) -> list[ast.AST]:
    """What is asked of here in the code of a file."""
    return [node for node in ast.walk(parsed(path)) if isinstance(node, LOOKED_AT)]


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def module(path: Path) -> str:
    return ".".join(("explorer", *path.relative_to(HOUSE).with_suffix("").parts))


@cache
def imports(path: Path) -> list[str]:
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "explorer" else [node.module]
            )
    return found


@cache
def files() -> list[Path]:
    return [path for path in sorted(HOUSE.rglob("*.py")) if path != HOUSE / "__init__.py"]


def test_no_two_test_files_have_one_name() -> None:
    names = Counter(path.name for path in Path(__file__).parent.rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == [], "pytest imports them by it"


def test_every_room_is_on_the_plan() -> None:
    assert {room(path) for path in files()} <= set(ORDER)


def test_a_room_imports_only_from_rooms_before_it() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in files()
        for name in imports(path)
        if name.startswith("explorer.") and ORDER.index(name.split(".")[1]) > ORDER.index(room(path))
    ]
    assert wrong == []


def test_a_library_is_used_only_in_its_rooms() -> None:
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in files()
        for name in imports(path)
        if room(path) not in ALLOWED.get(name.split(".")[0], {room(path)})
    ]
    assert wrong == []
    used = {(name.split(".")[0], room(path)) for path in files() for name in imports(path)}
    assert {(name, one) for name, rooms in ALLOWED.items() for one in rooms} <= used, "a room that has no need of it"


def test_no_file_is_longer_than_can_be_read_at_once() -> None:
    long = {f"{path.relative_to(HOUSE)}": len(path.read_text(encoding="utf-8").splitlines()) for path in files()}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = {
        f"{path.relative_to(HOUSE)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in files()
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name: lines for name, lines in functions.items() if lines > 60} == {}


BY_HAND = {  # files that write an element in a text of their own, and why
    "export/saved_page/html_file.py": "a document whose scripts are hashed as they are written",
    "export/saved_page/sentences.py": "short forms that stand for elements",
    "page/actors/actors_chart.py": "Plotly's own tags in its labels",
    "export/renderers/plotly.py": "the same",
    "export/data/plotly_json.py": "the same in its title",
}


def test_markup_is_written_in_one_place() -> None:
    """An element in a text with values in it is one that somebody forgot to escape."""
    writing = {
        str(path.relative_to(HOUSE))
        for path in files()
        for text in nodes(path)
        if isinstance(text, ast.JoinedStr)
        for part in text.values
        if isinstance(part, ast.Constant) and re.search(r"<[a-z]+[\s/>]|<[a-z]+$", str(part.value))
    }
    assert writing - BY_HAND.keys() == {"draw/markup.py"} & writing
    assert BY_HAND.keys() <= writing, "the list grows shorter with them"


RENDERERS = {"network.svg.elements", "network.svg.svg_of_selection", "network.svg.pane_svg"}


def test_inside_a_room_only_a_renderer_imports_a_renderer_and_slides_never_do() -> None:
    """What a scene is does not depend on who draws it."""
    known = {f"explorer.{one}" for one in RENDERERS}
    wrong = [
        f"{path.relative_to(HOUSE)} imports {name}"
        for path in files()
        if room(path) in ("timeline", "network") or "slides" in path.parts
        if module(path) not in known
        for name in imports(path)
        if name in known
    ]
    assert wrong == []


def test_no_two_files_import_each_other() -> None:
    """Neither directly nor by way of others."""
    known = {module(path): path for path in files()}
    asked = {name: {other for other in imports(path) if other in known} for name, path in known.items()}
    assert [group for group in nx.strongly_connected_components(nx.DiGraph(asked)) if len(group) > 1] == []


DECKS = {f"export/{one}" for one in ("refresh", "renderers", "slides", "template")}
"""They share what a shape in PowerPoint is: a deck is drawn, read and brought to the present in the same words."""


def test_no_two_folders_side_by_side_import_each_other() -> None:
    """What stands beside them in the room may import from them, and they from it."""
    inside = {module(path): str(path.parent.relative_to(HOUSE)) for path in files() if path.parent.parent != HOUSE}
    asked = {
        (inside[module(path)], inside[name])
        for path in files()
        for name in imports(path)
        if module(path) in inside and name in inside
    }
    mutual = {(one, other) for one, other in asked if (other, one) in asked and one.count("/") == other.count("/")}
    assert {pair for pair in mutual if pair[0] != pair[1] and not {*pair} <= DECKS} == set()


def test_no_folder_holds_more_files_than_one_can_keep_in_mind() -> None:
    held = Counter(str(path.parent.relative_to(HOUSE)) for path in files())
    assert {folder: count for folder, count in held.items() if count > 18} == {}


def test_every_folder_says_what_it_is_for() -> None:
    folders = {path.parent for path in files()}
    assert [str(one) for one in folders if not ast.get_docstring(parsed(one / "__init__.py"))] == []


def test_a_changed_copy_of_a_value_keeps_nothing_that_was_worked_out_of_the_one_before() -> None:
    """dataclasses.replace hands on every field that it could be made with."""
    handed_on = [
        f"{path.relative_to(HOUSE)}:{node.lineno}"
        for path in sorted(HOUSE.rglob("*.py"))
        for node in nodes(path)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id.startswith("_")
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "field"
        and "init=False" not in ast.unparse(node.value)
    ]
    assert handed_on == []


def test_nobody_asks_which_class_answers_for_a_landscape_too_large_to_be_held() -> None:
    """What is asked of views, and of what a landscape stands for, is asked by their protocols."""
    classes = {"Whole", "PartView", "StoredView", "CountedView"}
    wrong = [
        f"{path.relative_to(HOUSE)}: {ast.unparse(node)}"
        for path in files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance"
        if {ast.unparse(one) for one in ast.walk(node.args[1])} & classes
    ]
    assert wrong == []
