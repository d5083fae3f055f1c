"""Announcing a ranking at its moment: all of it in one transaction, or nothing, once.

Grades, the cases in which managers may object, effects, the register's edition: nothing of it is
public before, everything together afterwards. However often it is begun, and by however many
workers, it is done once. Letters follow (`operations.letters`).
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case
from parvaneh.casework.opening_many import Opening, cases_open
from parvaneh.casework.operations import step_take
from parvaneh.casework.standing import day_of
from parvaneh.editions.operations import edition_publish
from parvaneh.frame.jobs import enqueue, job
from parvaneh.frame.refused import Conflict, Refused, refuse
from parvaneh.kit.clock import now_utc
from parvaneh.kit.languages import msg
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art06_announcement import may_announce
from parvaneh.law.directive_1404.art13_display import PublicLevel
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.ruling import Reason, Status, blocking
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ranking.models import Announcement, Cycle, Result
from parvaneh.ranking.operations.effects import effects_list
from parvaneh.ranking.operations.entering import may_decide
from parvaneh.ranking.operations.letters import announcer_of, letters_begin
from parvaneh.ranking.operations.telling_systems import announcement_tell
from parvaneh.ranking.proof import public_proof
from parvaneh.ranking.queries.cycles import policy_of_cycle, results_of
from parvaneh.registry.models import Grade, Office, Person
from parvaneh.registry.operations import Announced, grades_announce
from parvaneh.registry.queries import is_demonstration, managers_of
from parvaneh.scoring.telling import reason_as_json

ART = cites("D1404 6", "D1404 12(1)")
OBJECTION = "objection"
ZIP = "application/zip"
SECRET_BYTES = 32

NOT_CONFIRMED = msg("This announcement waits for its second person.")
TOO_EARLY = msg("The moment of the announcement has not come.")


def announcement_make(*, announcement: Announcement, at: datetime) -> bool:
    """Announce what was confirmed, once its moment has come: all of it, or nothing.

    Args:
        announcement: confirmed.
        at: the moment, which becomes that of the announcement.

    Returns:
        Whether it was done here; False where it was done before.

    Raises:
        Refused: it is not confirmed, its moment has not come, or the law allows it no more.
    """
    refuse(*_not_yet(announcement, at))
    by = announcer_of(announcement)
    with act(by=by, at=at, case=announcement.cycle.case.number):
        row = announcement_locked(announcement)
        if row.announced_at is not None:
            return False
        may_decide(by, at)
        refuse(*values_faults(row.cycle))
        cycle = row.cycle
        step_take(case=cycle.case, step="announce", by=by, at=at)
        grades = _grades(row, by, at)
        cases = _cases(cycle, grades, by, at)
        effects = effects_list(cycle=cycle, run=row.run, grades=grades, by=by, at=at)
        edition = edition_publish(by=by, at=at)
        announcement_tell(cycle=cycle, grades=grades, edition=edition, at=at)
        row.announced_at, row.edition, row.held = at, edition.number, []
        _proof(row, PublicLevel(edition.level))
        row.save()
        event_write(
            kind="ranking.announced",
            subject=cycle.key,
            after=row.run.root,
            cites=ART,
            facts={
                "run": row.run.key,
                "grades": len(grades),
                "cases": len(cases),
                "effects": len(effects),
                "edition": edition.number,
                "edition_sha256": edition.digest,
                "proof_sha256": row.proof.sha256 if row.proof else "",
            },
        )
        enqueue(letters_begin, cycle=cycle.code)
    return True


@job(queue="ranking", every="* * * * *")
def announcements_look() -> None:
    """Announce what is due, and go on with letters that are not all served."""
    at = now_utc()
    due = Announcement.objects.filter(
        announced_at=None, confirmed_at__isnull=False, announce_at__lte=at
    )
    for one in due.order_by("announce_at"):
        announcement_try(one, at)


@job(queue="ranking")
def announcement_due(*, cycle: str) -> None:
    """Announce a ranking whose moment has come."""
    found = Announcement.objects.filter(cycle__code=cycle, confirmed_at__isnull=False).first()
    if found is not None:
        announcement_try(found, now_utc())


def announcement_try(announcement: Announcement, at: datetime) -> bool:
    """Make an announcement, or note on it why it cannot be made."""
    try:
        return announcement_make(announcement=announcement, at=at)
    except Conflict:
        return False  # taken back, or made by another worker
    except Refused as why:
        held = [reason_as_json(one) for one in blocking(why.ruling)]
        if at >= announcement.announce_at and held != announcement.held:
            with act(by=SYSTEM, at=at, case=announcement.cycle.case.number):
                Announcement.objects.filter(pk=announcement.pk, announced_at=None).update(held=held)
                event_write(
                    kind="announcement.held",
                    subject=announcement.key,
                    facts={"reasons": sorted({str(one["key"]) for one in held})},
                )
        return False


def _proof(row: Announcement, level: PublicLevel) -> None:
    """Put what the public gets of the proof on the announcement."""
    run = row.run
    if level is PublicLevel.ALL:
        row.proof = run.bundle
        return
    secret = secrets.token_bytes(SECRET_BYTES)
    row.secret = secret.hex()
    row.proof = content_keep(public_proof(row.cycle, run, level, secret), ZIP)


def announcement_locked(announcement: Announcement) -> Announcement:
    """The announcement as it stands now, locked for the running act.

    Raises:
        Conflict: it was taken back.
    """
    rows = Announcement.objects.select_for_update(of=("self",)).filter(pk=announcement.pk)
    found = rows.select_related("cycle__case", "run__cycle", "run__bundle").first()
    if found is None:
        raise Conflict(announcement.key)
    return found


def values_faults(cycle: Cycle) -> list[Reason]:
    """Why a result that rests on the locked values may not be announced; empty if it may."""
    used = policy_of_cycle(cycle).bases
    return list(blocking(may_announce(used=used, demo_database=is_demonstration())))


def standing_of(cycle: Cycle) -> str:
    """What grades of this cycle are: official, or a demonstration."""
    used = {one.status for one in policy_of_cycle(cycle).bases}
    if Status.DEMONSTRATION in used or is_demonstration():
        return Status.DEMONSTRATION.value
    return Status.OFFICIAL.value


def announced_results(results: Sequence[Result]) -> list[Result]:
    """The results that become grades: all but those of offices that have left the ranking.

    An office without a full period that has no total keeps the initial grade, which no ranking
    gave it (A-19).
    """
    return [
        one for one in results if one.status != RankStatus.REVOKED and (one.total or not one.grade)
    ]


def _not_yet(row: Announcement, at: datetime) -> list[Reason]:
    if row.confirmed_at is None:
        return [Reason("announcement", NOT_CONFIRMED, ART)]
    return [Reason("announce_at", TOO_EARLY, ART)] if at < row.announce_at else []


def _grades(row: Announcement, by: Acting, at: datetime) -> list[Grade]:
    cycle = row.cycle
    return grades_announce(
        cycle=cycle.year,
        grades=[_announced(one) for one in announced_results(list(results_of(row.run)))],
        starts_on=day_of(at),
        standing=standing_of(cycle),
        event=cycle.key,
        source=row.run.key,
        because=cycle.reason,
        extraordinary=cycle.extraordinary,
        by=by,
        at=at,
    )


def _announced(result: Result) -> Announced:
    if not result.grade:
        return Announced(result.office, "", "", None)
    return Announced(
        office=result.office,
        total=result.total,
        grade=result.grade,
        place=result.place,
        points=result.points,
        answers=result.answers,
    )


def _cases(cycle: Cycle, grades: Sequence[Grade], by: Acting, at: datetime) -> list[Case]:
    """One case at each office: in it its manager may object (12)."""
    managers = managers_of([one.office for one in grades], day_of(at))
    openings = [_opening(one.office, managers.get(one.office_id)) for one in grades]
    return cases_open(procedure=OBJECTION, openings=openings, source=cycle.key, by=by, at=at)


def _opening(office: Office, manager: Person | None) -> Opening:
    parties = ((manager, Actor.MANAGER),) if manager else ()
    return Opening(office, f"office:{office.code}", parties)
