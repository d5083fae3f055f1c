"""Generated records and declarations of applicability: every kind that the directive knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import cycle, product

import numpy as np
import pyarrow as pa

from parvaneh.scoring.demo.arrays import days, flags, table, texts, whole, words
from parvaneh.scoring.demo.country import MARK, Country, Odd, stream
from parvaneh.scoring.demo.days import Days
from parvaneh.scoring.evidence import RecordKind

RECORDS = 24  # stream of chance
CRIMES, SANCTIONS = range(1, 9), range(1, 7)
DEMOTING = range(1, 4)
COMMON_SANCTIONS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 6)
# Beside one conviction of each kind, so many of a thousand offices have a common one.
COMMON_OF_A_THOUSAND = 45
ONCE = 9  # for each office convicted twice, about so many are convicted once
MOST_SHARE = 8  # no more than one office in so many is convicted
OLD_DAYS = (400, 2500)
DAYS_AFTER = 25
NO_PRISON = "در این شهرستان زندانی نیست"
RELOCATED = "جابه‌جایی به دستور مرجع صلاحیت‌دار"
PRISON, LOCATION = "I4.c", "I10.e"
DECLARED_EVERY = 25  # offices with a prison that also say so


class When(Enum):
    """Where the day on which a conviction became final lies."""

    INSIDE = "inside"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Draft:
    """A conviction without its office and day; `intentional` None for a disciplinary one."""

    kind: RecordKind
    degree: int
    intentional: bool | None = None
    revokes: bool = False
    demotion: int | None = None
    when: When = When.INSIDE


def drafts() -> Iterator[Draft]:
    """One conviction of every kind: each degree, intent, extent of demotion, age and effect."""
    for degree, intentional in product(CRIMES, (True, False)):
        if degree not in DEMOTING:
            yield Draft(RecordKind.CRIMINAL, degree, intentional)
            continue
        for demotion in (1, 2):
            yield Draft(RecordKind.CRIMINAL, degree, intentional, demotion=demotion)
    for degree in SANCTIONS:
        yield Draft(RecordKind.DISCIPLINARY, degree)
    yield Draft(RecordKind.DISCIPLINARY, 3, when=When.BEFORE)
    yield Draft(RecordKind.CRIMINAL, 6, True, when=When.BEFORE)
    yield Draft(RecordKind.DISCIPLINARY, 2, when=When.AFTER)
    yield Draft(RecordKind.DISCIPLINARY, 6, revokes=True)
    yield Draft(RecordKind.CRIMINAL, 5, True, revokes=True)
    yield Draft(RecordKind.DISCIPLINARY, 6, revokes=True, when=When.BEFORE)
    yield Draft(RecordKind.DISCIPLINARY, 6, revokes=True, when=When.AFTER)


def record_rows(country: Country, days_: Days, seed: int) -> pa.Table:
    """Convictions: one of every kind, then common ones; some offices get several.

    Args:
        country: the offices.
        days_: the days around the period.
        seed: of the whole evidence.
    """
    rng = stream(seed, RECORDS)
    common = [
        Draft(RecordKind.DISCIPLINARY, COMMON_SANCTIONS[at])
        for at in rng.integers(
            0, len(COMMON_SANCTIONS), country.size * COMMON_OF_A_THOUSAND // 1000
        )
    ]
    written = [*drafts(), *common]
    offices = _convicted(country, len(written), rng)
    day = np.array([_day(one.when, days_, rng) for one in written])
    order = np.lexsort((day, offices))
    kept = [written[at] for at in order]
    intent = np.array([one.intentional is None for one in kept])
    return table(
        "records",
        texts(offices[order], country.codes),
        words([one.kind.value for one in kept]),
        whole(np.array([one.degree for one in kept]), np.int32),
        flags(np.array([bool(one.intentional) for one in kept]), empty=intent),
        days(day[order]),
        words([f"رأی-{number:05} ({MARK})" for number in range(1, len(kept) + 1)]),
        flags(np.array([one.revokes for one in kept])),
        whole(
            np.array([one.demotion or 0 for one in kept]),
            np.int32,
            empty=np.array([one.demotion is None for one in kept]),
        ),
    )


def applicability_rows(country: Country) -> pa.Table:
    """Where no prison lies within reach, and who moved because it was ordered to."""
    rows: list[tuple[int, str, bool, str | None]] = []
    for office in range(country.size):
        if not country.prison[office]:
            rows.append((office, PRISON, False, NO_PRISON))
        elif office % DECLARED_EVERY == 0:
            rows.append((office, PRISON, True, None))
        if country.odd[Odd.RELOCATED][office]:
            rows.append((office, LOCATION, False, RELOCATED))
    return table(
        "applicability",
        texts(np.array([row[0] for row in rows], dtype=np.int32), country.codes),
        words([row[1] for row in rows]),
        flags(np.array([row[2] for row in rows], dtype=np.bool_)),
        words([row[3] for row in rows]),
    )


def _convicted(country: Country, count: int, rng: np.random.Generator) -> np.ndarray:
    # Some are convicted twice; a small country has few convicts, with several convictions each.
    shuffled = rng.permutation(country.size)
    some = shuffled[: max(1, min(count * ONCE // (ONCE + 1), country.size // MOST_SHARE))]
    return np.array([office for office, _ in zip(cycle(some.tolist()), range(count), strict=False)])


def _day(when: When, days_: Days, rng: np.random.Generator) -> int:
    inside = days_.ordinals[days_.inside]
    if when is When.INSIDE:
        return int(rng.choice(inside))
    if when is When.AFTER:
        return int(inside[-1]) + 1 + int(rng.integers(0, DAYS_AFTER))
    least, most = OLD_DAYS
    return int(inside[0]) - int(rng.integers(least, most))
