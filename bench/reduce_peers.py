"""The best queries over survey and service rows that we could write in DuckDB and polars.

Each returns, an office a row, the counts that a summary holds: rows with an answer and twenty
answer counts, or services in all and of three kinds; of the rows in the period. They check nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.summary import ANSWERS, SERVICE_COUNTS, Counts

Query = Callable[[], Counts]
QUESTIONS = "abcd"
CELLS = tuple((q, v) for q in QUESTIONS for v in range(1, ANSWERS + 1))
FLAGS = SERVICE_COUNTS[1:]
SURVEY_WIDTH, SERVICES_WIDTH = 1 + len(CELLS), len(SERVICE_COUNTS)
ANSWERED = "coalesce(a, b, c, d) IS NOT NULL"
FIELD = 21  # bits of a packed count: enough for two million answers an office


def duckdb_queries(path: Path, period: Period) -> dict[str, Query]:
    """Several ways of asking DuckDB, by the sheet and the way."""
    connection = duckdb.connect()
    codes = codes_of(path)
    between = f"BETWEEN DATE '{period.first}' AND DATE '{period.last}'"
    survey = f"FROM '{path}/survey.parquet' WHERE answered_on {between} GROUP BY office_code"
    services = f"FROM '{path}/services.parquet' WHERE served_on {between} GROUP BY office_code"

    def ask(columns: Sequence[str], rest: str, width: int) -> Query:
        text = f"SELECT office_code, {', '.join(columns)} {rest}"
        return lambda: _spread(codes, width, connection.sql(text).to_arrow_table().to_pydict())

    def packed() -> Counts:
        text = f"SELECT office_code, {', '.join(_packed_columns())} {survey}"
        found = connection.sql(text).to_arrow_table().to_pydict()
        return _spread(codes, SURVEY_WIDTH, _unpacked(found))

    def four() -> Counts:
        text = f"SELECT office_code, {', '.join(_four_of_five())} {survey}"
        found = connection.sql(text).to_arrow_table().to_pydict()
        return _spread(codes, SURVEY_WIDTH, _five_of_five(found))

    filtered = [f"count(*) FILTER (WHERE {q} = {v}) AS {q}{v}" for q, v in CELLS]
    conditions = [f"count_if({q} = {v}) AS {q}{v}" for q, v in CELLS]
    comparisons = [f"coalesce(sum(({q} = {v})::INT), 0) AS {q}{v}" for q, v in CELLS]
    rows_filtered = f"count(*) FILTER (WHERE {ANSWERED}) AS n"
    rows = f"count_if({ANSWERED}) AS n"
    flags_filtered = [f"count(*) FILTER (WHERE {flag})" for flag in FLAGS]
    flags = [f"sum({flag}::INT)" for flag in FLAGS]
    return {
        "DuckDB survey: FILTER": ask([rows_filtered, *filtered], survey, SURVEY_WIDTH),
        "DuckDB survey: count_if": ask([rows, *conditions], survey, SURVEY_WIDTH),
        "DuckDB survey: comparisons": ask([rows, *comparisons], survey, SURVEY_WIDTH),
        "DuckDB survey: packed": packed,
        "DuckDB survey: four of five": four,
        "DuckDB services: FILTER": ask(["count(*)", *flags_filtered], services, SERVICES_WIDTH),
        "DuckDB services: sum": ask(["count(*)", *flags], services, SERVICES_WIDTH),
    }


def polars_queries(path: Path, period: Period) -> dict[str, Query]:
    """Both engines of polars, by the sheet and the engine."""
    codes = codes_of(path)
    answered = pl.col("answered_on").is_between(period.first, period.last)
    served = pl.col("served_on").is_between(period.first, period.last)
    rows = pl.any_horizontal(pl.col(q).is_not_null() for q in QUESTIONS).sum().alias("n")
    answers = [(pl.col(q) == v).sum().alias(f"{q}{v}") for q, v in CELLS]
    survey = pl.scan_parquet(path / "survey.parquet").filter(answered).group_by("office_code")
    services = pl.scan_parquet(path / "services.parquet").filter(served).group_by("office_code")
    flags = [pl.col(flag).sum() for flag in FLAGS]
    plans = {
        "survey": (survey.agg(rows, *answers), SURVEY_WIDTH),
        "services": (services.agg(pl.len().alias("n"), *flags), SERVICES_WIDTH),
    }

    def ask(plan: pl.LazyFrame, width: int, engine: str) -> Query:
        return lambda: _spread(codes, width, plan.collect(engine=engine).to_dict(as_series=False))

    return {
        f"polars {sheet}: {engine}": ask(plan, width, engine)
        for sheet, (plan, width) in plans.items()
        for engine in ("in-memory", "streaming")
    }


def bare_sums(path: Path) -> Callable[[], object]:
    """The limit: DuckDB adds up the same columns and groups nothing."""
    connection = duckdb.connect()

    def sums(sheet: str, day: str, columns: Sequence[str]) -> str:
        added = ", ".join(f"sum({column})" for column in columns)
        since = f"sum({day} - DATE '2020-01-01')"
        return f"SELECT sum(strlen(office_code)), {since}, {added} FROM '{path}/{sheet}.parquet'"

    flags = [f"{flag}::INT" for flag in FLAGS]
    questions = [sums("survey", "answered_on", QUESTIONS), sums("services", "served_on", flags)]
    return lambda: [connection.sql(question).fetchall() for question in questions]


def codes_of(path: Path) -> list[str]:
    """The codes of all offices, sorted."""
    offices = pl.read_parquet(path / "offices.parquet", columns=["office_code"])
    return sorted(offices["office_code"].cast(pl.String).to_list())


def _packed_columns() -> list[str]:
    """Five counts of a question in two sums."""
    two, three = 1 << FIELD, 1 << 2 * FIELD
    columns = [f"count_if({ANSWERED}) AS n"]
    for q in QUESTIONS:
        columns += [
            f"sum(CASE {q} WHEN 1 THEN 1 WHEN 2 THEN {two} WHEN 3 THEN {three} ELSE 0 END) AS {q}x",
            f"sum(CASE {q} WHEN 4 THEN 1 WHEN 5 THEN {two} ELSE 0 END) AS {q}y",
        ]
    return columns


def _four_of_five() -> list[str]:
    """Four counts of a question and how many answers it has: the fifth follows."""
    conditions = [f"count_if({q} = {v}) AS {q}{v}" for q, v in CELLS if v < ANSWERS]
    return [f"count_if({ANSWERED}) AS n", *conditions, *(f"count({q}) AS {q}" for q in QUESTIONS)]


def _five_of_five(found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    columns = {name: found[name] for name in ("office_code", "n")}
    for q in QUESTIONS:
        four = [found[f"{q}{v}"] for v in range(1, ANSWERS)]
        fifth = [given - sum(rest) for given, *rest in zip(found[q], *four, strict=True)]
        for v, counts in enumerate((*four, fifth), 1):
            columns[f"{q}{v}"] = counts
    return columns


def _unpacked(found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    columns = {name: found[name] for name in ("office_code", "n")}
    mask = (1 << FIELD) - 1
    for q, v in CELLS:
        part, place = ("x", v - 1) if v <= 3 else ("y", v - 4)  # noqa: PLR2004 - fields of a sum
        columns[f"{q}{v}"] = [int(value) >> FIELD * place & mask for value in found[f"{q}{part}"]]
    return columns


def _spread(codes: Sequence[str], width: int, found: Mapping[str, Sequence[object]]) -> Counts:
    """Rows of counts in the order of the codes; offices without rows have none."""
    place = {code: at for at, code in enumerate(codes)}
    counts = np.zeros((len(codes), width), dtype=np.int64)
    offices, *columns = found.values()
    rows = [place[str(code)] for code in offices]
    counts[rows] = np.column_stack([np.asarray(column, np.int64) for column in columns])
    return counts
