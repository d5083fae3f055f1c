"""The values of the law: those shipped, followed by those approved here."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue, Values, frozen, merged, shipped_values
from parvaneh.registry.models import ApprovedValue, Version
from parvaneh.registry.models.versions import VALUES

DAY = timedelta(days=1)


def values_in_force() -> Values:
    """All values of the law at all dates: shipped ones until the first approved one of their key.

    Of a key that was ever approved here, days after the first approved value without one have
    none: what was replaced does not come back by itself. Kept in memory until a value changes.
    """
    return _values_at(values_version())


def values_version() -> int:
    """The number that moves with each change of the approved values; 0 before the first."""
    return Version.objects.filter(name=VALUES).values_list("number", flat=True).first() or 0


def approved_in_force(key: str, on: date) -> ApprovedValue | None:
    """The approved row that holds on a day; None where a shipped value or none does."""
    rows = ApprovedValue.objects.filter(key=key, confirmed_at__isnull=False, starts_on__lte=on)
    found = rows.order_by("-starts_on").first()
    return found if found and (found.ends_on is None or on <= found.ends_on) else None


def followed(base: Iterable[DatedValue], approved: Iterable[DatedValue]) -> tuple[DatedValue, ...]:
    """The history of one key: shipped values cut where the first approved one begins."""
    later = sorted(approved, key=lambda entry: entry.start)
    if not later:
        return tuple(base)
    end = later[0].start - DAY
    kept = [
        entry if entry.until is not None and entry.until <= end else replace(entry, until=end)
        for entry in base
        if entry.start <= end
    ]
    return (*kept, *later)


def dated_value(row: ApprovedValue, heading: DatedValue) -> DatedValue:
    """An approved row as the law takes it, under the heading (names, unit, articles) of its key."""
    return replace(
        heading,
        content=frozen(row.content),
        start=row.starts_on,
        until=row.ends_on,
        source=row.source,
        status=Status(row.status),
        approved_by=row.authority,
    )


@lru_cache(maxsize=1)
def shipped() -> Values:
    """The values that the product carries."""
    return shipped_values()


@lru_cache(maxsize=4)
def _values_at(version: int) -> Values:
    """The merged values of a version; 0 is a database without approved ones."""
    base = shipped()
    if not version:
        return base
    rows: dict[str, list[DatedValue]] = {}
    for row in ApprovedValue.objects.filter(confirmed_at__isnull=False).order_by("starts_on"):
        rows.setdefault(row.key, []).append(dated_value(row, base.histories[row.key][0]))
    changed = {key: followed(base.histories[key], found) for key, found in rows.items()}
    return merged(base, Values(MappingProxyType(changed)))
