"""Deadlines tell the truth about themselves: each day, each sentence, and what moved them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parvaneh.law import jalali
from parvaneh.law.citation import cites
from parvaneh.law.counting import Period, Unit
from parvaneh.law.day_notes import DayNote, Role
from parvaneh.law.deadlines import Deadline, days_left, deadline, moved, term_end
from parvaneh.law.judicial_calendar import (
    WEEKDAYS,
    Calendar,
    DayOff,
    Off,
    Weekday,
    Weekend,
    days_off,
    weekend_of,
    with_days,
)
from parvaneh.law.ruling import Reason, parameters
from parvaneh.law.values import NoValueInForce, shipped_values
from parvaneh.law.vocabulary import Term

VALUES = shipped_values()
NOTHING_OFF = Calendar()
TEHRAN, FARS = "IR-23", "IR-07"
MEHR_1, MEHR_12 = jalali.day("1404-07-01"), jalali.day("1404-07-12")
DUST = DayOff(Off.CLOSURE, "گرد و غبار", "dust", TEHRAN)
DOWN = DayOff(Off.OUTAGE, "قطع سامانه", "system down")
FEAST = DayOff(Off.HOLIDAY, "عید", "feast")
TEN_DAYS = Period(10, Unit.DAYS)
DAYS = some.dates(jalali.day("1399-01-01"), jalali.day("1420-12-30"))


def found_for(
    starts_on: date,
    period: Period = TEN_DAYS,
    calendar: Calendar = NOTHING_OFF,
    province: str = TEHRAN,
    counting: str = "CPC.445.from_notice",
) -> Deadline:
    ruling = deadline(
        starts_on=starts_on,
        period=period,
        calendar=calendar,
        province=province,
        values=VALUES,
        counting=counting,
    )
    assert ruling.granted
    assert ruling.value is not None
    assert ruling.reasons == ruling.value.said
    return ruling.value


def english(reason: Reason) -> str:
    """The sentence as an English reader sees it, roughly: `kit.languages` does it properly."""
    return reason.message.format(**{k: plain(v) for k, v in parameters(reason).items()})


def plain(value: object) -> object:
    if isinstance(value, date):
        year, month, day = jalali.parts(value)
        return f"{day} {jalali.MONTHS_EN[month - 1]} {year}"
    if isinstance(value, tuple):
        return ", ".join(str(plain(one)) for one in value)
    return getattr(value, "en", value)


def told(notes: tuple[DayNote, ...]) -> list[str]:
    return [english(note.why) for note in notes]


def test_the_deadline_of_31_shahrivar_is_told_in_three_sentences() -> None:
    ruling = deadline(
        starts_on=jalali.day("1404-06-31"),
        period=TEN_DAYS,
        calendar=NOTHING_OFF,
        province=TEHRAN,
        values=VALUES,
        starts=Term("روز اعلام", "the day of announcement"),
        acts=Term("روز اعتراض", "the day of objecting"),
    )
    assert [english(reason) for reason in ruling.reasons] == [
        "until the end of Saturday 12 Mehr 1404: 10 days",
        "not counted: the day of announcement and the day of objecting",
        "11 Mehr 1404 is a Friday",
    ]
    assert [(reason.key, reason.cites) for reason in ruling.reasons] == [
        ("until", cites("CPC 443")),
        ("not_counted", cites("CPC 445")),
        ("weekend", cites("CPC 444")),
    ]
    assert all(reason.blocks is False for reason in ruling.reasons)
    assert ruling.value is not None
    assert ruling.value.period == TEN_DAYS
    assert english(ruling.value.notes[0].why) == (
        "Monday 31 Shahrivar 1404: the day of announcement; not counted"
    )
    assert [basis.key for basis in ruling.rests_on] == [
        "CPC.443.month_days",
        "CPC.443.week_days",
        "CPC.444.rolls_over",
        "CPC.445.from_notice",
    ]


def test_every_day_has_its_note() -> None:
    calendar = with_days(
        NOTHING_OFF,
        [(jalali.day("1404-07-05"), FEAST), (MEHR_12, DUST), (MEHR_12, DOWN)],
    )
    found = found_for(jalali.day("1404-07-01"), calendar=calendar)
    assert told(found.notes) == [
        "Tuesday 1 Mehr 1404: the day on which the period starts; not counted",
        "Wednesday 2 Mehr 1404: day 1",
        "Thursday 3 Mehr 1404: day 2",
        "Friday 4 Mehr 1404: day 3; days off inside the period count (weekend)",
        "Saturday 5 Mehr 1404: day 4; days off inside the period count (feast)",
        "Sunday 6 Mehr 1404: day 5",
        "Monday 7 Mehr 1404: day 6",
        "Tuesday 8 Mehr 1404: day 7",
        "Wednesday 9 Mehr 1404: day 8",
        "Thursday 10 Mehr 1404: day 9",
        "Friday 11 Mehr 1404: day 10; days off inside the period count (weekend)",
        "Saturday 12 Mehr 1404: cannot be the last day (dust, system down)",
        "Sunday 13 Mehr 1404: the last day, until its end",
    ]
    assert [(note.number, note.role) for note in found.notes] == [
        (None, Role.FIRST),
        *((number, Role.COUNTED) for number in range(1, 11)),
        (None, Role.MOVED),
        (None, Role.LAST),
    ]
    assert [note.why.key for note in found.notes] == [note.role.value for note in found.notes]
    by_the_mode, by_the_days_off = cites("CPC 445"), cites("CPC 444")
    assert [note.why.cites for note in found.notes] == [
        by_the_days_off if note.off else by_the_mode for note in found.notes
    ]
    assert not any(note.why.blocks for note in found.notes)
    assert [english(reason) for reason in found.said[2:]] == [
        "on 12 Mehr 1404 the offices of the province are closed (dust)",
        "on 12 Mehr 1404 the authority could not act (system down)",
    ]


def test_a_period_that_starts_on_a_day_off_starts_all_the_same() -> None:
    found = found_for(jalali.day("1404-07-04"))
    first = found.notes[0]
    assert first.why.cites == cites("CPC 445")
    assert [entry.kind for entry in first.off] == [Off.WEEKEND]
    assert found.last == jalali.day("1404-07-15")


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        (Period(1, Unit.DAYS), "until the end of Thursday 3 Mehr 1404: one day"),
        (Period(1, Unit.WEEKS), "until the end of Wednesday 9 Mehr 1404: one week, 7 days"),
        (Period(2, Unit.WEEKS), "until the end of Wednesday 16 Mehr 1404: 2 weeks of 7 days"),
        (Period(1, Unit.MONTHS), "until the end of Saturday 3 Aban 1404: one month, 30 days"),
        (Period(2, Unit.MONTHS), "until the end of Sunday 2 Azar 1404: 2 months of 30 days"),
    ],
)
def test_a_period_is_told_in_its_own_unit(period: Period, sentence: str) -> None:
    assert english(found_for(MEHR_1, period).said[0]) == sentence


def test_a_plain_count_says_that_only_the_first_day_is_out() -> None:
    found = found_for(MEHR_1, counting="D1404.12.review_counting")
    assert english(found.said[1]) == "not counted: the day on which the period starts"
    assert found.said[1].assumes == ("A-22",)
    assert found.said[1].cites == cites("D1404 12(2)")


def test_a_holiday_that_moves_the_last_day_is_named() -> None:
    found = found_for(MEHR_1, calendar=with_days(NOTHING_OFF, [(MEHR_12, FEAST)]))
    assert english(found.said[2]) == "12 Mehr 1404 is a public holiday (feast)"
    assert found.said[2].params["weekday"] == WEEKDAYS[Weekday.SATURDAY]


def test_days_left_are_counted_to_the_last_day() -> None:
    found = found_for(MEHR_1)
    assert days_left(found, today=MEHR_1) == 11
    assert days_left(found, today=MEHR_12) == 0
    assert days_left(found, today=MEHR_12 + timedelta(1)) == -1


def test_a_closure_learnt_of_later_moves_the_deadline_and_says_why() -> None:
    before = found_for(MEHR_1)
    after = found_for(MEHR_1, calendar=with_days(NOTHING_OFF, [(MEHR_12, DUST)]))
    news = moved(before, after)
    assert [english(reason) for reason in news] == [
        "the last day is now 13 Mehr 1404; it was 12 Mehr 1404",
        "Saturday 12 Mehr 1404: cannot be the last day (dust)",
    ]
    assert [(reason.key, reason.blocks, reason.cites) for reason in news] == [
        ("moved", False, cites("CPC 444")),
        ("moved", False, cites("CPC 444")),
    ]


def test_what_already_moved_a_deadline_is_no_news() -> None:
    start = jalali.day("1404-06-31")  # its eleventh day after is a Friday already
    after = found_for(start, calendar=with_days(NOTHING_OFF, [(MEHR_12, DUST)]))
    assert [english(reason) for reason in moved(found_for(start), after)][1:] == [
        "Saturday 12 Mehr 1404: cannot be the last day (dust)"
    ]


def test_a_closure_elsewhere_moves_nothing() -> None:
    closed = with_days(NOTHING_OFF, [(MEHR_12, DUST)])
    before = found_for(MEHR_1, province=FARS)
    assert moved(before, found_for(MEHR_1, calendar=closed, province=FARS)) == ()


def test_a_period_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A period has at least one day\.$"):
        Period(0, Unit.DAYS)


def test_a_week_without_a_working_day_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A week needs at least one working day\.$"):
        Weekend(frozenset(Weekday) - {Weekday.FRIDAY}, MEHR_1)
    assert Weekend(frozenset(Weekday) - {Weekday.FRIDAY, Weekday.SUNDAY}, MEHR_1)


def test_a_way_of_counting_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(NoValueInForce):
        found_for(MEHR_1, counting="CPC.445.nowhere")


THURSDAYS = Weekend(frozenset({Weekday.THURSDAY}), MEHR_1, MEHR_12)


@pytest.mark.parametrize(
    ("on", "off"),
    [
        (MEHR_1 - timedelta(1), False),
        (MEHR_1, True),
        (MEHR_12, True),
        (MEHR_12 + timedelta(1), False),
    ],
)
def test_a_weekend_holds_from_its_first_day_through_its_last(on: date, *, off: bool) -> None:
    found = weekend_of(Calendar((THURSDAYS,)), province=TEHRAN, on=on)
    assert (Weekday.THURSDAY in found) is off
    assert Weekday.FRIDAY in found


def test_the_weekend_of_a_province_stands_in_place_of_that_of_the_country() -> None:
    own = Weekend(frozenset(), MEHR_1, province=FARS)
    for weekends in ((THURSDAYS, own), (own, THURSDAYS)):
        calendar = Calendar(weekends)
        assert weekend_of(calendar, province=FARS, on=MEHR_1) == {Weekday.FRIDAY}
        assert weekend_of(calendar, province=TEHRAN, on=MEHR_1) == {
            Weekday.THURSDAY,
            Weekday.FRIDAY,
        }


def test_of_two_weekends_in_force_the_last_one_written_stands() -> None:
    saturdays = Weekend(frozenset({Weekday.SATURDAY}), MEHR_1)
    found = weekend_of(Calendar((THURSDAYS, saturdays)), province=TEHRAN, on=MEHR_1)
    assert found == {Weekday.SATURDAY, Weekday.FRIDAY}


def test_a_day_gives_every_reason_why_it_is_off_the_weekend_first() -> None:
    friday = jalali.day("1404-07-11")
    elsewhere = DayOff(Off.CLOSURE, "سیل", "flood", FARS)
    calendar = with_days(NOTHING_OFF, [(friday, FEAST), (friday, elsewhere), (friday, DOWN)])
    found = days_off(calendar, province=TEHRAN, on=friday)
    assert [(entry.kind, entry.en) for entry in found] == [
        (Off.WEEKEND, "weekend"),
        (Off.HOLIDAY, "feast"),
        (Off.OUTAGE, "system down"),
    ]
    assert days_off(NOTHING_OFF, province=TEHRAN, on=MEHR_12) == ()


def test_entering_days_leaves_the_given_calendar_as_it_was() -> None:
    calendar = Calendar((THURSDAYS,), {MEHR_1: (FEAST,)})
    richer = with_days(calendar, [(MEHR_1, DOWN)])
    assert calendar.days == {MEHR_1: (FEAST,)}
    assert richer.days == {MEHR_1: (FEAST, DOWN)}
    assert richer.weekends == (THURSDAYS,)
    with pytest.raises(TypeError):
        richer.days[MEHR_12] = (FEAST,)


@given(starts_on=DAYS, amount=some.integers(1, 60))
def test_one_day_more_never_ends_sooner(starts_on: date, amount: int) -> None:
    shorter = found_for(starts_on, Period(amount, Unit.DAYS))
    longer = found_for(starts_on, Period(amount + 1, Unit.DAYS))
    assert shorter.last <= longer.last
    assert shorter.first_counted == starts_on + timedelta(1)
    assert shorter.nominal_last <= shorter.last


@given(starts_on=DAYS, off=some.lists(some.integers(0, 30), max_size=12))
def test_no_entry_in_the_calendar_ever_shortens_a_deadline(starts_on: date, off: list[int]) -> None:
    calendar = with_days(NOTHING_OFF, [(starts_on + timedelta(n), FEAST) for n in off])
    assert found_for(starts_on, calendar=calendar).last >= found_for(starts_on).last
    assert (
        days_off(calendar, province=TEHRAN, on=found_for(starts_on, calendar=calendar).last) == ()
    )


@given(starts_on=DAYS, months=some.integers(1, 24))
def test_a_term_and_the_next_one_leave_no_gap_in_months_that_have_the_day(
    starts_on: date, months: int
) -> None:
    ends = term_end(starts_on=starts_on, months=months)
    same_day = jalali.months_later(starts_on, months)
    if jalali.parts(same_day)[2] == jalali.parts(starts_on)[2]:
        assert ends == same_day - timedelta(1)
    else:
        assert ends == same_day
        assert jalali.parts(ends + timedelta(1))[2] == 1
