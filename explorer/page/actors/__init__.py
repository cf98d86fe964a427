"""Actors compared, as a table and as a chart."""
