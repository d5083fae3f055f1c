"""Objections from the announcement to the served decision, and every way beside it."""

from fractions import Fraction

import pytest

from parvaneh.casework.documents import document_bytes
from parvaneh.casework.models import Case, Deadline, Document, Message, Notice
from parvaneh.casework.notices import notice_view
from parvaneh.casework.operations import time_pass
from parvaneh.frame.jobs import run_waiting
from parvaneh.frame.refused import Conflict, Refused
from parvaneh.ledger.models import Event
from parvaneh.ranking.corrections import Correction, Do, Verdict
from parvaneh.ranking.models import Objection
from parvaneh.ranking.operations.deciding import (
    objection_accept,
    objection_admit,
    objection_dismiss,
    objection_reject,
    objection_serve,
    outcome_previewed,
)
from parvaneh.ranking.operations.objecting import (
    Claim,
    Given,
    objection_complete,
    objection_return,
    objection_send,
    objection_withdraw,
)
from parvaneh.ranking.operations.objection_limits import limits_escalate
from parvaneh.ranking.tests.objection_cast import (
    DAY,
    FIRST_OFFICE,
    PDF,
    Announcing,
    announced_country,
    claims,
    lodged,
    rows_of_others,
    sent,
)
from parvaneh.registry.models import Assessment, Grade
from parvaneh.scoring.evidence import SCALE

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made() -> Announcing:
    return announced_country()


def keys(refused) -> list[str]:
    return [one.key for one in refused.value.ruling.reasons if one.blocks]


def accepted(objection: Objection, score: int = 100) -> list[Verdict]:
    return [
        Verdict(
            one.number,
            accepted=True,
            answer="سند می‌گوید.",
            correction=Correction(Do.SCORE, one.evidence, one.criterion, score * SCALE),
        )
        for one in objection.points.all()
    ]


def test_an_objection_is_lodged_with_its_points_and_documents(made):
    objection = lodged(made)
    case = made.case()
    assert (case.state, case.waits_for) == ("objected", ["manager", "provincial_deputy"])
    assert objection.grade == Grade.objects.get(office=objection.office)
    assert [one.claim.reveal() for one in objection.points.all()] == ["نمره نادرست است."]
    [document] = Document.objects.filter(case=case)
    assert document_bytes(document) == PDF
    assert Message.objects.filter(kind="objection", to=made.country.deputy.user).exists()
    event = Event.objects.get(kind="objection.lodged")
    assert event.facts["late"] is False
    assert "نادرست" not in str(event.body)


def test_every_fault_of_an_objection_is_told_at_once(made):
    wrong = [
        Claim("I1.a", "assessment:b-1/1", "x"),
        *claims(made),
        Claim(claims(made)[0].criterion, claims(made)[0].evidence, " "),
    ]
    with pytest.raises(Refused) as refused:
        lodged(made, points=wrong, documents=[Given("a.pdf", b"no")])
    assert sorted(keys(refused)) == ["claim-3", "documents", "points", "points"]
    with pytest.raises(Refused) as refused:
        lodged(made, points=[])
    assert keys(refused) == ["points"]


def test_what_only_lacks_is_taken_and_told(made):
    lodged(made, documents=[])
    assert Event.objects.get(kind="objection.lodged").facts["lacking"] == ["no_documents"]


def test_a_late_objection_needs_a_reason_and_is_admitted_or_dismissed(made):
    late = made.at + 40 * DAY
    with pytest.raises(Refused) as refused:
        lodged(made, at=late)
    assert keys(refused) == ["late_because"]
    objection = lodged(made, at=late, late_because="بیماری")
    assert made.case().state == "late"
    by = made.country.officer
    with pytest.raises(Refused):
        objection_dismiss(objection=objection, reasons=" ", by=by, at=late)
    other = lodged(made, "2300103", at=late, late_because="سفر")
    objection_admit(objection=objection, reasons="عذر موجه", by=by, at=late)
    assert made.case().state == "objected"
    objection_dismiss(objection=other, reasons="عذر موجه نیست", by=by, at=late)
    case = made.case("2300103")
    assert (case.state, case.outcome) == ("rejected", "dismissed")


def test_an_objection_is_returned_completed_and_its_days_go_on(made):
    objection = lodged(made, documents=[])
    deputy, manager = made.country.deputy, made.country.managers[FIRST_OFFICE]
    objection_return(objection=objection, lacking="رسید را بدهید", by=deputy, at=made.at + 4 * DAY)
    assert made.case().state == "incomplete"
    begun = Deadline.objects.get(case=made.case(), key="D1404.12.review_days")
    with pytest.raises(Refused) as refused:
        objection_complete(
            objection=objection, said="", documents=[], by=manager, at=made.at + 5 * DAY
        )
    assert keys(refused) == ["said"]
    objection_complete(
        objection=objection,
        said="رسید پیوست است",
        documents=[Given("رسید.pdf", PDF)],
        by=manager,
        at=made.at + 5 * DAY,
    )
    assert made.case().state == "in_review"
    kept = Deadline.objects.get(case=made.case(), key="D1404.12.review_days")
    assert (kept.pk, kept.last_on) == (begun.pk, begun.last_on)


def test_an_objection_that_is_withdrawn_leaves_the_grade_as_it_is(made):
    objection = lodged(made)
    manager = made.country.managers[FIRST_OFFICE]
    objection_withdraw(objection=objection, by=manager, at=made.at + 4 * DAY)
    case = made.case()
    assert (case.state, case.outcome) == ("withdrawn", "withdrawn")
    assert Grade.objects.filter(office=objection.office).count() == 1


def test_an_accepted_objection_corrects_evidence_grade_place_and_letter(made):
    objection = sent(made, lodged(made, points=claims(made, count=30)))
    verdicts, by = accepted(objection), made.country.officer
    others = rows_of_others(made)
    before = objection.grade
    preview = outcome_previewed(objection=objection, verdicts=verdicts)
    assert Grade.objects.filter(office=objection.office).count() == 1
    at = made.at + 10 * DAY
    objection_accept(objection=objection, verdicts=verdicts, reasons="پذیرفته شد", by=by, at=at)
    objection.refresh_from_db()
    grade = objection.became
    before.refresh_from_db()
    assert grade.version == 2
    assert (grade.total, grade.place) == (str(preview.after.total), preview.after.place)
    assert Fraction(grade.total) > Fraction(before.total)
    assert grade.place < before.place
    assert (before.ends_on, grade.starts_on) == (made.on + 9 * DAY, made.on + 10 * DAY)
    assert rows_of_others(made) == others
    rows = Assessment.objects.filter(corrects__isnull=False)
    assert {(one.score, one.batch.source) for one in rows} == {(100 * SCALE, made.case().key)}
    run_waiting()
    kinds = Document.objects.filter(case=made.case(), number__gt="").values_list("kind", "state")
    assert sorted(kinds) == [("ranking.corrected", "ready"), ("ranking.decision", "ready")]


def test_the_decision_is_served_and_its_proof_is_kept(made):
    objection = sent(made, lodged(made))
    at, by = made.at + 10 * DAY, made.country.officer
    verdicts = [Verdict(1, accepted=False, answer="درست است")]
    objection_reject(objection=objection, verdicts=verdicts, reasons="رد شد", by=by, at=at)
    with pytest.raises(Refused) as refused:
        objection_serve(objection=objection, by=by, at=at)
    assert keys(refused) == ["letter"]
    run_waiting()
    objection_serve(objection=objection, by=by, at=at)
    assert made.case().state == "served"
    [notice] = Notice.objects.filter(case=made.case())
    manager = made.country.managers[FIRST_OFFICE]
    notice_view(notice=notice, by=manager, at=at + DAY)
    assert Notice.objects.get().served_on == made.on + 11 * DAY
    assert Deadline.objects.get(key="D1404.12.decision_months").state == "met"


def test_what_is_accepted_needs_a_correction_that_fits_and_every_point_an_answer(made):
    objection = sent(made, lodged(made, points=claims(made, count=2)))
    at, by = made.at + 10 * DAY, made.country.officer
    verdicts = [Verdict(1, accepted=True, answer="")]
    with pytest.raises(Refused) as refused:
        objection_accept(objection=objection, verdicts=verdicts, reasons="", by=by, at=at)
    assert sorted(keys(refused)) == ["answer-1", "do-1", "reasons", "verdict-2"]
    _one, two = objection.points.all()
    crossed = Correction(Do.SCORE, two.evidence, two.criterion, 1)
    verdicts = [
        Verdict(1, accepted=True, answer="x", correction=crossed),
        Verdict(2, accepted=False, answer="x"),
    ]
    with pytest.raises(Refused) as refused:
        objection_accept(objection=objection, verdicts=verdicts, reasons="x", by=by, at=at)
    assert keys(refused) == ["do-1"]


def test_of_two_who_decide_at_once_one_is_told_that_it_has_moved(made):
    objection = sent(made, lodged(made))
    first, second = (Objection.objects.get(pk=objection.pk) for _ in range(2))
    assert first.case.version == second.case.version
    at = made.at + 10 * DAY
    objection_accept(
        objection=first, verdicts=accepted(first), reasons="x", by=made.country.officer, at=at
    )
    with pytest.raises(Conflict):
        objection_reject(
            objection=second,
            verdicts=[Verdict(1, accepted=False, answer="x")],
            reasons="x",
            by=made.country.second,
            at=at,
        )
    assert Grade.objects.filter(office=objection.office).count() == 2


def test_an_objection_lodged_twice_is_lodged_once(made):
    case = made.case()
    lodged(made)
    with pytest.raises(Conflict):
        lodged_again(made, case)
    assert Objection.objects.count() == 1


def lodged_again(made: Announcing, case: Case) -> None:
    from parvaneh.ranking.operations.objecting import objection_lodge  # noqa: PLC0415

    objection_lodge(
        case=case, points=claims(made), reasons="", documents=[],
        by=made.country.managers[FIRST_OFFICE], at=made.at + 3 * DAY,
    )  # fmt: skip


def test_only_those_whom_the_article_names_take_its_steps(made):
    objection = lodged(made)
    at = made.at + 4 * DAY
    with pytest.raises(Refused):
        objection_send(
            objection=objection, advice="accept", opinion="x", by=made.country.deputy_of_fars, at=at
        )
    sent(made, objection)
    with pytest.raises(Refused) as refused:
        objection_accept(
            objection=objection, verdicts=accepted(objection), reasons="x",
            by=made.country.deputy, at=made.at + 6 * DAY,
        )  # fmt: skip
    assert keys(refused) == ["actor"]
    assert not Assessment.objects.filter(corrects__isnull=False).exists()


def test_a_missed_limit_is_told_above_once_and_decides_nothing(made):
    objection = lodged(made)
    late = made.at + 60 * DAY
    time_pass(at=late)
    assert [one.pk for one in limits_escalate(at=late)] == [objection.pk]
    assert limits_escalate(at=late + DAY) == []
    told = Message.objects.filter(kind="limit-missed", channel="app")
    officers = {made.country.officer.user.pk, made.country.second.user.pk}
    assert set(told.values_list("to", flat=True)) == officers
    assert Event.objects.get(kind="objection.limit-missed").facts["duty"] == "review"
    assert made.case().state == "objected"


def test_hostile_persian_text_is_kept_clean_and_whole(made):
    text = "\u202eكي\u200cها\x00 \u2066گزارش\u2069\nخط دوم <script>"
    one = claims(made)[0]
    objection = lodged(made, points=[Claim(one.criterion, one.evidence, text)], reasons=text)
    assert objection.points.get().claim.reveal() == "کی\u200cها گزارش\nخط دوم <script>"
