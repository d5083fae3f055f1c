"""Ranking ten thousand offices from a summary: ours, exact, beside the usual float arithmetic.

The peers get everything prepared: each office's scores by way of measuring as one column of floats,
the computed ones among them. They only take means, weigh, cut into grades and rank, and know
nothing of records, statuses and ties to the last digit. Ours starts from the summary.
"""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

from bench.contest import Time, best_of
from bench.evidence import HOME
from bench.out import Out
from parvaneh.law.directive_1404.art04_criteria import indicator_of
from parvaneh.law.values import Values, shipped_values
from parvaneh.scoring.demo import Format, Size, demo_period, write_demo_evidence
from parvaneh.scoring.derivation import derivations_of
from parvaneh.scoring.evidence import SCALE
from parvaneh.scoring.exact import by_office, rank_exactly
from parvaneh.scoring.fast import Columns, columns_of, rank
from parvaneh.scoring.incremental import Board, office_part
from parvaneh.scoring.measures import CRITERION_OF
from parvaneh.scoring.merging import merged
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.sources import open_evidence
from parvaneh.scoring.summary import CRITERION_CODES, Summary
from parvaneh.scoring.summary_file import read_summary, write_summary

OFFICES = 10_000
GOAL = 0.1  # seconds for all of them, warm, without explanations
GOAL_ONE = 5.0  # milliseconds for one office's new evidence
ADDED = 400
EXPLAINED = 300
RECORD = 6  # the place of the record among the ten indicators
EDGES = [50.0, 70.0, 85.0]


def run(out: Out) -> None:
    """Compare, and tell how long one office's evidence and its derivation take."""
    values, summary = shipped_values(), _summary(out)
    columns = columns_of(summary, values, policy_of(values, summary.period))
    times = best_of(_sides(summary, values, columns), max(out.runs, 5))
    ours = times["ours, exact: scores, grades, places"]
    rows = [
        (name, f"{1000 * it.wall:.1f}", f"{1000 * it.cpu:.1f}", f"{ours.wall / it.wall:.2f}")
        for name, it in times.items()
    ]
    notes = [
        f"{OFFICES:,} offices; goal: at most {1000 * GOAL:.0f} ms. Best of several runs.",
        f"Decided by exact fractions: {_asked(columns)} offices.",
        f"Places that floats get otherwise: {_differing(columns)} of {OFFICES:,}.",
        _incremental(summary, values),
        _reference(summary, values, ours),
    ]
    header = ("what", "ms", "CPU ms", "ours / it")
    out.table("Ranking from a summary", header, rows, notes)


def _summary(out: Out) -> Summary:
    path = HOME / f"summary-{OFFICES}"
    if not path.exists():
        evidence = HOME / f"evidence-of-{OFFICES}"
        if not evidence.exists():
            out.say(f"generating evidence of {OFFICES:,} offices ...")
            HOME.mkdir(parents=True, exist_ok=True)
            write_demo_evidence(evidence, size=Size.S, offices=OFFICES, format=Format.PARQUET)
        opened = open_evidence(evidence, period=demo_period(), values=shipped_values())
        write_summary(reduce_evidence(opened, demo_period()), path)
    return read_summary(Path(path))


def _sides(summary: Summary, values: Values, columns: Columns) -> dict[str, Callable[[], object]]:
    scores, province = _scores(columns), columns.inputs.province

    def ours() -> object:
        return columns_of(summary, values, policy_of(values, summary.period))

    frame = pd.DataFrame(scores)
    lazy = pl.DataFrame(scores).lazy()
    totals = np.random.default_rng(1).permutation(OFFICES).astype(np.float64)
    return {
        "ours, exact: scores, grades, places": ours,
        "ours, with every score as a fraction": lambda: rank(summary, values),
        "pandas, floats, prepared": lambda: _pandas(frame, province),
        "polars, floats, prepared": lambda: _polars(lazy, province),
        "limit: sorting the totals": lambda: np.argsort(totals),
    }


def _scores(columns: Columns) -> dict[str, np.ndarray]:
    """Every score by a way of measuring, as floats: office, indicator, criterion, score."""
    single, measures = columns.inputs.single, columns.inputs.measures
    office, at = np.nonzero(measures.denominator)
    counted = measures.numerator[office, at] / measures.denominator[office, at]
    criterion = np.concatenate((single.criterion, np.array(CRITERION_OF)[at]))
    indicator = np.array([int(indicator_of(criterion=code)[1:]) for code in CRITERION_CODES])
    return {
        "office": np.concatenate((single.office, office)),
        "indicator": indicator[criterion],
        "criterion": criterion,
        "score": np.concatenate((single.total / (single.count * SCALE), counted)),
    }


def _pandas(frame: pd.DataFrame, province: np.ndarray) -> pd.DataFrame:
    criteria = frame.groupby(["office", "indicator", "criterion"], sort=False)["score"].mean()
    indicators = criteria.groupby(level=["office", "indicator"], sort=False).mean()
    totals = indicators.groupby(level="office").sum().add(100).div(10)
    found = pd.DataFrame({"total": totals, "province": province[totals.index]})
    found["grade"] = np.searchsorted(EDGES, found["total"])
    found["place"] = found["total"].rank(method="min", ascending=False)
    there = found.groupby("province")["total"]
    found["province_place"] = there.rank(method="min", ascending=False)
    return found


def _polars(lazy: pl.LazyFrame, province: np.ndarray) -> pl.DataFrame:
    total, place = pl.col("total"), {"method": "min", "descending": True}
    return (
        lazy.group_by("office", "indicator", "criterion")
        .agg(pl.col("score").mean())
        .group_by("office", "indicator")
        .agg(pl.col("score").mean())
        .group_by("office")
        .agg(((pl.col("score").sum() + 100) / 10).alias("total"))
        .with_columns(province=pl.lit(pl.Series(province)).gather(pl.col("office")))
        .with_columns(
            grade=total.cut(EDGES),
            place=total.rank(**place),
            province_place=total.rank(**place).over("province"),
        )
        .collect()
    )


def _asked(columns: Columns) -> int:
    return len(columns.rational.known)


def _differing(columns: Columns) -> int:
    """How many places change when the same totals are computed and compared in floats."""
    ranked = np.flatnonzero(columns.place)
    indicators = np.array(
        [[float(score or 0) for score in columns.rational.indicators(at)] for at in ranked.tolist()]
    )
    totals = sum(indicators[:, column] * 0.1 for column in range(indicators.shape[1]))
    order = np.sort(-totals)
    return int(np.count_nonzero(np.searchsorted(order, -totals) + 1 != columns.place[ranked]))


def _incremental(summary: Summary, values: Values) -> str:
    board = Board(summary, values)
    records, applicability = by_office(summary.records), by_office(summary.applicability)
    taken = []
    for at in np.random.default_rng(1).integers(0, OFFICES, ADDED).tolist():
        part = office_part(summary, at, records, applicability)
        start = time.perf_counter()
        board.add(part)
        taken.append(1000 * (time.perf_counter() - start))
    middle, late = np.percentile(taken, (50, 99))
    return (
        f"New evidence of one office to its total and place: median {middle:.1f} ms, "
        f"99 of 100 within {late:.1f} ms (goal: {GOAL_ONE:.0f} ms)."
    )


def _reference(summary: Summary, values: Values, ours: Time) -> str:
    few = _first(summary, EXPLAINED)
    start = time.process_time()
    ranking = rank_exactly(few, values)
    law = (time.process_time() - start) / EXPLAINED
    start = time.process_time()
    count = sum(1 for _ in derivations_of(ranking))
    explained = (time.process_time() - start) / count
    return (
        f"The law's own functions take {1000 * law:.1f} ms an office, "
        f"{law * OFFICES / ours.cpu:,.0f} times as long; a derivation {1000 * explained:.1f} ms."
    )


def _first(summary: Summary, count: int) -> Summary:
    records, applicability = by_office(summary.records), by_office(summary.applicability)
    return merged(office_part(summary, at, records, applicability) for at in range(count))
