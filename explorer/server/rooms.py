"""An address in; the landscape that answers it with all that tells it, and what is asked, out.

An ordinary landscape answers everything itself. One that stands for a store has another for what is picked and what is
filtered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from explorer.cache import cache_of
from explorer.landscape import Landscape
from explorer.page.footing import ALONE, Footing
from explorer.page.panel.panel import RecordPanel
from explorer.page.sentences import Prose
from explorer.page.view_answer import Views
from explorer.query.asked import asked
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.query.wider import wider_of
from explorer.timeline.aggregate import MAX_KEY_MARKS, MAX_MARKS


@dataclass(frozen=True, eq=False)
class Room:
    """A landscape and what tells it."""

    landscape: Landscape
    prose: Prose
    views: Views
    panel: RecordPanel


class Rooms:
    """Those of one landscape that is served."""

    def __init__(self, landscape: Landscape, footing: Footing = ALONE) -> None:
        self.landscape, self.footing = landscape, footing
        self.first = self._made(landscape)  # that of the landscape itself

    def read(self, address: str, also: Collection[str] = ()) -> tuple[Room, Selection, tuple[str, ...]]:
        """What an address text asks, of which room; and a sentence for each piece of it that was not understood."""
        landscape, selection, notes = asked(self.landscape, address, also)
        return self._of(landscape), selection, notes

    def mark(self, room: Room, selection: Selection) -> tuple[Selection, ...]:
        """What tells the answers of a room apart from those of others to what is otherwise the same question."""
        return () if wider_of(room.landscape) is None else (selection,)

    def with_events(self, room: Room, address: str, days: tuple[date, date]) -> Room:
        """The room with the events that a timeline draws between two days."""
        if wider_of(room.landscape) is None:
            return room
        view = visible(room.landscape, asked(self.landscape, address)[1])
        if not view.scope:
            return room
        first, last = (day.toordinal() for day in days)
        return self.read(address, view.drawn_between(first, last, MAX_MARKS, MAX_KEY_MARKS))[0]

    def _of(self, landscape: Landscape) -> Room:
        """The room of a landscape, which is kept with it."""
        if landscape is self.landscape:
            return self.first
        key = ("room", self.footing.mark)
        return cache_of(landscape).get(key, lambda: self._made(landscape), _size_of_room)

    def _made(self, landscape: Landscape) -> Room:
        prose = Prose(landscape)
        panel = RecordPanel(landscape, prose, footing=self.footing)
        return Room(landscape, prose, Views(landscape, prose), panel)


def _size_of_room(room: Room) -> int:
    """Bytes that a room takes besides its landscape, about."""
    return 10_000 + 150 * len(room.landscape.sources)
