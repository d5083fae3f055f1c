"""What moved an office, in words."""

from collections.abc import Mapping
from fractions import Fraction

from parvaneh.kit.languages import msg
from parvaneh.kit.text import decimal_text
from parvaneh.scoring.compare import Cause, Kind, Source
from parvaneh.scoring.report.voice import Voice

OTHERS: Mapping[Kind, str] = {
    Kind.BANDS: msg("other bounds of the grades"),
    Kind.DEMOTION: msg("a demotion by crime, or its end"),
    Kind.STATUS: msg("another status"),
    Kind.NOTHING: msg("nothing"),
}
SOURCES: Mapping[Source, str] = {
    Source.EVIDENCE: msg("{indicator}: {effect} points by its evidence"),
    Source.POLICY: msg("{indicator}: {effect} points by other rules, the evidence being the same"),
    Source.UNKNOWN: msg("{indicator}: {effect} points"),
}


def causes(cause: Cause, voice: Voice) -> str:
    """What moved an office most."""
    if cause.kind is Kind.COEFFICIENTS:
        return voice.say(msg("other coefficients: {effect} points"), effect=_points(cause))
    if cause.kind is Kind.INDICATOR:
        name = voice.indicator(cause.indicator)
        message = SOURCES[cause.source]
        return voice.say(message, indicator=name, effect=_points(cause))
    return voice.word(OTHERS[cause.kind])


def _points(cause: Cause) -> Fraction:
    return Fraction(decimal_text(cause.effect, 2))
