"""Generated survey answers and services: tens of millions of rows, drawn in pieces.

Each row costs a few looked-up bytes: chances are laid out in small tables, and a random byte picks
an entry. The rows run day by day, the offices of a day in no order, as a national system would
write them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from parvaneh.scoring.demo.arrays import days, flags, table, texts, whole
from parvaneh.scoring.demo.country import Country, Floats, Indices, Odd, stream
from parvaneh.scoring.demo.days import Days

PIECE = 1_000_000  # rows drawn at once; also the rows of a row group
SURVEY, SERVICES = 11, 12  # streams of chance
BYTE, PAIR = 1 << 8, 1 << 16
SLOTS = 1 << 18  # of the table from which the office of a row is drawn

# A client's mood and the office's quality make one of so many levels; level 0 leaves all empty.
LEVELS = 96
MOODS = 24
LOWEST_QUALITY, HIGHEST_QUALITY = -2.5, 2.5
QUALITY_LEVELS = LEVELS - MOODS - 1
SILENT = 2  # of 256 clients so many answer nothing
NOT_APPLICABLE = (3, 3, 14, 6)  # of 256 answers to each question so many are left empty
LIKING = (0.15, 0.35, -0.25, 0.05)  # how much better or worse than the rest each question is met
CUTS = (-2.3, -1.4, -0.5, 0.8)  # between the answers 1 to 5, on the scale of the levels
STEEPNESS = 1.25
QUIET_ANSWERS = (3, 29)

KINDS = (
    "ثبت دادخواست", "ثبت لایحه", "ثبت شکواییه", "ابلاغ الکترونیک", "ثبت اظهارنامه",
    "درخواست اجرا", "تجدیدنظرخواهی", "واخواهی", "اعاده دادرسی", "دسترسی به پرونده",
    "ثبت‌نام ثنا", "راهنمایی و استعلام",
)  # fmt: skip
KIND_SHARES = (22, 20, 12, 11, 9, 7, 6, 3, 2, 3, 4, 1)
KIND_MINUTES = (24, 14, 22, 6, 16, 12, 21, 17, 25, 8, 9, 5)
MINUTES_SPREAD = 0.45
LONGEST_MINUTES = 480
SPEEDS = 16
# Shares of services of a middling office; lifted by quality, spread log-normally.
EXEMPT_SHARE, BELOW_SHARE, PRISON_SHARE, MOST_SHARE = 0.075, 0.065, 0.014, 0.6
SHARE_BY_QUALITY, SHARE_SPREAD = 0.25, 0.4

Bytes = NDArray[np.uint8]
Answers = NDArray[np.int8]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Traffic:
    """Whose row comes next: slots filled with offices by their share of the work."""

    country: Country
    days: Days
    slots: Indices

    def draw(self, rng: np.random.Generator, ordinals: NDArray[np.int32]) -> Indices:
        """An office for each row; what a new office could not yet do its stand-in did."""
        offices = self.slots[rng.integers(0, SLOTS, len(ordinals), dtype=np.uint32)]
        early = ordinals < self.country.licensed[offices]
        offices[early] = self.country.stand_in[offices[early]]
        return offices


def survey_rows(country: Country, days_: Days, rows: int, seed: int) -> Iterator[pa.Table]:
    """Answers of so many clients, in pieces.

    Args:
        country: the offices.
        days_: the days to spread them over.
        rows: how many, those outside the period included.
        seed: of the whole evidence.
    """
    silent = (Odd.NO_SURVEY, Odd.QUIET)
    traffic = _traffic(country, days_, without=silent, rng=stream(seed, SURVEY))
    levels = _quality_levels(country.quality)
    answers = list(map(_answer_table, LIKING, NOT_APPLICABLE))
    moods = _moods()
    quiet = _quiet_rows(country, rows, stream(seed, SURVEY, PAIR))

    def piece(rng: np.random.Generator, ordinals: NDArray[np.int32]) -> pa.Table:
        offices = traffic.draw(rng, ordinals)
        if quiet.size and len(ordinals) > quiet.size:
            at = rng.choice(len(ordinals), quiet.size, replace=False)
            offices[at] = quiet
        mood = moods[rng.integers(0, BYTE, len(ordinals), dtype=np.uint8)]
        level = levels[offices] + mood
        level[mood < 0] = 0
        start = level.astype(np.int32) * BYTE
        given = [
            chances[start + rng.integers(0, BYTE, len(ordinals), dtype=np.uint8)]
            for chances in answers
        ]
        return table(
            "survey",
            texts(offices, country.codes),
            days(ordinals),
            *(whole(one, np.int8, empty=one == 0) for one in given),
        )

    first = True
    for one in _pieces(days_, rows, seed, SURVEY, piece):
        yield one
        if first:
            # Only the first piece carries the few answers of the quiet offices.
            quiet, first = quiet[:0], False


def service_rows(country: Country, days_: Days, rows: int, seed: int) -> Iterator[pa.Table]:
    """So many services, in pieces.

    Args:
        country: the offices.
        days_: the days to spread them over.
        rows: how many, those outside the period included.
        seed: of the whole evidence.
    """
    rng = stream(seed, SERVICES)
    traffic = _traffic(country, days_, without=(Odd.NO_SERVICES,), rng=rng)
    shares = _shares(country, rng)
    kinds = _filled(np.array(KIND_SHARES, dtype=np.float64), BYTE).astype(np.int8)
    speeds = rng.integers(0, SPEEDS, country.size, dtype=np.int32)
    minutes = _minutes(rng)

    def piece(rng: np.random.Generator, ordinals: NDArray[np.int32]) -> pa.Table:
        offices = traffic.draw(rng, ordinals)
        size = len(ordinals)
        kind = kinds[rng.integers(0, BYTE, size, dtype=np.uint8)]
        at = (speeds[offices] * len(KINDS) + kind) * BYTE
        took = minutes[at + rng.integers(0, BYTE, size, dtype=np.uint8)]
        drawn = [rng.integers(0, PAIR, size, dtype=np.uint16) < one[offices] for one in shares]
        return table(
            "services",
            texts(offices, country.codes),
            days(ordinals),
            texts(kind, KINDS),
            whole(took, np.int32),
            *map(flags, drawn),
        )

    yield from _pieces(days_, rows, seed, SERVICES, piece)


def _pieces(
    days_: Days,
    rows: int,
    seed: int,
    subject: int,
    piece: Callable[[np.random.Generator, NDArray[np.int32]], pa.Table],
) -> Iterator[pa.Table]:
    ends = days_.rows(rows)
    for number in count(1):
        begin = (number - 1) * PIECE
        if begin >= rows:
            return
        at = np.clip(ends, begin, min(begin + PIECE, rows))
        ordinals = np.repeat(days_.ordinals, np.diff(at, prepend=begin))
        yield piece(stream(seed, subject, number), ordinals)


def _traffic(
    country: Country, days_: Days, *, without: tuple[Odd, ...], rng: np.random.Generator
) -> Traffic:
    # Work of one office differs from sheet to sheet, but not much.
    weights = country.volume * np.exp(0.2 * rng.standard_normal(country.size))
    for odd in without:
        weights[country.odd[odd]] = 0
    return Traffic(country, days_, _filled(weights, SLOTS))


def _filled(weights: Floats, slots: int) -> Indices:
    """Fill so many slots with indices, each as often as its weight says."""
    ends = np.rint(np.cumsum(weights) / weights.sum() * slots).astype(np.int64)
    return np.repeat(np.arange(len(weights), dtype=np.int32), np.diff(ends, prepend=0))


def _quality_levels(quality: Floats) -> NDArray[np.int16]:
    span = HIGHEST_QUALITY - LOWEST_QUALITY
    share = (np.clip(quality, LOWEST_QUALITY, HIGHEST_QUALITY) - LOWEST_QUALITY) / span
    return (1 + np.rint(share * QUALITY_LEVELS)).astype(np.int16)


def _moods() -> NDArray[np.int16]:
    # Byte to mood: a bell of MOODS steps; the first few bytes stand for those who stay silent.
    steps = np.arange(MOODS) - (MOODS - 1) / 2
    moods = _filled(np.exp(-((steps / (MOODS / 5)) ** 2) / 2), BYTE - SILENT).astype(np.int16)
    return np.concatenate([np.full(SILENT, -LEVELS, dtype=np.int16), moods])


def _answer_table(liking: float, not_applicable: int) -> Answers:
    """For each level 256 answers, as often as each is likely at that level; 0 is none given."""
    chances = np.zeros((LEVELS, BYTE), dtype=np.int8)
    for level in range(1, LEVELS):
        at = (level / (LEVELS - 1) * 2 - 1) * 2.6 + liking
        below = 1 / (1 + np.exp(-STEEPNESS * (np.array(CUTS) - at)))
        each = np.diff(np.concatenate([[0.0], below, [1.0]]))
        chances[level, not_applicable:] = 1 + _filled(each, BYTE - not_applicable)
    return chances.ravel()


def _quiet_rows(country: Country, rows: int, rng: np.random.Generator) -> Indices:
    quiet = np.flatnonzero(country.odd[Odd.QUIET]).astype(np.int32)
    least, most = QUIET_ANSWERS
    drawn = np.repeat(quiet, rng.integers(least, most + 1, len(quiet)))
    return drawn if len(drawn) * 2 < min(rows, PIECE) else drawn[:0]


def _shares(country: Country, rng: np.random.Generator) -> list[NDArray[np.uint16]]:
    """Of 65,536 services of each office how many are exempt, below tariff, in prison."""
    lift = np.exp(SHARE_BY_QUALITY * country.quality)
    means = (EXEMPT_SHARE, BELOW_SHARE, PRISON_SHARE * country.prison)
    drawn = [
        mean * lift * np.exp(SHARE_SPREAD * rng.standard_normal(country.size)) for mean in means
    ]
    return [np.rint(np.clip(one, 0, MOST_SHARE) * PAIR).astype(np.uint16) for one in drawn]


def _minutes(rng: np.random.Generator) -> Indices:
    """For each speed and kind 256 durations in whole minutes, about log-normal."""
    bell = np.sort(rng.standard_normal(BYTE))
    speed = np.exp(np.linspace(-0.35, 0.35, SPEEDS))
    typical = speed[:, None, None] * np.array(KIND_MINUTES)[None, :, None]
    took = typical * np.exp(MINUTES_SPREAD * bell)[None, None, :]
    whole_minutes: Indices = np.clip(np.rint(took), 1, LONGEST_MINUTES).astype(np.int32).ravel()
    return whole_minutes
