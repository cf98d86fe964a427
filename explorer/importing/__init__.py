"""Files of others in, generous in reading; tables in the loader's own columns out, strict in keeping, with all that was
taken, guessed and could not be kept."""
