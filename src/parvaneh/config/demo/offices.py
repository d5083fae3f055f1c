"""What is known of a generated office: title, address, telephones, hours, services and prices."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.drafts import Draft
from parvaneh.config.demo.plan import DAY, Plan
from parvaneh.config.demo.writing import Row
from parvaneh.kit.text import persian_digits
from parvaneh.law import jalali
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import (
    OfficeAddress,
    OfficeHours,
    OfficePhone,
    OfficeService,
    OfficeTitle,
)

# Area codes by the last two digits of the province's key; the numbers behind them begin with four
# zeros, which no exchange gives.
AREAS = (
    86, 13, 11, 41, 44, 83, 61, 71, 34, 51, 31, 54, 87, 81, 38, 66, 84, 74, 77, 24, 23, 35, 76, 21,
    45, 25, 28, 17, 58, 56, 26,
)  # fmt: skip
WORKING_DAYS = (
    Weekday.SATURDAY, Weekday.SUNDAY, Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY,
)  # fmt: skip
OPENS = (time(7, 30), time(8), time(8), time(8, 30))
LENGTH, SHORT = timedelta(hours=7), timedelta(hours=4)
# Services and their price in rials in the year before; some have no amount.
SERVICES: Mapping[str, int | None] = {
    "petition": 620_000,
    "brief": 340_000,
    "criminal-complaint": 480_000,
    "declaration": 450_000,
    "appeal": 560_000,
    "enforcement": 390_000,
    "case-copy": 120_000,
    "sana-enrolment": 250_000,
    "guidance": None,
}
DEARER = 1.27
RENAMED = 0.04
SECOND_PHONE = 0.45
THURSDAYS = 0.7
MOVED_AT_HOME = 0.04  # corrected or renumbered, without a move


def office_rows(draft: Draft, moved_on: date | None, plan: Plan, chance: Chance) -> Iterator[Row]:
    """The dated facts of an office.

    Args:
        draft: the office, its key drawn.
        moved_on: the day on which it moved by a step of its licence; None where it never did.
        plan: of the whole.
        chance: of the offices' facts.
    """
    done = {"office_id": draft.office.pk, "entered_by": SYSTEM.key, "entered_at": plan.at}
    yield from _titles(draft, plan, chance, done)
    yield from _addresses(draft, moved_on, plan, chance, done)
    yield from _phones(draft, chance, done)
    yield from _hours(draft, chance, done)
    yield from _prices(draft, plan, chance, done)


def _titles(draft: Draft, plan: Plan, chance: Chance, done: dict[str, Any]) -> Iterator[Row]:
    first, title = draft.founded_on, draft.office.title
    if first < plan.past and chance.happens(RENAMED):
        since = chance.day(plan.past, plan.today - 60 * DAY)
        before = title.replace("دفتر خدمات", "دفتر پیشین خدمات")
        yield (
            OfficeTitle,
            {"title": before, "starts_on": first, "ends_on": since - DAY, **done},
        )
        first = since
    yield OfficeTitle, {"title": title, "starts_on": first, **done}


def _addresses(
    draft: Draft, moved_on: date | None, plan: Plan, chance: Chance, done: dict[str, Any]
) -> Iterator[Row]:
    first = draft.founded_on
    if moved_on is None and first < plan.past and chance.happens(MOVED_AT_HOME):
        moved_on = chance.day(plan.past, plan.today - 30 * DAY)
    place = {
        "province": draft.province, "county": draft.city.county.number, "city": draft.city.fa
    }  # fmt: skip
    if moved_on is not None:
        span = {"starts_on": first, "ends_on": moved_on - DAY}
        yield OfficeAddress, {"street": _street(chance), **span, **place, **done}
        first = moved_on
    yield OfficeAddress, {"street": _street(chance), "starts_on": first, **place, **done}


def _street(chance: Chance) -> str:
    street, number = chance.randint(1, 60), chance.randint(1, 280)
    floor = chance.choice(("", "، طبقه همکف", "، طبقه اول", "، واحد ۲"))
    return persian_digits(f"خیابان نمونه {street}، پلاک {number}{floor}")


def _phones(draft: Draft, chance: Chance, done: dict[str, Any]) -> Iterator[Row]:
    area = AREAS[int(draft.province[-2:])]
    for line in range(1 + chance.happens(SECOND_PHONE)):
        number = f"+98{area}0000{(draft.at * 2 + line) % 10_000:04}"
        yield OfficePhone, {"number": number, "starts_on": draft.founded_on, **done}


def _hours(draft: Draft, chance: Chance, done: dict[str, Any]) -> Iterator[Row]:
    opens = chance.choice(OPENS)
    known = {"opens": opens, "starts_on": draft.founded_on, **done}
    for weekday in WORKING_DAYS:
        yield OfficeHours, {"weekday": weekday, "closes": _later(opens, LENGTH), **known}
    if chance.happens(THURSDAYS):
        yield OfficeHours, {
            "weekday": Weekday.THURSDAY, "closes": _later(opens, SHORT), **known
        }  # fmt: skip


def _later(opens: time, length: timedelta) -> time:
    minutes = opens.hour * 60 + opens.minute + int(length.total_seconds()) // 60
    return time(minutes // 60, minutes % 60)


def _prices(draft: Draft, plan: Plan, chance: Chance, done: dict[str, Any]) -> Iterator[Row]:
    """The price list of this year, and that of the year before."""
    new_year = jalali.jalali(plan.year, 1, 1)
    left_out = chance.choice((*SERVICES, "", "", ""))
    for service, rials in SERVICES.items():
        if service == left_out:
            continue
        if draft.founded_on < new_year and rials is not None:
            first = max(draft.founded_on, jalali.jalali(plan.year - 1, 1, 1))
            span = {"starts_on": first, "ends_on": new_year - DAY}
            yield OfficeService, {"service": service, "rials": rials, **span, **done}
        dearer = None if rials is None else round(rials * DEARER / 10_000) * 10_000
        since = max(draft.founded_on, new_year)
        yield OfficeService, {"service": service, "rials": dearer, "starts_on": since, **done}
