"""Stores of landscapes, built where a test wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import settings

from explorer.landscape import Landscape
from explorer.store.building.build import build_store
from explorer.store.opened import Store, open_store
from tests.query.test_questions import strewn
from tests.sweeps import OFTEN

TINY = ("tiny-0-0", "tiny-1-0", "tiny-0-1", "tiny-tie", "no-relations", "one-lane", "empty-lanes", "wide-arabic")
"""Worlds at the edges, of which others hold what some of them lack."""

STREWN = 2
"""Worlds with more of everything than there is room for."""

PLACES = [*TINY, "riverton", "bundled", *(f"strewn-{seed}" for seed in range(STREWN))]
"""What the landscapes of `pairs` are called."""

FEW = ("tiny-0-0", "tiny-0-1", "wide-arabic", "bundled", "strewn-0")
"""Nothing at all, an event and nobody, words without a gap, a landscape as it is, and more than there is room for."""

TRIED = FEW if settings.get_current_profile_name() == OFTEN else PLACES
"""Those that a test with chance chooses among."""


@dataclass(frozen=True)
class Pair:
    landscape: Landscape
    store: Store

    def __repr__(self) -> str:
        return self.landscape.id


class Pairs:
    """Landscapes by name, each with its store, which is built for the first who asks."""

    def __init__(self, worlds: Mapping[str, Landscape], folder: Path) -> None:
        self.worlds = worlds
        self.folder = folder
        self.built: dict[str, Pair] = {}

    def __getitem__(self, name: str) -> Pair:
        if name not in self.built:
            world = self.worlds[name]
            self.built[name] = Pair(world, store_of(world, self.folder / f"{name}.duckdb"))
        return self.built[name]


def unheard(words: str, done: int, of: int) -> None:
    """Takes progress and says nothing."""


def store_of(landscape: Landscape, path: Path) -> Store:
    """The store of a landscape, in a new file."""
    build_store(landscape, path, None, unheard)
    return open_store(path)


def strewn_as_files_may(world: Landscape) -> Landscape:
    """40 actors, 120 events and some 300 relations, strewn at random, that a folder may hold."""
    found = strewn(world, Random(1))
    ties = (tie for tie in found.relations if tie.subject != tie.object)
    told = tuple(replace(tie, basis="reported", attributed_to=()) for tie in ties)
    any_kind = {"subject_kinds": ("actor", "event"), "object_kinds": ("actor", "event")}
    verbs = tuple(replace(verb, **any_kind) for verb in found.verbs)
    actors = tuple(replace(actor, name=f"{actor.name}, {row}") for row, actor in enumerate(found.actors))
    return replace(found, actors=actors, relations=told, verbs=verbs, as_of=date(2099, 1, 1))
