"""Everything that changes a cycle, its evidence and its runs. One module per subject."""

from parvaneh.ranking.operations.cycles import cycle_open, values_lock
from parvaneh.ranking.operations.freezing import evidence_freeze
from parvaneh.ranking.operations.running import run_compute, run_order

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # the cycle
    "cycle_open",
    "values_lock",
    # evidence
    "evidence_freeze",
    # runs
    "run_order",
    "run_compute",
]
