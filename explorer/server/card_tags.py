"""A view in; what a site that shows a card for a link to it reads in the page's head out."""

from __future__ import annotations

from explorer.draw.markup import Markup, tag
from explorer.export.slides.card import CARD_PIXELS, card_title, card_words
from explorer.query.selection import to_query
from explorer.query.visible import View

CARD_PATH = "/card.png"


def card_tags(view: View, base: str) -> list[Markup]:
    """What a site that shows a card for a link reads; its picture only where the page's whole address is known."""
    title, said = card_title(view), card_words(view)
    wide, high = map(str, CARD_PIXELS)
    told = {"og:type": "website", "og:title": title, "og:description": said}
    if base:
        query = to_query(view.selection)
        query = f"?{query}" if query else ""
        told |= {"og:url": base + query, "og:image": f"{base}{CARD_PATH.removeprefix('/')}{query}"}
        told |= {"og:image:type": "image/png", "og:image:width": wide, "og:image:height": high}
        told["og:image:alt"] = f"Timeline. {said}"
    named = {"twitter:card": "summary_large_image" if base else "summary"}
    metas = [tag("meta", {"property": name, "content": content}) for name, content in told.items()]
    return [*metas, *(tag("meta", {"name": name, "content": content}) for name, content in named.items())]
