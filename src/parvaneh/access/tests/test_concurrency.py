"""One-time effects of access under parallel requests: none counts twice."""

import threading
from datetime import timedelta

import pytest
from django.db import transaction

from parvaneh.access.acting import Acting
from parvaneh.access.four_eyes import KINDS
from parvaneh.access.models import Grant, PasswordCode, Proposal, User
from parvaneh.access.operations import (
    grant_give,
    grant_withdraw,
    password_code_give,
    password_code_use,
    proposal_confirm,
    proposal_make,
)
from parvaneh.access.scopes import Scope
from parvaneh.access.sign_in.throttle import Limit, attempt
from parvaneh.access.tests.cast import AT, TRIAL, acting_as, role_give, user_of_cast
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event
from tools.races import ROUNDS, THREADS, at_once, done, race_record

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def kind_on_trial(monkeypatch):
    monkeypatch.setitem(KINDS, TRIAL.kind, TRIAL)


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def effects(work):
    """How many of the threads that tried it at once were not refused."""
    return len(done(at_once(work)))


def test_the_same_role_is_given_once():
    for _ in range(ROUNDS):
        user = user_of_cast()
        asked = {"user": user, "role": "inspector", "scope": Scope.PROVINCE, "scope_key": "IR-07"}
        assert effects(lambda _, asked=asked: grant_give(**asked, by=SYSTEM, at=AT)) == 1
        assert Grant.objects.filter(user=user).count() == 1
    race_record("giving one role", ROUNDS, 0)


def test_duties_that_one_person_may_not_join_are_not_joined_by_haste():
    pair = (("council_member", Scope.COUNTRY, ""), ("kanoon_chair", Scope.KANOON, "tehran"))
    for _ in range(ROUNDS):
        user = user_of_cast()

        def give(number, user=user):
            role, scope, key = pair[number % 2]
            grant_give(user=user, role=role, scope=scope, scope_key=key, by=SYSTEM, at=AT)

        assert effects(give) == 1
    race_record("giving two roles that one person may not join", ROUNDS, 0)


def test_a_role_is_withdrawn_once():
    for _ in range(ROUNDS):
        grant = role_give(user_of_cast(), "inspector", Scope.PROVINCE, "IR-07")

        def withdraw(_, pk=grant.pk):
            grant_withdraw(grant=Grant.objects.get(pk=pk), by=SYSTEM, at=AT, reason="moved")

        assert effects(withdraw) == 1
        assert Event.objects.filter(kind="grant.withdrawn", subject=grant.key).count() == 1
    race_record("withdrawing a role", ROUNDS, 0)


def waiting(officer):
    said = {"kind": TRIAL.kind, "subject": "value:x", "content": {"days": 10}}
    return proposal_make(**said, by=officer, at=AT)


def test_a_proposal_is_confirmed_once():
    officer, head = acting_as("department_officer"), acting_as("center_head")
    for _ in range(ROUNDS):
        proposal = waiting(officer)

        def confirm(_, pk=proposal.pk):
            found = Proposal.objects.get(pk=pk)
            proposal_confirm(proposal=found, digest=found.digest, by=Acting(head.user), at=AT)

        assert effects(confirm) == 1
        assert Event.objects.filter(kind="proposal.confirmed", subject=proposal.key).count() == 1
    race_record("confirming a proposal", ROUNDS, 0)


def test_looking_first_and_writing_later_would_confirm_twice():
    # The negative control: the same without the condition in the UPDATE.
    officer, head = acting_as("department_officer"), acting_as("center_head")
    proposal, counted = waiting(officer), []
    looked = threading.Barrier(THREADS)

    def confirm(_):
        with transaction.atomic():
            found = Proposal.objects.get(pk=proposal.pk)
            looked.wait()
            if found.confirmed_at is None:
                found.confirmed_by, found.confirmed_at = head.user, AT
                found.save()
                counted.append(1)

    at_once(confirm)
    assert len(counted) > 1


def test_a_one_time_code_sets_a_password_once():
    for _ in range(ROUNDS):
        user = user_of_cast()
        code = password_code_give(user=user, by=SYSTEM, at=AT)

        def use(number, pk=user.pk, code=code):
            password = f"twelve {number} salt lakes"
            password_code_use(user=User.objects.get(pk=pk), code=code, password=password, at=AT)

        assert effects(use) == 1
        assert PasswordCode.objects.get(user=user).used_at == AT
    race_record("using a one-time code", ROUNDS, 0)


def test_attempts_are_counted_without_loss():
    for number in range(ROUNDS):
        limit = Limit("test", (str(number),), THREADS // 2, timedelta(minutes=5))
        allowed = []
        at_once(lambda _, limit=limit, allowed=allowed: allowed.append(attempt([limit], AT)))
        assert sum(allowed) == THREADS // 2
