"""Mixed traffic at a fixed rate on the product as people run it: how long reading and writing take.

Half of the pages are of the forty most asked, the others of any office of 2,000 in either language,
the n-th one asked a n-th as often as the first: many are asked for the first time in the run. A
write is a note on a case, by a member of
staff who has signed in: rights, the key of the form, the note, its history and the log, durable.
"""

import os
import secrets
from collections.abc import Iterator
from itertools import accumulate, islice
from random import Random
from urllib.parse import quote, urlencode

from bench._open_loop import Request, Told, asked_at_rate
from bench._product import connected, product_running
from bench.contest import seconds_of
from bench.out import Out

RATE, SECONDS, WARM = 200, 20, 5
ALONE, ALONE_RATE = 150, 25  # of each kind alone, for its processor time
HALF = 0.5
SHARES = {"page": 70, "conditional": 15, "API": 10, "write": 5}
GOALS = {"page": 15, "conditional": 15, "API": 15, "write": 25}
ASKED = ("تهران", "اصفهان ۱۰۲", "شیراز", "مشهد", "تبریز", "خیابان نمونه", "یزد", "رشت")
MOST_ASKED = 40
GZIP = {"Accept-Encoding": "gzip"}
SOMEBODY = "officer_1"


def run(out: Out) -> None:
    """Ask at the rate, several times; the best run counts whole."""
    with product_running() as (address, process):
        connected()
        kinds = _Kinds(address)
        asked_at_rate(address, list(islice(kinds.drawn(0), RATE * WARM)), RATE)
        cost = {}
        for kind in SHARES:
            before = seconds_of(process)
            asked_at_rate(address, list(islice(kinds.drawn(0, kind), ALONE)), ALONE_RATE)
            cost[kind] = 1000 * (seconds_of(process) - before) / ALONE
        runs: list[Told] = []
        for seed in range(1, max(2, out.runs) + 1):
            asked = list(islice(kinds.drawn(seed), RATE * SECONDS))
            runs.append(asked_at_rate(address, asked, RATE))
            if runs[-1].faults:
                raise RuntimeError(f"{len(runs[-1].faults)} faults: {runs[-1].faults[:3]}")
    best = min(runs, key=lambda told: told.at(0.99, *SHARES))
    rows = [
        (kind, f"{SHARES[kind]} %", *(f"{best.at(part, kind):.1f}" for part in (0.5, 0.95, 0.99)),
         f"{GOALS[kind]}", f"{cost[kind]:.1f}")
        for kind in SHARES
    ]  # fmt: skip
    header = ["what", "of all", "p50 ms", "p95 ms", "p99 ms", "goal of p99", "CPU ms alone"]
    busy = RATE * sum(SHARES[kind] * cost[kind] for kind in SHARES) / 100 / 1000
    notes = [
        f"{RATE} requests a second for {SECONDS} s, best of {len(runs)} runs in a row.",
        "Each counts from its planned moment. The generator runs on the same two cores.",
        f"CPU ms: of web server and database for one alone; at this rate {busy:.1f} processors.",
        f"Load of the machine at the end of the last run: {os.getloadavg()[0]:.1f}.",
    ]
    if os.nice(0) < 0:
        notes.append("Run with precedence over whatever else the machine did.")
    out.table("Mixed traffic at a fixed rate", header, rows, notes)


class _Kinds:
    """What may be asked, by kind."""

    def __init__(self, address: str) -> None:
        from parvaneh.editions.models import ListedOffice  # noqa: PLC0415 - needs Django

        codes = list(ListedOffice.objects.order_by("code").values_list("code", flat=True))
        self.any = [f"{language}/find/{code}/" for code in codes for language in ("", "/en")]
        popular = ["/", "/en/", "/find/", "/en/find/", "/method/", "/places/"]
        popular += [f"/find/?q={quote(one)}" for one in ASKED]
        popular += [f"/find/?province=IR-{number:02}" for number in range(8)]
        self.popular = [*popular, *self.any[: MOST_ASKED - len(popular)]]
        self.often = list(accumulate(1 / n for n in range(1, len(self.any) + 1)))
        self.tags = _tags(address, self.popular)
        self.codes = codes
        self.cases, self.session = _writer()

    def drawn(self, seed: int, *kinds: str) -> Iterator[Request]:
        """Requests without an end, in the shares of their kinds; for a seed always the same."""
        chance = Random(seed)  # noqa: S311 - nothing is kept secret by it
        among = kinds or tuple(SHARES)
        shares = [SHARES[kind] for kind in among]
        while True:
            [kind] = chance.choices(among, shares)
            yield getattr(self, f"_{kind.lower()}")(chance)

    def _page(self, chance: Random) -> Request:
        if chance.random() < HALF:
            return Request("page", chance.choice(self.popular), GZIP)
        [path] = chance.choices(self.any, cum_weights=self.often)
        return Request("page", path, GZIP)

    def _conditional(self, chance: Random) -> Request:
        path = chance.choice(self.popular)
        headers = {**GZIP, "If-None-Match": self.tags[path]}
        # An office that opened meanwhile has another page.
        return Request("conditional", path, headers, good=frozenset({200, 304}))

    def _api(self, chance: Random) -> Request:
        code = chance.choice(self.codes)
        ways = ("offices", f"offices/{code}", f"offices?province=IR-{chance.randrange(31):02}")
        return Request("API", f"/api/v1/{chance.choice(ways)}", GZIP)

    def _write(self, chance: Random) -> Request:
        from parvaneh.frame.idempotency_key import FIELD, key_make  # noqa: PLC0415 - needs Django
        from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - beside it

        token = secrets.token_hex(16)
        said = {"text": "یادداشت", "visibility": "private", FIELD: key_make(now_utc())}
        headers = {"Cookie": f"session={self.session}; csrf={token}", "X-CSRFToken": token}
        path = f"/cases/{chance.choice(self.cases)}/notes/"
        return Request("write", path, headers, urlencode(said), good=frozenset({303}))


def _tags(address: str, paths: list[str]) -> dict[str, str]:
    import urllib.request  # noqa: PLC0415 - here alone

    found = {}
    for path in paths:
        with urllib.request.urlopen(address + path) as answer:  # noqa: S310 - http, ours
            found[path] = answer.headers["ETag"]
    return found


def _writer() -> tuple[list[str], str]:
    """Cases on which somebody of the demonstration may write, and their session."""
    from parvaneh.access.acting import Acting  # noqa: PLC0415 - needs Django
    from parvaneh.access.models import User  # noqa: PLC0415 - the same
    from parvaneh.casework.queries import page  # noqa: PLC0415 - the same
    from parvaneh.kit.clock import today_tehran  # noqa: PLC0415 - beside them
    from tools.browsing import session_made  # noqa: PLC0415 - the same

    user = User.objects.get(username=SOMEBODY)
    seen = page(Acting(user), on=today_tehran())
    return [case.number for case in seen.cases], session_made(user)
