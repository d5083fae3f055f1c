"""Public codes of things that have no number of their own: short, random, easy to read aloud."""

import secrets

# Without i, l, o, u: nothing that is taken for another sign, and no words.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SIGNS = 8


def fresh_code(prefix: str) -> str:
    """A new code, such as ``r-4k2p9x0m``; 40 random bits, and a unique constraint behind them."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(SIGNS))}"
