"""How many questions an address may ask in a minute; counted by each process for itself.

Nothing is written for a question, so a flood costs the database nothing. A front server that
limits too is better; this is for who has none. Addresses of this machine are not counted: behind
a front server that is not declared, everybody would be one.
"""

import math
import time
from functools import cache
from ipaddress import ip_address

MINUTE = 60
MOST_KEPT = 100_000  # addresses of one minute; of more, the rest are not counted


class Limit:
    """So many questions a minute for each address."""

    def __init__(self, most: int) -> None:
        """Count from now on.

        Args:
            most: in a minute; 0 for no limit.
        """
        self.most = most
        self._minute = 0
        self._counts: dict[str, int] = {}

    def wait(self, address: str | None, now: float | None = None) -> int:
        """Count a question.

        Args:
            address: who asks.
            now: seconds of a clock that never goes back.

        Returns:
            After how many seconds to ask again; 0 where it is answered now.
        """
        if not self.most or not address or ip_address(address).is_loopback:
            return 0
        now = time.monotonic() if now is None else now
        minute = int(now // MINUTE)
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        counts = self._counts
        count = counts.get(address, 0) + 1
        if count > 1 or len(counts) < MOST_KEPT:
            counts[address] = count
        return math.ceil(MINUTE - now % MINUTE) if count > self.most else 0


@cache
def limit_of(most: int) -> Limit:
    """The counts of this process: one and the same for what is kept and what is made."""
    return Limit(most)
