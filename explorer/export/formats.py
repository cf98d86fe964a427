"""What to export in; a file's bytes, name and media type out. The one registry of formats.

A new format is a function of a Job and one line in FORMATS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, BinaryIO, Literal, get_args

from explorer.cache import knowing
from explorer.export.data.bibliography import bibtex, csl_json, ris
from explorer.export.data.csv_zip import tables_zip
from explorer.export.data.graph_files import gexf, graphml
from explorer.export.data.json_file import records_json
from explorer.export.data.timelinejs import timelinejs
from explorer.export.options import BadExport, Options, Picture, check_options
from explorer.export.slides.picture import Remark, picture_pdf, picture_png, slide_svg
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import View, leaving_out, visible
from explorer.query.wider import wider_of
from explorer.wording import either

Purpose = Literal["slides", "print", "web", "data"]
PICTURES: tuple[Picture, ...] = get_args(Picture)


def _untold(*said: object) -> None:
    """Nobody asks how far it is, or what it lacks."""


@dataclass(frozen=True)
class Job:
    """One file to make. Jobs for the same file are equal, whoever is told how far it is."""

    landscape: Landscape = field(compare=False, repr=False)  # the whole, of which the selection shows a part
    picture: Picture
    selection: Selection
    options: Options
    not_understood: tuple[str, ...] = ()  # of the address that asks for it, a sentence for each piece
    progress: Callable[[int, int], None] = field(default=_untold, compare=False)  # how many of how many pages are done
    share: Callable[[float], None] = field(default=_untold, compare=False)  # which share of a saved page is done
    remark: Remark = field(default=_untold, compare=False)  # is told what the file could not hold

    @cached_property
    def view(self) -> View:
        """What the selection shows, without what is left out by hand."""
        view = leaving_out(visible(self.landscape, self.selection), self.options.omit)
        return replace(view, not_understood=self.not_understood) if self.not_understood else view

    def showing_the_same(self, **changes: Any) -> Job:
        """The job for whoever else is told, or in another form; neither selection nor what is left out may change."""
        return knowing(replace(self, **changes), view=self.view)


@dataclass(frozen=True)
class Format:
    purpose: Purpose
    label: str  # its name where it is offered
    what_for: str  # what one does with it, in a few words
    suffix: str  # of the file's name, with its dot
    media_type: str
    pictures: tuple[Picture, ...]  # what it can show; the first is meant where none is named
    write: Callable[[Job], bytes]
    has_pages: bool = False  # whether it draws pages that can be looked at beforehand
    taken: Literal["csv", "parquet", ""] = ""  # how it holds all that is shown of a store too large to be held


def _format_of_data(write: Callable[[View, Options], bytes]) -> Callable[[Job], bytes]:
    """A format that holds what is selected, whichever picture that is looked at in."""
    return lambda job: write(job.view, job.options)


def _format_of_picture(draw: Callable[[View, Picture, Options, Remark], bytes]) -> Callable[[Job], bytes]:
    """A format that draws the picture, in fonts of its own."""
    return lambda job: draw(job.view, job.picture, job.options, job.remark)


# What takes a library of its own is imported when a first file is asked for: reading them all would delay the server.
def _calendar(view: View, options: Options) -> bytes:
    from explorer.export.data.calendar_file import calendar_ics

    return calendar_ics(view, options)


def _parquet(view: View, options: Options) -> bytes:
    from explorer.export.data.zipped_tables import parquet_zip

    return parquet_zip(view, options)


def _workbook(view: View, options: Options) -> bytes:
    from explorer.export.data.workbook_file import workbook_xlsx

    return workbook_xlsx(view, options)


def _plotly(view: View, options: Options) -> bytes:
    from explorer.export.data.plotly_json import plotly_json

    return plotly_json(view, options)


def _page(job: Job) -> bytes:
    from explorer.export.saved_page.html_file import offline_html

    return offline_html(job.view, job.options, lambda done, of: job.share(done / of))


def _deck_bytes(job: Job) -> bytes:
    from explorer.export.slides.deck import deck_bytes

    return deck_bytes(job.view, job.options, job.picture, job.progress)


_ALL: tuple[Picture, ...] = ("timeline", "network", "details")

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

FORMATS: dict[str, Format] = {  # in the order in which they are offered
    "pptx": Format(
        "slides",
        "PowerPoint",
        "slides of shapes that can be edited and moved",
        ".pptx",
        _PPTX,
        ("deck", *_ALL),
        _deck_bytes,
        has_pages=True,
    ),
    "pdf": Format(
        "print",
        "PDF",
        "pages to print or send, crisp at any size",
        ".pdf",
        "application/pdf",
        ("deck", *_ALL),
        _format_of_picture(picture_pdf),
        has_pages=True,
    ),
    "png": Format(
        "print",
        "PNG",
        "a picture for any slide, mail or post",
        ".png",
        "image/png",
        _ALL,
        _format_of_picture(picture_png),
        has_pages=True,
    ),
    "svg": Format(
        "print",
        "SVG",
        "a drawing to edit, crisp at any size",
        ".svg",
        "image/svg+xml",
        _ALL,
        lambda job: slide_svg(job.view, job.picture, job.options).encode(),
        has_pages=True,
    ),
    "html": Format(
        "web",
        "One HTML page",
        "to explore without a network, opened from disk",
        ".html",
        "text/html",
        _ALL,
        _page,
    ),
    "xlsx": Format(
        "data",
        "Excel workbook",
        "a sheet a table, with lists to choose from",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ALL,
        _format_of_data(_workbook),
    ),
    "csv": Format(
        "data",
        "CSV tables",
        "a zip of tables for spreadsheets",
        ".zip",
        "application/zip",
        _ALL,
        _format_of_data(tables_zip),
        taken="csv",
    ),
    "parquet": Format(
        "data",
        "Parquet",
        "a zip of tables for DuckDB, pandas, Spark",
        ".parquet.zip",
        "application/zip",
        _ALL,
        _format_of_data(_parquet),
        taken="parquet",
    ),
    "json": Format(
        "data",
        "JSON",
        "all records; this program opens it again",
        ".json",
        "application/json",
        _ALL,
        _format_of_data(records_json),
    ),
    "csl": Format(
        "data",
        "CSL-JSON",
        "the sources for Zotero and citation tools",
        ".csl.json",
        "application/vnd.citationstyles.csl+json",
        _ALL,
        _format_of_data(csl_json),
    ),
    "ris": Format(
        "data",
        "RIS",
        "the sources for any reference manager",
        ".ris",
        "application/x-research-info-systems",
        _ALL,
        _format_of_data(ris),
    ),
    "bibtex": Format(
        "data",
        "BibTeX",
        "the sources for a paper in LaTeX",
        ".bib",
        "application/x-bibtex",
        _ALL,
        _format_of_data(bibtex),
    ),
    "graphml": Format(
        "data",
        "GraphML",
        "the network for yEd, Cytoscape, igraph",
        ".graphml",
        "application/graphml+xml",
        ("network",),
        _format_of_data(graphml),
    ),
    "gexf": Format(
        "data",
        "GEXF",
        "the network with its dates for Gephi",
        ".gexf",
        "application/gexf+xml",
        ("network",),
        _format_of_data(gexf),
    ),
    "ics": Format(
        "data",
        "Calendar",
        "the events; planned ones are tentative",
        ".ics",
        "text/calendar",
        ("timeline",),
        _format_of_data(_calendar),
    ),
    "timelinejs": Format(
        "data",
        "TimelineJS",
        "the events as a story for TimelineJS",
        ".timelinejs.json",
        "application/json",
        ("timeline",),
        _format_of_data(timelinejs),
    ),
    "plotly": Format(
        "data",
        "Plotly figure",
        "the timeline for a Python notebook",
        ".plotly.json",
        "application/json",
        ("timeline",),
        _format_of_data(_plotly),
    ),
}


def export_bytes(job: Job, format: str) -> bytes:
    """The file. The same job gives the same bytes. Raises BadExport."""
    return checked(job, format).write(job)


def is_taken_whole(job: Job, format: str) -> bool:
    """Whether `write_whole` writes all that is shown of a large store in a file; else of one what is drawn and told."""
    wider = wider_of(job.landscape) if FORMATS[format].taken and job.view.scope else None
    return wider is not None and wider.is_written_whole


def check_most(job: Job, most: int) -> None:
    """Raises BadExport where a file would hold more than so many events, actors and relations."""
    if (many := sum(job.view.shown())) > most:
        raise BadExport(
            f"This file would hold {many:,} events, actors and relations, more than the {most:,} that are taken at "
            "once here — set a filter, or have more allowed: EXPLORER_TAKEN where it is served, else --rows."
        )


def write_whole(job: Job, format: str, file: BinaryIO, most: int, tell: Callable[[float], None]) -> None:
    """Writes such a file, and tells which share is done. Raises BadExport where it would hold more than `most` events,
    actors and relations, OSError where it cannot be written, and what `tell` raises."""
    from explorer.export.data.zipped_tables import write_zip

    how = checked(job, format).taken
    assert how, "a format that is taken whole"
    check_most(job, most)
    write_zip(job.view, job.options, how, file, tell)


def checked(job: Job, format: str) -> Format:
    """The format, where it shows the view and the options can be kept. Raises BadExport."""
    wanted = _format(format)
    if job.picture not in wanted.pictures:
        can = [name for name, other in FORMATS.items() if job.picture in other.pictures]
        raise BadExport(
            f"A file of the format {format} does not show the {job.picture} — ask for {either(wanted.pictures)}, "
            f"or for the {job.picture} as {either(can)}."
            if can
            else f"Nothing can be exported of the {job.picture} yet — ask for {either(wanted.pictures)}."
        )
    check_options(job.options, job.landscape)
    if job.options.template and format != "pptx":
        raise BadExport(f"{job.options.template.name} gives its design to a PowerPoint file — ask for the format pptx.")
    return wanted


def usual_picture(format: str) -> Picture:
    """The picture that is meant where only a format is named. Raises BadExport."""
    return _format(format).pictures[0]


def file_name(job: Job, format: str) -> str:
    """A name in plain ASCII that says what the file shows as of when. Raises BadExport.

    `riverton-network-ana-reyes-2025-07-25.gexf`
    """
    day = (job.selection.as_of or job.landscape.as_of).isoformat()
    parts = [job.landscape.id, job.picture, job.selection.focus, day]
    return "-".join(filter(None, map(_slug, parts))) + _format(format).suffix


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise BadExport(f"“{name[:60]}” is not a format — use {either(tuple(FORMATS))}.")
    return FORMATS[name]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
