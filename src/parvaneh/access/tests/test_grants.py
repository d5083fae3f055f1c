from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from parvaneh.access.acting import Acting
from parvaneh.access.models import Grant
from parvaneh.access.operations import grant_give, grant_withdraw, user_deactivate
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import actors, reach
from parvaneh.access.scopes import Lies, Scope
from parvaneh.access.tests.cast import AT, ON, acting_as, role_give, user_of_cast
from parvaneh.frame.refused import Refused
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event

pytestmark = pytest.mark.django_db


def keys(refused):
    return sorted(one.key for one in refused.value.ruling.reasons)


def test_a_role_reaches_its_place_and_no_other():
    deputy = acting_as("provincial_deputy", Scope.PROVINCE, "IR-07")
    assert reach(deputy, Permission.CASE_SEE, ON).covers(Lies(province="IR-07"))
    assert not reach(deputy, Permission.CASE_SEE, ON).covers(Lies(province="IR-08"))
    assert not reach(deputy, Permission.CASE_SEE, ON).covers(Lies())
    assert reach(deputy, Permission.VALUE_APPROVE, ON).empty()
    assert actors(deputy, Lies(province="IR-07"), ON) == {Actor.PROVINCIAL_DEPUTY}
    assert actors(deputy, Lies(province="IR-08"), ON) == frozenset()


def test_a_role_holds_from_its_first_day_to_its_last():
    user = user_of_cast()
    first, last = date(2025, 10, 10), date(2025, 10, 20)
    grant_give(
        user=user,
        role="department_clerk",
        scope=Scope.COUNTRY,
        starts_on=first,
        ends_on=last,
        by=SYSTEM,
        at=AT,
    )
    held = [
        not reach(Acting(user), Permission.CASE_SEE, day).empty()
        for day in (first - timedelta(1), first, last, last + timedelta(1))
    ]
    assert held == [False, True, True, False]


def test_what_somebody_holds_is_read_in_one_query(django_assert_num_queries):
    deputy = acting_as("provincial_deputy", Scope.PROVINCE, "IR-07")
    with django_assert_num_queries(1):
        for _ in range(3):
            reach(deputy, Permission.CASE_SEE, ON)
            actors(deputy, Lies(province="IR-07"), ON)


def test_an_administrator_gives_a_plain_role_and_the_log_says_so():
    user = user_of_cast()
    grant = grant_give(
        user=user,
        role="inspector",
        scope=Scope.PROVINCE,
        scope_key="IR-07",
        by=(by := acting_as("administrator")),
        at=AT,
    )
    event = Event.objects.get(kind="grant.given", subject=grant.key)
    assert (event.by, event.facts["role"]) == (by.key, "inspector")


def test_nobody_gives_a_role_to_themselves():
    administrator = acting_as("administrator")
    with pytest.raises(Refused) as refused:
        grant_give(
            user=administrator.user,
            role="department_clerk",
            scope=Scope.COUNTRY,
            by=administrator,
            at=AT,
        )
    assert keys(refused) == ["apart", "user"]


def test_a_weighty_role_is_not_given_by_one_person():
    with pytest.raises(Refused) as refused:
        grant_give(
            user=user_of_cast(),
            role="center_head",
            scope=Scope.COUNTRY,
            by=acting_as("administrator"),
            at=AT,
        )
    assert keys(refused) == ["role"]


def test_a_giver_reaches_no_further_than_their_own_place():
    deputy = acting_as("provincial_deputy", Scope.PROVINCE, "IR-07")
    asked = {"user": user_of_cast(), "role": "provincial_staff", "scope": Scope.PROVINCE, "at": AT}
    with pytest.raises(Refused) as refused:
        grant_give(**asked, scope_key="IR-08", by=deputy)
    assert keys(refused) == ["scope"]
    grant_give(**asked, scope_key="IR-07", by=deputy)


def test_a_giver_gives_only_what_their_role_gives():
    manager = acting_as("office_manager", Scope.OFFICE, "1200415")
    with pytest.raises(Refused) as refused:
        grant_give(
            user=user_of_cast(),
            role="office_manager",
            scope=Scope.OFFICE,
            scope_key="1200415",
            by=manager,
            at=AT,
        )
    assert keys(refused) == ["role"]


def test_whoever_may_not_give_roles_is_refused_whatever_the_role():
    with pytest.raises(Refused) as refused:
        grant_give(
            user=user_of_cast(),
            role="office_staff",
            scope=Scope.OFFICE,
            scope_key="1200415",
            by=acting_as("auditor"),
            at=AT,
        )
    assert keys(refused) == ["permission", "role"]


def test_all_faults_of_a_grant_are_told_at_once():
    user = user_of_cast()
    role_give(user, "kanoon_chair", Scope.KANOON, "tehran")
    with pytest.raises(Refused) as refused:
        grant_give(
            user=user,
            role="council_member",
            scope=Scope.OFFICE,
            ends_on=date(2025, 10, 1),
            by=SYSTEM,
            at=AT,
        )
    assert keys(refused) == ["apart", "ends_on", "scope", "scope_key"]
    (apart,) = [one for one in refused.value.ruling.reasons if one.key == "apart"]
    assert apart.cites == ("D1392 10",)


def test_roles_that_one_person_may_not_join_may_follow_each_other():
    user = user_of_cast()
    grant = role_give(user, "kanoon_chair", Scope.KANOON, "tehran")
    grant_withdraw(grant=grant, by=SYSTEM, at=AT, reason="end of the term")
    assert role_give(user, "council_member").pk


def test_the_same_role_is_not_held_twice_at_once():
    user = user_of_cast()
    role_give(user, "inspector", Scope.PROVINCE, "IR-07")
    with pytest.raises(Refused) as refused:
        role_give(user, "inspector", Scope.PROVINCE, "IR-07")
    assert keys(refused) == ["role"]
    role_give(user, "inspector", Scope.PROVINCE, "IR-08")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"scope": "country", "scope_key": "IR-07"},
        {"scope": "province", "scope_key": ""},
        {"scope": "planet", "scope_key": "earth"},
        {"scope_key": "IR-09", "ends_on": date(2020, 1, 1)},
        {"scope_key": "IR-09", "withdrawn_at": AT},
        {"scope_key": "IR-09", "withdrawn_by": "user:x"},
    ],
)
def test_the_database_refuses_a_grant_that_cannot_be(changed):
    held = role_give(user_of_cast(), "inspector", Scope.PROVINCE, "IR-07")
    row = {
        "user": held.user,
        "role": "inspector",
        "scope": "province",
        "scope_key": "IR-07",
        "starts_on": ON,
        "given_by": "system",
        "given_at": AT,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(**row | changed)
    assert Grant.objects.create(**row | {"scope_key": "IR-10"}).pk


def test_a_withdrawn_role_is_gone_at_the_next_look():
    clerk = acting_as("department_clerk")
    grant = clerk.user.grants.get()
    grant_withdraw(grant=grant, by=acting_as("administrator"), at=AT, reason="moved")
    assert reach(Acting(clerk.user), Permission.CASE_SEE, ON).empty()
    with pytest.raises(Refused):
        grant_withdraw(grant=grant, by=SYSTEM, at=AT, reason="again")
    assert Event.objects.filter(kind="grant.withdrawn").count() == 1


def test_somebody_gives_up_a_role_of_their_own():
    clerk = acting_as("department_clerk")
    grant_withdraw(grant=clerk.user.grants.get(), by=clerk, at=AT, reason="retired")
    assert not Acting(clerk.user).held


def test_a_stranger_withdraws_nothing():
    grant = acting_as("department_clerk").user.grants.get()
    with pytest.raises(Refused):
        grant_withdraw(
            grant=grant,
            by=acting_as("provincial_deputy", Scope.PROVINCE, "IR-07"),
            at=AT,
            reason="",
        )


def test_a_deactivated_user_holds_nothing():
    clerk = acting_as("department_clerk")
    user_deactivate(user=clerk.user, by=acting_as("administrator"), at=AT, reason="left")
    assert not Acting(clerk.user).held
    assert clerk.user.grants.get().withdrawn_at == AT
    with pytest.raises(Refused) as refused:
        role_give(clerk.user, "department_clerk")
    assert keys(refused) == ["user"]
