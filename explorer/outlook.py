"""How an event stands on a day, as far as the data go: the one rule for page, record, picture and every file.

Not in these data is not "did not happen". So a plan whose day has passed is told as that, and what settled or overtook
it is named where the data hold it. Nothing here asks a clock: the day is the one as of which everything is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from explorer.edtf import begun_by, words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Event, Status

Stand = Literal["happened", "under way", "ahead", "open", "day passed", "settled", "overtaken"]
"""`open` is pending, with no outcome in the data; `settled` was decided by a later step of the same instrument,
`overtaken` by another event."""


@dataclass(frozen=True, slots=True)
class Outlook:
    status: Status  # the word for it on the day
    stand: Stand
    by: Event | None = None  # what settled or overtook it

    @property
    def words(self) -> str:
        """The status in words, with what came of it: "planned; the day has passed, no outcome in these data"."""
        return f"{self.status}; {self.came_of_it}" if self.came_of_it else self.status

    @property
    def came_of_it(self) -> str:
        """What came of a plan, in words; empty of what has happened or is ahead."""
        if self.by:
            return f"{self.stand} by {self.by.short_title or self.by.title}, {words(self.by.date)}"
        if self.stand == "day passed":
            return "the day has passed, no outcome in these data"
        return "no outcome in these data" if self.stand == "open" else ""


def outlook(landscape: Landscape, event: Event, day: date) -> Outlook:
    """How an event stands on a day; `event` has its status as of that day, `landscape` is the whole."""
    if event.status not in NOT_HAPPENED:
        return Outlook(event.status, "under way" if event.status == "ongoing" else "happened")
    own = landscape.records.get(event.id)  # an excerpt may have lost its outcome
    outcome = own.outcome if isinstance(own, Event) else event.outcome
    by = landscape.records.get(outcome)
    if isinstance(by, Event) and begun_by(by.date) <= day:
        same = event.instrument != "" and by.instrument == event.instrument
        return Outlook(event.status, "settled" if same else "overtaken", by)
    passed = event.date.latest is not None and event.date.latest < day
    if event.status == "pending":
        return Outlook(event.status, "open" if passed else "ahead")
    return Outlook(event.status, "day passed" if passed else "ahead")
