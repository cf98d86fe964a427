"""Somebody's PowerPoint file in, looked at before anything reads it; its type, its colours and its room out."""
