"""Objections by managers, their review by the province, and what ends them but for a decision.

Every operation takes the step of the case and writes its own rows in one act. What the law asks of
an objection is asked of `art12_admissibility`; a fault that can be mended later is told, not
refused: nobody but the Services Deputy ends an objection against the manager's will.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.contents import content_read
from parvaneh.casework.documents import document_add
from parvaneh.casework.models import Case, Document
from parvaneh.casework.operations import case_open, step_take
from parvaneh.casework.standing import Doer
from parvaneh.casework.uploads import upload_checked
from parvaneh.frame.refused import Conflict, inserted, refuse
from parvaneh.kit.clock import day_of
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art12_admissibility import objection_admissible
from parvaneh.law.directive_1404.procedures.objection import OBJECTED
from parvaneh.law.ruling import Reason
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.models import Advice, Cycle, Objection, ObjectionDraft, Point
from parvaneh.ranking.operations.objection_telling import managers_told, turn_told
from parvaneh.ranking.queries.objectable import objectable
from parvaneh.ranking.queries.objections import (
    OBJECTION,
    announced_on,
    clock_of_objecting,
    cycle_of_case,
    grade_of_case,
    run_announced,
    served_on,
)
from parvaneh.registry.codes import fresh_code
from parvaneh.registry.entering import choice_faults, text_faults
from parvaneh.registry.models import Office
from parvaneh.registry.queries import calendar, values_in_force

LONGEST = 4000
MOST_POINTS, MOST_DOCUMENTS = 60, 10
GIVEN = "objection.attachment"
READERS = (Actor.MANAGER,)
OBJECTING, REVIEWING = cites("D1404 12(1)"), cites("D1404 12(2)")

NO_POINTS = msg("Choose at least one thing that you object to.")
TOO_MANY_POINTS = msg("{found} points were chosen; at most {needed} are taken.")
TOO_MANY_FILES = msg("{found} documents were given; at most {needed} are taken.")
UNKNOWN = msg("Point {number} names something that this result does not rest on.")
TWICE = msg("Point {number} names the same as one before it.")
NO_CLAIM = msg("Say what is wrong in point {number}.")
CLAIM_LONG = msg("Point {number} has {found} characters; at most {needed} are kept.")
NO_LATENESS = msg(
    "The last day was {needed}. Say why the objection comes late; the Services Deputy decides "
    "whether it is admitted."
)
NOTHING_NEW = msg("Write what was lacking, or give the documents that were.")


@dataclass(frozen=True)
class Claim:
    """What is objected to, and what is wrong with it; see `models.Point`."""

    criterion: str
    evidence: str
    claim: str


@dataclass(frozen=True)
class Given:
    """A document that the manager relies on."""

    name: str
    data: bytes


def result_case_open(*, cycle: Cycle, office: Office, on: date, by: Doer, at: datetime) -> Case:
    """Open the case in which an announced office may be objected for.

    Args:
        cycle: whose results were announced.
        office: of which one.
        on: the day of the announcement, from which the ten days are counted.
        by: who announces.
        at: the moment.
    """
    return case_open(
        procedure=OBJECTION,
        subject=f"office:{office.code}",
        source=cycle.key,
        office=office,
        occurred_on=on,
        by=by,
        at=at,
    )


def objection_lodge(
    *,
    case: Case,
    points: Sequence[Claim],
    reasons: str,
    documents: Sequence[Given],
    late_because: str = "",
    draft: ObjectionDraft | None = None,
    by: Acting,
    at: datetime,
) -> Objection:
    """Lodge an objection; one that comes late is taken too, with why it does.

    Args:
        case: that of the office's result.
        points: what is objected to, each with what is wrong.
        reasons: what is said beside the points; may be empty.
        documents: what the manager relies on.
        late_because: why it comes after the last day.
        draft: what it was written as: its files become documents, and it is gone.
        by: the manager.
        at: the moment.

    Returns:
        The objection; its `code` is the receipt.

    Raises:
        Refused: with everything that is wrong.
        Conflict: the case has moved, or has an objection already.
    """
    given = [*documents, *_of_draft(draft)]
    on = day_of(at)
    lacking = _lacking(case, points, reasons, given, on)
    refuse(
        *(one for one in lacking if one.key == "early"),
        *_point_faults(case, points),
        *text_faults("reasons", reasons, LONGEST, needed=False),
        *_late_faults(case, late_because, on),
        *_document_faults(given),
    )
    with act(by=by, at=at, case=case.number):
        moved = step_take(case=case, step="object", by=by, at=at, actor=Actor.MANAGER)
        if Objection.objects.filter(case=case).exists():
            raise Conflict(case.number)
        cycle = cycle_of_case(case)
        objection = Objection(
            case=moved, code=fresh_code("o"), cycle=cycle, office=case.office,
            province=case.province, grade=grade_of_case(case), lodged_by=by.key, lodged_at=at,
        )  # fmt: skip
        objection.reasons, objection.late_because = clean_lines(reasons), clean_lines(late_because)
        objection = inserted(objection)
        for number, one in enumerate(points, start=1):
            point = Point(
                objection=objection, number=number, code=fresh_code("op"),
                criterion=one.criterion, evidence=one.evidence,
            )  # fmt: skip
            point.claim = clean_lines(one.claim)
            inserted(point)
        _keep(moved, given, by, at)
        _forget(draft)
        turn_told(objection, by=by, at=at)
        _say(
            objection,
            "lodged",
            facts={
                "points": len(points),
                "documents": len(given),
                "late": moved.state != OBJECTED.key,
                "lacking": [one.key for one in lacking],
            },
        )
    return objection


def objection_review(*, objection: Objection, by: Acting, at: datetime) -> Objection:
    """Begin the provincial review.

    Raises:
        Refused, Conflict: as `step_take`.
    """
    with act(by=by, at=at, case=objection.case.number):
        _moved(objection, "review", by, at)
        managers_told(objection, by=by, at=at)
    return objection


def objection_return(*, objection: Objection, lacking: str, by: Acting, at: datetime) -> Objection:
    """Return an objection to be completed; one that nobody has begun to review is begun with.

    Args:
        objection: with the province.
        lacking: what is lacking, in words that the manager can act upon.
        by: the Provincial Deputy.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: the case has moved.
    """
    refuse(*text_faults("lacking", lacking, LONGEST))
    with act(by=by, at=at, case=objection.case.number):
        _begun(objection, by, at)
        _moved(objection, "return", by, at)
        objection.lacking = clean_lines(lacking)
        objection.save(update_fields=["lacking"])
        managers_told(objection, by=by, at=at, turn=True)
        _say(objection, "returned", private={"lacking": clean_lines(lacking)})
    return objection


def objection_complete(
    *, objection: Objection, said: str, documents: Sequence[Given], by: Acting, at: datetime
) -> Objection:
    """Complete an objection that was returned; what was said before stays as it is.

    Raises:
        Refused: nothing was added, or a document cannot be taken.
        Conflict: the case has moved.
    """
    faults = [*text_faults("said", said, LONGEST, needed=False), *_document_faults(documents)]
    if not clean(said) and not documents:
        faults.append(Reason("said", NOTHING_NEW, OBJECTING))
    refuse(*faults)
    with act(by=by, at=at, case=objection.case.number):
        _moved(objection, "complete", by, at, actor=Actor.MANAGER)
        added = [objection.completed.reveal(), clean_lines(said)]
        objection.completed = "\n\n".join(one for one in added if one)
        objection.save(update_fields=["completed"])
        _keep(objection.case, documents, by, at)
        turn_told(objection, by=by, at=at)
        _say(objection, "completed", facts={"documents": len(documents)})
    return objection


def objection_withdraw(
    *, objection: Objection, reason: str = "", by: Acting, at: datetime
) -> Objection:
    """Withdraw an objection; the announced grade stands.

    Raises:
        Refused, Conflict: as `step_take`.
    """
    refuse(*text_faults("reason", reason, LONGEST, needed=False))
    with act(by=by, at=at, case=objection.case.number):
        turn_told(objection, by=by, at=at)  # who had it learns that it is gone
        _moved(
            objection, "withdraw", by, at, actor=Actor.MANAGER, reason=reason, outcome="withdrawn"
        )
        _say(objection, "withdrawn")
    return objection


def objection_send(
    *, objection: Objection, advice: str, opinion: str, by: Acting, at: datetime
) -> Objection:
    """Send an objection on to the Services Deputy, with the province's opinion.

    Args:
        objection: with the province; one that nobody has begun to review is begun with.
        advice: a word of `Advice`.
        opinion: what the province says of it, with its reasons.
        by: the Provincial Deputy.
        at: the moment.

    Raises:
        Refused: with everything that is wrong.
        Conflict: the case has moved.
    """
    refuse(
        *choice_faults("advice", advice, Advice.values), *text_faults("opinion", opinion, LONGEST)
    )
    with act(by=by, at=at, case=objection.case.number):
        _begun(objection, by, at)
        _moved(objection, "send", by, at)
        objection.advice, objection.opinion = advice, clean_lines(opinion)
        objection.save(update_fields=["advice", "opinion"])
        turn_told(objection, by=by, at=at)
        managers_told(objection, by=by, at=at)
        _say(objection, "sent", facts={"advice": advice}, private={"opinion": clean_lines(opinion)})
    return objection


def clean_lines(text: str) -> str:
    """A text of several lines, each cleaned by itself."""
    return "\n".join(clean(line) for line in text.replace("\r\n", "\n").split("\n")).strip()


def _lacking(
    case: Case, points: Sequence[Claim], reasons: str, given: Sequence[Given], on: date
) -> list[Reason]:
    """What the law has against an objection, but for its lateness, which the clock tells.

    What only lacks may be mended later; see the procedure.
    """
    ruling = objection_admissible(
        by=Actor.MANAGER,
        lodged_on=on,
        announced_on=announced_on(case),
        served_on=served_on(case),
        states_reasons=any(clean(one.claim) for one in points) or bool(clean(reasons)),
        brings_documents=bool(given),
        calendar=calendar(),
        province=case.province,
        values=values_in_force(),
    )
    return [one for one in ruling.reasons if one.blocks and one.key != "late"]


def _late_faults(case: Case, late_because: str, on: date) -> list[Reason]:
    """What is wrong with why it comes late; the last day may have been moved by an extension."""
    faults = text_faults("late_because", late_because, LONGEST, needed=False)
    clock = clock_of_objecting(case)
    if clock and clock.last_on and clock.last_on < on and not clean(late_because):
        faults.append(Reason("late_because", NO_LATENESS, OBJECTING, needed=clock.last_on))
    return faults


def _point_faults(case: Case, points: Sequence[Claim]) -> list[Reason]:
    if not points:
        return [Reason("points", NO_POINTS, OBJECTING)]
    if len(points) > MOST_POINTS:
        return [Reason("points", TOO_MANY_POINTS, (), found=len(points), needed=MOST_POINTS)]
    assert case.office is not None
    known = objectable(case.office, run_announced(cycle_of_case(case))).choices()
    faults, seen = [], set()
    for number, one in enumerate(points, start=1):
        where, which = f"claim-{number}", {"number": number}
        if (one.criterion, one.evidence) not in known:
            faults.append(Reason("points", UNKNOWN, OBJECTING, params=which))
        if (one.criterion, one.evidence) in seen:
            faults.append(Reason("points", TWICE, (), params=which))
        seen.add((one.criterion, one.evidence))
        if not clean(one.claim):
            faults.append(Reason(where, NO_CLAIM, OBJECTING, params=which))
        elif len(one.claim) > LONGEST:
            found = len(one.claim)
            faults.append(Reason(where, CLAIM_LONG, (), found=found, needed=LONGEST, params=which))
    return faults


def _document_faults(given: Sequence[Given]) -> list[Reason]:
    faults = []
    if len(given) > MOST_DOCUMENTS:
        count = len(given)
        faults.append(Reason("documents", TOO_MANY_FILES, (), found=count, needed=MOST_DOCUMENTS))
    for one in given:
        faults += [replace(why, key="documents") for why in upload_checked(one.name, one.data)[1]]
    return faults


def _of_draft(draft: ObjectionDraft | None) -> list[Given]:
    files = draft.files.select_related("content") if draft else ()
    return [Given(one.name.reveal(), content_read(one.content)) for one in files]


def _forget(draft: ObjectionDraft | None) -> None:
    if draft is not None:
        draft.files.all().delete()
        draft.delete()


def _keep(case: Case, given: Iterable[Given], by: Acting, at: datetime) -> list[Document]:
    return [
        document_add(
            case=case, kind=GIVEN, name=one.name, data=one.data, visible_to=READERS, by=by, at=at
        )
        for one in given
    ]


def _begun(objection: Objection, by: Acting, at: datetime) -> None:
    """Begin the review where nobody has: who sends or returns an objection has looked at it."""
    if objection.case.state == OBJECTED.key:
        _moved(objection, "review", by, at)


def _moved(
    objection: Objection,
    step: str,
    by: Acting,
    at: datetime,
    *,
    actor: Actor | None = None,
    reason: str = "",
    outcome: str = "",
) -> Case:
    objection.case = step_take(
        case=objection.case, step=step, by=by, at=at, actor=actor, reason=reason, outcome=outcome
    )
    return objection.case


def _say(
    objection: Objection,
    did: str,
    *,
    facts: dict[str, object] | None = None,
    private: dict[str, str] | None = None,
) -> None:
    event_write(
        kind=f"objection.{did}",
        subject=objection.key,
        cites=CITES[did],
        facts={"case": objection.case.number, "office": objection.office.code, **(facts or {})},
        private=private or {},
    )


CITES = {
    "lodged": OBJECTING,
    "completed": OBJECTING,
    "withdrawn": OBJECTING,
    "returned": OBJECTING,
    "sent": REVIEWING,
}
