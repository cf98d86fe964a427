"""Pages of sentences in columns: records, the steps of a tour."""
