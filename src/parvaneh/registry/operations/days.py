"""The judicial calendar is seeded and edited; nothing is deleted.

Each operation returns `DaysChanged`: which days changed where, so that whoever keeps deadlines can
count those again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Lies
from parvaneh.frame.refused import conflict_if_refused, refuse
from parvaneh.kit.holidays import official_calendar
from parvaneh.law import jalali, judicial_calendar
from parvaneh.law.citation import cites
from parvaneh.law.judicial_calendar import ALWAYS_OFF, Off, Weekday
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.registry.entering import Typed
from parvaneh.registry.models import DayOff, WeekendRule
from parvaneh.registry.models.days import ENTERED
from parvaneh.registry.operations.facts import fact_follow
from parvaneh.registry.permitted import permitted

NAME_LENGTH = 120
REASON_LENGTH = 1000
PACKAGE = "holidays"
WHOLE_COUNTRY: tuple[str, ...] = ()
MOST_DAYS = 31
FIRST_YEAR, LAST_YEAR = 1359, 1500
DAYS_OFF = cites("CPC 444")

ENTERED_ALREADY = msg("This day off is entered already.")
WITHDRAWN_ALREADY = msg("This day off was withdrawn already.")
NO_WORKING_DAY = msg("A week needs at least one working day.")
TOO_MANY_DAYS = msg("At most {needed} days at once; these are {found}.")
BAD_YEAR = msg("Years are Jalali, from {least} to {most}; found: {found}.")


@dataclass(frozen=True)
class DaysChanged:
    """What changed in the calendar: days entered or withdrawn, and weekends from a day on.

    `provinces` is empty where the whole country is concerned.
    """

    first: date | None
    last: date | None
    provinces: frozenset[str] = frozenset()
    entered: tuple[tuple[date, judicial_calendar.DayOff], ...] = ()
    withdrawn: tuple[tuple[date, judicial_calendar.DayOff], ...] = ()


def day_off_enter(
    *,
    on: date,
    kind: Off,
    fa: str,
    en: str,
    source: str,
    province: str = "",
    by: Doer,
    at: datetime,
) -> DaysChanged:
    """Enter a holiday, closure or outage.

    Args:
        on: the day.
        kind: why nothing can be done on it; weekends have rules of their own.
        fa: its name in Persian.
        en: its name in English.
        source: who announced it, and where.
        province: key of the province; empty is the whole country.
        by: who enters it; needs `CALENDAR_MANAGE` there.
        at: when.

    Raises:
        Refused: with everything that is wrong, or it is entered already.
    """
    permitted(by, Permission.CALENDAR_MANAGE, Lies(province=province), at)
    typed = Typed()
    typed.choice("kind", kind, ENTERED)
    typed.province("province", province, optional=True)
    names = {
        "fa": typed.text("fa", fa, longest=NAME_LENGTH),
        "en": typed.text("en", en, longest=NAME_LENGTH),
    }
    source = typed.text("source", source, longest=NAME_LENGTH)
    typed.stop()
    row = DayOff(
        on=on,
        kind=str(kind),
        province=province,
        source=source,
        entered_by=by.key,
        entered_at=at,
        **names,
    )
    with act(by=by, at=at):
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            refuse(Reason("on", ENTERED_ALREADY, ()))
        event_write(
            kind="day-off.entered",
            subject=f"day-off:{row.pk}",
            cites=DAYS_OFF,
            facts={"on": on.isoformat(), "kind": str(kind), "province": province},
        )
    return DaysChanged(on, on, _where(province), entered=((on, as_law(row)),))


def days_off_enter(
    *,
    first: date,
    last: date,
    kind: Off,
    fa: str,
    en: str,
    source: str,
    provinces: Iterable[str] = WHOLE_COUNTRY,
    by: Doer,
    at: datetime,
) -> DaysChanged:
    """Enter some days in a row as off, in several provinces at once; all of them or none.

    Args:
        first: the first day.
        last: the last one; the same day for one alone.
        provinces: keys of the provinces; none is the whole country.
        kind: as for `day_off_enter`, like all the others.
        fa: its name in Persian.
        en: its name in English.
        source: who announced it, and where.
        by: who enters it; needs `CALENDAR_MANAGE` in each of the provinces.
        at: when.

    Raises:
        Refused: with everything that is wrong, or one of the days is entered already.
    """
    typed = Typed()
    typed.order("last", first=first, last=last)
    if (last - first).days >= MOST_DAYS:
        typed.fault("last", TOO_MANY_DAYS, found=(last - first).days + 1, needed=MOST_DAYS)
    typed.stop()
    places = sorted(set(provinces)) or [""]
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    said = {"kind": kind, "fa": fa, "en": en, "source": source}
    with act(by=by, at=at):
        entered = [
            one
            for on in days
            for province in places
            for one in day_off_enter(on=on, province=province, **said, by=by, at=at).entered  # type: ignore[arg-type]  # one value for each name
        ]
    return DaysChanged(first, last, frozenset(places) - {""}, entered=tuple(entered))


def day_off_withdraw(*, day_off: DayOff, reason: str, by: Doer, at: datetime) -> DaysChanged:
    """Withdraw a day off that was entered wrongly; the row stays, marked.

    Raises:
        Refused: no reason is given, or it was withdrawn already.
    """
    permitted(by, Permission.CALENDAR_MANAGE, Lies(province=day_off.province), at)
    typed = Typed()
    reason = typed.text("reason", reason, longest=REASON_LENGTH)
    typed.stop()
    with act(by=by, at=at):
        row = DayOff.objects.select_for_update().get(pk=day_off.pk)
        if row.withdrawn_at is not None:
            refuse(Reason("day_off", WITHDRAWN_ALREADY, ()))
        row.withdrawn_by, row.withdrawn_at, row.reason = by.key, at, reason
        row.save(update_fields=["withdrawn_by", "withdrawn_at", "reason"])
        event_write(
            kind="day-off.withdrawn",
            subject=f"day-off:{row.pk}",
            cites=DAYS_OFF,
            facts={"on": row.on.isoformat(), "kind": row.kind, "province": row.province},
            private={"reason": reason},
        )
    return DaysChanged(row.on, row.on, _where(row.province), withdrawn=((row.on, as_law(row)),))


def weekend_set(
    *,
    weekdays: Iterable[Weekday],
    starts_on: date,
    province: str = "",
    by: Doer,
    at: datetime,
) -> DaysChanged:
    """Say which weekdays are off beside Friday from a day on; none makes Thursday a working day.

    Raises:
        Refused: no working day is left, or a later rule is known.
    """
    permitted(by, Permission.CALENDAR_MANAGE, Lies(province=province), at)
    off = frozenset(Weekday(one) for one in weekdays)
    typed = Typed()
    typed.province("province", province, optional=True)
    if off | ALWAYS_OFF == frozenset(Weekday):
        typed.fault("weekdays", NO_WORKING_DAY)
    typed.stop()
    chosen = [day.value for day in Weekday if day in off - ALWAYS_OFF]
    with act(by=by, at=at):
        WeekendRule.objects.select_for_update().filter(province=province).first()
        row = fact_follow(
            WeekendRule,
            {"province": province},
            {"weekdays": chosen},
            starts_on=starts_on,
            by=by,
            at=at,
        )
        event_write(
            kind="weekend.set",
            subject=f"weekend:{row.pk}",
            facts={"weekdays": chosen, "province": province, "starts_on": starts_on.isoformat()},
        )
    return DaysChanged(starts_on, None, _where(province))


def holidays_seed(*, years: Iterable[int], by: Doer, at: datetime) -> DaysChanged:
    """Enter the official holidays of Jalali years as the package has them; known ones stay.

    Days that the package only estimates say so in their names. What was withdrawn is not entered
    again.

    Raises:
        Refused: one is no Jalali year that the package knows.
        Conflict: somebody else seeded the same just now.
    """
    permitted(by, Permission.CALENDAR_MANAGE, Lies(), at)
    wanted = sorted(set(years))
    typed = Typed()
    for year in wanted:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            typed.fault("years", BAD_YEAR, found=year, least=FIRST_YEAR, most=LAST_YEAR)
    typed.stop()
    known = set(DayOff.objects.filter(province="").values_list("on", "kind", "fa"))
    found = [
        (on, one)
        for on, entries in sorted(official_calendar(wanted).days.items())
        for one in entries
        if (on, one.kind.value, one.fa) not in known
    ]
    with act(by=by, at=at):
        rows = [_row(on, one, by, at) for on, one in found]
        with conflict_if_refused():
            DayOff.objects.bulk_create(rows)
        event_write(
            kind="holidays.seeded",
            subject=f"calendar:{'-'.join(map(str, wanted))}",
            facts={"years": wanted, "days": len(rows), "source": PACKAGE},
        )
    if not wanted:
        return DaysChanged(None, None)
    first, after = jalali.jalali(wanted[0], 1, 1), jalali.jalali(wanted[-1] + 1, 1, 1)
    return DaysChanged(first, after, entered=tuple(found))


def as_law(row: DayOff) -> judicial_calendar.DayOff:
    """A row as the law takes it."""
    return judicial_calendar.DayOff(Off(row.kind), row.fa, row.en, row.province or None)


def _row(on: date, one: judicial_calendar.DayOff, by: Doer, at: datetime) -> DayOff:
    return DayOff(
        on=on,
        kind=one.kind.value,
        fa=one.fa,
        en=one.en,
        source=PACKAGE,
        entered_by=by.key,
        entered_at=at,
    )


def _where(province: str) -> frozenset[str]:
    return frozenset({province}) if province else frozenset()
