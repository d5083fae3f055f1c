"""What the directives say; standard library and persiantools only."""
