"""Lists of cases: pages that cost the same among a million as among a thousand.

A page reads one range of one index for each place that the reader reaches, and goes on from the
last row seen (`frame.keyset`), so that no page is dearer than the first. Nothing is counted
exactly.
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
from parvaneh.frame.keyset import rows_after

PAGE = 100
COUNTED_TO = 1000
RUNNING = Q(ended_on=None)


class Order(StrEnum):
    """In which order a list is read."""

    NEWEST = "newest"  # by number of opening, the last one first
    PRESSING = "pressing"  # by last day, those without one at the end


COLUMNS = {Order.NEWEST: ("-id",), Order.PRESSING: ("due_on", "id")}


@dataclass(frozen=True)
class Page:
    """Some cases, and where the next page begins; empty on the last one."""

    cases: tuple[Case, ...]
    next: str


@dataclass(frozen=True)
class Source:
    """What a list of cases is read from: rows, the ranges to read among, and the order."""

    rows: QuerySet[Case]
    among: tuple[Q, ...]
    order: tuple[str, ...]


def source(
    acting: Acting,
    *,
    on: date,
    where: Q | None = None,
    order: Order = Order.NEWEST,
    among: Sequence[Q] | None = None,
) -> Source:
    """What a list of the cases that somebody may see is read from; arguments as for `page`."""
    ranges = places(acting, to=Permission.CASE_SEE, on=on) if among is None else among
    rows = Case.objects.select_related("assigned_to", "office").filter(where or Q())
    if order is Order.PRESSING:
        rows = rows.filter(RUNNING)
    return Source(rows, tuple(ranges), COLUMNS[order])


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
    return page_of(source(acting, on=on, where=where, order=order, among=among), after, size)


def page_of(read: Source, after: str = "", size: int = PAGE) -> Page:
    """One page of a list of cases."""
    number = case_number_read(after)
    last = Case.objects.filter(number=number).first() if number else None
    found = rows_after(read.rows, read.order, among=read.among, after=last, size=size + 1)
    kept = tuple(found[:size])
    return Page(kept, kept[-1].number if len(found) > size else "")


def count(acting: Acting, *, on: date, where: Q | None = None, up_to: int = COUNTED_TO) -> int:
    """How many cases there are, but no further than `up_to`: more is more."""
    ranges = places(acting, to=Permission.CASE_SEE, on=on)
    rows = Case.objects.filter(union_of(ranges)).filter(where or Q())
    return rows.order_by()[:up_to].count()
