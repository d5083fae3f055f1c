"""Article 6 and its note: by when offices are ranked, and which grade is in force.

The grade in force is that of the last evaluation, an extraordinary one included. Until the first
ranking every office has the initial grade; an office licensed later has it until a full period has
passed (A-19), and an office that could not be graded keeps its last grade (A-28).
"""

from dataclasses import dataclass
from datetime import date

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art05_evaluation import Period, yearly_day
from parvaneh.law.ruling import Basis, Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, value_at, word

ART_6 = cites("D1404 6")
NOTE = cites("D1404 6 n.1")
CITES = {
    "ranking_due": ART_6,
    "ranked_in_time": ART_6,
    "initial_grade": NOTE,
    "holds_initial_grade": NOTE,
    "grade_in_force": cites("D1404 6", "D1404 6 n.1"),
}

DUE = "D1404.6.ranking_due"
INITIAL_GRADE = "D1404.6.initial_grade"
NEW_OFFICES = "D1404.6.new_offices"
INITIAL, GRADED = "initial", "graded"

LATE = msg("The ranking was done on {found}; it is due by {needed}.")
LICENSED_IN_PERIOD = msg(
    "The office was licensed on {found}, after the period began on {needed}: it has the initial "
    "grade until a full period has passed."
)
FULL_PERIOD = msg("The office was licensed on {found} and had the whole period from {needed}.")
GRADED_AT_ONCE = msg("By policy offices licensed within the period are graded like the others.")
UNTIL_FIRST = msg("No ranking has been announced for this office yet: it has the initial grade.")
LAST_EVALUATION = msg("The grade is that of the ranking of {cycle}, in force from {found}.")
EXTRAORDINARY = msg("It comes from an extraordinary evaluation.")
KEPT = msg("The ranking of {cycle} could not grade the office: it keeps the grade it had.")


@dataclass(frozen=True)
class Evaluated:
    """What an announced evaluation made of an office; `grade` None where it could not grade it."""

    cycle: int
    valid_from: date
    grade: str | None = None
    extraordinary: bool = False


@dataclass(frozen=True)
class Held:
    """The grade that an office holds, with the cycle and day it comes from (None: initial)."""

    grade: str
    cycle: int | None = None
    valid_from: date | None = None


def ranking_due(*, year: int, values: Values) -> Ruling[date]:
    """The last day by which the offices of a year are ranked.

    Args:
        year: the Jalali year.
        values: the dated values (`D1404.6.ranking_due`, month and day).

    Raises:
        NoValueInForce: that day lies before the directive.
    """
    entry, due = yearly_day(key=DUE, year=year, values=values)
    return ruled(value=due, rests_on=[basis(entry)])


def ranked_in_time(*, year: int, ranked_on: date, values: Values) -> Ruling[None]:
    """Whether the ranking of a year was done in time; a late one is no less valid.

    Args:
        year: the Jalali year.
        ranked_on: the day on which the ranking was done.
        values: the dated values (`D1404.6.ranking_due`).
    """
    due = ranking_due(year=year, values=values)
    reasons = []
    if due.value is not None and ranked_on > due.value:
        reasons.append(Reason("late", LATE, ART_6, found=ranked_on, needed=due.value))
    return ruled(reasons, rests_on=due.rests_on)


def initial_grade(*, values: Values, on: date) -> Ruling[str]:
    """The grade of every office until the first ranking (note).

    Args:
        values: the dated values (`D1404.6.initial_grade`, key of a band of article 7).
        on: the day asked about.
    """
    entry = value_at(values, INITIAL_GRADE, on)
    return ruled(value=word(entry), rests_on=[basis(entry)])


def holds_initial_grade(*, licensed_on: date, period: Period, values: Values) -> Ruling[None]:
    """Whether an office keeps the initial grade because it had no full period (A-19).

    Args:
        licensed_on: the day on which the office was licensed.
        period: the evaluation period.
        values: the dated values (`D1404.6.new_offices`, "initial" or "graded").

    Returns:
        Granted where it was licensed after the period's first day and policy does not grade it at
        once.
    """
    entry = value_at(values, NEW_OFFICES, period.last)
    initial = choice(entry, INITIAL, GRADED) == INITIAL
    late = licensed_on > period.first
    message = LICENSED_IN_PERIOD if initial else GRADED_AT_ONCE
    reason = Reason(
        "licensed_in_period" if late else "full_period",
        message if late else FULL_PERIOD,
        NOTE,
        blocks=not (late and initial),
        found=licensed_on,
        needed=period.first,
        assumes=("A-19",),
    )
    return ruled([reason], rests_on=[basis(entry)])


def grade_in_force(*, evaluations: tuple[Evaluated, ...], values: Values, on: date) -> Ruling[Held]:
    """The grade that an office holds on a day.

    Args:
        evaluations: what the announced evaluations made of this office, in any order.
        values: the dated values (`D1404.6.initial_grade`).
        on: the day asked about.
    """
    held = sorted(
        (one for one in evaluations if one.valid_from <= on), key=lambda one: one.valid_from
    )
    reasons: list[Reason] = []
    used: list[Basis] = []
    answer = None
    for evaluated in held:
        told = {"cycle": evaluated.cycle}
        if evaluated.grade is None:
            reasons.append(Reason("kept", KEPT, ART_6, False, params=told, assumes=("A-28",)))
            continue
        answer = Held(evaluated.grade, evaluated.cycle, evaluated.valid_from)
        reasons = [
            Reason("last_evaluation", LAST_EVALUATION, ART_6, False, answer.valid_from, params=told)
        ]
        if evaluated.extraordinary:
            reasons.append(Reason("extraordinary", EXTRAORDINARY, ART_6, blocks=False))
    if answer is None:
        initial = initial_grade(values=values, on=on)
        answer = Held(initial.value or "")
        used += initial.rests_on
        reasons.insert(0, Reason("initial_grade", UNTIL_FIRST, NOTE, False, assumes=("A-01",)))
    return ruled(reasons, answer, used)
