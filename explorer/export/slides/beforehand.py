"""The sheets of files as they are taken unless a reader chooses otherwise, worked out before anybody asks for one."""

from __future__ import annotations

from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.network.network_sheets import kept
from explorer.export.slides.placed import PageMaker, networks
from explorer.landscape import Landscape
from explorer.network.drawn import NetworkDrawn
from explorer.network.sheets.several import Panes
from explorer.network.sheets.sheet import Sheet
from explorer.network.sheets.stored_sheets import digest_of, written_sheets
from explorer.query.selection import Selection
from explorer.query.visible import visible


def sheets_of_files(landscape: Landscape, focus: str) -> dict[str, bytes]:
    """The sheets that the network takes as a picture and on slides, of what is picked or of all; by digest."""
    found: dict[str, bytes] = {}

    def noted(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> list[Sheet]:
        sheets = kept(landscape, drawn, panes, fewest)
        found[digest_of(landscape, drawn, panes, fewest)] = written_sheets(drawn, panes, sheets)
        return sheets

    view, options = visible(landscape, Selection(focus=focus)), Options()
    frame = frame_of(options)
    for elsewhere, whole in (("in this file’s description", False), ("at the end", True)):
        networks(PageMaker(excerpt(view), view, options, Frames(frame, frame), elsewhere), whole, noted)
    return found
