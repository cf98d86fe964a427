"""A Flask server in; the same server with its doors watched out: headers, limits, one shape of error, honest 404s."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any
from urllib.parse import unquote_plus

from dash import Dash
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import RequestRedirect

from explorer.cache import Abandoned
from explorer.draw.markup import tag
from explorer.errors import BadInput, BrokenLandscape
from explorer.page.document import document
from explorer.query.selection import LONGEST_QUERY
from explorer.server.doors.base_address import slash_missing, way_home
from explorer.server.doors.cached_response import Headers
from explorer.server.settings import Settings

LEFT = 499
"""The status of an answer that nobody reads any more, as other servers call it."""

BODY_LIMIT = 2_000_000
"""Bytes of a request's body; more is answered with 413."""

NESTING_LIMIT = 20
CALLBACK_PATH = "/_dash-update-component"
_ANY_PATH = "/<path:path>"
"""Dash's rule that answers every unknown address with the page; here such an address is not found."""

HASH_HEADER = "X-Landscape"
"""Names the data that an answer was made from: the landscape's content hash."""

NOT_HERE = "There is no such page here."

_log = logging.getLogger("explorer")


def watch(app: Dash, content_hash: str, settings: Settings, links: Mapping[str, str]) -> Headers:
    """Puts every safeguard on the app's server; the headers that every answer carries from now on.

    Call after the last callback: script hashes are taken here.

    `links` gives the addresses of the page's own files, for the looks of an error page.
    """
    headers = [*headers_of(app.csp_hashes(), settings), (HASH_HEADER, content_hash)]
    answer = guard(app.server, headers, settings, links)

    def unknown(path: str = "") -> Response:
        if request.path == CALLBACK_PATH:
            return answer(405, "Only POST is understood here.", allow="POST")
        return answer(404, NOT_HERE)

    app.server.view_functions[_ANY_PATH] = unknown
    return headers


def guard(server: Flask, headers: Headers, settings: Settings, links: Mapping[str, str]) -> Callable[..., Response]:
    """Has a server send these headers always, tell every error in one shape, and take nothing amiss at its door.

    What is handed back answers with an error: its status, a sentence, and which methods are allowed where that is it.
    """
    server.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT

    def answer(status: int, error: str, allow: str = "") -> Response:
        response = error_answer(status, error, links, way_home(settings))
        response.headers.extend({"Cache-Control": "no-store", "Vary": "Accept"} | ({"Allow": allow} if allow else {}))
        return response

    @server.before_request
    def at_the_door() -> Response | None:
        below = slash_missing()
        if below is None and isinstance(request.routing_exception, RequestRedirect):
            return answer(404, NOT_HERE)  # it would lead on to whatever host the request names
        if request.path == CALLBACK_PATH and request.method == "POST" and request.mimetype != "application/json":
            return answer(415, "The body must be application/json.")
        return below

    @server.after_request
    def with_headers(response: Response) -> Response:
        response.headers.extend(headers)
        return response

    @server.errorhandler(Exception)
    def no_traceback(error: Exception) -> Response:
        if isinstance(error, BadInput):
            return answer(400, str(error))
        if isinstance(error, Abandoned):
            return answer(LEFT, "Nobody waited for the answer.")
        if isinstance(error, MethodNotAllowed):
            return answer(405, "This is not understood here.", allow=", ".join(sorted(error.valid_methods or ())))
        if isinstance(error, HTTPException):
            return answer(error.code or 500, error.description or error.name)
        if isinstance(error, BrokenLandscape):
            _log.error("%s is not answered: %s", request.path, error)
            return answer(503, "The data cannot be asked just now; try again in a while.")
        number = uuid.uuid4().hex[:8]
        _log.exception("error %s on %s", number, request.path)
        return answer(500, f"Something went wrong here; the log calls it {number}.")

    return answer


def headers_of(hashes: Sequence[str], settings: Settings) -> Headers:
    """The headers that keep a page to itself; `hashes` are those of scripts that stand in it."""
    return list(_headers(hashes, settings.embedders).items())


def _headers(hashes: Sequence[str], embedders: Sequence[str]) -> Mapping[str, str]:
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",  # plotly sets style attributes; no script can come this way
        "img-src": "'self' data: blob:",
        "connect-src": "'self'",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": " ".join(embedders) or "'none'",
        "object-src": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def error_answer(status: int, error: str, links: Mapping[str, str], home: str) -> Response:
    """One shape of error: JSON for programs, a small page with a way back for people."""
    if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("Accept", ""):
        told = tag(
            "main",
            {},
            tag("h1", {}, f"{status}"),
            tag("p", {}, error),
            tag("p", {}, tag("a", {"href": home}, "Back to the explorer")),
        )
        page = document(f"{status}", tag("div", {"class": "page lost"}, told), links, home=home)
        return Response(page, status, content_type="text/html; charset=utf-8")
    body = json.dumps({"ok": False, "error": error, "status": status})
    return Response(body, status, content_type="application/json")


def address_text(value: object, longest: int = 2 * LONGEST_QUERY) -> str:
    """The address text a request carries; raises BadInput for anything that is not a text of sane length."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > longest:
        raise BadInput(f"The address must be a text of at most {longest} characters.")
    return value


def asked_address(longest: int = 2 * LONGEST_QUERY) -> str:
    """The address text of the present request, of at most so many characters. Raises BadInput."""
    return address_text(request.query_string.decode("utf-8", "replace"), longest)


def parted(query: str, names: Container[str], twice: bool = True) -> tuple[dict[str, str], str]:
    """The parts of a query text that have these names, and the rest of it: the page's address.

    Of one that is given twice the first counts, or where that may not be (`twice`) it is refused: raises BadInput.
    """
    own, rest = dict[str, str](), list[str]()
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        if name not in names:
            rest.append(piece)
        elif name not in own:
            own[name] = unquote_plus(value, errors="replace")
        elif not twice:
            raise BadInput("An option is given twice — give each once.")
    return own, "&".join(rest)


def asked_in(body: bytes, callbacks: Mapping[str, Any]) -> Any:
    """The value that a callback's request carries, where its body is exactly as registered. Raises BadInput."""
    return sent_in(body, callbacks)["inputs"][0].get("value")


def sent_in(body: bytes, callbacks: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a callback's request, where it is exactly as registered. Raises BadInput."""
    value: dict[str, Any] = strict_json(body)
    _match(value, callbacks)
    return value


def strict_json(data: bytes) -> Any:
    """The value of a JSON text; raises BadInput for NaN, duplicate keys, deep nesting or anything unreadable."""
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
    except (ValueError, RecursionError) as unreadable:
        raise BadInput("The body is not JSON that can be read here.") from unreadable
    _bounded(value, NESTING_LIMIT)
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _bounded(value: Any, depth: int) -> None:
    if depth == 0:
        raise BadInput("The body is nested too deeply.")
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        _bounded(child, depth - 1)


def _match(body: Any, registered: Mapping[str, Mapping[str, Any]]) -> None:
    if not isinstance(body, dict) or not isinstance(body.get("output"), str) or body["output"] not in registered:
        raise BadInput("The body does not name a callback of this page.")
    callback = registered[body["output"]]
    for part, wanted in (("inputs", callback["inputs"]), ("state", callback["state"])):
        given = body.get(part, [])
        places = [(x.get("id"), x.get("property")) if isinstance(x, dict) else None for x in _list(given)]
        if places != [(x["id"], x["property"]) for x in wanted]:
            raise BadInput(f"The {part} of the body are not those of the callback.")
    wanted_outputs = body["output"].strip(".").split("...")
    outputs = body.get("outputs")
    given_outputs = [
        f"{x.get('id')}.{x.get('property')}" if isinstance(x, dict) else None
        for x in (outputs if isinstance(outputs, list) else [outputs])
    ]
    if given_outputs != wanted_outputs:
        raise BadInput("The outputs of the body are not those of the callback.")
    changed = _list(body.get("changedPropIds", []))
    if not all(isinstance(id, str) for id in changed):
        raise BadInput("The body's changedPropIds must be texts.")


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadInput("A part of the body must be a list.")
    return value
