"""Words that a reader typed in, the records, rules and sources that are meant out, best first."""
