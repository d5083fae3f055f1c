"""The generated registry of a demonstration: bodies, offices, their people and licences.

Everybody in it is a number, nothing of it is real, and everything is made by the same operations
by which people make it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from parvaneh.access.models import User
from parvaneh.kit.clock import day_of
from parvaneh.kit.places import BY_KEY
from parvaneh.kit.text import persian_digits
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.law.vocabulary import Actor, Post
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Body, Office, Person
from parvaneh.registry.models.persons import PLAIN
from parvaneh.registry.operations import (
    Address,
    Hours,
    Term,
    bodies_found_first,
    body_found,
    certificate_enter,
    declaration_enter,
    degree_enter,
    experience_enter,
    holidays_seed,
    kanoon_assign,
    licence_issue,
    licence_open,
    office_hours_set,
    office_make,
    person_make,
    post_fill,
)

CAPITAL, SERVED, OTHER = "IR-23", "IR-19", "IR-10"  # Tehran, Zanjan, Isfahan
KANOON = "kanoon-23"
OFFICES = (
    ("2300001", CAPITAL),
    ("2300002", CAPITAL),
    ("2300003", CAPITAL),
    ("1900001", SERVED),
    ("1000001", OTHER),
    ("1000002", OTHER),
)
FOUNDED = date(2018, 3, 21)
TERM = Term(36, 3)
AGE = timedelta(days=400)  # of the licences
STAFF = (Post.LEGAL_EXPERT, Post.IT_EXPERT, Post.CLERK)
OPEN_DAYS = (
    Weekday.SATURDAY,
    Weekday.SUNDAY,
    Weekday.MONDAY,
    Weekday.TUESDAY,
    Weekday.WEDNESDAY,
)
NOWHERE = "000"  # the beginning of national ids that no registration office gives


@dataclass(frozen=True)
class Country:
    """What was made: offices by code, managers by the code of their office."""

    offices: Mapping[str, Office]
    managers: Mapping[str, Person]


def country_make(users: Mapping[str, User], *, at: datetime) -> Country:
    """Make bodies, calendar, offices, staff and licences in an empty registry.

    Args:
        users: the users who manage offices, by the office's code.
        at: the moment; licences began some time before.
    """
    today = day_of(at)
    year = jalali.parts(today)[0]
    holidays_seed(years=(year - 1, year, year + 1), by=SYSTEM, at=at)
    _bodies(at)
    starts_on = today - AGE
    offices, managers = {}, {}
    for place, (code, province) in enumerate(OFFICES, start=1):
        offices[code] = office = _office(code, province, place, starts_on, at)
        manager = person_demo(f"مدیر {place}", place * 10, province, at=at, user=users.get(code))
        _fit(manager, Post.MANAGER, starts_on, at)
        managers[code] = manager
        _licensed(office, manager, starts_on, at)
        for number, post in enumerate(STAFF, start=1):
            worker = person_demo(
                f"کارمند {place * 10 + number}", place * 10 + number, province, at=at
            )
            _fit(worker, post, starts_on, at)
            post_fill(
                office=office, person=worker, post=post, starts_on=starts_on, by=SYSTEM, at=at
            )
    return Country(offices, managers)


def person_demo(
    name: str, number: int, province: str, *, at: datetime, user: User | None = None
) -> Person:
    """A generated person whose national id belongs to nobody."""
    return person_make(
        name=f"{persian_digits(name)} (نمایشی)",
        national_id=_national_id(number),
        province=province,
        born_on=date(1985, 5, 5),
        man=False,
        user=user,
        by=SYSTEM,
        at=at,
    )


def _bodies(at: datetime) -> None:
    bodies_found_first(starts_on=FOUNDED, by=SYSTEM, at=at)
    done: dict[str, Any] = {"starts_on": FOUNDED, "by": SYSTEM, "at": at}
    kanoon: Body = body_found(
        kind="kanoon", code=KANOON, title="کانون نمایشی تهران", province=CAPITAL, **done
    )
    for kind, title in (
        ("kanoon_board", "هیئت مدیره کانون نمایشی"),
        ("primary_board", "هیئت بدوی کانون نمایشی"),
    ):
        code = f"{kind.replace('_', '-')}-23"
        body_found(kind=kind, code=code, title=title, kanoon=kanoon, **done)
    for province in (SERVED, OTHER):
        kanoon_assign(province=province, kanoon=kanoon, source="demo", **done)


def _office(code: str, province: str, place: int, starts_on: date, at: datetime) -> Office:
    where = BY_KEY[province].fa
    office = office_make(
        code=code,
        title=persian_digits(f"دفتر نمایشی {place} {where}"),
        province=province,
        starts_on=starts_on,
        address=Address(persian_digits(f"خیابان نمونه، پلاک {place}"), where),
        by=SYSTEM,
        at=at,
    )
    hours = [Hours(day, time(8), time(16)) for day in OPEN_DAYS]
    office_hours_set(office=office, hours=hours, starts_on=starts_on, by=SYSTEM, at=at)
    return office


def _fit(person: Person, post: Post, starts_on: date, at: datetime) -> None:
    """What the conditions of a post ask of a person (D1392 4 to 8)."""
    done: dict[str, Any] = {"person": person, "by": SYSTEM, "at": at}
    for kind in PLAIN:
        certificate_enter(kind=kind, starts_on=FOUNDED, **done)
    certificate_enter(kind="computer_skill", detail=post, starts_on=FOUNDED, **done)
    degree_enter(level="master", field="law", awarded_on=date(2010, 7, 1), **done)
    experience_enter(
        work="کار حقوقی",
        starts_on=date(2010, 3, 21),
        ends_on=date(2019, 3, 20),
        related=True,
        **done,
    )
    declaration_enter(declared_on=starts_on - timedelta(days=30), **done)


def _licensed(office: Office, manager: Person, starts_on: date, at: datetime) -> None:
    licence = licence_issue(
        office=office,
        manager=manager,
        starts_on=starts_on,
        term=TERM,
        proposed_by=Actor.COUNCIL,
        decided_by=Actor.CENTER_HEAD,
        by=SYSTEM,
        at=at,
    )
    licence_open(
        licence=licence, on=starts_on, decided_by=Actor.GENERAL_DEPARTMENT, by=SYSTEM, at=at
    )


def _national_id(number: int) -> str:
    nine = f"{NOWHERE}{number:06}"
    weighed = zip(nine, range(10, 1, -1), strict=True)
    rest = sum(int(digit) * weight for digit, weight in weighed) % 11
    return f"{nine}{rest if rest in {0, 1} else 11 - rest}"
