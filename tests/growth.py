"""How work grows: the same work on a landscape and on one with twice as much of everything, by time or memory.

Processor time, that is; a busy machine does the same work in thrice of it a moment later. So it is told in beats:
how long a fixed piece of work takes just before and just after.
"""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from time import process_time
from types import FunctionType
from typing import Any

from explorer.cache import Cache

MAX_GROWTH = 2.5
"""Twice as much may take so many times as long: sorting takes a little more than twice, all pairs four times."""

MAX_MEMORY_GROWTH = 2.1
"""Twice as much may take so many times the memory: no more than it is itself."""

MAX_ATTEMPTS = 8
"""The least of so many attempts counts at most: what else the machine does only ever adds to it."""

KEEPER = type(lru_cache(maxsize=1)(len))

Work = Callable[[], Callable[[], object]]
"""Makes everything ready, with nothing kept from before, and gives what is to be measured."""


class OffTheClock:
    """Time that does not count: that of work whose size has a bound of its own. What is `kept` of it is not done again,
    by whomever it is asked for: attempts would only repeat it."""

    def __init__(self, kept: dict[Hashable, Any] | None = None) -> None:
        self.seconds = 0.0
        self.kept: dict[Hashable, Any] = {} if kept is None else kept

    def bounded(
        self,
        work: Callable[..., Any],
        size: Callable[..., int],
        most: int,
        key: Callable[..., Hashable] | None = None,
    ) -> Callable[..., Any]:
        """The same work off the clock, once for each `key`; it fails where its size is above the bound after all."""

        @wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            assert size(*given, **named) <= most
            begun = process_time()
            try:
                if key is None:
                    return work(*given, **named)
                what = work.__name__, key(*given, **named)
                if what not in self.kept:
                    self.kept[what] = work(*given, **named)
                return self.kept[what]
            finally:
                self.seconds += process_time() - begun

        return timed


def growth(small: Work, large: Work, off: OffTheClock, doublings: int = 1) -> float:
    """How many times as long the work takes for each doubling, by the least of attempts until it is little enough.

    Over two doublings it tells more surely: what fits a processor's cache and what does not weighs less. The larger
    goes first, so that what is done only once, as importing is, never makes the growth seem less.
    """
    most = least = float("inf")
    for _ in range(MAX_ATTEMPTS):
        most, least = min(most, beats(large, off)), min(least, beats(small, off))
        if most <= MAX_GROWTH**doublings * least:
            break
    return float((most / least) ** (1 / doublings))


def beats(work: Work, off: OffTheClock) -> float:
    """Processor time of the work alone, in beats."""
    forget()
    ready = work()
    gc.collect()
    gc.disable()
    try:
        before, aside, begun = beat(), off.seconds, process_time()
        ready()
        took = process_time() - begun - (off.seconds - aside)
        return 2 * took / (before + beat())
    finally:
        gc.enable()


def memory_growth(small: Work, large: Work, doublings: int = 1) -> float:
    """How many times as much memory the work takes at most for each doubling."""
    most = most_memory(large)
    return float((most / most_memory(small)) ** (1 / doublings))


def most_memory(work: Work) -> int:
    """Bytes of the work alone, what it gives included, at the moment when it holds most."""
    forget()
    ready = work()
    gc.collect()
    tracemalloc.start()
    try:
        ready()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def beat() -> float:
    """Seconds that a piece of work takes now that is like most of the explorer's: dicts, texts, sorting."""
    begun = process_time()
    found: dict[str, list[str]] = {}
    for number in range(12_000):
        found.setdefault(f"event-{number % 997}", []).append(f"{number:,}")
    for key in sorted(found, reverse=True):
        found[key] = ", ".join(found[key]).split(", ")
    return process_time() - begun


def forget() -> None:
    """Empties whatever the explorer's modules keep, but for the letters of fonts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("explorer.") and ".renderers" not in name and "text_metrics" not in name:
            for kept in vars(module).values():
                if type(kept) is KEEPER or (isinstance(kept, FunctionType) and hasattr(kept, "cache_clear")):
                    kept.cache_clear()
                elif isinstance(kept, Cache):
                    vars(kept).update(vars(Cache(kept.limit)))
