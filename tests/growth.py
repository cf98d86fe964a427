"""How work grows: the same work on a landscape and on one with twice as much of everything, by processor time."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import lru_cache, wraps
from time import process_time
from typing import Any

MOST_GROWTH = 2.5
"""Twice as much may take so many times as long: sorting takes a little more than twice, all pairs four times."""

MOST_ATTEMPTS = 8
"""The least time of so many attempts counts at most: what else the machine does only ever adds to it."""

KEEPER = type(lru_cache(maxsize=1)(len))

Work = Callable[[], Callable[[], object]]
"""Makes everything ready, with nothing kept from before, and gives what is to be measured."""


class OffTheClock:
    """Time that does not count: that of work whose size has a bound of its own."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def bounded(self, work: Callable[..., Any], size: Callable[..., int], most: int) -> Callable[..., Any]:
        """The same work off the clock; it fails where its size is above the bound after all."""

        @wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            assert size(*given, **named) <= most
            begun = process_time()
            try:
                return work(*given, **named)
            finally:
                self.seconds += process_time() - begun

        return timed


def growth(small: Work, large: Work, off: OffTheClock) -> float:
    """How many times as long the large work takes, by the least times of attempts until it is seen to be little."""
    least = {0: float("inf"), 1: float("inf")}
    for _ in range(MOST_ATTEMPTS):
        for place, work in enumerate((small, large)):
            least[place] = min(least[place], seconds(work, off))
        if least[1] <= MOST_GROWTH * least[0]:
            break
    return least[1] / least[0]


def seconds(work: Work, off: OffTheClock) -> float:
    """Processor time of the work alone."""
    forget()
    ready = work()
    gc.collect()
    gc.disable()
    begun, aside = process_time(), off.seconds
    try:
        ready()
        return process_time() - begun - (off.seconds - aside)
    finally:
        gc.enable()


def forget() -> None:
    """Empties whatever the explorer's modules keep, but for the letters of fonts."""
    for name, module in list(sys.modules.items()):
        if name.startswith("explorer.") and ".pens" not in name and "lettering" not in name:
            for kept in vars(module).values():
                if type(kept) is KEEPER:
                    kept.cache_clear()
