"""The exact reference: every office of a summary through the law's own functions.

It is as slow as explaining costs and is what everything faster is held to. It also yields the
rulings, from which a derivation tells each number's article.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_applicability import Applicability
from parvaneh.law.directive_1404.art04_convictions import Conviction, Kind
from parvaneh.law.directive_1404.art04_measurement import Assessment, Measured
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art07_grades import grade_of
from parvaneh.law.directive_1404.art08_measures import (
    Counted,
    Stay,
    education_score,
    share_score,
    stability_score,
    training_score,
    uptime_score,
)
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.directive_1404.art11_national_average import national_average
from parvaneh.law.directive_1404.evaluated import Evidence, Scores, office_scores
from parvaneh.law.directive_1404.ranking import (
    below_national_average,
    honoured,
    ranking,
    totals_of,
)
from parvaneh.law.directive_1404.standing import Licence, Office, Standing
from parvaneh.law.ruling import Reason, Ruling, blocking
from parvaneh.law.values import Values
from parvaneh.scoring.evidence import SCALE, OfficeStatus, Record, RecordKind, Staff, Training
from parvaneh.scoring.evidence import Applicability as Declared
from parvaneh.scoring.evidence import Assessment as Graded
from parvaneh.scoring.measures import (
    COMPUTED,
    EDUCATION,
    STABILITY,
    TRAINING,
    UPTIME,
    WAYS,
    check_educations,
)
from parvaneh.scoring.policy import Policy, policy_of
from parvaneh.scoring.ranking import Ranking, Result, Unrankable
from parvaneh.scoring.summary import CRITERION_CODES, SERVICE_COUNTS, SURVEY_CRITERIA, Summary

Row = TypeVar("Row", Record, Declared, Graded, Staff, Training)
# The way of measuring that each computed criterion is fed by (art. 8).
MEASURED_BY: Mapping[str, Method] = dict(zip(COMPUTED, WAYS, strict=True))
SERVICE_COLUMN: Mapping[Counted, int] = {
    counted: SERVICE_COUNTS.index(counted.value) for counted in Counted
}
ALL_SERVICES = SERVICE_COUNTS.index("services")
KINDS = {RecordKind.CRIMINAL: Kind.CRIMINAL, RecordKind.DISCIPLINARY: Kind.DISCIPLINARY}
LICENCES = {
    OfficeStatus.ACTIVE: Licence.ACTIVE,
    OfficeStatus.SUSPENDED: Licence.SUSPENDED,
    OfficeStatus.REVOKED: Licence.REVOKED,
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """One office before the law: the evidence of the period, what was measured, its scores.

    `measures` holds the rulings of the computed criteria that have a sheet of their own.
    """

    evidence: Evidence
    measures: Mapping[str, Ruling[Fraction]]
    scores: Ruling[Scores]


class Docket:
    """A summary laid open office by office, in the form in which the law asks for evidence."""

    def __init__(self, summary: Summary, values: Values, policy: Policy | None = None) -> None:
        """Sort rows by office once; the values in force on the period's last day apply.

        Raises:
            PolicyFault: the values cannot be ranked by.
            Unrankable: they do not know an education of the staff.
        """
        self.summary = summary
        self.values = values
        self.policy = policy or policy_of(values, summary.period)
        check_educations(summary, self.policy)
        count = len(summary.offices)
        self._newest = np.searchsorted(summary.newest.office, np.arange(count + 1))
        self._stays = np.searchsorted(summary.stays.office, np.arange(count + 1))
        self._systems = [
            at for at, name in enumerate(summary.systems) if name in self.policy.systems
        ]
        self._records = by_office(summary.records)
        self._applicability = by_office(summary.applicability)

    def ruled(self, at: int) -> Ruled:
        """The evidence and scores of the office at this place of the summary."""
        measures = self.measures(at)
        evidence = self.evidence(at, measures)
        period = self.summary.period
        scores = office_scores(evidence=evidence, period=period, values=self.values)
        return Ruled(evidence, measures, scores)

    def office(self, at: int, scores: Scores) -> Office:
        """The office at this place, as it enters the law's ranking."""
        known = self.summary.offices[at]
        licence = LICENCES[known.status]
        return Office(known.code, known.province, known.licensed_on, scores, licence)

    def evidence(self, at: int, measures: Mapping[str, Ruling[Fraction]]) -> Evidence:
        """What the law asks to know of the office at this place."""
        summary = self.summary
        code = summary.offices[at].code
        answered = int(summary.survey_rows[at])
        survey = zip(SURVEY_CRITERIA, summary.survey[at].tolist(), strict=True)
        return Evidence(
            assessments=self._assessments(at),
            measured=tuple(
                Measured(criterion, MEASURED_BY[criterion], one.value)
                for criterion, one in measures.items()
                if one.value is not None
            ),
            survey={criterion: tuple(counts) for criterion, counts in survey if answered},
            survey_n=answered,
            convictions=tuple(map(self._conviction, self._records.get(code, ()))),
            applicability=tuple(
                Applicability(row.criterion, row.applicable, row.reason)
                for row in self._applicability.get(code, ())
            ),
        )

    def measures(self, at: int) -> dict[str, Ruling[Fraction]]:
        """The computed criteria of the office at this place, other than those of the survey.

        Refused where nothing was counted. An office without a row of training is not assessable
        there, and so has none.
        """
        up, due = self.summary.minutes[at, self._systems].sum(axis=0).tolist()
        measures = {UPTIME: uptime_score(minutes_up=up, minutes_due=due)} | self._shares(at)
        if self.summary.training[at, 0]:
            hours = Fraction(int(self.summary.training[at, 1]), SCALE)
            measures[TRAINING] = training_score(hours=hours, values=self.values, on=self._on)
        staff = self._staff(at)
        measures[EDUCATION] = education_score(staff=staff, values=self.values, on=self._on)
        measures[STABILITY] = stability_score(staff=staff)
        return measures

    @property
    def _on(self) -> date:
        return self.summary.period.last

    def _shares(self, at: int) -> dict[str, Ruling[Fraction]]:
        counts = self.summary.services[at].tolist()
        return {
            share.criterion: share_score(
                criterion=share.criterion,
                counted=counts[SERVICE_COLUMN[share.counts]],
                services=counts[ALL_SERVICES],
                values=self.values,
                on=self._on,
            )
            for share in self.policy.shares
        }

    def _staff(self, at: int) -> tuple[Stay, ...]:
        stays = self.summary.stays
        rows = slice(self._stays[at], self._stays[at + 1])
        columns = (stays.months, stays.days, stays.days_due)
        counts = (column[rows].tolist() for column in columns)
        return tuple(Stay(*row) for row in zip(stays.education[rows], *counts, strict=True))

    def _assessments(self, at: int) -> tuple[Assessment, ...]:
        # Of each way's newest day the mean alone is known, which is all that the law takes of it.
        newest = self.summary.newest
        rows = slice(self._newest[at], self._newest[at + 1])
        columns = (newest.criterion, newest.method, newest.total, newest.count, newest.day)
        return tuple(
            Assessment(
                CRITERION_CODES[criterion],
                Method(method),
                Fraction(total, count * SCALE),
                date.fromordinal(day),
            )
            for criterion, method, total, count, day in zip(
                *(column[rows].tolist() for column in columns), strict=True
            )
        )

    def _conviction(self, record: Record) -> Conviction:
        policy = self.policy
        ordered = record.kind is RecordKind.CRIMINAL and record.degree in policy.demotion_degrees
        return Conviction(
            kind=KINDS[record.kind],
            degree=record.degree,
            final_on=record.final_on,
            intentional=bool(record.intentional),
            revokes=record.revokes,
            demotion=record.demotion if ordered or record.demotion else None,
            ruling=record.ruling,
        )


def rank_exactly(summary: Summary, values: Values) -> Ranking:
    """Rank by the law's functions alone.

    Args:
        summary: the reduced evidence; its period's last day chooses the values.
        values: the dated values.

    Returns:
        The ranking, every score an exact fraction.

    Raises:
        PolicyFault: the values cannot be ranked by.
        Unrankable: the law refuses the evidence; every reason names its office.
    """
    docket = Docket(summary, values)
    return ranking_of(docket, [docket.ruled(at).scores for at in range(len(summary.offices))])


def ranking_of(docket: Docket, scores: Sequence[Ruling[Scores]]) -> Ranking:
    """The ranking that follows from the scores of all offices, in the order of the summary.

    Args:
        docket: the summary laid open.
        scores: what the law found for each office.

    Raises:
        Unrankable: the law refuses; every reason names its office.
    """
    summary, values, policy = docket.summary, docket.values, docket.policy
    period = summary.period
    codes = [office.code for office in summary.offices]
    _raise_for(named(codes, scores))
    offices = tuple(
        docket.office(at, one.value) for at, one in enumerate(scores) if one.value is not None
    )
    ranked = ranking(offices=offices, period=period, values=values)
    _raise_for(blocking(ranked))
    standings = ranked.value or ()
    below = below_national_average(standings=standings, values=values, on=period.last)
    listed = honoured(
        standings=standings, kanoons={}, open_objections=0, values=values, on=period.last
    )
    average = national_average(totals=totals_of(standings).values()).value
    return Ranking(
        period=period,
        values=values,
        summary=summary,
        results=tuple(map(_result, standings, summary.survey_rows.tolist())),
        official=policy.official,
        provisional=policy.provisional,
        average=average,
        average_grade="" if average is None else _grade(average, values, period),
        below_average=tuple(sorted(below.value or ())),
        honoured=tuple(sorted(listed.value or ())),
    )


def refusals(docket: Docket, places: Iterable[int]) -> tuple[Reason, ...]:
    """Why the law refuses the evidence of these offices of the summary; none if it does not."""
    known = list(places)
    codes = [docket.summary.offices[at].code for at in known]
    return named(codes, [docket.ruled(at).scores for at in known])


def named(codes: Iterable[str], rulings: Iterable[Ruling[Any]]) -> tuple[Reason, ...]:
    """What refuses in some offices' rulings, each reason with its office among its parameters."""
    return tuple(
        replace(reason, params={**reason.params, "office": code})
        for code, one in zip(codes, rulings, strict=True)
        for reason in blocking(one)
    )


def _raise_for(reasons: tuple[Reason, ...]) -> None:
    if reasons:
        raise Unrankable(reasons)


def _result(standing: Standing, survey_n: int) -> Result:
    return Result(
        office=standing.code,
        indicators=tuple(standing.indicators.get(indicator) for indicator in Indicator),
        total=standing.total,
        grade=standing.grade or "",
        place=standing.place,
        province_place=standing.province_place,
        demoted_by=standing.demoted_by,
        status=standing.status,
        survey_n=survey_n,
    )


def _grade(total: Fraction, values: Values, period: Period) -> str:
    band = grade_of(total=total, values=values, on=period.last).value
    return band.key if band else ""


def by_office(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their office, each office's in the order given."""
    kept: dict[str, list[Row]] = {}
    for row in rows:
        kept.setdefault(row.office, []).append(row)
    return kept
