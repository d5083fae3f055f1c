"""New evidence of one office into its new total, grade and place, the rest left as it stands.

A board keeps a ranking in columns. New evidence is merged into the office's own counts alone, its
scores are computed exactly, and its place is found by counting who stands above it. What moves when
all are ranked anew (the mean of the country, the list below it) is not told here.
"""

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from parvaneh.law.values import Values
from parvaneh.scoring.evidence import Applicability, Record
from parvaneh.scoring.exact import by_office
from parvaneh.scoring.fast import ACTIVE, Columns, columns_of, result_of
from parvaneh.scoring.inputs import Mask
from parvaneh.scoring.merging import CannotMerge, merged
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Result
from parvaneh.scoring.summary import Newest, Stays, Summary


class Board:
    """A ranking that takes in evidence office by office."""

    def __init__(self, summary: Summary, values: Values) -> None:
        """Rank everybody once.

        Args:
            summary: the reduced evidence so far.
            values: the dated values.

        Raises:
            PolicyFault: the values cannot be ranked by.
            TooLarge: weights or counts are too large for 64 bits.
            Unrankable: the law refuses the evidence.
        """
        self._summary, self._values = summary, values
        self._policy = policy_of(values, summary.period)
        self._columns = columns_of(summary, values, self._policy)
        scores = self._columns.scores
        self._province = self._columns.inputs.province
        self._placed: Mask = self._columns.status == ACTIVE
        self._low, self._high = scores.totals.low.copy(), scores.totals.high.copy()
        self._unit = scores.weight * scores.scale
        self._at = {office.code: at for at, office in enumerate(summary.offices)}
        self._records = by_office(summary.records)
        self._applicability = by_office(summary.applicability)
        self._renewed: dict[int, tuple[Summary, Result]] = {}

    def add(self, part: Summary) -> tuple[Result, ...]:
        """Take in new evidence.

        Args:
            part: the reduced new evidence, of one office or several; of the same period.

        Returns:
            The new results of its offices, in its order. All that stood before is kept if the
            evidence is refused.

        Raises:
            CannotMerge: an office is unknown or described otherwise, or the periods differ.
            Unrankable: the law refuses the evidence.
        """
        unknown = [office.code for office in part.offices if office.code not in self._at]
        if unknown:
            raise CannotMerge(f"unknown offices: {', '.join(unknown)}")
        fresh = [self._with(at, part) for at in range(len(part.offices))]
        for summary, columns in fresh:
            self._keep(summary, columns)
        return tuple(self.result(office.code) for office in part.offices)

    def result(self, code: str) -> Result:
        """The result of an office as it stands now.

        Raises:
            KeyError: there is no such office.
        """
        at = self._at[code]
        known = self._renewed[at][1] if at in self._renewed else result_of(self._columns, at)
        if not self._placed[at] or known.total is None:
            return known
        above = self._above(known.total)
        there = above & (self._province == self._province[at])
        return replace(known, place=int(above.sum()) + 1, province_place=int(there.sum()) + 1)

    def _with(self, at: int, part: Summary) -> tuple[Summary, Columns]:
        """One office with its new evidence, ranked alone."""
        new = office_part(part, at, by_office(part.records), by_office(part.applicability))
        place = self._at[part.offices[at].code]
        if place in self._renewed:
            old = self._renewed[place][0]
        else:
            old = office_part(self._summary, place, self._records, self._applicability)
        summary = merged([old, new])
        return summary, columns_of(summary, self._values, self._policy)

    def _keep(self, summary: Summary, columns: Columns) -> None:
        at = self._at[summary.offices[0].code]
        totals = columns.scores.totals
        self._renewed[at] = summary, result_of(columns, 0)
        self._low[at], self._high[at] = totals.low[0], totals.high[0]
        self._placed[at] = columns.status[0] == ACTIVE

    def _above(self, total: Fraction) -> Mask:
        """The offices whose total is higher."""
        scaled = total * self._unit
        floor = scaled.numerator // scaled.denominator
        above: Mask = self._placed & (self._low > floor + 1)
        unsure = self._placed & ~above & (self._high > floor)
        for at in np.flatnonzero(unsure).tolist():
            above[at] = self._total(at) > total
        return above

    def _total(self, at: int) -> Fraction:
        if at in self._renewed:
            known = self._renewed[at][1].total
        else:
            known = self._columns.rational.total(at)
        assert known is not None  # of offices with a place alone
        return known


def office_part(
    summary: Summary,
    at: int,
    records: dict[str, list[Record]],
    applicability: dict[str, list[Applicability]],
) -> Summary:
    """The summary of a single office.

    Args:
        summary: the whole.
        at: the place of the office in it.
        records: those of the whole by office.
        applicability: likewise.
    """
    office = summary.offices[at]
    return Summary(
        period=summary.period,
        offices=(office,),
        survey=summary.survey[at : at + 1],
        survey_rows=summary.survey_rows[at : at + 1],
        services=summary.services[at : at + 1],
        systems=summary.systems,
        minutes=summary.minutes[at : at + 1],
        training=summary.training[at : at + 1],
        stays=_stays_at(summary.stays, at),
        newest=_newest_at(summary.newest, at),
        records=tuple(records.get(office.code, ())),
        applicability=tuple(applicability.get(office.code, ())),
        sheets=summary.sheets,
        outside=MappingProxyType({}),  # known of the whole alone
    )


def _stays_at(stays: Stays, at: int) -> Stays:
    start, end = np.searchsorted(stays.office, (at, at + 1))
    counts = (column[start:end] for column in (stays.months, stays.days, stays.days_due))
    return Stays(np.zeros(end - start, np.int64), stays.education[start:end], *counts)


def _newest_at(newest: Newest, at: int) -> Newest:
    start, end = np.searchsorted(newest.office, (at, at + 1))
    columns = (newest.criterion, newest.method, newest.day, newest.total, newest.count)
    return Newest(np.zeros(end - start, np.int64), *(column[start:end] for column in columns))
