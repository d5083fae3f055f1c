"""Article 3: each indicator's attainment, 0 to 100, times its coefficient.

The table of coefficients is lost from the copy we have. The shipped profile fills it with equal
coefficients for trying out; article 3 speaks of *different* influence, so equal ones are the one
distribution that it excludes, and every result computed with them says so (A-01).
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, sequence, table, value_at

ART_3 = cites("D1404 3")
CITES = {
    "coefficients": ART_3,
    "points_available": ART_3,
    "score_in_range": ART_3,
    "weighted_total": ART_3,
}

COEFFICIENTS = "D1404.3.coefficients"
SCORE_RANGE = "D1404.3.score_range"

MISSING = msg("The table of coefficients has none for {found}.")
NEGATIVE = msg("The coefficient of {indicator} is {found}; it must not be below {needed}.")
ALL_ZERO = msg("All coefficients are zero, so nothing can be weighed.")
EQUAL = msg(
    "All indicators have the same coefficient; article 3 gives them different influence. "
    "These coefficients stand in for a lost table."
)
OUT_OF_RANGE = msg("A score of {found} was given; scores run from {least} to {most}.")
NOT_ASSESSED = msg("There is no total, for nothing was assessed here: {found}.")


def coefficients(*, values: Values, on: date) -> Ruling[Mapping[Indicator, Fraction]]:
    """The coefficient of each indicator.

    Args:
        values: the dated values (`D1404.3.coefficients`, indicator to whole number or fraction).
        on: last day of the evaluation period.

    Returns:
        The table; refused where an indicator is missing, one is negative or all are zero. Equal
        coefficients are explained, not refused.

    Raises:
        NoValueInForce: before the directive.
        ValueError: the table names an indicator that does not exist.
    """
    entry = value_at(values, COEFFICIENTS, on)
    weights = {Indicator(name): Fraction(raw) for name, raw in table(entry).items()}
    reasons = [
        Reason("coefficient_missing", MISSING, ART_3, found=INDICATORS[indicator])
        for indicator in Indicator
        if indicator not in weights
    ]
    reasons += [
        Reason(
            "coefficient_negative",
            NEGATIVE,
            ART_3,
            found=weight,
            needed=0,
            params={"indicator": INDICATORS[indicator]},
        )
        for indicator, weight in weights.items()
        if weight < 0
    ]
    if not any(weights.values()):
        reasons.append(Reason("coefficients_zero", ALL_ZERO, ART_3))
    if len(set(weights.values())) == 1:
        reasons.append(Reason("equal_coefficients", EQUAL, ART_3, blocks=False, assumes=("A-01",)))
    return ruled(reasons, weights, [basis(entry)])


def points_available(*, values: Values, on: date) -> Ruling[Mapping[Indicator, Fraction]]:
    """How many of the points of a total each indicator can bring: all together make the most.

    Args:
        values: the dated values (`D1404.3.coefficients`, `D1404.3.score_range`).
        on: last day of the evaluation period.

    Returns:
        Points by indicator; refused as `coefficients` is.

    Raises:
        NoValueInForce: before the directive.
    """
    known, entry = coefficients(values=values, on=on), value_at(values, SCORE_RANGE, on)
    used = [*known.rests_on, basis(entry)]
    if not known.granted or known.value is None:
        return ruled(known.reasons, rests_on=used)
    whole, most = sum(known.value.values(), Fraction(0)), sequence(entry)[1]
    points = {one: weight * most / whole for one, weight in known.value.items()}
    return ruled(known.reasons, points, used)


def score_in_range(*, score: Fraction, values: Values, on: date) -> Ruling[None]:
    """Whether a score is one that article 3 knows, from zero to a hundred.

    Args:
        score: the score.
        values: the dated values (`D1404.3.score_range`, least and most).
        on: last day of the evaluation period.
    """
    entry = value_at(values, SCORE_RANGE, on)
    least, most = sequence(entry)
    if least <= score <= most:
        return ruled(rests_on=[basis(entry)])
    outside = Reason(
        "score", OUT_OF_RANGE, ART_3, found=score, params={"least": least, "most": most}
    )
    return ruled([outside], rests_on=[basis(entry)])


def weighted_total(
    *, scores: Mapping[Indicator, Fraction], values: Values, on: date
) -> Ruling[Fraction]:
    """The total of an office: Σ coefficient × score ÷ Σ coefficients, exact.

    Args:
        scores: the score of each indicator that could be assessed.
        values: the dated values (`D1404.3.coefficients`, `D1404.3.score_range`).
        on: last day of the evaluation period.

    Returns:
        The total, 0..100; refused with a reason per indicator that was not assessed and per score
        out of range.
    """
    known = coefficients(values=values, on=on)
    ranges = [score_in_range(score=score, values=values, on=on) for score in scores.values()]
    reasons = [
        *known.reasons,
        *(reason for one in ranges for reason in one.reasons),
        *(
            Reason("not_assessed", NOT_ASSESSED, ART_3, found=INDICATORS[indicator])
            for indicator in Indicator
            if indicator not in scores
        ),
    ]
    used = [*known.rests_on, *(one for ruling in ranges for one in ruling.rests_on)]
    ruling: Ruling[Fraction] = ruled(reasons, rests_on=used)
    if not ruling.granted or known.value is None:
        return ruling
    weights = known.value
    total = sum((weights[one] * scores[one] for one in Indicator), Fraction(0))
    return ruled(reasons, total / sum(weights.values()), used)
