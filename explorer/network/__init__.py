"""What is visible in, the network out: which nodes, where they stand, how the lines run, and the SVG of it all.

A scene never imports what draws it.
"""
