"""Cycles beside the cast of the matrix: one just opened, one locked, one computed.

Their years lie far ahead, so that other subjects have theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case
from parvaneh.ranking.models import Cycle, Result, Run, Snapshot
from parvaneh.ranking.operations import cycle_open, values_lock
from parvaneh.registry.models import Office

if TYPE_CHECKING:
    from parvaneh.site.tests.cast import Somebody

OPENED, LOCKED, FROZEN, COMPUTED = 1411, 1412, 1413, 1414
TABLE = b"office_code,place"
STATES = {FROZEN: "evidence_frozen", COMPUTED: "run"}


def ranking_places(
    everybody: Iterable[Somebody], office: Office, at: dt.datetime
) -> dict[str, str]:
    """Open cycles as an officer does; the places that addresses name."""
    officer = next(one.user for one in everybody if one.role == "department_officer")
    by = Acting(officer)
    cycles = {year: cycle_open(year=year, by=by, at=at) for year in (OPENED, LOCKED)}
    values_lock(cycle=cycles[LOCKED], by=by, at=at)
    for year, state in STATES.items():
        cycles[year] = values_lock(cycle=cycle_open(year=year, by=by, at=at), by=by, at=at)
        Case.objects.filter(pk=cycles[year].case_id).update(state=state)
        snapshot_made(cycles[year], by.key, at)
    run_made(cycles[COMPUTED], office, by.key, at)
    return {
        "cycle_opened": cycles[OPENED].code,
        "cycle_locked": cycles[LOCKED].code,
        "cycle_frozen": cycles[FROZEN].code,
        "cycle_computed": cycles[COMPUTED].code,
    }


def snapshot_made(cycle: Cycle, by: str, at: dt.datetime) -> Snapshot:
    """A snapshot that nobody computes from."""
    file = content_keep(b"evidence " + cycle.code.encode(), "application/zip")
    return Snapshot.objects.create(
        cycle=cycle, number=1, file=file, sha256=file.sha256, offices=1, upto=at,
        frozen_by=by, frozen_at=at,
    )  # fmt: skip


def run_made(cycle: Cycle, office: Office, by: str, at: dt.datetime) -> Run:
    """A run with the result of one office."""
    table = content_keep(TABLE, "text/csv")
    run = Run.objects.create(
        cycle=cycle, snapshot=cycle.snapshots.get(), number=1, state="done", done=1,
        results=table, bundle=table, root="0" * 64, average="71.000000", average_grade="good",
        facts={"grades": {"good": 1}}, ordered_by=by, ordered_at=at, done_at=at,
    )  # fmt: skip
    Result.objects.create(
        run=run, office=office, province=office.province, total="71", millionths=71_000_000,
        grade="good", place=1, province_place=1, status="active", answers=40,
        scores={f"I{number}": "71" for number in range(1, 11)},
        points={f"I{number}": "71/10" for number in range(1, 11)},
    )  # fmt: skip
    return run
