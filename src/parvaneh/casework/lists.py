"""Lists of cases: pages that cost the same among a million as among a thousand.

A page reads one range of one index for each place that the reader reaches, and goes on from the
last row seen (keyset), so that no page is dearer than the first. Nothing is counted exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.casework.loading import places, union_of
from parvaneh.casework.models import Case
from parvaneh.casework.numbers import case_number_read

PAGE = 100
COUNTED_TO = 1000


class Order(StrEnum):
    """In which order a list is read."""

    NEWEST = "newest"  # by number of opening, the last one first
    PRESSING = "pressing"  # by last day, those without one at the end


@dataclass(frozen=True)
class Page:
    """Some cases, and where the next page begins; empty on the last one."""

    cases: tuple[Case, ...]
    next: str


def page(
    acting: Acting,
    *,
    on: date,
    where: Q | None = None,
    order: Order = Order.NEWEST,
    after: str = "",
    size: int = PAGE,
    among: Sequence[Q] | None = None,
) -> Page:
    """One page of the cases that somebody may see.

    Args:
        acting: who reads.
        on: the day.
        where: a further condition, such as `filters.condition` or a queue's.
        order: newest first, or most pressing first (then only those that run).
        after: what the page before named as `next`; what cannot be read begins anew.
        size: how many at most.
        among: ranges to read instead of all that the reader reaches; they must lie within.
    """
    ranges = places(acting, to=Permission.CASE_SEE, on=on) if among is None else list(among)
    further = where or Q()
    if order is Order.NEWEST:
        found = _newest(ranges, further, after, size + 1)
    else:
        found = _pressing(ranges, further & Q(ended_on=None), after, size + 1)
    more = len(found) > size
    kept = tuple(found[:size])
    return Page(kept, _cursor(kept[-1], order) if more else "")


def count(acting: Acting, *, on: date, where: Q | None = None, up_to: int = COUNTED_TO) -> int:
    """How many cases there are, but no further than `up_to`: more is more."""
    ranges = places(acting, to=Permission.CASE_SEE, on=on)
    rows = Case.objects.filter(union_of(ranges)).filter(where or Q())
    return rows.order_by()[:up_to].count()


def _newest(ranges: list[Q], further: Q, after: str, size: int) -> list[Case]:
    number = case_number_read(after)
    if number:
        last = Case.objects.filter(number=number).values("id")
        further &= Q(id__lt=last[:1])
    return _read(ranges, further, ("-id",), size)


def _pressing(ranges: list[Q], further: Q, after: str, size: int) -> list[Case]:
    day, number = _place(after)
    found: list[Case] = []
    last = Case.objects.filter(number=number).values("id")[:1]
    if day or not number:
        dated = Q(due_on__isnull=False)
        if day and number:
            # Redundant, so that the index is entered where the last page ended.
            dated = Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(id__gt=last))
        found = _read(ranges, further & dated, ("due_on", "id"), size)
    if len(found) < size:
        undated = Q(due_on=None)
        undated &= Q(id__gt=last) if number and not day else Q()
        found += _read(ranges, further & undated, ("id",), size - len(found))
    return found


def _read(ranges: list[Q], further: Q, order: tuple[str, ...], size: int) -> list[Case]:
    """Read the first rows of each range in order, then the first of all of them."""
    columns = tuple(name.removeprefix("-") for name in order)
    reads = [
        Case.objects.filter(one, further).order_by(*order).values_list(*columns)[:size]
        for one in ranges
    ]
    if not reads:
        return []
    if len(reads) == 1:
        return list(_whole(Case.objects.filter(ranges[0], further)).order_by(*order)[:size])
    first = reads[0].union(*reads[1:]).order_by(*order)[:size]
    rows = _whole(Case.objects.filter(pk__in=[row[-1] for row in first]))
    return list(rows.order_by(*order))


def _whole(rows: QuerySet[Case]) -> QuerySet[Case]:
    return rows.select_related("assigned_to")


def _cursor(last: Case, order: Order) -> str:
    if order is Order.NEWEST:
        return last.number
    return f"{last.due_on.isoformat() if last.due_on else ''}~{last.number}"


def _place(after: str) -> tuple[date | None, str]:
    day, _, rest = after.partition("~")
    number = case_number_read(rest) or ""
    try:
        return (date.fromisoformat(day) if day and number else None), number
    except ValueError:
        return None, ""
