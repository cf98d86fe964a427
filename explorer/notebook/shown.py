"""What shows itself in a notebook: a picture of a view, and what is told of one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from explorer.draw.markup import Markup, tag
from explorer.export.excerpt import selected_words
from explorer.export.formats import FORMATS, Job, export_bytes, usual_picture
from explorer.export.options import BadExport, Options, Picture
from explorer.export.slides.footnotes import Numbers, numbers
from explorer.export.slides.picture import slide_svg
from explorer.export.slides.telling.record import disagreement_phrases, spoken_record, told_rows
from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.prose.record import Details, details
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from explorer.written_file import write_file, writing

_LONGEST = 200


class Shown:
    """One picture of what is chosen: a timeline, a network or the details of a record.

    Jupyter and marimo draw it; `svg` is its text, `save("x.pptx")` writes it in the format that the name ends with.
    """

    def __init__(self, landscape: Landscape, picture: Picture, selection: Selection, options: Options) -> None:
        self._landscape, self._picture = landscape, picture
        self._selection, self._options = selection, options

    @cached_property
    def _view(self) -> View:
        return visible(self._landscape, self._selection)

    @cached_property
    def svg(self) -> str:
        """The picture as SVG; what goes on stands below, on sheets of the same size. Raises BadExport."""
        return slide_svg(self._view, self._picture, self._options)

    def save(self, path: str | Path) -> Path:
        """Writes the picture in the format that the name ends with; where it is. Raises ExplorerError."""
        return save(Path(path), Job(self._landscape, self._picture, self._selection, self._options))

    def _repr_svg_(self) -> str:
        return self.svg

    def _mime_(self) -> tuple[str, str]:
        return "image/svg+xml", self.svg

    def __repr__(self) -> str:
        said = f"{self._picture.capitalize()}: {selected_words(self._view)}"
        return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


class RecordShown(Shown):
    """What is known of one actor, event or instrument, in sentences with their sources."""

    @cached_property
    def _told(self) -> tuple[Details, Numbers]:
        part, id = self._view.part, self._selection.focus
        return details(part, id), numbers(part, told_rows(part, id))

    @property
    def text(self) -> str:
        """The same as plain text, a sentence a line, each with its sources in full."""
        known, numbered = self._told
        head = " · ".join(part for part in (known.kind, known.role) if part)
        return f"{known.title}\n{head}\n\n{spoken_record(known, numbered)}"

    def _repr_html_(self) -> str:
        known, numbered = self._told
        head = " · ".join(part for part in (known.kind, known.role) if part)
        return tag(
            "article",
            {"style": "max-width:46em;line-height:1.45"},
            tag("h3", {"style": "margin:0"}, known.title),
            tag("p", {"style": "margin:0;opacity:.75"}, head),
            tag("p", {}, known.lead.text, _cited(numbered, known.lead.citations)),
            list(_parts(known, numbered)),
            tag("h4", {}, "Sources"),
            tag("ol", {}, [tag("li", {}, line.partition("] ")[2]) for line in numbered.listed().splitlines()]),
        )

    def _mime_(self) -> tuple[str, str]:
        return "text/html", self._repr_html_()

    def _repr_svg_(self) -> None:  # type: ignore[override]
        """Nothing: a notebook that draws both would show it twice."""

    def __repr__(self) -> str:
        known, _ = self._told
        return f"{known.title} ({known.kind}): {known.ties} relations, {len(known.disagreements)} with several values"


def _parts(known: Details, numbered: Numbers) -> Iterator[Markup]:
    for group in known.groups:
        rows = [tag("li", {}, sentence.text, _cited(numbered, sentence.citations)) for sentence in group.sentences]
        rows += [tag("li", {}, f"… and {group.left:,} more")] if group.left else []
        yield tag("h4", {}, group.heading)
        yield tag("ul", {}, rows)
    for heading, contradict in (("Sources contradict", True), ("Also put as", False)):
        disputes = [one for one in known.disagreements if one.is_contradiction == contradict]
        if disputes:
            yield tag("h4", {}, heading)
            said = [[(text, _cited(numbered, cited)) for text, cited in disagreement_phrases(one)] for one in disputes]
            yield tag("ul", {}, [tag("li", {}, [part for pair in row for part in pair]) for row in said])


def _cited(numbered: Numbers, citations: tuple[Citation, ...]) -> str:
    marks = numbered.of(citations)
    return f" {marks}" if marks else ""


# --- saving --------------------------------------------------------------------------------------------------------


def format_of(path: Path) -> str:
    """The format that a file's name ends with. Raises BadExport."""
    name = path.name.lower()
    ends: Mapping[str, str] = {format.suffix: key for key, format in FORMATS.items()} | {".htm": "html"}
    for suffix in sorted(ends, key=len, reverse=True):
        if name.endswith(suffix):
            return ends[suffix]
    raise BadExport(f"{path}: nothing is written as “{path.suffix}” — end the name with {', '.join(ends)}.")


def save(path: Path, job: Job, picture: Picture | None = None) -> Path:
    """Writes a file; `picture` is what it shows where the format shows another than the job's. Raises BadExport."""
    format = format_of(path)
    shown = picture or job.picture
    if shown not in FORMATS[format].pictures and picture is not None:
        shown = usual_picture(format)
    if shown == "deck" and job.selection.tour:
        job = replace(job, options=replace(job.options, tour=job.selection.tour))
    data = export_bytes(replace(job, picture=shown), format)
    written(path, data)
    return path


def written(path: Path, data: bytes) -> None:
    """Puts a file there. Raises BadExport where it cannot be."""
    with writing(path, BadExport):
        write_file(path, data)


def given(options: Any) -> dict[str, Any]:
    """What is chosen, without what is not."""
    return {name: value for name, value in options.items() if value is not None}
