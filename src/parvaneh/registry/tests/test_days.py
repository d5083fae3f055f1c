"""The calendar: seeded, edited, told to the law as one value; deadlines hear what changed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvaneh.frame.refused import Refused
from parvaneh.kit.holidays import official_calendar
from parvaneh.law.judicial_calendar import Off, Weekday, days_off
from parvaneh.ledger.models import Event
from parvaneh.registry.models import DayOff
from parvaneh.registry.operations import (
    day_off_enter,
    day_off_withdraw,
    days_off_enter,
    holidays_seed,
    weekend_set,
)
from parvaneh.registry.queries import (
    calendar,
    calendar_health,
    calendar_version,
    calendar_warnings,
    days_off_between,
)
from parvaneh.registry.tests.samples import DOING, ON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TEHRAN, QOM = "IR-23", "IR-25"


def kinds(on, province=TEHRAN):
    return [one.kind for one in days_off(calendar(), province=province, on=on)]


def closed(on=ON, province=TEHRAN, kind=Off.CLOSURE, fa="برودت هوا"):
    return day_off_enter(
        on=on, kind=kind, fa=fa, en="cold", source="استانداری", province=province, **DOING
    )


def test_an_empty_calendar_knows_fridays_only():
    assert kinds(ON) == []
    assert kinds(date(2025, 10, 10)) == [Off.WEEKEND]


def test_a_closure_holds_in_its_province_at_once_and_says_what_changed():
    kinds(ON)
    changed = closed()
    assert (kinds(ON), kinds(ON, QOM)) == ([Off.CLOSURE], [])
    assert (changed.first, changed.last, changed.provinces) == (ON, ON, {TEHRAN})
    assert changed.entered[0][1].fa == "برودت هوا"


def test_a_day_off_is_withdrawn_with_a_reason_and_never_deleted():
    closed()
    row = DayOff.objects.get()
    with pytest.raises(Refused):
        day_off_withdraw(day_off=row, reason="", **DOING)
    changed = day_off_withdraw(day_off=row, reason="لغو شد", **DOING)
    assert kinds(ON) == []
    assert changed.withdrawn[0][0] == ON
    assert DayOff.objects.count() == 1
    with pytest.raises(Refused):
        day_off_withdraw(day_off=row, reason="باز", **DOING)
    closed()
    assert kinds(ON) == [Off.CLOSURE]


def test_the_version_moves_with_every_change_raw_sql_included():
    seen = [calendar_version()]
    closed()
    seen.append(calendar_version())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_dayoff SET province = ''")
    seen.append(calendar_version())
    assert len(set(seen)) == 3
    assert kinds(ON, QOM) == [Off.CLOSURE]


def test_the_seeded_years_are_those_of_the_package_and_seeding_twice_changes_nothing():
    changed = holidays_seed(years=[1404, 1403], **DOING)
    official = official_calendar([1403, 1404]).days
    assert dict(calendar().days.items()) == dict(official)
    assert len(changed.entered) == sum(map(len, official.values()))
    assert holidays_seed(years=[1404], **DOING).entered == ()
    assert calendar_health([1404])[0].faults == ()


def test_what_was_withdrawn_is_not_seeded_again():
    holidays_seed(years=[1404], **DOING)
    row = DayOff.objects.first()
    day_off_withdraw(day_off=row, reason="تغییر تقویم", **DOING)
    assert holidays_seed(years=[1404], **DOING).entered == ()


@pytest.mark.parametrize("years", [[1358], [2025], [0], [-1], [10**9]])
def test_other_years_are_refused(years):
    with pytest.raises(Refused):
        holidays_seed(years=years, **DOING)


def test_a_year_without_holidays_is_told_and_so_is_one_with_few():
    closed(province="", kind=Off.HOLIDAY)
    health = calendar_health([1404, 1405])
    assert [one.faults[0].key for one in health] == ["few_holidays", "no_holidays"]


def test_weekends_change_from_a_day_on_by_province():
    thursday = date(2025, 10, 9)
    weekend_set(weekdays=[Weekday.THURSDAY], starts_on=date(2020, 1, 1), **DOING)
    weekend_set(weekdays=[], starts_on=date(2025, 1, 1), province=QOM, **DOING)
    assert (kinds(thursday), kinds(thursday, QOM)) == ([Off.WEEKEND], [])
    weekend_set(weekdays=[Weekday.SATURDAY], starts_on=thursday, **DOING)
    assert kinds(thursday) == []
    assert kinds(thursday - 7 * DAY) == [Off.WEEKEND]


def test_a_week_without_a_working_day_is_refused():
    with pytest.raises(Refused):
        weekend_set(weekdays=list(Weekday), starts_on=ON, **DOING)


def test_all_faults_are_told_at_once():
    with pytest.raises(Refused) as why:
        day_off_enter(on=ON, kind="weekend", fa="", en=" ", source="\u202e", province="X", **DOING)
    assert {one.key for one in why.value.ruling.reasons} == {
        "kind",
        "fa",
        "en",
        "source",
        "province",
    }
    assert not Event.objects.exists()


def test_the_same_day_off_is_entered_once():
    closed()
    with pytest.raises(Refused):
        closed()
    assert len(days_off_between(ON, ON, TEHRAN)) == 1
    assert days_off_between(ON, ON) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_dayoff SET kind = 'weekend'",
        "UPDATE registry_dayoff SET province = 'IR-77'",
        "UPDATE registry_dayoff SET withdrawn_at = now()",
        "UPDATE registry_dayoff SET withdrawn_at = now(), withdrawn_by = 'a'",
        "UPDATE registry_dayoff SET reason = 'x'",
        "UPDATE registry_dayoff SET fa = 'x'",
        "UPDATE registry_weekendrule SET weekdays = '{someday}'",
        "UPDATE registry_weekendrule SET ends_on = starts_on - 1",
        "UPDATE registry_weekendrule SET province = '?'",
    ],
)
def test_the_database_refuses_by_itself(statement):
    closed()
    closed(fa="آلودگی")
    weekend_set(weekdays=[], starts_on=ON, **DOING)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_days_in_a_row_are_entered_in_several_provinces_or_not_at_all():
    said = {"kind": Off.CLOSURE, "fa": "برودت هوا", "en": "cold", "source": "استانداری", **DOING}
    changed = days_off_enter(first=ON, last=ON + DAY, provinces=[TEHRAN, QOM], **said)
    assert len(changed.entered) == DayOff.objects.count() == 4
    assert changed.provinces == {TEHRAN, QOM}
    with pytest.raises(Refused):
        days_off_enter(first=ON - DAY, last=ON, provinces=[QOM], **said)
    assert DayOff.objects.count() == 4
    with pytest.raises(Refused):
        days_off_enter(first=ON, last=ON + 31 * DAY, provinces=[], **said)


def test_the_keeper_is_warned_of_a_coming_year_without_holidays():
    holidays_seed(years=[1404], **DOING)
    assert {one.key for one in calendar_warnings(ON) if one.blocks} == {"no_holidays"}
    holidays_seed(years=[1405], **DOING)
    assert not [one for one in calendar_warnings(ON) if one.blocks]
