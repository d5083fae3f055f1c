"""The demonstration country, whole; and its registry by COPY beside the same rows by bulk_create.

The whole is what `make run` waits for the first time: generated, written with all constraints and
histories, committed. The ratio is of the registry alone, a tenth of it, taken back each time.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import server
from bench.out import Out

NAME = "country"
GOAL_SECONDS = 60
OFFICES = 200


def run(out: Out) -> None:
    """Measure both sides in turn, then make the country."""
    with server.running(NAME), TemporaryDirectory() as folder:
        from parvaneh.config.demo import country, plan, writing  # noqa: PLC0415 - needs Django
        from parvaneh.config.demo.plan import MOST_KANOONS, Size, Volume  # noqa: PLC0415 - too

        ways = {
            "COPY": (country.copy_rows, writing.rows_copied),
            "bulk_create": (_bulk, _bulk_rows),
        }
        plan.VOLUMES[Size.TINY] = Volume(OFFICES, 0, MOST_KANOONS, 1)
        best: dict[str, float] = {}
        for _ in range(max(1, out.runs // 2)):
            for name, way in ways.items():
                country.copy_rows, writing.rows_copied = way
                best[name] = max(best.get(name, 0), _registry())
        country.copy_rows, writing.rows_copied = ways["COPY"]
        seconds, events = _whole(Path(folder) / "accounts")
    notes = [
        f"Goal: the full country in less than {GOAL_SECONDS} s.",
        f"2,000 offices, 300 cases, {events:,} events, with all constraints and histories.",
        f"COPY and bulk_create: the registry of {OFFICES} offices, best of runs in turn.",
    ]
    header = ["full country, s", "COPY, rows/s", "bulk_create, rows/s", "ratio"]
    row = [f"{seconds:.1f}", f"{best['COPY']:,.0f}", f"{best['bulk_create']:,.0f}",
           f"{best['COPY'] / best['bulk_create']:.1f}"]  # fmt: skip
    out.table("The demonstration country", header, [row], notes)


def _bulk(model: Any, instances: Sequence[Any]) -> int:
    return len(model.objects.bulk_create(instances, batch_size=1_000))


def _bulk_rows(model: Any, rows: Sequence[Mapping[str, object]]) -> int:
    return _bulk(model, [model(**row) for row in rows])


def _plan(size: str) -> Any:
    from parvaneh.config.demo import Plan, Size, Standing  # noqa: PLC0415 - needs Django
    from parvaneh.kit.clock import now_utc  # noqa: PLC0415 - beside the others

    return Plan(1, Size(size), Standing.RANKED, now_utc())


def _registry() -> float:
    """Rows a second of the registry, written and taken back."""
    from django.db import transaction  # noqa: PLC0415 - needs Django

    from parvaneh.config.demo.country import registry_make  # noqa: PLC0415 - the same
    from parvaneh.kit.progress import silent  # noqa: PLC0415 - beside the others

    with transaction.atomic():
        taken, made = _timed(lambda: registry_make(_plan("tiny"), silent))
        transaction.set_rollback(True)
    return sum(made.rows.values()) / taken


def _whole(accounts: Path) -> tuple[float, int]:
    from parvaneh.config.demo import demonstration_make  # noqa: PLC0415 - needs Django

    taken, made = _timed(lambda: demonstration_make(_plan("full"), path=accounts))
    return taken, made.events


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = work()
    return time.perf_counter() - begun, found
