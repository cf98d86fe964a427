"""One person's work on one draft: the files, the answers, every change and the way back; and all desks of a server."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock, RLock

from explorer.editing.draft import Draft, Looked, look_over
from explorer.editing.opening import Answers, HandedOver, Opened, may_update, open_files, open_folder
from explorer.errors import BadInput

STEPS_BACK = 100
"""So many changes can be undone."""

MAX_DESKS = 16
"""So many drafts are kept at once; the one that was longest untouched goes first."""

DESK_BYTES = 150_000_000
"""So large may all drafts together be, about."""


class NoDesk(BadInput):
    """The draft that is asked for is not kept any more."""


@dataclass(frozen=True)
class State:
    """How a desk stands after a step: what was opened, with which answers, and the tables now."""

    opened: Opened
    answers: Answers
    draft: Draft
    did: str = ""  # what led here, in words: "changed title of row 5 in events"


@dataclass
class Desk:
    """Whoever holds its lock works at it; a step makes another State."""

    files: tuple[HandedOver, ...] = ()
    shelf_folder: Path | None = None  # the landscape that is served, where it is a folder
    may_update: bool = False  # whether an import wrote that, so that the files may be an update of it
    lock: RLock = field(default_factory=RLock)
    state: State | None = None
    back: list[State] = field(default_factory=list)
    forth: list[State] = field(default_factory=list)
    _looked: tuple[Draft, Looked] | None = None

    @property
    def now(self) -> State:
        if self.state is None:
            raise BadInput("Nothing is opened yet.")
        return self.state

    @property
    def bytes(self) -> int:
        """About how much the desk holds: a letter of a cell takes some bytes, and so does the row it came from."""
        return 6 * sum(file.bytes for file in self.files) + (6 * _letters(self.state.draft) if self.state else 0)

    def looked(self) -> Looked:
        """The draft as the loader takes it."""
        draft = self.now.draft
        if self._looked is None or self._looked[0] is not draft:
            self._looked = draft, look_over(draft)
        return self._looked[1]

    # --- opening

    def open_served(self) -> None:
        """Begins with the landscape that is served."""
        if self.shelf_folder is None:
            raise BadInput("What is served is a file, not a folder — save a copy of it as a folder first.")
        opened = open_folder(self.shelf_folder)
        self._begin(State(opened, Answers(), opened.draft, "opened it"))

    def open_handed(self, files: Sequence[HandedOver], today: date) -> None:
        """Begins with files, as an update where the served landscape came from one of such a name."""
        self.files = tuple(files)
        self.may_update, came = may_update(self.shelf_folder, [file.name for file in files])
        answers = Answers(update=came)
        opened = open_files(self.files, answers, self.shelf_folder, today)
        self._begin(State(opened, answers, opened.draft, "opened it"))

    def answer(self, answers: Answers, today: date, did: str) -> None:
        """Reads the files anew with other answers; what was changed by hand since is undone with it."""
        if not self.files:
            raise BadInput("No file is open that questions are asked about.")
        opened = open_files(self.files, answers, self.shelf_folder, today)
        self._step(State(opened, answers, opened.draft, did))

    def _begin(self, state: State) -> None:
        self.state, self.back, self.forth = state, [], []

    def saved(self, folder: Path) -> None:
        """The draft stands in a folder now; from here on it is that folder's, and what led here cannot be undone."""
        opened = open_folder(folder)
        self.files, self.shelf_folder = (), folder
        self._begin(State(opened, Answers(), opened.draft, "saved it"))

    # --- changing

    def change(self, make: Callable[[Draft], Draft], did: str) -> None:
        """One step; nothing where it makes no difference."""
        draft = make(self.now.draft)
        if draft != self.now.draft:
            self._step(replace(self.now, draft=draft, did=did))

    def undo(self) -> str:
        """Takes back the last step; what it was. Raises BadInput where there is none."""
        if not self.back:
            raise BadInput("There is nothing to undo.")
        undone = self.now
        self.forth.append(undone)
        self.state = self.back.pop()
        return undone.did

    def redo(self) -> str:
        """Takes the last step that was undone again; what it is. Raises BadInput where there is none."""
        if not self.forth:
            raise BadInput("There is nothing to do again.")
        self.back.append(self.now)
        self.state = self.forth.pop()
        return self.state.did

    def _step(self, state: State) -> None:
        self.back = [*self.back, self.now][-STEPS_BACK:]
        self.state, self.forth = state, []


def _letters(draft: Draft) -> int:
    return len(draft.settings) + sum(
        50 + len(text) for rows in draft.tables.values() for row in rows.values() for text in row.values()
    )


class Desks:
    """All desks of a server, each known by a word that nobody can guess; only so many, and so large together."""

    def __init__(self, most: int = MAX_DESKS, most_bytes: int = DESK_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._held: OrderedDict[str, Desk] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._held)

    def add(self, desk: Desk) -> str:
        """Keeps a desk; the word it is known by from now on."""
        word = secrets.token_urlsafe(24)
        with self._lock:
            self._held[word] = desk
            while len(self._held) > 1 and self._too_much():
                self._held.popitem(last=False)
        return word

    def get(self, word: str) -> Desk:
        """The desk of that word. Raises NoDesk."""
        with self._lock:
            desk = self._held.get(word)
            if desk is None:
                raise NoDesk("This draft is no longer kept here — open the file again.")
            self._held.move_to_end(word)
            return desk

    def drop(self, word: str) -> None:
        """Forgets a desk."""
        with self._lock:
            self._held.pop(word, None)

    def _too_much(self) -> bool:
        return len(self._held) > self._most or sum(desk.bytes for desk in self._held.values()) > self._most_bytes
