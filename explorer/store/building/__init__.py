"""A landscape, a folder of any size, or tables of a database in; a store out, whole or not at all."""
