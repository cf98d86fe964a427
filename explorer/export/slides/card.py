"""A view in; what a link to it shows where it is shared out: a name, a sentence, and a picture.

The picture is the view's timeline, with as many events as there is room for; how many these are is said below it.
"""

from __future__ import annotations

from explorer.draw.primitives import Page
from explorer.export.excerpt import cleaned_text, excerpt, selected_words
from explorer.export.slides.foot import Below, Foot, foot
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import Frame, heading, subtitle
from explorer.export.slides.headline import whose
from explorer.export.slides.timeline.timeline_drawn import timeline_drawn
from explorer.export.slides.timeline.timeline_layout import lit_with
from explorer.export.slides.timeline.timeline_trials import TimelineTrials
from explorer.query.visible import View
from explorer.wording import day_words

CARD = Frame(1600, 840, bottom=812)
CARD_PIXELS = (1200, 630)
"""Width and height of the picture as a file."""
_BY = ("Policy Landscape Explorer", "")


def card_title(view: View) -> str:
    """What is selected, and of which landscape."""
    focus = view.part.selectable.get(view.selection.focus)
    return cleaned_text(f"{whose(view, view.part)} · {view.landscape.title}" if focus else view.landscape.title)


def card_words(view: View) -> str:
    """What is shown, in sentences: of the record selected, or of the landscape; how much of it; as of when."""
    focus = view.part.selectable.get(view.selection.focus)
    about = focus.summary if focus else view.landscape.summary
    return cleaned_text(" ".join(filter(None, [about.strip(), selected_words(view), f"As of {_day(view)}."])))


def card_page(view: View) -> Page:
    """The picture."""
    part, title = excerpt(view).landscape, card_title(view)
    head = heading(CARD, title)
    under = subtitle(CARD, f"{selected_words(view)} As of {_day(view)}.", head)
    top = under.bounds[3] + 10
    lit = lit_with(part, view)
    layout = TimelineTrials(part, view.selection, CARD, lit, named=view.landscape).layout(
        top, _foot(_left_out(1, 1)).top
    )
    drawn = timeline_drawn(layout, view.selection.focus, Numbers(()))
    below = _foot(_left_out(layout.left_out, len(part.events)))
    said = f"{layout.scene.summary()}. {card_words(view)}"
    items = (under, *drawn, *below.items)
    return Page(CARD.width, CARD.height, title, head, items, "", "timeline", said)


def card_png(view: View) -> bytes:
    """The picture as a file."""
    from explorer.export.renderers.typesetter import png_of  # its libraries are read when a first picture is asked for

    return png_of([card_page(view)], "light", CARD_PIXELS[0] / CARD.width)


def _day(view: View) -> str:
    return day_words(view.selection.as_of or view.landscape.as_of)


def _foot(remark: str) -> Foot:
    return foot(CARD, Below(remark=remark, link=_BY), Numbers(()))


def _left_out(left: int, of: int) -> str:
    return f"{of - left} of {of} events are drawn, those that weigh most." if left else ""
