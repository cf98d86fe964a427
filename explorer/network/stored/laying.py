"""Panes that are laid out while nobody waits: a layout takes seconds, in which everything else is there already.

asked for -> kept? -> the picture
             else  -> into the queue of a thread of the landscape's own; how long it has been at work, for whoever asks
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from hashlib import sha256

from explorer.cache import cache_of
from explorer.landscape import Landscape, once
from explorer.network.node_choice import NodeChoice, laid_out_in
from explorer.network.stored.file import hand_on_stored, stored_of
from explorer.network.visibility import pick_key, scene_drawn
from explorer.query.visible import View

_TEXT_ONLY = {
    "actors": ("aliases", "summary", "sources"),
    "events": ("aliases", "summary", "sources"),
    "instruments": ("aliases", "summary", "sources"),
    "relations": ("note", "reason"),
    "claims": ("note", "sources"),
    "verbs": ("synonyms",),
}
"""The tables that a layout depends on, each with the columns on which it does not."""


@dataclass(frozen=True)
class Progress:
    """How far a layout is that somebody waits for."""

    seconds: float  # since it began, or since it was asked for where others come first
    usual: float  # seconds that the same pane took the last time; 0 where it is the first time


class Laying:
    """The layouts of one landscape that are wanted, and the thread that makes them, one after the other."""

    def __init__(self, landscape: Landscape) -> None:
        self._landscape = landscape
        self._changed = threading.Condition()
        self._wanted: OrderedDict[str, NodeChoice] = OrderedDict()
        self._since: dict[str, float] = {}
        self._failed: set[str] = set()
        self._is_at_work = False
        self.usual: dict[int, float] = {}  # seconds by the width of a pane

    def progress(self, base: NodeChoice, wait: float = 0.0) -> Progress | None:
        """None where the pane is laid out or cannot be, after waiting for it so many seconds at most; else how far it
        is. Whoever asks comes first from now on."""
        if base.key in self._failed or is_laid_out(self._landscape, base):
            return None
        with self._changed:
            self._want(base)
            if wait and self._changed.wait_for(lambda: base.key not in self._since, wait):
                return None
            began = self._since.get(base.key)
        return None if began is None else Progress(time.monotonic() - began, self.usual.get(base.width, 0.0))

    def stop(self) -> None:
        """Forgets what is still to be done: the data are not shown any more."""
        with self._changed:
            self._wanted.clear()

    def _want(self, base: NodeChoice) -> None:
        if base.key not in self._since:
            self._since[base.key] = time.monotonic()
            self._wanted[base.key] = base
        if base.key in self._wanted:
            self._wanted.move_to_end(base.key, last=False)
        if not self._is_at_work:
            self._is_at_work = True
            threading.Thread(target=self._work, name="layout", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._wanted:
                    self._is_at_work = False
                    return
                _, base = self._wanted.popitem(last=False)
                began = self._since[base.key] = time.monotonic()
            try:
                scene_drawn(self._landscape, base)
                self.usual[base.width] = time.monotonic() - began
            except Exception:  # whoever asks for the picture meets it again, and is told
                self._failed.add(base.key)
            finally:
                with self._changed:
                    self._since.pop(base.key, None)
                    self._changed.notify_all()


@once
def laying_of(landscape: Landscape) -> Laying:
    """The layouts of a landscape."""
    return Laying(landscape)


def is_laid_out(landscape: Landscape, base: NodeChoice) -> bool:
    """Whether a pane can be drawn without laying it out first."""
    landscape = laid_out_in(landscape, base)
    stored = stored_of(landscape)
    return cache_of(landscape).holds(("scene", base.key)) or bool(stored and stored.holds(base))


def is_pick_known(view: View, base: NodeChoice) -> bool:
    """Whether what a view picks can be drawn without working it out first; also where it picks nothing."""
    focus, _ = view.highlighted
    stored = stored_of(view.landscape)
    alone = not (view.selection.to or view.selection.vs)
    known = not focus or bool(stored and alone and stored.holds_pick(base, focus))
    return known or cache_of(view.landscape).holds(pick_key(view, base))


def layout_mark(landscape: Landscape) -> str:
    """Tells data apart that may be laid out differently: what is only told in sentences does not count."""
    told: list[object] = [landscape.as_of, landscape.lanes, landscape.kinds, landscape.order]
    for table, columns in _TEXT_ONLY.items():
        rows = getattr(landscape, table)
        told.append([replace(row, **{column: type(getattr(row, column))() for column in columns}) for row in rows])
    return sha256(repr(told).encode()).hexdigest()


def hand_on_layout(before: Landscape, after: Landscape) -> None:
    """Gives a landscape what was laid out for an earlier state of it, where that holds for both."""
    laying_of(before).stop()
    laying_of(after).usual.update(laying_of(before).usual)
    if layout_mark(before) == layout_mark(after):
        hand_on_stored(before, after)
        cache_of(after).take_over(cache_of(before), ("scene", "pick"))
