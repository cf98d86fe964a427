"""The network at rest: one pane of each size, its nodes, ties and lanes, and where they stand."""
