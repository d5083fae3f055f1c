"""What is said of a run as a whole: its grades and totals, and what changed, for whom, and why.

The run of a cycle is compared with the grades that offices hold, a what-if with the ranking by the
locked values. Everything is plain JSON content with totals of six decimals; nothing is decided.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.values import Values
from parvaneh.ranking.computing import Computed
from parvaneh.ranking.models import Run
from parvaneh.registry.models import Grade
from parvaneh.registry.operations.grade_points import available_in
from parvaneh.registry.queries.severity import inspectors_severity
from parvaneh.scoring.compare import Comparison, Kind, Move, compared, steps
from parvaneh.scoring.fast import rank
from parvaneh.scoring.outcome import Entry, Outcome, outcome_of
from parvaneh.scoring.policy import FULL, Policy, policy_of
from parvaneh.scoring.ranking import Ranking
from parvaneh.scoring.results import six_decimals
from parvaneh.scoring.robustness.study import Robustness

WIDTH = 2  # points of one bar of the histogram
MOST_MOVERS = 500  # that are named; all are counted
UNSURE = 0.9  # below this probability of its likeliest grade an office is told as unsure
HELD, LOCKED = "held", "locked"
NO_SCORES = (None,) * len(Indicator)


def facts_of(run: Run, found: Computed, locked: Values) -> dict[str, Any]:
    """The facts of a run, as JSON content.

    Args:
        run: whose facts they are.
        found: what it computed.
        locked: the values of its cycle, by which a what-if is compared.
    """
    ranking = found.ranking
    policy = policy_of(ranking.values, ranking.period)
    after = outcome_of(ranking, run.key)
    if run.what_if:
        before = outcome_of(rank(ranking.summary, locked), run.cycle.code)
    else:
        before = held_before(ranking, policy)
    return {
        "bands": [_band(one) for one in policy.bands],
        "grades": dict(Counter(one.grade for one in ranking.results)),
        "statuses": dict(Counter(one.status.value for one in ranking.results)),
        "honoured": list(ranking.honoured),
        "below_average": list(ranking.below_average),
        "histogram": {"width": WIDTH, "counts": histogram(ranking)},
        "compared_with": LOCKED if run.what_if else HELD,
        **_changes(compared(before, after)),
        "severity": [] if run.what_if else _severity(run),
        "robustness": _study(found.robustness),
    }


def histogram(ranking: Ranking) -> list[int]:
    """How many totals of graded offices lie in each step of `WIDTH` points, from 0 to 100."""
    counts = [0] * (FULL // WIDTH)
    for one in ranking.results:
        if one.total is not None:
            counts[min(int(one.total // WIDTH), len(counts) - 1)] += 1
    return counts


def held_before(
    ranking: Ranking, policy: Policy, *, upto: date | None = None, but: str = ""
) -> Outcome:
    """The grades that the offices of a ranking hold today, as an earlier run.

    Who was never graded holds the initial grade (D1404 6 n.), without a total.

    Args:
        ranking: whose offices.
        policy: its bands name the grades.
        upto: only grades that began by this day, for who looks back.
        but: the event whose grades are left out: those of the ranking itself.
    """
    codes = [one.office for one in ranking.results]
    offices = {one.code: one for one in ranking.summary.offices}
    rows = Grade.objects.filter(office__code__in=codes, void=False).exclude(grade="")
    rows = rows.exclude(event=but) if but else rows
    rows = rows.filter(starts_on__lte=upto) if upto else rows
    held = {one.office.code: one for one in rows.select_related("office").order_by("starts_on")}
    shares = {
        cycle: available_in(cycle, ranking.values) or {}
        for cycle in {one.cycle for one in held.values()}
    }
    entries = {}
    for code, office in offices.items():
        row = held.get(code)
        entries[code] = Entry(
            office=code,
            title=office.title,
            province=office.province,
            status=RankStatus.INITIAL.value if row is None else RankStatus.ACTIVE.value,
            grade=policy.initial_grade if row is None else row.grade,
            total=Fraction(row.total) if row and row.total else None,
            indicators=_scores(row.points, shares[row.cycle]) if row else NO_SCORES,
            place=row.place if row else None,
            demoted_by=0,
        )
    newest = max(shares, default=None)
    coefficients = tuple(shares[newest].values()) if newest and shares[newest] else None
    name = str(newest) if newest else ""
    return Outcome(name, coefficients, policy.bands, entries)


def _scores(
    points: Mapping[str, str], available: Mapping[Indicator, Fraction]
) -> tuple[Fraction | None, ...]:
    """The scores that points were brought by; none where nobody entered points."""
    return tuple(
        Fraction(points[one]) * FULL / available[one]
        if one in points and available.get(one)
        else None
        for one in Indicator
    )


def _changes(found: Comparison) -> dict[str, Any]:
    gained = steps(found)
    movers = found.movers
    return {
        "before": found.before.name,
        "transitions": [
            {"before": before, "after": after, "count": count}
            for (before, after), count in sorted(found.transitions.items())
        ],
        "up": sum(count for step, count in gained.items() if step > 0),
        "same": gained[0],
        "down": sum(count for step, count in gained.items() if step < 0),
        "moved": len(movers),
        "movers": [_mover(one) for one in movers[:MOST_MOVERS]],
        "causes": _causes(movers),
        "provinces": [
            {
                "province": one.province,
                "up": one.up,
                "same": one.same,
                "down": one.down,
                "mean_before": six_decimals(one.mean_before),
                "mean_after": six_decimals(one.mean_after),
            }
            for one in found.provinces
        ],
        "province_totals": _province_totals(found.after.entries.values()),
    }


def _mover(move: Move) -> dict[str, Any]:
    cause = move.cause
    return {
        "office": move.after.office,
        "title": move.after.title,
        "province": move.after.province,
        "before": move.before.grade,
        "after": move.after.grade,
        "grades": move.grades,
        "places": move.places,
        "total_before": six_decimals(move.before.total),
        "total": six_decimals(move.after.total),
        "change": signed(move.change),
        "cause": {
            "kind": cause.kind.value,
            "indicator": cause.indicator,
            "effect": signed(cause.effect) if cause.kind is not Kind.NOTHING else "",
        },
    }


def signed(number: Fraction | None) -> str:
    """A change with six decimals and, below zero, its sign; empty for None."""
    if number is None:
        return ""
    return f"{'-' if number < 0 else ''}{six_decimals(abs(number))}"


def _causes(movers: Iterable[Move]) -> list[dict[str, Any]]:
    """How many moved most by each cause, the commonest first."""
    counts = Counter((one.cause.kind.value, one.cause.indicator) for one in movers)
    return [
        {"kind": kind, "indicator": indicator, "count": count}
        for (kind, indicator), count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _province_totals(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The mean total and the grades of each province's offices."""
    there: dict[str, list[Entry]] = {}
    for one in entries:
        there.setdefault(one.province, []).append(one)
    return [
        {
            "province": province,
            "offices": len(rows),
            "mean": six_decimals(_mean([one.total for one in rows if one.total is not None])),
            "grades": dict(Counter(one.grade for one in rows)),
        }
        for province, rows in sorted(there.items())
    ]


def _mean(totals: list[Fraction]) -> Fraction | None:
    return sum(totals, Fraction(0)) / len(totals) if totals else None


def _severity(run: Run) -> list[dict[str, Any]]:
    return [asdict(one) for one in inspectors_severity(run.cycle.period, run.snapshot.upto)]


def _study(found: Robustness | None) -> dict[str, Any]:
    """What the draws say of the whole; empty without draws."""
    if found is None:
        return {}
    kept = found.settings
    likely = [max(one.grades) for one in found.places.values()]
    widths = sorted(one.high - one.low for one in found.places.values())
    return {
        "draws": kept.draws,
        "seed": kept.seed,
        "offices": kept.offices,
        "top": kept.top,
        "unsure": sum(one < UNSURE for one in likely),
        "median_width": widths[len(widths) // 2] if widths else None,
        "without": [asdict(one) for one in found.without],
        "drivers": [asdict(one) for one in found.drivers],
    }


def _band(band: Band) -> dict[str, Any]:
    return {
        "key": band.key,
        "fa": band.fa,
        "en": band.en,
        "lower": str(band.lower),
        "inclusive": band.inclusive,
    }
