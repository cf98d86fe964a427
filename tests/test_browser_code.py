"""The browser's modules: their types, their tests, their rooms, and how they are joined."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from posixpath import dirname

import networkx as nx
import pytest

from explorer.page import assets
from explorer.page.assets import (
    ASSETS,
    BEFORE_PAINT,
    DATA_PAGE,
    PAGE,
    SAVED,
    STYLES,
    ModuleError,
    exports_of,
    imports_of,
    script,
    sent_script,
)
from tests.js import deno
from tests.js.literals import literals

ROOMS = ["app", "workspace", "timeline", "network", "panel", "export", "controls", "saved", "data"]
ENTRIES = {BEFORE_PAINT, PAGE, SAVED, DATA_PAGE, "app/door.js"}
"""The modules with which everything begins, which alone may import from every room."""

HOUSE = Path(__file__).parents[1]
MAX_LINES, MAX_FILES = 400, 15
MODULES = sorted(str(path.relative_to(ASSETS)) for path in ASSETS.rglob("*.js"))


def room(path: str) -> str:
    return path.partition("/")[0]


@pytest.mark.slow
def test_the_types_of_all_modules_hold() -> None:
    done = deno.checked()
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_finds_nothing() -> None:
    done = deno.linted()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("pictureOf", "export function pictureOf() {\n%s}"),
        ("pictureOf", "export const pictureOf = () => {\n%s};"),
        ("paint", "export class Picture { paint() {\n%s} }"),
        ("paint", "export class Picture { paint = () => {\n%s}; }"),
        ("A function without a name", "addEventListener('click', () => {\n%s});"),
    ],
)
def test_a_function_longer_than_a_screen_is_named_with_its_file_and_its_length(
    tmp_path: Path, name: str, written: str
) -> None:
    file = tmp_path / "picture.js"
    file.write_text(written % ("  close();\n" * 58), encoding="utf-8")
    assert deno.linted(str(file)).returncode == 0
    file.write_text(written % ("  close();\n" * 59), encoding="utf-8")
    done = deno.linted(str(file))
    assert done.returncode == 1
    assert f"{name} in {file} is 61 lines long; 60 are the most." in done.stdout + done.stderr


def test_the_modules_do_what_their_own_tests_say() -> None:
    done = deno.tested()
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"ok \| \d\d+ passed", done.stdout), done.stdout


def test_every_module_asks_for_its_types_to_be_checked_and_leaves_nothing_out() -> None:
    assert [path for path in MODULES if not (ASSETS / path).read_text().startswith("// @ts-check\n")] == []
    excused = re.compile("@ts-(ignore|nocheck|expect)|deno-lint-ignore")
    assert [path for path in MODULES if excused.search((ASSETS / path).read_text())] == []


def test_no_file_is_too_long_to_be_read_at_once() -> None:
    lines = {path.name: len(path.read_text().splitlines()) for path in ASSETS.rglob("*.*")}
    assert {name: many for name, many in lines.items() if many > MAX_LINES} == {}


def test_no_name_of_a_file_is_numbered() -> None:
    assert [path.name for path in ASSETS.rglob("*") if re.search(r"\d", path.name)] == []


def test_every_folder_says_in_a_line_or_two_what_it_is_for() -> None:
    folders = {path.parent for path in ASSETS.rglob("*.*")} | {ASSETS / room for room in ROOMS}
    assert [str(folder) for folder in folders if not (folder / "README.md").is_file()] == []
    lines = {folder.name: len((folder / "README.md").read_text().splitlines()) for folder in folders}
    assert {name: many for name, many in lines.items() if not 1 <= many <= 2} == {}


def test_no_folder_holds_more_files_than_one_can_keep_in_mind() -> None:
    held = Counter(str(path.parent.relative_to(ASSETS)) for path in ASSETS.rglob("*.*"))
    assert {folder: many for folder, many in held.items() if many > MAX_FILES} == {}


def test_no_two_folders_side_by_side_import_each_other() -> None:
    """Neither directly nor by way of others. What stands beside them in the room may import from them."""
    asked = nx.DiGraph(
        (folder, other)
        for folder, other in ((dirname(path), dirname(other)) for path in MODULES for other in imports_of(path))
        if folder != other and dirname(folder) == dirname(other) != ""
    )
    assert asked and [group for group in nx.strongly_connected_components(asked) if len(group) > 1] == []


def test_every_module_and_style_that_is_named_anywhere_is_there() -> None:
    texts = [*HOUSE.glob("*.md"), *(HOUSE / "explorer").rglob("*.py"), *ASSETS.rglob("*.*")]
    name = re.compile(rf"\b(?:{'|'.join([*ROOMS, 'css'])})/[\w/]+\.(?:js|css|d\.ts)\b")
    named = {found for path in texts for found in name.findall(path.read_text(encoding="utf-8"))}
    assert named and sorted(found for found in named if not (ASSETS / found).is_file()) == []


def test_every_room_is_on_the_plan() -> None:
    assert {path.name for path in ASSETS.iterdir()} == {*ROOMS, "css"}


def test_a_module_imports_only_from_its_own_room_and_rooms_before_it() -> None:
    wrong = [
        f"{path} imports {other}"
        for path in MODULES
        if path not in ENTRIES
        for other in imports_of(path)
        if other in ENTRIES or ROOMS.index(room(other)) > ROOMS.index(room(path))
    ]
    assert wrong == []


def test_every_file_of_types_is_one_that_the_modules_take_theirs_from() -> None:
    """Else a file that is held to the answers is not the one that the modules are held to."""
    texts = [path.read_text(encoding="utf-8") for path in ASSETS.rglob("*.[jt]s")]
    taken = {name for text in texts for name in re.findall(r'from "[./\w]*?(\w+/)?(\w+\.d\.ts)"', text)}
    assert {path.name for path in ASSETS.rglob("*.d.ts")} == {name for _, name in taken}


def test_every_module_is_in_one_of_the_scripts_that_are_sent() -> None:
    def reached(path: str, seen: set[str]) -> set[str]:
        for other in {path, *imports_of(path)} - seen:
            seen |= reached(other, seen | {other})
        return seen

    assert set(MODULES) == set().union(*(reached(entry, {entry}) for entry in (BEFORE_PAINT, PAGE, SAVED, DATA_PAGE)))


def test_no_two_modules_export_the_same_name() -> None:
    names = Counter(name for path in MODULES for name in exports_of(path))
    assert [name for name, many in names.items() if many > 1] == [], "a search for a name should find one thing"


def test_what_a_saved_page_runs_asks_no_server() -> None:
    text = script(SAVED)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket", text)
    assert "</script" not in text and "<!--" not in text


def test_no_text_in_a_module_goes_on_over_a_line_or_looks_like_a_comment() -> None:
    """A saved page has its modules without comments and indents."""
    for path in MODULES:
        for number, line in enumerate((ASSETS / path).read_text(encoding="utf-8").splitlines(), 1):
            code = re.sub(r"/\*\*?\s.*?\*/|^\s*/?\*.*|(?:^|\s)//\s.*", "", line)
            assert code.count("`") % 2 == 0, f"{path}:{number}"
            texts = re.findall(r"""(["'`])((?:[^\\]|\\.)*?)\1""", code)
            assert not any(re.search(r"/\*\*?\s", text) for _, text in texts), f"{path}:{number}"


@pytest.mark.parametrize("entry", [BEFORE_PAINT, PAGE, SAVED, DATA_PAGE])
def test_every_text_of_a_script_is_sent_as_it_was_written(entry: str) -> None:
    """A template within a template, of which rjsmin knows nothing, loses its spaces."""
    written = [*literals(script(entry))]
    assert written and [*literals(sent_script(entry))] == written


def test_every_style_sheet_has_its_place_in_the_order() -> None:
    there = {str(path.relative_to(ASSETS / "css")) for path in (ASSETS / "css").rglob("*.css")}
    assert sorted(f"{name}.css" for name in STYLES) == sorted(there)
    assert len(assets.style()) > len(assets.style(*assets.SERVED_ONLY))


# --- how modules are joined


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_a_module_comes_after_those_that_it_imports_and_each_comes_once(tmp_path: Path) -> None:
    written(
        tmp_path,
        main='import { a } from "./a.js";\nimport { b } from "./b.js";\nshow(a + b);\n',
        a='import { b } from "./b.js";\nexport const a = b + 1;\n',
        b="const own = 1;\nexport const b = own;\n",
    )
    text = script("main.js", tmp_path)
    places = [text.index(part) for part in ("const own = 1;", "const a = b + 1;", "show(a + b);")]
    assert all(before < after for before, after in pairwise(places))
    assert text.count("const own = 1;") == 1
    assert "import " not in text and "export " not in text


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"main": 'import { a } from "./main.js";\nexport const a = 1;\n'}, "main.js imports itself"),
        ({"main": 'import { a } from "./b.js";\n', "b": "export const c = 1;\n"}, "a, which b.js does not export"),
        ({"main": 'import { a } from "./none.js";\n'}, "none.js, which is not there"),
        ({"main": 'import a from "./b.js";\n', "b": "export const a = 1;\n"}, "main.js:1: write imports in one line"),
        ({"main": "const a = 1;\nexport { a };\n"}, "main.js:2: export a function, a const or a class"),
        ({"main": "export let a = 1;\n"}, "main.js:1: export a function, a const or a class"),
    ],
)
def test_a_module_that_cannot_be_joined_is_named_with_its_line(
    tmp_path: Path, modules: dict[str, str], said: str
) -> None:
    with pytest.raises(ModuleError, match=re.escape(said)):
        script("main.js", written(tmp_path, **modules))
