"""Telling other systems of grades, in the transaction that makes them (13)."""

from collections.abc import Iterable
from datetime import datetime

from parvaneh.editions.models import Edition
from parvaneh.ranking.models import Cycle
from parvaneh.registry.models import Grade
from parvaneh.webhooks.models import MessageKind
from parvaneh.webhooks.operations import messages_put


def announcement_tell(
    *, cycle: Cycle, grades: Iterable[Grade], edition: Edition, at: datetime
) -> None:
    """Tell of an announced ranking, and of every office whose grade it changed or gave first.

    Args:
        cycle: that was announced.
        grades: of all its offices.
        edition: of the register, from which on everybody sees them.
        at: the moment of the announcement.
    """
    rows = list(grades)
    before = _before(rows)
    changed = [one for one in rows if one.grade and before.get(one.office_id) != one.grade]
    whole = {
        "cycle": cycle.code,
        "year": cycle.year,
        "edition": edition.number,
        "offices": len(rows),
        "changed": len(changed),
    }
    messages_put(kind=MessageKind.ANNOUNCED, told=[whole], at=at)
    messages_put(kind=MessageKind.GRADE_CHANGED, told=map(_said, changed), at=at)


def grade_tell(*, grade: Grade, at: datetime) -> None:
    """Tell of a new version of an office's grade, where it differs from the one before.

    Args:
        grade: the version that a decision made.
        at: the moment of the decision.
    """
    if grade.replaces is None or grade.replaces.grade != grade.grade:
        messages_put(kind=MessageKind.GRADE_CHANGED, told=[_said(grade)], at=at)


def _before(rows: list[Grade]) -> dict[int, str]:
    """The grades that the offices held on the day before, the latest of each."""
    if not rows:
        return {}
    held = Grade.objects.filter(
        office__in=[one.office_id for one in rows],
        void=False,
        starts_on__lt=min(one.starts_on for one in rows),
    ).exclude(grade="")
    return dict(held.order_by("starts_on").values_list("office_id", "grade"))


def _said(grade: Grade) -> dict[str, object]:
    return {
        "office": grade.office.code,
        "grade": grade.grade,
        "cycle": grade.cycle,
        "version": grade.version,
        "valid_from": grade.starts_on.isoformat(),
        "standing": grade.standing,
    }
