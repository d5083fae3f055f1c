"""What article 12 says to people, each sentence with its figures, and what rulings rest on."""

from datetime import date

import pytest

from parvaneh.law import jalali
from parvaneh.law.casebook import with_contents
from parvaneh.law.deadlines import Deadline
from parvaneh.law.directive_1404.art12_admissibility import (
    objection_admissible,
    objection_timeliness,
)
from parvaneh.law.directive_1404.art12_objection import decision_due, objection_due, review_due
from parvaneh.law.directive_1404.art12_outcome import (
    Duty,
    Objection,
    grade_standing,
    internal_limit,
)
from parvaneh.law.judicial_calendar import Calendar, DayOff, Off
from parvaneh.law.ruling import Reason, Ruling, parameters
from parvaneh.law.values import shipped_values
from parvaneh.law.vocabulary import Actor

VALUES = shipped_values()
SERVICE_COUNTS = with_contents(
    VALUES, {"D1404.12.objection_starts": "later_of_announcement_and_service"}
)
CALENDAR, TEHRAN = Calendar(), "IR-23"
ANNOUNCED = jalali.day("1404-07-01")
PLACE = {"calendar": CALENDAR, "province": TEHRAN}


def english(reason: Reason) -> str:
    return reason.message.format(**{k: plain(v) for k, v in parameters(reason).items()})


def plain(value: object) -> object:
    return jalali.text(value) if isinstance(value, date) else getattr(value, "en", value)


def said(ruling: Ruling) -> list[str]:
    return [english(reason) for reason in ruling.reasons]


def rests_on(ruling: Ruling) -> list[str]:
    return [basis.key.removeprefix("D1404.12.") for basis in ruling.rests_on]


def uncounted(ruling: Ruling[Deadline]) -> str:
    return said(ruling)[1].removeprefix("not counted: ")


def test_each_clock_names_the_days_that_are_not_counted() -> None:
    objection = objection_due(announced_on=ANNOUNCED, values=VALUES, **PLACE)
    assert uncounted(objection) == "the day of announcement and the day of objecting"
    review = review_due(lodged_on=ANNOUNCED, objection_last=ANNOUNCED, values=VALUES, **PLACE)
    assert uncounted(review) == "the day of lodging"
    decision = decision_due(sent_on=ANNOUNCED, received_on=ANNOUNCED, values=VALUES, **PLACE)
    assert uncounted(decision) == "the day of receipt by the Services Deputy"


@pytest.mark.parametrize(
    ("served", "name"),
    [
        ("1404-06-31", "the day of announcement"),
        ("1404-07-01", "the day of announcement"),
        ("1404-07-02", "the day of service on the manager"),
    ],
)
def test_the_clock_is_named_after_the_event_that_starts_it(served: str, name: str) -> None:
    found = objection_due(
        announced_on=ANNOUNCED, served_on=jalali.day(served), values=SERVICE_COUNTS, **PLACE
    )
    assert uncounted(found) == f"{name} and the day of objecting"


def test_other_starts_have_names_of_their_own() -> None:
    values = with_contents(
        VALUES,
        {
            "D1404.12.review_starts": "objection_period_end",
            "D1404.12.decision_starts": "dispatch",
            "D1404.12.review_counting": "both_ends_out",
            "D1404.12.decision_counting": "both_ends_out",
        },
    )
    review = review_due(lodged_on=ANNOUNCED, objection_last=ANNOUNCED, values=values, **PLACE)
    assert uncounted(review) == (
        "the last day for objecting and the day of sending to the Services Deputy"
    )
    decision = decision_due(sent_on=ANNOUNCED, received_on=ANNOUNCED, values=values, **PLACE)
    assert uncounted(decision) == (
        "the day of sending to the Services Deputy and the day of serving the decision"
    )


def test_each_clock_rests_on_its_length_its_start_and_the_rules_of_counting() -> None:
    ruling = review_due(lodged_on=ANNOUNCED, objection_last=ANNOUNCED, values=VALUES, **PLACE)
    assert rests_on(ruling) == [
        "review_days",
        "review_starts",
        "CPC.443.month_days",
        "CPC.443.week_days",
        "CPC.444.rolls_over",
        "review_counting",
    ]


def test_the_review_is_counted_in_its_own_province() -> None:
    dust = DayOff(Off.CLOSURE, "گرد و غبار", "dust", "IR-06")
    calendar = Calendar(days={jalali.day("1404-07-21"): (dust,)})
    lasts = [
        review_due(
            lodged_on=ANNOUNCED,
            objection_last=ANNOUNCED,
            values=VALUES,
            calendar=calendar,
            province=province,
        ).value.last
        for province in ("IR-06", TEHRAN)
    ]
    assert [jalali.text(last) for last in lasts] == ["1404-07-22", "1404-07-21"]


def test_an_objection_is_counted_in_the_province_of_its_office() -> None:
    dust = DayOff(Off.CLOSURE, "گرد و غبار", "dust", "IR-06")
    found = objection_admissible(
        by=Actor.MANAGER,
        lodged_on=jalali.day("1404-07-13"),
        announced_on=ANNOUNCED,
        states_reasons=True,
        brings_documents=True,
        calendar=Calendar(days={jalali.day("1404-07-12"): (dust,)}),
        province="IR-06",
        values=VALUES,
    )
    assert found.granted


def test_unproven_service_is_said_and_rests_on_the_policy() -> None:
    ruling = objection_due(announced_on=ANNOUNCED, values=SERVICE_COUNTS, **PLACE)
    assert said(ruling) == [
        "Service to the manager is not proven, so the time for objecting has not begun."
    ]
    assert rests_on(ruling) == ["objection_starts"]


def test_every_fault_of_an_objection_is_said_with_what_was_found_and_needed() -> None:
    ruling = objection_admissible(
        by=Actor.KANOON,
        lodged_on=jalali.day("1404-07-20"),
        announced_on=ANNOUNCED,
        states_reasons=False,
        brings_documents=False,
        values=VALUES,
        **PLACE,
    )
    assert said(ruling)[2:] == [
        "The objection was lodged on 1404-07-20; the last day for it was 1404-07-12.",
        "An objection is lodged by the manager, not by the Kanoon.",
        "The objection states no reasons; it must say why the result is wrong.",
        "The objection comes without documents; it must bring those it relies on.",
    ]
    assert rests_on(ruling)[:2] == ["objection_days", "objection_starts"]


def test_an_early_objection_is_told_the_day_of_announcement() -> None:
    ruling = objection_timeliness(
        lodged_on=jalali.day("1404-06-31"), announced_on=ANNOUNCED, values=VALUES, **PLACE
    )
    assert said(ruling)[2:] == [
        "The objection was lodged on 1404-06-31; the result was announced only on 1404-07-01."
    ]
    assert "objection_days" in rests_on(ruling)


@pytest.mark.parametrize(
    ("duty", "done", "sentence", "news", "told"),
    [
        (
            Duty.REVIEW,
            None,
            "The Provincial Deputy had until 1404-07-01 and had not acted by 1404-07-20.",
            "the Services Deputy is told.",
            Actor.GENERAL_DEPARTMENT,
        ),
        (
            Duty.DECISION,
            "1404-07-10",
            "The Services Deputy had until 1404-07-01 and acted on 1404-07-10.",
            "the head of the Center is told.",
            Actor.CENTER_HEAD,
        ),
    ],
)
def test_a_missed_limit_is_told_to_the_authority_above(
    duty: Duty, done: str | None, sentence: str, news: str, told: Actor
) -> None:
    ruling = internal_limit(
        duty=duty,
        last=ANNOUNCED,
        done_on=done and jalali.day(done),
        on=jalali.day("1404-07-20"),
    )
    (reason,) = ruling.reasons
    assert english(reason) == f"{sentence} Nothing is decided by that; {news}"
    assert reason.params["told_actor"] is told
    assert reason.blocks is False


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (
            "1404-06-31",
            "The new grade was announced only on 1404-07-01; until then the one before it stands.",
        ),
        ("1404-07-02", "The announced grade stands."),
        ("1404-07-03", "The objection of 1404-07-03 is open; meanwhile this grade stands."),
        (
            "1404-08-01",
            "The objection was accepted on 1404-08-01; the corrected grade holds from 1404-08-01.",
        ),
    ],
)
def test_the_standing_grade_says_why_it_stands(on: str, sentence: str) -> None:
    ruling = grade_standing(
        announced="متوسط",
        announced_on=ANNOUNCED,
        previous="خوب",
        objection=Objection(jalali.day("1404-07-03"), jalali.day("1404-08-01"), "عالی"),
        values=VALUES,
        on=jalali.day(on),
    )
    assert said(ruling) == [sentence]
    assert ruling.reasons[0].blocks is False


def test_without_an_objection_the_announced_grade_stands_and_says_so() -> None:
    ruling = grade_standing(
        announced="متوسط", announced_on=ANNOUNCED, previous="خوب", values=VALUES, on=ANNOUNCED
    )
    assert said(ruling) == ["The announced grade stands."]
    assert rests_on(ruling) == ["grade_while_open", "corrected_from"]
