"""A folder or file in; a WSGI app that shows what is in it, and another state of it as soon as the files have one.

    place -> which landscapes there are -> each read as far as it is sound -> an app for each -> all on one shelf

What is on the shelf is never changed. A landscape whose files have changed is read anew beside it; where they are sound
the new state takes the place of the old, else the old one stays and says how many problems the files have.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count
from pathlib import Path
from threading import Lock
from typing import Any

from explorer.data.checks.audit import content_hash
from explorer.data.checks.problem_kinds import problem_kinds
from explorer.data.checks.same_records import same_records
from explorer.data.landscape_folders import Stamp, landscape_paths, stamp_of
from explorer.data.saved import open_landscape
from explorer.data.sound import Opened, open_sound
from explorer.errors import BrokenLandscape, ExplorerError
from explorer.export.slides.small_picture import small_timeline
from explorer.importing.file_read import FileRead, is_of_others, problems_of, read_file
from explorer.importing.reading import NotReadNow
from explorer.importing.told import counts, first_told
from explorer.landscape import Landscape
from explorer.network.stored.file import FILE, use_stored
from explorer.network.stored.laying import hand_on_layout
from explorer.page.footing import Elsewhere, Footing, HowRead, footing_words
from explorer.page.plain.problems import PROBLEMS_PATH, problems_page
from explorer.page.plain.start import Beside, start_page, way_to
from explorer.page.served_parts import DATA_LINK
from explorer.query.selection import Selection, from_query, to_query
from explorer.server import mounted_app
from explorer.server.doors.base_address import Answer, Environ, Wsgi, mounted_at
from explorer.server.doors.cached_response import CachedResponse
from explorer.server.doors.security import parted
from explorer.server.first_page import EMBED
from explorer.server.live.plain_pages import plain_app
from explorer.server.live.shelf import Arrangement, Shelf
from explorer.server.settings import Settings
from explorer.store.engines.address import Database, Place
from explorer.store.opened import is_store, open_store, state_of
from explorer.store.questions.part_view import opened_store

HTML = "text/html; charset=utf-8"
TAKEN = ("bundle", "data", "healthz")
"""Steps of an address that are not a landscape's: a folder of that name cannot be one of several."""

_log = logging.getLogger("explorer")


@dataclass(frozen=True)
class Volume:
    """One landscape of the place: what of it is shown, and what is wrong with its files now."""

    path: Place
    stamp: Stamp
    landscape: Landscape | None  # None where nothing of it can be shown
    opened: Opened | None = None  # the state of the files that is shown
    broken: BrokenLandscape | None = None
    is_earlier: bool = False  # the files have problems, and what is shown is how they were before
    read: FileRead | None = None  # of a file of others: how what is shown was read

    def footing(self) -> Footing:
        """How it stands to its files, for its page."""
        opened = self.opened
        return Footing(
            problems=problem_kinds(self.broken.problems) if self.broken else (),
            more=sum(self.broken.more.values()) if self.broken else 0,
            rows_left_out=opened.rows_left_out if opened else 0,
            unread=opened.unread if opened else (),
            left_out=tuple(opened.left_out.items()) if opened else (),
            is_earlier=self.is_earlier,
            read=_how_read(self.read) if self.read else None,
            is_live=True,
        )


@dataclass(frozen=True)
class _OnShow:
    """An app with what it was made from."""

    landscape: Landscape | None
    footing: Footing
    app: Wsgi


class Served:
    """The landscapes of a place, served; asked from any thread. `look` is called by one thread at a time."""

    def __init__(
        self, place: Place, settings: Settings, more: Mapping[str, Wsgi] | None = None, *, may_edit: bool = False
    ) -> None:
        """`more`: further apps, each below a step of the path of its own; see `Shelf`. `may_edit`: whether one of them
        is a data page that may be used.

        Raises BrokenLandscape where nothing can be shown or mended, or with `settings.strict` where anything has a
        problem.
        """
        self.place, self.settings, self.may_edit = place, settings, may_edit
        self._is_file = place.is_file()  # it keeps its name while it is away for a moment
        self._made: dict[str, Path] = {}  # landscapes that were made since, elsewhere, by their names
        self._looking = Lock()
        self._volumes: dict[str, Volume] = {}
        self._on_show: dict[str, _OnShow] = {}
        for name, path in self._paths().items():
            self._volumes[name] = self._read(path, _stamp_of(path), None)
        shown = [volume for volume in self._volumes.values() if volume.landscape]
        broken = [volume.broken for volume in self._volumes.values() if volume.broken]
        if broken and (settings.strict or not (shown or (may_edit and settings.edit and place.is_dir()))):
            raise broken[0]
        self.shelf = Shelf(settings, self._arranged(), more)

    def __call__(self, environ: Environ, start: Any) -> Answer:
        return self.shelf(environ, start)

    def warnings(self) -> list[str]:
        """What is said on a terminal of landscapes whose files have problems, a line each, its end included."""
        several = len(self._volumes) > 1
        stale = [f"{open_store(one.path).staleness()}\n" for one in self._volumes.values() if is_store(one.path)]
        footings = [
            (volume.path, footing_words(volume.footing()), f"/{name}{PROBLEMS_PATH}" if several else PROBLEMS_PATH)
            for name, volume in self._volumes.items()
        ]
        return [line for line in stale if line.strip()] + [
            f"{path}: {said[:1].lower()}{said[1:].rstrip('.')} — see {page} on the page, or: python -m explorer check "
            f"{path}\n"
            for path, said, page in footings
            if said
        ]

    def told(self) -> list[str]:
        """What is said on a terminal of how files of others were read, a line each."""
        return [line for volume in self._volumes.values() if volume.read for line in _told(volume.read)]

    def look(self) -> bool:
        """Reads anew what has changed, and shows it; whether anything is shown otherwise now."""
        with self._looking:
            return self._look()

    def show(self, folder: Path) -> str:
        """Shows a folder as it is now, one of the place or one that was made since; the way from the data page to its
        page. Raises BrokenLandscape where it is not sound."""
        folder = folder.resolve()
        if not self._name_of(folder):
            self._made[_free(folder.name, self._paths())] = folder
        self.look()
        [name] = self._name_of(folder)
        volume = self._volumes.get(name)
        if volume is not None and volume.broken:
            raise volume.broken
        return f".{way_to(name)}" if len(self._volumes) > 1 else "../"

    def _name_of(self, folder: Path) -> list[str]:
        return [name for name, path in self._paths().items() if path.resolve() == folder]

    def _paths(self) -> dict[str, Place]:
        """All landscapes by name. Raises ExplorerError where one's folder has a name that is taken."""
        found: dict[str, Place] = {"": self.place}
        if isinstance(self.place, Path):
            found = {**landscape_paths(self.place)}
        if self._made and "" in found:
            path = found[""].resolve()
            called = path.path[-1] if isinstance(path, Database) else path.stem if self._is_file else path.name
            found = {_free(called, self._made): found[""]}
        found |= {name: path for name, path in self._made.items() if path.is_dir()}
        for name in TAKEN:
            if name in found:
                raise ExplorerError(
                    f"{found[name]} cannot be called “{name}” beside other landscapes — rename the folder."
                )
        return found

    def _look(self) -> bool:
        before = self._volumes
        now: dict[str, Volume] = {}
        for name, path in self._paths().items():
            volume, stamp = before.get(name), _stamp_of(path)
            same = volume is not None and volume.path == path and volume.stamp == stamp
            now[name] = volume if volume is not None and same else self._read(path, stamp, volume)
        if now == before or not (self.may_edit or any(volume.landscape for volume in now.values())):
            return False
        self._volumes = now
        self.shelf.exchange(self._arranged())
        return True

    # --- reading

    def _read(self, path: Place, stamp: Stamp, before: Volume | None) -> Volume:
        """The volume of a path. A state that was whole stays until there is another one."""
        last = before.landscape if before else None
        was_whole = before is not None and before.opened is not None and before.opened.broken is None
        read = None
        try:
            if is_store(path):
                opened = Opened(opened_store(open_store(path), self.settings.whole, self.settings.drawn))
            elif isinstance(path, Database):
                raise AssertionError("a database is a store")
            elif is_of_others(path) or (before and before.read and not path.exists()):
                read = read_file(path, self.settings.reading(date.today()), before.read if before else None)
                opened = read.opened
                if was_whole and opened.broken:
                    raise opened.broken
            else:
                opened = Opened(open_landscape(path)) if was_whole else open_sound(path)
        except ExplorerError as error:
            return _without(path, stamp, before, error)
        landscape = opened.landscape
        if last is not None and content_hash(last) == content_hash(landscape):
            landscape = last  # with all that was worked out for it
        if isinstance(path, Path):
            use_stored(landscape, path / FILE)
        if last is not None and last is not landscape:
            hand_on_layout(last, landscape)
        return Volume(path, stamp, landscape, replace(opened, landscape=landscape), opened.broken, read=read)

    # --- showing

    def _arranged(self) -> Arrangement:
        volumes = self._volumes
        if len(volumes) == 1:
            [(name, volume)] = volumes.items()
            footing = replace(volume.footing(), data=DATA_LINK if self.may_edit else "")
            return Arrangement(self._app(name, volume, footing, self.settings))
        shown = {name: volume.landscape for name, volume in volumes.items() if volume.landscape}
        folders = {name: one.path for name, one in volumes.items() if isinstance(one.path, Path)}
        same = same_records(shown, folders)
        memory = self.settings.memory // max(1, len(shown))
        mounts: dict[str, Wsgi] = {}
        for name, volume in volumes.items():
            footing = replace(
                volume.footing(),
                start="../",
                data=f"../{DATA_LINK}" if self.may_edit else "",
                elsewhere=_elsewhere(same.get(name, {}), shown),
            )
            settings = replace(mounted_at(self.settings, name), memory=memory)
            mounts[name] = self._app(name, volume, footing, settings)
        self._on_show = {name: self._on_show[name] for name in volumes}
        return Arrangement(self._start(), mounts)

    def _app(self, name: str, volume: Volume, footing: Footing, settings: Settings) -> Wsgi:
        """The app of a volume: the one there is, where nothing has changed for it."""
        known = self._on_show.get(name)
        if known and known.landscape is volume.landscape and known.footing == footing:
            return known.app
        if volume.landscape is not None:
            app: Wsgi = mounted_app(volume.landscape, settings, footing).server
        else:
            app = plain_app(settings, lambda links: _only_problems(name, footing, links)).wsgi_app
        self._on_show[name] = _OnShow(volume.landscape, footing, app)
        return app

    def _start(self) -> Wsgi:
        """The start page; an address that asks for a record leads on to the landscape that holds it."""
        beside = [
            Beside(
                name, volume.landscape, volume.footing(), small_timeline(volume.landscape) if volume.landscape else None
            )
            for name, volume in self._volumes.items()
        ]

        def pages(links: Mapping[str, str]) -> dict[str, Any]:
            page = CachedResponse(start_page(beside, links).encode(), HTML)
            return {"/": lambda query: _holder(query, beside) or page}

        return plain_app(self.settings, pages).wsgi_app


def _stamp_of(place: Place) -> Stamp:
    """Tells one state of a landscape's files from another, or of a database. Raises BrokenLandscape."""
    return ((state_of(place), 0, 0, 0),) if isinstance(place, Database) else stamp_of(place, FILE)


def _without(path: Place, stamp: Stamp, before: Volume | None, error: ExplorerError) -> Volume:
    """The volume of a path that cannot be read as it is now: it stays as it was before. Raises the error where there is
    nothing before, and it is one that whoever begins to serve can answer."""
    if before is None and not isinstance(error, BrokenLandscape):
        raise error
    broken = problems_of(error, path.name)
    if isinstance(error, NotReadNow):
        stamp = ()  # so that it is looked at again: another program may be writing it
    if before is None or before.landscape is None:
        return Volume(path, stamp, None, broken=broken)
    return replace(before, stamp=stamp, broken=broken, is_earlier=True)


def _how_read(read: FileRead) -> HowRead:
    return HowRead(read.name, counts(read.settled), tuple(read.settled.guessed), tuple(read.settled.not_kept))


def _told(read: FileRead) -> list[str]:
    lines = [f"{read.name}: “{read.landscape.title}”, {counts(read.settled)}."]
    if read.settled.guessed:
        lines += ["What was guessed:", *first_told(read.settled.guessed)]
    if read.settled.not_kept:
        lines += ["What was not kept:", *first_told(read.settled.not_kept)]
    return [*lines, f"All of it stands at {PROBLEMS_PATH} on the page, and every save of {read.name} is shown at once."]


def _free(name: str, taken: Mapping[str, Place]) -> str:
    """The name, or with a number behind it where it is taken."""
    return next(each for each in chain([name], (f"{name}-{n}" for n in count(2))) if each not in (*taken, *TAKEN))


def _elsewhere(
    same: Mapping[str, list[tuple[str, str]]], shown: Mapping[str, Landscape]
) -> tuple[tuple[str, tuple[Elsewhere, ...]], ...]:
    """By record the ways to the same record in other landscapes."""
    return tuple(
        (
            id,
            tuple(
                Elsewhere(shown[name].title, f".{way_to(name)}?{to_query(Selection(focus=other))}")
                for name, other in places
            ),
        )
        for id, places in same.items()
    )


def _holder(query: str, beside: list[Beside]) -> str:
    """Where an address text leads that was written when there was one landscape: to the first that holds the record it
    selects; empty where none does."""
    own, asked = parted(query, (EMBED,))
    frame = f"{EMBED}={own[EMBED]}&" if EMBED in own else ""
    for one in beside:
        if one.landscape is not None and asked:
            selection, notes = from_query(asked, one.landscape)
            if selection.focus and not notes:
                return f"{way_to(one.name)}?{frame}{to_query(selection)}"
    return ""


def _only_problems(name: str, footing: Footing, links: Mapping[str, str]) -> dict[str, Any]:
    """The pages of a landscape of which nothing can be shown."""
    page = CachedResponse(problems_page(name, footing, links, is_shown=False).encode(), HTML)
    return {"/": lambda _: page, PROBLEMS_PATH: lambda _: page}
