"""Files in, a checked Landscape out, or every problem in them at once.

Knows files, columns and cells; nothing here knows how anything is drawn or served.
"""
