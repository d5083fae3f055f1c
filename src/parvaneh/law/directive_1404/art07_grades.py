"""Article 7: from the total to the grade.

The table is lost. The shipped bands are borrowed from the scheme for notaries, with a lowest one
added by us; they are provisional and named so (A-01). A band says whether its bound belongs to it,
and the exact total is compared, never a rounded one (A-20).
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, value_at

ART_7 = cites("D1404 7")
CITES = {
    "bands": ART_7,
    "grade_of": ART_7,
    "is_lower": ART_7,
    "demoted": cites("D1404 4(7)(a)", "D1404 7"),
}

BANDS = "D1404.7.bands"

MET_FROM = msg("The total of {found} meets {grade}: from {needed}.")
MET_ABOVE = msg("The total of {found} meets {grade}: above {needed}.")
BELOW_ALL = msg("The total of {found} lies below every band; the lowest begins at {needed}.")
UNKNOWN = msg("There is no grade {found}.")
LOWEST = msg("Demotion ordered: by {needed}; carried out: by {found}, for no grade is lower.")
LOWER = msg("{found} is lower than {needed}.")
NOT_LOWER = msg("{found} is not lower than {needed}.")


@dataclass(frozen=True)
class Band:
    """A grade: its names, its lower bound, and whether the bound itself belongs to it."""

    key: str
    fa: str
    en: str
    lower: Fraction
    inclusive: bool


@dataclass(frozen=True)
class Demoted:
    """The grade after a demotion, and how many grades were really lost."""

    grade: str
    lost: int


def bands(*, values: Values, on: date) -> Ruling[tuple[Band, ...]]:
    """The grades, the highest first, in whatever order the table lists them.

    Args:
        values: the dated values (`D1404.7.bands`).
        on: last day of the evaluation period.
    """
    entry = value_at(values, BANDS, on)
    listed = [
        Band(row["key"], row["fa"], row["en"], Fraction(row["lower"]), row["inclusive"])
        for row in sequence(entry)
    ]
    listed.sort(key=lambda band: (-band.lower, band.inclusive))
    return ruled(value=tuple(listed), rests_on=[basis(entry)])


def grade_of(*, total: Fraction, values: Values, on: date) -> Ruling[Band]:
    """The grade of a total: the highest band that it meets, compared exactly (A-20).

    Args:
        total: the exact total.
        values: the dated values (`D1404.7.bands`).
        on: last day of the evaluation period.

    Returns:
        The band; refused where the total lies below all of them.
    """
    known = bands(values=values, on=on)
    listed = known.value or ()
    met = [
        band for band in listed if total > band.lower or (band.inclusive and total == band.lower)
    ]
    if not met:
        below = Reason("below_all", BELOW_ALL, ART_7, found=total, needed=listed[-1].lower)
        return ruled([below], rests_on=known.rests_on)
    band = met[0]
    told = Reason(
        "band_met",
        MET_FROM if band.inclusive else MET_ABOVE,
        ART_7,
        blocks=False,
        found=total,
        needed=band.lower,
        params={"grade": band},
        assumes=("A-20",),
    )
    return ruled([told], band, known.rests_on)


def demoted(*, grade: str, by: int, values: Values, on: date) -> Ruling[Demoted]:
    """The grade after a demotion, never below the lowest.

    Args:
        grade: key of the grade before.
        by: how many grades the demotion orders.
        values: the dated values (`D1404.7.bands`).
        on: last day of the evaluation period.

    Returns:
        The grade and how many grades were really lost; refused for a grade that does not exist.
    """
    known = bands(values=values, on=on)
    keys = [band.key for band in known.value or ()]
    if grade not in keys:
        return ruled([_unknown(grade)], rests_on=known.rests_on)
    before = keys.index(grade)
    after = min(before + by, len(keys) - 1)
    answer = Demoted(keys[after], after - before)
    reasons = []
    if answer.lost < by:
        reasons.append(
            Reason(
                "lowest",
                LOWEST,
                CITES["demoted"],
                blocks=False,
                found=answer.lost,
                needed=by,
                assumes=("A-06",),
            )
        )
    return ruled(reasons, answer, known.rests_on)


def is_lower(*, grade: str, than: str, values: Values, on: date) -> Ruling[None]:
    """Whether a grade is lower than another; refused for a grade that does not exist.

    Args:
        grade: key of the grade asked about.
        than: key of the other.
        values: the dated values (`D1404.7.bands`).
        on: last day of the evaluation period.
    """
    known = bands(values=values, on=on)
    listed = {band.key: band for band in known.value or ()}
    unknown = [_unknown(key) for key in (grade, than) if key not in listed]
    if unknown:
        return ruled(unknown, rests_on=known.rests_on)
    keys = list(listed)
    lower = keys.index(grade) > keys.index(than)
    told = Reason(
        "lower" if lower else "not_lower",
        LOWER if lower else NOT_LOWER,
        ART_7,
        blocks=not lower,
        found=listed[grade],
        needed=listed[than],
    )
    return ruled([told], rests_on=known.rests_on)


def _unknown(grade: str) -> Reason:
    return Reason("unknown_grade", UNKNOWN, ART_7, found=grade)
