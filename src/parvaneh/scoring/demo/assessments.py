"""Generated assessments: inspections, reports and computer data, through one latent quality.

Every criterion but those of the survey is assessed by the ways that would plausibly see it. Scores
of one office agree with each other through its quality and that of each indicator.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.scoring.demo.arrays import SCORE, days, decimals, table, texts, whole, words
from parvaneh.scoring.demo.country import Country, Floats, Odd, stream
from parvaneh.scoring.demo.days import Days
from parvaneh.scoring.evidence import SCALE

ASSESSMENTS = 21  # stream of chance
REPORT, VISIT, COMPUTED = Method.DEPUTY_REPORT, Method.INSPECTION, Method.COMPUTER_DATA
SYSTEMS, WATCH = Method.JUDICIAL_SYSTEMS, Method.MONITORING
# Which ways assess the criteria of an indicator; a criterion may have a line of its own.
WAYS: Mapping[str, tuple[Method, ...]] = {
    "I1": (REPORT, VISIT),
    "I1.d": (REPORT, SYSTEMS),
    "I3": (VISIT,),
    "I3.b": (VISIT,),
    "I4": (REPORT,),
    "I4.b": (),
    "I4.c": (),
    "I4.d": (),
    "I5": (REPORT,),
    "I6": (VISIT, COMPUTED),
    "I6.b": (REPORT,),
    "I6.c": (),
    "I6.d": (VISIT,),
    "I6.e": (),
    "I8": (REPORT, VISIT),
    "I9": (VISIT, COMPUTED),
    "I9.a": (VISIT,),
    "I9.d": (COMPUTED, WATCH),
    "I10": (VISIT,),
}
# In what steps each way gives its scores, in ten-thousandths of a point.
STEPS: Mapping[Method, int] = {
    REPORT: SCALE,
    VISIT: SCALE // 2,
    COMPUTED: 100,
    SYSTEMS: 100,
    WATCH: 1,
}
MIDDLE, SPREAD = 70.0, 13.5
BY_OFFICE, BY_INDICATOR, BY_ITSELF = 0.75, 0.45, 0.5
EASE_SPREAD, LENIENCY_SPREAD = 5.0, 3.0
MISSING = 0.06  # of criteria and ways that nobody assessed
AGAIN, SAME_DAY, OUTSIDE = 0.18, 0.04, 0.05  # assessed again; twice on one day; outside the period
# Of the offices so many also have an assessment of what the sheets of counts already measure.
REPLACED_EVERY = 250
PREFIXES: Mapping[Method, str] = {
    REPORT: "گزارش", VISIT: "بازرسی", COMPUTED: "سامانه", SYSTEMS: "استعلام", WATCH: "پایش",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Batch:
    """Assessments of one criterion by one way: an office, score and day each."""

    criterion: str
    method: Method
    office: NDArray[np.int64]
    score: NDArray[np.int64]
    day: NDArray[np.int32]


def assessment_rows(country: Country, days_: Days, seed: int) -> pa.Table:
    """All assessments, office by office.

    Args:
        country: the offices.
        days_: the days around the period.
        seed: of the whole evidence.
    """
    batches = list(_batches(country, days_, stream(seed, ASSESSMENTS)))
    codes = tuple(CRITERIA)
    sizes = [len(one.office) for one in batches]
    criterion = np.repeat([codes.index(one.criterion) for one in batches], sizes)
    office = np.concatenate([one.office for one in batches])
    day = np.concatenate([one.day for one in batches])
    order = np.lexsort((day, criterion, office))
    method = np.repeat([int(one.method) for one in batches], sizes)[order]
    return table(
        "assessments",
        texts(office[order], country.codes),
        texts(criterion[order], codes),
        whole(method, np.int8),
        decimals(np.concatenate([one.score for one in batches])[order], SCORE),
        days(day[order]),
        words(_references(method)),
    )


def ways_of(criterion: str) -> tuple[Method, ...]:
    """The ways by which a criterion is assessed in generated evidence."""
    return WAYS.get(criterion, WAYS.get(indicator_of(criterion=criterion), ()))


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is assessed, and the score to expect of each office."""

    criterion: str
    method: Method
    mean: Floats


def _batches(country: Country, days_: Days, rng: np.random.Generator) -> Iterator[Batch]:
    leniency = {method: LENIENCY_SPREAD * rng.standard_normal() for method in Method}
    talents = {one: rng.standard_normal(country.size) for one in Indicator}
    for criterion in CRITERIA:
        indicator = indicator_of(criterion=criterion)
        latent = BY_OFFICE * country.quality + BY_INDICATOR * talents[indicator]
        ease = EASE_SPREAD * rng.standard_normal()
        for method in ways_of(criterion):
            asked = _Asked(criterion, method, MIDDLE + ease + leniency[method] + SPREAD * latent)
            given = rng.random(country.size) >= MISSING
            if indicator is Indicator.I8:
                given &= ~country.odd[Odd.NO_INNOVATION]
            yield from _assessed(asked, np.flatnonzero(given), days_, rng)
    replaced = _Asked("I6.c", COMPUTED, np.full(country.size, MIDDLE))
    yield from _assessed(replaced, np.arange(0, country.size, REPLACED_EVERY), days_, rng)


def _assessed(
    asked: _Asked, offices: NDArray[np.int64], days_: Days, rng: np.random.Generator
) -> Iterator[Batch]:
    """One assessment of each office, and for some a second: the same day, earlier, outside."""

    def batch(some: NDArray[np.int64], day: NDArray[np.int32]) -> Batch:
        raw = asked.mean[some] + SPREAD * BY_ITSELF * rng.standard_normal(len(some))
        step = STEPS[asked.method]
        scores = np.rint(np.clip(raw, 0, 100) * (SCALE / step)).astype(np.int64) * step
        return Batch(asked.criterion, asked.method, some, scores, day)

    inside = days_.ordinals[days_.inside & (days_.work > 0)]
    outside = days_.ordinals[~days_.inside & (days_.work > 0)]
    newest = inside[rng.integers(0, len(inside), len(offices))]
    yield batch(offices, newest)
    again = rng.random(len(offices))
    twice = again < SAME_DAY
    yield batch(offices[twice], newest[twice])
    earlier = (again >= SAME_DAY) & (again < SAME_DAY + AGAIN)
    yield batch(offices[earlier], inside[rng.integers(0, len(inside), int(earlier.sum()))])
    beyond = again > 1 - OUTSIDE
    yield batch(offices[beyond], outside[rng.integers(0, len(outside), int(beyond.sum()))])


def _references(method: NDArray[np.int64]) -> list[str]:
    prefixes = {int(one): prefix for one, prefix in PREFIXES.items()}
    return [f"{prefixes[int(one)]}-{number:06}" for number, one in enumerate(method, start=1)]
