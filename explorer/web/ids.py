"""Names of the page's parts, REGION_PART. The only place that spells an id; JavaScript and CSS repeat a few."""

ADDRESS = "address"
LIVE = "live"
NOTES = "notes"

SEARCH_FIELD = "search-field"
SEARCH_LIST = "search-list"
ASK_FIELD = "ask-field"
ASK_LIST = "ask-list"
SHARE_BUTTON = "share-button"
THEME_BUTTON = "theme-button"
CLEAR_LINK = "clear-link"

TIMELINE = "timeline"
TIMELINE_SUMMARY = "timeline-summary"
TIMELINE_GRAPH = "timeline-graph"

NETWORK = "network"
NETWORK_SUMMARY = "network-summary"

DETAILS = "details"
DETAILS_BODY = "details-body"

CHRONICLE = "chronicle"
SOURCES = "sources"
