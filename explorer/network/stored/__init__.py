"""What takes long, worked out beforehand and kept in one file beside the tables of a landscape."""
