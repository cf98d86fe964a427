"""How things are kept that were worked out and are the same whoever asks next. There are four ways, and no fifth:

- Answers to what readers may ask without end (views, pictures, files, axes, records and parts of a store) stand in a
  `Cache`: bounded in bytes, locked, counted. A key says what is kept, never how somebody wrote it: a selection, a
  digest, a file's place; an address text, a path or a fingerprint would be a key that anybody can invent without end.
- What is worked out of a landscape as such, whatever is asked, is kept with it by `landscape.once`, locked; its own
  `Cache` (`cache_of`) is one of those things.
- What a value works out of itself is a `cached_property`, or a field that nothing is made with: it is no larger than
  what the value is asked about, and goes with it. `knowing` hands it on.
- Small facts that one picture asks for again and again, such as how wide a word is, are remembered in so many places:
  of short texts by `remembered`, of numbers and days by `lru_cache`; `cache` is for what has few keys.

`tests/test_keeping.py` holds this: it lists each use of the last kind that is not plain, with the reason.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, TypeVar, cast

from explorer.landscape import Landscape, once

DEFAULT_LIMIT = 48_000_000
"""Bytes that are kept where nothing else is set."""

LARGEST_SHARE = 0.5
"""Of the limit that one thing may take; what is larger is made anew each time."""

OVERHEAD = 1_000
"""Bytes that a place takes besides its key and its value, about."""

SHORT = 300
"""Letters that a text has at most of which something is `remembered`, where nothing else is said."""

KEY_LETTER = 3
"""Bytes that a key takes for each letter that it is written with, about."""

F = TypeVar("F", bound=Callable[..., Any])
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Abandoned(Exception):
    """Whoever was making something has stopped, as its reader is gone; others who wait make it themselves."""


@dataclass(slots=True)
class _Held:
    value: Any
    size: Callable[[Any], int]
    place: int  # bytes of its key and its place
    bytes: int = 0  # of all when it was last weighed


class Cache:
    """Values by key, at most `limit` bytes in all; the least lately asked for goes first.

    Of several threads that ask for one key at a time, one makes the value and the others wait for it. What a value
    needs may be asked for while it is made, as long as nothing needs itself.
    """

    def __init__(self, limit: int = DEFAULT_LIMIT) -> None:
        self.limit = limit
        self.found = self.made = 0  # how often something was there, and had to be made
        self._bytes = 0
        self._held: OrderedDict[Hashable, _Held] = OrderedDict()
        self._making: dict[Hashable, Future[Any]] = {}
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """How much is kept now."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of a key, made now if it is not kept. What `make` raises, everybody who waits for it is told.

        `size` gives a value's bytes, now and whenever it is weighed.
        """
        while True:
            with self._lock:
                held = self._held.get(key)
                if held is not None:
                    self.found += 1
                    self._held.move_to_end(key)
                    value: T = held.value
                    return value
                others = self._making.get(key)
                if others is None:
                    mine: Future[T] = Future()
                    self._making[key] = mine
                    break
            try:
                told: T = others.result()
                return told
            except Abandoned:
                continue
        return self._made(key, mine, make, size)

    def _made(self, key: Hashable, mine: Future[T], make: Callable[[], T], size: Callable[[T], int]) -> T:
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                del self._making[key]
            mine.set_exception(error if isinstance(error, Exception) else Abandoned())
            raise
        with self._lock:
            self.made += 1
            self._put(key, _Held(value, size, OVERHEAD + KEY_LETTER * len(repr(key))))
            del self._making[key]
        mine.set_result(value)
        return value

    def several(
        self, kind: str, keys: Collection[K], make: Callable[[list[K]], Mapping[K, T]], size: Callable[[T], int]
    ) -> dict[K, T]:
        """The values of several keys of a kind, by key; those that are not kept are made together.

        A key for which `make` has nothing is left out. Who asks for the same meanwhile makes it, too.
        """
        found: dict[K, T] = {}
        with self._lock:
            for key in keys:
                held = self._held.get((kind, key))
                if held is not None:
                    self._held.move_to_end((kind, key))
                    found[key] = held.value
            self.found += len(found)
        missing = [key for key in keys if key not in found]
        if missing:
            made = make(missing)
            with self._lock:
                self.made += len(made)
                for key, value in made.items():
                    if (kind, key) not in self._held:
                        self._put((kind, key), _Held(value, size, OVERHEAD + KEY_LETTER * len(repr(key))))
            found |= made
        return found

    def holds(self, key: Hashable) -> bool:
        """Whether a value is kept under a key now."""
        with self._lock:
            return key in self._held

    def take_over(self, other: Cache, kinds: Collection[str]) -> None:
        """Keeps also what another store keeps under keys that begin with one of these words."""
        with other._lock:
            theirs = [(key, held) for key, held in other._held.items() if isinstance(key, tuple) and key[0] in kinds]
        with self._lock:
            for key, held in theirs:
                if key not in self._held:
                    self._put(key, _Held(held.value, held.size, held.place))

    def weigh(self, key: Hashable) -> None:
        """Counts a value anew that has grown; whatever was kept longest unasked for makes room for it."""
        with self._lock:
            held = self._held.pop(key, None)
            if held is not None:
                self._bytes -= held.bytes
                self._put(key, held)

    def _put(self, key: Hashable, held: _Held) -> None:
        """Keeps a value as the latest asked for; the lock is held. Others go until all fit."""
        held.bytes = held.place + held.size(held.value)
        if held.bytes > LARGEST_SHARE * self.limit:
            return
        self._held[key] = held
        self._bytes += held.bytes
        while self._bytes > self.limit:
            self._bytes -= self._held.popitem(last=False)[1].bytes


def remembered(places: int, letters: Callable[[Any], int] = len, most: int = SHORT) -> Callable[[F], F]:
    """Makes a pure function remember so many of its answers: those to what has at most so many letters, as it is first
    given to it, be that a text or what `letters` counts in."""

    def made(work: F) -> F:
        known = lru_cache(places)(work)

        @wraps(work)
        def found(first: Any, *rest: Any, **named: Any) -> Any:
            return (known if letters(first) <= most else work)(first, *rest, **named)

        vars(found)["cache_clear"] = known.cache_clear
        return cast(F, found)

    return made


def knowing(value: T, **known: object) -> T:
    """A value, lately made, that knows already what it would work out of itself, by its cached properties."""
    vars(value).update(known)
    return value


@once
def cache_of(landscape: Landscape) -> Cache:
    """What is kept of a landscape for the next reader."""
    return Cache()
