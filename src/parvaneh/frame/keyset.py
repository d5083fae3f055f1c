"""Reading long lists page by page: each page goes on from the last row seen, none is counted.

A list is a queryset; where it is read `among` several conditions, each of them a range of one
index, the first rows of each range are read in order, then the first of all of them. Rows without
a value in the first place of the order come last, whatever the direction; they are read apart, so
that an index serves both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.expressions import OrderBy

EVERYTHING = (Q(),)
CHUNK = 2000


@dataclass(frozen=True)
class Place:
    """One place of an order: a field or annotation, its direction, whether it may be empty."""

    name: str
    is_down: bool
    is_nullable: bool

    @property
    def by(self) -> OrderBy:
        """The place as the database orders by it; only one that may be empty says where to."""
        last = True if self.is_nullable else None
        return F(self.name).desc(nulls_last=last) if self.is_down else F(self.name).asc()

    def same(self, value: object) -> Q:
        """Rows that have this value here."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def beyond(self, value: object) -> Q | None:
        """Rows that come after this value; None where there are none."""
        if value is None:
            return None
        further = Q(**{f"{self.name}__{'lt' if self.is_down else 'gt'}": value})
        return further | Q(**{f"{self.name}__isnull": True}) if self.is_nullable else further

    def from_(self, value: object) -> Q:
        """Rows that have this value or come after it: where an index is entered."""
        return Q(**{f"{self.name}__{'lte' if self.is_down else 'gte'}": value})


def rows_after(
    rows: QuerySet[Any],
    order: Sequence[str],
    *,
    among: Sequence[Q] = EVERYTHING,
    after: Model | None = None,
    size: int,
) -> list[Any]:
    """The next rows of a list.

    Args:
        rows: what is listed, with its relations and annotations.
        order: fields or annotations as Django names them (``-id``); the last one is unique.
        among: conditions on rows, which may overlap; a row is listed where one of them holds.
        after: the last row seen, with the same annotations; None begins.
        size: how many at most.
    """
    if not among:
        return []
    places = [_place(rows, name) for name in order]
    values = [value_at(after, one.name) for one in places] if after is not None else []
    first = places[0]
    if not first.is_nullable:
        return _read(rows.filter(_further(places, values)), among, places, size)
    found: list[Any] = []
    empty = Q(**{f"{first.name}__isnull": True})
    if not values or values[0] is not None:
        # Nothing empty is read here, so that the index serves both directions as it is.
        known = [replace(first, is_nullable=False), *places[1:]]
        filled = rows.filter(~empty & _further(known, values))
        found = _read(filled, among, known, size)
    if len(found) < size:
        rest = values[1:] if values and values[0] is None else []
        left = rows.filter(empty & _further(places[1:], rest))
        found += _read(left, among, places[1:], size - len(found))
    return found


def rows_all(
    rows: QuerySet[Any], order: Sequence[str], *, among: Sequence[Q] = EVERYTHING, most: int
) -> Iterator[Any]:
    """Every row of a list in order, read in chunks, up to so many."""
    last, left = None, most
    while left > 0:
        size = min(CHUNK, left)
        found = rows_after(rows, order, among=among, after=last, size=size)
        yield from found
        left -= len(found)
        if len(found) < size:
            return
        last = found[-1]


def value_at(row: object, path: str) -> object:
    """The value of a row at a path such as ``office__code``; None where a relation is empty."""
    found: object = row
    for name in path.split(LOOKUP_SEP):
        found = getattr(found, name, None) if found is not None else None
    return found


def _further(places: Sequence[Place], values: Sequence[object]) -> Q:
    """What comes after these values in this order."""
    if not values:
        return Q()
    wheres = []
    for at, place in enumerate(places):
        further = place.beyond(values[at])
        if further is not None:
            equal = [one.same(value) for one, value in zip(places[:at], values, strict=False)]
            wheres.append(reduce(and_, equal, Q()) & further)
    # The bound is redundant, so that the index is entered where the last page ended.
    first = places[0]
    bound = first.from_(values[0]) if values[0] is not None and len(places) > 1 else Q()
    return bound & reduce(or_, wheres)


def _read(rows: QuerySet[Any], among: Sequence[Q], places: Sequence[Place], size: int) -> list[Any]:
    ordered = [one.by for one in places]
    if len(among) == 1:
        return list(rows.filter(among[0]).order_by(*ordered)[:size])
    columns = [one.name for one in places]
    plain = rows.select_related(None).prefetch_related(None)
    reads = [
        plain.filter(one).order_by(*ordered).values_list(*columns, "pk")[:size] for one in among
    ]
    # A union is ordered by its columns; within each range the order is the whole one.
    named = [f"-{one.name}" if one.is_down else one.name for one in places]
    keys = [row[-1] for row in reads[0].union(*reads[1:]).order_by(*named)[:size]]
    return list(rows.filter(pk__in=keys).order_by(*ordered))


def _place(rows: QuerySet[Any], name: str) -> Place:
    path = name.removeprefix("-")
    return Place(path, name.startswith("-"), _is_nullable(rows, path))


def _is_nullable(rows: QuerySet[Any], path: str) -> bool:
    if path in rows.query.annotations:
        return True  # nobody says whether it may be empty
    model, nullable = rows.model, False
    for name in path.split(LOOKUP_SEP):
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        nullable = nullable or bool(getattr(field, "null", False))
        if isinstance(field, Field) and field.is_relation and field.related_model:
            model = field.related_model
    return nullable
