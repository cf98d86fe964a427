"""How far the making of a saved page is, step by step: a day that is worked out, or a record that is told of."""

from __future__ import annotations

from collections.abc import Callable

Far = Callable[[int, int], None]
"""Is told how many of how many steps are done; it may wait before it returns, and stops the work by what it raises."""


def untold(done: int, of: int) -> None:
    """Nobody asks."""


class Steps:
    """Counts the steps of some work, which are told as they are done."""

    def __init__(self, of: int, tell: Far) -> None:
        self.of, self.done, self._tell = of, 0, tell

    def one(self) -> None:
        """One more is done."""
        self.done += 1
        self._tell(min(self.done, self.of), self.of)
