"""Counted evidence as whole-number quotients: what article 8 makes of it, for all offices at once.

The same scales as the law's `art08_measures` and `art04_survey`, written over integers, so that
both the bounds of the fast path and the exact arithmetic of a single office start from them.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art04_survey import COUNT_AND_MARK
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.ruling import Reason, msg
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.fixed import check_room, largest
from parvaneh.scoring.policy import FULL, Policy
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.summary import CRITERION_CODES, SERVICE_COUNTS, SURVEY_CRITERIA, Summary

Whole = NDArray[np.int64]
UNKNOWN_EDUCATION = msg("The values have no points for this education: {found}.")
EDUCATION_CITES = cites("D1404 4(6)(c)")
UPTIME, TRAINING, EDUCATION, STABILITY = "I3.b", "I6.b", "I6.c", "I6.e"
SHARES = ("I4.b", "I4.c", "I4.d")
# The computed criteria, in the order of the columns below, and the way of measuring of each.
COMPUTED = (*SURVEY_CRITERIA, UPTIME, *SHARES, TRAINING, EDUCATION, STABILITY)
WAYS = (
    *(Method.SURVEY for _ in SURVEY_CRITERIA),
    Method.MONITORING,
    *(Method.COMPUTER_DATA for _ in (*SHARES, TRAINING, EDUCATION, STABILITY)),
)
COLUMN_OF = tuple(
    COMPUTED.index(code) if code in COMPUTED else -1 for code in CRITERION_CODES
)  # by criterion
CRITERION_OF = tuple(CRITERION_CODES.index(code) for code in COMPUTED)  # by column


@dataclass(frozen=True, eq=False)
class Measures:
    """The computed criteria of n offices: points = numerator / denominator, (n, 11) each.

    A denominator of 0 says that nothing was measured: the criterion is not assessed this way.
    """

    numerator: Whole
    denominator: Whole


def measures_of(summary: Summary, policy: Policy) -> Measures:
    """The computed criteria of all offices.

    Args:
        summary: the reduced evidence.
        policy: the values of the ranking.

    Raises:
        TooLarge: a count is too large for 64 bits.
        Unrankable: the values have no points for an education of the staff.
    """
    columns = [
        *_survey(summary, policy),
        _uptime(summary, policy),
        *_shares(summary, policy),
        _training(summary, policy),
        *_staff(summary, policy),
    ]
    return Measures(
        np.column_stack([numerator for numerator, _ in columns]),
        np.column_stack([denominator for _, denominator in columns]),
    )


def check_educations(summary: Summary, policy: Policy) -> None:
    """Go on only if the values have points for every education of the staff.

    Raises:
        Unrankable: some are unknown; each is named once.
    """
    unknown = sorted(set(summary.stays.education) - policy.education_points.keys())
    if unknown:
        raise Unrankable(
            Reason("unknown_education", UNKNOWN_EDUCATION, EDUCATION_CITES, found=name)
            for name in unknown
        )


def _survey(summary: Summary, policy: Policy) -> Iterable[tuple[Whole, Whole]]:
    unit = math.lcm(*(points.denominator for points in policy.survey_points))
    worth = [int(points * unit) for points in policy.survey_points]
    answered = summary.survey.sum(axis=2)
    check_room(largest(answered), unit, FULL)
    counts = summary.survey_rows > 0
    if policy.small_sample != COUNT_AND_MARK:
        counts = counts & (summary.survey_rows >= policy.survey_minimum)
    earned = (summary.survey * np.array(worth, dtype=np.int64)).sum(axis=2)
    for question in range(len(SURVEY_CRITERIA)):
        yield earned[:, question], np.where(counts, unit * answered[:, question], 0)


def _uptime(summary: Summary, policy: Policy) -> tuple[Whole, Whole]:
    systems = [at for at, name in enumerate(summary.systems) if name in policy.systems]
    minutes = summary.minutes[:, systems].sum(axis=1)
    check_room(largest(minutes), FULL)
    return _capped(FULL * minutes[:, 0], minutes[:, 1])


def _shares(summary: Summary, policy: Policy) -> Iterable[tuple[Whole, Whole]]:
    most = largest(summary.services)
    for share in policy.shares:
        check_room(most, FULL, share.full.numerator * share.full.denominator)
        counted = summary.services[:, SERVICE_COUNTS.index(share.counts)]
        earned = FULL * share.full.denominator * counted
        yield _capped(earned, share.full.numerator * summary.services[:, 0])


def _training(summary: Summary, policy: Policy) -> tuple[Whole, Whole]:
    rows, hours = summary.training[:, 0], summary.training[:, 1]
    full = policy.training_full * SCALE
    check_room(max(largest(hours), full), FULL)
    return _capped(FULL * hours, np.where(rows > 0, full, 0))


def _staff(summary: Summary, policy: Policy) -> tuple[tuple[Whole, Whole], tuple[Whole, Whole]]:
    stays, count = summary.stays, len(summary.offices)
    weight, full = policy.education_weight, policy.experience_full
    points = policy.education_points
    unit = math.lcm(*(one.denominator for one in points.values())) * weight.denominator * full
    degree = {name: int(unit * weight * one) for name, one in points.items()}
    month = int(unit * (1 - weight) * FULL / full)
    longest = max(largest(stays.days), largest(stays.days_due))
    check_room(longest, len(stays.education) + 1, FULL * unit)
    check_room(month, full)
    try:
        learnt = np.array([degree[name] for name in stays.education], np.int64)
    except KeyError:
        check_educations(summary, policy)
        raise
    earned = learnt + month * np.minimum(stays.months, full)
    days = _summed(stays.office, stays.days, count)
    due = _summed(stays.office, stays.days_due, count)
    education = _summed(stays.office, stays.days * earned, count)
    return (education, unit * days), _capped(FULL * days, due)


def _capped(earned: Whole, full: Whole) -> tuple[Whole, Whole]:
    """At most the full score; `earned` already in points times `full`."""
    return np.minimum(earned, FULL * full), full


def _summed(office: Whole, amounts: Whole, offices: int) -> Whole:
    """Sums by office, of rows sorted by office."""
    ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(amounts)))
    edges = np.searchsorted(office, np.arange(offices + 1))
    return ends[edges[1:]] - ends[edges[:-1]]
