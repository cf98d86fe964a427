"""One small made-up world, as a folder that a test may spoil and as the Landscape it loads to."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.layouts import shared_layouts  # noqa: F401 - a fixture of all tests
from tests.shared import shared_folder  # noqa: F401 - and this
from tests.sweeps import OFTEN

if TYPE_CHECKING:
    from explorer.landscape import Landscape

# What tests need is imported by them: the process that hands them to others runs none.

# A busy machine is no failure; what an example finds is. The same examples are tried everywhere and each time, so that
# a change is judged by what it changes: some by make test, more of them by make thorough. searching looks for others.
settings.register_profile("searching", deadline=None)
settings.register_profile("thorough", deadline=None, derandomize=True)
settings.register_profile(OFTEN, deadline=None, derandomize=True, max_examples=25)
settings.load_profile(OFTEN)


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are cores: many tests wait for a browser or a process most of their time."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """make thorough tries all tests of chance again, with more examples."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.examples)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Modules and tests stay as long as their process does: they are never looked through for what nobody needs. What
    comes later is, but seldom."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 100)
        gc.enable()


SMALL_WORLD = {
    "landscape.toml": """\
title = "Riverton and the night buses"
summary = "A made-up town argues about its night buses."
as_of = 2025-07-25
licence = "CC0-1.0"
default_view = "sel=ana-reyes"
[[lanes]]
id = "state"
label = "State"
[[lanes]]
id = "city"
label = "City"
""",
    "sources.csv": """\
id,title,publisher,published,retrieved,url,kind,group,line,note
herald,Night buses to run,Riverton Herald,2025-07-22,2025-07-24,https://herald.example/buses,news,articles,,
minutes,Council minutes,Town of Riverton,2024-05-02,,https://riverton.example/minutes,dataset,public record,,
""",
    "actors.csv": """\
id,name,aliases,kind,role,lane,weight,summary,sources
ana-reyes,Ana Reyes,,person,Mayor of Riverton,city,1,Mayor since 2021.,herald@L1
council,Riverton Council,,body,,city,1,The town's legislature.,minutes@p1
riders,Night riders,,community,,city,2,People who travel by night.,herald@L4
statehouse,State Assembly,,body,,state,3,The state's legislature.,"herald@L6,L7"
""",
    "events.csv": """\
id,title,short_title,aliases,date,lane,kind,status,weight,instrument,summary,sources
resolution-2000,Council favours buses,2000 resolution,,2000,city,resolution,occurred,2,,A first resolution.,minutes@p2
bill-introduced,Bus bill introduced,Bill introduced,B12,2024-05,state,bill step,occurred,2,bus-bill,It begins.,herald@L6
bill-dies,Bus bill dies,Bill dies,,2025-03-22,state,bill ends,occurred,2,bus-bill,It ends without a vote.,herald@L7
night-order,Night bus order signed,Night order,,2025-07-21,city,order,occurred,1,order-text,All night.,herald@L1;minutes
ordinance-planned,Order to become law,Planned law,,2025-08?,city,ordinance,planned,1,,Announced.,herald@L9
""",
    "instruments.csv": """\
id,title,number,aliases,kind,lane,status,summary,sources
bus-bill,Night Bus Bill,B 12,,bill,state,died,Would have paid for night buses.,herald@L6
order-text,Night Bus Order,,,order,city,in force,Lets buses run all night.,herald@L1
""",
    "provisions.csv": """\
id,instrument,text,condition,sources
stop-anywhere,order-text,Drivers stop wherever riders ask.,unless the road is unsafe,herald@L2
""",
    "relations.csv": """\
id,subject,verb,object,date,basis,attributed_to,note,sources
reyes-signed,ana-reyes,signed,night-order,2025-07-21,reported,,,herald@L1
council-passed,council,passed,resolution-2000,2000,reported,,,minutes@p2
assembly-dropped,statehouse,dropped,bill-dies,2025-03-22,reported,,,herald@L7
riders-back,riders,supports,night-order,,claimed,ana-reyes,The mayor says so.,herald@L4
council-plans,council,will-pass,ordinance-planned,2025-08?,planned,,,herald@L9
order-builds,night-order,builds-on,resolution-2000,,inferred,,Our reading.,herald@L2
reyes-leads,ana-reyes,leads,council,2021/..,reported,,,minutes@p1
""",
    "claims.csv": """\
id,about,property,value,standing,attributed_to,note,sources
cost-mayor,night-order,cost,2 million a year,preferred,ana-reyes,The only figure with a budget line.,herald@L3
cost-riders,night-order,cost,1 million a year,contradicted,riders,,herald@L4
""",
    "gaps.csv": """\
id,what,state,note
minutes-2000,The minutes of the vote of 2000,not found,The archive begins in 2004.
""",
    "verbs.csv": """\
id,label,inverse_label,group,side,subject_kinds,object_kinds
signed,signed,signed by,act,,person;office,order;ordinance
passed,passed,passed by,act,,body,resolution;ordinance
dropped,let die,let die by,act,,body,bill ends
will-pass,is to pass,to be passed by,act,,body,ordinance
supports,supports,supported by,stance,for,actor,event
builds-on,builds on,built on by,lineage,,event,event
leads,leads,led by,affiliation,,person,body
""",
}

WriteWorld = Callable[..., Path]


@pytest.fixture
def write_world(tmp_path: Path) -> WriteWorld:
    """Writes the small world into a folder `riverton` and returns it.

    Each file named by keyword (`events=...` for events.csv) is changed first: text or bytes replace it, a pair
    (old, new) changes a piece of it, None leaves it out.
    """

    def write(**changes: str | bytes | tuple[str, str] | None) -> Path:
        folder = tmp_path / "riverton"
        folder.mkdir(exist_ok=True)
        for file, text in SMALL_WORLD.items():
            change = changes.get(file.partition(".")[0], text)
            if isinstance(change, tuple):
                assert text.count(change[0]) == 1, f"{change[0]!r} is not once in {file}"
                change = text.replace(*change)
            if change is None:
                (folder / file).unlink(missing_ok=True)
            else:
                (folder / file).write_bytes(change if isinstance(change, bytes) else change.encode())
        return folder

    return write


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    """Riverton, loaded: two lanes, four actors, five events, one of each other thing that matters."""
    from explorer.data.load import load_landscape

    folder = tmp_path_factory.mktemp("worlds") / "riverton"
    folder.mkdir()
    for file, text in SMALL_WORLD.items():
        (folder / file).write_text(text, encoding="utf-8")
    return load_landscape(folder)


@pytest.fixture(scope="session")
def bundled() -> Landscape:
    """The landscape that comes with the explorer."""
    from tests.bundled import albuquerque

    return albuquerque()
