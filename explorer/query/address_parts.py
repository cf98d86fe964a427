"""Pieces of an address in; what each means out, or a sentence where it is not understood. What trackers add is no piece
of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import unquote_plus

NONE = "-"
VALUE_SEPARATOR = ","

MAX_PLACE = 1_000_000
"""Fewer evenly spaced events are counted in an address."""

PartReader = Callable[[str], tuple[Any, str]]
"""What a piece of an address means, None for the default; and a sentence where it is not understood."""


def item_text(text: str) -> str:
    """A member of a set as an address writes it: spaces as "_", the separator and "_" itself as escapes."""
    return text.replace("%", "%25").replace(VALUE_SEPARATOR, "%2C").replace("_", "%5F").replace(" ", "_")


def id_of(ids: Collection[str], consequence: str, others: Collection[str] = (), what: str = "") -> PartReader:
    """Reads the id of a record; `others` are there, too, but are not what is meant."""

    def read(value: str) -> tuple[Any, str]:
        if value in ids:
            return value, ""
        if value in others:
            return None, f"“{value[:60]}” is not {what}; {consequence}."
        return None, f"Nothing here is called “{value[:60]}”; {consequence}."

    return read


def word_of(choices: Collection[str], what: str, made: Callable[[str], Any] = str) -> PartReader:
    def read(value: str) -> tuple[Any, str]:
        if value in choices:
            return made(value), ""
        return None, f"“{value[:60]}” is not {what}; the usual one is shown."

    return read


def day_of(what: str) -> PartReader:
    def read(value: str) -> tuple[Any, str]:
        if len(value) == len("2025-03-01"):
            with suppress(ValueError):
                return date.fromisoformat(value), ""
        return None, f"“{value[:60]}” is not a day for {what}; write it as 2025-03-01."

    return read


def stretch_of(value: str) -> tuple[Any, str]:
    """Two days, or the numbers of two evenly spaced events, both included, the later one last."""
    first, _, last = value.partition("..")
    with suppress(ValueError):
        if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
            if 0 < int(first) <= int(last) < MAX_PLACE:
                return f"{int(first)}..{int(last)}", ""
        elif len(first) == len(last) == len("2025-03-01") and date.fromisoformat(first) <= date.fromisoformat(last):
            return value, ""
    return None, f"“{value[:60]}” is not a stretch of time; write it as 2025-03-01..2025-09-30. The whole is shown."


def set_of(choices: Sequence[str], what: str) -> PartReader:
    """Reads the choices named, without those that do not exist; all where none of them does."""
    by_item = {item_text(choice): choice for choice in choices}

    def read(value: str) -> tuple[Any, str]:
        if value == NONE:
            return frozenset(), ""
        named = value.split(VALUE_SEPARATOR)
        found = frozenset(by_item[name] for name in named if name in by_item)
        unknown = next((name for name in named if name not in by_item), "")
        note = f"“{unknown[:60]}” is not {what} here; " if unknown else ""
        if not found:
            return None, f"{note}all are shown."
        return (None if len(found) == len(by_item) else found), f"{note}it is left out." if note else ""

    return read


# --- what others add to an address -----------------------------------------------------------------------------------

_TRACKERS = frozenset(  # as a list it would be a page long
    """
    __hsfp __hssc __hstc __s __twitter_impression _branch_match_id _ga _gl _hsenc _hsmi _kx _openstat at_campaign
    at_medium campaign_id cmpid dclid dm_i ef_id epik fb_action_ids fb_ref guccounter irclickid irgwc mibextid ocid
    sc_cid sfnsn spm trk trkcampaign wt.mc_id xtor
    fb_action_types fb_source fbclid gad_campaignid gad_source gbraid gclid gclsrc hsctatracking icid igsh igshid
    li_fat_id mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash msclkid ncid oft_id rb_clickid rdt_cid ref ref_src
    ref_url referrer s_cid s_kwcid sccid share_id si soc_src soc_trk srsltid ttclid twclid vero_conv vero_id wbraid
    wickedid wt_mc yclid ysclid
    """.split()  # noqa: SIM905
)
_TRACKERS_BEGIN = ("utm_", "hsa_", "mtm_", "matomo_", "piwik_", "pk_", "oly_")
"""Parts that mail programs, networks and advertisers hang on to addresses, in small letters: no reader chose them."""


def without_trackers(text: str) -> str:
    """An address text without "?" and without what trackers add to it; every other part stays as it is written.

    >>> without_trackers("?fbclid=IwAR0&sel=tim-keller&utm_source=news")
    'sel=tim-keller'
    """
    return "&".join(part for part in text.removeprefix("?").split("&") if not _is_tracker(part))


def _is_tracker(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0]).lower().removeprefix("amp;")
    return name in _TRACKERS or name.startswith(_TRACKERS_BEGIN)
