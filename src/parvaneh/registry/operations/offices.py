"""Offices are made; what is known of them changes from a day on."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import conflict_if_refused
from parvaneh.kit.identities import postal_code, telephone
from parvaneh.kit.places import BY_KEY, counties_of
from parvaneh.kit.text import ascii_digits, clean
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.law.ruling import msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import (
    Office,
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
)
from parvaneh.registry.operations.facts import fact_follow, facts_replace
from parvaneh.registry.permitted import permitted

TITLE_LENGTH = 200
STREET_LENGTH = 400
CITY_LENGTH = 100
LONGEST_CODE = 12
LARGEST_PRICE = 10**15
LATITUDES = (Decimal(24), Decimal(40))
LONGITUDES = (Decimal(44), Decimal(64))
DEGREE_PARTS = Decimal("0.000001")

BAD_CODE = msg("The code of an office is 1 to 12 digits.")
CODE_TAKEN = msg("There is an office with the code {found} already.")
BAD_PHONE = msg("This is not a telephone number.")
BAD_POSTAL_CODE = msg("A postal code has 10 digits and does not begin with zero.")
NO_COUNTY = msg("This province has no county with the number {found}.")
BAD_PLACE = msg("Latitude and longitude are given together, and lie within the country.")
BAD_HOURS = msg("The office closes after it opens, and a second shift starts after the first.")
BAD_SERVICE = msg("The code of a service is Latin letters, digits, dots and hyphens: {found}.")


@dataclass(frozen=True)
class Address:
    """Where an office is. `county` is the number that `kit.places` gives it."""

    street: str
    city: str = ""
    county: int | None = None
    postal_code: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True)
class Hours:
    """When an office is open on a weekday; a second shift of the day has the number 2."""

    weekday: Weekday
    opens: time
    closes: time
    shift: int = 1


def office_make(
    *,
    code: str,
    title: str,
    province: str,
    starts_on: date,
    address: Address | None = None,
    phones: Iterable[str] = (),
    by: Doer,
    at: datetime,
) -> Office:
    """Enter an office; it may not work before a licence is issued for it.

    Args:
        code: text of digits of any of the three sets; never changes.
        title: what it is called.
        province: key of the province (``IR-23``).
        starts_on: first day of what is entered.
        address: where it is, if known.
        phones: its telephone numbers.
        by: who enters it; needs `OFFICE_MANAGE` in the province.
        at: when.

    Raises:
        Refused: with everything that is wrong.
    """
    permitted(by, Permission.OFFICE_MANAGE, Lies(province=province), at)
    typed = Typed()
    code = _code(typed, code)
    title = typed.text("title", title, longest=TITLE_LENGTH)
    typed.province("province", province)
    place = _address(typed, address, province) if address else None
    numbers = _numbers(typed, phones)
    if not typed.faults and Office.objects.filter(code=code).exists():
        typed.fault("code", CODE_TAKEN, found=code)
    typed.stop()
    with act(by=by, at=at), conflict_if_refused():
        office = Office.objects.create(code=code, province=province, title=title)
        enter = partial(fact_follow, starts_on=starts_on, by=by, at=at)
        enter(OfficeTitle, {"office": office}, {"title": title})
        if place:
            content = {**place, "province": province}
            enter(OfficeAddress, {"office": office}, content)
        for number in numbers:
            enter(OfficePhone, {"office": office, "number": number}, {})
        facts = {"province": province, "starts_on": starts_on.isoformat()}
        event_write(kind="office.made", subject=f"office:{code}", facts=facts)
    return office


def office_rename(*, office: Office, title: str, starts_on: date, by: Doer, at: datetime) -> Office:
    """Give an office another title from a day on.

    Raises:
        Refused: there is no title, or a later one is known.
    """
    typed = Typed()
    title = typed.text("title", title, longest=TITLE_LENGTH)
    typed.stop()
    with act(by=by, at=at):
        office = office_locked(office)
        fact_follow(
            OfficeTitle, {"office": office}, {"title": title}, starts_on=starts_on, by=by, at=at
        )
        office.title = title
        office.save(update_fields=["title"])
        _told("office.renamed", office, starts_on)
    return office


def office_address_set(
    *, office: Office, to: Address, starts_on: date, by: Doer, at: datetime
) -> OfficeAddress:
    """Enter or correct an address; a move of a licensed office is `office_relocate`.

    Raises:
        Refused: with everything that is wrong, or a later address is known.
    """
    place = office_address_read(to, office.province)
    with act(by=by, at=at):
        office = office_locked(office)
        thing = {"office": office}
        row = fact_follow(OfficeAddress, thing, place, starts_on=starts_on, by=by, at=at)
        _told("office.address-entered", office, starts_on)
    return row


def office_phones_set(
    *, office: Office, numbers: Iterable[str], starts_on: date, by: Doer, at: datetime
) -> None:
    """Make these the telephone numbers of an office from a day on.

    Raises:
        Refused: one is no telephone number.
    """
    typed = Typed()
    wanted: Mapping[str, Mapping[str, object]] = {one: {} for one in _numbers(typed, numbers)}
    typed.stop()
    with act(by=by, at=at):
        office = office_locked(office)
        thing = {"office": office}
        facts_replace(OfficePhone, thing, "number", wanted, starts_on=starts_on, by=by, at=at)
        _told("office.phones-entered", office, starts_on)


def office_hours_set(
    *, office: Office, hours: Iterable[Hours], starts_on: date, by: Doer, at: datetime
) -> None:
    """Make these the opening hours of an office from a day on; a weekday without any is closed.

    Raises:
        Refused: a shift closes before it opens, or shifts overlap.
    """
    wanted = sorted(hours, key=lambda one: (one.weekday, one.shift))
    typed = Typed()
    for number, one in enumerate(wanted):
        before = wanted[number - 1] if number else None
        same = before is not None and before.weekday == one.weekday
        follows = not same or (before.shift < one.shift and before.closes < one.opens)  # type: ignore[union-attr]  # `same` says so
        if one.closes <= one.opens or one.shift not in (1, 2) or not follows:
            typed.fault(f"hours.{one.weekday}", BAD_HOURS)
    typed.stop()
    with act(by=by, at=at):
        office = office_locked(office)
        for day in Weekday:
            shifts = {
                one.shift: {"opens": one.opens, "closes": one.closes}
                for one in wanted
                if one.weekday is day
            }
            thing = {"office": office, "weekday": day.value}
            facts_replace(OfficeHours, thing, "shift", shifts, starts_on=starts_on, by=by, at=at)
        _told("office.hours-entered", office, starts_on)


def office_services_set(
    *,
    office: Office,
    prices: Mapping[str, int | None],
    starts_on: date,
    by: Doer,
    at: datetime,
) -> None:
    """Make this the list of services of an office from a day on.

    Args:
        office: the office.
        prices: rials by code of the service; None where the price list gives no amount.
        starts_on: first day.
        by: who enters it.
        at: when.

    Raises:
        Refused: a code or an amount is none.
    """
    typed = Typed()
    for service, rials in prices.items():
        if not _is_service(service):
            typed.fault("service", BAD_SERVICE, found=clean(service))
        if rials is not None:
            typed.whole("rials", rials, least=0, most=LARGEST_PRICE)
    typed.stop()
    with act(by=by, at=at):
        office = office_locked(office)
        wanted = {service: {"rials": rials} for service, rials in prices.items()}
        facts_replace(
            OfficeService,
            {"office": office},
            "service",
            wanted,
            starts_on=starts_on,
            by=by,
            at=at,
        )
        _told("office.services-entered", office, starts_on)


def office_address_read(address: Address, province: str) -> dict[str, Any]:
    """The columns of an address, in their one form.

    Raises:
        Refused: with everything that is wrong.
    """
    typed = Typed()
    place = _address(typed, address, province)
    typed.stop()
    return {**place, "province": province}


def office_locked(office: Office) -> Office:
    """The office's row as it is now, locked until the running act ends."""
    return Office.objects.select_for_update(no_key=True).get(pk=office.pk)


def _told(kind: str, office: Office, starts_on: date) -> None:
    facts = {"starts_on": starts_on.isoformat()}
    event_write(kind=kind, subject=f"office:{office.code}", facts=facts)


def _code(typed: Typed, code: str) -> str:
    digits = ascii_digits(clean(code))
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_CODE):
        typed.fault("code", BAD_CODE)
    return digits


def _numbers(typed: Typed, phones: Iterable[str]) -> list[str]:
    read = (typed.number("phones", one, telephone, BAD_PHONE) for one in phones)
    return list(dict.fromkeys(read))


def _address(typed: Typed, address: Address, province: str) -> dict[str, Any]:
    known = BY_KEY.get(province)
    counties = {county.number for county in counties_of(known)} if known else set()
    if address.county is not None and address.county not in counties:
        typed.fault("county", NO_COUNTY, found=address.county)
    latitude, longitude = address.latitude, address.longitude
    if not _is_place(latitude, longitude):
        typed.fault("place", BAD_PLACE)
    return asdict(address) | {
        "street": typed.text("street", address.street, longest=STREET_LENGTH),
        "city": typed.text("city", address.city, longest=CITY_LENGTH, optional=True),
        "postal_code": typed.number(
            "postal_code", address.postal_code, postal_code, BAD_POSTAL_CODE, optional=True
        ),
    }


def _is_place(latitude: Decimal | None, longitude: Decimal | None) -> bool:
    if latitude is None or longitude is None:
        return latitude is longitude
    return (
        latitude.is_finite()
        and longitude.is_finite()
        and LATITUDES[0] <= latitude <= LATITUDES[1]
        and LONGITUDES[0] <= longitude <= LONGITUDES[1]
        and latitude.quantize(DEGREE_PARTS) == latitude
        and longitude.quantize(DEGREE_PARTS) == longitude
    )


def _is_service(code: str) -> bool:
    body = code.translate(str.maketrans("", "", "_.-"))
    return code.isascii() and body.isalnum() and code == code.lower() and code[:1].isalnum()
