from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from parvaneh.access.acting import Acting
from parvaneh.access.models import Delegation
from parvaneh.access.operations import (
    delegation_give,
    delegation_pass_on,
    delegation_withdraw,
    grant_give,
    grant_withdraw,
    user_deactivate,
)
from parvaneh.access.permissions import Permission
from parvaneh.access.queries import acting_for, actors, may_act_for, reach, tied_to
from parvaneh.access.scopes import Lies, Scope
from parvaneh.access.tests.cast import AT, ON, acting_as, role_give, user_of_cast
from parvaneh.frame.refused import Refused
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.models import Event

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2025, 10, 10), date(2025, 10, 20)
TEHRAN = Lies(province="IR-07")


@pytest.fixture
def deputy():
    return acting_as("provincial_deputy", Scope.PROVINCE, "IR-07")


def delegate(giver, receiver, **changed):
    said = {"starts_on": FIRST, "ends_on": LAST, "reason": "leave", "may_pass_on": True, "at": AT}
    return delegation_give(
        **{"grant": giver.user.grants.first(), "receiver": receiver, "by": giver, **said, **changed}
    )


def pass_on(delegation, receiver, **changed):
    said = {"starts_on": FIRST, "ends_on": LAST, "reason": "leave", "may_pass_on": True, "at": AT}
    by = Acting(delegation.receiver)
    return delegation_pass_on(
        **{"delegation": delegation, "receiver": receiver, "by": by, **said, **changed}
    )


def may(user, holder, on=FIRST):
    return reach(Acting(user, holder.user), Permission.CASE_ACT, on).covers(TEHRAN)


def keys(refused):
    return sorted(one.key for one in refused.value.ruling.reasons)


def test_who_acts_for_another_may_what_was_delegated_and_no_more(deputy):
    role_give(deputy.user, "inspector", Scope.PROVINCE, "IR-08")
    receiver = user_of_cast()
    delegate(deputy, receiver)
    acting = Acting(receiver, deputy.user)
    assert actors(acting, TEHRAN, FIRST) == {Actor.PROVINCIAL_DEPUTY}
    assert actors(acting, Lies(province="IR-08"), FIRST) == frozenset()
    assert not Acting(receiver).held
    assert may_act_for(receiver, FIRST).get() == deputy.user


def test_a_delegation_begins_and_ends_by_itself(deputy):
    receiver = user_of_cast()
    delegate(deputy, receiver)
    days = (FIRST - timedelta(1), FIRST, LAST, LAST + timedelta(1))
    assert [may(receiver, deputy, day) for day in days] == [False, True, True, False]
    assert [may_act_for(receiver, day).exists() for day in days] == [False, True, True, False]


def test_nobody_acts_for_somebody_who_has_not_delegated(deputy):
    stranger = user_of_cast()
    assert not may(stranger, deputy)
    assert acting_for(stranger, deputy.user.code, FIRST) == Acting(stranger)


def test_the_log_names_who_acts_and_for_whom(deputy):
    receiver = user_of_cast()
    delegate(deputy, receiver)
    with act(by=Acting(receiver, deputy.user), at=AT):
        event_write(kind="test.done", subject="test:1")
    event = Event.objects.get(kind="test.done")
    assert (event.by, event.acted_for) == (f"user:{receiver.code}", deputy.key)


def test_a_chain_acts_for_the_holder_at_its_top(deputy):
    second, third = user_of_cast(), user_of_cast()
    pass_on(delegate(deputy, second), third)
    assert may(third, deputy)
    assert may_act_for(third, FIRST).get() == deputy.user


def test_a_chain_that_loses_a_link_falls_from_there_down(deputy):
    second, third, fourth = (user_of_cast() for _ in range(3))
    first = delegate(deputy, second)
    middle = pass_on(first, third)
    pass_on(middle, fourth)
    delegation_withdraw(delegation=middle, by=Acting(second), at=AT)
    assert [may(one, deputy) for one in (second, third, fourth)] == [True, False, False]


def test_a_withdrawn_grant_takes_its_whole_chain_along(deputy):
    second, third = user_of_cast(), user_of_cast()
    pass_on(delegate(deputy, second), third)
    grant_withdraw(grant=deputy.user.grants.get(), by=SYSTEM, at=AT, reason="moved")
    assert [may(one, deputy) for one in (second, third)] == [False, False]
    assert not Delegation.objects.filter(withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize("who", ["holder", "middle", "last"])
def test_whoever_is_deactivated_breaks_the_chain_there(deputy, who):
    second, third = user_of_cast(), user_of_cast()
    pass_on(delegate(deputy, second), third)
    leaving = {"holder": deputy.user, "middle": second, "last": third}[who]
    user_deactivate(user=leaving, by=SYSTEM, at=AT, reason="left")
    expected = {"holder": [False, False], "middle": [False, False], "last": [True, False]}[who]
    assert [may(one, deputy) for one in (second, third)] == expected


def test_a_circle_is_refused_at_every_length(deputy):
    second, third = user_of_cast(), user_of_cast()
    middle = pass_on(delegate(deputy, second), third)
    for receiver in (deputy.user, second, third):
        with pytest.raises(Refused) as refused:
            pass_on(middle, receiver)
        assert keys(refused) == ["receiver"]


def test_all_faults_of_a_delegation_are_told_at_once(deputy):
    with pytest.raises(Refused) as refused:
        delegation_give(
            grant=deputy.user.grants.get(),
            receiver=acting_as("administrator").user,
            starts_on=date(2020, 1, 2),
            ends_on=date(2020, 1, 1),
            reason=" ",
            by=Acting(user_of_cast()),
            at=AT,
        )
    assert keys(refused) == ["ends_on", "ends_on", "grant", "reason", "starts_on"]


def test_nobody_passes_on_longer_than_they_hold_or_without_leave(deputy):
    held = delegate(deputy, user_of_cast(), may_pass_on=False)
    with pytest.raises(Refused) as refused:
        pass_on(held, user_of_cast(), ends_on=LAST + timedelta(1), starts_on=FIRST - timedelta(1))
    assert keys(refused) == ["delegation", "ends_on", "starts_on"]


def test_a_delegation_lasts_no_longer_than_the_grant():
    holder = user_of_cast()
    grant = grant_give(
        user=holder,
        role="department_clerk",
        scope=Scope.COUNTRY,
        starts_on=FIRST,
        ends_on=LAST,
        by=SYSTEM,
        at=AT,
    )
    with pytest.raises(Refused) as refused:
        delegate(Acting(holder), user_of_cast(), grant=grant, ends_on=LAST + timedelta(1))
    assert keys(refused) == ["ends_on"]


def test_who_acts_for_another_delegates_nothing_of_theirs(deputy):
    receiver = user_of_cast()
    delegate(deputy, receiver)
    with pytest.raises(Refused) as refused:
        delegate(Acting(receiver, deputy.user), user_of_cast(), grant=deputy.user.grants.get())
    assert keys(refused) == ["grant"]


def test_duties_that_one_person_may_not_join_are_not_joined_by_delegation():
    council = acting_as("council_member")
    chair = acting_as("kanoon_chair", Scope.KANOON, "tehran")
    with pytest.raises(Refused) as refused:
        delegate(council, chair.user)
    assert keys(refused) == ["apart"]
    later = user_of_cast()
    delegate(council, later)
    with pytest.raises(Refused) as refused:
        grant_give(
            user=later,
            role="kanoon_chair",
            scope=Scope.KANOON,
            scope_key="tehran",
            starts_on=FIRST,
            by=SYSTEM,
            at=AT,
        )
    assert keys(refused) == ["apart"]


def test_a_stranger_withdraws_no_delegation(deputy):
    held = delegate(deputy, user_of_cast())
    with pytest.raises(Refused):
        delegation_withdraw(delegation=held, by=Acting(user_of_cast()), at=AT)
    delegation_withdraw(delegation=held, by=acting_as("administrator"), at=AT)
    with pytest.raises(Refused):
        delegation_withdraw(delegation=held, by=deputy, at=AT)


@pytest.mark.parametrize(
    "changed",
    [{}, {"starts_on": LAST, "ends_on": FIRST}, {"reason": ""}, {"withdrawn_at": AT}, "self"],
)
def test_the_database_refuses_a_delegation_that_cannot_be(deputy, changed):
    held = delegate(deputy, user_of_cast())
    row = {
        "giver": deputy.user,
        "receiver": held.receiver,
        "grant": held.grant,
        "starts_on": FIRST if not changed else LAST + timedelta(5),
        "ends_on": LAST + timedelta(9),
        "reason": "leave",
        "given_at": AT,
    }
    changed = {"receiver": deputy.user} if changed == "self" else changed
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(**row | changed)


def test_leaving_lists_what_hangs_on_somebody(deputy):
    held = delegate(deputy, user_of_cast())
    assert tied_to(deputy.user, FIRST) == [held.grant.key, held.key]
    user_deactivate(user=deputy.user, by=SYSTEM, at=AT, reason="left")
    assert tied_to(deputy.user, ON) == []
