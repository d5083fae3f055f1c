"""Generated staff and training: who was in which post, how long, and what workshops were held."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from parvaneh.law.vocabulary import Post
from parvaneh.scoring.demo.arrays import HOURS, days, decimals, table, texts, whole, words
from parvaneh.scoring.demo.country import Country, Odd, stream
from parvaneh.scoring.demo.days import Days
from parvaneh.scoring.evidence import SCALE

STAFF, TRAINING = 22, 23  # streams of chance
# Educations with their weights: who must have studied law, and everybody else (D1392 5 to 7).
JURISTS = (
    ("bachelor", 50), ("master", 30), ("doctorate", 4),
    ("seminary_2", 9), ("seminary_3", 5), ("seminary_4", 2),
)  # fmt: skip
OTHERS = (
    ("none", 1), ("diploma", 20), ("associate", 22), ("bachelor", 40), ("master", 14),
    ("seminary_1", 2), ("doctorate", 1),
)  # fmt: skip
LAW_POSTS = frozenset({Post.MANAGER, Post.LEGAL_EXPERT})
FEWEST_CLERKS, MOST_CLERKS = 2, 6
LEAVES = 0.16  # chance that a member of staff left in or shortly before the period
SUCCEEDED = 0.85  # chance that somebody came in their place
LONGEST_IN_POST = 3000  # days before the period's last day
GAP_DAYS = 45
DAYS_A_MONTH = 30
EXPERIENCE_BEFORE = 48  # months, about, before coming to the office
WORKSHOPS = 5.0
WORKSHOP_HOURS = (2, 3, 4, 4, 6, 6, 8, 8, 12, 16)
HALF_HOURS = SCALE // 2


@dataclass(frozen=True)
class _Stay:
    """One person's time in one post, in proleptic ordinals; `until` 0 while it lasts."""

    office: int
    post: Post
    education: str
    months: int
    start: int
    until: int = 0


def staff_rows(country: Country, days_: Days, seed: int) -> pa.Table:
    """Everybody who was in post in or shortly before the period.

    Args:
        country: the offices.
        days_: the days around the period.
        seed: of the whole evidence.
    """
    rng = stream(seed, STAFF)
    stays = [
        stay
        for office in np.flatnonzero(~country.odd[Odd.NO_STAFF]).tolist()
        for post in _posts(rng)
        for stay in _stays(country, office, post, days_, rng)
    ]
    until = np.array([one.until for one in stays], dtype=np.int32)
    return table(
        "staff",
        texts(np.array([one.office for one in stays], dtype=np.int32), country.codes),
        words([one.post.value for one in stays]),
        words([one.education for one in stays]),
        whole(np.array([one.months for one in stays]), np.int32),
        days(np.array([one.start for one in stays])),
        days(until, empty=until == 0),
    )


def training_rows(country: Country, days_: Days, seed: int) -> pa.Table:
    """The workshops of every office, in order of days.

    Args:
        country: the offices.
        days_: the days around the period.
        seed: of the whole evidence.
    """
    rng = stream(seed, TRAINING)
    mean = WORKSHOPS * np.exp(0.2 * country.quality) * ~country.odd[Odd.NO_TRAINING]
    held = rng.poisson(mean)
    office = np.repeat(np.arange(country.size, dtype=np.int32), held)
    open_days = days_.ordinals[days_.work > 0]
    day = open_days[rng.integers(0, len(open_days), len(office))]
    hours = np.array(WORKSHOP_HOURS)[rng.integers(0, len(WORKSHOP_HOURS), len(office))]
    halves = rng.integers(0, 4, len(office)) == 0
    order = np.lexsort((day, office))
    return table(
        "training",
        texts(office[order], country.codes),
        days(day[order]),
        decimals((hours * SCALE + halves * HALF_HOURS)[order], HOURS),
    )


def _posts(rng: np.random.Generator) -> Iterator[Post]:
    yield from (Post.MANAGER, Post.LEGAL_EXPERT, Post.IT_EXPERT)
    for _ in range(int(rng.integers(FEWEST_CLERKS, MOST_CLERKS + 1))):
        yield Post.CLERK


def _stays(
    country: Country, office: int, post: Post, days_: Days, rng: np.random.Generator
) -> Iterator[_Stay]:
    """Who held a post: one member of staff, or one who left and perhaps a successor."""
    first, last = int(days_.ordinals[0]), int(days_.ordinals[days_.inside][-1])
    earliest = max(int(country.licensed[office]), last - LONGEST_IN_POST)
    begin = int(rng.integers(earliest, max(earliest + 1, last - GAP_DAYS)))
    leaves = LEAVES * float(np.exp(-0.5 * country.quality[office]))

    def stay(start: int, until: int) -> _Stay:
        months = int(rng.exponential(EXPERIENCE_BEFORE)) + (last - start) // DAYS_A_MONTH
        return _Stay(office, post, _education(post, rng), months, start, until)

    if post is Post.MANAGER or rng.random() >= leaves:
        yield stay(begin, 0)
        return
    until = int(rng.integers(max(begin, first), last))
    yield stay(begin, until)
    successor = until + 1 + int(rng.integers(0, GAP_DAYS))
    if rng.random() < SUCCEEDED and successor <= last:
        yield stay(successor, 0)


def _education(post: Post, rng: np.random.Generator) -> str:
    educations = JURISTS if post in LAW_POSTS else OTHERS
    ends = np.cumsum([weight for _, weight in educations])
    return educations[int(np.searchsorted(ends, rng.random() * ends[-1], side="right"))][0]
