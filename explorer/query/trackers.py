"""Address text in; the same without what mail programs, networks and advertisers hang on to it, out."""

from __future__ import annotations

from urllib.parse import unquote_plus

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
