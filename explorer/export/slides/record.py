"""One record of a landscape in; its sentences as columns of running text out, and the same for the speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.draw.primitives import SLACK, DrawnProse, Line, Paragraph, Run, prose_height, set_in_lines
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import LABEL, Frame
from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.prose.claims import Disagreement
from explorer.prose.phrases import Sentence
from explorer.prose.record import Details, details

_COLUMN_GAP = 44.0  # px between two columns
_BULLETS = {"reported": "■", "planned": "□", "claimed": "○", "opinion": "○", "inferred": "◇"}


@dataclass(frozen=True)
class RecordPage:
    """What a page says of one record."""

    details: Details
    prose: tuple[DrawnProse, ...]
    left_out: int  # sentences that the page has no room for; the notes have them


def told_rows(landscape: Landscape, id: str) -> list[tuple[Citation, ...]]:
    """What everything told of a record rests on."""
    known = details(landscape, id)
    rows = [known.lead.citations, *(sentence.citations for group in known.groups for sentence in group.sentences)]
    return [*rows, *(value.citations for dispute in known.disagreements for value in dispute.values)]


def told(landscape: Landscape, id: str, frame: Frame, top: float, bottom: float, numbers: Numbers) -> RecordPage:
    """The record's sentences in columns, as many as fit between `top` and `bottom`."""
    known = details(landscape, id)
    size = frame.px(LABEL)
    columns = 2 if frame.inside > 50 * size else 1
    width = (frame.inside - (columns - 1) * _COLUMN_GAP) / columns
    paragraphs = list(_record_paragraphs(known, numbers, width, size))
    prose: list[DrawnProse] = []
    place = 0
    bottom -= SLACK * size
    for column in range(columns):
        kept: list[Paragraph] = []
        while place < len(paragraphs) and prose_height([*kept, paragraphs[place]], size) <= bottom - top:
            kept.append(paragraphs[place])
            place += 1
        while len(kept) > 1 and _is_heading(kept[-1]) and place < len(paragraphs):
            place -= 1
            kept.pop()
        if kept:
            at = frame.left + column * (width + _COLUMN_GAP)
            prose.append(DrawnProse(at, top, width, size, tuple(kept), name=f"Sentences {column + 1}"))
    left_out = sum(not _is_heading(paragraph) for paragraph in paragraphs[place:])
    return RecordPage(known, tuple(prose), left_out)


def _is_heading(paragraph: Paragraph) -> bool:
    return paragraph.mark is None and paragraph.lines[0][0].bold


def _record_paragraphs(known: Details, numbers: Numbers, width: float, size: float) -> Iterator[Paragraph]:
    lead = _runs(known.lead, numbers, size)
    yield Paragraph(set_in_lines(lead, width))
    for group in known.groups:
        yield _heading(group.heading, width, size)
        for sentence in group.sentences:
            yield _bullet(_BULLETS[sentence.basis], _runs(sentence, numbers, size), width, size)
    for heading, mark, disputes in _several_values(known):
        yield _heading(heading, width, size)
        for dispute in disputes:
            runs: list[Run] = []
            for text, citations in disagreement_phrases(dispute):
                cited = numbers.of(citations)
                runs += [Run(text, size), *([Run(f" {cited}", size, "link")] if cited else [])]
            yield _bullet(mark, tuple(runs), width, size)


def _several_values(known: Details) -> Iterator[tuple[str, str, list[Disagreement]]]:
    """What sources give several values for, as the page has it: what contradicts, then what is also put so."""
    for heading, mark, contradict in (("Sources contradict", "≠", True), ("Also put as", "•", False)):
        disputes = [dispute for dispute in known.disagreements if dispute.is_contradiction == contradict]
        if disputes:
            yield heading, mark, disputes


def disagreement_phrases(dispute: Disagreement) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Who says what, which is preferred, and why, with the citations behind each phrase."""
    subject = f"{dispute.subject}, {dispute.property}: " if dispute.subject else f"{dispute.property}: "
    yield subject[:1].upper() + subject[1:], ()
    for place, value in enumerate(dispute.values):
        said = f"{'; ' if place else ''}{value.text} ({value.standing_words}{f', {value.who}' if value.who else ''}"
        reason = value.reason.rstrip(".")
        yield f"{said}{f': {reason}' if reason else ''})", value.citations
    yield ".", ()


def _heading(text: str, width: float, size: float) -> Paragraph:
    runs: Line = (Run(text, size, bold=True),)
    return Paragraph(set_in_lines(runs, width), before=0.55 * size)


def _bullet(mark: str, runs: Line, width: float, size: float) -> Paragraph:
    indent = 1.1 * size
    return Paragraph(set_in_lines(runs, width - indent), Run(mark, size, "muted"), indent, 0.2 * size)


def _runs(sentence: Sentence, numbers: Numbers, size: float) -> Line:
    runs = [
        Run(
            phrase.text,
            size,
            "muted" if phrase.style == "when" else "ink-2" if phrase.style in ("remark", "note") else "ink",
            italic=phrase.style == "condition",
        )
        for phrase in sentence.phrases
        if phrase.text
    ]
    cited = numbers.of(sentence.citations)
    return (*runs, *((Run(f" {cited}", size, "link"),) if cited else ()))


def spoken_record(known: Details, numbers: Numbers) -> str:
    """Everything told of a record, a sentence a line, each with its citations in full."""
    lines = [_with_citation(known.lead.text, numbers.full(known.lead.citations))]
    for group in known.groups:
        lines += ["", group.heading, *(_with_citation(s.text, numbers.full(s.citations)) for s in group.sentences)]
    for heading, _, disputes in _several_values(known):
        lines += ["", heading]
        for dispute in disputes:
            parts = [_with_citation(text, numbers.full(citations)) for text, citations in disagreement_phrases(dispute)]
            lines.append("".join(parts))
    return "\n".join(lines)


def _with_citation(text: str, cited: str) -> str:
    return f"{text} ({cited})" if cited else text
