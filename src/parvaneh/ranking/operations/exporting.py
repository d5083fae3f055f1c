"""A cycle as files: what anybody needs to rank the same evidence by the same values outside."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from parvaneh.casework.contents import content_read
from parvaneh.casework.standing import Doer
from parvaneh.frame.refused import refuse
from parvaneh.kit.outputs import folder_aside
from parvaneh.law.ruling import Reason
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.kept_values import profile_text
from parvaneh.ranking.models import Cycle
from parvaneh.ranking.operations.entering import may_work
from parvaneh.ranking.operations.freezing import FILE_NAME
from parvaneh.ranking.operations.running import ART_6, NO_SNAPSHOT
from parvaneh.ranking.queries.cycles import snapshot_of, standing_run

PROFILE, RESULTS, BUNDLE = "values.toml", "results.csv", "bundle.zip"


def cycle_export(*, cycle: Cycle, out: Path, by: Doer, at: datetime) -> tuple[str, ...]:
    """Write the newest frozen evidence and the locked values of a cycle into a new folder.

    Beside them the results and the proof bundle of the run that stands, if one is done.

    Args:
        cycle: its evidence is frozen.
        out: the folder; it must not exist. It appears whole or not at all.
        by: who takes it out; the log says so.
        at: the moment.

    Returns:
        The names of the files.

    Raises:
        Refused: nothing is frozen, or who acts may not work on cycles.
        AlreadyThere: something stands at `out`.
    """
    may_work(by, at)
    files = _files(cycle)
    with act(by=by, at=at, case=cycle.case.number), folder_aside(out) as folder:
        for name, content in files.items():
            (folder / name).write_bytes(content)
        event_write(
            kind="cycle.exported", subject=cycle.key, cites=ART_6, facts={"files": sorted(files)}
        )
    return tuple(files)


def _files(cycle: Cycle) -> Mapping[str, bytes]:
    snapshot, run = snapshot_of(cycle), standing_run(cycle)
    refuse(*([] if snapshot else [Reason("snapshot", NO_SNAPSHOT, ART_6)]))
    assert snapshot is not None  # else it was refused
    files = {
        FILE_NAME: content_read(snapshot.file),
        PROFILE: profile_text(cycle.values).encode(),
    }
    if run and run.results and run.bundle:
        files |= {RESULTS: content_read(run.results), BUNDLE: content_read(run.bundle)}
    return files
