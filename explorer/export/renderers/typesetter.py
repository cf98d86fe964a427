"""Sheets as plain data in; a PDF or a PNG out, set by Typst: every script shaped and in its own direction.

No font of the system, no file but the fonts and no host is asked.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import typst

from explorer.export.renderers.fonts import families, font_folders, settable

PROGRAM = "Policy Landscape Explorer"

_ONE_AT_A_TIME = Lock()


def typeset(sheets: list[Any], title: str, description: str, **how: Any) -> bytes:
    """The file; `how` says of which kind: `format`, and what that needs. The same sheets give the same bytes."""
    said = {"title": settable(title) or PROGRAM, "description": settable(description), "author": PROGRAM, "lang": "en"}
    pages = json.dumps(said | {"sheets": sheets}, ensure_ascii=False)
    inputs = {"pages": json.dumps(said | {"sheets": sheets, "fonts": families(pages)}, ensure_ascii=False)}
    with _ONE_AT_A_TIME:
        made = _compiler().compile(input=_program(), sys_inputs=inputs, **how)
    assert isinstance(made, bytes)
    return made


@cache
def _program() -> bytes:
    return (files("explorer.export.renderers") / "page.typ").read_bytes()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[str(folder) for folder in font_folders()], ignore_system_fonts=True)
