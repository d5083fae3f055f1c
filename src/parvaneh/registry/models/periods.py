"""Periods of days in rows: how the database is told that two of them must not overlap.

A period is a pair of columns: its first day, and its last day included (null while it is open).
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import F, Func, Q, Value


def days(first: str = "starts_on", last: str = "until") -> Func:
    """The range of days between two columns, both included; a null last day leaves it open."""
    return Func(F(first), F(last), Value("[]"), function="daterange", output_field=DateRangeField())


def apart(
    name: str,
    *same: str,
    differ: str = "",
    condition: Q | None = None,
    first: str = "starts_on",
    last: str = "until",
) -> ExclusionConstraint:
    """Refuse two rows that are the same in these columns and have a day in common.

    Args:
        name: of the constraint; unique in the database.
        same: columns in which the two rows are equal.
        differ: a column in which they differ, where the rule asks for that.
        condition: the rows that the rule speaks of; all, if None.
        first: the column of the first day.
        last: the column of the last day.
    """
    expressions: list[tuple[str, str]] = [(column, RangeOperators.EQUAL) for column in same]
    if differ:
        expressions.append((differ, RangeOperators.NOT_EQUAL))
    return ExclusionConstraint(
        name=name,
        expressions=[*expressions, (days(first, last), RangeOperators.OVERLAPS)],
        condition=condition,
    )


def in_order(first: str = "starts_on", last: str = "until") -> Q:
    """A period does not end before it begins."""
    return Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)})


def on_day(on: object, *, first: str = "starts_on", last: str = "until", through: str = "") -> Q:
    """Rows whose period holds a day.

    Args:
        on: the day.
        first: the column of the first day.
        last: the column of the last day.
        through: the relation behind which the columns stand, such as ``body__``.
    """
    begun = Q(**{f"{through}{first}__lte": on})
    is_open = Q(**{f"{through}{last}__isnull": True})
    return begun & (is_open | Q(**{f"{through}{last}__gte": on}))
