"""Where the tables of a store stand, and how a question is put there."""
