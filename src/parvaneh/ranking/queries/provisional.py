"""How offices stand now, in a cycle whose evidence still comes in; nothing of it is announced."""

from dataclasses import dataclass
from fractions import Fraction

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q

from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.ranking.models import Cycle, Provisional
from parvaneh.registry.models import Office


@dataclass(frozen=True)
class Stands:
    """An office as it stands now: the kept row, and its place among the offices of the cycle."""

    row: Provisional
    total: Fraction | None
    place: int | None

    @property
    def scores(self) -> dict[str, Fraction]:
        """What it attained of 100 in each indicator that could be assessed."""
        return {key: Fraction(text) for key, text in self.row.scores.items()}


def provisional_of(cycle: Cycle, office: Office) -> Stands | None:
    """How an office stands now; None where it is not evaluated, or nothing was counted yet.

    It reads what was kept. Where evidence came by an import, `provisionals_refresh` is called
    before; `row.is_fresh` says whether it must be.
    """
    row = Provisional.objects.filter(cycle=cycle, office=office).first()
    return stands_of(row) if row and row.counts else None


def stands_of(row: Provisional) -> Stands:
    """A kept row with its place."""
    total = Fraction(row.total) if row.total else None
    if total is None or row.status != RankStatus.ACTIVE.value:
        return Stands(row, total, None)
    return Stands(row, total, place_of(row, total))


def place_of(row: Provisional, total: Fraction) -> int:
    """One more than there are offices whose total is higher.

    Floors decide; only of those with the same floor are the exact totals compared.
    """
    ranked = Provisional.objects.filter(cycle=row.cycle_id, status=RankStatus.ACTIVE.value)
    found = ranked.filter(low__gte=row.low).aggregate(
        above=Count("pk", filter=Q(low__gt=row.low)),
        near=ArrayAgg("total", filter=Q(low=row.low) & ~Q(total=row.total), default=[]),
    )
    return 1 + int(found["above"]) + sum(Fraction(text) > total for text in found["near"])
