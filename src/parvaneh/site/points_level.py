"""How much of a result the public sees, in a sentence."""

from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.law.directive_1404.art13_display import PublicLevel

LEVELS = {
    PublicLevel.GRADE: msg("The public sees the grade; the points of indicators are not shown."),
    PublicLevel.INDICATORS: msg(
        "The public sees the grade and the points of the indicators, but not those of the record."
    ),
    PublicLevel.ALL: msg("The public sees the grade and the points of all indicators."),
}


def level_said(level: str) -> str:
    """A sentence on what the public sees."""
    return say(LEVELS[PublicLevel(level)])
