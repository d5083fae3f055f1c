"""What the ranking made of an office, for its manager; how firm all grades are, for everybody."""
