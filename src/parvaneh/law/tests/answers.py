"""What the rules answer in the worked cases, for tests that look at more than a case expects."""

from typing import Any

from parvaneh.law.casebook import Case, answered
from parvaneh.law.ruling import Reason, Ruling
from parvaneh.law.values import shipped_values

VALUES = shipped_values()


def answer_of(case: Case) -> Any:
    """The answer of the case's rule; None where it refuses to work at all."""
    try:
        return answered(case, VALUES)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None


def reasons_of(case: Case) -> tuple[Reason, ...]:
    """The reasons of a case's ruling; none where the rule gives no ruling."""
    answer = answer_of(case)
    return answer.reasons if isinstance(answer, Ruling) else ()
