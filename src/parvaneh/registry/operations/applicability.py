"""Saying that a criterion does not apply to an office, and why (A-30); or that it does again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404 import art04_applicability as law
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import Reason, blocking
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.entering import text_faults
from parvaneh.registry.models import Applicability, Batch, Office
from parvaneh.registry.models.evidence import TEXT_LENGTH
from parvaneh.registry.operations.evidence import SOURCE_LENGTH
from parvaneh.registry.permitted import permitted
from parvaneh.registry.queries.approved_values import values_in_force

CITES = {"applicability_declare": cites("D1404 4", "D1404 4(4)(c)")}


@dataclass(frozen=True)
class Applies:
    """Whether a criterion applies to an office; if not, why."""

    office: Office
    criterion: str
    applicable: bool
    reason: str = ""


def applicability_declare(
    *, rows: Sequence[Applies], period: Period, source: str, by: Doer, at: datetime
) -> Batch:
    """Say for offices which criteria apply to them; the latest word on each stands.

    Args:
        rows: what is said.
        period: the evaluation period that it is said for.
        source: where it comes from, ``kind:key``.
        by: who acts; needs `EVIDENCE_MANAGE` for every office.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
    """
    for one in {row.office.pk: row.office for row in rows}.values():
        lies = Lies(province=one.province, office=one.code)
        permitted(by, Permission.EVIDENCE_MANAGE, lies, at)
    refuse(
        *text_faults("source", source, SOURCE_LENGTH),
        *(fault for row in rows for fault in applies_faults(row, period)),
    )
    with act(by=by, at=at):
        batch = inserted(
            Batch(
                code=fresh_code("b"), first=period.first, last=period.last, source=clean(source),
                sheets=["applicability"], rows=len(rows), entered_by=by.key, entered_at=at,
            )
        )  # fmt: skip
        Applicability.objects.bulk_create(
            Applicability(
                batch=batch, office=row.office, province=row.office.province,
                criterion=row.criterion, applicable=row.applicable, reason=clean(row.reason),
            )
            for row in rows
        )  # fmt: skip
        event_write(
            kind="applicability.declared",
            subject=f"batch:{batch.code}",
            cites=CITES["applicability_declare"],
            facts={
                "first": period.first.isoformat(),
                "last": period.last.isoformat(),
                "not_applicable": [
                    f"{row.office.code} {row.criterion}" for row in rows if not row.applicable
                ],
                "applicable": [
                    f"{row.office.code} {row.criterion}" for row in rows if row.applicable
                ],
            },
        )
    return batch


def applies_faults(row: Applies, period: Period) -> list[Reason]:
    """What is wrong with one of them."""
    reason = clean(row.reason)
    said = (law.Applicability(row.criterion, row.applicable, reason),)
    ruling = law.inapplicable(
        declared=said, ordered_relocation=False, values=values_in_force(), on=period.last
    )
    return [*text_faults("reason", reason, TEXT_LENGTH, needed=False), *blocking(ruling)]
