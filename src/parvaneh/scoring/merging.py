"""Summaries of parts of the evidence become the summary of the whole.

Everything in a summary is a sum, a maximum or a set of rows, so that neither the split into parts
nor the order of rows leaves a trace. `newest_of`, `stays_of` and `records_of` bring columns into
the one normal form; reduction from raw evidence uses the same three.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from parvaneh.scoring.evidence import Applicability, Office, Record
from parvaneh.scoring.summary import (
    CRITERION_CODES,
    Counts,
    Newest,
    Stays,
    Summary,
)

METHODS = 10  # more than there are ways of measuring


class CannotMerge(ValueError):
    """Two parts contradict each other; says in what."""


def merged(summaries: Iterable[Summary]) -> Summary:
    """The summary of all the evidence, from those of its parts.

    Args:
        summaries: at least one; of the same period. An office may stand in several parts, in the
            same words in each; one that stands in a single part brings what it has there.

    Returns:
        What `reduce_evidence` makes of the whole, equal to the byte in a file.

    Raises:
        CannotMerge: none was given, or the periods, an office, or an applicability contradict.
    """
    parts = tuple(summaries)
    if not parts:
        raise CannotMerge("there is nothing to merge")
    if len({part.period for part in parts}) > 1:
        raise CannotMerge("the periods differ")
    offices = _all_offices(parts)
    place = {office.code: at for at, office in enumerate(offices)}
    where = [
        np.array([place[office.code] for office in part.offices], dtype=np.int64) for part in parts
    ]
    systems = tuple(sorted({system for part in parts for system in part.systems}))
    applicability = tuple(sorted(row for part in parts for row in part.applicability))
    _check_applicability(applicability)
    return Summary(
        period=parts[0].period,
        offices=offices,
        survey=_added(len(offices), where, [part.survey for part in parts]),
        survey_rows=_added(len(offices), where, [part.survey_rows for part in parts]),
        services=_added(len(offices), where, [part.services for part in parts]),
        systems=systems,
        minutes=_added(len(offices), where, [_minutes_over(systems, part) for part in parts]),
        training=_added(len(offices), where, [part.training for part in parts]),
        stays=_merged_stays(where, [part.stays for part in parts]),
        newest=_merged_newest(where, [part.newest for part in parts]),
        records=records_of(record for part in parts for record in part.records),
        applicability=applicability,
        sheets=frozenset().union(*(part.sheets for part in parts)),
        outside=outside_of(part.outside for part in parts),
    )


def newest_of(rows: Newest) -> Newest:
    """The newest day of each (office, criterion, method) among assessments in any order.

    Args:
        rows: one assessment a row with `count` 1, or sums of those of one day.
    """
    group = (rows.office * len(CRITERION_CODES) + rows.criterion) * METHODS + rows.method
    order = np.lexsort((-rows.day, group))
    group, day = group[order], rows.day[order]
    newest = day == day[_starts(group)][_numbered(group)]
    at = order[newest]
    starts = np.flatnonzero(_starts(group[newest]))
    return Newest(
        office=rows.office[at][starts],
        criterion=rows.criterion[at][starts],
        method=rows.method[at][starts],
        day=rows.day[at][starts],
        total=_summed(rows.total[at], starts),
        count=_summed(rows.count[at], starts),
    )


def stays_of(rows: Stays) -> Stays:
    """Staff time summed for each (office, education, months), from rows in any order."""
    words = sorted(set(rows.education))
    rank = {word: at for at, word in enumerate(words)}
    ranks = np.array([rank[word] for word in rows.education], dtype=np.int64)
    order = np.lexsort((rows.months, ranks, rows.office))
    keys = np.column_stack((rows.office, ranks, rows.months))[order]
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = (keys[1:] != keys[:-1]).any(axis=1)
    starts = np.flatnonzero(fresh)
    return Stays(
        office=keys[starts, 0],
        education=tuple(words[at] for at in keys[starts, 1]),
        months=keys[starts, 2],
        days=_summed(rows.days[order], starts),
        days_due=_summed(rows.days_due[order], starts),
    )


def records_of(records: Iterable[Record]) -> tuple[Record, ...]:
    """Records in the order of a summary; their rows in a file are forgotten."""
    plain = (replace(record, row=0) for record in records)
    return tuple(sorted(plain, key=_record_order))


def applicability_of(rows: Iterable[Applicability]) -> tuple[Applicability, ...]:
    """Applicability in the order of a summary; their rows in a file are forgotten."""
    return tuple(sorted(replace(row, row=0) for row in rows))


def outside_of(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Rows outside the period per sheet, added up; sheets without any are left out."""
    total: dict[str, int] = {}
    for part in counts:
        for sheet, rows in part.items():
            total[sheet] = total.get(sheet, 0) + rows
    return {sheet: rows for sheet, rows in sorted(total.items()) if rows}


def _record_order(record: Record) -> tuple[Any, ...]:
    intentional = -1 if record.intentional is None else int(record.intentional)
    first = (record.office, record.kind, record.degree, intentional, record.final_on)
    return (*first, record.ruling, record.revokes, record.demotion)


def _all_offices(parts: Iterable[Summary]) -> tuple[Office, ...]:
    known: dict[str, Office] = {}
    for part in parts:
        for office in part.offices:
            if known.setdefault(office.code, office) != office:
                raise CannotMerge(f"office {office.code} differs between the parts")
    return tuple(known[code] for code in sorted(known))


def _check_applicability(rows: Iterable[Applicability]) -> None:
    known: dict[tuple[str, str], bool] = {}
    for row in rows:
        key = (row.office, row.criterion)
        if known.setdefault(key, row.applicable) != row.applicable:
            raise CannotMerge(f"the applicability of {row.criterion} to {row.office} contradicts")


def _added(offices: int, where: Sequence[Counts], counts: Sequence[Counts]) -> Counts:
    total = np.zeros((offices, *counts[0].shape[1:]), dtype=np.int64)
    for rows, count in zip(where, counts, strict=True):
        total[rows] += count  # an office stands in a part once
    return total


def _minutes_over(systems: Sequence[str], part: Summary) -> Counts:
    minutes = np.zeros((len(part.offices), len(systems), 2), dtype=np.int64)
    minutes[:, [systems.index(system) for system in part.systems]] = part.minutes
    return minutes


def _merged_stays(where: Sequence[Counts], parts: Sequence[Stays]) -> Stays:
    rows = Stays(
        _moved(where, [part.office for part in parts]),
        tuple(word for part in parts for word in part.education),
        np.concatenate([part.months for part in parts]),
        np.concatenate([part.days for part in parts]),
        np.concatenate([part.days_due for part in parts]),
    )
    return stays_of(rows)


def _merged_newest(where: Sequence[Counts], parts: Sequence[Newest]) -> Newest:
    rows = Newest(
        _moved(where, [part.office for part in parts]),
        np.concatenate([part.criterion for part in parts]),
        np.concatenate([part.method for part in parts]),
        np.concatenate([part.day for part in parts]),
        np.concatenate([part.total for part in parts]),
        np.concatenate([part.count for part in parts]),
    )
    return newest_of(rows)


def _moved(where: Sequence[Counts], offices: Sequence[Counts]) -> Counts:
    return np.concatenate([rows[part] for rows, part in zip(where, offices, strict=True)])


def _starts(group: Counts) -> Any:
    fresh = np.ones(len(group), dtype=bool)
    fresh[1:] = group[1:] != group[:-1]
    return fresh


def _numbered(group: Counts) -> Counts:
    """The number of its group for each row, counted from 0."""
    return np.cumsum(_starts(group), dtype=np.int64) - 1


def _summed(values: Counts, starts: Counts) -> Counts:
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    return np.add.reduceat(values, starts)
