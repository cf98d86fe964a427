"""Files that a reader takes or hands in, with how far the work on them is."""
