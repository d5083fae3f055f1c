"""Article 5: who evaluates, how often, over which period, and when out of turn.

The directive names no period. Ours runs from 1 Tir to 31 Khordad (A-11), so that scoring fits
between its end and the end of Shahrivar, by which ranking must be done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.law import jalali
from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import (
    DatedValue,
    NoValueInForce,
    Values,
    basis,
    table,
    value_at,
    whole,
    word,
)
from parvaneh.law.vocabulary import ACTORS, Actor, Term

ART_5 = cites("D1404 5")
CITES = {
    "is_within": ART_5,
    "evaluation_period": ART_5,
    "yearly_day": ART_5,
    "next_ranking_year": ART_5,
    "evaluation_held": ART_5,
    "extraordinary_evaluation": ART_5,
    "EVALUATORS": ART_5,
    "GROUNDS": ART_5,
}

PERIOD_FIRST = "D1404.5.period_first"
PERIOD_LAST = "D1404.5.period_last"
APPROVED_ON = "D1404.5.approved_on"
INTERVAL = "D1404.5.interval"

EVALUATOR = Actor.GENERAL_DEPARTMENT  # the Services Deputy, by its older name
EVALUATORS = (EVALUATOR, Actor.PROVINCIAL_DEPUTY, Actor.KANOON)

REACHES_BACK = msg(
    "The period begins on {found}, before the directive was approved on {needed}: "
    "that start is a decision of its own."
)
NOT_EVALUATOR = msg("Offices are evaluated by the Services Deputy, not by: {found}.")
NO_COOPERATION = msg("The evaluation lacks a cooperation that it needs: {found}.")
NO_GROUND = msg(
    "An extraordinary evaluation needs a ground: launching special services, or an event that "
    "calls for demotion."
)
GROUND = msg("An extraordinary evaluation is held: {found}.")


class Ground(StrEnum):
    """Why an office may be evaluated out of turn."""

    SPECIAL_SERVICES = "special_services"
    DEMOTING_EVENT = "demoting_event"


GROUNDS: Mapping[Ground, Term] = {
    Ground.SPECIAL_SERVICES: Term(
        "راه‌اندازی خدمات ویژه و سپردن آن به دفاتر دارای رتبه بالا",
        "to launch special services and give them to offices of high grade",
        ART_5,
    ),
    Ground.DEMOTING_EVENT: Term(
        "پیشامدی که تنزل رتبه را ایجاب می‌کند", "something happened that calls for demotion", ART_5
    ),
}


@dataclass(frozen=True)
class Period:
    """The days that an evaluation covers, both included."""

    first: date
    last: date


def is_within(period: Period, on: date) -> bool:
    """Whether a day lies in the period."""
    return period.first <= on <= period.last


def evaluation_period(*, year: int, values: Values) -> Ruling[Period]:
    """The period that the ranking of a year covers (A-11).

    Args:
        year: the Jalali year in which offices are ranked.
        values: the dated values (`D1404.5.period_first`, `D1404.5.period_last`, each a month and
            day and how many years before; `D1404.5.approved_on`). The one in force on the period's
            own last day applies.

    Returns:
        The period, with a remark where it reaches back before the directive's approval.

    Raises:
        NoValueInForce: the period would end before the directive.
    """
    last_entry, last = yearly_day(key=PERIOD_LAST, year=year, values=values)
    first_entry = value_at(values, PERIOD_FIRST, last)
    approved_entry = value_at(values, APPROVED_ON, last)
    first, approved = _day_in(first_entry, year), jalali.day(word(approved_entry))
    reasons = []
    if first < approved:
        reasons.append(
            Reason(
                "reaches_back",
                REACHES_BACK,
                ART_5,
                blocks=False,
                found=first,
                needed=approved,
                assumes=("A-11",),
            )
        )
    entries = (first_entry, last_entry, approved_entry)
    return ruled(reasons, Period(first, last), map(basis, entries))


def yearly_day(*, key: str, year: int, values: Values) -> tuple[DatedValue, date]:
    """A day that returns every year, by the value that is in force on that very day.

    Args:
        key: a dated value that holds a month and day and how many years before.
        year: the Jalali year.
        values: the dated values.

    Raises:
        NoValueInForce: no value of the key is in force on the day it names.
    """
    for entry in values.histories[key]:
        found = _day_in(entry, year)
        if entry.start <= found and (entry.until is None or found <= entry.until):
            return entry, found
    raise NoValueInForce(key, jalali.jalali(year, 1, 1))


def next_ranking_year(*, last_year: int, values: Values, on: date) -> Ruling[int]:
    """The year of the next ranking: evaluation is yearly.

    Args:
        last_year: the Jalali year of the last ranking.
        values: the dated values (`D1404.5.interval`, years).
        on: the day asked about.
    """
    entry = value_at(values, INTERVAL, on)
    return ruled(value=last_year + whole(entry), rests_on=[basis(entry)])


def evaluation_held(*, evaluator: Actor, cooperating: frozenset[Actor]) -> Ruling[None]:
    """Whether an evaluation was held by who must hold it, with those who must cooperate.

    Args:
        evaluator: who held it; the Services Deputy is the desk `GENERAL_DEPARTMENT` (A-44).
        cooperating: who cooperated; the Provincial Deputy and the Kanoon must.
    """
    reasons = []
    if evaluator is not EVALUATOR:
        reasons.append(Reason("evaluator", NOT_EVALUATOR, ART_5, found=ACTORS[evaluator]))
    reasons += [
        Reason(f"no_{actor}", NO_COOPERATION, ART_5, found=ACTORS[actor])
        for actor in EVALUATORS
        if actor is not EVALUATOR and actor not in cooperating
    ]
    return ruled(reasons)


def extraordinary_evaluation(*, evaluator: Actor, ground: Ground | None = None) -> Ruling[None]:
    """Whether an office may be evaluated out of turn.

    Args:
        evaluator: who holds it.
        ground: why; None where none was given.
    """
    reasons = []
    if evaluator is not EVALUATOR:
        reasons.append(Reason("evaluator", NOT_EVALUATOR, ART_5, found=ACTORS[evaluator]))
    if ground is None:
        reasons.append(Reason("no_ground", NO_GROUND, ART_5))
    else:
        reasons.append(Reason("ground", GROUND, ART_5, blocks=False, found=GROUNDS[ground]))
    return ruled(reasons)


def _day_in(entry: DatedValue, year: int) -> date:
    content = table(entry)
    return jalali.day(f"{year - content['years_before']:04}-{content['month_day']}")
