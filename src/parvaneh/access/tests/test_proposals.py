from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parvaneh.access.acting import Acting
from parvaneh.access.four_eyes import KINDS
from parvaneh.access.models import Grant, Proposal
from parvaneh.access.operations import (
    administrator_first_make,
    delegation_give,
    grant_confirm,
    grant_propose,
    password_code_give,
    proposal_confirm,
    proposal_decline,
    proposal_make,
    second_factor_reset,
)
from parvaneh.access.scopes import Scope
from parvaneh.access.tests.cast import AT, ON, TRIAL, acting_as, user_of_cast
from parvaneh.frame.refused import Conflict, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind_on_trial(monkeypatch):
    monkeypatch.setitem(KINDS, TRIAL.kind, TRIAL)


@pytest.fixture
def officer():
    return acting_as("department_officer")


@pytest.fixture
def head():
    return acting_as("center_head")


def proposed(by):
    content = {"key": "D1404.12.objection", "days": 10}
    return proposal_make(kind=TRIAL.kind, subject="value:D1404.12", content=content, by=by, at=AT)


def confirmed(proposal, by, **changed):
    said = {"proposal": proposal, "digest": proposal.digest, "by": by, "at": AT}
    return proposal_confirm(**said | changed)


def keys(refused):
    return sorted(one.key for one in refused.value.ruling.reasons)


def test_another_person_confirms_and_it_takes_effect_once(officer, head):
    proposal = proposed(officer)
    assert confirmed(proposal, head).confirmed_by == head.user
    with pytest.raises(Conflict):
        confirmed(Proposal.objects.get(pk=proposal.pk), acting_as("center_head"))


def test_whoever_proposes_lacks_the_second_permission(officer):
    with pytest.raises(Refused) as refused:
        confirmed(proposed(officer), officer)
    assert keys(refused) == ["by", "permission"]


def test_nobody_is_their_own_second_person_through_a_delegation(officer, head):
    # The officer gets the head's role for a time, and may not confirm what they proposed.
    _delegated(head, officer.user)
    proposal = proposed(officer)
    for by in (Acting(officer.user, head.user), Acting(head.user, officer.user)):
        with pytest.raises(Refused) as refused:
            confirmed(proposal, by)
        assert "by" in keys(refused)


def test_whoever_acts_for_the_proposer_is_no_second_person(officer, head):
    # The head proposes in the officer's name; then neither of the two may confirm.
    _delegated(officer, head.user)
    proposal = proposed(Acting(head.user, officer.user))
    with pytest.raises(Refused) as refused:
        confirmed(proposal, head)
    assert keys(refused) == ["by"]
    assert confirmed(proposal, acting_as("center_head")).confirmed_at == AT


def test_other_content_than_was_shown_is_refused(officer, head):
    with pytest.raises(Refused) as refused:
        confirmed(proposed(officer), head, digest="0" * 64)
    assert keys(refused) == ["digest"]


def test_a_proposal_lapses(officer, head):
    proposal = proposed(officer)
    with pytest.raises(Refused) as refused:
        confirmed(proposal, head, at=proposal.expires_at)
    assert keys(refused) == ["expires_at"]
    assert confirmed(proposal, head, at=proposal.expires_at - timedelta(seconds=1)).confirmed_at


def test_a_declined_proposal_stays_declined(officer, head):
    proposal = proposed(officer)
    assert proposal_decline(proposal=proposal, by=head, at=AT, reason="too early").declined_at
    with pytest.raises(Conflict):
        confirmed(proposal, head)
    with pytest.raises(Conflict):
        proposal_decline(proposal=proposal, by=officer, at=AT, reason="")


def test_only_who_is_concerned_declines(officer):
    proposal = proposed(officer)
    with pytest.raises(Refused):
        proposal_decline(proposal=proposal, by=acting_as("auditor"), at=AT, reason="")
    assert proposal_decline(proposal=proposal, by=officer, at=AT, reason="mistake").declined_at


@pytest.mark.parametrize(
    "changed",
    [
        {"confirmed_by": "officer", "confirmed_at": AT},
        {"confirmed_by": "head", "confirmed_for": "officer", "confirmed_at": AT},
        {"confirmed_by": "head"},
        {"confirmed_at": AT},
        {"confirmed_by": "head", "confirmed_at": AT + timedelta(days=1000)},
        {"declined_at": AT},
        {"confirmed_by": "head", "confirmed_at": AT, "declined_by": "head", "declined_at": AT},
    ],
)
def test_the_database_refuses_one_person_in_two_parts(officer, head, changed):
    people = {"officer": officer.user, "head": head.user}
    row = {name: people.get(value, value) if isinstance(value, str) else value
           for name, value in changed.items()}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposed(officer).pk).update(**row)


def test_a_weighty_role_is_given_by_two_people():
    first, second = acting_as("administrator"), acting_as("administrator")
    user = user_of_cast()
    asked = {"user": user, "role": "center_head", "scope": Scope.COUNTRY, "at": AT}
    proposal = grant_propose(**asked, by=first)
    with pytest.raises(Refused):
        grant_confirm(proposal=proposal, digest=proposal.digest, by=first, at=AT)
    assert not Grant.objects.filter(user=user).exists()
    grant = grant_confirm(proposal=proposal, digest=proposal.digest, by=second, at=AT)
    assert (grant.user, grant.role) == (user, "center_head")


def test_nobody_confirms_a_role_for_themselves():
    head = acting_as("center_head")
    proposal = grant_propose(
        user=head.user,
        role="council_member",
        scope=Scope.COUNTRY,
        by=acting_as("administrator"),
        at=AT,
    )
    with pytest.raises(Refused):
        grant_confirm(proposal=proposal, digest=proposal.digest, by=head, at=AT)


def test_a_confirmation_whose_effect_is_refused_confirms_nothing():
    first, second = acting_as("administrator"), acting_as("administrator")
    asked = {"user": user_of_cast(), "role": "center_head", "scope": Scope.COUNTRY, "at": AT}
    one, other = grant_propose(**asked, by=first), grant_propose(**asked, by=first)
    grant_confirm(proposal=one, digest=one.digest, by=second, at=AT)
    with pytest.raises(Refused):
        grant_confirm(proposal=other, digest=other.digest, by=second, at=AT)
    assert Proposal.objects.get(pk=other.pk).confirmed_at is None


def test_administrators_are_made_by_nobody_until_there_are_two():
    for number in (1, 2):
        administrator_first_make(
            username=f"administrator_{number}", name="administrator", password=None, at=AT
        )
    with pytest.raises(Refused) as refused:
        administrator_first_make(username="administrator_3", name="third", password=None, at=AT)
    assert keys(refused) == ["by"]


def test_nobody_alone_takes_over_the_account_of_a_weighty_role(head):
    one, other = acting_as("administrator"), acting_as("administrator")
    password_code_give(user=head.user, by=one, at=AT)
    with pytest.raises(Refused) as refused:
        second_factor_reset(user=head.user, by=one, at=AT, reason="lost")
    assert keys(refused) == ["user"]
    with pytest.raises(Refused) as refused:  # another may; this one has none to take off
        second_factor_reset(user=head.user, by=other, at=AT, reason="lost")
    assert "no second factor" in refused.value.ruling.reasons[0].message


def _delegated(holder, receiver):
    return delegation_give(
        grant=holder.user.grants.get(),
        receiver=receiver,
        starts_on=ON,
        ends_on=ON + timedelta(days=30),
        reason="leave",
        by=holder,
        at=AT,
    )
