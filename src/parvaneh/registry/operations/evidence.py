"""Entering evidence: one assessment at a time, or a whole import by COPY and in one event."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import numpy as np

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.copying import values_copied
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.clock import tehran_day
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art08_methods import METHODS, Method, method_allowed
from parvaneh.law.ruling import Reason, blocking
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.entering import (
    choice_faults,
    future_faults,
    number_faults,
    text_faults,
)
from parvaneh.registry.models import Applicability, Assessment, Batch, Count, Office
from parvaneh.registry.models.evidence import MOST_SCORE, REFERENCE_LENGTH, TEXT_LENGTH
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.evidence import BETWEEN
from parvaneh.scoring.opened import Opened
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.summary import Summary

SOURCE_LENGTH = 80
MOST_TOLD = 20
CITES = {"evidence": cites("D1404 4", "D1404 5", "D1404 8")}
ASSESSMENT_COLUMNS = (
    "batch_id", "number", "office_id", "province", "criterion", "method", "assessed_on", "score",
    "reference", "because", "withdrawn",
)  # fmt: skip
COUNT_COLUMNS = ("batch_id", "office_id", "province", "sheet", "key", "counts")
APPLICABILITY_COLUMNS = (
    "batch_id", "office_id", "province", "criterion", "applicable", "reason",
)  # fmt: skip

UNKNOWN_OFFICES = msg("These codes are of no office in the register ({needed} in all): {found}.")
NOT_YET_IN_FORCE = msg("No rule of measuring is in force on {found}.")
NOT_NEWEST = msg("This assessment was corrected before; correct the newest one.")
REPLACED = msg("This batch was replaced before.")


def assessment_write(
    *,
    office: Office,
    criterion: str,
    method: int,
    score: int,
    assessed_on: date,
    source: str,
    reference: str = "",
    by: Doer,
    at: datetime,
) -> Assessment:
    """Enter one assessment of one criterion.

    Args:
        office: of which office.
        criterion: the code, such as ``I3.a``.
        method: the number of the way of measuring in article 8.
        score: in ten-thousandths of a point, 0 to 1,000,000.
        assessed_on: the day.
        source: where it comes from, ``kind:key``.
        reference: number of the report.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that is wrong, or that article 8 has against it.
    """
    permitted(by, Permission.EVIDENCE_MANAGE, _lies(office), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *assessed_faults(score, reference),
        *measured_faults(criterion, method, assessed_on, tehran_day(at), values_in_force()),
    )
    with act(by=by, at=at):
        row = Assessment(
            office=office, province=office.province, criterion=criterion, method=method,
            assessed_on=assessed_on, score=score, reference=clean(reference),
        )  # fmt: skip
        return _entered("assessment.written", row, source, by, at)


def assessment_correct(
    *, assessment: Assessment, score: int, because: str, source: str, by: Doer, at: datetime
) -> Assessment:
    """Put another score in the place of the newest one; both stay.

    Raises:
        Refused: with everything that is wrong; it is not the newest.
        Conflict: somebody else corrected it meanwhile.
    """
    permitted(by, Permission.EVIDENCE_MANAGE, _lies(assessment.office), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, TEXT_LENGTH),
        *number_faults("score", score, 0, MOST_SCORE),
        *_newest_faults(assessment),
    )
    with act(by=by, at=at):
        row = _following(assessment, because)
        row.score = score
        return _entered("assessment.corrected", row, source, by, at)


def assessment_withdraw(
    *, assessment: Assessment, because: str, source: str, by: Doer, at: datetime
) -> Assessment:
    """Take an assessment back: a row that says so and why.

    Raises:
        Refused: no reason; it is not the newest.
        Conflict: somebody else corrected it meanwhile.
    """
    permitted(by, Permission.EVIDENCE_MANAGE, _lies(assessment.office), at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, TEXT_LENGTH),
        *_newest_faults(assessment),
    )
    with act(by=by, at=at):
        row = _following(assessment, because)
        row.withdrawn = True
        return _entered("assessment.withdrawn", row, source, by, at)


def evidence_import(
    *,
    opened: Opened,
    period: Period,
    source: str,
    replaces: Batch | None = None,
    because: str = "",
    by: Doer,
    at: datetime,
) -> Batch:
    """Keep opened evidence: assessments row by row, the large sheets reduced to counts.

    Convictions are no part of it: they are written one by one (`record_write`).

    Args:
        opened: as `scoring.sources.open_evidence` gives it; all its faults were told there.
        period: the evaluation period that counts are reduced for.
        source: where it comes from.
        replaces: the batch that this one takes the place of, whole.
        because: why it does.
        by: who acts.
        at: the moment.

    Returns:
        The batch; one event tells all of it.

    Raises:
        EvidenceRefused: rows of the large sheets are wrong.
        Refused: it speaks of offices that the register does not have.
        Conflict: somebody else replaced the same batch.
    """
    summary = reduce_evidence(opened, period)
    codes = [office.code for office in summary.offices]
    known = {
        code: (pk, province)
        for code, pk, province in Office.objects.filter(code__in=codes).values_list(
            "code", "pk", "province"
        )
    }
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *text_faults("because", because, TEXT_LENGTH, needed=replaces is not None),
        *_unknown(code for code in codes if code not in known),
        *_replaced_faults(replaces),
    )
    for province in sorted({province for _, province in known.values()}):
        permitted(by, Permission.EVIDENCE_MANAGE, Lies(province=province), at)
    with act(by=by, at=at):
        batch = inserted(
            Batch(
                code=fresh_code("b"), first=period.first, last=period.last, source=clean(source),
                sheets=sorted(summary.sheets), outside=dict(summary.outside),
                rows=len(opened.small.assessments), replaces=replaces, because=clean(because),
                entered_by=by.key, entered_at=at,
            )
        )  # fmt: skip
        values_copied(Assessment, ASSESSMENT_COLUMNS, _assessment_rows(batch, opened, known))
        counted = values_copied(Count, COUNT_COLUMNS, _count_rows(batch, summary, known))
        values_copied(
            Applicability, APPLICABILITY_COLUMNS, _applicability_rows(batch, opened, known)
        )
        event_write(
            kind="evidence.imported",
            subject=f"batch:{batch.code}",
            before=f"batch:{replaces.code}" if replaces else "",
            cites=CITES["evidence"],
            facts={
                "first": period.first.isoformat(),
                "last": period.last.isoformat(),
                "offices": len(codes),
                "assessments": batch.rows,
                "counts": counted,
                "files": {one.name: one.sha256 for one in opened.inputs},
            },
            private={"because": clean(because)} if because else {},
        )
    return batch


def assessed_faults(score: int, reference: str) -> list[Reason]:
    """What is wrong with what an assessment says: its score, and the number of its report."""
    return [
        *text_faults("reference", reference, REFERENCE_LENGTH, needed=False),
        *number_faults("score", score, 0, MOST_SCORE),
    ]


def assessed_right(scores: Sequence[int], references: Sequence[str]) -> bool:
    """Whether `assessed_faults` has nothing against many: then it has nothing at the extremes.

    Args:
        scores: of all of them.
        references: of all of them, cleaned.
    """
    if not scores:
        return True
    longest = max(references, key=len)
    return not (assessed_faults(min(scores), longest) + assessed_faults(max(scores), longest))


def measured_faults(
    criterion: str, method: int, on: date, today: date, values: Values
) -> list[Reason]:
    """What is wrong with how and when an assessment was made (D1404 4, 8)."""
    method_faults = _method_faults(criterion, method, on, values)
    return [*future_faults("assessed_on", on, today), *method_faults]


def _lies(office: Office) -> Lies:
    return Lies(province=office.province, office=office.code)


Known = dict[str, tuple[int, str]]


def _assessment_rows(batch: Batch, opened: Opened, known: Known) -> Iterator[Sequence[object]]:
    for number, row in enumerate(opened.small.assessments, start=1):
        where = (batch.pk, number, *known[row.office])
        what = (row.criterion, row.method, row.on, row.score, row.reference)
        yield (*where, *what, "", False)


def _count_rows(batch: Batch, summary: Summary, known: Known) -> Iterator[Sequence[object]]:
    survey = np.column_stack(
        (summary.survey_rows, summary.survey.reshape(len(summary.offices), -1))
    )
    tables = [("survey", "", survey), ("services", "", summary.services)]
    tables += [
        ("monitoring", system, summary.minutes[:, at]) for at, system in enumerate(summary.systems)
    ]
    tables.append(("training", "", summary.training))
    codes = [office.code for office in summary.offices]
    for sheet, key, counts in tables:
        for at in np.flatnonzero(counts.any(axis=1)).tolist():
            yield (batch.pk, *known[codes[at]], sheet, key, counts[at].tolist())
    stays = summary.stays
    columns = (stays.office, stays.months, stays.days, stays.days_due)
    numbers = zip(*(column.tolist() for column in columns), strict=True)
    for education, (at, months, days, due) in zip(stays.education, numbers, strict=True):
        key = f"{education}{BETWEEN}{months}"
        yield (batch.pk, *known[codes[at]], "staff", key, [days, due])


def _applicability_rows(batch: Batch, opened: Opened, known: Known) -> Iterator[Sequence[object]]:
    for row in opened.small.applicability:
        yield (batch.pk, *known[row.office], row.criterion, row.applicable, row.reason)


def _entered(kind: str, row: Assessment, source: str, by: Doer, at: datetime) -> Assessment:
    row.batch = inserted(
        Batch(
            code=fresh_code("b"), first=row.assessed_on, last=row.assessed_on,
            source=clean(source), sheets=["assessments"], rows=1,
            entered_by=by.key, entered_at=at,
        )
    )  # fmt: skip
    row.number = 1
    row = inserted(row)
    event_write(
        kind=kind,
        subject=f"assessment:{row.batch.code}-{row.number}",
        before=f"{row.corrects.batch.code}-{row.corrects.number}" if row.corrects else "",
        cites=CITES["evidence"],
        facts={
            "office": row.office.code,
            "criterion": row.criterion,
            "method": row.method,
            "assessed_on": row.assessed_on.isoformat(),
            "score": row.score,
        },
        private={"because": row.because} if row.because else {},
    )
    return row


def _following(assessment: Assessment, because: str) -> Assessment:
    return Assessment(
        office=assessment.office,
        province=assessment.province,
        criterion=assessment.criterion,
        method=assessment.method,
        assessed_on=assessment.assessed_on,
        score=assessment.score,
        reference=assessment.reference,
        corrects=assessment,
        because=clean(because),
    )


def _method_faults(criterion: str, method: int, on: date, values: Values) -> list[Reason]:
    known = choice_faults("method", str(method), [str(one.value) for one in METHODS])
    if known:
        return known
    try:
        ruling = method_allowed(criterion=criterion, method=Method(method), values=values, on=on)
    except NoValueInForce:
        return [Reason("assessed_on", NOT_YET_IN_FORCE, CITES["evidence"], found=on)]
    return list(blocking(ruling))


def _newest_faults(assessment: Assessment) -> list[Reason]:
    if assessment.withdrawn or Assessment.objects.filter(corrects=assessment).exists():
        return [Reason("assessment", NOT_NEWEST, ())]
    return []


def _replaced_faults(replaces: Batch | None) -> list[Reason]:
    if replaces and Batch.objects.filter(replaces=replaces).exists():
        return [Reason("replaces", REPLACED, ())]
    return []


def _unknown(codes: Iterable[str]) -> list[Reason]:
    missing = sorted(codes)
    if not missing:
        return []
    told = tuple(missing[:MOST_TOLD])
    return [Reason("office_code", UNKNOWN_OFFICES, (), found=told, needed=len(missing))]
