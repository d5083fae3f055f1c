"""Survey and service rows to integer counts per office: ours beside the best query there is.

Several ways of asking are tried in each engine; the best for each sheet is the peer. The limit is a
bare sum over the same columns.
"""

from collections.abc import Callable, Container, Mapping
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import numpy as np

from bench.alone import opened_at, reduced
from bench.contest import Time, best_of, peak_memory
from bench.evidence import evidence_of
from bench.out import Out
from bench.reduce_peers import SURVEY_WIDTH, bare_sums, duckdb_queries, polars_queries
from parvaneh.scoring import bulk, bulk_columns
from parvaneh.scoring.demo import demo_period

FAR_BEHIND = 1.2  # times the best
OURS, UNCHECKED, LIMIT = "ours, checks included", "ours, without checks", "limit: bare sums, DuckDB"


def run(out: Out) -> None:
    """Compare, for each size asked for."""
    found: dict[str, dict[str, Time]] = {}
    hopeless: set[str] = set()
    for size in out.sizes:
        found[size] = _times(out, size, hopeless)
        hopeless |= _hopeless(found[size])
    rows = [row for size, times in found.items() for row in _rows(size, times)]
    notes = ["Best of several runs of each, taking turns; both sheets together."]
    notes.append("Goals: at most 1.2 times the best query, checks included; 2.5 times bare sums.")
    if {"M", "L"} <= set(found):
        large, middling = found["L"][OURS], found["M"][OURS]
        notes.append(
            f"L takes {large.wall / middling.wall:.2f} times M, with 5 times the rows "
            f"({large.cpu / middling.cpu:.2f} by CPU; goal: at most 5.5)."
        )
    for size in out.sizes:
        peak = peak_memory("bench.alone", "reduce_sheets", str(evidence_of(size)))
        notes.append(f"Peak memory at {size}, the whole process: {peak:,.0f} MiB.")
    header = ("size", "what", "s", "CPU s", "ours / it", "by CPU")
    out.table("Reduction of survey and service rows", header, rows, notes)


def _times(out: Out, size: str, hopeless: Container[str]) -> dict[str, Time]:
    path, period = evidence_of(size), demo_period()
    opened = opened_at(path)
    ways = {**duckdb_queries(path, period), **polars_queries(path, period)}
    queries = {name: query for name, query in ways.items() if name not in hopeless}
    expected = dict(zip(("survey", "services"), reduced(opened, period), strict=True))
    assert expected["survey"].shape[1] == SURVEY_WIDTH
    for name, query in queries.items():
        differing = np.count_nonzero(query() != expected[name.split()[1].rstrip(":")])
        assert not differing, f"{name}: {differing} differing counts"

    def ours() -> object:
        return reduced(opened, period)

    sides: dict[str, Callable[[], object]] = {
        OURS: ours,
        UNCHECKED: _unchecked(ours),
        LIMIT: bare_sums(path),
        **queries,
    }
    found = best_of(sides, out.runs)
    for name, time in found.items():
        out.say(f"  {size} {name}: {time.wall:.3f} s, CPU {time.cpu:.3f} s")
    return found


def _rows(size: str, times: Mapping[str, Time]) -> list[tuple[str, ...]]:
    ours = times[OURS]
    rows = [(size, OURS, f"{ours.wall:.3f}", f"{ours.cpu:.3f}", "", "")]
    others = {UNCHECKED: times[UNCHECKED], LIMIT: times[LIMIT]}
    others |= dict(_best_of_engine(engine, times) for engine in ("DuckDB", "polars"))
    for name, it in others.items():
        ratios = (f"{ours.wall / it.wall:.2f}", f"{ours.cpu / it.cpu:.2f}")
        rows.append((size, name, f"{it.wall:.3f}", f"{it.cpu:.3f}", *ratios))
    return rows


def _best_of_engine(engine: str, times: Mapping[str, Time]) -> tuple[str, Time]:
    """The best way of an engine for each sheet, added up."""
    ways, best = [], []
    for sheet in ("survey", "services"):
        mine = {name: it for name, it in times.items() if name.startswith(f"{engine} {sheet}")}
        fastest = min(mine, key=lambda name: mine[name].wall)
        ways.append(fastest.rpartition(": ")[2])
        best.append(Time(mine[fastest].wall, min(it.cpu for it in mine.values())))
    total = Time(sum(it.wall for it in best), sum(it.cpu for it in best))
    return f"{engine} ({' and '.join(ways)})", total


def _hopeless(times: Mapping[str, Time]) -> set[str]:
    """Ways of an engine that are far behind its best; at larger sizes they are left out."""
    ways: dict[str, dict[str, Time]] = {}
    for name, it in times.items():
        question, _, way = name.rpartition(": ")
        if question and way and name != LIMIT:
            ways.setdefault(question, {})[name] = it
    return {
        name
        for mine in ways.values()
        for name, it in mine.items()
        if it.cpu > FAR_BEHIND * min(other.cpu for other in mine.values())
    }


def _unchecked(reduce: Callable[[], object]) -> Callable[[], object]:
    """The same for evidence known to be right: nothing is looked at that is not counted."""

    def answers(_: Any, column: Any) -> tuple[Any, bool]:
        return bulk_columns.bytes_of(column), False

    def flags(_: Any, column: Any) -> tuple[Any, bool]:
        return bulk_columns.bits_of(column.buffers()[1], column.offset, len(column)), False

    def days(_: Any, column: Any) -> Any:
        return column.cast("int32").to_numpy()

    def bare() -> object:
        with ExitStack() as stack:
            for owner, name, plain in (
                (bulk_columns.Answers, "answers", answers),
                (bulk_columns.Flags, "flags", flags),
                (bulk_columns.Days, "days", days),
                (bulk, "IDLE", {}),
            ):
                stack.enter_context(patch.object(owner, name, plain))
            return reduce()

    return bare
