"""What stands on the pages of pictures and decks, as drawn things."""
