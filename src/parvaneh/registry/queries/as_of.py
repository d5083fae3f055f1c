"""Everything known of an office as of a day, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from parvaneh.law.ruling import Ruling
from parvaneh.registry.models import (
    Licence,
    Office,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
    Post,
    Suspension,
)
from parvaneh.registry.models.periods import holds_on
from parvaneh.registry.queries.licences import licence_of_office, licence_state, suspension_on
from parvaneh.registry.queries.staff import staff_of, staffing_of


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
    licence: Licence | None
    licence_state: str
    suspension: Suspension | None
    staff: tuple[Post, ...]
    staffing: Ruling[None]


def office_as_of(office: Office, on: date) -> OfficeAsOf:
    """What an office was on a day, by everything entered until now.

    Args:
        office: loaded for the reader.
        on: the day asked about.
    """
    then = holds_on(on)
    title = OfficeTitle.objects.filter(then, office=office).first()
    licence = licence_of_office(office, on)
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
        licence=licence,
        licence_state=licence_state(licence, on) if licence else "",
        suspension=suspension_on(licence, on) if licence else None,
        staff=tuple(staff_of(office, on)),
        staffing=staffing_of(office, on),
    )
