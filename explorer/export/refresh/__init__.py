"""A deck that was exported and worked on, and the present data, in; the same deck with the data's words out.

Every shape has an identity that PowerPoint keeps, and the deck a record of what was exported: so what the hand did is
known, and stays.
"""
