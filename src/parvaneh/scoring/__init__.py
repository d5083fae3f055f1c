"""From evidence to grade."""
