"""One answer a file, and in `shapes` what each of them holds."""
