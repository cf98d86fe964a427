"""Sentences, scenes and choices in, the parts of the page as markup out. Knows nothing of requests."""
