"""A Landscape and what a reader chose in, what is visible of it out: a View, which answers Questions.

Pure; the only room that says which records a selection shows.
"""
