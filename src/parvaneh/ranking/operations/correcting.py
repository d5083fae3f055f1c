"""Correcting evidence by a decision on an objection, through the registry's own operations."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from parvaneh.kit.clock import day_of
from parvaneh.kit.languages import msg
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import is_within
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import Doer
from parvaneh.ranking.corrections import Correction, Do
from parvaneh.ranking.models import Objection, Point
from parvaneh.ranking.queries.objectable import (
    ASSESSMENT,
    RECORD,
    assessment_key,
    assessment_newest,
    period_of,
    record_key,
    record_newest,
)
from parvaneh.registry.entering import number_faults
from parvaneh.registry.models import Office
from parvaneh.registry.models.evidence import MOST_SCORE
from parvaneh.registry.operations import (
    assessment_correct,
    assessment_withdraw,
    assessment_write,
    record_correct,
    record_withdraw,
)
from parvaneh.registry.operations.evidence import measured_faults
from parvaneh.registry.queries import values_in_force

DECIDING = cites("D1404 12(3)")
NOT_OF_POINT = msg("Point {number} is about something else than what is corrected.")
NOT_FOR_THIS = msg("What point {number} names cannot be corrected in this way.")
NO_DAY = msg("Say in point {number} on which day it was assessed.")
OUTSIDE = msg("{found} lies outside of the evaluation period.")
GONE = msg("What point {number} names was taken back meanwhile.")
NO_ENTRY = msg("Say in point {number} what the record should say.")


class _Told(TypedDict):
    """What every correction of evidence says of itself."""

    because: str
    source: str
    by: Doer
    at: datetime


# What can be done to what a point names.
FITS = {
    ASSESSMENT: (Do.SCORE, Do.WITHDRAW),
    RECORD: (Do.ENTRY, Do.WITHDRAW),
    "": (Do.WRITE,),
}


def ways_of(point: Point) -> tuple[Do, ...]:
    """What can be done to the evidence that a point names."""
    kind = point.evidence.partition(":")[0]
    if not kind and not point.criterion:
        return ()
    return FITS[kind]


def correction_faults(point: Point, one: Correction, objection: Objection) -> list[Reason]:
    """What is wrong with a correction of what a point names.

    Args:
        point: of an objection with the Services Deputy.
        one: the correction.
        objection: whose point it is.
    """
    number = point.number

    def fault(field: str, message: str, found: object = None) -> Reason:
        where = f"{field}-{number}"
        return Reason(where, message, DECIDING, found=found, params={"number": number})

    if one.do not in ways_of(point):
        return [fault("do", NOT_FOR_THIS)]
    if one.evidence != point.evidence or (one.do is Do.WRITE and one.criterion != point.criterion):
        return [fault("do", NOT_OF_POINT)]
    if _is_gone(one):
        return [fault("do", GONE)]
    if one.do is Do.ENTRY:
        return [] if one.entry else [fault("do", NO_ENTRY)]
    faults = []
    if one.do in (Do.SCORE, Do.WRITE):
        faults += number_faults(f"score-{number}", one.score, 0, MOST_SCORE)
    if one.do is Do.WRITE:
        faults += _written_faults(one, objection, fault)
    return faults


def evidence_correct(
    *,
    correction: Correction | None,
    office: Office,
    because: str,
    source: str,
    by: Doer,
    at: datetime,
) -> str:
    """Correct evidence as a decision says; returns the row that it ended in.

    Args:
        correction: found right by `correction_faults`.
        office: whose evidence it is.
        because: why, in short.
        source: the case that decided.
        by: who decides; whoever calls looks to it that they may.
        at: the moment.

    Raises:
        Refused: the registry refuses it.
        Conflict: somebody else corrected it meanwhile.
    """
    assert correction is not None
    told = _Told(because=because, source=source, by=by, at=at)
    if correction.do is Do.WRITE:
        assert correction.assessed_on is not None
        row = assessment_write(
            office=office, criterion=correction.criterion, method=correction.method,
            score=correction.score, assessed_on=correction.assessed_on, source=source,
            reference=correction.reference, by=by, at=at,
        )  # fmt: skip
        return assessment_key(row)
    if correction.evidence.startswith(f"{ASSESSMENT}:"):
        known = assessment_newest(correction.evidence)
        if correction.do is Do.WITHDRAW:
            return assessment_key(assessment_withdraw(assessment=known, **told))
        return assessment_key(assessment_correct(assessment=known, score=correction.score, **told))
    entry = record_newest(correction.evidence)
    if correction.do is Do.WITHDRAW:
        return record_key(record_withdraw(record=entry, **told))
    assert correction.entry is not None
    return record_key(record_correct(record=entry, entry=correction.entry, **told))


def _is_gone(one: Correction) -> bool:
    if one.do is Do.WRITE:
        return False
    newest = assessment_newest if one.evidence.startswith(f"{ASSESSMENT}:") else record_newest
    return newest(one.evidence).withdrawn


def _written_faults(
    one: Correction, objection: Objection, fault: Callable[..., Reason]
) -> list[Reason]:
    if one.assessed_on is None:
        return [fault("day", NO_DAY)]
    if not is_within(period_of(objection.cycle), one.assessed_on):
        return [fault("day", OUTSIDE, one.assessed_on)]
    today = day_of(objection.lodged_at)
    known = measured_faults(
        one.criterion, one.method, one.assessed_on, max(today, one.assessed_on), values_in_force()
    )
    return [fault("method", why.message, why.found) for why in known[:1]]
