"""Evidence becomes its summary: everything that the ranking reads, and nothing finer.

Rows outside the period are left out and counted. Nothing is judged here: that an assessment is
replaced by a computed value, or lies under an inapplicable criterion, is the ranking's to say.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from parvaneh.kit.sheets import Notice
from parvaneh.law.directive_1404.art05_evaluation import Period, is_within
from parvaneh.scoring.bulk import BulkCounts, reduce_bulk
from parvaneh.scoring.evidence import Assessment, Record, Staff, Training
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.merging import (
    applicability_of,
    newest_of,
    outside_of,
    records_of,
    stays_of,
)
from parvaneh.scoring.opened import Opened, Progress, silent
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

Places = Mapping[str, int]


def reduce_evidence(
    opened: Opened,
    period: Period,
    progress: Progress = silent,
    notices: list[Notice] | None = None,
) -> Summary:
    """The summary of opened evidence.

    Args:
        opened: the evidence; its large sheets are read and checked here.
        period: the evaluation period.
        progress: told what is done, how much of it, and how much there is.
        notices: takes what was accepted in the large sheets that the reader should know.

    Returns:
        The summary in its normal form: the same evidence in another order of rows, or in parts
        that are merged, gives an equal one.

    Raises:
        EvidenceRefused: rows of the large sheets are wrong; with all of their faults.
        OSError: a file cannot be read.
    """
    small = opened.small
    offices = tuple(sorted(small.offices, key=lambda office: office.code))
    places = {office.code: at for at, office in enumerate(offices)}
    bulk = _bulk(opened, period, progress, notices)
    newest, assessments_outside = _newest(small.assessments, places, period)
    stays, staff_outside = _stays(small.staff, places, period)
    training, training_outside = _training(small.training, places, period)
    relevant = [record for record in small.records if is_relevant(record, period)]
    outside = {
        "assessments": assessments_outside,
        "staff": staff_outside,
        "training": training_outside,
        "records": len(small.records) - len(relevant),
        **{sheet: found.outside for sheet, found in bulk.items()},
    }
    survey = _counts(bulk, "survey", len(offices), 1 + len(SURVEY_CRITERIA) * ANSWERS)
    return Summary(
        period=period,
        offices=offices,
        survey=survey[:, 1:].reshape(len(offices), len(SURVEY_CRITERIA), ANSWERS),
        survey_rows=survey[:, 0],
        services=_counts(bulk, "services", len(offices), len(SERVICE_COUNTS)),
        systems=bulk["monitoring"].systems if "monitoring" in bulk else (),
        minutes=(
            bulk["monitoring"].counts
            if "monitoring" in bulk
            else np.zeros((len(offices), 0, 2), dtype=np.int64)
        ),
        training=training,
        stays=stays,
        newest=newest,
        records=records_of(relevant),
        applicability=applicability_of(small.applicability),
        sheets=opened.sheets,
        outside=outside_of([outside]),
    )


def is_relevant(record: Record, period: Period) -> bool:
    """Whether a conviction can matter: final in the period, or revoking and final by its end."""
    return is_within(period, record.final_on) or (record.revokes and record.final_on <= period.last)


def _bulk(
    opened: Opened, period: Period, progress: Progress, notices: list[Notice] | None
) -> dict[str, BulkCounts]:
    faults = Faults()
    found = {
        sheet: reduce_bulk(source, opened.codes, period, faults, progress)
        for sheet, source in opened.bulk.items()
    }
    faults.check()
    if notices is not None:
        for counted in found.values():
            notices.extend(counted.notices)
    return found


def _counts(bulk: Mapping[str, BulkCounts], sheet: str, offices: int, width: int) -> Counts:
    if sheet in bulk:
        return bulk[sheet].counts
    return np.zeros((offices, width), dtype=np.int64)


def _newest(rows: Iterable[Assessment], places: Places, period: Period) -> tuple[Newest, int]:
    criteria = {code: at for at, code in enumerate(CRITERION_CODES)}
    known = tuple(rows)
    inside = [row for row in known if is_within(period, row.on)]
    count = np.ones(len(inside), dtype=np.int64)
    newest = newest_of(
        Newest(
            office=_column(places[row.office] for row in inside),
            criterion=_column(criteria[row.criterion] for row in inside),
            method=_column(row.method for row in inside),
            day=_column(row.on.toordinal() for row in inside),
            total=_column(row.score for row in inside),
            count=count,
        )
    )
    return newest, len(known) - len(inside)


def _stays(rows: Iterable[Staff], places: Places, period: Period) -> tuple[Stays, int]:
    known = tuple(rows)
    inside = [row for row in known if _is_present(row, period)]
    starts = [max(row.start, period.first) for row in inside]
    stays = stays_of(
        Stays(
            office=_column(places[row.office] for row in inside),
            education=tuple(row.education for row in inside),
            months=_column(row.months for row in inside),
            days=_column(
                _days(start, min(row.until or period.last, period.last))
                for start, row in zip(starts, inside, strict=True)
            ),
            days_due=_column(_days(start, period.last) for start in starts),
        )
    )
    return stays, len(known) - len(inside)


def _is_present(row: Staff, period: Period) -> bool:
    return row.start <= period.last and (row.until is None or row.until >= period.first)


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def _training(rows: Iterable[Training], places: Places, period: Period) -> tuple[Counts, int]:
    counts = np.zeros((len(places), 2), dtype=np.int64)
    outside = 0
    for row in rows:
        if is_within(period, row.on):
            counts[places[row.office]] += (1, row.hours)
        else:
            outside += 1
    return counts, outside


def _column(values: Iterable[int]) -> Counts:
    return np.fromiter(values, dtype=np.int64)
