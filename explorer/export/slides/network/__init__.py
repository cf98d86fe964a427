"""The network on a page: its sheets, drawn."""
