"""Chance that repeats: a stream for each subject, so that one part does not move the others."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from parvaneh.registry.codes import ALPHABET, SIGNS

T = TypeVar("T")
NOWHERE = "000"  # the beginning of national ids that no registration office gives
PLACES = 32**SIGNS
STRIDE = 0x9E3779B9  # odd: steps through every code before it meets one again


class Chance(random.Random):
    """Random numbers of one subject; never for secrets."""

    def __init__(self, seed: int, subject: str) -> None:
        """Start a stream.

        Args:
            seed: of the whole demonstration.
            subject: what is drawn.
        """
        super().__init__(f"{seed} {subject}")

    def happens(self, share: float) -> bool:
        """Whether something happens that does so in this share of cases."""
        return self.random() < share

    def day(self, first: date, last: date) -> date:
        """A day between two, both included; the first where there is none between."""
        return first + timedelta(days=self.randint(0, max(0, (last - first).days)))

    def weighed(self, choices: Sequence[tuple[T, int]]) -> T:
        """One of these by their weights."""
        at = self.randrange(sum(weight for _, weight in choices))
        for choice, weight in choices:
            at -= weight
            if at < 0:
                return choice
        raise AssertionError


def code_of(prefix: str, seed: int, number: int) -> str:
    """A public code of the form of the register's own, the same for the same seed and number."""
    at = ((seed * 7_919 + ord(prefix)) * 104_729 + number * STRIDE) % PLACES
    signs = []
    for _ in range(SIGNS):
        at, rest = divmod(at, len(ALPHABET))
        signs.append(ALPHABET[rest])
    return f"{prefix}-{''.join(signs)}"


def national_id_of(number: int) -> str:
    """A well-formed national id that belongs to nobody."""
    nine = f"{NOWHERE}{number:06}"
    weighed = zip(nine, range(10, 1, -1), strict=True)
    rest = sum(int(digit) * weight for digit, weight in weighed) % 11
    return f"{nine}{rest if rest in {0, 1} else 11 - rest}"
