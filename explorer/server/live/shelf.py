"""Several WSGI apps as one, each below a path of its own; all of them are exchanged at once.

    request -> path of the base address taken off -> first step of the path -> the app mounted there, or the root

An app is never changed: for other data another one takes its place, and requests under way finish on the one they began
with. A further app, such as one that edits, is mounted beside them for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from explorer.server.doors.base_address import Answer, Environ, Wsgi, below_base
from explorer.server.settings import Settings


@dataclass(frozen=True)
class Arrangement:
    """What answers where: by the first step of a path, and whatever else is asked for."""

    root: Wsgi
    mounts: Mapping[str, Wsgi] = field(default_factory=dict)


class Shelf:
    """A WSGI app that hands each request on to one of those it holds now."""

    def __init__(self, settings: Settings, first: Arrangement, always: Mapping[str, Wsgi] | None = None) -> None:
        """`always`: apps that stay whatever is exchanged, by the step of the path below which each is found: with
        {"data": app} it answers `/data/`. The path that leads there is in SCRIPT_NAME when it is asked."""
        self._always = dict(always or {})
        self._now = first
        self._answer = below_base(self._hand_on, settings)

    def exchange(self, arrangement: Arrangement) -> None:
        """Shows another arrangement from the next request on."""
        self._now = arrangement

    def __call__(self, environ: Environ, start: Any) -> Answer:
        return self._answer(environ, start)

    def _hand_on(self, environ: Environ, start: Any) -> Answer:
        now = self._now
        path: str = environ.get("PATH_INFO", "")
        step = path.split("/", 2)[1] if path.startswith("/") else ""
        name = step.encode("latin-1", "replace").decode("utf-8", "replace")  # WSGI writes bytes as Latin-1
        app = (self._always.get(name) or now.mounts.get(name)) if step else None
        if app is None:
            return now.root(environ, start)
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{step}"
        environ["PATH_INFO"] = path[len(step) + 1 :]
        return app(environ, start)
