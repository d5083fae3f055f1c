"""A check digit for numbers that people copy by hand.

Damm's quasigroup of order 10 (H. Michael Damm, *Total anti-symmetrische Quasigruppen*, 2004): every
single wrong digit and every swap of neighbours is noticed.
"""

_TABLE = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def check_digit(digits: str) -> str:
    """The check digit of ASCII digits."""
    interim = "0"
    for digit in digits:
        interim = _TABLE[int(interim)][int(digit)]
    return interim


def is_checked(digits: str) -> bool:
    """Whether the last of these digits is the check digit of those before it."""
    return digits.isascii() and digits.isdigit() and check_digit(digits) == "0"
