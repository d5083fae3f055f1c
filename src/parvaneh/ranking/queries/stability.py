"""How firm the grades of the last announced ranking are, as counts of offices; nobody is named.

Places and chances come from the draws that the run was studied with. They decide nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import Any

from parvaneh.ranking.models import Announcement, Result, Run

SURE, LIKELY = 0.9, 0.5
MONTH = 30  # days, for the age of evidence
AGES = (3, 6, 9)  # months, the upper ends of the classes but the last
FOUR = 4


@dataclass(frozen=True)
class Spread:
    """The lower quarter, the middle and the upper quarter of some numbers."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Stability:
    """One announced ranking: how many offices would keep their grade, and how far places spread.

    `sure`, `likely` and `open` count the offices by how many draws give the announced grade: at
    least nine of ten, at least half, fewer. `kept` is the mean share. `hangs` counts the offices
    whose place moves most without each indicator. `ages` counts them by the months between their
    oldest assessment that counts and the end of the period.
    """

    run: Run
    offices: int
    sure: int
    likely: int
    open: int
    kept: float
    widths: Spread | None
    by_grade: Mapping[str, tuple[int, int]]
    hangs: Mapping[str, int]
    surveyed: int
    few: int
    answers: Spread | None
    halves: Spread | None
    ages: tuple[int, ...]


def stability_now() -> Stability | None:
    """What the study of the last announced ranking says; None without one, or without a study."""
    rows = Announcement.objects.filter(announced_at__isnull=False, cycle__extraordinary=False)
    found = rows.select_related("run__cycle").order_by("-announced_at").first()
    if found is None or not found.run.draws:
        return None
    told = Result.objects.filter(run=found.run).values_list("grade", "place", "firmness")
    return stability_of(found.run, list(told))


def stability_of(
    run: Run, rows: Sequence[tuple[str, int | None, Mapping[str, Any]]]
) -> Stability | None:
    """Count offices by how firm they are.

    Args:
        run: which run.
        rows: grade, place and firmness of each office.
    """
    placed = [(grade, firm) for grade, place, firm in rows if place and firm.get("grades")]
    if not placed:
        return None
    chances = [(grade, firm["grades"].get(grade, 0.0)) for grade, firm in placed]
    sure = Counter(grade for grade, chance in chances if chance >= SURE)
    graded = Counter(grade for grade, _ in chances)
    likely = sum(LIKELY <= chance < SURE for _, chance in chances)
    surveys = [firm["survey"] for _, _, firm in rows if firm.get("survey")]
    halves = [(mean[2] - mean[0]) / 2 for one in surveys if None not in (mean := one["mean"])]
    return Stability(
        run=run,
        offices=len(placed),
        sure=sum(sure.values()),
        likely=likely,
        open=len(placed) - sum(sure.values()) - likely,
        kept=sum(chance for _, chance in chances) / len(chances),
        widths=spread_of(firm["places"]["high"] - firm["places"]["low"] for _, firm in placed),
        by_grade={grade: (sure[grade], graded[grade]) for grade in graded},
        hangs=Counter(
            firm["farthest"]["indicator"] for _, firm in placed if firm["farthest"]["indicator"]
        ),
        surveyed=len(surveys),
        few=sum(one["is_few"] for one in surveys),
        answers=spread_of(one["n"] for one in surveys),
        halves=spread_of(halves),
        ages=_ages(
            [firm["evidence"] for _, _, firm in rows if firm.get("evidence")], run.cycle.last
        ),
    )


def spread_of(numbers: Iterable[float]) -> Spread | None:
    """The quarters of some numbers; None of nothing."""
    known = sorted(numbers)
    if not known:
        return None
    if len(known) == 1:
        return Spread(known[0], known[0], known[0])
    low, _, high = quantiles(known, n=FOUR, method="inclusive")
    return Spread(low, median(known), high)


def _ages(evidence: Iterable[Mapping[str, Any]], last: date) -> tuple[int, ...]:
    counts = [0] * (len(AGES) + 1)
    for one in evidence:
        months = (last - date.fromisoformat(one["oldest"])).days / MONTH
        counts[sum(months > end for end in AGES)] += 1
    return tuple(counts)
