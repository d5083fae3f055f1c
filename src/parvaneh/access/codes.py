"""Public codes: short, without signs that are read for one another."""

import secrets

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0 o, 1 i l
SIZE = 8


def code_make(size: int = SIZE) -> str:
    """A new random code."""
    return "".join(secrets.choice(SIGNS) for _ in range(size))
