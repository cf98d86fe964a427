"""The one place that keeps things: bounded in bytes, the same value for all who ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from explorer.cache import KEY_LETTER, OVERHEAD, Abandoned, Cache


def test_what_was_made_once_is_there_for_the_next_who_asks() -> None:
    cache, made = Cache(), list[str]()
    for _ in range(3):
        assert cache.get("a", lambda: made.append("a") or "value", len) == "value"
    assert (made, cache.made, cache.found) == (["a"], 1, 2)


def test_it_never_holds_more_than_its_limit_and_lets_the_least_lately_asked_for_go() -> None:
    cache = Cache(10 * (OVERHEAD + 2 * KEY_LETTER + 100))
    for key in range(10, 35):
        cache.get(key, lambda: bytes(100), len)
        cache.get(30 if key >= 30 else 10, lambda: bytes(100), len)
        assert cache.bytes <= cache.limit
    assert len(cache) == 10
    made = cache.made
    cache.get(30, lambda: bytes(100), len)
    assert cache.made == made
    cache.get(11, lambda: bytes(100), len)
    assert cache.made == made + 1


def test_a_long_key_counts_too() -> None:
    cache = Cache()
    cache.get("x" * 10_000, lambda: b"", len)
    assert cache.bytes > 10_000 + OVERHEAD


def test_what_is_larger_than_its_share_is_answered_and_not_kept() -> None:
    cache = Cache(10_000)
    assert len(cache.get("large", lambda: bytes(9_000), len)) == 9_000
    assert (len(cache), cache.bytes) == (0, 0)


def test_a_value_that_grows_counts_for_what_it_has_become() -> None:
    cache = Cache(100_000)
    value = cache.get("a", lambda: bytearray(100), len)
    value += bytes(50)
    cache.weigh("a")
    assert cache.bytes == OVERHEAD + len(repr("a")) * KEY_LETTER + 150
    value += bytes(100_000)
    cache.weigh("a")
    assert cache.bytes == 0


def test_of_several_things_those_that_are_not_kept_are_made_together_and_the_oldest_go() -> None:
    cache, made = Cache(12 * (OVERHEAD + 2 * KEY_LETTER + 100)), list[list[int]]()

    def make(missing: list[int]) -> dict[int, bytes]:
        made.append(missing)
        return {key: bytes(100) for key in missing if key != 13}

    assert list(cache.several("a", range(10, 15), make, len)) == [10, 11, 12, 14]
    assert list(cache.several("a", [14, 15, 10], make, len)) == [14, 10, 15]
    assert list(cache.several("b", [10], make, len)) == [10]
    assert made == [[10, 11, 12, 13, 14], [15], [10]]
    cache.several("a", range(16, 40), make, len)
    assert cache.bytes <= cache.limit and not cache.holds(("a", 10)) and cache.holds(("a", 39))


def test_of_many_who_ask_at_once_one_makes_it() -> None:
    cache, together, made = Cache(), Barrier(8), list[int]()

    def ask(_: int) -> str:
        together.wait()
        return cache.get("a", lambda: made.append(1) or "value", len)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"value"}
    assert len(made) == 1


def test_what_goes_wrong_is_told_to_all_who_wait_and_is_not_kept() -> None:
    cache = Cache()

    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cache.get("a", fail, len)
    assert cache.get("a", lambda: "value", len) == "value"


def test_a_reader_who_leaves_takes_nothing_away_from_those_who_wait() -> None:
    cache, begun, gone = Cache(), Event(), Event()

    def leave() -> str:
        begun.set()
        gone.wait(10)
        raise Abandoned

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(cache.get, "a", leave, len)
        begun.wait(10)
        second = pool.submit(cache.get, "a", lambda: "value", len)
        gone.set()
        assert second.result(10) == "value"
        with pytest.raises(Abandoned):
            first.result(10)
