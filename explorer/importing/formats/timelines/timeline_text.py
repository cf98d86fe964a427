"""Timelines as text: Mermaid (`timeline`) and Markwhen; and the events of TimeMap in JSON.

MAPPING
- Mermaid: period → date, each text behind a colon → an event; section → level; title → title of the landscape. A period
  that is no date is told
- Markwhen: “date: text” → event; section, else group → level; lines below → summary; a link in brackets → source;
  #tags, check boxes, colours are told as not kept; “2023-04/4 months” lasts so long; of what recurs the first is taken
- TimeMap: description → title and summary, date → date, location → note in the summary, sources → sources, filters are
  told as not kept
"""

from __future__ import annotations

import html
import re

from explorer.importing.formats.bounded import MAX_PARTS, bad, json_of, text_of
from explorer.importing.formats.taking import Taking, is_link, listed, plain_text, titled
from explorer.importing.loose import Loose

_MERMAID = re.compile(r"(?:\s*+(?:---\n(?:[^\n]*\n){0,40}?---\n|%%[^\n]*\n)){0,5}\s*+timeline\b[^\n:]*(?:\n|\Z)")
_ENTRY = re.compile(r"([^\s#/\[:][^:\n]{0,60}?(?:\d{1,2}:\d{2}[^:\n]{0,20})?)\s*:\s+(\S.*)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\(([^()\s]{1,1000})\)")
_LASTS = re.compile(r"(.+?)\s*(?:/|\s-\s)\s*([0-9]{1,4}) (day|week|month|year)s?", re.IGNORECASE)
_AGAIN = re.compile(r"(.+?)\s+every\s.+", re.IGNORECASE)


def read_mermaid(data: bytes, name: str) -> Loose | None:
    """A Mermaid timeline as rows; None for another file."""
    if not _MERMAID.match(data[:4096].decode("utf-8-sig", "replace").replace("\r", "")):
        return None
    text = text_of(data, name).replace("\r\n", "\n").replace("\r", "\n")
    begins = _MERMAID.match(text)
    taking = Taking(name)
    source = taking.source("", name, "", "", "document", group="")
    section = period = ""
    first = text[: begins.end()].count("\n") if begins else 0
    for number, line in enumerate(text.split("\n")[first:], first + 1):
        line = line.split("%%")[0].strip()
        word, _, rest = line.partition(" ")
        if word == "title" and not period:
            taking.loose.title = _shown(rest)
        elif word == "section":
            section = _shown(rest)
        elif line and not line.startswith(("accTitle", "accDescr")):
            when, *events = (_shown(part) for part in re.split(r"\s*:(?:\s+|$)", line))
            period = when or period
            for event in events:
                if event:
                    taking.add(
                        "events", date=period, lane=section, sources=source, where=f"line {number}", **titled(event)
                    )
    return taking.done()


def _shown(text: str) -> str:
    return plain_text(html.unescape(text.strip()))


def read_markwhen(data: bytes, name: str) -> Loose | None:
    """A Markwhen timeline as rows; None for a file that is not called so (.mw, .markwhen)."""
    if not name.lower().endswith((".mw", ".markwhen")):
        return None
    text = text_of(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_PARTS:
        raise bad(name, f"has more than {MAX_PARTS:,} lines", "import a part of it")
    taking = Taking(name)
    source = taking.source("", name, "", "", "document", group="")
    levels: list[tuple[str, str]] = []
    entry: list[str] = []
    begun = 0
    for number, line in enumerate([*text.split("\n"), "end"], 1):
        bare = line.strip()
        word, _, rest = bare.partition(" ")
        opens, closes = word in ("section", "group"), word in ("endSection", "endGroup", "end")
        head = _ENTRY.fullmatch(bare) if not bare.startswith(("- ", "http")) else None
        if entry and (head or opens or closes):
            _add_entry(taking, entry, levels, source, f"line {begun}")
            entry = []
        if opens:
            levels.append((word, re.sub(r"#\S+", "", rest).strip()))
        elif closes and levels:
            levels.pop()
        elif head and head[1].lower() in ("title", "description", "dateformat", "tags", "timezone", "ranges", "key"):
            taking.loose.title = head[2] if head[1].lower() == "title" else taking.loose.title
        elif head:
            entry, begun = [head[1], head[2]], number
        elif entry and bare and not bare.startswith("//"):
            entry.append(bare)
    return taking.done()


def _add_entry(taking: Taking, entry: list[str], levels: list[tuple[str, str]], source: str, where: str) -> None:
    when, *lines = entry
    said = " ".join(re.sub(r"^[-*] (?:\[.?\] )?", "", line) for line in lines)
    links = [url for _, url in _LINK.findall(said) if is_link(url)]
    tags = re.findall(r"(?<!\S)#\w+", said)
    taking.leave("tags of an entry", len(tags))
    texts = [plain_text(re.sub(r"(?<!\S)#\w+", "", _LINK.sub(r"\1", line))).strip() for line in lines]
    if again := _AGAIN.fullmatch(when):
        when = again[1]
        taking.leave("that something recurs, of which the first time was taken")
    section = next((title for kind, title in levels if kind == "section" and title), "")
    lane = section or next((title for _, title in levels if title), "")
    cells = titled(texts[0] or "Untitled")
    more = " ".join(text for text in texts[1:] if text)
    cells["summary"] = " ".join(word for word in (cells["summary"], more) if word)
    cited = listed([taking.source(url, url, "", "", "", group="") for url in links]) or source
    taking.add("events", date=_ends(when, taking), lane=lane, sources=cited, where=where, **cells)


def _ends(when: str, taking: Taking) -> str:
    """A date that says how long it lasts, with its end.

    >>> _ends("2023-04/4 months", Taking("a")), _ends("03/2023 - 1 year", Taking("a")), _ends("2023", Taking("a"))
    ('2023-04/2023-07', '2023-03/2024-02', '2023')
    """
    lasts = _LASTS.fullmatch(when)
    if lasts is None:
        return when
    start, number, unit = lasts[1].strip(), int(lasts[2]), lasts[3].lower()
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})|([0-9]{1,2})/([0-9]{4})", start)
    if found is None or unit not in ("month", "year"):
        taking.leave("how long something lasts")
        return start
    year, month = int(found[1] or found[4]), int(found[2] or found[3])
    last = year * 12 + month - 2 + number * (12 if unit == "year" else 1)
    return f"{year:04}-{month:02}/{last // 12:04}-{last % 12 + 1:02}"


def read_timemap(data: bytes, name: str) -> Loose | None:
    """Events of TimeMap as rows; None for another file."""
    value = json_of(data, name)
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return None
    if not {"id", "date", "description", "location", "sources"} <= value[0].keys():
        return None
    taking = Taking(name)
    file = taking.source("", name, "", "", "dataset", group="")
    for part in taking.items(value, "event"):
        said, place = part.plain("description"), part.plain("location")
        part.know("time", "latitude", "longitude", "id")
        cited = []
        for source in part.items("sources"):
            url = source.link("path", "url")
            source.know("id")
            if url:
                cited.append(taking.source(url, source.plain("description", "title"), "", "", "", group=""))
        cells = titled(said or place)
        where = f"Place: {place}." if place and said else ""
        cells["summary"] = " ".join(word for word in (cells["summary"], where) if word)
        taking.add("events", date=part.day("date"), sources=listed(cited) or file, where=part.where, **cells)
    return taking.done()
