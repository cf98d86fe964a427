"""Pages of drawn things in, the bytes of SVG, PNG, PDF or PowerPoint out."""
