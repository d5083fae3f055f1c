"""What a summary's file holds: ten small members that anybody can read.

CSV (UTF-8, LF, a header, only rows that hold something, sorted) and one JSON. Days are Gregorian,
year-month-day. Scores and hours are whole numbers of ten-thousandths (`..._x10000`), so that
nothing is rounded on the way. Equal summaries give equal bytes.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from parvaneh.scoring.evidence import Applicability, Office, Record
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

FORMAT = 1  # of the members; raised when their meaning changes
PERIOD = "period.json"
ASSESSMENTS = "assessments.csv"
ANSWER_COLUMNS = tuple(
    f"{criterion[-1]}{answer}" for criterion in SURVEY_CRITERIA for answer in range(1, ANSWERS + 1)
)
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "offices.csv": (
        "office_code", "title", "province_code", "county", "city", "licensed_on", "status",
    ),
    "survey.csv": ("office_code", "rows", *ANSWER_COLUMNS),
    "services.csv": ("office_code", *SERVICE_COUNTS),
    "monitoring.csv": ("office_code", "system", "minutes_up", "minutes_due"),
    "training.csv": ("office_code", "rows", "hours_x10000"),
    "staff.csv": ("office_code", "education", "experience_months", "days", "days_due"),
    ASSESSMENTS: (
        "office_code", "criterion", "method", "assessed_on", "count", "scores_x10000",
    ),
    "records.csv": (
        "office_code", "kind", "degree", "intentional", "final_on", "ruling", "revokes", "demotion",
    ),
    "applicability.csv": ("office_code", "criterion", "applicable", "reason"),
}  # fmt: skip
Row = Sequence[object]


def to_members(summary: Summary) -> dict[str, bytes]:
    """The tables of a summary by member name, identical for equal summaries.

    Args:
        summary: in normal form, as `reduce_evidence` and `merged` make it.

    Returns:
        ``period.json`` and the nine tables of `COLUMNS`; those without rows hold their header.
    """
    codes = [office.code for office in summary.offices]
    tables: Mapping[str, Iterable[Row]] = {
        "offices.csv": map(_office_row, summary.offices),
        "survey.csv": _counted(codes, np.column_stack((
            summary.survey_rows, summary.survey.reshape(-1, len(ANSWER_COLUMNS))
        ))),
        "services.csv": _counted(codes, summary.services),
        "monitoring.csv": _monitoring_rows(codes, summary),
        "training.csv": _counted(codes, summary.training),
        "staff.csv": _staff_rows(codes, summary.stays),
        "records.csv": map(_record_row, summary.records),
        "applicability.csv": map(_applicability_row, summary.applicability),
    }  # fmt: skip
    members = {name: _csv(COLUMNS[name], rows) for name, rows in tables.items()}
    members[ASSESSMENTS] = _assessments(codes, summary.newest)
    return {PERIOD: _period_bytes(summary), **members}


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _period_bytes(summary: Summary) -> bytes:
    content = {
        "format": FORMAT,
        "first": summary.period.first.isoformat(),
        "last": summary.period.last.isoformat(),
        "sheets": sorted(summary.sheets),
        "outside": {sheet: int(rows) for sheet, rows in summary.outside.items() if rows},
    }
    return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()


def _office_row(office: Office) -> Row:
    day = office.licensed_on.isoformat()
    place = (office.province, office.county, office.city)
    return (office.code, office.title, *place, day, office.status)


def _counted(codes: Sequence[str], counts: Counts) -> Iterator[Row]:
    for at in np.flatnonzero(counts.any(axis=1)).tolist():
        yield (codes[at], *counts[at].tolist())


def _monitoring_rows(codes: Sequence[str], summary: Summary) -> Iterator[Row]:
    for at, system in np.argwhere(summary.minutes.any(axis=2)).tolist():
        yield (codes[at], summary.systems[system], *summary.minutes[at, system].tolist())


def _staff_rows(codes: Sequence[str], stays: Stays) -> Iterator[Row]:
    office = (codes[at] for at in stays.office.tolist())
    counts = (stays.months.tolist(), stays.days.tolist(), stays.days_due.tolist())
    return zip(office, stays.education, *counts, strict=True)


def _assessments(codes: Sequence[str], newest: Newest) -> bytes:
    """The one long table, by columns: nothing in it needs quotation marks."""
    days, day = np.unique(newest.day, return_inverse=True)
    texts = (
        pa.array(codes, pa.string()).take(pa.array(newest.office)),
        pa.array(CRITERION_CODES, pa.string()).take(pa.array(newest.criterion)),
        pa.array([date.fromordinal(one).isoformat() for one in days.tolist()], pa.string()).take(
            pa.array(day)
        ),
    )
    numbers = (pa.array(newest.method), pa.array(newest.count), pa.array(newest.total))
    columns = (texts[0], texts[1], numbers[0], texts[2], numbers[1], numbers[2])
    out = io.BytesIO(_csv(COLUMNS[ASSESSMENTS], ()))
    out.seek(0, io.SEEK_END)
    options = arrow_csv.WriteOptions(include_header=False, quoting_style="none")
    arrow_csv.write_csv(pa.table(columns, names=COLUMNS[ASSESSMENTS]), out, options)
    return out.getvalue()


def _record_row(record: Record) -> Row:
    return (
        record.office,
        record.kind,
        record.degree,
        "" if record.intentional is None else _word(record.intentional),
        record.final_on.isoformat(),
        record.ruling,
        _word(record.revokes),
        record.demotion,
    )


def _applicability_row(row: Applicability) -> Row:
    return (row.office, row.criterion, _word(row.applicable), row.reason)


def _word(value: object) -> str:
    return "true" if value else "false"
