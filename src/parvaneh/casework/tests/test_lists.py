"""Lists and the loader show the same cases: those within reach, and one's own."""

from datetime import timedelta

import pytest

from parvaneh.access.acting import Acting
from parvaneh.access.permissions import Permission
from parvaneh.access.scopes import Scope
from parvaneh.casework.models import Case
from parvaneh.casework.operations import (
    case_assign,
    case_open,
    search_delete,
    search_save,
    step_take,
)
from parvaneh.casework.queries import (
    Asks,
    Order,
    Queue,
    asks_of,
    case_of,
    condition,
    count,
    escalated,
    page,
    queue_page,
    searches_of,
    visible_cases,
)
from parvaneh.casework.queues import week_ends
from parvaneh.casework.tests.conftest import AT, ON, acting, granted, user_made
from parvaneh.frame.refused import NotThere, Refused
from parvaneh.registry.models import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(db, applicant):
    """Ten cases: by turns in Tehran and in Fars, each opened a day after the one before."""
    offices = [
        Office.objects.create(code=f"{n}", province=province, title="دفتر")
        for n, province in ((1, "IR-23"), (2, "IR-07"))
    ]
    return [
        case_open(
            procedure="trial",
            subject=f"thing:{n}",
            office=offices[n % 2],
            by=applicant,
            at=AT + timedelta(n),
        )
        for n in range(10)
    ]


def numbers(found) -> list[str]:
    return [case.number for case in found]


READERS = {
    "a province": [("provincial_deputy", Scope.PROVINCE, "IR-23")],
    "another province": [("provincial_deputy", Scope.PROVINCE, "IR-07")],
    "two provinces": [
        ("provincial_deputy", Scope.PROVINCE, "IR-23"),
        ("provincial_deputy", Scope.PROVINCE, "IR-07"),
    ],
    "the country": [("department_officer", Scope.COUNTRY, "")],
    "an office and a province": [
        ("office_manager", Scope.OFFICE, "1"),
        ("provincial_deputy", Scope.PROVINCE, "IR-07"),
    ],
    "nothing": [],
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("order", Order)
def test_every_list_names_what_its_reader_can_open_and_nothing_else(cases, reader, order):
    user = user_made("reader")
    for role, scope, key in READERS[reader]:
        granted(user, role, scope, key)
    who = Acting(user)
    able = set()
    for case in cases:
        try:
            able.add(case_of(who, case.number, on=ON).number)
        except NotThere:
            continue
    listed, after = [], ""
    while True:
        found = page(who, on=ON, order=order, after=after, size=3)
        listed += numbers(found.cases)
        after = found.next
        if not after:
            break
    assert len(listed) == len(set(listed))
    assert set(listed) == able == set(numbers(visible_cases(who, on=ON)))
    assert count(who, on=ON) == len(able)
    wanted = sorted(listed, reverse=order is Order.NEWEST)
    assert listed == wanted


def test_a_party_sees_its_own_case_and_no_other(case, applicant, office):
    other = case_open(procedure="trial", subject="x:1", office=office, by=applicant, at=AT)
    assert numbers(page(applicant, on=ON).cases) == [case.number]
    with pytest.raises(NotThere):
        case_of(applicant, other.number, on=ON)
    with pytest.raises(NotThere):
        case_of(applicant, case.number, on=ON, to=Permission.CASE_ASSIGN)


def test_what_a_user_is_as_a_party_is_not_lent(case, applicant, deputy_elsewhere):
    for_them = Acting(deputy_elsewhere.user, applicant.user)
    with pytest.raises(NotThere):
        case_of(for_them, case.number, on=ON)


@pytest.mark.parametrize("typed", ["", "1404-99-000001-00", "x", "1404/99/999999/12", "' OR 1=1"])
def test_a_number_that_is_none_is_not_there(deputy, case, typed):
    with pytest.raises(NotThere):
        case_of(deputy, typed, on=ON)


def test_a_withdrawn_role_sees_nothing_any_more(case, deputy):
    deputy.user.grants.update(withdrawn_at=AT, withdrawn_by="system")
    with pytest.raises(NotThere):
        case_of(Acting(deputy.user), case.number, on=ON)


def test_undated_cases_come_after_dated_ones_and_pages_go_on_into_them(cases, deputy):
    Case.objects.filter(pk__in=[cases[0].pk, cases[4].pk]).update(due_on=None)
    listed, after = [], ""
    while True:
        found = page(deputy, on=ON, order=Order.PRESSING, after=after, size=1)
        listed += numbers(found.cases)
        after = found.next
        if not after:
            break
    assert listed == [cases[n].number for n in (2, 6, 8, 0, 4)]


def test_a_place_that_cannot_be_read_begins_anew(cases, deputy):
    for after in ("~", "2025-99-99~x", "2025-10-15~nothing", "؟"):
        assert len(page(deputy, on=ON, order=Order.PRESSING, after=after).cases) == 5


def test_queues_hold_what_waits_for_their_reader(cases, deputy, colleague):
    mine = case_assign(case=cases[0], to=deputy.user, by=deputy, at=AT)
    waiting = step_take(case=cases[2], step="examine", by=deputy, at=AT + timedelta(9))
    step_take(case=waiting, step="return", by=deputy, at=AT + timedelta(9))

    def queue(which, on=ON):
        return numbers(queue_page(deputy, which, on=on).cases)

    assert queue(Queue.MINE) == [mine.number]
    assert queue(Queue.TURN) == [cases[n].number for n in (0, 4, 6, 8)]
    assert queue(Queue.UNASSIGNED) == [cases[n].number for n in (4, 6, 8)]
    due = Case.objects.get(pk=cases[0].pk).due_on
    assert queue(Queue.OVERDUE, due) == []
    assert queue(Queue.OVERDUE, due + timedelta(1)) == [cases[0].number]
    assert mine.number in queue(Queue.THIS_WEEK, due)


def test_a_role_has_its_turn_only_where_it_is_held(cases):
    """Clerk of the country and deputy of Fars: not deputy of the country."""
    who = acting("officer", "department_officer", Scope.COUNTRY)
    granted(who.user, "provincial_deputy", Scope.PROVINCE, "IR-07")
    found = queue_page(Acting(who.user), Queue.TURN, on=ON).cases
    assert {case.province for case in found} == {"IR-07"}


def test_the_week_ends_with_friday():
    assert week_ends(ON) == ON + timedelta(6)
    assert week_ends(ON + timedelta(6)) == ON + timedelta(6)


def test_filters_hold_together(cases, deputy):
    asks = Asks(procedure="trial", state="asked", running=True, assigned_to="-", office="1")
    assert len(page(deputy, on=ON, where=condition(asks)).cases) == 5
    assert not page(deputy, on=ON, where=condition(Asks(subject="thing:1"))).cases
    assert len(page(deputy, on=ON, where=condition(Asks(subject="thing:2"))).cases) == 1


def test_a_missed_limit_is_told_and_decides_nothing(cases, deputy):
    later = ON + timedelta(365)
    missed = escalated(deputy, on=later)
    assert {one.case.number for one in missed} == set(numbers(cases[::2]))
    assert not escalated(deputy, on=ON)
    assert Case.objects.filter(state="asked").count() == 10


def test_a_search_is_shared_with_a_unit_and_shows_each_reader_their_own(
    deputy, colleague, deputy_elsewhere
):
    asks = Asks(state="asked", running=True)
    kept = search_save(name="در انتظار", asks=asks, by=deputy, at=AT, unit="province:IR-23:deputy")
    assert asks_of(kept) == asks
    assert searches_of(colleague, ON) == [kept]
    assert searches_of(deputy_elsewhere, ON) == []
    with pytest.raises(NotThere):
        search_delete(search=kept, by=colleague, at=AT)
    search_delete(search=kept, by=deputy, at=AT)
    assert searches_of(deputy, ON) == []


def test_a_search_needs_a_name_of_its_own_and_a_unit_of_ones_own(deputy):
    search_save(name="یک", asks=Asks(), by=deputy, at=AT)
    with pytest.raises(Refused) as refused:
        search_save(name=" يك ", asks=Asks(), by=deputy, at=AT, unit="country::council")
    assert [why.key for why in refused.value.ruling.reasons] == ["name", "unit"]
