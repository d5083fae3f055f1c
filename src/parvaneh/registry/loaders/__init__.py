"""To load is to check: each object and each list, scoped to the reader. One module per subject."""
