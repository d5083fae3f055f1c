"""How any case moves."""
