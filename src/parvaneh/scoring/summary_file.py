"""A summary as a file: a canonical archive of ten small tables that anybody can read.

The members are CSV (UTF-8, LF, a header, only rows that hold something, sorted) and one JSON. Days
are Gregorian, year-month-day. Scores and hours are whole numbers of ten-thousandths (`..._x10000`),
so that nothing is rounded on the way. Equal summaries give equal bytes, and a file that is not
exactly what `to_members` writes is refused: what was read is what was written.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from parvaneh.kit.archive import NotCanonical, pack, unpack
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.scoring.evidence import (
    SCALE,
    Applicability,
    Office,
    OfficeStatus,
    Record,
    RecordKind,
)
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

MOST_SCORE = 100 * SCALE
FORMAT = 1  # of the members; raised when their meaning changes
PERIOD = "period.json"
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
    "assessments.csv": (
        "office_code", "criterion", "method", "assessed_on", "count", "scores_x10000",
    ),
    "records.csv": (
        "office_code", "kind", "degree", "intentional", "final_on", "ruling", "revokes", "demotion",
    ),
    "applicability.csv": ("office_code", "criterion", "applicable", "reason"),
}  # fmt: skip
_BOOLEANS = {"true": True, "false": False}
_PERHAPS: Mapping[str, bool | None] = {**_BOOLEANS, "": None}

Row = Sequence[object]
Rows = list[list[str]]


class NotASummary(ValueError):
    """The content is not a summary as this program writes it; says which member, and why."""

    def __init__(self, member: str, why: str) -> None:
        """Keep both for whoever reports it."""
        super().__init__(f"{member}: {why}")
        self.member = member
        self.why = why


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
        "assessments.csv": _assessment_rows(codes, summary.newest),
        "records.csv": map(_record_row, summary.records),
        "applicability.csv": map(_applicability_row, summary.applicability),
    }  # fmt: skip
    members = {name: _csv(COLUMNS[name], rows) for name, rows in tables.items()}
    return {PERIOD: _period_bytes(summary), **members}


def from_members(members: Mapping[str, bytes]) -> Summary:
    """The summary that these tables hold.

    Args:
        members: as `to_members` makes them.

    Raises:
        NotASummary: a member is missing, unknown, unreadable, or not in its canonical form.
    """
    _check_names(members)
    period, sheets, outside = _reading(PERIOD, _period_of, members[PERIOD])
    tables = {
        name: _reading(name, _table, members[name], columns) for name, columns in COLUMNS.items()
    }
    offices = _reading("offices.csv", _offices, tables["offices.csv"])
    at = {office.code: place for place, office in enumerate(offices)}

    def read(name: str, make: Callable[..., Any], *more: Any) -> Any:
        return _reading(name, make, tables[name], at, *more)

    survey = read("survey.csv", _counts, 1 + len(ANSWER_COLUMNS))
    systems, minutes = read("monitoring.csv", _minutes)
    summary = Summary(
        period=period,
        offices=offices,
        survey=survey[:, 1:].reshape(len(at), len(SURVEY_CRITERIA), ANSWERS),
        survey_rows=survey[:, 0],
        services=read("services.csv", _counts, len(SERVICE_COUNTS)),
        systems=systems,
        minutes=minutes,
        training=read("training.csv", _counts, 2),
        stays=read("staff.csv", _stays),
        newest=read("assessments.csv", _newest, period),
        records=read("records.csv", _records, period),
        applicability=read("applicability.csv", _applicability),
        sheets=sheets,
        outside=outside,
    )
    _check_same(members, to_members(summary))
    return summary


def write_summary(summary: Summary, path: Path) -> None:
    """Write a summary as one file; equal summaries make equal files.

    Raises:
        FileExistsError: there is such a file already.
    """
    with path.open("xb") as file:
        file.write(pack(to_members(summary)))


def read_summary(path: Path) -> Summary:
    """Read a summary file.

    Raises:
        NotASummary: the file is none, or any byte of it is otherwise than `write_summary` writes.
        OSError: the file cannot be read.
    """
    try:
        members = unpack(path.read_bytes())
    except NotCanonical as error:
        raise NotASummary(path.name, error.place) from error
    return from_members(members)


# --- Writing ---------------------------------------------------------------------------------


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


def _assessment_rows(codes: Sequence[str], newest: Newest) -> Iterator[Row]:
    days = {day: date.fromordinal(day).isoformat() for day in np.unique(newest.day).tolist()}
    return zip(
        (codes[at] for at in newest.office.tolist()),
        (CRITERION_CODES[at] for at in newest.criterion.tolist()),
        newest.method.tolist(),
        (days[day] for day in newest.day.tolist()),
        newest.count.tolist(),
        newest.total.tolist(),
        strict=True,
    )


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


# --- Reading ---------------------------------------------------------------------------------


def _check_names(members: Mapping[str, bytes]) -> None:
    wanted = {PERIOD, *COLUMNS}
    for name in sorted(wanted ^ members.keys()):
        raise NotASummary(name, "missing" if name in wanted else "not a member of a summary")


def _check_same(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> None:
    for name, content in wanted.items():
        if found[name] != content:
            lines = zip(found[name].split(b"\n"), content.split(b"\n"), strict=False)
            line = next((at for at, (a, b) in enumerate(lines, 1) if a != b), 0)
            raise NotASummary(name, f"line {line} is not in the canonical form")


def _reading(name: str, make: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return make(*arguments)
    except (ValueError, KeyError, TypeError, OverflowError, csv.Error) as error:
        raise NotASummary(name, f"{type(error).__name__}: {error}") from error


def _period_of(content: bytes) -> tuple[Period, frozenset[str], dict[str, int]]:
    read = json.loads(content)
    if read["format"] != FORMAT:
        raise ValueError(f"format {read['format']} is not {FORMAT}")
    first, last = date.fromisoformat(read["first"]), date.fromisoformat(read["last"])
    outside = {str(sheet): int(rows) for sheet, rows in read["outside"].items()}
    return Period(first, last), frozenset(map(str, read["sheets"])), outside


def _table(content: bytes, columns: tuple[str, ...]) -> Rows:
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    if not rows or tuple(rows[0]) != columns:
        raise ValueError(f"the columns are not {', '.join(columns)}")
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(columns):
            raise ValueError(f"line {line} has {len(row)} of {len(columns)} fields")
    return rows[1:]


def _offices(rows: Rows) -> tuple[Office, ...]:
    made = tuple(
        Office(code, title, province, county, city, date.fromisoformat(day), OfficeStatus(status))
        for code, title, province, county, city, day, status in rows
    )
    codes = [office.code for office in made]
    if codes != sorted(set(codes)):
        raise ValueError("offices repeat or are not sorted by code")
    return made


def _whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(f"{value} is below zero")
    return value


def _column(texts: Iterable[str]) -> Counts:
    return np.array([_whole(text) for text in texts], dtype=np.int64)


def _counts(rows: Rows, at: Mapping[str, int], width: int) -> Counts:
    counts = np.zeros((len(at), width), dtype=np.int64)
    for row in rows:
        counts[at[row[0]]] = _column(row[1:])
    return counts


def _minutes(rows: Rows, at: Mapping[str, int]) -> tuple[tuple[str, ...], Counts]:
    systems = tuple(sorted({row[1] for row in rows}))
    minutes = np.zeros((len(at), len(systems), 2), dtype=np.int64)
    for row in rows:
        minutes[at[row[0]], systems.index(row[1])] = _column(row[2:])
    return systems, minutes


def _stays(rows: Rows, at: Mapping[str, int]) -> Stays:
    months, days, due = (_column(row[place] for row in rows) for place in (2, 3, 4))
    office = np.array([at[row[0]] for row in rows], dtype=np.int64)
    return Stays(office, tuple(row[1] for row in rows), months, days, due)


def _newest(rows: Rows, at: Mapping[str, int], period: Period) -> Newest:
    place = {code: index for index, code in enumerate(CRITERION_CODES)}
    days = {text: _day_by(text, period).toordinal() for text in {row[3] for row in rows}}
    newest = Newest(
        office=np.array([at[row[0]] for row in rows], dtype=np.int64),
        criterion=np.array([place[row[1]] for row in rows], dtype=np.int64),
        method=_column(row[2] for row in rows),
        day=np.array([days[row[3]] for row in rows], dtype=np.int64),
        count=_column(row[4] for row in rows),
        total=_column(row[5] for row in rows),
    )
    if (newest.day < period.first.toordinal()).any():
        raise ValueError("an assessment lies before the period")
    if not np.isin(newest.method, list(Method)).all():
        raise ValueError("there is no such method")
    if (newest.total > newest.count * MOST_SCORE).any():
        raise ValueError("scores are above the highest")
    return newest


def _records(rows: Rows, at: Mapping[str, int], period: Period) -> tuple[Record, ...]:
    return tuple(
        Record(
            office=_known(row[0], at),
            kind=RecordKind(row[1]),
            degree=_whole(row[2]),
            intentional=_PERHAPS[row[3]],
            final_on=_day_by(row[4], period),
            ruling=row[5],
            revokes=_BOOLEANS[row[6]],
            demotion=_whole(row[7]),
            row=0,
        )
        for row in rows
    )


def _day_by(text: str, period: Period) -> date:
    day = date.fromisoformat(text)
    if day > period.last:
        raise ValueError(f"{text} lies after the period")
    return day


def _applicability(rows: Rows, at: Mapping[str, int]) -> tuple[Applicability, ...]:
    return tuple(
        Applicability(_known(row[0], at), row[1], _BOOLEANS[row[2]], row[3], 0) for row in rows
    )


def _known(code: str, at: Mapping[str, int]) -> str:
    if code not in at:
        raise KeyError(code)
    return code
