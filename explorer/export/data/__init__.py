"""Files of records: tables, JSON, graphs, calendar, story."""
