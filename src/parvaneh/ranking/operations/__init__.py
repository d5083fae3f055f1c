"""Everything that changes a cycle, its evidence and its runs. One module per subject."""

from parvaneh.ranking.operations.announcement_making import announcement_make
from parvaneh.ranking.operations.announcing import (
    announcement_cancel,
    announcement_confirm,
    announcement_propose,
)
from parvaneh.ranking.operations.confirming import cycle_compare, cycle_confirm, cycle_correct
from parvaneh.ranking.operations.counted_sheets import counts_give
from parvaneh.ranking.operations.cycles import cycle_open, values_lock
from parvaneh.ranking.operations.declaring import (
    Declared,
    declaring_open,
    mismatch_resolve,
    self_declare,
)
from parvaneh.ranking.operations.drafting import draft_send, remark_answer, remark_write
from parvaneh.ranking.operations.effects import effect_end, effects_list, effects_relist
from parvaneh.ranking.operations.exporting import cycle_export
from parvaneh.ranking.operations.freezing import evidence_freeze
from parvaneh.ranking.operations.honours import cycle_finalise, honour_give, honours_list
from parvaneh.ranking.operations.keeping import (
    assessment_count,
    finding_count,
    provisionals_begin,
    provisionals_refresh,
    provisionals_waiting,
)
from parvaneh.ranking.operations.reporting import Lacking, report_chase, report_give
from parvaneh.ranking.operations.running import run_compute, run_order
from parvaneh.ranking.operations.sheets import Cell, Filled, sheet_fill
from parvaneh.ranking.operations.trying import what_if_order

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # the cycle
    "cycle_open",
    "values_lock",
    # evidence
    "evidence_freeze",
    "Cell",
    "Filled",
    "sheet_fill",
    "counts_give",
    "report_give",
    "Lacking",
    "report_chase",
    "declaring_open",
    "Declared",
    "self_declare",
    "mismatch_resolve",
    "assessment_count",
    "finding_count",
    "provisionals_begin",
    "provisionals_refresh",
    "provisionals_waiting",
    # runs
    "run_order",
    "run_compute",
    "what_if_order",
    "cycle_export",
    # what people do with a run
    "cycle_compare",
    "cycle_confirm",
    "cycle_correct",
    # the draft
    "draft_send",
    "remark_write",
    "remark_answer",
    # the announcement
    "announcement_propose",
    "announcement_confirm",
    "announcement_cancel",
    "announcement_make",
    # what follows from grades
    "effects_list",
    "effects_relist",
    "effect_end",
    # the end of a cycle
    "cycle_finalise",
    "honours_list",
    "honour_give",
]
