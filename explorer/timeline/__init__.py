"""What is visible in, the timeline out: bands, marks, axis and labels as plain data, and what draws them on the screen.

A scene never imports what draws it.
"""
