"""Findings of inspections and verdicts of boards become evidence: one finding, one indicator.

The processes that find something call this; which indicator a finding counts under is the law's
question (D1404 4(3)). A verdict is a conviction and goes to the record, whose rule is 4(7).
"""

from dataclasses import dataclass
from datetime import date, datetime

from parvaneh.frame.refused import conflict_if_refused, inserted, refuse
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art04_routing import routed_indicator
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.ruling import Reason, blocking, msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import choice_faults, text_faults
from parvaneh.registry.models import Assessment, Finding, Office
from parvaneh.registry.models.findings import SOURCE_LENGTH
from parvaneh.registry.operations.evidence import assessment_write
from parvaneh.registry.operations.records import Entry, record_write

CITES = {"finding_enter": cites("D1404 4(3)", "D1404 8(3)"), "verdict_enter": cites("D1404 4(7)")}

COUNTED = msg("This finding counts already, under {found}; a finding counts once.")
OTHER_INDICATOR = msg("{found} is no criterion of {needed}, under which the finding counts.")


@dataclass(frozen=True)
class Found:
    """What was found: a score of a criterion, in ten-thousandths of a point."""

    concerns: Indicator
    violation: bool
    criterion: str
    score: int
    found_on: date
    reference: str = ""
    method: Method = Method.INSPECTION


def finding_enter(*, office: Office, found: Found, source: str, by: Doer, at: datetime) -> Finding:
    """Count a finding under the one indicator that article 4(3) gives it to.

    Args:
        office: where it was found.
        found: what it says, and which indicator it concerns.
        source: the item of the report, ``inspection:number/item``; it can be counted once.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that is wrong; it counts already, or the law routes it elsewhere.
        Conflict: somebody else entered it meanwhile.
    """
    refuse(*_source_faults(source), *_routing_faults(found))
    with act(by=by, at=at):
        row = assessment_write(
            office=office, criterion=found.criterion, method=found.method.value, score=found.score,
            assessed_on=found.found_on, source=source, reference=found.reference, by=by, at=at,
        )  # fmt: skip
        return _counted(
            Finding(
                office=office, violation=found.violation, concerns=found.concerns.value,
                assessment=row,
            ),
            source, CITES["finding_enter"], by, at,
        )  # fmt: skip


def verdict_enter(*, office: Office, entry: Entry, source: str, by: Doer, at: datetime) -> Finding:
    """Enter the final verdict that a finding led to into the record, once (D1404 4(7)).

    Args:
        office: whose manager or staff was convicted.
        entry: what the verdict says.
        source: the case, ``case:number``.
        by: who acts.
        at: the moment.

    Raises:
        Refused: with everything that is wrong; it counts already.
        Conflict: somebody else entered it meanwhile.
    """
    refuse(*_source_faults(source))
    with act(by=by, at=at):
        row = record_write(office=office, entry=entry, source=source, by=by, at=at)
        return _counted(
            Finding(office=office, violation=True, concerns=Indicator.I7.value, record=row),
            source, CITES["verdict_enter"], by, at,
        )  # fmt: skip


def _counted(
    row: Finding, source: str, rests_on: tuple[str, ...], by: Doer, at: datetime
) -> Finding:
    row.source, row.province = clean(source), row.office.province
    row.entered_by, row.entered_at = by.key, at
    with conflict_if_refused("the finding was entered meanwhile"):
        row = inserted(row)
    event_write(
        kind="finding.entered",
        subject=f"office:{row.office.code}",
        cites=rests_on,
        facts={
            "source": row.source,
            "concerns": row.concerns,
            "violation": "yes" if row.violation else "no",
            "evidence": evidence_named(row),
        },
    )
    return row


def evidence_named(row: Finding) -> str:
    """The row of evidence that a finding became, as other rows name it."""
    if row.assessment is not None:
        return _assessment_named(row.assessment)
    return f"record:{row.record.code}" if row.record is not None else ""


def _assessment_named(row: Assessment) -> str:
    return f"assessment:{row.batch.code}/{row.number}"


def _source_faults(source: str) -> list[Reason]:
    faults = text_faults("source", source, SOURCE_LENGTH)
    known = None if faults else Finding.objects.filter(source=clean(source)).first()
    if known is None:
        return faults
    term = INDICATORS[Indicator(known.concerns)]
    return [Reason("source", COUNTED, CITES["finding_enter"], found=term)]


def _routing_faults(found: Found) -> list[Reason]:
    ruling = routed_indicator(violation=found.violation, concerns=found.concerns)
    if not ruling.granted or ruling.value is None:
        return list(blocking(ruling))
    unknown = choice_faults("criterion", found.criterion, CRITERIA)
    if unknown:
        return unknown
    if indicator_of(criterion=found.criterion) is ruling.value:
        return []
    there, here = INDICATORS[ruling.value], CRITERIA[found.criterion]
    rests_on = CITES["finding_enter"]
    return [Reason("criterion", OTHER_INDICATOR, rests_on, found=here, needed=there)]
