"""The Policy Landscape Explorer as a package. `explorer.open(path)` is its front door for notebooks: see `notebook`.

Importing it reads nothing else; what a name stands for is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.errors import ExplorerError as ExplorerError
    from explorer.notebook.choices import choices as choices
    from explorer.notebook.front_door import OpenLandscape as OpenLandscape
    from explorer.notebook.front_door import open_any as open

__all__ = ["ExplorerError", "OpenLandscape", "choices", "open"]

_HOMES = {
    "ExplorerError": ("explorer.errors", "ExplorerError"),
    "OpenLandscape": ("explorer.notebook.front_door", "OpenLandscape"),
    "choices": ("explorer.notebook.choices", "choices"),
    "open": ("explorer.notebook.front_door", "open_any"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
