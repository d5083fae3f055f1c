"""The announcement of a ranking, what follows from grades, and the honoured."""
