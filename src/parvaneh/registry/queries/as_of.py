"""Everything known of an office as of a day, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parvaneh.law.ruling import Ruling
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.models import (
    Licence,
    Office,
    OfficeAccess,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
    Post,
    Suspension,
)
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.approved_values import values_in_force
from parvaneh.registry.queries.licences import (
    licence_state,
    licences_of,
    standing_on,
    suspension_on,
)
from parvaneh.registry.queries.staff import ordered_staff, staff_of, staffing_by


@dataclass(frozen=True)
class OfficeAsOf:
    """An office on a day; what was not known of it then is None or empty."""

    code: str
    on: date
    title: str | None
    address: OfficeAddress | None
    phones: tuple[str, ...]
    hours: tuple[OfficeHours, ...]
    prices: Mapping[str, int | None]  # rials by service; None where the list gives no amount
    access: Mapping[str, OfficeAccess]  # by feature; what nobody knows is not in it
    licences: tuple[Licence, ...]  # all until that day, the newest first
    licence: Licence | None
    licence_state: str
    suspension: Suspension | None
    staff: tuple[Post, ...]
    ordered: Mapping[PostKind, int]  # more staff that it was obliged to employ
    staffing: Ruling[None] | None  # None before there was a rule


def office_as_of(office: Office, on: date, *, values: Values | None = None) -> OfficeAsOf:
    """What an office was on a day, by everything entered until now.

    Args:
        office: loaded for the reader.
        on: the day asked about.
        values: those in force, from whoever has them at hand.
    """
    then = holds_on(on)
    title = OfficeTitle.objects.filter(then, office=office).first()
    licences = tuple(one for one in licences_of(office) if one.starts_on <= on)
    licence = standing_on(licences, on)
    staff, ordered = tuple(staff_of(office, on)), ordered_staff(office, on)
    hours = OfficeHours.objects.filter(then, office=office).order_by("weekday", "shift")
    services = OfficeService.objects.filter(then, office=office).order_by("service")
    phones = OfficePhone.objects.filter(then, office=office).order_by("number")
    return OfficeAsOf(
        code=office.code,
        on=on,
        title=title.title if title else None,
        address=OfficeAddress.objects.filter(then, office=office).first(),
        phones=tuple(row.number for row in phones),
        hours=tuple(hours),
        prices={row.service: row.rials for row in services},
        access={row.feature: row for row in OfficeAccess.objects.filter(then, office=office)},
        licences=licences,
        licence=licence,
        licence_state=licence_state(licence, on) if licence else "",
        suspension=suspension_on(licence, on) if licence else None,
        staff=staff,
        ordered=ordered,
        staffing=_staffing(staff, ordered, values or values_in_force(), on),
    )


def _staffing(
    staff: tuple[Post, ...], ordered: Mapping[PostKind, int], values: Values, on: date
) -> Ruling[None] | None:
    try:
        return staffing_by(staff, ordered, values=values, on=on)
    except NoValueInForce:
        return None
