"""Results and objections beside the cast of the matrix: one in each state that has a page."""

from __future__ import annotations

import datetime as dt
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from parvaneh.casework.contents import content_keep
from parvaneh.casework.models import Case
from parvaneh.casework.operations import case_open
from parvaneh.casework.procedures import procedure_of, turn_of
from parvaneh.kit.clock import tehran_day
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ranking.models import (
    Announcement,
    Cycle,
    Objection,
    ObjectionDraft,
    ObjectionDraftFile,
    Point,
    Run,
    Snapshot,
)
from parvaneh.ranking.queries.objectable import assessment_key, record_key
from parvaneh.registry.models import Assessment, Grade, Office, Record

if TYPE_CHECKING:
    from parvaneh.access.models import User

HASH = "0" * 64
# A place of an address, and the state in which its objection is.
STATES = {
    "objection": "objected",
    "objection_back": "incomplete",
    "objection_late": "late",
    "objection_sent": "with_deputy",
    "objection_decided": "rejected",
}


def objection_places(office: Office, manager: User, at: dt.datetime) -> dict[str, str]:
    """A result that the manager writes an objection to, and an objection in each state."""
    grade = Grade.objects.filter(office=office, void=False).order_by("starts_on").last()
    assert grade is not None
    cycle = announced_made(office, grade.cycle, at)
    open_case = _case(cycle, office, at)
    draft = ObjectionDraft(case=open_case, user=manager, code="od-cast", saved_at=at)
    claims = {"I3.a|": "گزارش نادرست است."}
    draft.said = json.dumps({"points": [["I3.a", ""]], "claims": claims})
    draft.save()
    file = ObjectionDraftFile(draft=draft, code="of-cast", given_at=at)
    file.name, file.content = "رسید.pdf", content_keep(b"%PDF-2", "application/pdf")
    file.save()
    cases = {
        place: _objection(place, state, _case(cycle, office, at), cycle, grade)
        for place, state in STATES.items()
    }
    numbers = {place: case.number for place, case in cases.items()}
    return {
        **numbers,
        "objection_open": open_case.number,
        "objection_file": file.code,
        "objection_version": str(cases["objection"].version),
        "objection_open_version": str(open_case.version),
    }


def announced_made(office: Office, year: int, at: dt.datetime) -> Cycle:
    """An evaluation out of turn whose result was announced, row by row."""
    doing = {"opened_by": "system", "opened_at": at}
    case = case_open(
        procedure="ranking_cycle", subject=f"cycle:{year}-9", office=office, by=SYSTEM, at=at
    )
    on = tehran_day(at)
    cycle = Cycle.objects.create(
        code=f"{year}-9", year=year, extraordinary=True, ground="demoting_event", reason="نمونه",
        offices=[office.code],
        first=on - timedelta(500), last=on - timedelta(100), case=case, **doing,
    )  # fmt: skip
    content = content_keep(b"snapshot", "application/zip")
    snapshot = Snapshot.objects.create(
        cycle=cycle, number=1, file=content, sha256=HASH, offices=1, upto=at, frozen_by="system",
        frozen_at=at,
    )  # fmt: skip
    run = Run.objects.create(
        cycle=cycle, snapshot=snapshot, number=1, state="done", root=HASH, results=content,
        ordered_by="system", ordered_at=at, done_at=at,
    )  # fmt: skip
    Announcement.objects.create(
        cycle=cycle, run=run, announce_at=at, proposed_by="user:u-a", proposed_at=at,
        confirmed_by="user:u-b", confirmed_at=at, announced_at=at,
    )  # fmt: skip
    return cycle


def _case(cycle: Cycle, office: Office, at: dt.datetime) -> Case:
    return case_open(
        procedure="objection",
        subject=f"office:{office.code}",
        source=cycle.key,
        office=office,
        by=SYSTEM,
        at=at,
    )


def _objection(place: str, state: str, case: Case, cycle: Cycle, grade: Grade) -> Case:
    waits = turn_of(procedure_of("objection"), state)
    Case.objects.filter(pk=case.pk).update(state=state, waits_for=waits)
    objection = Objection(
        case=case, code=f"o-{state[:8]}", cycle=cycle, office=case.office, province=case.province,
        grade=grade, lodged_by="user:u-a", lodged_at=case.opened_at,
    )  # fmt: skip
    objection.reasons = "همه گزارش نادرست است."
    if state == "with_deputy":
        objection.advice, objection.opinion = "accept", "درست می‌گوید."
    if state == "rejected":
        objection.decision, objection.decided_on = "دلیلی نیست.", case.entered_on
    if place == "objection_back":
        objection.lacking = "رسید را بدهید."
    objection.save()
    for number, (criterion, row) in enumerate(_evidence(case), start=1):
        point = Point(
            objection=objection, number=number, code=f"op-{state[:8]}-{number}",
            criterion=criterion, evidence=row,
        )  # fmt: skip
        point.claim = "نمره نادرست است.\nدرست آن ۹۰ است."
        if state == "rejected":
            point.accepted, point.answer = False, "سندی نیست."
        point.save()
    case.refresh_from_db()
    return case


def _evidence(case: Case) -> list[tuple[str, str]]:
    """A row of each kind that the office has, and a criterion as a whole."""
    assessment = Assessment.objects.filter(office=case.office).select_related("batch").first()
    record = Record.objects.filter(office=case.office).exclude(degree=None).first()
    found = [("I1.a", "")]
    if assessment:
        found.append((assessment.criterion, assessment_key(assessment)))
    if record:
        found.append(("", record_key(record)))
    return found
