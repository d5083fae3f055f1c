"""Parvaneh: the two directives as law that runs, and the yearly ranking computed from it."""
