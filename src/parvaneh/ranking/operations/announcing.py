"""Announcing a ranking: proposed by one person, confirmed by another, taken back while it can be.

What then happens at its moment stands in `operations.announcement_making`.
"""

from datetime import datetime, timedelta

from parvaneh.casework.standing import Doer, day_of
from parvaneh.frame.jobs import enqueue_at
from parvaneh.frame.refused import inserted, refuse
from parvaneh.kit.languages import msg
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Announcement, Cycle, Run
from parvaneh.ranking.models.cycles import TEXT_LENGTH
from parvaneh.ranking.operations.announcement_making import (
    ART,
    announcement_due,
    announcement_locked,
    values_faults,
)
from parvaneh.ranking.operations.entering import may_decide, step_faults
from parvaneh.ranking.queries.cycles import standing_run
from parvaneh.registry.entering import text_faults

FARTHEST = timedelta(days=60)
GRACE = timedelta(minutes=5)  # between choosing a moment and sending the form

NOT_STANDING = msg("Only the run that the cycle goes on with can be announced.")
PROPOSED = msg("An announcement of this cycle is proposed already; take it back first.")
PAST = msg("The moment of the announcement lies in the past.")
TOO_FAR = msg("The moment of the announcement lies after {needed}; choose an earlier one.")
DRAFT_RUNS = msg("Managers may remark on the draft until the end of {needed}; announce later.")
SAME_PERSON = msg("Whoever proposed the announcement does not confirm it, nor anybody for them.")
IS_CONFIRMED = msg("This announcement was confirmed before.")
IS_ANNOUNCED = msg("This ranking is announced; what is announced is not taken back.")


def announcement_propose(
    *, cycle: Cycle, run: Run, announce_at: datetime, by: Doer, at: datetime
) -> Announcement:
    """Propose that the grades of a run are announced at a moment; it tells nobody yet.

    Args:
        cycle: whose draft was with the managers.
        run: the one that the cycle goes on with.
        announce_at: before it nothing is public.
        by: who proposes.
        at: the moment of proposing.

    Raises:
        Refused: with everything that stands against it.
        Conflict: somebody else proposed one meanwhile.
    """
    may_decide(by, at)
    faults = [
        *step_faults(cycle, "announce", Actor.GENERAL_DEPARTMENT),
        *_run_faults(cycle, run),
        *_moment_faults(cycle, announce_at, at),
        *values_faults(cycle),
    ]
    if Announcement.objects.filter(cycle=cycle).exists():
        faults.append(Reason("cycle", PROPOSED, ART))
    refuse(*faults)
    with act(by=by, at=at, case=cycle.case.number):
        made = inserted(
            Announcement(
                cycle=cycle, run=run, announce_at=announce_at, proposed_by=by.key,
                proposed_for=by.for_key, proposed_at=at,
            )
        )  # fmt: skip
        event_write(
            kind="announcement.proposed",
            subject=made.key,
            cites=ART,
            facts={"run": run.key, "root": run.root, "announce_at": announce_at.isoformat()},
        )
    return made


def announcement_confirm(*, announcement: Announcement, by: Doer, at: datetime) -> Announcement:
    """Confirm a proposed announcement as its second person; it comes about at its moment.

    The page that calls this has asked for the second factor anew.

    Raises:
        Refused: by the proposer or for them; the law lets it not be announced; its moment is past.
        Conflict: it was taken back meanwhile.
    """
    may_decide(by, at)
    with act(by=by, at=at, case=announcement.cycle.case.number):
        row = announcement_locked(announcement)
        faults = [
            *step_faults(row.cycle, "announce", Actor.GENERAL_DEPARTMENT),
            *_run_faults(row.cycle, row.run),
            *values_faults(row.cycle),
        ]
        if row.confirmed_at is not None:
            faults.append(Reason("announcement", IS_CONFIRMED, ART))
        if ({row.proposed_by, row.proposed_for} - {""}) & {by.key, by.for_key}:
            faults.append(Reason("by", SAME_PERSON, ART))
        refuse(*faults)
        row.confirmed_by, row.confirmed_for, row.confirmed_at = by.key, by.for_key, at
        row.save()
        event_write(
            kind="announcement.confirmed",
            subject=row.key,
            cites=ART,
            facts={
                "run": row.run.key,
                "root": row.run.root,
                "announce_at": row.announce_at.isoformat(),
                "proposed_by": row.proposed_by,
            },
        )
        enqueue_at(announcement_due, row.announce_at, cycle=row.cycle.code)
    return row


def announcement_cancel(*, announcement: Announcement, reason: str, by: Doer, at: datetime) -> None:
    """Take back an announcement before it came about.

    Raises:
        Refused: it has come about, or no reason is given.
        Conflict: somebody took it back meanwhile.
    """
    may_decide(by, at)
    with act(by=by, at=at, case=announcement.cycle.case.number):
        row = announcement_locked(announcement)
        faults = text_faults("reason", reason, TEXT_LENGTH)
        if row.announced_at is not None:
            faults.append(Reason("announcement", IS_ANNOUNCED, ART))
        refuse(*faults)
        event_write(
            kind="announcement.cancelled",
            subject=row.key,
            cites=ART,
            facts={"run": row.run.key, "announce_at": row.announce_at.isoformat()},
            private={"reason": reason},
        )
        row.delete()


def _run_faults(cycle: Cycle, run: Run) -> list[Reason]:
    standing = standing_run(cycle)
    if standing is None or standing.pk != run.pk:
        return [Reason("run", NOT_STANDING, ART)]
    return []


def _moment_faults(cycle: Cycle, announce_at: datetime, at: datetime) -> list[Reason]:
    faults = []
    if announce_at < at - GRACE:
        faults.append(Reason("announce_at", PAST, ART))
    if announce_at > at + FARTHEST:
        latest = day_of(at + FARTHEST)
        faults.append(Reason("announce_at", TOO_FAR, ART, needed=latest))
    if cycle.draft_until and day_of(announce_at) <= cycle.draft_until:
        faults.append(Reason("announce_at", DRAFT_RUNS, ART, needed=cycle.draft_until))
    return faults
