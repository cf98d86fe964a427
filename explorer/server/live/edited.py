"""What is served of a place, with the data page beside it: what is saved there is shown at once."""

from __future__ import annotations

from pathlib import Path

from explorer.bundled import bundled
from explorer.data.landscape_folders import landscape_paths
from explorer.editing.opening import UPLOAD_BYTES
from explorer.page.served_parts import DATA_LINK
from explorer.server.data_page import DataSite, data_app
from explorer.server.doors.security import BODY_LIMIT
from explorer.server.files.uploads import UPLOAD_LIMIT
from explorer.server.live.served import Served
from explorer.server.settings import Settings
from explorer.store.engines.address import Place


def served_with_data_page(place: Place, settings: Settings, *, local: bool) -> Served:
    """The landscapes of a place, and below `data/` the page on which they are changed and new ones made.

    `local`: whether only this machine can ask. Raises BrokenLandscape where nothing can be shown or mended.
    """
    served: list[Served] = []
    paths = landscape_paths(place).values() if isinstance(place, Path) else ()
    folders = tuple(path for path in paths if path.is_dir())
    site = DataSite(folders, new_folder_in(place), lambda folder: served[0].show(folder), settings, local)
    more = {DATA_LINK.rstrip("/"): data_app(site).server}
    served.append(Served(place, settings, more, may_edit=site.is_open))
    return served[0]


def longest_body(served: Served) -> int:
    """Bytes of the longest body that is taken: a deck or its template, and where data may be changed files of them."""
    return max(UPLOAD_LIMIT, UPLOAD_BYTES + BODY_LIMIT if served.may_edit else BODY_LIMIT)


def new_folder_in(place: Place) -> Path:
    """Where new landscapes are made: among those that are served, beside the one that is, or in the working folder
    where they came with the program or stand in a database."""
    if not isinstance(place, Path):
        return Path.cwd()
    place, ours = place.absolute(), bundled("graph_data").resolve()
    if place.resolve() == ours or ours in place.resolve().parents:
        return Path.cwd()
    return place.parent if landscape_paths(place) == {"": place} else place
