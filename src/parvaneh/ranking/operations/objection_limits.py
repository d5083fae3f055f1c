"""Limits that an authority missed with an objection: somebody above is told, nothing is decided.

The article attaches no outcome to a missed limit (A-23). Each is told once, and marked on the
objection from then on.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from parvaneh.casework.messages import message_write
from parvaneh.casework.models import Deadline, DeadlineState
from parvaneh.frame.jobs import job
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.law.directive_1404.art12_objection import DECISION, REVIEW
from parvaneh.law.directive_1404.art12_outcome import CHARGES, Duty, Limit, internal_limit
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ranking.models import Objection
from parvaneh.ranking.operations.objection_telling import acting_for
from parvaneh.ranking.queries.objections import OBJECTION

BATCH = 500
# The duty that each limit is of, and the column that says that it was missed.
DUTIES: Mapping[str, tuple[Duty, str]] = {
    REVIEW.length: (Duty.REVIEW, "review_missed_at"),
    DECISION.length: (Duty.DECISION, "decision_missed_at"),
}


def limits_escalate(*, at: datetime) -> list[Objection]:
    """Tell those above of every limit that was missed and not told of yet.

    Args:
        at: the moment; last days before its day have passed.

    Returns:
        The objections, each once for each limit.
    """
    found = []
    for deadline in _missed(at):
        objection = deadline.case.objection
        duty, column = DUTIES[deadline.key]
        with act(by=SYSTEM, at=at, case=deadline.case.number):
            # Whoever comes first marks it; a second worker finds it marked.
            rows = Objection.objects.filter(pk=objection.pk, **{column: None})
            if rows.update(**{column: at}):
                _tell(objection, deadline, duty, at)
                found.append(objection)
    return found


@job(queue="upkeep", every="40 * * * *")
def objection_limits_watch() -> None:
    """Tell those above of limits of objections that an authority missed, each once."""
    limits_escalate(at=now_utc())


def _missed(at: datetime) -> Iterator[Deadline]:
    for key, (_, column) in DUTIES.items():
        rows = Deadline.objects.filter(
            key=key,
            state=DeadlineState.OPEN,
            last_on__lt=day_of(at),
            case__procedure=OBJECTION,
            **{f"case__objection__{column}": None},
            case__objection__isnull=False,
        )
        yield from rows.select_related("case__objection__office").order_by("pk")[:BATCH]


def _tell(objection: Objection, deadline: Deadline, duty: Duty, at: datetime) -> None:
    assert deadline.last_on is not None
    ruling = internal_limit(duty=duty, last=deadline.last_on, on=day_of(at))
    assert ruling.value is Limit.MISSED
    charge, last = CHARGES[duty], deadline.last_on.isoformat()
    people = acting_for(charge.told, deadline.case.province, at)
    if people:
        message_write(
            to=people,
            kind="limit-missed",
            subject=deadline.case.key,
            occasion=f"{objection.code}:{duty.value}",
            facts={"case": deadline.case.number, "day": last},
            by=SYSTEM,
            at=at,
        )
    event_write(
        kind="objection.limit-missed",
        subject=objection.key,
        cites=charge.cites,
        facts={
            "case": deadline.case.number,
            "duty": duty.value,
            "last_on": last,
            "told": charge.told.value,
        },
    )
