"""Generated evidence, period by period: assessments by criterion and way, and counts.

The rows of `scoring.demo` are kept where there are few; of survey, services and monitoring, which
would be tens of millions, the counts that they would have been reduced to are drawn at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import exp

import numpy as np

from parvaneh.config.demo.chance import code_of
from parvaneh.config.demo.country import Registry
from parvaneh.config.demo.drafts import Fate
from parvaneh.config.demo.plan import DAY, Plan, periods_of
from parvaneh.config.demo.writing import told
from parvaneh.frame.copying import columns_copied, rows_copied
from parvaneh.kit.languages import msg
from parvaneh.kit.progress import Progress
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Applicability, Assessment, Batch, Count
from parvaneh.scoring.demo import assessment_rows
from parvaneh.scoring.demo.country import Odd
from parvaneh.scoring.demo.days import days_around
from parvaneh.scoring.demo.records import applicability_rows
from parvaneh.scoring.evidence import SCALE

Plain = Mapping[str, object]
SHEETS = ["applicability", "assessments", "monitoring", "services", "staff", "survey", "training"]
KEPT = 0.42  # of the generated assessments: one visit and one report, not every one
ANSWERS, SERVICES = 650, 9_500  # a year in a middling office
LIKING = (0.15, 0.35, -0.25, 0.05)
SYSTEM_MINUTES = {"cctv": 525_600, "network": 151_200}
STAYS = (("bachelor", 60), ("master", 96), ("bachelor", 24), ("bachelor", 36), ("diploma", 48))


def evidence_make(made: Registry, plan: Plan, progress: Progress) -> None:
    """Write the evidence of every period for which there is some.

    Args:
        made: the offices.
        plan: what to make.
        progress: told how many periods are done.
    """
    periods = periods_of(plan)
    for number, period in enumerate(periods, start=1):
        _period(period, number, made, plan)
        progress(msg("Evidence"), number, len(periods))


def _period(period: Period, number: int, made: Registry, plan: Plan) -> None:
    assessed = _assessed(period, number, made, plan)
    batch = Batch.objects.create(
        code=code_of("b", plan.seed, number),
        first=period.first,
        last=period.last,
        source=f"demonstration:{plan.seed}",
        sheets=SHEETS,
        rows=len(assessed["number"]),
        entered_by=SYSTEM.key,
        entered_at=plan.at,
    )
    known = {"batch_id": batch.pk, "because": "", "withdrawn": False}
    written = {
        "assessment": columns_copied(Assessment, assessed, known),
        "count": rows_copied(Count, list(_counts(batch, number, made, plan))),
        "applicability": rows_copied(Applicability, list(_applicable(batch, made))),
    }
    told(f"evidence-{number}", written, at=plan.at)


def _assessed(
    period: Period, number: int, made: Registry, plan: Plan
) -> dict[str, Sequence[object]]:
    """The assessments of a period until today, thinned out: their columns."""
    offices = {one.office.code: one.office for one in made.drafts}
    seed = plan.seed * 10 + number
    table = assessment_rows(made.land.country, days_around(period), seed)
    kept = np.random.Generator(np.random.SFC64(seed)).random(table.num_rows) < KEPT
    on = table.column("assessed_on").to_numpy()
    within = (on >= np.datetime64(period.first)) & (on <= np.datetime64(period.last))
    kept &= within & (on <= np.datetime64(plan.today))
    columns = (one.to_pylist() for one in table.filter(kept).columns)
    code, criterion, method, score, assessed_on, reference = columns
    return {
        "number": range(1, len(code) + 1),
        "office_id": [offices[one].pk for one in code],
        "province": [offices[one].province for one in code],
        "criterion": criterion,
        "method": method,
        "assessed_on": assessed_on,
        "score": [int(one * SCALE) for one in score],
        "reference": reference,
    }


def _counts(batch: Batch, number: int, made: Registry, plan: Plan) -> Iterator[Plain]:
    rng = np.random.Generator(np.random.SFC64(plan.seed * 100 + number))
    part = min(1.0, ((min(batch.last, plan.today) - batch.first) / DAY + 1) / 365)
    odd = made.land.country.odd
    for one in made.drafts:
        if one.fate is Fate.NEW or one.founded_on > batch.last:
            continue
        known = {"batch_id": batch.pk, "office_id": one.office.pk, "province": one.province}
        busy = one.busy * part
        if not odd[Odd.NO_SURVEY][one.at]:
            answers = 12 if odd[Odd.QUIET][one.at] else max(3, int(ANSWERS * busy))
            yield {"sheet": "survey", "counts": _answers(one.quality, answers, rng), **known}
        if not odd[Odd.NO_SERVICES][one.at]:
            yield {"sheet": "services", "counts": _services(one.quality, busy, rng), **known}
        if not odd[Odd.NO_MONITORING][one.at]:
            for system, due in SYSTEM_MINUTES.items():
                lost = min(1.0, rng.exponential(0.03) * exp(-0.6 * one.quality))
                due_now = int(due * part)
                counts = [due_now - int(due_now * lost), due_now]
                yield {"sheet": "monitoring", "key": system, "counts": counts, **known}
        held = int(rng.poisson(5 * part * exp(0.2 * one.quality)))
        if held and not odd[Odd.NO_TRAINING][one.at]:
            hours = int(held * rng.integers(2, 9)) * SCALE
            yield {"sheet": "training", "counts": [held, hours], **known}
        if not odd[Odd.NO_STAFF][one.at]:
            yield from _stays(one.quality, int(365 * part), known, rng)


def _stays(quality: float, due: int, known: Plain, rng: np.random.Generator) -> Iterator[Plain]:
    found: dict[str, list[int]] = {}
    for education, months in STAYS:
        key = f"{education}|{months + int(rng.integers(0, 40))}"
        left = rng.random() < 0.12 * exp(-0.5 * quality)
        days = int(due * rng.uniform(0.3, 0.9)) if left else due
        before = found.get(key, [0, 0])
        found[key] = [before[0] + days, before[1] + due]
    for key, counts in found.items():
        yield {"sheet": "staff", "key": key, "counts": counts, **known}


def _answers(quality: float, answers: int, rng: np.random.Generator) -> list[int]:
    """Rows, then how many of the answers 1 to 5 each of the four questions got."""
    middles = 3.6 + 0.45 * quality + 0.4 * np.array(LIKING)
    chances = np.exp(-0.5 * ((np.arange(1, 6) - middles[:, None]) / 0.95) ** 2)
    drawn = rng.multinomial(int(answers * 0.96), chances / chances.sum(axis=1, keepdims=True))
    return [answers, *drawn.ravel().tolist()]


def _services(quality: float, busy: float, rng: np.random.Generator) -> list[int]:
    every = max(20, int(SERVICES * busy))
    shares = np.array([0.075, 0.065, 0.014]) * np.exp(0.25 * quality + 0.4 * rng.standard_normal(3))
    return [every, *(int(every * share) for share in np.clip(shares, 0, 0.6))]


def _applicable(batch: Batch, made: Registry) -> Iterator[Plain]:
    offices = {one.office.code: one.office for one in made.drafts}
    table = applicability_rows(made.land.country)
    for code, criterion, applicable, reason in zip(
        *(table.column(at).to_pylist() for at in range(table.num_columns)), strict=True
    ):
        office = offices[code]
        yield {
            "batch_id": batch.pk, "office_id": office.pk, "province": office.province,
            "criterion": criterion, "applicable": applicable, "reason": reason or "",
        }  # fmt: skip
