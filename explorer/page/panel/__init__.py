"""The details beside the pictures: a record, a comparison, a step of a tour, or where one may begin."""
