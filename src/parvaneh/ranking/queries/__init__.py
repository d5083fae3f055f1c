"""Everything that is asked of cycles, their evidence and their runs."""

from parvaneh.ranking.queries.cycles import (
    cycle_of,
    derivation_of,
    due_of,
    policy_of_cycle,
    ranking_of,
    results_of,
    run_of,
    snapshot_of,
    standing_run,
    summary_of,
    values_of,
    values_of_run,
    visible_cycles,
    visible_results,
)
from parvaneh.ranking.queries.declared import Beside, declared_of
from parvaneh.ranking.queries.evidence import Register, evidence_now, evidence_of, register_of
from parvaneh.ranking.queries.provisional import Stands, provisional_of
from parvaneh.ranking.queries.reported import exempt_of, reported_of, sheet_criteria

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # cycles
    "visible_cycles",
    "cycle_of",
    "due_of",
    "values_of",
    "policy_of_cycle",
    # evidence
    "Register",
    "register_of",
    "evidence_now",
    "evidence_of",
    "snapshot_of",
    "summary_of",
    "Stands",
    "provisional_of",
    "reported_of",
    "exempt_of",
    "sheet_criteria",
    "Beside",
    "declared_of",
    # runs
    "run_of",
    "standing_run",
    "values_of_run",
    "ranking_of",
    "results_of",
    "visible_results",
    "derivation_of",
]
