"""Whose a case is, who is recused, what notes say to whom, and acts on many cases."""

from datetime import timedelta

import pytest

from parvaneh.access.permissions import Permission
from parvaneh.access.roles import ROLES
from parvaneh.access.scopes import Scope
from parvaneh.casework.models import Assignment, Case, Message, NoteVersion, Standing, Visibility
from parvaneh.casework.operations import (
    case_assign,
    case_open,
    cases_assign,
    cases_hand_on,
    hand_over,
    note_edit,
    note_write,
    recusal_declare,
    recusal_end,
    step_take,
    steps_take,
)
from parvaneh.casework.queries import (
    note_of,
    notes_for,
    open_steps_for,
    quorum_tested,
    steps_next,
    timeline,
    users_mentioned,
)
from parvaneh.casework.tests.conftest import AT, ON, acting
from parvaneh.casework.units import DESKS
from parvaneh.frame.refused import Conflict, NotThere, Refused
from parvaneh.law.bodies import Rules
from parvaneh.law.citation import cites
from parvaneh.law.values import shipped_values, value_at
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Person

pytestmark = pytest.mark.django_db


def faults(refused) -> list[str]:
    return [reason.key for reason in refused.value.ruling.reasons if reason.blocks]


def test_a_case_is_given_from_hand_to_hand_and_every_hand_is_kept(case, deputy, colleague):
    case = case_assign(case=case, to=deputy.user, by=deputy, at=AT)
    case = case_assign(case=case, to=colleague.user, by=deputy, at=AT, reason="مرخصی")
    assert case.assigned_to == colleague.user
    hands = Assignment.objects.order_by("id").values_list("user__code", "ended_by")
    assert list(hands) == [("deputy_1", "user:deputy_1"), ("deputy_3", "")]


def test_a_case_is_not_given_by_or_to_somebody_without_a_role_there(
    case, deputy, deputy_elsewhere, applicant
):
    with pytest.raises(NotThere):
        case_assign(case=case, to=deputy.user, by=deputy_elsewhere, at=AT)
    with pytest.raises(NotThere):
        case_assign(case=case, to=applicant.user, by=applicant, at=AT)
    with pytest.raises(Refused) as refused:
        case_assign(case=case, to=deputy_elsewhere.user, by=deputy, at=AT)
    assert faults(refused) == ["to"]


def test_two_who_take_a_case_at_once_do_not_both_get_it(case, deputy, colleague):
    case_assign(case=case, to=deputy.user, by=deputy, at=AT)
    with pytest.raises(Conflict):
        case_assign(case=case, to=colleague.user, by=colleague, at=AT)


def test_a_recused_user_loses_the_case_and_takes_no_step(case, deputy, colleague):
    case = case_assign(case=case, to=deputy.user, by=deputy, at=AT)
    declared = recusal_declare(
        case=case, user=deputy.user, standing=Standing.RECUSED, reason="خویشاوند", by=deputy, at=AT
    )
    case.refresh_from_db()
    assert case.assigned_to is None
    with pytest.raises(Refused) as refused:
        step_take(case=case, step="examine", by=deputy, at=AT)
    assert faults(refused) == ["recused"]
    assert open_steps_for(case, deputy, ON) == ()
    with pytest.raises(Refused):
        case_assign(case=case, to=deputy.user, by=colleague, at=AT)
    with pytest.raises(NotThere):
        recusal_end(recusal=declared, by=deputy, at=AT)
    recusal_end(recusal=declared, by=colleague, at=AT)
    case.refresh_from_db()
    assert step_take(case=case, step="examine", by=deputy, at=AT).state == "examined"


def test_a_conflict_of_others_is_declared_by_who_assigns_and_once(case, deputy, applicant):
    with pytest.raises(NotThere):
        recusal_declare(
            case=case, user=deputy.user, standing=Standing.RECUSED, reason="x", by=applicant, at=AT
        )
    with pytest.raises(Refused) as refused:
        recusal_declare(case=case, standing=Standing.ABSENT, reason=" ", by=deputy, at=AT)
    assert faults(refused) == ["reason", "person"]


def test_quorum_is_the_laws_without_those_recused_and_absent(case, deputy):
    persons = [Person.objects.create(code=f"m{n}", name=f"member_{n}") for n in range(5)]
    codes = [one.code for one in persons]
    values = shipped_values()
    rules = Rules(
        5,
        value_at(values, "D1392.10.quorum", ON),
        value_at(values, "D1392.10.majority", ON),
        cites("D1392 10"),
    )

    def tested():
        return quorum_tested(case=case, members=codes, present=codes, rules=rules)

    assert tested().value == tuple(codes)
    for n, standing in enumerate((Standing.RECUSED, Standing.ABSENT)):
        recusal_declare(
            case=case, person=persons[n], standing=standing, reason="دلیل", by=deputy, at=AT
        )
    assert tested().value == ("m2", "m3", "m4")
    for person in persons[2:4]:
        recusal_declare(
            case=case, person=person, standing=Standing.RECUSED, reason="دلیل", by=deputy, at=AT
        )
    assert [why.key for why in tested().reasons if why.blocks] == ["deadlock"]


def texts(case, who) -> list[str]:
    return [note.text for note in notes_for(case, who, ON)]


def test_a_note_is_read_by_those_whom_it_is_for(
    case, deputy, colleague, applicant, deputy_elsewhere
):
    officer = acting("officer", "department_officer", Scope.COUNTRY)
    for visibility in Visibility:
        note_write(case=case, text=visibility.value, visibility=visibility, by=deputy, at=AT)
    note_write(
        case=case, text="draft", visibility=Visibility.PARTIES, by=deputy, at=AT, is_draft=True
    )
    assert texts(case, deputy) == ["draft", "parties", "unit", "private"]
    assert texts(case, colleague) == ["parties", "unit"]
    assert texts(case, officer) == ["parties"]
    assert texts(case, applicant) == ["parties"]


def test_a_draft_leaks_nowhere(case, deputy, colleague):
    hidden = "پیش‌نویس محرمانه"
    draft = note_write(
        case=case, text=hidden, visibility=Visibility.UNIT, by=deputy, at=AT, is_draft=True
    )
    with pytest.raises(NotThere):
        note_of(colleague, case, draft.code, ON)
    assert hidden not in str(list(Event.objects.values()))
    assert hidden not in str([entry.thing for entry in timeline(case, colleague, ON)])
    assert users_mentioned(draft, "@deputy_3", ON) == []
    note_edit(note=draft, text="گفته", by=deputy, at=AT, publish=True)
    assert texts(case, colleague) == ["گفته"]


def test_an_edit_is_a_version_and_only_the_authors(case, deputy, colleague):
    note = note_write(case=case, text="یک\nدو", visibility=Visibility.UNIT, by=deputy, at=AT)
    stale = note_of(deputy, case, note.code, ON)
    note_edit(note=note, text="سه", by=deputy, at=AT)
    with pytest.raises(Conflict):
        note_edit(note=stale, text="چهار", by=deputy, at=AT)
    with pytest.raises(NotThere):
        note_edit(note=note, text="x", by=colleague, at=AT)
    assert list(NoteVersion.objects.values_list("number", "text")) == [(1, "یک\nدو"), (2, "سه")]


@pytest.mark.parametrize("text", ["", " \u200f\n\t ", "x" * 20_001])
def test_a_note_without_text_or_without_end_is_refused(case, deputy, text):
    with pytest.raises(Refused) as refused:
        note_write(case=case, text=text, visibility=Visibility.PARTIES, by=deputy, at=AT)
    assert faults(refused) == ["text"]


def test_a_mention_reaches_only_who_may_read_the_note(case, deputy, colleague, deputy_elsewhere):
    text = "سلام @deputy_3 و @deputy_2 و a@deputy_1.ir"
    note = note_write(case=case, text=text, visibility=Visibility.UNIT, by=deputy, at=AT)
    assert users_mentioned(note, text, ON) == [colleague.user]
    assert [message.to for message in Message.objects.filter(kind="mention")] == [colleague.user]


def test_a_mention_is_told_once_and_not_of_a_draft(case, deputy, colleague):
    note = note_write(
        case=case,
        text="@deputy_3",
        visibility=Visibility.UNIT,
        by=deputy,
        at=AT,
        is_draft=True,
    )
    assert not Message.objects.exists()
    for text in ("سلام @deputy_3", "درود @deputy_3"):
        note_edit(note=note, text=text, by=deputy, at=AT, publish=True)
    assert Message.objects.filter(kind="mention", to=colleague.user, channel="app").count() == 1


def test_a_party_writes_no_note_for_a_unit(case, applicant):
    with pytest.raises(Refused) as refused:
        note_write(case=case, text="x", visibility=Visibility.UNIT, by=applicant, at=AT)
    assert faults(refused) == ["unit"]


def test_every_role_that_reads_internal_notes_has_a_desk():
    reading = {code for code, one in ROLES.items() if Permission.NOTE_INTERNAL_SEE in one.allows}
    assert reading <= set(DESKS)
    assert set(DESKS) <= set(ROLES)


def test_a_timeline_tells_parties_the_course_and_workers_everything(case, deputy, applicant):
    case = case_assign(case=case, to=deputy.user, by=deputy, at=AT)
    case = step_take(case=case, step="examine", by=deputy, at=AT + timedelta(1))
    note_write(case=case, text="x", visibility=Visibility.UNIT, by=deputy, at=AT + timedelta(2))

    def kinds(who):
        return {entry.kind for entry in timeline(case, who, ON)}

    assert {"case.opened", "case.step-taken", "case.assigned", "note"} <= kinds(deputy)
    assert kinds(applicant) == {"case.opened", "case.step-taken"}


def test_the_next_steps_are_named_with_whose_they_are(case, deputy, applicant):
    assert [step.key for step in open_steps_for(case, deputy, ON)] == ["examine"]
    assert [step.key for step in open_steps_for(case, applicant, ON)] == ["remark", "withdraw"]
    assert {one.step.key for one in steps_next(case, deputy, ON)} == {
        "examine", "remark", "lapse", "withdraw"
    }  # fmt: skip


def test_a_matter_is_handed_over_with_its_source(case, deputy, office):
    made = hand_over(
        to="complaint", subject="office:2300001", source=case.key, office=office, by=deputy, at=AT
    )
    assert (made.state, made.source, made.number[5:7]) == ("received", case.key, "41")
    assert "case.handed-over" in {entry.kind for entry in timeline(case, deputy, ON)}


@pytest.fixture
def three(office, applicant):
    return [
        case_open(procedure="trial", subject=f"x:{n}", office=office, by=applicant, at=AT)
        for n in range(3)
    ]


def test_a_bulk_step_answers_for_each_case_and_undoes_none(three, deputy):
    step_take(case=three[1], step="examine", by=deputy, at=AT)
    numbers = [*(case.number for case in three), "1404-99-000009-00"]
    answers = steps_take(numbers=numbers, step="examine", by=deputy, at=AT)
    assert [one.outcome for one in answers] == ["done", "refused", "done", "not_there"]
    assert Case.objects.filter(state="examined").count() == 3
    summary = Event.objects.filter(kind="cases.steps-taken").get()
    assert summary.subject == deputy.key


def test_too_many_at_once_are_refused_before_any(three, deputy):
    with pytest.raises(Refused):
        steps_take(numbers=map(str, range(201)), step="examine", by=deputy, at=AT)
    assert not Event.objects.filter(kind="cases.steps-taken").exists()


def test_who_leaves_hands_on_every_running_case(three, deputy, colleague):
    answers = cases_assign(
        numbers=[case.number for case in three], to=deputy.user, by=deputy, at=AT
    )
    assert {one.outcome for one in answers} == {"done"}
    recusal_declare(
        case=three[0], user=colleague.user, standing=Standing.RECUSED, reason="x", by=deputy, at=AT
    )
    answers = cases_hand_on(
        leaver=deputy.user, to=colleague.user, by=deputy, at=AT, reason="پایان خدمت"
    )
    assert [one.outcome for one in answers] == ["refused", "done", "done"]
    assert Case.objects.filter(assigned_to=colleague.user).count() == 2
