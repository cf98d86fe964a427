"""The form of files: text, lines, cells and columns, and what is wrong with them, place by place."""
