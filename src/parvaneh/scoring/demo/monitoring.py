"""Generated monitoring: how long each system of an office worked on each day, with outages."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from parvaneh.scoring.demo.arrays import days, table, texts, whole
from parvaneh.scoring.demo.country import Country, Odd, stream
from parvaneh.scoring.demo.days import Days

MONITORING = 13  # stream of chance
OFFICES_AT_ONCE = 500
# Cameras have to work day and night, the network in working hours.
CCTV, NETWORK, QUEUE = "cctv", "network", "queue"
SYSTEMS = (CCTV, NETWORK, QUEUE)
ALL_DAY, WORKING_DAY = 1440, 480
# A third system, which the shipped values do not count, in one office of so many.
QUEUE_EVERY = 20
MARGIN = 10  # days before and after the period that the export happens to hold
OUTAGE_SHARE = 0.05  # of the days of a middling office
LONG_OUTAGE_SHARE, LONGEST_OUTAGE = 0.25, 25  # of offices; in days

Minutes = NDArray[np.int32]


def monitoring_rows(country: Country, days_: Days, seed: int) -> Iterator[pa.Table]:
    """Rows of every office, system and day, office by office.

    Args:
        country: the offices.
        days_: the days around the period; a little more than the period is written.
        seed: of the whole evidence.
    """
    kept = _near(days_)
    ordinals, due = days_.ordinals[kept], _due(days_.work[kept])
    for number, begin in enumerate(range(0, country.size, OFFICES_AT_ONCE)):
        offices = np.arange(begin, min(begin + OFFICES_AT_ONCE, country.size), dtype=np.int32)
        yield _piece(country, offices, ordinals, due, stream(seed, MONITORING, number))


def monitoring_count(country: Country, days_: Days) -> int:
    """How many rows `monitoring_rows` gives."""
    kept = _near(days_)
    watched = np.flatnonzero(~country.odd[Odd.NO_MONITORING])
    rows = 0
    for system, due in zip(SYSTEMS, _due(days_.work[kept]), strict=True):
        at = days_.ordinals[kept][due > 0]
        some = watched[watched % QUEUE_EVERY == 0] if system == QUEUE else watched
        rows += len(some) * len(at) - int(np.searchsorted(at, country.licensed[some]).sum())
    return rows


def _near(days_: Days) -> NDArray[np.bool_]:
    inside = np.flatnonzero(days_.inside)
    at = np.arange(len(days_.ordinals))
    return np.asarray((at >= inside[0] - MARGIN) & (at <= inside[-1] + MARGIN))


def _due(work: NDArray[np.float64]) -> Minutes:
    """Minutes due of each system on each day."""
    open_minutes = np.rint(work * WORKING_DAY)
    every_day = np.full(len(work), ALL_DAY)
    return np.stack([every_day, open_minutes, open_minutes]).astype(np.int32)


def _piece(
    country: Country,
    offices: NDArray[np.int32],
    ordinals: NDArray[np.int32],
    due: Minutes,
    rng: np.random.Generator,
) -> pa.Table:
    shape = (len(offices), *due.shape)
    up = np.broadcast_to(due, shape) - _lost(country.quality[offices], due, rng)
    given = np.broadcast_to(due > 0, shape) & ~country.odd[Odd.NO_MONITORING][offices, None, None]
    given &= ordinals[None, None, :] >= country.licensed[offices, None, None]
    given[:, SYSTEMS.index(QUEUE)] &= (offices % QUEUE_EVERY == 0)[:, None]
    office, system, day = np.nonzero(given)
    return table(
        "monitoring",
        texts(offices[office], country.codes),
        days(ordinals[day]),
        texts(system, SYSTEMS),
        whole(up[given], np.int32),
        whole(due[system, day], np.int32),
    )


def _lost(quality: NDArray[np.float64], due: Minutes, rng: np.random.Generator) -> Minutes:
    shape = (len(quality), *due.shape)
    chance = OUTAGE_SHARE * np.exp(-0.6 * quality + 0.5 * rng.standard_normal(len(quality)))
    broken = rng.random(shape, dtype=np.float32) < chance[:, None, None]
    share = np.clip(rng.exponential(0.35, shape), 0, 1)
    lost = np.where(broken, np.rint(share * due), 0)
    begin = rng.integers(0, due.shape[1], shape[:2])
    length = rng.integers(2, LONGEST_OUTAGE + 1, shape[:2])
    length[rng.random(shape[:2]) > LONG_OUTAGE_SHARE] = 0
    at = np.arange(due.shape[1])
    down = (at >= begin[..., None]) & (at < (begin + length)[..., None])
    return np.asarray(np.where(down, due, lost), dtype=np.int32)
