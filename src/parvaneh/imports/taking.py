"""What pages ask: small imports are dealt with while the reader waits, large ones by a job."""

from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.frame.jobs import enqueue
from parvaneh.imports.jobs import import_checked, import_stored
from parvaneh.imports.kinds.kind import Kind
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import
from parvaneh.imports.opening import Unopened
from parvaneh.imports.operations import (
    import_check,
    import_give,
    import_order,
    import_run,
    opened_of,
)


def import_take(*, kind: Kind, name: str, data: bytes, by: Acting, at: datetime) -> Import:
    """Take a file and have it checked.

    Raises:
        Refused: not allowed, empty, or too large.
    """
    given = import_give(kind=kind, name=name, data=data, by=by, at=at)
    if _is_small(given):
        import_check(given=given, by=by, at=at)
    else:
        enqueue(import_checked, code=given.code)
    return given


def import_check_again(*, given: Import, by: Acting, at: datetime) -> Import:
    """Check a file again, for what it speaks of may have changed.

    Raises:
        Refused: it was stored already.
    """
    import_check(given=given, by=by, at=at)
    return given


def import_store(*, given: Import, partly: bool, by: Acting, at: datetime) -> Import:
    """Store an import that was checked.

    Raises:
        Refused: it was not checked, or nothing of it can be stored.
        Conflict: somebody else does the same.
    """
    if given.counts.get("rows", 0) <= KINDS[given.kind].at_once:
        import_run(given=given, partly=partly, by=by, at=at)
    else:
        import_order(given=given, partly=partly, by=by, at=at)
        enqueue(import_stored, code=given.code)
    return given


def _is_small(given: Import) -> bool:
    try:
        return len(opened_of(given).numbers) <= KINDS[given.kind].at_once
    except Unopened:
        return True  # there is nothing to be done but to say why
