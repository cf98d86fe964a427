"""Where the page's own scripts and styles are, for the server that sends them and the saved page that holds them."""

from __future__ import annotations

from explorer.bundled import bundled

ASSETS = bundled("assets")
