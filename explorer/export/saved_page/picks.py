"""A file's last view in; what its networks draw of each record that is picked, packed, out.

Held are the picks of every record where they were worked out beforehand, else that of the record selected: others light
what stands there. Two actors compared are held besides, under the ids of both: see `held_as`.
"""

from __future__ import annotations

from typing import Any

from explorer.data.packed import packed
from explorer.export.saved_page.far import Steps
from explorer.network.stored.file import stored_of
from explorer.page.document import compact
from explorer.page.picks import pick_answer
from explorer.page.pictures import NARROW, WIDE
from explorer.query.visible import View

ELEMENT = "offline-picks"


def holds_all(view: View) -> bool:
    """Whether a file holds the pick of every record."""
    return stored_of(view.landscape) is not None and not (view.selection.steps or view.is_filtered)


def held_as(focus: str, vs: str) -> str:
    """Under what a file holds two actors compared; a record alone under its id."""
    return f"{focus}&vs={vs}" if vs else focus


def picks_of(view: View) -> int:
    """Of how many records a file holds the picks."""
    return len(_picked(view))


def _picked(view: View) -> list[str]:
    focus = view.selection.focus
    alone = [*view.landscape.selectable] if holds_all(view) else [focus] if focus else []
    return [*alone, *([held_as(focus, view.selection.vs)] if view.selection.vs else [])]


def packed_picks(view: View, steps: Steps) -> str:
    """By width and by record what is drawn, as JSON in gzip in base64."""
    focus, vs = view.selection.focus, view.selection.vs
    held: dict[str, dict[str, Any]] = {str(WIDE): {}, str(NARROW): {}}
    for id in _picked(view):
        steps.one()
        asked = id == (held_as(focus, vs) if vs else focus)
        picked = view if asked else view.choosing(focus=id, to="", in_order=False, vs="")
        for width, picks in ((WIDE, held[str(WIDE)]), (NARROW, held[str(NARROW)])):
            answer = pick_answer(picked, width)
            picks[id] = answer | {"spine": answer["spine"].replace('href="?', 'href="#?')}
    return packed(compact(held))
