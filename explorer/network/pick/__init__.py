"""What a pick draws besides what rests: guests, stacks, lines and their words, in free places."""
