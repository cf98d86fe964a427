"""What each format that is read back cannot hold: all of it and nothing else, as `test_round_trip.py` tries."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.data.load import TABLES
from explorer.records import fields_of

Losses = Mapping[str, frozenset[str]]
"""By table the columns whose values do not come back; “rows” where the rows themselves do not. Beside the tables there
are “landscape” (its settings), “lanes” and “citations”."""

ROWS = frozenset({"rows"})

_NETWORK: Losses = {
    "landscape": frozenset(
        "summary as_of checked licence default_view notes lead lane_word layers kinds".split()  # noqa: SIM905
    ),
    "lanes": frozenset({"id", "order", "unused"}),  # a lane comes back by its label, where anything stands in it
    "citations": frozenset({"locator"}),
    # A source comes back by its address, else by its title, where an actor, an event or a relation cites it; as sources
    # stand in a row parted by semicolons, one of its own is written as %3B, or as a comma.
    "sources": frozenset(fields_of(TABLES["sources"]).keys() - {"url"}) | {"uncited"},
    # An instrument comes back by its id and title, where some event is a step of it.
    "instruments": frozenset(fields_of(TABLES["instruments"]).keys() - {"id", "title"}) | {"without events"},
    # A verb that all landscapes share is known by its id; one of the landscape's own comes back by it.
    "verbs": frozenset(fields_of(TABLES["verbs"]).keys() - {"id"}),
    **dict.fromkeys(("provisions", "claims", "gaps", "tours", "passages", "voices"), ROWS),
}

NOT_HELD: Mapping[str, Losses] = {"xlsx": {}, "csv": {}, "json": {}, "html": {}, "graphml": _NETWORK, "gexf": _NETWORK}
