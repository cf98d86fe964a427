"""Loose rows in; ids, references, dates, verbs and whole tables out, with all that was guessed."""
