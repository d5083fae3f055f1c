"""`results.csv`: one row an office, the form in which a ranking is handed on.

Scores have six decimals, half up, in ASCII digits; the exact fractions stand in the derivations.
"""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.ruling import msg
from parvaneh.scoring.fixed import MICRO, millionths
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Ranking, Result

DECIMALS = 6
SCORES = tuple(indicator.lower() for indicator in Indicator)
COLUMNS = (
    "office_code", *SCORES, "total", "grade", "place", "province_place", "demoted_by", "status",
    "survey_n", "official",
)  # fmt: skip
BOM = "\ufeff"
LONGEST_GRADE = 64

NOT_RESULTS = msg("The columns of results.csv: {needed}.")
FIELDS = msg("{needed} fields, as there are columns")
CODE = msg("a code of 3 to 12 digits, each office once")
SCORE = msg("empty, or a number from 0 to 100 with at most six decimals")
PLACE = msg("empty, or a whole number from 1 up")
COUNT = msg("a whole number from 0 up")
STATUS = msg("one of: {needed}")
YES_NO = msg("true or false")
GRADE = msg("the name of a grade, or empty")
NOT_TEXT = msg("text in UTF-8")

_CODE = re.compile(r"[0-9]{3,12}")
_SCORE = re.compile(r"100(\.0{1,6})?|[0-9]{1,2}(\.[0-9]{1,6})?")
_COUNT = re.compile(r"[0-9]{1,12}")


class NotResults(ValueError):
    """The content is no `results.csv`; says in which line and column, and what is allowed there."""

    def __init__(
        self, line: int, column: str, found: str, allowed: str, params: Mapping[str, object]
    ) -> None:
        """Keep all of it for whoever reports it; `allowed` is a message with `params`."""
        super().__init__(f"line {line}, {column or 'the whole'}: found {found!r}")
        self.line = line
        self.column = column
        self.found = found
        self.allowed = allowed
        self.params = params


@dataclass(frozen=True, slots=True)
class Row:
    """One office as a table of results has it: scores rounded, the grade by its Persian name."""

    office: str
    indicators: tuple[Fraction | None, ...]
    total: Fraction | None
    grade: str
    place: int | None
    province_place: int | None
    demoted_by: int
    status: RankStatus
    survey_n: int
    official: bool


def results_csv(ranking: Ranking) -> bytes:
    """The table of results: UTF-8, LF, a header and a row for every office, sorted by code.

    Args:
        ranking: its grades are named as its values name them.
    """
    policy = policy_of(ranking.values, ranking.period)
    names = {"": "", **{band.key: band.fa for band in policy.bands}}
    official = "true" if ranking.official else "false"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = sorted(ranking.results, key=lambda result: result.office)
    writer.writerows(_cells(result, names[result.grade], official) for result in rows)
    return out.getvalue().encode()


def read_results(content: bytes) -> dict[str, Row]:
    """Read a table of results, such as last year's, by office code.

    Args:
        content: as `results_csv` writes it; a byte-order mark and CR LF are accepted.

    Raises:
        NotResults: the first fault in it.
    """
    try:
        text = content.decode().removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotResults(line, "", repr(content[error.start : error.end]), NOT_TEXT, {}) from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: dict[str, Row] = {}
    try:
        header = next(lines, [])
        if tuple(header) != COLUMNS:
            found = ", ".join(header)
            raise NotResults(1, "", found, NOT_RESULTS, {"needed": COLUMNS})
        for cells in lines:
            row = _row(cells, lines.line_num)
            if row.office in rows:
                raise NotResults(lines.line_num, COLUMNS[0], row.office, CODE, {})
            rows[row.office] = row
    except csv.Error as error:
        needed = {"needed": len(COLUMNS)}
        raise NotResults(lines.line_num, "", str(error), FIELDS, needed) from error
    return rows


def six_decimals(score: Fraction | None) -> str:
    """A score with six decimals, half up, in ASCII digits; empty for None.

    Args:
        score: from 0 up.
    """
    if score is None:
        return ""
    whole, rest = divmod(millionths(score), MICRO)
    return f"{whole}.{rest:0{DECIMALS}}"


def _cells(result: Result, grade: str, official: str) -> tuple[object, ...]:
    return (
        result.office,
        *map(six_decimals, result.indicators),
        six_decimals(result.total),
        grade,
        result.place,
        result.province_place,
        result.demoted_by,
        result.status,
        result.survey_n,
        official,
    )


def _row(cells: list[str], line: int) -> Row:
    if len(cells) != len(COLUMNS):
        raise NotResults(line, "", str(len(cells)), FIELDS, {"needed": len(COLUMNS)})
    found: dict[str, Any] = {}
    for column, cell in zip(COLUMNS, cells, strict=True):
        pattern, make, allowed = _READ.get(column, _AS_SCORE)
        if not pattern.fullmatch(cell):
            raise NotResults(line, column, cell, allowed, {"needed": tuple(RankStatus)})
        found[column] = make(cell)
    return Row(
        office=found["office_code"],
        indicators=tuple(found[score] for score in SCORES),
        **{name: found[name] for name in COLUMNS if name not in {"office_code", *SCORES}},
    )


def _score(cell: str) -> Fraction | None:
    return Fraction(cell) if cell else None


def _place(cell: str) -> int | None:
    return int(cell) if cell else None


_AS_SCORE = (re.compile(f"(?:{_SCORE.pattern})?"), _score, SCORE)
_AS_PLACE = (re.compile("(?:[1-9][0-9]{0,11})?"), _place, PLACE)
_AS_COUNT = (_COUNT, int, COUNT)
_READ: Mapping[str, tuple[re.Pattern[str], Any, str]] = {
    "office_code": (_CODE, str, CODE),
    "grade": (re.compile(f"[^\\x00-\\x1f]{{0,{LONGEST_GRADE}}}"), str, GRADE),
    "place": _AS_PLACE,
    "province_place": _AS_PLACE,
    "demoted_by": _AS_COUNT,
    "status": (re.compile("|".join(RankStatus)), RankStatus, STATUS),
    "survey_n": _AS_COUNT,
    "official": (re.compile("true|false"), lambda cell: cell == "true", YES_NO),
}
