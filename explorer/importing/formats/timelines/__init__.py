"""Files of timelines and calendars."""
