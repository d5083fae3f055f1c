"""Evidence as the ranking reads it: one summary, built from what was kept."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from django.db.models import QuerySet

from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.registry.models import Applicability, Assessment, Batch, Count
from parvaneh.registry.models.evidence import COUNTED
from parvaneh.scoring import evidence
from parvaneh.scoring.merging import applicability_of, newest_of, outside_of, stays_of
from parvaneh.scoring.summary import (
    ANSWERS,
    CRITERION_CODES,
    SERVICE_COUNTS,
    SURVEY_CRITERIA,
    Counts,
    Newest,
    Stays,
    Summary,
)

WIDTHS = {"survey": 1 + len(SURVEY_CRITERIA) * ANSWERS, "services": len(SERVICE_COUNTS)}
TWO = 2
BETWEEN = "|"  # between education and months in the key of a staff count


def assessments_in_force() -> QuerySet[Assessment]:
    """Assessments that were not corrected, withdrawn, or replaced with their whole batch."""
    return Assessment.objects.filter(corrected_by=None, withdrawn=False, batch__replaced_by=None)


def evidence_for_ranking(
    period: Period,
    *,
    offices: tuple[evidence.Office, ...],
    records: tuple[evidence.Record, ...],
) -> Summary:
    """Everything that a ranking of the period reads, of all offices.

    Unscoped on purpose, the one door of its kind: a ranking is of the whole country.

    Args:
        period: the evaluation period; counts are taken from batches reduced for these very days.
        offices: the offices to be ranked, as the register has them.
        records: as `records_for_ranking` gives them.
    """
    ordered = tuple(sorted(offices, key=lambda office: office.code))
    place = {office.code: at for at, office in enumerate(ordered)}
    batches = Batch.objects.filter(replaced_by=None)
    reduced = batches.filter(first=period.first, last=period.last)
    rows = Count.objects.filter(batch__in=reduced, office__code__in=list(place))
    counts: dict[str, list[tuple[int, str, list[int]]]] = {sheet: [] for sheet in COUNTED}
    for code, sheet, key, numbers in rows.values_list(
        "office__code", "sheet", "key", "counts"
    ).order_by("pk"):
        counts[sheet].append((place[code], key, numbers))
    survey = _summed(counts["survey"], len(ordered), WIDTHS["survey"])
    systems, minutes = _minutes(counts["monitoring"], len(ordered))
    return Summary(
        period=period,
        offices=ordered,
        survey=survey[:, 1:].reshape(len(ordered), len(SURVEY_CRITERIA), ANSWERS),
        survey_rows=survey[:, 0],
        services=_summed(counts["services"], len(ordered), WIDTHS["services"]),
        systems=systems,
        minutes=minutes,
        training=_summed(counts["training"], len(ordered), TWO),
        stays=_stays(counts["staff"]),
        newest=_newest(place, period),
        records=records,
        applicability=_applicability(reduced, place),
        sheets=frozenset(chain.from_iterable(reduced.values_list("sheets", flat=True))),
        outside=outside_of(reduced.values_list("outside", flat=True)),
    )


def _summed(rows: Iterable[tuple[int, str, list[int]]], offices: int, width: int) -> Counts:
    total = np.zeros((offices, width), dtype=np.int64)
    for at, _, numbers in rows:
        total[at] += numbers
    return total


def _minutes(
    rows: list[tuple[int, str, list[int]]], offices: int
) -> tuple[tuple[str, ...], Counts]:
    systems = tuple(sorted({key for _, key, _ in rows}))
    number = {system: at for at, system in enumerate(systems)}
    total = np.zeros((offices, len(systems), TWO), dtype=np.int64)
    for at, key, numbers in rows:
        total[at, number[key]] += numbers
    return systems, total


def _stays(rows: list[tuple[int, str, list[int]]]) -> Stays:
    education, months = [], []
    for _, key, _ in rows:
        word, _, number = key.partition(BETWEEN)
        education.append(word)
        months.append(int(number))
    numbers = [numbers for _, _, numbers in rows]
    return stays_of(
        Stays(
            office=_column(at for at, _, _ in rows),
            education=tuple(education),
            months=_column(months),
            days=_column(days for days, _ in numbers),
            days_due=_column(due for _, due in numbers),
        )
    )


def _newest(place: dict[str, int], period: Period) -> Newest:
    criteria = {code: at for at, code in enumerate(CRITERION_CODES)}
    rows: Any = assessments_in_force().filter(
        assessed_on__range=(period.first, period.last), office__code__in=list(place)
    )
    columns = rows.values_list("office__code", "criterion", "method", "assessed_on", "score")
    known = list(columns.iterator(chunk_size=10_000))
    return newest_of(
        Newest(
            office=_column(place[row[0]] for row in known),
            criterion=_column(criteria[row[1]] for row in known),
            method=_column(row[2] for row in known),
            day=_column(row[3].toordinal() for row in known),
            total=_column(row[4] for row in known),
            count=np.ones(len(known), dtype=np.int64),
        )
    )


def _applicability(
    batches: QuerySet[Batch], place: dict[str, int]
) -> tuple[evidence.Applicability, ...]:
    """What was said last of each criterion of an office."""
    rows = Applicability.objects.filter(batch__in=batches, office__code__in=list(place))
    said = rows.values_list("office__code", "criterion", "applicable", "reason").order_by("pk")
    latest = {
        (office, criterion): evidence.Applicability(office, criterion, applicable, reason, row=0)
        for office, criterion, applicable, reason in said
    }
    return applicability_of(latest.values())


def _column(values: Iterable[int]) -> Counts:
    return np.fromiter(values, dtype=np.int64)
