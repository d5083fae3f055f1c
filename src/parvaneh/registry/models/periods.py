"""Facts that hold from a day until a day (included; none is open), each by one answer a day.

The table of such a fact says with `one_at_a_time` which columns name the thing it is a fact of; the
database then refuses two rows that overlap.
"""

from collections.abc import Iterable

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


class DateRange(Func):
    """PostgreSQL's `daterange`; without an end it is open."""

    function = "daterange"
    output_field = DateRangeField()


class Period(models.Model):
    """A row that holds from a day until a day, and who entered it when."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True


def one_at_a_time(
    table: str,
    *columns: str,
    differ: str = "",
    only: Q | None = None,
    named: str = "one_at_a_time",
) -> ExclusionConstraint:
    """A constraint: on no day two rows with the same content of these columns.

    Args:
        table: name of the model in lower case, for the constraint's name.
        columns: what the rows are facts of.
        differ: a column in which the two rows differ, where the rule asks for that.
        only: limits it to some rows.
        named: how the constraint is called, after the table's name.
    """
    days = DateRange(F("starts_on"), F("ends_on"), Value("[]"))
    different = [(differ, RangeOperators.NOT_EQUAL)] if differ else []
    return ExclusionConstraint(
        name=f"{table}_{named}",
        expressions=[
            *((column, RangeOperators.EQUAL) for column in columns),
            *different,
            (days, RangeOperators.OVERLAPS),
        ],
        condition=only,
    )


def in_order(table: str) -> models.CheckConstraint:
    """A constraint: the period does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        name=f"{table}_in_order",
    )


def constraints_of(table: str, *columns: str) -> list[models.BaseConstraint]:
    """What every period table carries: in order, and one row a day for what it is a fact of."""
    return [in_order(table), one_at_a_time(table, *columns)]


def one_of(table: str, field: str, allowed: Iterable[str]) -> models.CheckConstraint:
    """A constraint: the field holds one of these codes."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": tuple(allowed)}), name=f"{table}_{field}_known"
    )


def holds_on(day: object) -> Q:
    """The condition under which a period's row holds on a day; also of an expression."""
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
