"""A Landscape and what a reader chose in, what is visible of it out: masks, the part, paths, neighbours.

Pure; the only room that says which records a selection shows.
"""
