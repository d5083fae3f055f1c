"""How a grade is made, sentence by sentence, as the values of this ranking have it."""

from collections.abc import Iterator

from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art04_measurement import ZERO
from parvaneh.law.directive_1404.art04_survey import NOT_ASSESSABLE
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.art11_national_average import TOTAL
from parvaneh.scoring.report.facts import Facts
from parvaneh.scoring.report.voice import Voice

Sentence = tuple[str, tuple[str, ...]]

STEPS: tuple[Sentence, ...] = (
    (
        msg("Evidence counts from {first} to {last}; rows outside are ignored and counted."),
        ("D1404 5", "D1404 6"),
    ),
    (
        msg(
            "A criterion is the mean, over the ways in which it was measured, of each way's newest "
            "assessment; a value for the whole period, such as a survey, takes the place of single "
            "assessments of its way."
        ),
        ("D1404 4", "D1404 8"),
    ),
    (
        msg(
            "An indicator is the weighted mean of those of its criteria that apply to the office "
            "and could be assessed."
        ),
        ("D1404 4",),
    ),
    (
        msg("The record begins at {full} points, and each final conviction of the period deducts."),
        ("D1404 4(7)",),
    ),
    (
        msg(
            "The total is the sum of coefficient times indicator, divided by the sum of "
            "coefficients. It is kept as an exact fraction; rounding is for display only."
        ),
        ("D1404 3",),
    ),
    (msg("The grade is the highest one whose bound the exact total meets."), ("D1404 7",)),
    (
        msg(
            "Crimes of degree 1 to 3 then lower the grade, by {most} at most, never below the "
            "lowest."
        ),
        ("D1404 4(7)(a)",),
    ),
    (
        msg(
            "Active offices have a place by their exact total before any demotion; equal totals "
            "share one. Suspended offices are graded without a place; offices licensed in the "
            "period keep the initial grade."
        ),
        ("D1404 6 n.1", "D1404 7", "D1404 14"),
    ),
)
BELOW_BY_TOTAL = msg(
    "An office is below the national average if its total is lower than the mean total of the "
    "offices with a place."
)
BELOW_BY_GRADE = msg(
    "An office is below the national average if its grade, after demotion, is lower than the grade "
    "of the mean total of the offices with a place."
)
MISSING_ZERO = msg("By policy a criterion without evidence counts as zero.")
MISSING_SHARED = msg(
    "Missing evidence is never zero: the weight of such a criterion is shared among the rest of "
    "its indicator."
)
FEW_LEFT_OUT = msg(
    "{count} offices have fewer than {least} survey answers: by policy their survey is not "
    "assessable."
)
FEW_COUNTED = msg(
    "{count} offices have fewer than {least} survey answers: they count, and are marked."
)
NOT_OFFICIAL = msg(
    "It is not official: approved coefficients and bands will give other totals, grades and places."
)
LIMITS = (
    msg(
        "Neighbouring places often differ by less than a point; a place says less than the grade "
        "and the total."
    ),
    msg(
        "A survey with few answers is uncertain; the number of answers stands beside every result."
    ),
    msg(
        "Results can be objected to within the time of article 12; the list of article 14 closes "
        "after the objections."
    ),
)


def steps(facts: Facts, voice: Voice) -> Iterator[Sentence]:
    """Each step with the articles that ask for it."""
    policy, period = facts.policy, facts.ranking.period
    told = {
        "first": period.first,
        "last": period.last,
        "full": policy.full_record,
        "most": policy.demotion_total_most,
    }
    for message, cites in STEPS:
        yield voice.say(message, **told), cites
    yield below_rule(facts, voice), ("D1404 11",)


def below_rule(facts: Facts, voice: Voice) -> str:
    """What "below the national average" means here."""
    return voice.word(BELOW_BY_TOTAL if facts.policy.below_by == TOTAL else BELOW_BY_GRADE)


def missing_rule(facts: Facts, voice: Voice) -> str:
    """What becomes of a criterion without evidence."""
    return voice.word(MISSING_ZERO if facts.policy.missing == ZERO else MISSING_SHARED)


def survey_rule(facts: Facts, voice: Voice) -> str:
    """How many offices have few answers, and what follows."""
    policy = facts.policy
    message = FEW_LEFT_OUT if policy.small_sample == NOT_ASSESSABLE else FEW_COUNTED
    return voice.say(message, count=facts.few_answers, least=policy.survey_minimum)


def bound(band: Band, voice: Voice) -> str:
    """What a grade asks of the total."""
    if band.inclusive:
        return voice.say(msg("{bound} or more"), bound=band.lower)
    return voice.say(msg("more than {bound}"), bound=band.lower)


def limits(facts: Facts, voice: Voice) -> Iterator[str]:
    """What the reader must not take the ranking for."""
    if not facts.ranking.official:
        yield voice.word(NOT_OFFICIAL)
    yield from map(voice.word, LIMITS)
