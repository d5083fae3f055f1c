"""Tools without domain or framework."""
