"""How cases of this directive move: one module per procedure, its walks beside it."""
