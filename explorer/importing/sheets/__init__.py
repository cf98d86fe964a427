"""Spreadsheets as people make them in; loose rows out."""
