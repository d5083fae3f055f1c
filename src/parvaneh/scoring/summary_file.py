"""A summary as a file: a canonical archive of the members that `summary_members` describes.

A file that is not exactly what `to_members` writes is refused: what was read is what was written,
and equal summaries are equal files.
"""

import csv
import io
import json
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from parvaneh.kit.archive import NotCanonical, pack, unpack
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.art08_methods import Method
from parvaneh.scoring.codes import is_code
from parvaneh.scoring.evidence import (
    SCALE,
    Applicability,
    Office,
    OfficeStatus,
    Record,
    RecordKind,
)
from parvaneh.scoring.schema import PROVINCE_WORDS, SHEETS
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
from parvaneh.scoring.summary_members import (
    ANSWER_COLUMNS,
    ASSESSMENTS,
    COLUMNS,
    FORMAT,
    PERIOD,
    to_members,
)

MOST_SCORE = 100 * SCALE
MOST_CRIMINAL, MOST_DISCIPLINARY, MOST_DEMOTION = 8, 6, 2
_BOOLEANS = {"true": True, "false": False}
_PERHAPS: Mapping[str, bool | None] = {**_BOOLEANS, "": None}

Rows = list[list[str]]


__all__ = ["NotASummary", "from_members", "read_summary", "to_members", "write_summary"]


class NotASummary(ValueError):
    """The content is not a summary as this program writes it; says which member, and why."""

    def __init__(self, member: str, why: str) -> None:
        """Keep both for whoever reports it."""
        super().__init__(f"{member}: {why}")
        self.member = member
        self.why = why


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
        name: _reading(name, _table, members[name], columns)
        for name, columns in COLUMNS.items()
        if name != ASSESSMENTS
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
        newest=_reading(ASSESSMENTS, _newest, members[ASSESSMENTS], at, period),
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
    sheets = frozenset(map(str, read["sheets"]))
    if not (
        sheets | outside.keys() <= SHEETS.keys() and all(rows > 0 for rows in outside.values())
    ):
        raise ValueError("there is no such sheet, or a count below 1")
    return Period(first, last), sheets, outside


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
    for office in made:
        # Codes become names of files.
        if not is_code(office.code) or office.province not in PROVINCE_WORDS:
            raise ValueError(f"{office.code!r} or its province is no code")
    return made


def _whole(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError(f"{value} is below zero")
    return value


def _column(texts: Iterable[str]) -> Counts:
    counts = np.array(list(map(int, texts)), dtype=np.int64)
    if counts.min(initial=0) < 0:
        raise ValueError(f"{counts.min()} is below zero")
    return counts


def _counts(rows: Rows, at: Mapping[str, int], width: int) -> Counts:
    counts = np.zeros((len(at), width), dtype=np.int64)
    found = _column(text for row in rows for text in row[1:])
    counts[[at[row[0]] for row in rows]] = found.reshape(len(rows), width)
    return counts


def _minutes(rows: Rows, at: Mapping[str, int]) -> tuple[tuple[str, ...], Counts]:
    systems = tuple(sorted({row[1] for row in rows}))
    minutes = np.zeros((len(at), len(systems), 2), dtype=np.int64)
    place = {system: index for index, system in enumerate(systems)}
    found = _column(text for row in rows for text in row[2:])
    where = ([at[row[0]] for row in rows], [place[row[1]] for row in rows])
    minutes[where] = found.reshape(len(rows), 2)
    return systems, minutes


def _stays(rows: Rows, at: Mapping[str, int]) -> Stays:
    months, days, due = (_column(row[place] for row in rows) for place in (2, 3, 4))
    office = np.array([at[row[0]] for row in rows], dtype=np.int64)
    return Stays(office, tuple(row[1] for row in rows), months, days, due)


def _newest(content: bytes, at: Mapping[str, int], period: Period) -> Newest:
    place = {code: index for index, code in enumerate(CRITERION_CODES)}
    types = dict.fromkeys(COLUMNS[ASSESSMENTS], pa.int64())
    types |= dict.fromkeys(
        ("office_code", "criterion", "assessed_on"), pa.dictionary(pa.int32(), pa.string())
    )
    rows = arrow_csv.read_csv(
        io.BytesIO(content),
        convert_options=arrow_csv.ConvertOptions(
            column_types=types, include_columns=list(COLUMNS[ASSESSMENTS]), null_values=[]
        ),
    )
    newest = Newest(
        office=_looked_up(rows["office_code"], at.__getitem__),
        criterion=_looked_up(rows["criterion"], place.__getitem__),
        method=rows["method"].to_numpy(),
        day=_looked_up(rows["assessed_on"], lambda text: _day_by(text, period).toordinal()),
        count=rows["count"].to_numpy(),
        total=rows["scores_x10000"].to_numpy(),
    )
    if (newest.day < period.first.toordinal()).any():
        raise ValueError("an assessment lies before the period")
    if not np.isin(newest.method, list(Method)).all():
        raise ValueError("there is no such method")
    if (newest.total > newest.count * MOST_SCORE).any():
        raise ValueError("scores are above the highest")
    if (newest.count < 1).any() or (newest.total < 0).any():
        raise ValueError("a number is below the least")
    return newest


def _records(rows: Rows, at: Mapping[str, int], period: Period) -> tuple[Record, ...]:
    made = tuple(
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
    for record in made:
        is_crime = record.kind is RecordKind.CRIMINAL
        if not 1 <= record.degree <= (MOST_CRIMINAL if is_crime else MOST_DISCIPLINARY):
            raise ValueError(f"there is no degree {record.degree}")
        if record.demotion > MOST_DEMOTION or is_crime == (record.intentional is None):
            raise ValueError("a demotion or an intent that cannot be")
    return made


def _looked_up(column: Any, number: Callable[[str], int]) -> Counts:
    """A number for each row of a column of text, found once for each distinct text."""
    found = [np.zeros(0, dtype=np.int64)]
    for chunk in column.chunks:
        table = [number(text) for text in chunk.dictionary.to_pylist()]
        found.append(np.array(table, dtype=np.int64)[chunk.indices.to_numpy()])
    return np.concatenate(found)


def _day_by(text: str, period: Period) -> date:
    day = date.fromisoformat(text)
    if day > period.last:
        raise ValueError(f"{text} lies after the period")
    return day


def _applicability(rows: Rows, at: Mapping[str, int]) -> tuple[Applicability, ...]:
    return tuple(
        Applicability(
            _known(row[0], at), _known(row[1], CRITERION_CODES), _BOOLEANS[row[2]], row[3], 0
        )
        for row in rows
    )


def _known(code: str, at: Container[str]) -> str:
    if code not in at:
        raise KeyError(code)
    return code
