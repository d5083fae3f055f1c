"""How dated facts follow one another: the row that holds ends, the new one begins."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet

from parvaneh.frame.refused import refuse
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import Doer
from parvaneh.registry.models.periods import Period, holds_on

F = TypeVar("F", bound=Period)
DAY = timedelta(days=1)

LATER_KNOWN = msg(
    "Something later is known already, from {found} on; enter what starts on that day or after it."
)


def fact_follow(
    model: type[F],
    thing: Mapping[str, Any],
    content: Mapping[str, Any],
    *,
    starts_on: date,
    ends_on: date | None = None,
    by: Doer,
    at: datetime,
) -> F:
    """Enter a fact from a day on; the one that held until then ends the day before.

    A fact entered again for the same first day corrects the row in place; what it was stays in its
    history. The caller holds a lock on what the fact is of.

    Args:
        model: the table.
        thing: the columns that say what it is a fact of.
        content: the other columns.
        starts_on: first day.
        ends_on: last day; None is open.
        by: who enters it.
        at: when.

    Raises:
        Refused: a row starts later; history is written forwards.
    """
    rows: QuerySet[F] = QuerySet(model)
    last = rows.filter(**thing).order_by("-starts_on").first()
    if last is None or last.starts_on < starts_on:
        if last is not None and (last.ends_on is None or last.ends_on >= starts_on):
            last.ends_on = starts_on - DAY
            last.save(update_fields=["ends_on"])
        row = model(**thing)
    else:
        later = last.starts_on if last.starts_on > starts_on else None
        refuse(*(Reason("starts_on", LATER_KNOWN, (), found=day) for day in [later] if day))
        row = last
    entered = {"starts_on": starts_on, "ends_on": ends_on, "entered_by": by.key, "entered_at": at}
    for name, value in {**content, **entered}.items():
        setattr(row, name, value)
    row.save()
    return row


def facts_replace(
    model: type[F],
    thing: Mapping[str, Any],
    key: str,
    wanted: Mapping[Any, Mapping[str, Any]],
    *,
    starts_on: date,
    by: Doer,
    at: datetime,
) -> None:
    """Make a list of facts hold from a day on: what is not in it ends, what is unchanged stays.

    Args:
        model: the table.
        thing: the columns that say whose list it is.
        key: the column that tells the facts of the list apart.
        wanted: the other columns by that key.
        starts_on: first day.
        by: who enters it.
        at: when.

    Raises:
        Refused: a row starts later; history is written forwards.
    """
    rows: QuerySet[F] = QuerySet(model)
    holding = {getattr(row, key): row for row in rows.filter(holds_on(starts_on), **thing)}
    for name in holding.keys() - wanted.keys():
        _end(holding[name], starts_on)
    for name, content in wanted.items():
        row = holding.get(name)
        if row is None or any(getattr(row, column) != new for column, new in content.items()):
            fact_follow(model, {**thing, key: name}, content, starts_on=starts_on, by=by, at=at)


def _end(row: Period, on: date) -> None:
    # What starts on the day on which it would end has never held.
    if row.starts_on == on:
        row.delete()
        return
    row.ends_on = on - DAY
    row.save(update_fields=["ends_on"])
