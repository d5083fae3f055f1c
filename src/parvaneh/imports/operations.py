"""Giving a file, checking it, storing it, taking it back. Each is one act; a run is one event."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_keep, content_read
from parvaneh.casework.models import Content
from parvaneh.casework.uploads import file_name_cleaned
from parvaneh.frame.refused import Conflict, refuse
from parvaneh.imports.engine import worked_through
from parvaneh.imports.faults import Report, report_of
from parvaneh.imports.kinds.kind import Kind, Occasion
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.models import Import, State
from parvaneh.imports.opening import LARGEST, Opened, Unopened, sheet_opened
from parvaneh.imports.undoing import standing_in_the_way, taken_back
from parvaneh.kit.clock import day_of
from parvaneh.kit.memory import uncollected
from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, msg
from parvaneh.ledger.acts import Doer, act, event_write
from parvaneh.ledger.joined import events_joined
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.permitted import NOT_PERMITTED
from parvaneh.registry.reach import reach_of

SHEET = "application/octet-stream"
JSON = "application/json"
LONGEST_REASON = 1000

EMPTY = msg("The file is empty.")
TOO_LARGE = msg("The file has {found} bytes; at most {needed} are taken.")
NOT_CHECKED = msg("Only an import that was checked and not stored yet can be stored.")
NOT_DONE = msg("Only an import that was stored can be undone.")
NO_REASON = msg("Say why.")
BUILT_ON = msg("Something else rests on these rows since: {found}. Nothing was undone.")
NOTHING_GOOD = msg("No row can be stored as it is; mend the file and give it again.")
STILL_WRONG = msg("Rows are wrong; mend them, or store the good rows only.")
MOST_TOLD = 20


class _TakenBack(Exception):
    """Ends an act whose writes are not to stay."""


@dataclass(frozen=True)
class Run:
    """What a run found, and whether it was stored."""

    report: Report
    stored: bool


def import_give(*, kind: Kind, name: str, data: bytes, by: Doer, at: datetime) -> Import:
    """Take a file to be imported; it is kept sealed, whatever comes of it.

    Args:
        kind: what its rows are.
        name: its name as given.
        data: its bytes.
        by: who gives it; must be allowed to import this kind somewhere.
        at: when.

    Raises:
        Refused: not allowed anywhere, empty, or too large.
    """
    refuse(*_not_allowed(kind, by, at))
    if not data:
        refuse(Reason("file", EMPTY, ()))
    if len(data) > LARGEST:
        refuse(Reason("file", TOO_LARGE, (), found=len(data), needed=LARGEST))
    with act(by=by, at=at):
        return Import.objects.create(
            code=fresh_code("i"),
            kind=kind.key,
            name=file_name_cleaned(name) or kind.key,
            file=content_keep(data, SHEET),
            given_by=by.key,
            given_for=by.for_key,
            given_at=at,
        )


def import_check(*, given: Import, by: Doer, at: datetime, progress: Progress = silent) -> Report:
    """Try an import and take everything back: all that a run would find, and nothing stored.

    Raises:
        Refused: it was stored already, or its kind is not theirs to import.
    """
    refuse(*_not_allowed(KINDS[given.kind], by, at))
    if given.state not in {State.GIVEN, State.CHECKED}:
        refuse(Reason("import", NOT_CHECKED, ()))
    report = _run(given, by, at, progress, keep=lambda _: False).report
    with act(by=by, at=at):
        _reported(given, report)
        given.state = State.CHECKED
        given.save(update_fields=["state", "counts", "report"])
    return report


def import_order(*, given: Import, partly: bool, by: Doer, at: datetime) -> Import:
    """Order an import to be stored by a job; who ordered it is who stores it.

    Raises:
        Refused: it was not checked, or nothing of it could be stored.
        Conflict: somebody else ordered it just now.
    """
    refuse(*_not_allowed(KINDS[given.kind], by, at), *_not_to_be_stored(given, partly=partly))
    with act(by=by, at=at):
        moved = Import.objects.filter(pk=given.pk, state=State.CHECKED).update(
            state=State.ORDERED, partly=partly, done_by=by.key, done_for=by.for_key
        )
        if not moved:
            raise Conflict(given.code)
    given.refresh_from_db(fields=["state", "partly", "done_by", "done_for"])
    return given


def import_run(
    *,
    given: Import,
    partly: bool,
    by: Doer,
    at: datetime,
    progress: Progress = silent,
) -> Run:
    """Store an import in one transaction and tell it as one event.

    Args:
        given: checked, or ordered.
        partly: store the good rows where others are wrong; else all rows or none.
        by: who stores it.
        at: when.
        progress: told how many rows are done.

    Returns:
        What came of it. Where rows are wrong by now and all were wanted, nothing was stored, and
        the import waits with the new report.

    Raises:
        Refused: it is stored already, or its kind is not theirs to import.
        Conflict: somebody else stores it at this moment.
    """
    refuse(*_not_allowed(KINDS[given.kind], by, at), *_not_to_be_stored(given, partly=partly))

    def is_kept(report: Report) -> bool:
        return bool(report.new or report.changed) and (partly or not report.fault_count)

    run = _run(given, by, at, progress, keep=is_kept, partly=partly)
    if not run.stored:
        with act(by=by, at=at):
            _reported(given, run.report)
            given.state, given.done_by, given.done_for = State.CHECKED, "", ""
            given.save(update_fields=["state", "counts", "report", "done_by", "done_for"])
    return run


def import_undo(*, given: Import, because: str, by: Doer, at: datetime) -> Import:
    """Take an import back while nothing else rests on its rows; itself one event.

    Raises:
        Refused: no reason, it was not stored, or something else rests on its rows: which.
        Conflict: it changed meanwhile.
    """
    reasons = list(_not_allowed(KINDS[given.kind], by, at))
    if given.state != State.DONE:
        reasons.append(Reason("import", NOT_DONE, ()))
    if not clean(because):
        reasons.append(Reason("because", NO_REASON, ()))
    refuse(*reasons)
    kind = KINDS[given.kind]
    occasion = Occasion(by, at, given.code)
    with act(by=by, at=at, case=given.key):
        moved = Import.objects.filter(pk=given.pk, state=State.DONE).update(
            state=State.UNDONE, undone_by=by.key, undone_at=at
        )
        if not moved:
            raise Conflict(given.code)
        blocked = standing_in_the_way(kind, given) or taken_back(kind, given, occasion)
        if blocked:
            refuse(Reason("import", BUILT_ON, (), found=tuple(blocked[:MOST_TOLD])))
        given.refresh_from_db(fields=["state", "undone_by", "undone_at"])
        given.because = clean(because)[:LONGEST_REASON]
        given.save(update_fields=["because"])
        did = events_joined()
        event_write(
            kind="import.undone",
            subject=given.key,
            before=State.DONE.value,
            after=State.UNDONE.value,
            facts={"kind": given.kind, "did": dict(did), **given.counts},
            private={"because": clean(because)},
        )
    return given


def report_kept(given: Import) -> Report:
    """What the last check or the run found; an empty one before any."""
    if given.report_id is None:
        return Report()
    return report_of(content_read(Content.objects.get(pk=given.report_id)))


def file_kept(given: Import) -> bytes:
    """The file as it was given."""
    return content_read(Content.objects.get(pk=given.file_id))


def opened_of(given: Import) -> Opened:
    """The sheet of an import.

    Raises:
        Unopened: with everything that is wrong with the file as a whole.
    """
    kind = KINDS[given.kind]
    return sheet_opened(
        given.name.reveal(), file_kept(given), sheet=kind.key, title=kind.name, columns=kind.columns
    )


def _run(
    given: Import,
    by: Doer,
    at: datetime,
    progress: Progress,
    *,
    keep: Callable[[Report], bool],
    partly: bool = False,
) -> Run:
    """The one path of a check and a run; what is not kept is taken back."""
    with uncollected():
        return _run_through(given, by, at, progress, keep=keep, partly=partly)


def _run_through(
    given: Import,
    by: Doer,
    at: datetime,
    progress: Progress,
    *,
    keep: Callable[[Report], bool],
    partly: bool,
) -> Run:
    try:
        opened = opened_of(given)
    except Unopened as why:
        report = Report()
        report.add(why.faults)
        return Run(report.settle(), stored=False)
    found: list[Report] = []
    try:
        with act(by=by, at=at, case=given.key):
            report = worked_through(
                opened, KINDS[given.kind], Occasion(by, at, given.code), progress
            )
            found.append(report)
            _stay(is_kept=keep(report))
            report.did = dict(events_joined())
            _finished(given, report, partly=partly, by=by, at=at)
    except _TakenBack:
        return Run(found[0], stored=False)
    return Run(found[0], stored=True)


def _stay(*, is_kept: bool) -> None:
    if not is_kept:
        raise _TakenBack


def _finished(given: Import, report: Report, *, partly: bool, by: Doer, at: datetime) -> None:
    states = (State.GIVEN, State.CHECKED, State.ORDERED)
    locked = Import.objects.select_for_update(no_key=True).filter(pk=given.pk, state__in=states)
    if not locked.exists():
        raise Conflict(given.code)
    _reported(given, report)
    given.state, given.partly = State.DONE, partly
    given.done_by, given.done_for, given.done_at = by.key, by.for_key, at
    given.save()
    event_write(
        kind="import.stored",
        subject=given.key,
        after=State.DONE.value,
        facts={
            "kind": given.kind,
            "file": _sha256(given),
            "partly": partly,
            "did": report.did,
            **report.counts,
        },
    )


def _sha256(given: Import) -> str:
    # Without the box: it may have many megabytes.
    return Content.objects.values_list("sha256", flat=True).get(pk=given.file_id)


def _reported(given: Import, report: Report) -> None:
    given.report = content_keep(report.as_json(), JSON)
    given.counts = {**report.counts, "faults": report.fault_count}


def _not_allowed(kind: Kind, by: Doer, at: datetime) -> list[Reason]:
    if isinstance(by, Acting) and reach_of(by, kind.permission, day_of(at)).empty():
        return [Reason("not_permitted", NOT_PERMITTED, ())]
    return []


def _not_to_be_stored(given: Import, *, partly: bool) -> list[Reason]:
    if given.state not in {State.CHECKED, State.ORDERED}:
        return [Reason("import", NOT_CHECKED, ())]
    counts = given.counts
    if not (counts.get("new") or counts.get("changed")):
        return [Reason("partly", NOTHING_GOOD, ())]
    if counts.get("faults") and not partly:
        return [Reason("partly", STILL_WRONG, ())]
    return []
