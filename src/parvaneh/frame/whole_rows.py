"""Whole rows by SQL that is written out: for the few questions that every request asks.

Django builds the text of a query anew each time, which for these costs more than their answer.
"""

from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def rows_of(models: tuple[type[Model], ...], tail: str, values: tuple[Any, ...]) -> list[Any]:
    """Rows of one table, or of several that are joined, as Django would load them.

    Args:
        models: whose columns are read; none of their fields converts what the database gives.
        tail: what follows the columns, from ``FROM`` on; a constant of the program.
        values: one for each ``%s`` of `tail`.

    Returns:
        A tuple of instances for each row, in the order of `models`; None for one that an outer
        join did not find.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_columns(models)} {tail}", values)
        found = cursor.fetchall()
    return [_instances(models, iter(row)) for row in found]


def rows_within(rows: "QuerySet[M]") -> list[M]:
    """Whole rows of one table under a condition, which Django still writes; in no order.

    Args:
        rows: a condition and nothing more: its joins, order or limit would be lost.

    Raises:
        TypeError: there is more to it than a condition.
    """
    query = rows.query
    more = query.order_by or query.is_sliced or query.distinct or query.annotations
    if more or len(query.alias_map) != 1:
        raise TypeError(f"Ask Django, which knows more than a condition: {query}")
    [table] = query.alias_map
    try:
        where, values = query.get_compiler("default").compile(query.where)
    except EmptyResultSet:
        return []
    found = rows_of((rows.model,), f'FROM "{table}" WHERE {where}', tuple(values))
    return [row for (row,) in found]


def _instances(models: tuple[type[Model], ...], row: Any) -> tuple[Model | None, ...]:
    return tuple(_instance(model, row) for model in models)


def _instance(model: type[Model], row: Any) -> Model | None:
    names = _names(model)
    values = tuple(islice(row, len(names)))
    key = names.index(model._meta.pk.attname)
    return None if values[key] is None else model.from_db("default", names, values)


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _columns(models: tuple[type[Model], ...]) -> str:
    fields = [field for model in models for field in model._meta.concrete_fields]
    converted = [str(one) for one in fields if one.get_db_converters(connection)]
    if converted:
        raise TypeError(f"Read these through Django, which converts them: {', '.join(converted)}")
    return ", ".join(f'"{one.model._meta.db_table}"."{one.column}"' for one in fields)
