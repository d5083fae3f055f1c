"""What stood before a run: the grades that were in force when it was computed, as an outcome."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.jalali import parts
from parvaneh.law.values import Values
from parvaneh.ranking.models import Cycle
from parvaneh.registry.models import Grade
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.operations.grade_points import available_in
from parvaneh.scoring.outcome import Entry, Outcome
from parvaneh.scoring.policy import FULL, policy_of


def outcome_before(
    cycle: Cycle, on: date, values: Values, offices: Iterable[str]
) -> Outcome | None:
    """The grades in force on a day, as what a ranking is compared with.

    Args:
        cycle: that is compared; its own grades are no earlier ones.
        on: the day.
        values: those of the cycle: their grades are told apart.
        offices: codes of the offices that are compared.

    Returns:
        None where no office had a grade by a ranking.
    """
    rows = Grade.objects.filter(holds_on(on), void=False, office__code__in=list(offices))
    rows = rows.exclude(event=cycle.key).select_related("office")
    entries = {row.office.code: _entry(row, values) for row in rows}
    if not entries:
        return None
    years = sorted({row.cycle for row in rows})
    name = "، ".join(map(str, years)) or str(parts(on)[0])
    bands = policy_of(values, cycle.period).bands
    return Outcome(name, None, bands, entries)


def _entry(row: Grade, values: Values) -> Entry:
    available = available_in(row.cycle, values) or {}
    scores = tuple(
        Fraction(row.points[one.value]) * FULL / available[one]
        if one.value in row.points and available.get(one)
        else None
        for one in Indicator
    )
    return Entry(
        office=row.office.code,
        title=row.office.title,
        province=row.province,
        status=(RankStatus.ACTIVE if row.grade else RankStatus.UNGRADED).value,
        grade=row.grade,
        total=Fraction(row.total) if row.total else None,
        indicators=scores,
        place=row.place,
        demoted_by=0,
    )
