"""Pages on which managers object to their results, and on which objections are decided."""
