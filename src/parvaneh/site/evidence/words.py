"""Words of the pages on evidence, and how much there is as tiles."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from parvaneh.frame.language import language_now
from parvaneh.frame.pages_environment import say, shown
from parvaneh.kit.languages import msg
from parvaneh.kit.text import Language, latin_number, persian_number
from parvaneh.law.directive_1404.art02_indicators import INDICATORS, Indicator
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.ranking.queries.completeness import Had
from parvaneh.scoring.evidence import SCALE

SHORT: Mapping[Method, str] = {
    Method.SURVEY: msg("Survey"),
    Method.DEPUTY_REPORT: msg("Deputy’s report"),
    Method.INSPECTION: msg("Inspection"),
    Method.COMPUTER_DATA: msg("Counted data"),
    Method.JUDICIAL_SYSTEMS: msg("Record"),
    Method.MONITORING: msg("Monitoring"),
}
STATUS: Mapping[str, str] = {
    RankStatus.REVOKED.value: msg("left the ranking"),
    RankStatus.UNGRADED.value: msg("cannot be graded yet"),
    RankStatus.SUSPENDED.value: msg("suspended"),
    RankStatus.INITIAL.value: msg("no full period yet"),
    RankStatus.ACTIVE.value: msg("can be graded"),
}
NONE, PART, ALL = msg("none"), msg("{have} of {of}"), msg("all")
PLACES = 4


def had_said(had: Had) -> dict[str, object]:
    """How much is there, as tiles and in words."""
    if not had.have and had.of:
        words = say(NONE)
    elif had.have >= had.of:
        words = say(ALL)
    else:
        words = say(PART, have=had.have, of=had.of)
    return {"level": had.level, "words": words, "place": 5 - had.level}


def criteria_said(codes: Iterable[str]) -> list[str]:
    """Criteria with their codes, as people read them."""
    return [f"{code} {shown(CRITERIA[code])}" for code in codes]


def indicator_said(key: Indicator) -> str:
    """The name of an indicator with its code."""
    return f"{key.value} {shown(INDICATORS[key])}"


def score_said(score: int) -> str:
    """A score of 100 without needless zeros, in the reader's digits."""
    exact = Fraction(score, SCALE)
    places = next(n for n in range(PLACES + 1) if (exact * 10**n).denominator == 1)
    printed = persian_number if language_now() is Language.FA else latin_number
    return printed(exact, places)
