"""The data page, a Dash app of its own: files in, seen and mended in a grid, saved as a folder of tables.

`data_app` makes it; it stands below any path, as a WSGI app. What it does is in `explorer.editing`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import dash_ag_grid
from dash import ClientsideFunction, Dash, Input, Output, dcc, html, no_update
from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from explorer.cache import Cache
from explorer.draw.markup import Markup, tag
from explorer.editing.desk import MAX_DESKS, Desk, Desks
from explorer.editing.opening import MAX_FILES, UPLOAD_BYTES, all_handed_over, updated_by
from explorer.errors import BadInput, ExplorerError
from explorer.importing.new import WORKBOOK, workbook
from explorer.page.assets import DATA_PAGE
from explorer.page.document import document, masthead, theme_button
from explorer.server.data_page import ids
from explorer.server.data_page.dash_markup import component
from explorer.server.data_page.site import DataSite, guard
from explorer.server.data_page.welcome import below, status_line, welcome
from explorer.server.data_page.work import XLSX, Page, Work
from explorer.server.doors import security
from explorer.server.doors.cached_response import AssetBundle, CachedResponse, keep_suites

__all__ = ["DataSite", "data_app"]

TITLE = "Your data"

SUITES_BYTES = 16_000_000
"""Of Dash's and the grid's own files, ready for the next reader."""

FOOT = (
    "What you open is sent to the machine that serves this page and to no other. Until you save it, that machine holds "
    "it in memory alone, where only this tab finds it again, also when the page is loaded anew: until you press “Close "
    f"without saving”, until the program ends, or until {MAX_DESKS} other drafts, or very large ones, take its room."
)

_GRID_OPTIONS = {
    "theme": {"function": "themeQuartz"},
    "rowSelection": {"mode": "multiRow", "enableClickSelection": False},
    "singleClickEdit": False,
    "stopEditingWhenCellsLoseFocus": True,
    "enterNavigatesVerticallyAfterEdit": True,
    "tabToNextCell": {"function": "params.editing ? params.nextCellPosition : false"},
    "tooltipShowDelay": 300,
    "suppressScrollOnNewData": True,
    "enableCellTextSelection": True,
    "ensureDomOrder": True,
    "suppressFieldDotNotation": True,
    "suppressColumnVirtualisation": False,
}


class DataPage(Dash):  # type: ignore[misc]
    """Dash as a part of a page of ours, whose script comes before Dash's own."""

    links: dict[str, str]
    site: DataSite

    def interpolate_index(self, **parts: str) -> str:
        lines = [line for line in parts["scripts"].splitlines() if "/dash_table/" not in line]
        scripts = Markup("\n".join(lines).replace('src="/', 'src="'))
        own = tag("script", {"src": self.links["page.js"]})
        tools = (tag("a", {"href": "../"}, "Back to the explorer"), theme_button())
        deck = "Open a file of yours, see what becomes of it, mend it in a table, and save it as a landscape."
        body = tag(
            "div",
            {"class": "page data-page"},
            masthead(TITLE, deck, tools),
            tag("main", {}, welcome(self.site), status_line(), Markup(parts["app_entry"]), below(self.site)),
            tag("footer", {}, tag("p", {}, FOOT)),
        )
        return document(TITLE, [body, Markup(parts["config"]), own, scripts, Markup(parts["renderer"])], self.links)

    def _config(self) -> dict[str, Any]:
        told: dict[str, Any] = super()._config()
        return told | {"requests_pathname_prefix": "./"}  # the page may stand below any path


def data_app(site: DataSite) -> DataPage:
    """The app. Its `server` answers below whatever path it is mounted at."""
    bundle = AssetBundle(DATA_PAGE)
    app = DataPage(
        "explorer.data_page",
        assets_ignore=".*",
        assets_folder="",
        update_title="",
        title=TITLE,
        enable_mcp=False,
        add_log_handler=False,
    )
    app.links, app.site = bundle.links, site
    desks = Desks()
    app.layout = _layout()
    _register(app, Work(site, desks))
    security.watch(app, "none", replace(site.settings, embedders=()), bundle.links)
    guard(app.server, site, bundle.links)
    _refuse_other_bodies(app)
    bundle.serve(app.server)
    keep_suites(app, Cache(SUITES_BYTES))
    _serve_files(app, site, desks)
    return app


def _layout() -> html.Div:
    grid = dash_ag_grid.AgGrid(
        id=ids.GRID,
        columnDefs=[],
        rowData=[],
        getRowId="'' + params.data.row",
        columnSize=None,
        defaultColDef={
            "editable": True,
            "cellDataType": "text",
            "sortable": True,
            "filter": True,
            "resizable": True,
            "minWidth": 70,
        },
        dashGridOptions=_GRID_OPTIONS,
        dangerously_allow_code=False,
        enableEnterpriseModules=False,
    )
    text = html.Textarea(id=ids.SETTINGS_TEXT, spellCheck="false", **{"aria-label": "The text of landscape.toml"})
    take = html.Button("Take this text", type="button", className="button", **{"data-act": "settings"})
    return html.Div(
        [
            dcc.Store(id=ids.ASKED),
            dcc.Store(id=ids.STAND),
            dcc.Download(id=ids.FILE),
            html.Div(id=ids.READ),
            html.Section(
                [
                    html.Header(html.H2("The tables", id="tables-title")),
                    html.Div(id=ids.TABS),
                    html.Div(id=ids.TOOLS),
                    html.Div(
                        [
                            html.Div([html.Div(grid, id=ids.GRID_BOX), html.Div([text, take], id=ids.SETTINGS_BOX)]),
                            html.Div(id=ids.PROBLEMS, tabIndex="-1"),
                        ],
                        className="grid-and-problems",
                    ),
                ],
                id=ids.TABLES,
                **{"aria-labelledby": "tables-title"},
            ),
            html.Div(id=ids.CHANGES),
        ]
    )


def _register(app: DataPage, work: Work) -> None:
    outputs = (
        (ids.STAND, "data"),
        (ids.READ, "children"),
        (ids.TABS, "children"),
        (ids.PROBLEMS, "children"),
        (ids.CHANGES, "children"),
        (ids.GRID, "columnDefs"),
        (ids.GRID, "rowData"),
        (ids.FILE, "data"),
    )

    @app.callback(  # type: ignore[untyped-decorator]
        [Output(*output) for output in outputs], Input(ids.ASKED, "data"), prevent_initial_call=True
    )
    def work_on(asked: object) -> list[Any]:
        return _told(work.do(asked))

    app.clientside_callback(
        ClientsideFunction("data_page", "changed"), Output(ids.ASKED, "data"), Input(ids.GRID, "cellValueChanged")
    )
    app.clientside_callback(
        ClientsideFunction("data_page", "stands"), Output(ids.TOOLS, "title"), Input(ids.STAND, "data")
    )


def _refuse_other_bodies(app: DataPage) -> None:
    """Has a callback's body read only where it is exactly as one is registered."""

    @app.server.before_request  # type: ignore[untyped-decorator]
    def as_registered() -> None:
        if request.path == security.CALLBACK_PATH and request.method == "POST":
            security.sent_in(request.get_data(), app.callback_map)


def _told(page: Page) -> list[Any]:
    """The page in the order of the callback's outputs."""
    parts = [[] if one is None else component(one) for one in (page.read, page.tabs, page.problems, page.changes)]
    return [page.stand, *parts, page.columns, page.rows, page.file or no_update]


@cache
def _template() -> CachedResponse:
    return CachedResponse(workbook(), XLSX)


def _serve_files(app: DataPage, site: DataSite, desks: Desks) -> None:
    @app.server.get(f"/{WORKBOOK}")  # type: ignore[untyped-decorator]
    def pattern() -> Response:
        answer = _template().answer()
        answer.headers["Content-Disposition"] = f'attachment; filename="{WORKBOOK}"'
        return answer

    @app.server.post("/files")  # type: ignore[untyped-decorator]
    def files() -> Response:
        """Opens the files that are sent; the word of the draft that they are now."""
        request.max_content_length = UPLOAD_BYTES + 1_000_000
        request.max_form_parts = 2 * MAX_FILES
        try:
            sent = request.files.getlist("file")
        except RequestEntityTooLarge:
            most = f"At most {UPLOAD_BYTES // 1_000_000} MB are read at once — split the file."
            raise RequestEntityTooLarge(most) from None
        if not sent:
            raise BadInput("No file came — choose one.")
        if len(sent) > MAX_FILES:
            raise BadInput(f"{len(sent)} files are more than the {MAX_FILES} that are read at once.")
        if len({one.filename for one in sent}) < len(sent):
            raise BadInput("Two of the files have one name — open them one after the other.")
        try:
            files = all_handed_over([(one.read(), one.filename or "file") for one in sent])
            desk = Desk(shelf_folder=updated_by([file.name for file in files], site.served))
            desk.open_handed(files, site.today())
        except ExplorerError as error:
            raise BadInput(" ".join(str(error).split())) from None
        return jsonify({"draft": desks.add(desk)})
