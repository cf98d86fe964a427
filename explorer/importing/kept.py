"""The folder that an import writes: all files or none, and what a later import of the same files changes in it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from explorer.data.checks.same_records import IMPORTED
from explorer.data.checks.validation import TOML
from explorer.data.load import LATER, MAX_TABLE_ROWS, OPTIONAL, TABLES, load_landscape
from explorer.data.settings import read_toml
from explorer.data.tables.characters import guarded, unguarded
from explorer.data.tables.csv_files import read_table, read_text
from explorer.errors import BrokenLandscape, ExplorerError, Problem, Problems
from explorer.importing.settling.making import Before, Made, place_of
from explorer.importing.settling.settle import Settled
from explorer.landscape import Landscape
from explorer.records import fields_of
from explorer.wording import day_words, how_many
from explorer.written_file import writing

KEYS = IMPORTED
"""Which row came from which file, by the key that it has there, and a short sum of it as it was imported."""

NOTE = "imported.txt"
_COLUMNS = ("table", "id", "key", "file", "was")

Rows = dict[str, dict[str, dict[str, str]]]
"""Cells by table and id."""


class NotWritten(ExplorerError):
    """Why nothing was written, in a sentence or several."""


@dataclass
class Kept:
    """A folder that was imported before: its rows as they are now, and what is known of where they came from."""

    rows: Rows = field(default_factory=dict)
    keys: list[dict[str, str]] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    by_hand: bool = False  # whether no import wrote it: then it takes sources alone

    def before(self, files: Sequence[str]) -> Before:
        """What settles the ids of rows that came from these files, and the records that others wrote."""
        again = {key["id"] for key in self.keys if key["file"] in files}
        rows = {(table, id): cells for table, of in self.rows.items() for id, cells in of.items()}
        ids = {(key["file"], key["table"], key["key"]): key["id"] for key in self.keys}
        return Before(ids=ids, again=frozenset(again), rows=rows, lanes=self.lanes)


@dataclass
class Difference:
    """What an import changes in a folder, as short lines, and the rows as they are then."""

    rows: Rows
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    keys: list[dict[str, str]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)  # the tables in which a row is new or differs

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)


def folder_kept(folder: Path) -> Kept | None:
    """What an earlier import left in a folder; None where it may be written anew. Raises NotWritten."""
    if not folder.exists() and not folder.is_symlink():
        return None
    if not folder.is_dir():
        raise NotWritten(f"{folder} is there and is no folder — choose another name. Nothing was written.")
    if not any(folder.iterdir()):
        return None
    by_hand = not (folder / KEYS).is_file()
    if by_hand and not (folder / TOML).is_file():
        raise NotWritten(f"{folder} holds files that no import wrote — choose a new folder. Nothing was written.")
    text, _ = read_text(folder / KEYS) if not by_hand else ("", [])
    keys = [
        {column: unguarded(row.get(column) or "") for column in _COLUMNS}
        for row in csv.DictReader(io.StringIO(text or ""))
    ]
    written, _ = read_toml(folder / TOML)
    lanes = (written or {}).get("lanes")
    found = {str(lane["id"]): str(lane["label"]) for lane in lanes} if isinstance(lanes, list) else {}
    load_landscape(folder)  # raises where it has problems: they come first
    return Kept({table: _rows_of(folder, table) for table in TABLES}, keys, found, by_hand)


def _rows_of(folder: Path, table: str) -> dict[str, dict[str, str]]:
    columns = tuple(fields_of(TABLES[table]))
    file = folder / f"{table}.csv"
    if "id" not in columns or (table in OPTIONAL and not file.exists()):
        return {}
    read, _ = read_table(file, columns, MAX_TABLE_ROWS, LATER.get(table, ()))
    return {row["id"]: row for _, row in read.rows()}


# --- the difference ------------------------------------------------------------------------------------------------


def difference(kept: Kept, settled: Settled, files: Sequence[str]) -> Difference:
    """What an import of these files changes: rows by their key; those that a person changed since stay."""
    sums = {(key["table"], key["id"]): key["was"] for key in kept.keys}
    found = Difference({table: dict(rows) for table, rows in kept.rows.items()})
    made_now: set[tuple[str, str]] = set()
    for table, rows in settled.rows.items():
        for made in rows:
            id, was = made.cells["id"], sums.get((table, made.cells["id"]), "")
            now = found.rows.setdefault(table, {}).get(id)
            made_now.add((table, id))
            if made.filled:  # its own file, or whoever wrote it, stays the one that it came from
                if now is not None and now != made.cells:
                    found.rows[table][id] = made.cells
                    found.touched.add(table)
                    found.changed.append(f"~ {table}: {called(made.cells)} — {_changes(now, made.cells)}")
                continue
            sums[table, id] = was if was and now is not None and was != sum_of(now) else sum_of(made.cells)
            if now is None:
                found.rows[table][id] = made.cells
                found.touched.add(table)
                found.added.append(f"+ {table}: {called(made.cells)}")
            elif was and was != sum_of(now):
                if sum_of(made.cells) != was:
                    found.by_hand.append(f"{table}: {called(now)}")
            elif now != made.cells:
                found.touched.add(table)
                found.rows[table][id] = made.cells
                found.changed.append(f"~ {table}: {called(made.cells)} — {_changes(now, made.cells)}")
    for key in kept.keys:
        if (
            key["file"] in files
            and (key["table"], key["id"]) not in made_now
            and key["id"] in kept.rows.get(key["table"], {})
        ):
            found.gone.append(f"{key['table']}: {called(kept.rows[key['table']][key['id']])}")
    found.lanes = {id: label for id, label in settled.lanes.items() if id not in kept.lanes}
    now_keys = {(key["table"], key["id"]): key for key in (*kept.keys, *_keys_of(settled))}
    found.keys = [key | {"was": sums[place]} for place, key in now_keys.items()]
    return found


def sum_of(cells: Mapping[str, str]) -> str:
    """A short sum of a row, by which a change by hand is seen."""
    filled = sorted((column, text) for column, text in cells.items() if text)
    return hashlib.sha1(json.dumps(filled, ensure_ascii=False).encode()).hexdigest()[:12]


def _keys_of(settled: Settled) -> Iterator[dict[str, str]]:
    for table, rows in settled.rows.items():
        for made in rows:
            if made.filled:
                continue
            yield {
                "table": table,
                "id": made.cells["id"],
                "key": made.key,
                "file": made.file,
                "was": sum_of(made.cells),
            }


def called(cells: Mapping[str, str]) -> str:
    """What a row is called: by its title or name, a tie by its ends, others by their id or their first words."""
    named = cells.get("title") or cells.get("name") or cells.get("label")
    tie = " ".join(cells.get(column, "") for column in ("subject", "verb", "object")).strip()
    return named or tie or cells.get("id") or next((text[:60] for text in cells.values() if text), "an empty row")


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    return ", ".join(
        f"{column} “{old.get(column, '')[:40]}” → “{text[:40]}”"
        for column, text in new.items()
        if old.get(column, "") != text
    )


# --- writing -------------------------------------------------------------------------------------------------------


def new_files(settled: Settled, today: date, files: Sequence[str]) -> dict[str, str]:
    """The texts of all files of a new folder, by name."""
    rows: Rows = {table: {made.cells["id"]: made.cells for made in of} for table, of in settled.rows.items()}
    return {TOML: _toml(settled, today, files), KEYS: keys_text(settled), **_tables(rows, TABLES)}


def keys_text(settled: Settled) -> str:
    """The file that says where each row came from."""
    return table_text(_COLUMNS, _keys_of(settled))


def changed_files(found: Difference, folder: Path, today: date) -> dict[str, str]:
    """The texts of the files that an import changes in a folder."""
    written = {KEYS: table_text(_COLUMNS, found.keys), **_tables(found.rows, found.touched)}
    if found.lanes or found.touched - {"sources"}:  # a source more is no later day that the data reach
        text, _ = read_text(folder / TOML)
        text = re.sub(r"(?m)^as_of = .*$", f"as_of = {today}", text or "", count=1)
        written[TOML] = text + _lanes_text(found.lanes)
    return written


def _tables(rows: Rows, of: Collection[str]) -> dict[str, str]:
    return {
        f"{table}.csv": table_text(tuple(fields_of(record)), rows.get(table, {}).values())
        for table, record in TABLES.items()
        if table in of and "id" in fields_of(record) and (rows.get(table) or table not in OPTIONAL)
    }


def table_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table as CSV; what a spreadsheet would run as a formula is guarded."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guarded(row.get(column, "")) for column in columns])
    return written.getvalue()


def _toml(settled: Settled, today: date, files: Sequence[str]) -> str:
    numbers = [(len(settled.rows["events"]), "event"), (len(settled.rows["actors"]), "actor")]
    held = " and ".join(how_many(number, thing) for number, thing in numbers if number)
    said = {
        "title": settled.title,
        "summary": f"{held or 'Nothing'}, imported from {', '.join(files)[:300]} on {day_words(today)}.",
        "licence": "not said",
        "default_view": "",
    }
    lines = ["# What the landscape is called and what it is about: change it as you like.\n"]
    lines += [f"{key} = {toml_text(text)}\n" for key, text in said.items()]
    lines.insert(3, f"as_of = {today}\n")
    return "".join(lines) + "\n# The lanes of the timeline, from top to bottom." + _lanes_text(settled.lanes)


def toml_text(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _lanes_text(lanes: Mapping[str, str]) -> str:
    return "".join(f"\n[[lanes]]\nid = {toml_text(id)}\nlabel = {toml_text(label)}\n" for id, label in lanes.items())


def checked(texts: Mapping[str, str], settled: Settled, within: Path) -> tuple[Path, Landscape]:
    """The files in a new folder beside where they are to stand, and the landscape that loads from them. Raises
    BrokenLandscape with every problem told by the sheet and row that it came from, or NotWritten; nothing is left
    then."""
    with writing(within, NotWritten):
        place = Path(tempfile.mkdtemp(prefix=".import-", dir=within))
        with gone_on_error(place):
            for name, text in texts.items():
                (place / name).write_text(text, encoding="utf-8", newline="")
            try:
                return place, load_landscape(place)
            except BrokenLandscape as broken:
                raise at_their_places(broken, settled) from None


@contextmanager
def gone_on_error(place: Path) -> Iterator[None]:
    """A folder that is gone where the block raises."""
    try:
        yield
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def at_their_places(broken: BrokenLandscape, settled: Settled) -> BrokenLandscape:
    """The same problems by the file, sheet and row that their rows came from."""
    found = Problems(_at_its_place(problem, settled.rows) for problem in broken.problems)
    found.more += Counter(broken.more)
    return BrokenLandscape(found)


def _at_its_place(problem: Problem, rows: Mapping[str, Sequence[Made]]) -> Problem:
    made = rows.get(problem.file.removesuffix(".csv"), [])
    if problem.row is None or not 0 <= problem.row - 2 < len(made):
        return problem
    file, row = place_of(made[problem.row - 2].where, made[problem.row - 2].file)
    return replace(problem, file=file, row=row)


def put_new(place: Path, folder: Path) -> None:
    """The finished folder where it is to stand. Raises NotWritten."""
    with writing(folder, NotWritten), gone_on_error(place):
        place.chmod(0o755)  # a temporary folder is its owner's alone
        if folder.is_dir():
            folder.rmdir()  # which is empty
        place.rename(folder)


def put_changes(place: Path, folder: Path, names: Sequence[str]) -> None:
    """The finished files in the place of those of the folder: all of them, or on an error none. Raises NotWritten."""
    old = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in names}
    done: list[str] = []
    try:
        for name in names:
            if old[name] != (place / name).read_bytes():
                (place / name).replace(folder / name)
                done.append(name)
    except OSError as error:
        for name in done:
            before = old[name]
            if before is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_bytes(before)
        raise NotWritten(f"{folder} cannot be written ({error.strerror}); it is as it was.") from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
