"""A path in; a landscape to look at, compute with and save out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from explorer.data.checks.audit import landscape_citation
from explorer.data.dates.written_dates import Order
from explorer.draw.markup import tag
from explorer.errors import BrokenLandscape, Problem
from explorer.export.excerpt import whole_in_itself
from explorer.export.formats import Job
from explorer.export.options import BadExport, Picture
from explorer.importing.asking import Question
from explorer.importing.file_read import is_of_others, read_file
from explorer.importing.kept import checked, put_new
from explorer.importing.own import files_as_they_stand, settled_as_it_stands
from explorer.importing.settling.making import Options as Reading
from explorer.importing.settling.settle import Settled
from explorer.landscape import Landscape
from explorer.network.stored.file import open_with_layout
from explorer.notebook.choices import BadChoice, chosen
from explorer.notebook.frames import frame, graph
from explorer.notebook.shown import RecordShown, Shown, given, save
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.store.engines.address import Database, place_of
from explorer.wording import day_words, how_many
from explorer.written_file import writing

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def open_any(
    path: str | Path, *, dates: Order | None = None, lane: str = "", title: str = "", today: date | None = None
) -> OpenLandscape:
    """The landscape in a folder, in a file exported from one, in a database, or in any file that `import` reads.

    Of files of others: `dates` says what 3/4/2024 is ("us" March 4, "eu" 3 April), `lane` the level of rows that name
    none, `title` what it is called; `today` is the day that the data reach. Raises ExplorerError.
    """
    place = place_of(path) if isinstance(path, str) else path
    if isinstance(place, Database):
        return OpenLandscape(open_with_layout(place))
    file = place.expanduser()
    if file.is_dir():
        return OpenLandscape(open_with_layout(file))
    if not file.exists():
        mend = "name a landscape's folder, a workbook, or another file"
        raise BrokenLandscape([Problem(str(file), None, None, "there is no such file or folder", mend)])
    if dates is not None and dates not in get_args(Order):
        raise BadChoice(f"“dates” is “{str(dates)[:40]}” — use {', '.join(get_args(Order))}.")
    if not is_of_others(file):
        return OpenLandscape(open_with_layout(file))
    try:
        read = read_file(file, Reading(today or date.today(), dates, lane, title))
    except Question as question:
        question.args = (question.with_answers('dates="us"', 'dates="eu"'),)
        raise question from None
    return OpenLandscape(read.landscape, read.settled.guessed, read.settled.not_kept)


class OpenLandscape:
    """A landscape, with everything that can be done with it.

    Tables: `sources`, `actors`, `events`, `instruments`, `provisions`, `relations`, `claims`, `passages`, `verbs`,
    `gaps`, `tours`, `lanes`. `graph`. Pictures: `timeline`, `network`, `record`. `select`, `save`, `cite`.
    """

    def __init__(self, landscape: Landscape, guessed: Sequence[str] = (), not_kept: Sequence[str] = ()) -> None:
        self.landscape = landscape  # as the rest of the program knows it
        self.guessed = list(guessed)  # what was guessed where the file did not say it, in sentences
        self.not_kept = list(not_kept)  # what of the file no table holds

    # --- tables -----------------------------------------------------------------------------------------------------

    @property
    def sources(self) -> pd.DataFrame:
        """Publications, with when they came out and were read."""
        return frame(self.landscape, "sources")

    @property
    def actors(self) -> pd.DataFrame:
        """Persons, offices, bodies, agencies, organizations, communities, places."""
        return frame(self.landscape, "actors")

    @property
    def events(self) -> pd.DataFrame:
        """What happened, is planned or possible; `outlook` says how each stands on the landscape's day."""
        return frame(self.landscape, "events")

    @property
    def instruments(self) -> pd.DataFrame:
        """Bills, orders, lawsuits."""
        return frame(self.landscape, "instruments")

    @property
    def provisions(self) -> pd.DataFrame:
        """The rules in them."""
        return frame(self.landscape, "provisions")

    @property
    def relations(self) -> pd.DataFrame:
        """Who did what."""
        return frame(self.landscape, "relations")

    @property
    def claims(self) -> pd.DataFrame:
        """Values that sources give, and how each stands beside the others."""
        return frame(self.landscape, "claims")

    @property
    def passages(self) -> pd.DataFrame:
        """The exact words at places that are cited."""
        return frame(self.landscape, "passages")

    @property
    def verbs(self) -> pd.DataFrame:
        """The vocabulary of relations."""
        return frame(self.landscape, "verbs")

    @property
    def gaps(self) -> pd.DataFrame:
        """What was looked for and not found."""
        return frame(self.landscape, "gaps")

    @property
    def tours(self) -> pd.DataFrame:
        """The sentences of walks through it."""
        return frame(self.landscape, "tours")

    @property
    def lanes(self) -> dict[str, str]:
        """Levels from top to bottom: id and label."""
        return {lane.id: lane.label for lane in self.landscape.lanes}

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """Actors and events tied by relations, with their attributes; the caller's own."""
        return graph(self.landscape)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def timeline(self, **choices: Any) -> Shown:
        """The timeline of what is chosen; `explorer.choices()` says by which words. Raises BadChoice."""
        return self._shown("timeline", choices)

    def network(self, **choices: Any) -> Shown:
        """The network of what is chosen. Raises BadChoice."""
        return self._shown("network", choices)

    def record(self, id: str, **choices: Any) -> RecordShown:
        """What is known of one actor, event or instrument. Raises BadChoice."""
        selection, options = chosen(self.landscape, {**choices, "focus": id})
        if not selection.focus:
            raise BadChoice("“” is no id — name an actor, event or instrument by its id.")
        if id not in visible(self.landscape, selection).part.selectable:
            raise BadChoice(f"“{id}” is left out by what else was chosen — take something of it off.")
        return RecordShown(self.landscape, "details", selection, options)

    def select(self, **choices: Any) -> OpenLandscape:
        """Only what is chosen, as a landscape of its own. Raises BadChoice."""
        view = visible(self.landscape, chosen(self.landscape, choices)[0])
        return OpenLandscape(whole_in_itself(self.landscape, view.part), self.guessed, self.not_kept)

    def _shown(self, picture: Picture, choices: dict[str, Any]) -> Shown:
        return Shown(self.landscape, picture, *chosen(self.landscape, choices))

    # --- taking it along --------------------------------------------------------------------------------------------

    def save(self, path: str | Path, *, picture: Picture | None = None, **choices: Any) -> Path:
        """Writes what is chosen in the format that the name ends with, or into a new folder; where it is.

        A file of pictures shows the deck or timeline where no `picture` ("timeline", "network", "details", "deck") is
        named. Raises ExplorerError.
        """
        target = Path(path).expanduser()
        selection, options = chosen(self.landscape, given(choices))
        if not target.suffix or target.is_dir():
            return self._folder(target, selection)
        if picture is not None and picture not in get_args(Picture):
            raise BadExport(f"“{str(picture)[:40]}” is not a picture — use {', '.join(get_args(Picture))}.")
        job = Job(self.landscape, picture or "deck", selection, options)
        return save(target, job, None if picture else "deck")

    def _folder(self, folder: Path, selection: Selection) -> Path:
        """The tables in a folder that is not there yet, or is empty."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadExport(f"{folder} is there already, and nothing in it was touched — choose another name.")
        part = whole_in_itself(self.landscape, visible(self.landscape, selection).part)
        texts = files_as_they_stand(part, settled_as_it_stands(part, folder.name))
        with writing(folder, BadExport):
            folder.absolute().parent.mkdir(parents=True, exist_ok=True)
        place, _ = checked(texts, Settled("", {}, {}, [], []), folder.absolute().parent)
        put_new(place, folder)
        return folder

    @property
    def cite(self) -> str:
        """How to cite it."""
        return landscape_citation(self.landscape)

    def __repr__(self) -> str:
        return f"{self.landscape.title}: {', '.join(self._counts())}, as of {day_words(self.landscape.as_of)}"

    def _counts(self) -> list[str]:
        things = ("event", "actor", "relation", "source")
        found = [how_many(len(getattr(self.landscape, f"{thing}s")), thing) for thing in things]
        return found + ([f"{len(self.guessed)} guesses (see .guessed)"] if self.guessed else [])

    def _repr_html_(self) -> str:
        head = tag("b", {}, self.landscape.title)
        day = day_words(self.landscape.as_of)
        return tag(
            "div",
            {},
            head,
            tag("p", {}, self.landscape.summary),
            tag("p", {}, f"{', '.join(self._counts())}, as of {day}"),
        )

    def _mime_(self) -> tuple[str, str]:
        return "text/html", self._repr_html_()
