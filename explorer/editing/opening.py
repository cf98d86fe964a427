"""Files that a person hands over, or a landscape's folder, in; a draft out, with all that is said of how it was read.

Nothing is written here, and nothing that is handed over is kept but its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from explorer.data.checks.validation import TOML
from explorer.data.dates.written_dates import Order, orders_in, read_date
from explorer.data.load import LATER, MAX_TABLE_ROWS, OPTIONAL
from explorer.data.tables.csv_files import CELL_CHARACTERS, read_table, read_text
from explorer.editing.draft import SHOWN, Draft, Rows, columns_of
from explorer.edtf import parse_when, words
from explorer.errors import ExplorerError, Problem
from explorer.export.data.csv_zip import settings_toml
from explorer.importing.asking import Question, dates_in
from explorer.importing.formats.joined import joined
from explorer.importing.kept import (
    KEYS,
    NOTE,
    Difference,
    NotWritten,
    changed_files,
    difference,
    folder_kept,
    new_files,
)
from explorer.importing.loose import Loose
from explorer.importing.own import cells_as_they_stand, own_landscape_of
from explorer.importing.reading import loose_of
from explorer.importing.settling.making import Options
from explorer.importing.settling.names import slug
from explorer.importing.settling.settle import Settled, settle
from explorer.importing.told import note_text
from explorer.landscape import Landscape

UPLOAD_BYTES = 20_000_000
"""So large may all files together be that are handed over at once."""

MAX_FILES = 12
DATES_SHOWN = 5
"""So many dates that may be read two ways are shown with both readings."""


@dataclass(frozen=True)
class HandedOver:
    """A file as it was read: its rows, and how large it was."""

    name: str
    loose: Loose
    bytes: int
    own: Landscape | None = None  # what it holds, where it is a file of ours: it is opened as it stands


@dataclass(frozen=True)
class Answers:
    """What the person has said about the files."""

    dates: Order | None = None
    update: bool = False  # of the served folder, which an earlier import wrote


@dataclass(frozen=True)
class TwoWays:
    """A date that may be read two ways: as it is written, with the month first, with the day first."""

    text: str
    us: str
    eu: str


@dataclass(frozen=True)
class Opened:
    """A draft as it was opened."""

    draft: Draft
    folder: Path | None = None  # whose landscape it is; None: not saved anywhere yet
    base: Draft | None = None  # what that folder says
    seen: Mapping[str, str] = field(default_factory=dict)  # fingerprints of its files, by name
    read: tuple[tuple[str, Mapping[str, int]], ...] = ()  # by file how many rows of each table were read
    guessed: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    question: Question | None = None
    dates: tuple[TwoWays, ...] = ()
    differs: Difference | None = None
    where: Mapping[str, Mapping[int, str]] = field(default_factory=dict)  # by table and row: where it stood in its file
    beside: Mapping[str, str] = field(default_factory=dict)  # texts of files that are written with the tables
    stuck: tuple[Problem, ...] = ()  # what no change of a cell mends: the files themselves
    eased: tuple[Problem, ...] = ()  # what is mended by saving


def all_handed_over(sent: Sequence[tuple[bytes, str]]) -> list[HandedOver]:
    """Files as rows, those joined that tell one thing together; each with its name. Raises ExplorerError with one
    sentence where one is none that is read."""
    if len(sent) == 1:
        return [handed_over(*sent[0])]
    return [handed_over(data, name) for name, data in joined([(_plain(name), data) for data, name in sent])]


def handed_over(data: bytes, name: str) -> HandedOver:
    """A file as rows, or as the landscape that it is where it is one of ours. Raises ExplorerError."""
    plain = _plain(name)
    if (own := own_landscape_of(data, plain)) is not None:
        return HandedOver(plain, Loose(), len(data), own)
    return HandedOver(plain, loose_of(data, plain), len(data))


def _plain(name: str) -> str:
    """A file's name without a path and without what nobody sees."""
    plain = "".join(letter if letter.isprintable() else " " for letter in name).replace("\\", "/")
    return plain.rpartition("/")[2].strip()[-100:] or "file"


# --- a folder ------------------------------------------------------------------------------------------------------


def open_folder(folder: Path) -> Opened:
    """The tables of a folder as they stand, whatever is wrong with them."""
    seen = fingerprints(folder)
    text, problems = read_text(folder / TOML)
    stuck, eased = _parted(problems, {}, folder / TOML)
    tables: dict[str, Rows] = {}
    for table in SHOWN:
        file = folder / f"{table}.csv"
        if table in OPTIONAL and not file.exists() and not file.is_symlink():
            continue
        read, found = read_table(file, columns_of(table), MAX_TABLE_ROWS, LATER.get(table, ()))
        tables[table] = dict(read.rows())
        wrong, mended = _parted(found, tables[table], file)
        stuck, eased = [*stuck, *wrong], [*eased, *mended]
    unread = frozenset(problem.file.removesuffix(".csv") for problem in stuck)
    draft = Draft(folder.resolve().name, text or "", tables, unread)
    return Opened(draft, folder, draft, seen, stuck=tuple(stuck), eased=tuple(eased))


def _parted(found: Iterable[Problem], rows: Rows, file: Path) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with a file's form: what only a person mends in the file, and what is mended by writing it again:
    a file that is missing, and characters that nobody sees, without which its cells are read."""
    is_missing = not file.exists() and not file.is_symlink()
    stuck, eased = [], []
    for problem in found:
        if is_missing and problem.mend.startswith("add"):
            eased.append(problem)
        elif problem.row in rows and problem.column:
            text = rows[problem.row or 0].get(problem.column, "")
            eased += [problem] if len(text) <= CELL_CHARACTERS else []  # else it is found again in the draft
        else:
            stuck.append(problem)
    return stuck, eased


def fingerprints(folder: Path) -> dict[str, str]:
    """The contents of a folder's tables and settings, each as a short sum."""
    names = (TOML, KEYS, *(f"{table}.csv" for table in SHOWN))
    return {
        name: sha256((folder / name).read_bytes()).hexdigest()[:20]
        for name in dict.fromkeys(names)
        if (folder / name).is_file()
    }


# --- files ---------------------------------------------------------------------------------------------------------


def open_files(files: Sequence[HandedOver], answers: Answers, folder: Path | None, today: date) -> Opened:
    """What becomes of files as they are answered for; where a date may be read two ways and nobody has said how, the
    month is taken first, and the question stands. `folder` is the one that is updated. Raises ExplorerError."""
    names = [file.name for file in files]
    if owned := [file for file in files if file.own is not None]:
        return _as_it_stands(owned[0], alone=len(files) == 1)
    options = Options(today, answers.dates)
    kept = folder_kept(folder) if folder and answers.update else None
    if kept and kept.by_hand:
        raise NotWritten(f"{folder} holds files that no import wrote — save it as a new landscape.")
    before = kept.before(names) if kept else None
    question = None
    try:
        settled = settle([(file.name, file.loose.copied()) for file in files], options, before)
    except Question as asked:
        question = asked
        settled = settle([(file.name, file.loose.copied()) for file in files], replace(options, dates="us"), before)
    if not settled.holds_records:
        more = " ".join(settled.not_kept[:3])
        raise NotWritten(f"No event and no actor was found; an event needs a title and a date. {more}".strip())
    opened = Opened(
        _new_draft(settled, names, today),
        read=tuple((file.name, _counts(file.loose)) for file in files),
        guessed=tuple(settled.guessed),
        not_kept=tuple(settled.not_kept),
        question=question,
        dates=_two_ways(files),
        where={table: {n: made.where for n, made in enumerate(rows, 2)} for table, rows in settled.rows.items()},
        beside={KEYS: new_files(settled, today, names)[KEYS], NOTE: note_text(settled, today, names)},
    )
    if kept is None or folder is None:
        return opened
    return _as_update(opened, folder, difference(kept, settled, names), today)


def may_update(folder: Path | None, names: Sequence[str]) -> tuple[bool, bool]:
    """Whether an import wrote a folder, so that another may change it; and whether one of a file of such a name did."""
    try:
        kept = folder_kept(folder) if folder else None
    except (ExplorerError, OSError):
        return False, False
    files = {key["file"] for key in kept.keys} if kept else set()
    return kept is not None and not kept.by_hand, bool(files & set(names))


def updated_by(names: Sequence[str], folders: Sequence[Path]) -> Path | None:
    """The folder that files of such names came to before; else the only one there is."""
    came = next((folder for folder in folders if may_update(folder, names)[1]), None)
    return came or (folders[0] if len(folders) == 1 else None)


def _as_it_stands(file: HandedOver, *, alone: bool) -> Opened:
    """A file of ours: nothing of it is guessed. Raises NotWritten where there are others beside it."""
    if file.own is None or not alone:
        raise NotWritten(f"{file.name} holds a landscape of its own — open it by itself.")
    tables: dict[str, Rows] = {
        table: dict(enumerate(cells_as_they_stand(file.own, table), 2))
        for table in SHOWN
        if table not in OPTIONAL or getattr(file.own, table)
    }
    draft = Draft(slug(file.own.title) or "landscape", settings_toml(file.own), tables)
    return Opened(draft, read=((file.name, {table: len(rows) for table, rows in tables.items() if rows}),))


def _counts(loose: Loose) -> dict[str, int]:
    return {table: len(rows) for table, rows in loose.tables.items() if rows}


def _new_draft(settled: Settled, names: Sequence[str], today: date) -> Draft:
    tables = {
        table: {number: made.cells for number, made in enumerate(rows, 2)}
        for table, rows in settled.rows.items()
        if rows or table not in OPTIONAL
    }
    return Draft(slug(settled.title) or "landscape", new_files(settled, today, names)[TOML], tables)


def _as_update(opened: Opened, folder: Path, found: Difference, today: date) -> Opened:
    """What the files change in a folder that an import wrote before."""
    now = open_folder(folder)
    texts = changed_files(found, folder, today)
    tables: dict[str, Rows] = dict(now.draft.tables)
    where: dict[str, dict[int, str]] = {}
    came: dict[str, dict[str, str]] = {
        table: {row["id"]: opened.where[table][number] for number, row in rows.items()}
        for table, rows in opened.draft.tables.items()
    }
    for table, of in found.rows.items():
        if "id" not in columns_of(table) or (not of and table not in tables):
            continue
        numbers = {row["id"]: number for number, row in now.draft.tables.get(table, {}).items()}
        last = max(numbers.values(), default=1)
        rows: dict[int, Mapping[str, str]] = {}
        for id, cells in of.items():
            if id not in numbers:
                last += 1
                numbers[id] = last
            rows[numbers[id]] = cells
        tables[table] = rows
        where[table] = {numbers[id]: place for id, place in came.get(table, {}).items() if id in numbers}
    draft = Draft(now.draft.name, texts[TOML] if found else now.draft.settings, tables)
    beside = {KEYS: texts[KEYS], NOTE: opened.beside[NOTE]}
    return replace(
        opened, draft=draft, folder=folder, base=now.draft, seen=now.seen, differs=found, where=where, beside=beside
    )


def _two_ways(files: Sequence[HandedOver]) -> tuple[TwoWays, ...]:
    """Dates of the files whose month and day may each be the other, the first few, both ways."""
    found: dict[str, TwoWays] = {}
    for file in files:
        for text in dates_in(file.loose):
            if orders_in([text])[2] and text not in found and len(found) < DATES_SHOWN:
                us, eu = (_in_words(text, order) for order in ("us", "eu"))
                found[text] = TwoWays(text, us, eu)
    return tuple(found.values())


def _in_words(text: str, order: Order) -> str:
    read = read_date(text, order)
    return words(parse_when(read.edtf)) if read and read.edtf else "not read"
