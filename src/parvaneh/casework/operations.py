"""Everything that changes a case: ``step_take(case=…, step=…, by=…, at=…)``."""

from parvaneh.casework.opening import case_open, hand_over
from parvaneh.casework.steps import step_take

__all__ = [
    # cases
    "case_open",
    "hand_over",
    "step_take",
]
