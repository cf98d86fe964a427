"""What only a person can say of a file before it is read: how its dates are meant; and that nothing is in it."""

from __future__ import annotations

from explorer.data.dates.written_dates import Order, both_ways, orders_in
from explorer.errors import ExplorerError
from explorer.importing.loose import Loose
from explorer.importing.settling.making import Options


class Question(ExplorerError):
    """What only the person can say before anything is written: how the dates of a file are meant."""

    def __init__(self, file: str, example: str, both: bool) -> None:
        """`both`: some of its dates can only have the month first, and some only the day."""
        self.file, self.example, self.both = file, example, both
        kinds = " The file has dates of both kinds." if both else ""
        self.asked = f"{file}: is {example} {both_ways(example)}?{kinds}"
        super().__init__(self.with_answers("--dates us", "--dates eu"))

    def with_answers(self, us: str, eu: str) -> str:
        """The question, and the words that answer it."""
        return f"{self.asked} Say {us} where the month comes first, {eu} where the day does."


class NothingFound(ExplorerError):
    """Files in which there is no record to show, with what was seen of them."""


def order_of(file: str, loose: Loose, options: Options) -> Order:
    """Whether the month or the day comes first in this file, as its own dates tell. Raises Question."""
    if options.dates:
        return options.dates
    month_first, day_first, either = orders_in(dates_in(loose))
    if not either:
        return "us"  # each date says it itself
    if month_first != day_first:
        loose.guessed.append(
            f"{file}: dates such as {either} have the {'month' if month_first else 'day'} first, as another in it must."
        )
        return "us" if month_first else "eu"
    raise Question(file, either, month_first)


def dates_in(loose: Loose) -> list[str]:
    """The texts of a file that may be dates."""
    columns = ("date", "end", "published", "retrieved", "value")
    return [row[column] for rows in loose.tables.values() for row in rows for column in columns if row.get(column)]
