"""Who and what exists."""
