"""What is served of a place on disk, made anew when its files change."""
