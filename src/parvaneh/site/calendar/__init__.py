"""The judicial calendar: a year of it, its changes, and the deadlines that a change moves."""
