"""One record of a landscape in; its sentences, as they stand in columns and as they are said, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.draw.primitives import Run
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.telling.columns import Told
from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.prose.claims import Disagreement
from explorer.prose.phrases import Sentence
from explorer.prose.record import Details, details

_BULLETS = {"reported": "■", "planned": "□", "claimed": "○", "opinion": "○", "inferred": "◇"}


def told_rows(landscape: Landscape, id: str) -> list[tuple[Citation, ...]]:
    """What everything told of a record rests on."""
    known = details(landscape, id)
    rows = [known.lead.citations, *(sentence.citations for group in known.groups for sentence in group.sentences)]
    return [*rows, *(value.citations for dispute in known.disagreements for value in dispute.values)]


def told_of(known: Details, numbers: Numbers, written: str = "") -> Iterator[Told]:
    """Everything told of a record, in the page's order; `written` is the remark on a summary of another day."""
    yield Told(_runs(known.lead, numbers), (known.lead.citations,))
    if written:
        yield Told((Run(written, 1, "muted"),))
    for group in known.groups:
        yield _heading(group.heading)
        for sentence in group.sentences:
            yield Told(_runs(sentence, numbers), (sentence.citations,), _BULLETS[sentence.basis], group.heading)
        if group.left:
            yield Told((Run(f"{group.left} more are not told.", 1, "muted"),), heading=group.heading)
    for heading, mark, disputes in _several_values(known):
        yield _heading(heading)
        for dispute in disputes:
            runs: list[Run] = []
            rows: list[Sequence[Citation]] = []
            for text, citations in disagreement_phrases(dispute):
                cited = numbers.of(citations)
                runs += [Run(text, 1), *([Run(f" {cited}", 1, "link")] if cited else [])]
                rows.append(citations)
            yield Told(tuple(runs), tuple(rows), mark, heading)


def _heading(text: str) -> Told:
    return Told((Run(text, 1, bold=True),), heading=text, is_heading=True)


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


def _runs(sentence: Sentence, numbers: Numbers) -> tuple[Run, ...]:
    runs = [
        Run(
            phrase.text,
            1,
            "muted" if phrase.style == "when" else "ink-2" if phrase.style in ("remark", "note") else "ink",
            italic=phrase.style == "condition",
        )
        for phrase in sentence.phrases
        if phrase.text
    ]
    cited = numbers.of(sentence.citations)
    return (*runs, *((Run(f" {cited}", 1, "link"),) if cited else ()))


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
