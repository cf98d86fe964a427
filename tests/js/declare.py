"""The shapes of answers in; types for the browser's modules out: `python -m tests.js.declare` writes them."""

from __future__ import annotations

import re
import types
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin

from typing_extensions import TypeAliasType, get_type_hints, is_typeddict

from explorer.server.answers import file_shapes, shapes

DECLARED = Path(__file__).parents[2] / "assets" / "app" / "answers.d.ts"
HEAD = "// Written by `python -m tests.js.declare` from explorer/server/answers/shapes.py, which explains them.\n"
PLAIN: dict[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    type(None): "null",
}
KNOWN = {name: shape for module in (file_shapes, shapes) for name, shape in vars(module).items()}
ALIASES = {name: KNOWN[name] for name in ("Tied", "Piece", "Period", "Weight", "Counts", "SavedPicks")}
NAMED = {name: shape for name, shape in KNOWN.items() if isinstance(shape, TypeAliasType)}
"""Aliases that know their own name, as they hold themselves."""


def declared() -> str:
    """All of them, as a file of declarations."""
    aliases = [f"export type {name} = {written(shape, name)};" for name, shape in ALIASES.items()]
    aliases += [f"export type {name} = {holding_itself(shape)};" for name, shape in NAMED.items()]
    interfaces = [interface(shape) for shape in KNOWN.values() if is_typeddict(shape)]
    return "\n".join([HEAD, *aliases, "", "\n\n".join(interfaces), "", answers()])


def holding_itself(shape: TypeAliasType) -> str:
    """An alias that holds itself, which TypeScript follows into lists and objects and into nothing else."""
    of = written(eval(shape.__value__, KNOWN))
    return re.sub(r"Record<string, ([^<>]*)>", r"{ [key: string]: \1 }", of)


def answers() -> str:
    """What an address is answered with, where its path answers with JSON."""
    lines = ["/** What an address answers that answers with JSON. */", "export type AnswerTo<Address extends string> ="]
    for path, shape in shapes.ANSWERS.items():
        address = path.replace("*", "${string}")
        lines.append(f"  Address extends `{address}` | `{address}?${{string}}` ? {written(shape)} :")
    return "\n".join([*lines, "  unknown;", ""])


def interface(shape: Any) -> str:
    hints = get_type_hints(shape, include_extras=True)
    lines = []
    for name, hint in hints.items():
        optional = get_origin(hint) is NotRequired
        lines.append(f"  {name}{'?' if optional else ''}: {written(get_args(hint)[0] if optional else hint)};")
    return "\n".join([f"export interface {shape.__name__} {{", *lines, "}"])


def written(hint: Any, own: str = "") -> str:
    """A type as TypeScript writes it.

    >>> written(list[str]), written(dict[str, float]), written(tuple[int, str]), written(Literal["a", 1])
    ('string[]', 'Record<string, number>', '[number, string]', '"a" | 1')
    """
    alias = next((name for name, shape in ALIASES.items() if shape == hint and name != own), None)
    if alias:
        return alias
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, str):
        return hint
    if is_typeddict(hint) or isinstance(hint, TypeAliasType):
        return str(hint.__name__)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in args)
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(written(one, own) for one in args))
    if origin is list:
        of = written(args[0])
        return f"({of})[]" if " " in of and not of.startswith("[") else f"{of}[]"
    if origin is dict:
        return f"Record<string, {written(args[1])}>"
    if origin is tuple:
        return f"[{', '.join(written(one) for one in args)}]"
    raise TypeError(f"{hint} has no counterpart in TypeScript here")


if __name__ == "__main__":
    DECLARED.write_text(declared(), encoding="utf-8")
