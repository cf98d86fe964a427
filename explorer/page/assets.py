"""Where the page's own scripts and styles are, for the server that sends them and the saved page that holds them."""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "assets"
