"""Records in, sentences with their citations out, as data that page, slides and saved page write each in their way."""
