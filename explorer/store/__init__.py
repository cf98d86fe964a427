"""A Landscape in; one file of columns out, which opens in milliseconds, answers Questions and gives records on demand.

Built from a folder, never edited: the tables that people edit stay the truth. The only room that knows SQL.
"""
