"""Decisions of the Services Deputy on objections (art. 12), and their service.

Where a point is accepted, evidence is corrected through the registry, the office alone is computed
anew, and a new version of its grade stands from the day that A-24 says. Nothing is overwritten, and
no row of another office is touched.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.models import DocumentState, Notice
from parvaneh.casework.notices import Recipient, notice_send
from parvaneh.casework.operations import step_take
from parvaneh.editions.operations import edition_publish
from parvaneh.frame.refused import Conflict, Refused, refuse
from parvaneh.kit.clock import day_of
from parvaneh.kit.languages import msg
from parvaneh.kit.text import clean
from parvaneh.law.citation import cites
from parvaneh.law.directive_1404.art12_outcome import CORRECTED_FROM
from parvaneh.law.ruling import Reason, ruled
from parvaneh.law.values import choice, value_at
from parvaneh.ledger.acts import act, event_write
from parvaneh.ranking.corrections import Verdict
from parvaneh.ranking.models import Objection, Point
from parvaneh.ranking.operations.correcting import correction_faults, evidence_correct
from parvaneh.ranking.operations.objecting import LONGEST, clean_lines
from parvaneh.ranking.operations.objection_letters import decision_letters, letters_of
from parvaneh.ranking.operations.objection_telling import managers_told, turn_told
from parvaneh.ranking.operations.telling_systems import grade_tell
from parvaneh.ranking.queries.cycles import ranking_of
from parvaneh.ranking.queries.objections import announced_on, run_announced
from parvaneh.ranking.queries.recomputing import Again, computed_again, fraction_said
from parvaneh.registry.entering import text_faults
from parvaneh.registry.operations import Announced, grade_replace
from parvaneh.registry.queries import values_in_force
from parvaneh.scoring.bundle import canonical_json
from parvaneh.scoring.ranking import Unrankable

DECIDING = cites("D1404 12(3)")
BECAUSE_LENGTH = 400
LEVEL = 1  # of compression, as runs keep explanations

NO_VERDICT = msg("Point {number} is not decided yet.")
NO_ANSWER = msg("Say why point {number} is decided so.")
ANSWER_LONG = msg("The answer to point {number} has {found} characters; at most {needed} are kept.")
NO_CORRECTION = msg("Point {number} is accepted: say what is corrected.")
NONE_ACCEPTED = msg("No point is accepted; reject the objection instead.")
ONE_ACCEPTED = msg("Point {number} is accepted; a rejection accepts none.")
NOT_READY = msg("The letter is still being made; try again in a moment.")
NO_LETTER = msg("There is no letter of this decision to serve.")
REFUSED_BY_LAW = msg("The law refuses the corrected evidence.")


@dataclass(frozen=True)
class ByDecision:
    """Who corrects evidence by deciding: the step of the case has found them to be the deputy.

    Correcting evidence otherwise takes another permission, which deciding does not give.
    """

    key: str
    for_key: str


def outcome_previewed(*, objection: Objection, verdicts: Sequence[Verdict]) -> Again:
    """What accepting these points would make of the office; nothing is written.

    Raises:
        Refused: with everything that is wrong with the verdicts or the corrections.
    """
    refuse(*_verdict_faults(objection, verdicts))
    return _again(objection, verdicts)


def objection_accept(
    *,
    objection: Objection,
    verdicts: Sequence[Verdict],
    reasons: str,
    by: Acting,
    at: datetime,
) -> Objection:
    """Accept an objection in one point or in several, and correct the result.

    Args:
        objection: with the Services Deputy.
        verdicts: one for each point.
        reasons: of the decision as a whole.
        by: the Services Deputy.
        at: the moment; the corrected grade stands from its day (A-24), or from the announcement.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody else decided, or corrected the same, meanwhile.
    """
    faults = _verdict_faults(objection, verdicts)
    faults += text_faults("reasons", reasons, LONGEST)
    if not any(one.accepted for one in verdicts):
        faults.append(Reason("verdicts", NONE_ACCEPTED, DECIDING))
    refuse(*faults)
    on = day_of(at)
    case = objection.case
    with act(by=by, at=at, case=case.number):
        accepted = sum(one.accepted for one in verdicts)
        whole = accepted == len(verdicts)
        objection.case = step_take(
            case=case, step="accept", by=by, at=at, outcome="accepted" if whole else "partly"
        )
        again = _again(objection, verdicts)
        made = _corrected(objection, verdicts, by, at)
        _points_decided(objection, verdicts, made)
        grade = grade_replace(
            grade=objection.grade,
            announced=_announced(objection, again),
            starts_on=_starts_on(objection, on),
            source=case.key,
            because=clean(reasons)[:BECAUSE_LENGTH],
            by=by,
            at=at,
        )
        grade_tell(grade=grade, at=at)
        objection.became = grade
        objection.derivation = zlib.compress(canonical_json(again.derivation), LEVEL)
        _decided(objection, reasons, on)
        decision_letters(objection, "accepted" if whole else "partly", by, at)
        _say(
            objection,
            "accepted",
            reasons,
            facts={
                "accepted": [one.number for one in verdicts if one.accepted],
                "made": sorted(made.values()),
                "before": objection.grade.grade,
                "after": grade.grade,
                "total": grade.total,
                "place": grade.place or 0,
            },
        )
        managers_told(objection, by=by, at=at)
        edition_publish(by=by, at=at)  # the register shows it from the same moment on (13)
    return objection


def objection_reject(
    *,
    objection: Objection,
    verdicts: Sequence[Verdict],
    reasons: str,
    by: Acting,
    at: datetime,
) -> Objection:
    """Reject an objection, point by point; the announced grade stands.

    Raises:
        Refused: with everything that is wrong.
        Conflict: somebody else decided meanwhile.
    """
    faults = _verdict_faults(objection, verdicts)
    faults += text_faults("reasons", reasons, LONGEST)
    for one in verdicts:
        if one.accepted:
            faults.append(Reason("verdicts", ONE_ACCEPTED, DECIDING, params={"number": one.number}))
    refuse(*faults)
    with act(by=by, at=at, case=objection.case.number):
        objection.case = step_take(
            case=objection.case, step="reject", by=by, at=at, outcome="rejected"
        )
        _points_decided(objection, verdicts, {})
        _decided(objection, reasons, day_of(at))
        decision_letters(objection, "rejected", by, at)
        _say(objection, "rejected", reasons)
        managers_told(objection, by=by, at=at)
    return objection


def objection_admit(*, objection: Objection, reasons: str, by: Acting, at: datetime) -> Objection:
    """Admit an objection that came late, or was not completed in time, for review.

    Raises:
        Refused, Conflict: as `step_take`; without a reason.
    """
    refuse(*text_faults("reasons", reasons, LONGEST))
    with act(by=by, at=at, case=objection.case.number):
        objection.case = step_take(case=objection.case, step="admit", by=by, at=at, reason=reasons)
        _say(objection, "admitted", reasons)
        turn_told(objection, by=by, at=at)
        managers_told(objection, by=by, at=at)
    return objection


def objection_dismiss(*, objection: Objection, reasons: str, by: Acting, at: datetime) -> Objection:
    """Dismiss an objection that came late, or was not completed in time, without looking into it.

    Raises:
        Refused, Conflict: as `step_take`; without a reason.
    """
    refuse(*text_faults("reasons", reasons, LONGEST))
    with act(by=by, at=at, case=objection.case.number):
        objection.case = step_take(
            case=objection.case, step="dismiss", by=by, at=at, outcome="dismissed"
        )
        _decided(objection, reasons, day_of(at))
        decision_letters(objection, "dismissed", by, at)
        _say(objection, "dismissed", reasons)
        managers_told(objection, by=by, at=at)
    return objection


def objection_serve(*, objection: Objection, by: Acting, at: datetime) -> list[Notice]:
    """Serve the decision on the manager, with the corrected letter where there is one.

    What proves that it reached them (opened, or a signed receipt) is recorded with each notice.

    Raises:
        Refused: the letters are not made yet, or nothing is decided.
        Conflict: the case has moved.
    """
    case = objection.case
    letters = letters_of(objection)
    faults = [] if letters else [Reason("letter", NO_LETTER, DECIDING)]
    if any(one.state == DocumentState.PENDING for one in letters):
        faults.append(Reason("letter", NOT_READY, ()))
    refuse(*faults)
    with act(by=by, at=at, case=case.number):
        objection.case = step_take(case=case, step="serve", by=by, at=at)
        to = [Recipient(office=objection.office)]
        notices = [
            notice
            for letter in letters
            for notice in notice_send(document=letter, to=to, by=by, at=at, starts_time=False)
        ]
        _say(objection, "served", facts={"letters": [one.number for one in letters]})
    return notices


def _verdict_faults(objection: Objection, verdicts: Sequence[Verdict]) -> list[Reason]:
    points = {one.number: one for one in objection.points.all()}
    given = {one.number: one for one in verdicts}
    faults = []
    for number, point in points.items():
        if number not in given:
            faults.append(_fault("verdict", NO_VERDICT, number))
        else:
            faults += _one_fault(point, given[number], objection)
    return faults


def _one_fault(point: Point, one: Verdict, objection: Objection) -> list[Reason]:
    faults, number = [], point.number
    if not clean(one.answer):
        faults.append(_fault("answer", NO_ANSWER, number))
    elif len(one.answer) > LONGEST:
        long = _fault("answer", ANSWER_LONG, number)
        faults.append(replace(long, found=len(one.answer), needed=LONGEST))
    if one.accepted and one.correction is None:
        faults.append(_fault("do", NO_CORRECTION, number))
    if one.accepted and one.correction is not None:
        faults += correction_faults(point, one.correction, objection)
    return faults


def _fault(field: str, message: str, number: int) -> Reason:
    return Reason(f"{field}-{number}", message, DECIDING, params={"number": number})


def _again(objection: Objection, verdicts: Sequence[Verdict]) -> Again:
    run = run_announced(objection.cycle)
    corrections = [one.correction for one in verdicts if one.accepted and one.correction]
    try:
        return computed_again(
            ranking=ranking_of(run), run=run, office=objection.office, corrections=corrections
        )
    except Unrankable as why:
        first = Reason("verdicts", REFUSED_BY_LAW, DECIDING)
        raise Refused(ruled([first, *why.reasons])) from why


def _corrected(
    objection: Objection, verdicts: Sequence[Verdict], by: Acting, at: datetime
) -> Mapping[int, str]:
    """Correct the evidence; the row that each accepted point ended in."""
    doer = ByDecision(by.key, by.for_key)
    return {
        one.number: evidence_correct(
            correction=one.correction,
            office=objection.office,
            because=clean(one.answer)[:BECAUSE_LENGTH],
            source=objection.case.key,
            by=doer,
            at=at,
        )
        for one in verdicts
        if one.accepted and one.correction is not None
    }


def _points_decided(
    objection: Objection, verdicts: Sequence[Verdict], made: Mapping[int, str]
) -> None:
    given = {one.number: one for one in verdicts}
    for point in objection.points.select_for_update():
        if point.accepted is not None:
            raise Conflict(objection.code)
        one = given[point.number]
        point.accepted, point.answer = one.accepted, clean_lines(one.answer)
        point.made = made.get(point.number, "")
        point.save(update_fields=["accepted", "answer", "made"])


def _announced(objection: Objection, again: Again) -> Announced:
    after = again.after
    return Announced(
        office=objection.office,
        total=fraction_said(after.total),
        grade=after.grade if after.total is not None else "",
        place=after.place,
        points=again.points,
        answers=after.survey_n,
    )


def _starts_on(objection: Objection, on: date) -> date:
    announced = announced_on(objection.case)
    rule = value_at(values_in_force(), CORRECTED_FROM, announced)
    if choice(rule, "decision", "announcement") == "decision":
        return on
    return objection.grade.starts_on


def _decided(objection: Objection, reasons: str, on: date) -> None:
    objection.decision, objection.decided_on = clean_lines(reasons), on
    objection.save(update_fields=["decision", "decided_on", "became", "derivation"])


def _say(
    objection: Objection,
    did: str,
    reasons: str = "",
    *,
    facts: Mapping[str, object] | None = None,
) -> None:
    event_write(
        kind=f"objection.{did}",
        subject=objection.key,
        cites=DECIDING,
        facts={"case": objection.case.number, "office": objection.office.code, **(facts or {})},
        private={"reasons": clean_lines(reasons)} if reasons else {},
    )
