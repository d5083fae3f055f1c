"""Claiming a case: who changes one has its row first, so that nobody waits in a circle.

The order is always: case, then what belongs to it, then the log.
"""

from django.db.models import F

from parvaneh.casework.models import Case
from parvaneh.frame.refused import Conflict


def case_claim(case: Case, **fields: object) -> None:
    """Change a case if it is still as it was read; its version moves, and others must look again.

    Args:
        case: as the doer saw it.
        fields: columns to set beside the version.

    Raises:
        Conflict: it has been changed since it was read.
    """
    kept = Case.objects.filter(pk=case.pk, version=case.version)
    if not kept.update(version=F("version") + 1, **fields):
        raise Conflict(case.number)


def case_lock(case: Case) -> None:
    """Hold a case until the running act ends, whatever has become of it; its version moves."""
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1)
