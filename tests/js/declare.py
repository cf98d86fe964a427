"""The shapes of answers in; types for the browser's modules out: `python -m tests.js.declare` writes them."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin

from typing_extensions import get_type_hints, is_typeddict

from explorer.server.answers import shapes as answer_shapes

DECLARED = Path(__file__).parents[2] / "assets" / "app" / "answers.d.ts"
HEAD = "// Written by `python -m tests.js.declare` from explorer/server/answers/shapes.py, which explains them.\n"
PLAIN: dict[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
    Any: "unknown",
    type(None): "null",
}
ALIASES = {name: shape for name, shape in vars(answer_shapes).items() if name in ("Tied", "Piece", "Period", "Weight")}


def declared() -> str:
    """All of them, as a file of declarations."""
    aliases = [f"export type {name} = {written(shape, name)};" for name, shape in ALIASES.items()]
    shapes = [interface(shape) for shape in vars(answer_shapes).values() if is_typeddict(shape)]
    return HEAD + "\n" + "\n".join(aliases) + "\n\n" + "\n\n".join(shapes) + "\n"


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
    if is_typeddict(hint):
        return str(hint.__name__)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in args)
    if origin in (Union, types.UnionType):
        return " | ".join(written(one, own) for one in args)
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
