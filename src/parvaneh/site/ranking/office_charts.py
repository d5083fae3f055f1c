"""The pictures of one office's derivation: points by indicator, and what the record cost."""

from fractions import Fraction

from parvaneh.kit.charts import Bar, Caption, Figure, horizontal_bars, waterfall
from parvaneh.kit.languages import msg
from parvaneh.scoring.report.account import HUNDRED, Account, Part
from parvaneh.scoring.report.voice import Voice

NOTHING = msg("Nothing could be added up, for an indicator has no evidence")
MOST_TO_GAIN = msg("Most points are still to gain in «{name}»: {lost} of {available}")
POINTS = msg("Points gained of those available; together they make the total.")
RECORD = msg("The record lost {lost} of {full} points")
FROM_FULL = msg("From the full score down, each conviction with its article.")


def bars_of(account: Account, voice: Voice) -> Figure:
    """The points that each indicator brought, of those that it could have."""
    bars = [Bar(part.name, part.gained, part.available) for part in account.parts]
    title = voice.say(NOTHING)
    if account.total is not None:
        most = account.by_lost[0]
        title = voice.say(
            MOST_TO_GAIN,
            name=most.name,
            lost=_tenth(most.lost),
            available=_tenth(most.available),
        )
    return horizontal_bars(Caption(title, voice.say(POINTS), voice.language), bars, places=2)


def record_waterfall(part: Part, voice: Voice) -> Figure | None:
    """From the full score of the record to what is left; None where nothing was lost."""
    if not part.losses or part.score is None:
        return None
    title = voice.say(RECORD, lost=Fraction(HUNDRED) - part.score, full=HUNDRED)
    caption = Caption(title, voice.say(FROM_FULL), voice.language)
    return waterfall(caption, part.losses, part.score)


def _tenth(value: Fraction) -> Fraction:
    return Fraction(round(value * 10), 10)
