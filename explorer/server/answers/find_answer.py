"""A landscape in; answers to what readers type into a search field out, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Any

from explorer.cache import Cache
from explorer.errors import BadInput
from explorer.page.sentences import Prose
from explorer.query.selection import filters_of
from explorer.search.find import MAX_QUERY_LENGTH, Found, Hit, finder_of, understood
from explorer.search.highlight import MarkedText
from explorer.server.doors.cached_response import CachedResponse, cached, json_response
from explorer.server.doors.door import Door
from explorer.server.doors.security import parted
from explorer.server.rooms import Rooms

FIND_PATH = "/find"
ACTORS = "actors"
_MINUTE = "private, max-age=60"  # the same letters are often typed again


def serve_find(door: Door, rooms: Rooms, cache: Cache) -> None:
    """Answers `/find?q=…`; with `ends=1` only by actors and events, with
    `ends=actors` only by actors. The rest of the query is the view's address.

    What searches need is made ready by the first request, one without a text if the page is quick to ask. An answer is
    kept by the words that were understood of the text.
    """
    one_by_one, finder = Lock(), finder_of(rooms.landscape)

    def found(query: str) -> CachedResponse:
        given, address = parted(query, ("q", "ends"))
        text, ends = given.get("q", ""), given.get("ends", "")
        ends = ends if ends in ("", ACTORS) else "1"
        if len(text) > MAX_QUERY_LENGTH:
            raise BadInput(f"What is looked for must be at most {MAX_QUERY_LENGTH} characters.")
        selection = filters_of(rooms.read(address)[1])
        with one_by_one:
            finder.prepare()

        def made() -> CachedResponse:
            hits = finder.find(selection, text, records_only=bool(ends), actors_only=ends == ACTORS)
            return json_response(answer(hits, rooms.first.prose), cache=_MINUTE)

        return cached(cache, ("find", understood(text), ends, selection), made)

    door.serve(FIND_PATH, found)


def answer(found: Found, prose: Prose) -> dict[str, Any]:
    """What is found, as plain data; texts are in pieces, [text, 1] for one that is marked and [text] for any other."""
    return {
        "groups": [
            {"name": group.name, "count": group.count, "hits": [_hit(hit, prose) for hit in group.hits]}
            for group in found.groups
        ],
        "said": _result_words(found),
    }


def _hit(hit: Hit, prose: Prose) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": hit.type,
        "id": hit.id,
        "name": _piece_lists(hit.name),
        "kind": _piece_lists(hit.kind),
    }
    if hit.type == "source":
        told["place"] = f"source-{prose.number_of(hit.id)}"
    if hit.where:
        told["where"] = _piece_lists(hit.where)
    if hit.hidden:
        told["hidden"] = True
    return told


def _piece_lists(pieces: Sequence[MarkedText]) -> list[list[str | int]]:
    return [[piece.text, 1] if piece.marked else [piece.text] for piece in pieces]


def _result_words(found: Found) -> str:
    """How much is found, in a sentence."""
    if not found.count:
        return "Nothing here is called that. Try a name or a number, such as a bill’s."
    count = f"{found.count:,}".replace(",", "\N{NO-BREAK SPACE}")
    said = "1 result" if found.count == 1 else f"{count} results"
    if found.near:
        said = f"Nothing here is called just that; {said} come" + ("s" if found.count == 1 else "") + " near"
    if found.told < found.count:
        return f"{said}; the best {found.told} are listed. Type more to narrow it."
    return f"{said}."
