"""Names of the page's parts, REGION_PART. The only place that spells an id; JavaScript and CSS repeat a few."""

ASKED = "asked"
LIVE = "live"
SERVER_LINE = "server-line"
NOTES = "notes"
SHOWN = "shown"
EMPTY = "empty"

SEARCH_FIELD = "search-field"
SEARCH_LIST = "search-list"
ASK_FIELD = "ask-field"
ASK_LIST = "ask-list"
SHARE_BUTTON = "share-button"
THEME_BUTTON = "theme-button"
EXPORT_BUTTON = "export-button"
EXPORT_DIALOG = "export-dialog"

ASOF_SLIDER = "asof-slider"
ASOF_DATE = "asof-date"
ASOF_WORDS = "asof-words"
PLAY_BUTTON = "play-button"
WINDOW_FROM = "window-from"
WINDOW_UNTIL = "window-until"
WINDOW_NOTE = "window-note"

TIMELINE = "timeline"
TIMELINE_GRAPH = "timeline-graph"
DENSITY = "density"

SPLITTER = "splitter"

NETWORK = "network"

DETAILS = "details"
DETAILS_FIRST = "details-first"
DETAILS_BODY = "details-body"
DETAILS_WAIT = "details-wait"

ACTORS = "actors"
CHRONICLE = "chronicle"
CHRONICLE_BODY = "chronicle-body"
SOURCES = "sources"
