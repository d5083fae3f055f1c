"""Everything that changes a case: ``step_take(case=…, step=…, by=…, at=…)``."""

from parvaneh.casework.assigning import case_assign
from parvaneh.casework.bulk import cases_assign, cases_hand_on, steps_take
from parvaneh.casework.calendar_edit import calendar_edit
from parvaneh.casework.clock_changes import (
    deadline_extend,
    deadline_restart,
    deadline_stop,
    service_record,
)
from parvaneh.casework.notes import note_edit, note_write
from parvaneh.casework.opening import case_open, hand_over
from parvaneh.casework.passing import time_pass
from parvaneh.casework.recounting import deadlines_preview, deadlines_recompute
from parvaneh.casework.recusing import recusal_declare, recusal_end
from parvaneh.casework.searches import search_begin_with, search_delete, search_save
from parvaneh.casework.steps import step_take

__all__ = [  # noqa: RUF022 - grouped by subject, as a table of contents
    # cases
    "case_open",
    "hand_over",
    "step_take",
    "steps_take",
    "time_pass",
    # whose a case is
    "case_assign",
    "cases_assign",
    "cases_hand_on",
    "recusal_declare",
    "recusal_end",
    # deadlines
    "deadline_stop",
    "deadline_restart",
    "deadline_extend",
    "service_record",
    "deadlines_preview",
    "deadlines_recompute",
    "calendar_edit",
    # notes and searches
    "note_write",
    "note_edit",
    "search_save",
    "search_begin_with",
    "search_delete",
]
