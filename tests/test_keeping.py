"""What is worked out once stays so, however many ask at a time, and whatever strangers ask for has its bounds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import pytest

from explorer.landscape import Landscape, once

A_MOMENT = 0.2
"""Seconds in which whoever is not held back has long come by."""


def test_of_many_who_ask_at_once_for_what_is_worked_out_once_one_works(small_world: Landscape) -> None:
    world, together, second, worked = replace(small_world), Barrier(8), Event(), list[int]()

    @once
    def dear(landscape: Landscape) -> object:
        worked.append(1)
        if len(worked) > 1:
            second.set()
        second.wait(A_MOMENT)
        return object()

    def ask(_: int) -> object:
        together.wait()
        return dear(world)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert len(worked) == 1


def test_nobody_waits_for_the_work_on_another_landscape(small_world: Landscape) -> None:
    one, other, done = replace(small_world), replace(small_world), Event()

    @once
    def name(landscape: Landscape) -> str:
        if landscape is other:
            done.set()
            return "other"
        return "one, after the other" if done.wait(10) else "one, alone"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(name, one)
        assert pool.submit(name, other).result(10) == "other"
        assert first.result(10) == "one, after the other"


def test_what_is_worked_out_once_may_need_what_else_is(small_world: Landscape) -> None:
    world, turns = replace(small_world), 8

    @once
    def low(landscape: Landscape) -> int:
        return len(landscape.events)

    @once
    def high(landscape: Landscape) -> int:
        return low(landscape) + low(landscape)

    with ThreadPoolExecutor(turns) as pool:
        asked = [pool.submit(high if turn % 2 else low, world) for turn in range(turns)]
        assert {one.result(10) for one in asked} == {len(world.events), 2 * len(world.events)}


def test_where_the_work_fails_the_next_who_asks_does_it(small_world: Landscape) -> None:
    world, worked = replace(small_world), list[int]()

    @once
    def frail(landscape: Landscape) -> str:
        worked.append(1)
        if len(worked) == 1:
            raise ValueError("not yet")
        return "done"

    with pytest.raises(ValueError, match="not yet"):
        frail(world)
    assert [frail(world), frail(world), len(worked)] == ["done", "done", 2]
