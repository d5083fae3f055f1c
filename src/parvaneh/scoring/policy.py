"""Everything that a ranking takes from the dated values, read once and checked at once.

The law reads a value where it needs it; whoever ranks ten thousand offices reads each once. A
profile that lacks a value, or holds one that no ranking can be made with, is refused before any
evidence is looked at, with all that is wrong with it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parvaneh.kit.sheets import Fault
from parvaneh.law.citation import cite
from parvaneh.law.directive_1404 import (
    art03_weighting,
    art04_convictions,
    art04_criteria,
    art04_demotion,
    art04_measurement,
    art04_record,
    art04_survey,
    art05_evaluation,
    art06_grade_in_force,
    art07_grades,
    art08_measures,
    art08_methods,
    art11_national_average,
    art14_honours,
)
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art04_convictions import Kind
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, criteria_of, indicator_of
from parvaneh.law.directive_1404.art04_record import Deduction
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.art08_measures import Counted
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.ruling import Basis, Status, msg
from parvaneh.law.values import (
    DatedValue,
    NoValueInForce,
    Values,
    basis,
    choice,
    flag,
    sequence,
    table,
    value_at,
    whole,
    word,
)
from parvaneh.scoring.faults import shown

FULL = 100  # article 3: scores run from 0 to 100
SHARED_CRITERIA = ("I4.b", "I4.c", "I4.d")  # measured as shares of services (art. 8)
MOST_COUNT = 1_000_000_000  # more offices, clients, months or hours than there are
FIRM = frozenset({Status.OFFICIAL, Status.ASSUMED})

NOT_IN_FORCE = msg("a value in force on {day}")
COEFFICIENTS = msg("a number from 0 up for each of the ten indicators, not all of them 0")
RANGE = msg("[0, 100], as article 3 says")
WEIGHTS = msg("a number from 0 up for each of the 35 criteria, not all 0 within an indicator")
ONE_OF = msg("one of: {needed}")
FIVE_POINTS = msg("five numbers from 0 to 100")
WHOLE = msg("a whole number from {least} to {most}")
POINTS = msg("a whole number from 0 to 100")
DEDUCTIONS = msg("rows of kind, degrees, intentional_only, points (whole, from 0 up) and cites")
DEGREES = msg("how many degrees each kind of conviction has, from 1 up")
DEGREE_LIST = msg("a list of whole numbers from 1 up")
YES_NO = msg("true or false")
BANDS = msg("rows of key, fa, en, lower (0 to 100) and inclusive, no key and no bound twice")
TEXT = msg("text")
SHARES = msg("for I4.b, I4.c and I4.d what it counts, and a full share above 0 and up to 1")
NAMES = msg("a list of different names")
EDUCATION = msg("a number from 0 to 100 for each education")
WEIGHT = msg("a number from 0 to 1")
EVIDENCE_MAP = msg("numbers from 1 to 6 for each indicator but I7, or for each of its criteria")
DAY_OF_YEAR = msg("a month and day, and how many years before")
NATIONAL = msg("national: no sheet of the evidence says which Kanoon an office belongs to")
KNOWN_GRADE = msg("the key of one of the grades: {needed}")
MOST_BELOW_LEAST = msg("not below the fewest grades, {needed}")
FLOOR_ABOVE_FULL = msg("not above the full score, {needed}")

# A number as a profile writes it: short, so that nobody can write one that fills the memory.
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?|\d{1,9}/\d{1,9}")


class PolicyFault(ValueError):
    """The values cannot be ranked by; `faults` holds everything that is wrong with them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep all faults."""
        self.faults = tuple(faults)
        keys = ", ".join(str(fault.column) for fault in self.faults)
        super().__init__(f"no ranking can be made with these values: {keys}")


@dataclass(frozen=True, slots=True)
class Share:
    """What earns I4.b, I4.c or I4.d its full score: this share of all services, counted so."""

    criterion: str
    counts: Counted
    full: Fraction


@dataclass(frozen=True)
class Policy:
    """The values of one ranking: those in force on the last day of its period.

    `coefficients` are in the order of the indicators, `criterion_weights` in that of the 35
    criteria, `bands` the highest first, `survey_points` of the answers 1 to 5, `methods` the ways
    that may feed each criterion. Words are those of the values: `missing` is "share" or "zero",
    `small_sample` "count_and_mark" or "not_assessable", `combined` "sum" or "worst",
    `new_offices` "initial" or "graded", `below_by` "grade" or "total", `ties` "all" or "none".
    `provisional` names the values that keep the result from being official.
    """

    period: Period
    coefficients: tuple[Fraction, ...]
    score_range: tuple[int, int]
    criterion_weights: tuple[Fraction, ...]
    missing: str
    survey_points: tuple[Fraction, ...]
    survey_minimum: int
    small_sample: str
    full_record: int
    deductions: tuple[Deduction, ...]
    combined: str
    record_floor: int
    degrees: Mapping[str, int]
    whose_convictions: str
    final_only: bool
    dated_by: str
    demotion_degrees: frozenset[int]
    demotion_least: int
    demotion_most: int
    demotion_total_most: int
    bands: tuple[Band, ...]
    initial_grade: str
    new_offices: str
    methods: Mapping[str, frozenset[int]]
    shares: tuple[Share, ...]
    systems: tuple[str, ...]
    training_full: int
    education_points: Mapping[str, Fraction]
    experience_full: int
    education_weight: Fraction
    below_by: str
    honoured: int
    honours_scope: str
    honours_ties: str
    demoted_excluded: bool
    bases: tuple[Basis, ...]
    provisional: tuple[str, ...]
    official: bool


def policy_of(values: Values, period: Period, *, file: str = "values") -> Policy:
    """Read and check every value that a ranking of this period uses.

    Args:
        values: the shipped values, or those merged with a profile.
        period: the evaluation period; the values in force on its last day apply.
        file: what to call the values in faults, such as the name of the profile.

    Raises:
        PolicyFault: a value is missing on that day or cannot be used; all faults at once.
    """
    faults: list[Fault] = []
    entries: list[DatedValue] = []
    read: dict[str, Any] = {}
    for field, (key, reader, allowed, params) in _READ.items():
        try:
            entry = value_at(values, key, period.last)
        except NoValueInForce:
            faults.append(Fault(file, None, key, "", NOT_IN_FORCE, {"day": period.last}))
            continue
        entries.append(entry)
        try:
            read[field] = reader(entry)
        except (TypeError, ValueError, KeyError, ZeroDivisionError):
            faults.append(_fault(file, entry, allowed, params))
    faults += _across(file, {entry.key: entry for entry in entries}, read)
    if faults:
        raise PolicyFault(faults)
    provisional = tuple(sorted(entry.key for entry in entries if entry.status not in FIRM))
    facts = {name: read[name] for name in read if name not in _PERIOD_DAYS}
    return Policy(
        period=period,
        **facts,
        bases=tuple(map(basis, entries)),
        provisional=provisional,
        official=not provisional,
    )


def entry_faults(entry: DatedValue, *, file: str = "values") -> list[Fault] | None:
    """What a ranking could not use in one value; None where no ranking reads its key."""
    for key, reader, allowed, params in _READ.values():
        if key == entry.key:
            try:
                reader(entry)
            except (TypeError, ValueError, KeyError, ZeroDivisionError):
                return [_fault(file, entry, allowed, params)]
            return []
    return None


def band_index(policy: Policy, grade: str) -> int:
    """Where a grade stands in `Policy.bands`, the highest being 0.

    Raises:
        ValueError: there is no such grade.
    """
    return [band.key for band in policy.bands].index(grade)


def _fault(
    file: str, entry: DatedValue, allowed: str, params: Mapping[str, object] | None = None
) -> Fault:
    found = shown(_plain(entry.content))
    return Fault(file, None, entry.key, found, allowed, params or {}, entry.cites)


def _plain(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {name: _plain(part) for name, part in content.items()}
    if isinstance(content, tuple):
        return [_plain(part) for part in content]
    return content


# --- Readers: each returns the content in the form that a ranking uses, or raises ---------------


def _number(raw: Any, most: int = MOST_COUNT) -> Fraction:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise TypeError(raw)
    if isinstance(raw, str) and not _NUMBER.fullmatch(raw):
        raise ValueError(raw)
    number = Fraction(raw)
    if not 0 <= number <= most:
        raise ValueError(raw)
    return number


def _from(least: int, most: int) -> Callable[[DatedValue], int]:
    def read(entry: DatedValue) -> int:
        return _at_least(whole(entry), least, most)

    return read


def _at_least(number: Any, least: int, most: int | None = None) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(number)
    if number < least or (most is not None and number > most):
        raise ValueError(number)
    return number


def _word_of(*allowed: str) -> Callable[[DatedValue], str]:
    def read(entry: DatedValue) -> str:
        return choice(entry, *allowed)

    return read


def _coefficients(entry: DatedValue) -> tuple[Fraction, ...]:
    content = table(entry)
    if set(content) != set(Indicator):
        raise ValueError(content)
    return _not_all_zero(_number(content[indicator]) for indicator in Indicator)


def _weights(entry: DatedValue) -> tuple[Fraction, ...]:
    content = table(entry)
    if set(content) != set(CRITERIA):
        raise ValueError(content)
    for indicator in Indicator:
        if criteria := criteria_of(indicator=indicator):
            _not_all_zero(_number(content[code]) for code in criteria)
    return tuple(_number(content[code]) for code in CRITERIA)


def _not_all_zero(numbers: Iterable[Fraction]) -> tuple[Fraction, ...]:
    kept = tuple(numbers)
    if not any(kept):
        raise ValueError(kept)
    return kept


def _range(entry: DatedValue) -> tuple[int, int]:
    if sequence(entry) != (0, FULL):
        raise ValueError(entry.content)
    return 0, FULL


def _survey_points(entry: DatedValue) -> tuple[Fraction, ...]:
    one, two, three, four, five = (_number(raw, FULL) for raw in sequence(entry))
    return one, two, three, four, five


def _deductions(entry: DatedValue) -> tuple[Deduction, ...]:
    return tuple(
        Deduction(
            Kind(row["kind"]),
            tuple(_at_least(degree, 1) for degree in row["degrees"]),
            _true_or_false(row["intentional_only"]),
            _at_least(row["points"], 0),
            cite(row["cites"]),
        )
        for row in sequence(entry)
    )


def _true_or_false(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError(raw)
    return raw


def _degrees(entry: DatedValue) -> dict[str, int]:
    return {kind.value: _at_least(table(entry)[kind], 1) for kind in Kind}


def _degree_list(entry: DatedValue) -> frozenset[int]:
    return frozenset(_at_least(degree, 1) for degree in sequence(entry))


def _bands(entry: DatedValue) -> tuple[Band, ...]:
    listed = [
        Band(
            _text(row["key"]),
            _text(row["fa"]),
            _text(row["en"]),
            _number(row["lower"], FULL),
            _true_or_false(row["inclusive"]),
        )
        for row in sequence(entry)
    ]
    keys = {band.key for band in listed}
    bounds = {(band.lower, band.inclusive) for band in listed}
    if not listed or len(keys) < len(listed) or len(bounds) < len(listed):
        raise ValueError(entry.content)
    return tuple(sorted(listed, key=lambda band: (-band.lower, band.inclusive)))


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw:
        raise TypeError(raw)
    return raw


def _shares(entry: DatedValue) -> tuple[Share, ...]:
    rows = [(criterion, table(entry)[criterion]) for criterion in SHARED_CRITERIA]
    shares = tuple(
        Share(criterion, Counted(row["counts"]), _number(row["full"], 1)) for criterion, row in rows
    )
    if not all(share.full for share in shares):
        raise ValueError(entry.content)
    return shares


def _names(entry: DatedValue) -> tuple[str, ...]:
    names = tuple(_text(name) for name in sequence(entry))
    if len(set(names)) < len(names):
        raise ValueError(names)
    return names


def _education(entry: DatedValue) -> dict[str, Fraction]:
    return {name: _number(raw, FULL) for name, raw in table(entry).items()}


def _share_of_one(entry: DatedValue) -> Fraction:
    return _number(entry.content, 1)


def _methods(entry: DatedValue) -> dict[str, frozenset[int]]:
    lines = {
        name: frozenset(Method(_at_least(number, 1)).value for number in numbers)
        for name, numbers in table(entry).items()
    }
    return {
        code: lines[code] if code in lines else lines[indicator_of(criterion=code)]
        for code in CRITERIA
    }


def _day_of_year(entry: DatedValue) -> tuple[str, int]:
    return _text(table(entry)["month_day"]), _at_least(table(entry)["years_before"], 0)


def _across(file: str, entries: Mapping[str, DatedValue], read: Mapping[str, Any]) -> list[Fault]:
    """What is wrong between values that are right each by itself."""
    faults = []
    grades = [band.key for band in read.get("bands", ())]
    if grades and read.get("initial_grade", grades[0]) not in grades:
        entry = entries[art06_grade_in_force.INITIAL_GRADE]
        faults.append(_fault(file, entry, KNOWN_GRADE, {"needed": tuple(grades)}))
    least = read.get("demotion_least", 0)
    most = read.get("demotion_most", least)
    if most < least:
        entry = entries[art04_demotion.MOST]
        faults.append(_fault(file, entry, MOST_BELOW_LEAST, {"needed": least}))
    floor = read.get("record_floor", 0)
    full = read.get("full_record", floor)
    if floor > full:
        entry = entries[art04_record.FLOOR]
        faults.append(_fault(file, entry, FLOOR_ABOVE_FULL, {"needed": full}))
    return faults


Reader = tuple[str, Callable[[DatedValue], Any], str, Mapping[str, object]]
_PERIOD_DAYS = ("period_first", "period_last")


def _words(key: str, *allowed: str) -> Reader:
    return key, _word_of(*allowed), ONE_OF, {"needed": allowed}


def _whole(key: str, least: int) -> Reader:
    return key, _from(least, MOST_COUNT), WHOLE, {"least": least, "most": MOST_COUNT}


# The field of `Policy`, the value it is read from, how, and what is allowed there.
_READ: Mapping[str, Reader] = {
    "period_first": (art05_evaluation.PERIOD_FIRST, _day_of_year, DAY_OF_YEAR, {}),
    "period_last": (art05_evaluation.PERIOD_LAST, _day_of_year, DAY_OF_YEAR, {}),
    "coefficients": (art03_weighting.COEFFICIENTS, _coefficients, COEFFICIENTS, {}),
    "score_range": (art03_weighting.SCORE_RANGE, _range, RANGE, {}),
    "criterion_weights": (art04_criteria.WEIGHTS, _weights, WEIGHTS, {}),
    "missing": _words(
        art04_measurement.MISSING_CRITERION, art04_measurement.SHARE, art04_measurement.ZERO
    ),
    "survey_points": (art04_survey.SURVEY_POINTS, _survey_points, FIVE_POINTS, {}),
    "survey_minimum": _whole(art04_survey.SURVEY_MINIMUM, 0),
    "small_sample": _words(
        art04_survey.SMALL_SAMPLE, art04_survey.COUNT_AND_MARK, art04_survey.NOT_ASSESSABLE
    ),
    "full_record": (art04_record.FULL, _from(0, FULL), POINTS, {}),
    "deductions": (art04_record.DEDUCTIONS, _deductions, DEDUCTIONS, {}),
    "combined": _words(art04_record.COMBINED, art04_record.SUM, art04_record.WORST),
    "record_floor": (art04_record.FLOOR, _from(0, FULL), POINTS, {}),
    "degrees": (art04_convictions.DEGREES, _degrees, DEGREES, {}),
    "whose_convictions": _words(
        art04_convictions.WHOSE, art04_convictions.MANAGER_ONLY, art04_convictions.STAFF_TOO
    ),
    "final_only": (art04_convictions.FINAL_ONLY, flag, YES_NO, {}),
    "dated_by": _words(
        art04_convictions.DATED_BY, art04_convictions.FINALITY, art04_convictions.RULING
    ),
    "demotion_degrees": (art04_demotion.DEGREES, _degree_list, DEGREE_LIST, {}),
    "demotion_least": _whole(art04_demotion.LEAST, 0),
    "demotion_most": _whole(art04_demotion.MOST, 0),
    "demotion_total_most": _whole(art04_demotion.TOTAL_MOST, 0),
    "bands": (art07_grades.BANDS, _bands, BANDS, {}),
    "initial_grade": (art06_grade_in_force.INITIAL_GRADE, word, TEXT, {}),
    "new_offices": _words(
        art06_grade_in_force.NEW_OFFICES,
        art06_grade_in_force.INITIAL,
        art06_grade_in_force.GRADED,
    ),
    "methods": (art08_methods.EVIDENCE_MAP, _methods, EVIDENCE_MAP, {}),
    "shares": (art08_measures.SHARES, _shares, SHARES, {}),
    "systems": (art08_measures.SYSTEMS, _names, NAMES, {}),
    "training_full": _whole(art08_measures.TRAINING_FULL, 1),
    "education_points": (art08_measures.EDUCATION_POINTS, _education, EDUCATION, {}),
    "experience_full": _whole(art08_measures.EXPERIENCE_FULL, 1),
    "education_weight": (art08_measures.EDUCATION_WEIGHT, _share_of_one, WEIGHT, {}),
    "below_by": _words(
        art11_national_average.BELOW_BY, art11_national_average.GRADE, art11_national_average.TOTAL
    ),
    "honoured": _whole(art14_honours.HONOURED, 1),
    "honours_scope": (
        art14_honours.SCOPE, _word_of(art14_honours.NATIONAL), NATIONAL, {}
    ),
    "honours_ties": _words(art14_honours.TIES, art14_honours.ALL, art14_honours.NONE),
    "demoted_excluded": (art14_honours.DEMOTED, flag, YES_NO, {}),
}  # fmt: skip
