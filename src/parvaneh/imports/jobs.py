"""Jobs of imports: those that are too large to wait for."""

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.frame.jobs import job
from parvaneh.imports.models import Import, State
from parvaneh.imports.operations import import_check, import_run
from parvaneh.imports.progress import told_by
from parvaneh.kit.clock import now_utc


@job(queue="imports")
def import_checked(*, code: str) -> None:
    """Check an import that waits, and keep what was found."""
    given = Import.objects.filter(code=code, state=State.GIVEN).first()
    if given is not None:
        by = acting_of_keys(given.given_by, given.given_for)
        import_check(given=given, by=by, at=now_utc(), progress=told_by(given.key))


@job(queue="imports")
def import_stored(*, code: str) -> None:
    """Store an import that was ordered, by whom it was ordered; once, however often it is begun."""
    given = Import.objects.filter(code=code, state=State.ORDERED).first()
    if given is not None:
        by = acting_of_keys(given.done_by, given.done_for)
        progress = told_by(given.key)
        import_run(given=given, partly=given.partly, by=by, at=now_utc(), progress=progress)


def acting_of_keys(by: str, acted_for: str) -> Acting:
    """Who acts, by the keys that rows keep; what they may do is asked again when they act."""
    keys = [one.removeprefix("user:") for one in (by, acted_for) if one]
    users = {one.code: one for one in User.objects.filter(code__in=keys)}
    return Acting(users[keys[0]], users[keys[1]] if len(keys) > 1 else None)
