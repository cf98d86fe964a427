"""What a layout works on: boxes to place, the ties between them, and where they come to stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class LaidNode:
    """A box to place. An event's symbol is on top of its box, in the middle, with its label lines under it."""

    id: str
    lane: int
    kind: Literal["actor", "event"]
    day: int | None  # ordinal; None = an actor, or an event without a date
    weight: int  # 1 key, 2 supporting, 3 context
    width: float
    height: float
    symbol_height: float = 0.0

    @property
    def heart(self) -> float:
        """From the top of the box to the point at which its ties aim."""
        return self.symbol_height / 2 if self.kind == "event" and self.symbol_height else self.height / 2


@dataclass(frozen=True)
class Tie:
    """A line from a to b. One that is not drawn is seen on selection only: it moves no node that has a drawn one."""

    id: str
    a: str
    b: str
    weight: float
    drawn: bool


@dataclass(frozen=True)
class Layout:
    """Where everything stands: (top, bottom) of each lane's band, (x, y) of the middle of each whole box."""

    width: float
    height: float
    bands: tuple[tuple[float, float], ...]
    centre: dict[str, tuple[float, float]]
    lane_title_width: float = 110.0
