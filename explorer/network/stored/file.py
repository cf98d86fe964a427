"""A landscape's network worked out beforehand, in one file beside its tables: its panes at rest and the picks in them.

    layout.zip      layout.json                    of which data and by which code it was made
                    <base>/scene.json              a pane at rest
                    <base>/<n>.json                what is picked in it, and its pick: where nothing else is chosen
                    sheets/<digest>                sheets of a file, by what their layout reads: `stored_sheets.py`

The file saves time and says nothing new: where it is missing, or of other data or other code, all is worked out when it
is asked for.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache, lru_cache, partial
from hashlib import sha256
from itertools import product
from pathlib import Path
from threading import Lock
from typing import NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError

from explorer.data.checks.audit import content_hash
from explorer.data.saved import open_landscape
from explorer.landscape import Landscape, keep, once
from explorer.network.node_choice import NodeChoice, node_choice
from explorer.network.pane.pane_scene import PaneScene, pane_scene
from explorer.network.pane.sizes import PANES, Pane, pane_of
from explorer.network.pick.picks import Pick, pick_of
from explorer.network.stored.pane_best import best_variant
from explorer.query.selection import Level, Nodes, Selection
from explorer.query.visible import visible, whole
from explorer.store.engines.address import Place
from explorer.store.opened import is_store, open_store
from explorer.written_file import write_file

FILE = "layout.zip"
_MANIFEST = "layout.json"
_MADE_BY = (
    *("edtf.py", "draw/shapes.py", "draw/text_metrics.py", "network/edges.py", "network/nodes.py"),
    *("network/geometry/*.py", "network/pane/*.py", "network/pick/*.py"),
    *("network/stored/checks.py", "network/stored/pane_best.py"),
)
"""The modules that decide what stands where, and in which words."""

_SCENE, _PICK = TypeAdapter(PaneScene), TypeAdapter(Pick)


@cache
def made_by() -> str:
    """Tells one state of the code that lays out from another."""
    explorer = Path(__file__).parents[2]
    texts = (path.read_bytes() for path in sorted(path for pattern in _MADE_BY for path in explorer.glob(pattern)))
    return sha256(b"\0".join(texts)).hexdigest()[:12]


class Stored:
    """What a file holds; asked from any thread."""

    def __init__(self, path: Path) -> None:
        self._lock, self._file = Lock(), zipfile.ZipFile(path)
        self._names = set(self._file.namelist())
        self.manifest = json.loads(self._file.read(_MANIFEST))
        self._places = {id: place for place, id in enumerate(self.manifest["picked"])}

    def holds(self, base: NodeChoice) -> bool:
        """Whether a pane at rest was worked out."""
        return f"{base.key}/scene.json" in self._names

    def holds_pick(self, base: NodeChoice, focus: str) -> bool:
        """Whether the pick of a record in a pane at rest was worked out."""
        return f"{base.key}/{self._places.get(focus, -1)}.json" in self._names

    def scene(self, base: NodeChoice) -> PaneScene | None:
        """A pane at rest; None where it was not worked out."""
        text = self._read(f"{base.key}/scene.json")
        return _SCENE.validate_json(text) if text else None

    def pick(self, base: NodeChoice, focus: str) -> Pick | None:
        """The pick of a record in a pane at rest; None where it was not worked out."""
        text = self._read(f"{base.key}/{self._places.get(focus, -1)}.json")
        return _PICK.validate_json(text) if text else None

    def sheets(self, digest: str) -> bytes | None:
        """Sheets of a file as they were written; None where they were not worked out."""
        return self._read(f"sheets/{digest}")

    def variant(self, pane: Pane) -> int:
        """The way in which a pane was laid out."""
        return int(self.manifest["variants"][str(pane.width)])

    def _read(self, name: str) -> bytes | None:
        if name not in self._names:
            return None
        with self._lock:
            return self._file.read(name)


@once
def stored_of(landscape: Landscape) -> Stored | None:
    """The file in use, if any. See `use_stored`."""
    return None


@lru_cache(maxsize=16)
def _of_what(path: Path, changed: int) -> tuple[str, str]:
    """The data and the code that a file, last changed at that nanosecond, is of."""
    with zipfile.ZipFile(path) as file:
        manifest = json.loads(file.read(_MANIFEST))
    return manifest["data"], manifest["code"]


def use_stored(landscape: Landscape, path: Path) -> bool:
    """Uses a file where it is of these data and this code; whether it is."""
    with suppress(OSError, KeyError, ValueError, zipfile.BadZipFile, ValidationError):
        if _of_what(path, path.stat().st_mtime_ns) == (content_hash(landscape), made_by()):
            keep(stored_of, landscape, Stored(path))
            return True
    return False


def hand_on_stored(before: Landscape, after: Landscape) -> None:
    """Uses the file of one landscape for another of which all of it holds, too."""
    if stored_of(after) is None:
        keep(stored_of, after, stored_of(before))


def open_with_layout(path: Place) -> Landscape:
    """The landscape in a folder, a file or a database, with the file beside a folder's tables in use.

    Raises BrokenLandscape.
    """
    if is_store(path) or not isinstance(path, Path):
        return open_store(path).landscape()
    landscape = open_landscape(path)
    if path.is_dir():
        use_stored(landscape, path / FILE)
    return landscape


# --- writing one


class Piece(NamedTuple):
    """One entry of the file."""

    name: str
    text: bytes


def pieces(landscape: Landscape, base: NodeChoice, scene: PaneScene, ids: Iterable[str]) -> list[Piece]:
    """A pane at rest, and the picks of some records in it."""
    places = {id: place for place, id in enumerate(landscape.selectable)}
    picks = (Piece(f"{base.key}/{places[id]}.json", _PICK.dump_json(pick_of(landscape, scene, id))) for id in ids)
    told = _SCENE.dump_python(scene, mode="json", warnings=False)
    told["ties"] = {id: sorted(others) for id, others in told["ties"].items()}  # a set is in another order each time
    return [Piece(f"{base.key}/scene.json", json.dumps(told, ensure_ascii=False).encode()), *picks]


def rests(landscape: Landscape) -> dict[NodeChoice, tuple[str, ...]]:
    """All that rests in a pane, with the records whose picks are worked out: all of them where nothing is chosen, every
    actor where actors are drawn alone, none at another level of detail."""
    found: dict[NodeChoice, tuple[str, ...]] = {}
    picked = {"all": tuple(landscape.selectable), "actors": tuple(actor.id for actor in landscape.actors)}
    for level, mode, pane in product(reversed(get_args(Level)), get_args(Nodes), PANES):
        base = node_choice(visible(landscape, Selection(nodes=mode, level=level)), pane.width)
        found.setdefault(base, picked[mode] if level == "all" else ())
    return found


SheetsOf = Callable[[Landscape, str], Mapping[str, bytes]]
"""A landscape and what is picked, if anything, in; the sheets of files that show it out, by digest."""


def write_stored(
    landscape: Landscape, path: Path, processes: int = 1, sheets_of: SheetsOf | None = None
) -> Iterator[tuple[int, int]]:
    """Works everything out and writes it; yields how much of how much is done. The same bytes for the same data.

    The sheets of files come last, from a file of all else: what they draw is what is picked in the panes.
    """
    ids = tuple(landscape.selectable)
    picked = [("", *ids)[at : at + 8] for at in range(0, len(ids) + 1, 8)] if sheets_of else []
    found: dict[str, bytes] = {}
    with ProcessPoolExecutor(processes, initializer=_begin_work, initargs=(landscape,)) as pool:
        variants = dict(zip(PANES, pool.map(_best_job, PANES), strict=True))
        usual = {node_choice(whole(landscape), pane.width): variant for pane, variant in variants.items()}
        jobs = [
            (base, usual.get(base, 0), some[at : at + 8])
            for base, some in rests(landscape).items()
            for at in range(0, max(len(some), 1), 8)
        ]
        many = len(jobs) + len(picked)
        for done, worked_out in enumerate(pool.map(_piece_job, jobs), 1):
            found |= {piece.name: piece.text for piece in worked_out}
            yield done, many
    ways = {str(pane.width): variant for pane, variant in variants.items()}
    manifest = {"data": content_hash(landscape), "code": made_by(), "picked": list(ids), "variants": ways}
    found[_MANIFEST] = json.dumps(manifest, ensure_ascii=False).encode()
    write_file(path, _zipped(found))
    if not sheets_of:
        return
    with ProcessPoolExecutor(processes, initializer=_begin_work, initargs=(landscape, path)) as pool:
        for done, sheets in enumerate(pool.map(partial(_sheets_job, sheets_of), picked), len(jobs) + 1):
            found |= {f"sheets/{digest}": text for digest, text in sheets.items()}
            yield done, many
    write_file(path, _zipped(found))


def _zipped(found: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in sorted(found):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, found[name])
    return held.getvalue()


# --- in a process of its own


class _Work:
    """What a process works on: one landscape, and the panes at rest that it has laid out."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.scenes: dict[NodeChoice, PaneScene] = {}

    def scene(self, base: NodeChoice, variant: int) -> PaneScene:
        if base not in self.scenes:
            self.scenes[base] = pane_scene(
                self.landscape, pane_of(base.width), base.ids, base.mode, base.ties, variant=variant
            )
        return self.scenes[base]


_work: list[_Work] = []


def _begin_work(landscape: Landscape, path: Path | None = None) -> None:
    _work[:] = [_Work(landscape)]
    if path:
        use_stored(landscape, path)


def _best_job(pane: Pane) -> int:
    landscape = _work[0].landscape
    return best_variant(landscape, pane, node_choice(whole(landscape), pane.width).ids)


def _piece_job(job: tuple[NodeChoice, int, tuple[str, ...]]) -> list[Piece]:
    base, variant, ids = job
    return pieces(_work[0].landscape, base, _work[0].scene(base, variant), ids)


def _sheets_job(sheets_of: SheetsOf, picked: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for id in picked:
        found |= sheets_of(_work[0].landscape, id)
    return found
