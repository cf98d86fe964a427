"""TimelineJS: the JSON of a timeline, or its spreadsheet template as CSV.

MAPPING
- slide → event: headline → title, text without HTML → summary, start and end → date of that precision, group → kind
- the title slide → the title of the landscape; a slide without a date is told as not kept, and so is an era
- media address that is a web page or file → source, with its credit as publisher; else the file itself is the source
- display_date, caption, thumbnail, background and clock times are told as not kept
"""

from __future__ import annotations

from explorer.importing.formats.bounded import csv_of, json_of
from explorer.importing.formats.taking import Part, Taking, is_link, plain_text, reference
from explorer.importing.loose import Loose


def read(data: bytes, name: str) -> Loose | None:
    """A timeline in JSON as rows; None for another file."""
    value = json_of(data, name)
    if isinstance(value, dict) and isinstance(value.get("timeline"), dict):
        value = value["timeline"]
    slides = value.get("events") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(slides, list) or "persons" in value:
        return None
    if not any(isinstance(slide, dict) and "start_date" in slide and "text" in slide for slide in slides):
        return None
    taking = Taking(name)
    whole = Part(taking, value)
    whole.know("scale")
    title = whole.part("title")
    text = title.part("text")
    taking.loose.title = text.plain("headline")
    source = taking.source("", taking.loose.title, "", "", "dataset", group="")
    title.know("unique_id", "autolink", "background", "media")
    eras = whole.items("eras")
    for era in eras:
        era.know(*era.value)
    taking.leave("an era, which is no event", len(eras))
    for number, slide in enumerate(whole.items("events")):
        words, media = slide.part("text"), slide.part("media")
        slide.know("unique_id", "autolink")
        start, end = (_day(slide.part(key)) for key in ("start_date", "end_date"))
        key = slide.text("unique_id") or f"slide-{number + 1}"
        _event(
            taking,
            slide,
            key,
            words.plain("headline"),
            words.plain("text"),
            (start, end),
            _media(taking, media, source),
        )
    return taking.done()


def _day(part: Part) -> str:
    """A date of the precision that it has."""
    year, month, day = (part.text(key) for key in ("year", "month", "day"))
    part.know("display_date")
    return _joined(year, month, day)


def _joined(year: str, month: str, day: str) -> str:
    """Year, month and day as one date; other words than numbers stay as they were written.

    >>> _joined("1943", "7", ""), _joined("2012", "1", "3"), _joined("c. 1900", "", "")
    ('1943-07', '2012-01-03', 'c. 1900')
    """
    numbers = [part for part in (year, month, day) if part]
    plain = all(part.isascii() and part.isdigit() for part in numbers)
    if not plain or (day and not month) or len(year) > 4:
        return " ".join(part for part in (day, month, year) if part)[:40]
    return "-".join(part.zfill(4 if place == 0 else 2) for place, part in enumerate(numbers)) if year else ""


def _media(taking: Taking, part: Part, source: str) -> str:
    url, credit = part.text("url"), part.plain("credit")
    if not is_link(url):
        if url:
            taking.leave("media that is no web address")
        return source
    return taking.source(url, part.plain("title", "alt") or url, credit, "", "", group="")


def _event(taking: Taking, part: Part, key: str, title: str, text: str, days: tuple[str, str], source: str) -> None:
    start, end = days
    if not start:
        part.know(*part.value)
        taking.leave("a slide without a date")
        return
    if not title:
        taking.guess("A slide without a headline was given the beginning of its text as title.")
    taking.add(
        "events",
        key=f"timeline/{reference(key)}",
        title=title or text[:80],
        date=f"{start}/{end}" if end and end != start else start,
        kind=plain_text(part.text("group")).lower(),
        summary=text,
        sources=source,
        where=part.where,
    )


def read_sheet(data: bytes, name: str) -> Loose | None:
    """The spreadsheet template in CSV as rows; None for another file."""
    rows = csv_of(data, name, {"year", "headline"})
    if rows is None:
        return None
    taking = Taking(name)
    parts = [Part(taking, row, f"row {number}") for number, row in enumerate(rows, 2) if any(row.values())]
    for part in parts:
        if part.value.get("type", "").strip().lower() == "title":
            taking.loose.title = part.plain("headline")
            taking.leave("the text, media and background of the title slide")
            part.know(*part.value)
    source = taking.source("", taking.loose.title, "", "", "dataset", group="")
    for number, part in enumerate(parts):
        kind = part.value.get("type", "").strip().lower()
        if kind == "title":
            continue
        if kind == "era":
            part.know(*part.value)
            taking.leave("an era, which is no event")
            continue
        start, end = (
            _joined(*(part.text(f"{before}{word}") for word in ("year", "month", "day"))) for before in ("", "end ")
        )
        media = Part(taking, {"url": part.text("media"), "credit": part.text("media credit")}, part.where)
        key = f"row-{number + 2}"
        _event(
            taking, part, key, part.plain("headline"), part.plain("text"), (start, end), _media(taking, media, source)
        )
    return taking.done()
