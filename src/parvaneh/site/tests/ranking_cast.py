"""Cycles beside the cast of the matrix: one in each state in which there is something to do.

Their years lie far ahead, so that other subjects have theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case
from parvaneh.kit.archive import pack
from parvaneh.ranking.models import Cycle, Remark, Result, Run, Snapshot
from parvaneh.ranking.operations import cycle_open, values_lock
from parvaneh.ranking.queries import Register, evidence_of, values_of
from parvaneh.registry.models import Office
from parvaneh.scoring import evidence
from parvaneh.scoring.evidence import OfficeStatus
from parvaneh.scoring.summary_file import to_members

if TYPE_CHECKING:
    from parvaneh.site.tests.cast import Somebody

OPENED, LOCKED, FROZEN, COMPUTED, COMPARED, CONFIRMED = 1411, 1412, 1413, 1414, 1415, 1416
TABLE = b"office_code,place"
STATES = {
    FROZEN: "evidence_frozen",
    COMPUTED: "run",
    COMPARED: "compared",
    CONFIRMED: "confirmed",
}
REMARK = "rm-cast1"


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
        snapshot_made(cycles[year], office, by.key, at)
    run_made(cycles[COMPUTED], office, by.key, at)
    for year in (COMPARED, CONFIRMED):
        run_made(cycles[year], office, "user:somebody", at)
    tried = what_if_made(cycles[COMPUTED], by.key, at)
    Remark.objects.create(
        cycle=cycles[COMPUTED],
        code=REMARK,
        office=office,
        province=office.province,
        text="روزی را اشتباه نوشته‌اید",
        written_by="user:manager",
        written_at=at,
    )
    return {
        "cycle_opened": cycles[OPENED].code,
        "cycle_locked": cycles[LOCKED].code,
        "cycle_frozen": cycles[FROZEN].code,
        "cycle_computed": cycles[COMPUTED].code,
        "cycle_compared": cycles[COMPARED].code,
        "cycle_confirmed": cycles[CONFIRMED].code,
        "what_if": str(tried.number),
        "remark": REMARK,
    }


def snapshot_made(cycle: Cycle, office: Office, by: str, at: dt.datetime) -> Snapshot:
    """A snapshot of one office, about which little is known."""
    ranked = evidence.Office(
        office.code, office.title, office.province, "", "", cycle.first, OfficeStatus.ACTIVE
    )
    summary = evidence_of(cycle, Register((ranked,), {}), values_of(cycle))
    file = content_keep(pack(to_members(summary)), "application/zip")
    return Snapshot.objects.create(
        cycle=cycle, number=1, file=file, sha256=file.sha256, offices=1, upto=at,
        frozen_by=by, frozen_at=at,
    )  # fmt: skip


def what_if_made(cycle: Cycle, by: str, at: dt.datetime) -> Run:
    """A what-if that is done."""
    return Run.objects.create(
        cycle=cycle, snapshot=cycle.snapshots.get(), number=2, what_if=True, title="آزمون",
        state="done", facts={}, ordered_by=by, ordered_at=at, done_at=at,
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
