"""The run of a yearly cycle over the demonstration country: computed, explained, stored.

2,000 offices from frozen evidence to results with explanations, proof bundle, robustness and
comparison, and a what-if beside it. The ratios: the whole run beside the bare scoring, and its rows
by COPY beside the same rows by bulk_create.
"""

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import server
from bench.out import Out

NAME = "cycle"
GOAL_RUN = 10.0  # seconds: explanations, robustness and a what-if stored, 2,000 offices
GOAL_SCORING = 0.1  # seconds for 10,000 offices (`ranking` measures that)
DRAWS = 1_000
CHANGES = {"D1404.3.coefficients": {f"I{number}": 10 + number for number in range(1, 11)}}


def run(out: Out) -> None:
    """Make the country, bring its cycle to its run, and measure what that takes."""
    with server.running(NAME), TemporaryDirectory() as folder:
        cycle, doing = _locked(Path(folder) / "accounts")
        took, counts = _run(cycle, doing, max(1, out.runs // 2))
    whole = took["run, whole"] + took["what-if, whole"]
    rows = [(name, f"{seconds:.2f}") for name, seconds in took.items()]
    notes = [
        f"Goal: run and what-if stored in less than {GOAL_RUN:.0f} s; found: {whole:.1f} s.",
        f"{counts}; {DRAWS:,} draws. Best of runs.",
        f"The whole run takes {took['run, whole'] / took['scoring alone']:.0f} × its scoring.",
        f"bulk_create beside COPY: {took['rows by bulk_create'] / took['rows by COPY']:.1f} ×.",
    ]
    out.table("A cycle's run", ["what", "seconds"], rows, notes)


def _locked(accounts: Path) -> tuple[Any, dict[str, Any]]:
    """The newest cycle of the country whose evidence is whole, its values locked."""
    from bench.country import _plan  # noqa: PLC0415 - needs Django
    from parvaneh.access.acting import Acting  # noqa: PLC0415 - the same
    from parvaneh.access.models import User  # noqa: PLC0415 - the same
    from parvaneh.config.demo import demonstration_make  # noqa: PLC0415 - the same
    from parvaneh.config.demo.plan import cycles_of  # noqa: PLC0415 - the same
    from parvaneh.ranking.operations import cycle_open, values_lock  # noqa: PLC0415 - the same

    plan = _plan("full")
    demonstration_make(plan, path=accounts)
    officer = Acting(User.objects.get(username="officer_1"))
    doing = {"by": officer, "at": plan.at}
    year = cycles_of(plan)[-1].year
    return values_lock(cycle=cycle_open(year=year, **doing), **doing), doing


def _run(cycle: Any, doing: dict[str, Any], runs: int) -> tuple[dict[str, float], str]:
    from parvaneh.ranking.models import Result, Run  # noqa: PLC0415 - needs Django
    from parvaneh.ranking.operations import (  # noqa: PLC0415 - the same
        evidence_freeze,
        run_compute,
        run_order,
        what_if_order,
    )
    from parvaneh.ranking.queries import summary_of, values_of  # noqa: PLC0415 - the same
    from parvaneh.scoring.fast import rank  # noqa: PLC0415 - the same

    took: dict[str, float] = {}
    begun = time.perf_counter()
    snapshot = evidence_freeze(cycle=cycle, **doing)
    took["freezing the evidence"] = time.perf_counter() - begun
    summary, values = summary_of(snapshot), values_of(cycle)
    took["scoring alone"] = min(_timed(rank, summary, values) for _ in range(runs + 1))
    done = run_order(cycle=snapshot.cycle, draws=DRAWS, **doing)
    took["run, whole"] = _timed(run_compute, run=done.pk, at=doing["at"])
    tried = what_if_order(
        cycle=snapshot.cycle, title="bench", changes=CHANGES, draws=DRAWS, **doing
    )
    took["what-if, whole"] = _timed(run_compute, run=tried.pk, at=doing["at"])
    stored = Run.objects.select_related("bundle").get(pk=done.pk)
    if stored.state != "done" or stored.bundle is None:
        raise RuntimeError(f"the run did not end well: {stored.faults}")
    took |= _rows(list(Result.objects.filter(run=stored)))
    size = f"{snapshot.offices:,} offices, a bundle of {stored.bundle.size / 1e6:.0f} MB"
    return took, size


def _rows(rows: list[Any]) -> dict[str, float]:
    """The same rows written again by both ways, each taken back."""
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from parvaneh.frame.copying import copy_rows  # noqa: PLC0415 - the same
    from parvaneh.ranking.models import Result, Run  # noqa: PLC0415 - the same

    took, first = {}, rows[0].run_id
    ways = {"rows by COPY": copy_rows, "rows by bulk_create": _bulk}
    for name, way in ways.items():
        with transaction.atomic():
            again = Run.objects.get(pk=first)
            again.pk, again.number = None, again.number + 10
            again.save(force_insert=True)
            for row in rows:
                row.pk, row.run, row._state.adding = None, again, True  # noqa: SLF001 - new ones
            took[name] = _timed(way, Result, rows)
            transaction.set_rollback(True)
    return took


def _bulk(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows, batch_size=500)


def _timed(do: Any, *given: Any, **named: Any) -> float:
    begun = time.perf_counter()
    do(*given, **named)
    return time.perf_counter() - begun
