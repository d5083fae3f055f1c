"""What one office could gain: the worth of each criterion in its total, what others would bring.

The derivation of a result holds all that is needed. The law is asked again, from the scores of the
criteria upwards, with some of them changed; so every answer is what the same law and the same
values would say, and none of it is decided. What others do stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art03_weighting import weighted_total
from parvaneh.law.directive_1404.art04_convictions import Conviction, Kind
from parvaneh.law.directive_1404.art04_criteria import CRITERIA, indicator_of
from parvaneh.law.directive_1404.art04_demotion import demotion
from parvaneh.law.directive_1404.art04_measurement import indicator_score
from parvaneh.law.directive_1404.art04_record import record_score
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art07_grades import Band, bands
from parvaneh.law.directive_1404.evaluated import Scores
from parvaneh.law.directive_1404.standing import (
    Licence,
    Office,
    RankStatus,
    Standing,
    standing_of,
)
from parvaneh.law.ruling import Ruling
from parvaneh.law.values import Values

FULL = Fraction(100)
ZERO = Fraction(0)
NO_CHANGES: Mapping[str, Fraction] = {}
LICENCES = {RankStatus.SUSPENDED: Licence.SUSPENDED, RankStatus.REVOKED: Licence.REVOKED}
Tree = Mapping[str, Any]


@dataclass(frozen=True)
class Own:
    """One office's side of a ranking: what was found of it, and the law that it was found by.

    `scores` are those of the criteria that were assessed, `inapplicable` those that do not apply to
    it, `convictions` what its record holds.
    """

    code: str
    province: str
    status: RankStatus
    scores: Mapping[str, Fraction]
    inapplicable: frozenset[str]
    convictions: tuple[Conviction, ...]
    period: Period
    values: Values

    @cached_property
    def indicators(self) -> Mapping[Indicator, Fraction]:
        """The scores of the indicators that could be assessed; asked of the law once."""
        asked = {one: self._score(one, self.scores) for one in Indicator}
        return {one: score for one, score in asked.items() if score is not None}

    def changed(self, changes: Mapping[str, Fraction]) -> Mapping[Indicator, Fraction]:
        """The same with other scores of some criteria: only what they touch is asked anew."""
        scores = {**self.scores, **changes}
        touched = {indicator_of(criterion=code) for code in changes}
        asked = {one: self._score(one, scores) for one in touched}
        told = {**self.indicators, **asked}
        return {one: score for one, score in told.items() if score is not None}

    def _score(self, one: Indicator, scores: Mapping[str, Fraction]) -> Fraction | None:
        if one is Indicator.I7:
            return record_score(
                convictions=self.convictions, period=self.period, values=self.values
            ).value
        return indicator_score(
            indicator=one,
            scores=scores,
            inapplicable=self.inapplicable,
            values=self.values,
            on=self.period.last,
        ).value


@dataclass(frozen=True, slots=True)
class Gain:
    """What a criterion could bring.

    `per_point` is what one more point of its score adds to the total, `most` what the full score
    would add; None while there is no total. `even` is the score at which the total stays as it is:
    that of now or, where there is no evidence, the one that evidence would have to pass. `needed`
    is the score that alone would reach the next grade, None where none would.
    """

    criterion: str
    indicator: Indicator
    score: Fraction | None
    per_point: Fraction | None
    most: Fraction | None
    even: Fraction | None
    needed: Fraction | None


@dataclass(frozen=True, slots=True)
class Aim:
    """The next higher grade, and how many points of the total are missing to its bound."""

    band: Band
    missing: Fraction

    def is_met(self, total: Fraction) -> bool:
        """Whether a total reaches the grade."""
        return total > self.band.lower or (self.band.inclusive and total == self.band.lower)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A conviction that counts now and no longer in the next period, and what it costs till then.

    `until` is the last day of the period in which it counts.
    """

    conviction: Conviction
    until: date


def own_of(tree: Tree, *, period: Period, values: Values) -> Own:
    """An office as its derivation tells it.

    Args:
        tree: the derivation, as a run writes it.
        period: the evaluation period.
        values: the dated values that the run was made with.
    """
    criteria = [one for row in tree["indicators"] for one in row["criteria"]]
    records = (one for row in tree["indicators"] for one in row.get("records", ()))
    return Own(
        code=tree["office"],
        province=tree["province"],
        status=RankStatus(tree["standing"]),
        scores={
            one["criterion"]: Fraction(one["score"])
            for one in criteria
            if one["score"] not in {None, ""}
        },
        inapplicable=frozenset(
            one["criterion"] for one in criteria if one["state"] == "inapplicable"
        ),
        convictions=tuple(map(_conviction, records)),
        period=period,
        values=values,
    )


def foreseen(own: Own, changes: Mapping[str, Fraction] = NO_CHANGES) -> Ruling[Standing]:
    """What the law would make of the office with other scores of some criteria.

    Args:
        own: the office.
        changes: scores by criterion, 0 to 100; the others stay. Of criteria that do not apply
            they are passed over, as evidence would be.

    Returns:
        Total, grade and status, without a place.
    """
    period, values = own.period, own.values
    lowers = demotion(convictions=own.convictions, period=period, values=values).value or 0
    office = Office(
        own.code,
        own.province,
        _licensed_on(own),
        Scores(own.changed(changes), lowers, own.status is RankStatus.REVOKED),
        LICENCES.get(own.status, Licence.ACTIVE),
    )
    return standing_of(office=office, period=period, values=values)


def aim_of(own: Own) -> Aim | None:
    """The next grade above that of the office's total; None at the highest or without a total.

    A demotion comes after the grade: it would lower the next one likewise.
    """
    total = _total(own)
    known = bands(values=own.values, on=own.period.last).value or ()
    if total is None:
        return None
    above = [Aim(band, band.lower - total) for band in known if not Aim(band, ZERO).is_met(total)]
    return above[-1] if above else None


def gains_of(own: Own) -> tuple[Gain, ...]:
    """What each criterion that applies could bring, the most first.

    The record is not among them: what a conviction costs, no score makes good.
    """
    total, aim = _total(own), aim_of(own)
    found = [_gain(own, code, total, aim) for code in CRITERIA if code not in own.inapplicable]
    return tuple(sorted(found, key=lambda one: -(one.most or ZERO)))


def shortest_way(own: Own, gains: Iterable[Gain]) -> tuple[str, ...] | None:
    """The fewest criteria that, each at its full score, reach the next grade; the largest first.

    Args:
        own: the office.
        gains: as `gains_of` gives them.

    Returns:
        Codes of criteria; None where all of them together do not reach it, or nothing is higher.
    """
    aim = aim_of(own)
    changes: dict[str, Fraction] = {}
    for one in gains:
        if aim is None or not one.most:
            return None
        changes[one.criterion] = FULL
        total = _total(own, changes)
        if total is not None and aim.is_met(total):
            return tuple(changes)
    return None


def brings(own: Own, changes: Mapping[str, Fraction]) -> Fraction | None:
    """By how much the total would change; None where there is none before or after."""
    before, after = _total(own), _total(own, changes)
    return None if before is None or after is None else after - before


def leaving_of(own: Own) -> tuple[Leaving, ...]:
    """The convictions that cost points or a grade now, with the last day on which they count.

    By the day of finality a conviction belongs to one period (A-10); in the next it is no more.
    """
    inside = (
        one
        for one in own.convictions
        if record_score(convictions=(one,), period=own.period, values=own.values).value != FULL
        or demotion(convictions=(one,), period=own.period, values=own.values).value
    )
    return tuple(Leaving(one, own.period.last) for one in inside)


def record_points(own: Own) -> Fraction | None:
    """The points of the total that the record would bring more, had it its full score."""
    before, clean = _total(own), _total(replace(own, convictions=()))
    return None if before is None or clean is None else clean - before


def _gain(own: Own, code: str, total: Fraction | None, aim: Aim | None) -> Gain:
    score = own.scores.get(code)
    none, full = (_total(own, {code: end}) for end in (ZERO, FULL))
    if none is None or full is None or total is None:
        return Gain(code, indicator_of(criterion=code), score, None, None, None, None)
    per_point = (full - none) / FULL
    needed = (aim.band.lower - none) / per_point if aim and per_point else None
    if needed is not None and aim is not None and not aim.is_met(full):
        needed = None
    even = (total - none) / per_point if per_point else None
    most = max(full - total, ZERO)
    return Gain(code, indicator_of(criterion=code), score, per_point, most, even, needed)


def _total(own: Own, changes: Mapping[str, Fraction] = NO_CHANGES) -> Fraction | None:
    if own.status is RankStatus.REVOKED:
        return None
    scores = own.changed(changes)
    return weighted_total(scores=scores, values=own.values, on=own.period.last).value


def _licensed_on(own: Own) -> date:
    # A derivation tells whether the office is new, not since when: any day that says so does.
    return own.period.last if own.status is RankStatus.INITIAL else date.min


def _conviction(row: Tree) -> Conviction:
    return Conviction(
        kind=Kind(row["kind"]),
        degree=row["degree"],
        final_on=date.fromisoformat(row["final_on"]),
        intentional=bool(row["intentional"]),
        revokes=row["revokes"],
        demotion=row["demotion"] or None,
        ruling=row["ruling"],
    )
