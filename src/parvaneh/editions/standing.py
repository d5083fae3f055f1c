"""Whether an office serves people on a day, as its licences tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from parvaneh.editions.models import Standing
from parvaneh.law.directive_1392.procedures import licence_life as life
from parvaneh.registry.models import Licence
from parvaneh.registry.queries.licences import (
    DAY,
    first_free_day,
    last_day,
    standing_on,
    state_since,
    suspension_on,
)

STANDS: Mapping[str, Standing] = {
    life.ACTIVE.key: Standing.OPEN,
    life.RENEWAL_DUE.key: Standing.OPEN,
    life.SUSPENDED.key: Standing.SUSPENDED,
    life.WITHDRAWN.key: Standing.VACANT,
    life.DECEASED.key: Standing.VACANT,
    life.REVOKED.key: Standing.REVOKED,
    life.EXPIRED.key: Standing.CLOSED,
    life.CLOSED.key: Standing.CLOSED,
    life.SUCCEEDED.key: Standing.CLOSED,
    life.REPLACED.key: Standing.CLOSED,
}


@dataclass(frozen=True)
class Stands:
    """How an office stands: since when, until when where that is known, by which licence."""

    standing: Standing
    since: date
    until: date | None
    licence: Licence


def stands_on(licences: Iterable[Licence], on: date) -> Stands | None:
    """How an office stands on a day.

    Args:
        licences: every licence that it ever had, the newest first, with terms, suspensions and
            steps.
        on: the day asked about.

    Returns:
        None where no licence was ever opened: such an office is not listed.
    """
    known = [one for one in licences if one.starts_on <= on]
    licence = standing_on(known, on) or next(iter(known), None)
    if licence is None:
        return None
    return licence_stands(licence, on)


def licence_stands(licence: Licence, on: date) -> Stands | None:
    """What a licence that began means for its office on a day.

    Returns:
        None where it was issued and the office is not yet open.
    """
    state, since = state_since(licence, on)
    standing = STANDS.get(state)
    if standing is None:
        return None
    return Stands(standing, since, _until(licence, standing, on), licence)


def _until(licence: Licence, standing: Standing, on: date) -> date | None:
    """The last day of a suspension; of an open office that of its licence."""
    if standing is Standing.SUSPENDED:
        suspension = suspension_on(licence, on)
        return first_free_day(suspension) - DAY if suspension else None
    return last_day(licence) if standing is Standing.OPEN else None
