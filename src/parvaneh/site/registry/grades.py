"""Grades in words: never without its date, its tiles, and how it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parvaneh.frame.error_pages import Said, reason_said
from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import number, say, shown
from parvaneh.kit.charts import Bar, Caption, Figure, horizontal_bars
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404 import art06_grade_in_force
from parvaneh.law.directive_1404.art02_indicators import INDICATORS
from parvaneh.law.ruling import Status, assumptions
from parvaneh.law.values import NoValueInForce, Values
from parvaneh.registry.models import Grade
from parvaneh.registry.queries.grades import evaluated
from parvaneh.site.grade_marks import Mark, bands_on, mark_of

STANDINGS = {
    Status.OFFICIAL.value: (msg("official"), "ok"),
    Status.PROVISIONAL.value: (msg("provisional"), "warn"),
    Status.DEMONSTRATION.value: (msg("demonstration"), "note"),
}
UNGRADED = msg("not graded")
ROSE = msg("The score rose from {before} to {after} between {first} and {last}.")
FELL = msg("The score fell from {before} to {after} between {first} and {last}.")
STAYED = msg("The score of {last} is that of {first}: {after}.")
ONE = msg("The score of {last} is {after} of 100.")
HOW = msg("Bars begin at zero; the full length is 100 points.")


@dataclass(frozen=True)
class HeldGrade:
    """The grade in force on a day, and how it came about."""

    mark: Mark
    cycle: int | None
    since: date | None
    total: str
    standing: tuple[str, str] | None
    reasons: tuple[Said, ...]
    assumes: tuple[str, ...]


@dataclass(frozen=True)
class GradeRow:
    """One version that was in force."""

    cycle: int
    version: int
    mark: Mark | None
    word: str
    total: str
    place: int | None
    starts_on: date
    ends_on: date | None
    standing: tuple[str, str]
    because: str
    source: str


def held_said(rows: Sequence[Grade], values: Values, on: date) -> HeldGrade | None:
    """The grade in force on a day; None before there was any rule.

    Args:
        rows: the grades of the office that began by that day, the earliest first.
        values: the dated values.
        on: the day.
    """
    known = tuple(map(evaluated, rows))
    try:
        ruling = art06_grade_in_force.grade_in_force(evaluations=known, values=values, on=on)
    except NoValueInForce:
        return None
    held = ruling.value
    if held is None:
        return None
    row = next((one for one in reversed(rows) if one.starts_on == held.valid_from), None)
    return HeldGrade(
        mark_of(held.grade, bands_on(values, on)),
        held.cycle,
        held.valid_from,
        total_said(row.total) if row else "",
        _standing(row.standing) if row else None,
        tuple(map(reason_said, ruling.reasons)),
        assumptions(ruling),
    )


def rows_said(rows: Sequence[Grade], values: Values, on: date) -> list[GradeRow]:
    """Every version that was in force, the newest first."""
    bands = bands_on(values, on)
    return [
        GradeRow(
            one.cycle,
            one.version,
            mark_of(one.grade, bands) if one.grade else None,
            mark_of(one.grade, bands).word if one.grade else say(UNGRADED),
            total_said(one.total),
            one.place,
            one.starts_on,
            one.ends_on,
            _standing(one.standing),
            one.because,
            one.source,
        )
        for one in reversed(rows)
    ]


def total_said(total: str) -> str:
    """A total of 100 with two decimals; empty where there is none."""
    return number(Fraction(total), 2) if total else ""


def points_said(points: Mapping[str, str]) -> str:
    """What each indicator brought to a total, in the order of article 2."""
    known = {str(key): term for key, term in INDICATORS.items()}
    told = [(shown(known[key]), total_said(points[key])) for key in known if key in points]
    return shown([f"{name}: {gained}" for name, gained in told])


def score_chart(rows: Sequence[Grade]) -> Figure | None:
    """Scores over the years as bars in the order of the years; the title says what they show."""
    last: dict[int, Fraction] = {one.cycle: Fraction(one.total) for one in rows if one.total}
    if not last:
        return None
    years = sorted(last)
    first, newest = years[0], years[-1]
    told = {
        "before": number(last[first], 1),
        "after": number(last[newest], 1),
        "first": first,
        "last": newest,
    }
    title = ONE if len(years) == 1 else _title(last[first], last[newest])
    caption = Caption(say(title, **told), say(HOW), language_now())
    bars = [Bar(shown(year), last[year]) for year in years]
    return horizontal_bars(caption, bars, in_order=True)


def _title(before: Fraction, after: Fraction) -> str:
    if before == after:
        return STAYED
    return ROSE if after > before else FELL


def _standing(key: str) -> tuple[str, str]:
    words, tone = STANDINGS[key]
    return say(words), tone
