"""How firm the places are, as a report shows it: intervals, probabilities, what drives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parvaneh.kit.charts import (
    Bar,
    Caption,
    Figure,
    Interval,
    horizontal_bars,
    interval_strip,
)
from parvaneh.kit.languages import msg
from parvaneh.scoring.report.facts import Facts, Row
from parvaneh.scoring.report.voice import Voice
from parvaneh.scoring.robustness.drivers import FACTOR_NAMES, INDICATORS
from parvaneh.scoring.robustness.study import OfficePlaces, Robustness

SHOWN = 40  # offices by place
SURE = 0.9  # from this probability up an office is called sure of being among the first
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Firm:
    """One office with its places under other coefficients; chances are percents."""

    row: Row
    places: OfficePlaces
    top: Fraction
    grade: Fraction


def firm_rows(facts: Facts, found: Robustness) -> tuple[Firm, ...]:
    """The first offices by place, with how firm each place is."""
    bands = found.settings.bands
    return tuple(
        Firm(
            row=row,
            places=found.places[row.office.code],
            top=_percent(found.places[row.office.code].top),
            grade=_percent(found.places[row.office.code].grades[bands.index(row.result.grade)]),
        )
        for row in facts.placed[:SHOWN]
        if row.office.code in found.places
    )


def firmness(facts: Facts, voice: Voice) -> Mapping[str, Any]:
    """Everything that the section on firmness shows; empty where no draws were asked for."""
    found = facts.robustness
    if found is None:
        return {}
    rows = firm_rows(facts, found)
    return {
        "found": found,
        "rows": rows,
        "strips": _strips(rows, found, voice) if rows else None,
        "drivers": _drivers(found, voice) if found.drivers else None,
        "driver_rows": [
            (factor_name(one.factor, voice), _percent(one.first), _percent(one.total),
             _percent(one.total_low), _percent(one.total_high))
            for one in sorted(found.drivers, key=lambda one: -one.total)
        ],
        "without": [
            (one, None if one.mean_shift is None else _decimal(one.mean_shift))
            for one in found.without
        ],
    }  # fmt: skip


def factor_name(factor: str, voice: Voice) -> str:
    """What drives places, in words: an indicator's coefficient, or a rule."""
    if factor in INDICATORS:
        return voice.say(msg("coefficient of «{name}»"), name=voice.indicator(factor))
    return voice.word(FACTOR_NAMES[factor])


def _strips(rows: tuple[Firm, ...], found: Robustness, voice: Voice) -> Figure:
    sure = sum(one.places.top >= SURE for one in rows)
    title = voice.say(
        msg("{sure} offices are among the first {top} in at least nine draws of ten"),
        sure=sure,
        top=found.settings.top,
    )
    note = voice.say(
        msg(
            "The first {count} offices by code: the place now as a dot, nine draws of ten as a bar."
        ),
        count=len(rows),
    )
    strips = [
        Interval(
            voice.digits(one.row.office.code),
            Fraction(one.places.low),
            Fraction(one.places.place),
            Fraction(one.places.high),
        )
        for one in rows
    ]
    last = max(one.places.high for one in rows)
    return interval_strip(Caption(title, note, voice.language), strips, max(last, 2))


def _drivers(found: Robustness, voice: Voice) -> Figure:
    most = max(found.drivers, key=lambda one: one.total)
    title = voice.say(
        msg("What moves places most: {name}, with {share} percent of the differences"),
        name=factor_name(most.factor, voice),
        share=_percent(most.total),
    )
    note = voice.say(
        msg("Share of each factor, alone and together with others, in how far places move.")
    )
    bars = [
        # An estimate may lie a little below nothing; a bar cannot.
        Bar(
            factor_name(one.factor, voice), max(_percent(one.total), Fraction(0)), Fraction(HUNDRED)
        )
        for one in found.drivers
    ]
    return horizontal_bars(Caption(title, note, voice.language), bars, places=1)


def _percent(chance: float) -> Fraction:
    return Fraction(f"{HUNDRED * chance:.1f}")


def _decimal(number: float) -> Fraction:
    return Fraction(f"{number:.2f}")
