"""What each kind of line looks like and the word for it: ties between records, and how an event stands in time. The
page's legend and the keys in files say what is drawn in these words and no others.

A tie's colour and the sign at its end say what kind it is, its pattern how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from explorer.draw.primitives import Dash, End
from explorer.model import Basis


@dataclass(frozen=True)
class BasisLook:
    """How sure a tie is, as a pattern: on the page as SVG's stroke-dasharray, on paper by its name."""

    word: str
    dash: Dash = ""
    dasharray: str = ""


BASIS_LOOKS: dict[Basis, BasisLook] = {
    "reported": BasisLook(""),  # what is usual needs no word
    "claimed": BasisLook("claimed", "dotted", "1.2 3.2"),
    "opinion": BasisLook("opinion", "dotted", "1.2 3.2"),
    "planned": BasisLook("planned", "dashed", "6 4"),
    "inferred": BasisLook("our reading", "inferred", "10 3 1 3"),
}

END_WORDS: dict[End, str] = {  # of a tie, by the sign at its end
    "act": "did",
    "for": "for",
    "against": "against",
    "": "belongs to",
    "lineage": "continues",
    "service": "serves",
    "inferred": "context",
}


@dataclass(frozen=True)
class TieKey:
    """A line as it is drawn, and what it means."""

    word: str
    end: End = ""
    token: str = ""  # its colour; empty where any kind may be drawn so
    basis: Basis = "reported"
    broad: bool = False


SHARED = TieKey("events that both share", token="act")
STEPS = TieKey("steps of one bill", token="muted", broad=True)


def tie_keys(kinds: Iterable[tuple[End, str]], bases: Iterable[Basis], *more: TieKey) -> list[TieKey]:
    """What a legend says of ties: of their kinds, each the sign at its end and its colour; of `more` that are no
    relation; of how sure they are. Each once, in the order of the tables; patterns that look alike share a key."""
    there, sure = sorted(set(kinds)), set(bases)
    found = [TieKey(word, end, token) for end, word in END_WORDS.items() for sign, token in there if sign == end]
    alike: dict[Dash, list[Basis]] = {}
    for basis, look in BASIS_LOOKS.items():
        if look.dash and basis in sure:
            alike.setdefault(look.dash, []).append(basis)
    patterns = [
        TieKey(
            " or ".join(BASIS_LOOKS[basis].word for basis in same),
            "inferred" if "inferred" in same else "",
            basis=same[0],
        )
        for same in alike.values()
    ]
    return [*found, *more, *patterns]


# --- events in time ------------------------------------------------------------------------------------------------

MarkSign = Literal["point", "whisker", "bar", "open end", "open start", "hollow", "disputed"]
"""How an event is drawn, besides the shape of its kind."""

MARK_WORDS: dict[MarkSign, str] = {
    "point": "on a known day",
    "whisker": "some time in that month or year",
    "bar": "lasted",
    "open end": "still going on",
    "open start": "since when is not known",
    "hollow": "not known to have happened",
    "disputed": "sources disagree",
}
