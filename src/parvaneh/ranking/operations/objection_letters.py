"""What the letters of a decision say: the decision itself, and the grade that it corrected.

They are decided on in the act of the decision; the corrected grade takes the place of the letter by
which the grade was told, which stays readable beside it.
"""

from datetime import datetime

from parvaneh.access.acting import Acting
from parvaneh.casework.documents import document_pend
from parvaneh.casework.models import Document, DocumentState
from parvaneh.kit.clock import day_of
from parvaneh.kit.letters import Mark
from parvaneh.kit.text import Language
from parvaneh.law.directive_1404.art03_weighting import points_available
from parvaneh.law.directive_1404.art04_criteria import CRITERIA
from parvaneh.law.directive_1404.art07_grades import bands
from parvaneh.law.ruling import Status
from parvaneh.law.vocabulary import Actor
from parvaneh.ranking.letters import CORRECTED, DECISION, GRADE
from parvaneh.ranking.models import Objection, Point
from parvaneh.ranking.queries.objectable import RECORD
from parvaneh.ranking.queries.objections import run_announced
from parvaneh.registry.models import Grade
from parvaneh.registry.queries import values_in_force

READERS = (Actor.MANAGER,)
KINDS = (DECISION, CORRECTED)
# The letters are in Persian.
THE_RECORD = "سوابق انتظامی و قضایی"
ROW_OF = "یک ردیف از مستندات {criterion}"
MARKS = {
    Status.PROVISIONAL.value: Mark.PROVISIONAL.value,
    Status.DEMONSTRATION.value: Mark.DEMONSTRATION.value,
}


def decision_letters(objection: Objection, outcome: str, by: Acting, at: datetime) -> None:
    """Decide on the letter of a decision, and on that of the corrected grade if there is one.

    Args:
        objection: decided in this act.
        outcome: accepted, partly, rejected or dismissed.
        by: the Services Deputy.
        at: the moment.
    """
    document_pend(
        case=objection.case, kind=DECISION, facts=decision_facts(objection, outcome),
        visible_to=READERS, by=by, at=at,
    )  # fmt: skip
    if objection.became is None:
        return
    letters = Document.objects.filter(case=objection.case, kind=GRADE, state=DocumentState.READY)
    document_pend(
        case=objection.case, kind=CORRECTED, facts=corrected_facts(objection),
        visible_to=READERS, replaces=letters.order_by("id").last(), by=by, at=at,
    )  # fmt: skip


def letters_of(objection: Objection) -> list[Document]:
    """The letters of the decision that stand, or are being made."""
    rows = Document.objects.filter(case=objection.case, kind__in=KINDS)
    standing = (DocumentState.PENDING, DocumentState.READY)
    return list(rows.filter(state__in=standing).order_by("id"))


def decision_facts(objection: Objection, outcome: str) -> dict[str, object]:
    """What the letter of a decision says, as `ranking.letters` composes it."""
    return {
        **_of(objection),
        "lodged_on": day_of(objection.lodged_at).isoformat(),
        "outcome": outcome,
        "reasons": objection.decision.reveal(),
        "points": [
            {"what": what_said(one), "accepted": bool(one.accepted), "why": one.answer.reveal()}
            for one in objection.points.all()
            if one.accepted is not None
        ],
    }


def corrected_facts(objection: Objection) -> dict[str, object]:
    """What the letter of a corrected grade says, as `ranking.letters` composes it."""
    grade = objection.became
    assert grade is not None
    available = points_available(values=values_in_force(), on=objection.cycle.last).value
    run = run_announced(objection.cycle)
    return {
        **_of(objection),
        "starts_on": grade.starts_on.isoformat(),
        "placed": run.office_results.filter(place__isnull=False).count(),
        "available": {one.value: str(points) for one, points in (available or {}).items()},
        "old": _held(objection.grade),
        "new": _held(grade),
    }


def what_said(point: Point) -> str:
    """What a point is about, in the language of the letter."""
    if not point.criterion:
        return THE_RECORD
    term = CRITERIA[point.criterion].fa
    is_row = point.evidence and not point.evidence.startswith(RECORD)
    return ROW_OF.format(criterion=term) if is_row else term


def _of(objection: Objection) -> dict[str, object]:
    mark = MARKS.get(objection.grade.standing)
    return {
        "year": objection.cycle.year,
        "office": objection.office.code,
        "title": objection.office.title,
        "objection": objection.code,
        "marks": [mark] if mark else [],
        "language": Language.FA.value,
    }


def _held(grade: Grade) -> dict[str, object]:
    known = bands(values=values_in_force(), on=grade.starts_on).value or ()
    place = next((at for at, one in enumerate(known, 1) if one.key == grade.grade), 0)
    band = known[place - 1] if place else None
    named = band and {"fa": band.fa, "en": band.en, "place": place, "of": len(known)}
    return {
        "grade": named,
        "total": grade.total,
        "place": grade.place,
        "points": dict(grade.points),
    }
