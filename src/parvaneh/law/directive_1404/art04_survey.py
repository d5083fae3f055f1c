"""Article 4, item 2: client satisfaction is measured by a survey of the clients.

The directive gives neither a scale of answers nor a least number of them; both are ours (A-29).
"""

from datetime import date
from fractions import Fraction

from parvaneh.law.citation import cites
from parvaneh.law.ruling import Reason, Ruling, msg, ruled
from parvaneh.law.values import Values, basis, choice, sequence, value_at, whole

SURVEY = cites("D1404 4(2)")
CITES = {"survey_score": SURVEY, "survey_sample": SURVEY}

SURVEY_POINTS = "D1404.4.survey_points"
SURVEY_MINIMUM = "D1404.4.survey_minimum"
SMALL_SAMPLE = "D1404.4.small_sample"
COUNT_AND_MARK, NOT_ASSESSABLE = "count_and_mark", "not_assessable"

NO_ANSWERS = msg("Nobody answered this question in the period.")
FEW_COUNTED = msg("{found} clients answered, fewer than {needed}: the result counts and is marked.")
FEW_LEFT_OUT = msg("{found} clients answered, fewer than {needed}: the survey is not assessable.")


def survey_score(*, answers: tuple[int, ...], values: Values, on: date) -> Ruling[Fraction]:
    """The score of a survey question: the mean of its answers, each worth its points.

    Args:
        answers: how many clients answered 1, 2, 3, 4 and 5; who left it empty is not counted.
        values: the dated values (`D1404.4.survey_points`, points of the five answers).
        on: last day of the evaluation period.

    Returns:
        The mean, exact; refused where nobody answered.
    """
    entry = value_at(values, SURVEY_POINTS, on)
    total = sum(answers)
    if not total:
        return ruled([Reason("no_answers", NO_ANSWERS, SURVEY)], rests_on=[basis(entry)])
    points = [
        count * Fraction(worth) for count, worth in zip(answers, sequence(entry), strict=True)
    ]
    return ruled(value=sum(points, Fraction(0)) / total, rests_on=[basis(entry)])


def survey_sample(*, answered: int, values: Values, on: date) -> Ruling[None]:
    """Whether a survey has enough answers to count (A-29).

    Args:
        answered: clients who answered at least one question in the period.
        values: the dated values (`D1404.4.survey_minimum`; `D1404.4.small_sample`,
            "count_and_mark" or "not_assessable").
        on: last day of the evaluation period.

    Returns:
        Granted, with a remark below the minimum; refused there where policy leaves it out.
    """
    minimum = value_at(values, SURVEY_MINIMUM, on)
    policy = value_at(values, SMALL_SAMPLE, on)
    used = [basis(minimum), basis(policy)]
    if answered >= whole(minimum):
        return ruled(rests_on=used)
    counts = choice(policy, COUNT_AND_MARK, NOT_ASSESSABLE) == COUNT_AND_MARK
    small = Reason(
        "small_sample",
        FEW_COUNTED if counts else FEW_LEFT_OUT,
        SURVEY,
        blocks=not counts,
        found=answered,
        needed=whole(minimum),
        assumes=("A-29",),
    )
    return ruled([small], rests_on=used)
