"""An address and options in; a file to keep out, and beforehand what it will be: its name, its pages, its first lines.

`/take/timeline.svg?sel=…&size=4:3` is the file of what the page shows at `/?sel=…`; `/timeline.svg?…` is the same to
look at, `/view.json?…` a file of data or whatever picture its format is made for. What exports seconds is asked for
at `/take/making/…`: the same file behind a few lines that say how far it is. Nothing is kept between requests but
files that are the same for everybody, so it does not matter which process answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, cast, get_args

from dash import Dash
from flask import Response
from werkzeug.exceptions import NotFound

from explorer.cache import Cache
from explorer.draw.palette import Theme
from explorer.draw.primitives import Page
from explorer.errors import BadInput, asked_wrongly
from explorer.export.choices import choices_by_hand, deck_choices
from explorer.export.excerpt import selected_words, with_not_understood
from explorer.export.formats import (
    FORMATS,
    PICTURES,
    Job,
    checked,
    export_bytes,
    file_name,
    is_taken_whole,
    usual_picture,
)
from explorer.export.options import MAX_ACTORS, MOST_ROWS, SCALES, Options, Reading, Size, Template, most_scale
from explorer.export.renderers.svg import svg_of
from explorer.export.slides.frame import PAGES, Frames, frame_of
from explorer.export.slides.pages import pages, pages_of_picture, usual_title
from explorer.export.slides.unset import CARRY_TYPE, svg_words, unset_page, unset_words
from explorer.landscape import Landscape
from explorer.page.panel.tour_card import is_at_step
from explorer.prose.citation import record_citation, view_citation
from explorer.query.asked import asked
from explorer.query.selection import Selection, to_query
from explorer.query.visible import visible
from explorer.server.doors.base_address import base_url
from explorer.server.doors.cached_response import CachedResponse, cached, json_response, weighed
from explorer.server.doors.security import asked_address, parted
from explorer.server.files.beforehand import Beforehand
from explorer.server.files.making import Made, WholeFiles, percents, progress_line, told_while_making
from explorer.server.files.preview import preview
from explorer.server.settings import Settings
from explorer.wording import day_words, either

PX_TO_INCH = 144
ANY_VIEW = "view"
"""In the address of a file: whatever its format is made for."""

_OPTIONS = ("size", "theme", "text-scale", "scale", "actors", "reading", "title", "note", "pages", "omit", "pin")
LONGEST_REQUEST = 12_000
"""Characters of an address with options that are read: a title and a note may take most of them."""


@dataclass(frozen=True)
class ExportRequest:
    """A file that is asked for."""

    format: str
    job: Job

    @property
    def key(self) -> tuple[str, str, Selection, Options, tuple[str, ...]]:
        """Tells files apart; unlike the request it holds no landscape, so that it may be kept."""
        job = self.job
        return self.format, job.picture, job.selection, job.options, job.not_understood

    @property
    def options(self) -> Options:
        return self.job.options


Slides = tuple[tuple[str, CachedResponse], ...]
"""Of every page its title and the page as SVG."""


def _slides_size(slides: Slides) -> int:
    return sum(ready.size for _, ready in slides)


@dataclass(frozen=True)
class ExportFile:
    name: str
    ready: CachedResponse

    def answer(self, *, to_look_at: bool = False) -> Response:
        """A page of ours is only ever kept: its scripts are not those that this server lets run."""
        response = self.ready.answer()
        kept = not to_look_at or self.name.endswith(".html")
        response.headers["Content-Disposition"] = f'{"attachment" if kept else "inline"}; filename="{self.name}"'
        return response


# --- reading -------------------------------------------------------------------------------------------------------


def read_export_request(
    landscape: Landscape, picture: str, format: str, query: str, link: str = "", template: Template | None = None
) -> ExportRequest:
    """What a request asks for. `query` is the address text and the options; raises BadInput with what to ask for."""
    if picture not in PICTURES:
        raise BadInput(f"“{picture[:60]}” cannot be exported — use {either(PICTURES)}.")
    given, address = parted(query, _OPTIONS, twice=False)
    named = [*_ids_given(given, "actors"), *_ids_given(given, "pin")]
    landscape, selection, not_understood = asked(landscape, address, named)
    options = Options(
        size=cast(Size, _one_of(given, "size", get_args(Size), Options.size)),
        theme=cast(Theme, _one_of(given, "theme", get_args(Theme), Options.theme)),
        text_scale=_number_given(given, "text-scale", Options.text_scale),
        scale=_number_given(given, "scale", Options.scale),
        actors=_ids_given(given, "actors"),
        reading=cast(Reading, _one_of(given, "reading", get_args(Reading), Options.reading)),
        title=given.get("title", "").strip(),
        note=given.get("note", "").strip(),
        one_page=_one_of(given, "pages", ("all", "one"), "all") == "one",
        omit=_ids_given(given, "omit"),
        pin=_ids_given(given, "pin"),
        tour=selection.tour if picture == "deck" and is_at_step(selection, landscape) else "",
        link=link,
        template=template,
    )
    if len(options.actors) > MAX_ACTORS:
        raise BadInput(f"A deck has slides of at most {MAX_ACTORS} actors — name fewer.")
    request = ExportRequest(format, Job(landscape, picture, selection, options, not_understood))
    with asked_wrongly():
        checked(request.job, format)
    return request


def _ids_given(given: dict[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, given.get(name, "").split(","))))


def _one_of(given: dict[str, str], name: str, choices: tuple[str, ...], usual: str) -> str:
    value = given.get(name, usual)
    if value not in choices:
        raise BadInput(f"“{value[:60]}” is not a {name} — use {either(choices)}.")
    return value


def _number_given(given: dict[str, str], name: str, usual: float) -> float:
    value = given.get(name, f"{usual}")
    if not re.fullmatch(r"[0-9](\.[0-9]{1,2})?", value):
        what, (least, most) = name.replace("-", " "), SCALES[name]
        raise BadInput(f"“{value[:60]}” is not a {what} — write a number from {least:g} to {most:g}, such as 1.25.")
    return float(value)


# --- making --------------------------------------------------------------------------------------------------------


class Exports:
    """The files of one landscape, kept for the next who asks."""

    def __init__(self, cache: Cache, most_rows: int = MOST_ROWS, beforehand: Beforehand | None = None) -> None:
        """`most_rows`: see `WholeFiles`."""
        self.cache, self.whole, self.beforehand = cache, WholeFiles(most_rows), beforehand

    def answer(self, request: ExportRequest, *, to_look_at: bool = False) -> Response:
        """The file as a response. Raises BadInput."""
        if is_taken_whole(request.job, request.format):
            return self.whole.answer(request)
        return self.file(request).answer(to_look_at=to_look_at)

    def file(self, request: ExportRequest) -> ExportFile:
        """Raises BadInput. What is made with a reader's own template is kept nowhere."""
        if request.options.template:
            return self._file(request)
        key = ("file", *request.key)

        def made() -> ExportFile:
            taken = self._file(request)
            weighed(self.cache, key, taken.ready)
            return taken

        return self.cache.get(key, made, lambda taken: taken.ready.size)

    def plan(self, request: ExportRequest) -> CachedResponse:
        """What the file will be, as JSON: its name, what it shows, its pages or its first lines; raises BadInput.
        Whoever asks has the dialog open, and may want a saved page next."""
        if self.beforehand and request.format != "html":
            self.beforehand.begin(request.job.view)
        return cached(self.cache, ("file's plan", *request.key), lambda: self._plan(request))

    def slides(self, request: ExportRequest) -> Slides:
        """Every page that the file will have; raises BadInput."""
        drawn, unset = self._drawn(_same_pages(request)), self.unset(request)
        if not unset:
            return drawn
        page = unset_page(unset, frame_of(request.options), request.format == "png")
        return (*drawn, _slide(page, request.options))

    def unset(self, request: ExportRequest) -> tuple[str, ...]:
        """The characters that the file will have no sign for; raises BadInput."""
        if request.format not in CARRY_TYPE:
            return ()
        from explorer.export.renderers.fonts import unset_characters  # its library is read when a file is asked for

        return unset_characters(svg_words(ready.body.decode()) for _, ready in self._drawn(_same_pages(request)))

    def _drawn(self, request: ExportRequest) -> Slides:
        key = ("file's pages", *request.key)

        def made() -> Slides:
            return tuple((title, weighed(self.cache, key, ready)) for title, ready in self._slides(request))

        return self.cache.get(key, made, _slides_size)

    def _file(self, request: ExportRequest) -> ExportFile:
        waits = self.beforehand.hurried() if request.format == "html" and self.beforehand else nullcontext()
        with asked_wrongly(), waits:
            data, name = export_bytes(request.job, request.format), file_name(request.job, request.format)
        return ExportFile(name, CachedResponse(data, FORMATS[request.format].media_type))

    def _plan(self, request: ExportRequest) -> CachedResponse:
        job = request.job
        said: dict[str, Any] = {
            "name": file_name(job, request.format),
            "shown": f"{with_not_understood(selected_words(job.view), job.view)} As of {day_words(job.view.day)}.",
            "title": usual_title(job.view, job.picture),
        }
        if FORMATS[request.format].has_pages:
            slides, unset = self.slides(request), self.unset(request)
            strip = unset_page(unset, frame_of(request.options), strip=True).height if unset else 0.0
            said["size"] = size_words(request, len(slides) - bool(unset), strip)
            said |= {"pages": [title for title, _ in slides]} | ({"unset": unset_words(unset)} if unset else {})
        elif is_taken_whole(job, request.format):
            said |= {
                "shown": with_not_understood(selected_words(job.view, scoped=False), job.view),
                "size": self.whole.size_words(job),
            }
        else:
            data = self.file(request).ready.body
            said |= {"bytes": len(data), "peek": "" if request.format == "html" else preview(data)}
        return json_response(said)

    def _slides(self, request: ExportRequest) -> Slides:
        frame = frame_of(request.options)
        elsewhere = "in this file’s description" if request.format == "svg" else "at the end"
        job, whole = request.job, request.format != "svg"
        with asked_wrongly():
            found = pages(job.view, job.picture, request.options, Frames(frame, frame), elsewhere, whole)
        found = tuple(pages_of_picture(found)) if request.format == "svg" else found
        return tuple(_slide(page, request.options) for page in found)

    def making(self, request: ExportRequest) -> Iterator[bytes]:
        """Lines of JSON that say how far it is, then one with the file's name, type and length, then the file.

        A failure is a last line with `error`. The work stops where nobody reads any more.
        """

        def make(tell: Callable[[dict[str, Any]], None]) -> ExportFile:
            job = request.job.showing_the_same(
                progress=lambda done, of: tell({"page": done, "of": of}), share=percents(tell)
            )
            return self.file(replace(request, job=job))

        if is_taken_whole(request.job, request.format):
            yield from self.whole.lines(request)
            return
        for said in told_while_making(make, f"{request.job.picture}.{request.format}"):
            if isinstance(said, Made):
                name, ready = said.value.name, said.value.ready
                yield progress_line({"name": name, "type": ready.content_type, "bytes": len(ready.body)})
                yield ready.body
            else:
                yield progress_line(said)


def _slide(page: Page, options: Options) -> tuple[str, CachedResponse]:
    return page.title, CachedResponse(svg_of(page, options.theme).encode(), FORMATS["svg"].media_type)


def _same_pages(request: ExportRequest) -> ExportRequest:
    """The request for the same pages, whichever format they are written in."""
    options = replace(request.options, scale=Options.scale)
    return ExportRequest(
        "svg" if request.format in ("png", "svg") else "pdf", request.job.showing_the_same(options=options)
    )


# --- what it will be -----------------------------------------------------------------------------------------------


def size_words(request: ExportRequest, sheets: int = 1, strip: float = 0.0) -> str:
    """How large its pages are, inches of what is projected or printed; or a picture of some sheets for a screen, and
    of a strip of so many px below them, px."""
    width, height = PAGES[request.options.size]
    if request.format in ("png", "svg"):
        height = round(height * sheets + strip)
        scale = min(request.options.scale, most_scale(width, height)) if request.format == "png" else 1
        return f"{width * scale:.0f} × {height * scale:.0f} px"
    return f"{width / PX_TO_INCH:.4g} × {height / PX_TO_INCH:.4g} in"


def view_cited(landscape: Landscape, query: str, link: str) -> str:
    """How to cite the view of an address, or the record it names as `record`; raises BadInput."""
    given, address = parted(query, ("record",), twice=False)
    record = given.get("record", "")
    landscape, selection, _ = asked(landscape, address, [record] if record else ())
    as_of = selection.as_of or landscape.as_of
    if record:
        found = landscape.selectable.get(record)
        if found is None:
            raise BadInput(f"Nothing here is called “{record[:60]}” — name an actor, event or instrument by its id.")
        only = Selection(focus=record, as_of=selection.as_of, clock=selection.clock)
        return record_citation(landscape, found, as_of, _view_link(link, only))
    words = selected_words(visible(landscape, selection))
    return view_citation(landscape, words, as_of, _view_link(link, selection))


def _view_link(link: str, selection: Selection) -> str:
    query = to_query(selection)
    return f"{link}?{query}" if query else link


# --- serving -------------------------------------------------------------------------------------------------------


def serve_exports(app: Dash, landscape: Landscape, cache: Cache, settings: Settings) -> None:
    exports = Exports(cache, settings.taken, Beforehand(app.server))

    def requested(view: str, format: str) -> ExportRequest:
        return read_export_request(landscape, view, format, asked_address(LONGEST_REQUEST), base_url(settings))

    @app.server.route("/take/<view>.<format>")  # type: ignore[untyped-decorator]
    def take(view: str, format: str) -> Response:
        return exports.answer(requested(view, format))

    @app.server.route("/<any(view,timeline,network,details,deck):view>.<format>")  # type: ignore[untyped-decorator]
    def at_its_address(view: str, format: str) -> Response:
        meant = usual_picture(format) if format in FORMATS else PICTURES[0]
        picture = meant if view == ANY_VIEW else view
        return exports.answer(requested(picture, format), to_look_at=True)

    @app.server.route("/take/plan/<view>.<format>")  # type: ignore[untyped-decorator]
    def plan(view: str, format: str) -> Response:
        return exports.plan(requested(view, format)).answer()

    @app.server.route("/take/actors")  # type: ignore[untyped-decorator]
    def actors() -> Response:
        here, selection, _ = asked(landscape, asked_address())
        part = visible(here, selection).part
        said = json.dumps(deck_choices(part, selection.focus) | choices_by_hand(part), ensure_ascii=False)
        return Response(said, content_type="application/json", headers={"Cache-Control": "no-cache"})

    @app.server.route("/take/page/<int:number>/<view>.<format>")  # type: ignore[untyped-decorator]
    def page(number: int, view: str, format: str) -> Response:
        asked = requested(view, format)
        if not FORMATS[format].has_pages:
            raise BadInput(f"A file of the format {format[:60]} has no pages.")
        slides = exports.slides(asked)
        if not 1 <= number <= len(slides):
            raise NotFound("There is no such page in this file.")
        return slides[number - 1][1].answer()

    @app.server.route("/take/making/<view>.<format>")  # type: ignore[untyped-decorator]
    def making(view: str, format: str) -> Response:
        unbuffered = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(
            exports.making(requested(view, format)), content_type="application/octet-stream", headers=unbuffered
        )

    @app.server.route("/cite")  # type: ignore[untyped-decorator]
    def cite() -> Response:
        text = view_cited(landscape, asked_address(), base_url(settings) or "./")  # the page completes what begins so
        return Response(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})
