"""A file of others in; the landscape that it is, as far as it is sound, and all that is said of it. Nothing is written.

A later state of the file is read beside the earlier one: its rows keep their ids, whatever was added or moved around
them, and so does a row of which only the name was mended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rapidfuzz import fuzz

from explorer.data.dates.written_dates import Order, orders_in
from explorer.data.sound import Opened, open_sound
from explorer.errors import BrokenLandscape, ExplorerError, Problem, Problems
from explorer.importing.asking import Question, dates_in
from explorer.importing.kept import at_their_places, new_files
from explorer.importing.loose import Loose
from explorer.importing.own import is_own
from explorer.importing.reading import bytes_of, loose_of, settled_rows
from explorer.importing.settling.making import Before, Made, Options
from explorer.importing.settling.names import slug
from explorer.importing.settling.settle import Settled
from explorer.importing.sheets.grids import FILE_BYTES
from explorer.landscape import Landscape
from explorer.store.engines.address import Place
from explorer.store.opened import is_store

PICKED = ("actors", "events", "instruments")
"""The tables whose rows a reader may have selected."""

ALIKE = 70
"""So alike, of 100, are two spellings of one name at least."""

MOST_COMPARED = 40_000
"""Among more pairs of rows than this none is looked for that was named anew: the file is another one."""


@dataclass(frozen=True)
class FileRead:
    """A file of others as it was read."""

    name: str
    opened: Opened  # the landscape, without the rows that are wrong, and what is wrong with them
    settled: Settled
    sheets: Mapping[str, str]  # the tables that its sheets were read as
    order: Order | None  # how its dates are meant, where they say it themselves

    @property
    def landscape(self) -> Landscape:
        return self.opened.landscape


def is_of_others(path: Place) -> bool:
    """Whether a file is read as `import` reads it: it is neither a store nor exported from a landscape. Of a page and
    of a zip only those are opened that were."""
    if isinstance(path, Path) and not path.exists():
        return path.suffix.lower() in (".csv", ".tsv", ".xlsx", ".xlsm", ".json", ".xml")  # it is missed as what it is
    if (
        not isinstance(path, Path)
        or not path.is_file()
        or path.suffix.lower() in (".html", ".htm", ".zip")
        or is_store(path)
    ):
        return False
    try:
        return path.stat().st_size > FILE_BYTES or not is_own(path, path.read_bytes())
    except (OSError, ValueError):
        return True


def read_file(path: Path, options: Options, before: FileRead | None = None) -> FileRead:
    """The landscape in a file. `before` is how the file was read the last time.

    Raises Question; Unreadable, NothingFound or BrokenLandscape where nothing of it can be shown, or where a sheet that
    was read before is gone.
    """
    if before is not None and not path.exists():
        raise BrokenLandscape([Problem(path.name, None, None, "is not there any more", "put it back by this name")])
    loose = loose_of(bytes_of(path), path.name)
    if before is not None:
        _refuse_gone(path.name, before.sheets, loose.sheets)
    settled, order = _settled(path.name, loose, options, before)
    opened = _opened(settled, options, path.name)
    id = slug(path.stem) or "landscape"
    return FileRead(
        path.name, replace(opened, landscape=replace(opened.landscape, id=id)), settled, loose.sheets, order
    )


def problems_of(error: ExplorerError, file: str) -> BrokenLandscape:
    """Why a file cannot be shown, as a problem of it that a page lists."""
    if isinstance(error, BrokenLandscape):
        return error
    if isinstance(error, Question):
        mend = "write the month as a word, or start again with --dates us or --dates eu (or EXPLORER_DATES)"
        return BrokenLandscape([Problem(file, None, None, error.asked.removeprefix(f"{file}: "), mend)])
    what, _, mend = str(error).split("\n")[0].rstrip(".").removeprefix(f"{file} ").partition(" — ")
    return BrokenLandscape([Problem(file, None, None, what, mend)])


def _refuse_gone(file: str, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Raises BrokenLandscape for sheets that held a table and are not read any more; one may have another name now."""
    named_anew = Counter(table for sheet, table in now.items() if sheet not in before)
    gone = []
    for sheet, table in before.items():
        if sheet not in now and not named_anew[table]:
            mend = "put it back; or, if it is to go, stop the explorer and start it again"
            gone.append(
                Problem(f"{file}, sheet “{sheet}”", None, None, f"is gone, or its header is: it held {table}", mend)
            )
        elif sheet not in now:
            named_anew[table] -= 1
    if gone:
        raise BrokenLandscape(gone)


# --- the rows ------------------------------------------------------------------------------------------------------


def _settled(file: str, loose: Loose, options: Options, before: FileRead | None) -> tuple[Settled, Order | None]:
    """The tables of the file, with the ids of before; and how its dates are meant, where they tell."""
    month_first, day_first, _ = orders_in(dates_in(loose))
    told: Order | None = None if month_first == day_first else "us" if month_first else "eu"
    order = told or (before.order if before else None)
    options = replace(options, dates=options.dates or (order if not (month_first or day_first) else None))
    if before is None:
        return settled_rows([(file, loose.copied())], options), order
    ids = _ids(before.settled)
    settled = settled_rows([(file, loose.copied())], options, _before(ids, before.settled))
    followed = _followed(before.settled, settled)
    if any(followed.get(place, "" if place in ids else id) != id for place, id in _ids(settled).items()):
        settled = settled_rows([(file, loose.copied())], options, _before(followed, before.settled))
    return settled, order


_Ids = dict[tuple[str, str, str], str]
"""Ids by file, table and key."""


def _ids(settled: Settled) -> _Ids:
    return {(made.file, table, made.key): made.cells["id"] for table, rows in settled.rows.items() for made in rows}


def _before(ids: _Ids, settled: Settled) -> Before:
    """The ids of an earlier state of the file, and nothing else of it: what it says now is all that it says."""
    taken = {(table, made.cells["id"]) for table, rows in settled.rows.items() for made in rows}
    return Before(ids=ids, again=frozenset(id for _, id in taken), rows={place: {} for place in sorted(taken)})


def _followed(before: Settled, now: Settled) -> _Ids:
    """The earlier ids by the keys that rows have now: of several rows of one name each goes by its date, and a row that
    has another name since is found by its place and what else it says."""
    found = _ids(before)
    for table in PICKED:
        was, rows = _by_name(before.rows[table]), _by_name(now.rows[table])
        new, gone = [], [made for name, of in was.items() if name not in rows for made in of]
        for name, of in rows.items():
            pairs = _paired(was.get(name, []), of)
            for made in of:
                found.pop((made.file, table, made.key), None)
                if made.key in pairs:
                    found[made.file, table, made.key] = pairs[made.key]
                elif name not in was:
                    new.append(made)
        if len(gone) * len(new) > MOST_COMPARED:
            continue
        for made in new:
            same = next((each for each in gone if _is_same_row(each, made)), None)
            if same is not None:
                gone.remove(same)
                found[made.file, table, made.key] = same.cells["id"]
    return found


def _by_name(rows: Sequence[Made]) -> dict[str, list[Made]]:
    """Rows by what their file calls them, without the number that tells several of one name apart."""
    found: dict[str, list[Made]] = {}
    for made in rows:
        found.setdefault(re.sub(r" #[0-9]+$", "", made.key), []).append(made)
    return found


def _paired(was: Sequence[Made], now: Sequence[Made]) -> dict[str, str]:
    """Ids of rows of one name by their keys now: those of one date first, then the others in their order."""
    left, pairs = list(was), {}
    for is_alike in (lambda one, other: one.cells.get("date") == other.cells.get("date"), lambda one, other: True):
        for made in now:
            same = next((each for each in left if made.key not in pairs and is_alike(each, made)), None)
            if same is not None:
                left.remove(same)
                pairs[made.key] = same.cells["id"]
    return pairs


def _is_same_row(before: Made, now: Made) -> bool:
    """Whether a row is an earlier one with another name: at its place with a like name or the same date, or elsewhere
    with a like name and nothing else changed."""
    column = "name" if now.table == "actors" else "title"
    is_alike = fuzz.ratio(before.cells[column].casefold(), now.cells[column].casefold()) >= ALIKE
    if before.where == now.where and (
        is_alike or (now.table == "events" and before.cells["date"] == now.cells["date"])
    ):
        return True
    named = {"id", column, "short_title", "summary"}
    return is_alike and all(text == before.cells[each] for each, text in now.cells.items() if each not in named)


# --- the landscape -------------------------------------------------------------------------------------------------


def _opened(settled: Settled, options: Options, file: str) -> Opened:
    """The landscape of what is sound in the tables. Raises BrokenLandscape where nothing is."""
    with TemporaryDirectory(prefix="explorer-") as place:
        for name, text in new_files(settled, options.today, [file]).items():
            (Path(place) / name).write_text(text, encoding="utf-8", newline="")
        try:
            opened = open_sound(Path(place))
        except BrokenLandscape as broken:
            raise at_their_places(broken, settled) from None
    problems = Problems(settled.problems)
    if opened.broken:
        placed = at_their_places(opened.broken, settled)
        problems += placed.problems
        settled.not_kept.extend(map(str, placed.problems))
        problems.more += Counter(placed.more)
    left_out = Counter(settled.rows_lost) + Counter(
        {file.removesuffix(".csv"): rows for file, rows in opened.left_out.items()}
    )
    return replace(opened, broken=BrokenLandscape(problems) if len(problems) else None, left_out=left_out)
