"""The timeline on a page, or on as many as it takes, drawn."""
