"""Curves, crossings, rasters and ways between boxes: geometry that knows nothing of records."""
