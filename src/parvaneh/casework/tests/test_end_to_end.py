"""One case from its opening to a missed limit: letter, notice, service, time, escalation."""

from datetime import timedelta

import pytest

from parvaneh.casework.documents import documents_of
from parvaneh.casework.models import Deadline, Notice
from parvaneh.casework.notices import Recipient, notice_send, notice_view
from parvaneh.casework.operations import case_open, step_take, time_pass
from parvaneh.casework.procedures import procedure_on_trial
from parvaneh.casework.queries import escalated, timeline
from parvaneh.casework.tests.conftest import AT, ON
from parvaneh.casework.tests.trial import APPLICANT, ARTICLE, TWENTY_DAYS
from parvaneh.law.directive_1392.art24_finality import APPEAL_DAYS
from parvaneh.law.procedure import Procedure, State, Step
from parvaneh.law.vocabulary import Actor, Term
from parvaneh.ledger.acts import SYSTEM

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LETTER = {"case.standing": {}}
READERS = {Actor.APPLICANT}

ISSUED = State("issued", "صادرشده", "issued")
APPEALED = State("appealed", "اعتراض‌شده", "appealed", ends=True)
FINAL = State("final", "قطعی", "final", ends=True)
# A limit that the law counts from service, and what follows when nobody used it.
VERDICT = Procedure(
    "verdict",
    Term("رأی آزمایشی", "verdict on trial"),
    ISSUED,
    (
        Step("appeal", (ISSUED,), APPEALED, APPLICANT, ARTICLE, "اعتراض", "appeal", APPEAL_DAYS),
        Step("become_final", (ISSUED,), FINAL, (Actor.CLOCK,), ARTICLE, "قطعیت", "finality",
             APPEAL_DAYS),
    ),
)  # fmt: skip


@pytest.fixture
def verdict():
    with procedure_on_trial(VERDICT):
        yield


@pytest.fixture
def issued(verdict, office, person, applicant):
    return case_open(
        procedure="verdict",
        subject="office:2300001",
        office=office,
        parties=[(person, Actor.APPLICANT)],
        letters=LETTER,
        visible_to=READERS,
        by=SYSTEM,
        at=AT,
    )


@pytest.fixture
def served(issued, person, applicant, deputy, jobs_run_now) -> Notice:
    """The letter of the opening, rendered by its job, sent, and opened three days later."""
    jobs_run_now()
    [letter] = documents_of(applicant, issued, on=ON)
    [notice] = notice_send(document=letter, to=[Recipient(person=person)], by=deputy, at=AT + DAY)
    return notice_view(notice=notice, by=applicant, at=AT + 3 * DAY)


def test_time_runs_from_the_service_of_the_letter(issued, served):
    assert served.served_on == ON + 3 * DAY
    deadline = Deadline.objects.get(case=issued)
    assert (deadline.state, deadline.starts_on) == ("open", served.served_on)
    before = issued.due_on
    issued.refresh_from_db()
    assert issued.due_on == deadline.last_on > before


def test_a_missed_limit_moves_the_case_where_the_law_says_so(issued, served):
    last = Deadline.objects.get(case=issued).last_on
    until = AT + (last - ON)
    assert time_pass(at=until) == []
    [moved] = time_pass(at=until + DAY)
    assert (moved.state, moved.entered_on) == ("final", last + DAY)
    assert Deadline.objects.get(case=issued).state == "lapsed"


def test_the_course_holds_letter_and_notice_for_whom_they_concern(
    issued, served, applicant, deputy, colleague
):
    issued.refresh_from_db()
    step_take(case=issued, step="appeal", by=applicant, at=AT + 4 * DAY, letters=LETTER)
    shown = {entry.kind for entry in timeline(issued, applicant, ON)}
    assert shown == {
        "case.opened", "document", "notice.sent", "notice.viewed", "notice.served",
        "deadlines.served", "case.step-taken",
    }  # fmt: skip
    # The last letter is internal: it is on the course of those who work on the case only.
    for reader, letters in ((applicant, 1), (deputy, 2), (colleague, 2)):
        kinds = [entry.kind for entry in timeline(issued, reader, ON)]
        assert kinds.count("document") == letters


def test_a_missed_limit_without_an_outcome_is_escalated_and_moves_nothing(case, deputy):
    case = step_take(
        case=case, step="examine", by=deputy, at=AT, letters=LETTER, visible_to=READERS
    )
    late = AT + 40 * DAY
    assert time_pass(at=late) == []
    assert Deadline.objects.get(case=case, key=TWENTY_DAYS).state == "open"
    assert [one.case.pk for one in escalated(deputy, on=late.date())] == [case.pk]


def test_a_letter_of_an_act_that_fails_is_not_decided_on(case, deputy):
    before = len(documents_of(deputy, case, on=ON))
    with pytest.raises(LookupError):
        step_take(case=case, step="examine", by=deputy, at=AT, letters={**LETTER, "none": {}})
    assert len(documents_of(deputy, case, on=ON)) == before
