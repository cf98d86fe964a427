"""Rows that are each sound, looked at together: what cannot be, what a curator looks at, and what mends itself."""
