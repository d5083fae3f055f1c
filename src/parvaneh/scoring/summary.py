"""The reduced evidence: per-office integer counts that merge, and nothing finer.

A summary is all that the ranking reads. Two summaries of parts of the evidence merge into the
summary of the whole, byte for byte, in whatever order rows came. Its file is a canonical archive of
small CSV members, the same that a bundle carries as its reduced inputs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.evidence import Applicability, Office, Record

Counts = NDArray[np.int64]
ANSWERS = 5  # a survey answer is 1..5
SURVEY_CRITERIA = ("I2.a", "I2.b", "I2.c", "I2.d")
SERVICE_COUNTS = ("services", "fee_exempt", "below_tariff", "in_prison")  # of Summary.services
CRITERION_CODES = tuple(CRITERIA)  # what Newest.criterion indexes


@dataclass(frozen=True, eq=False)
class Newest:
    """The newest day's assessments of each (office, criterion, method): six equal-long columns.

    Sorted by office, criterion, method. `office` indexes `Summary.offices`; `criterion` indexes the
    35 criteria in the order of the directive; `day` is a proleptic ordinal; `total` is the sum of
    the scores of that day in ten-thousandths; `count` how many there were.
    """

    office: Counts
    criterion: Counts
    method: Counts
    day: Counts
    total: Counts
    count: Counts


@dataclass(frozen=True, eq=False)
class Stays:
    """Staff time inside the period, one row per (office, education, months), sorted so.

    `days` in post inside the period; `days_due` from each one's first day in it to its last day.
    """

    office: Counts
    education: tuple[str, ...]
    months: Counts
    days: Counts
    days_due: Counts


@dataclass(frozen=True, eq=False)
class Summary:
    """Everything the ranking reads, for n offices sorted by code.

    `survey` (n, 4, 5): answers of each value to I2.a..d. `survey_rows` (n,): rows in the period
    with at least one answer. `services` (n, 4): all, fee-exempt, below tariff, in prison.
    `minutes` (n, systems, 2): up, due. `training` (n, 2): rows, hours in ten-thousandths.
    `sheets`: those that were given. `outside`: rows per sheet outside the period, ignored.
    Records final after the period are outside; those before it are kept only if they revoke.
    """

    period: Period
    offices: tuple[Office, ...]
    survey: Counts
    survey_rows: Counts
    services: Counts
    systems: tuple[str, ...]
    minutes: Counts
    training: Counts
    stays: Stays
    newest: Newest
    records: tuple[Record, ...]
    applicability: tuple[Applicability, ...]
    sheets: frozenset[str]
    outside: Mapping[str, int]
