"""What a source cell says, as rows of sources: web addresses, titles, references to the file's own list of sources."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from explorer.data.tables.parsers import link
from explorer.model import NO_SOURCE_GIVEN

UNCITED = {
    "id": "uncited",
    "title": NO_SOURCE_GIVEN,
    "publisher": "the imported file",
    "kind": "none",
    "group": "no source",
    "note": "Rows that cite it had no source in the file they were imported from.",
}
"""What a row rests on that names no source; it is drawn and counted as such."""

_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_BARE = re.compile(
    r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:gov|org|com|net|edu|us|info|eu|uk|io)(?:/\S*)?", re.IGNORECASE
)
_PARTS = re.compile(r"\s*\n\s*|\s*;\s+|\s*;$|;(?=https?:)|\s+(?=https?://)")
_SEEN = re.compile(r"(?:last )?(?:accessed|retrieved|visited|abgerufen|consultad[oa]|consulté)\b", re.IGNORECASE)
"""What stands behind an address and is no title of it."""

_NONE = {"n/a", "na", "none", "-", "–", "?", "unknown", "tbd", "no source"}


def sources_in(cell: str) -> list[dict[str, str]]:
    """The sources that a cell names, each as far as it says: `title`, `url`, or both.

    >>> sources_in("AP, 5 March https://ap.org/a1; www.cabq.gov/mayor")
    [{'title': 'AP, 5 March', 'url': 'https://ap.org/a1'}, {'url': 'https://www.cabq.gov/mayor'}]
    """
    cell = cell.strip()
    if cell.lower().startswith("http") and " " in cell and len(_ADDRESS.findall(cell)) == 1 and ";" not in cell:
        cell = _encoded(cell)
    found: list[dict[str, str]] = []
    parts = [one for part in _PARTS.split(cell) for one in ([part] if part.startswith("http") else part.split(";"))]
    for part in parts:
        part = part.strip(" ,")
        if not part or part.casefold() in _NONE:
            continue
        if _BARE.fullmatch(part) and ("/" in part or part.lower().startswith("www.")):
            part = f"https://{part}"
        address = _ADDRESS.match(part)
        url = address.group().rstrip(").,;]") if address else ""
        words = part[address.end() :].strip(" ()-–:,") if address else part
        if url and found and "url" not in found[-1] and not words:
            found[-1]["url"] = url  # "AP https://…": a title and its address
        elif url and _SEEN.match(words):
            found.append({"url": url, "note": f"{words[:1].upper()}{words[1:].rstrip('.')}."})
        elif url:
            found.append({"title": words, "url": url} if words else {"url": url})
        else:
            found.append({"title": part})
    return [_safe(source) for source in found]


def _encoded(cell: str) -> str:
    """An address with a space in it, which somebody's file system allowed."""
    head, _, tail = cell.partition(" ")
    return cell.replace(" ", "%20") if re.search(r"\.(?:pdf|html?|docx?|aspx?)$", tail.lower()) else f"{head} {tail}"


def _safe(source: dict[str, str]) -> dict[str, str]:
    """The source without an address that must not be opened; what it said stays as its title."""
    if url := source.get("url", ""):
        try:
            link(url)
        except ValueError:
            return {"title": source.get("title") or url}
    return source


def _telling(path: str) -> str:
    """The last part of an address's path that holds a word, and the numbers behind it.

    >>> _telling("/mayor/news/an-order-signed.html"), _telling("/bills/2025/1412.json"), _telling("/2025/")
    ('an order signed', 'bills 2025 1412', '')
    """
    told: list[str] = []
    for part in reversed(re.sub(r"\.\w{2,5}$", "", path).split("/")):
        told[:0] = re.findall(r"[^\W_]+", unquote(part))
        if re.search(r"[^\W\d_]{3}", part):
            return " ".join(told)
    return ""


def same_place(url: str, doi: str = "") -> str:
    """What two addresses of one text have in common: its DOI, else its address without what makes no difference.

    >>> same_place("http://www.Herald.example/a/?utm_source=x#top"), same_place("https://doi.org/10.1234/AB.1")
    ('herald.example/a', 'doi 10.1234/ab.1')
    """
    if found := re.search(r"\b(10\.[0-9]{4,9}/\S+)", doi or (url if "doi.org/" in url.lower() else "")):
        return f"doi {found[1].lower()}"
    parts = urlsplit(url)
    query = "&".join(sorted(part for part in parts.query.split("&") if part and not part.startswith("utm_")))
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/')}{f'?{query}' if query else ''}" if host else ""


def source_row(source: dict[str, str]) -> dict[str, str]:
    """All that a row of sources has to say, from what is known of one.

    >>> row = source_row({"url": "https://www.cabq.gov/mayor/news/an-order-signed.html"})
    >>> row["title"], row["publisher"], row["group"]
    ('An order signed', 'cabq.gov', 'public record')
    >>> source_row({"url": "https://example.org/bills/2025/1412.json"})["title"]
    'Bills 2025 1412'
    """
    parts = urlsplit(source.get("url", ""))
    host = parts.netloc.lower().removeprefix("www.").partition(":")[0]
    words = _telling(parts.path)
    public = bool(re.search(r"\.gov$|\.gov\.|legis|congress|court|federalregister|\.mil$", host))
    title = source.get("title") or (words[:1].upper() + words[1:] if len(words) > 3 else host)
    return {
        **source,
        "title": title or "Untitled",
        "publisher": source.get("publisher") or host or re.split(r"[,(:–]| - ", title)[0].strip() or "not said",
        "kind": source.get("kind") or ("web page" if host else "document"),
        "group": source.get("group") or ("public record" if public else "articles"),
    }
