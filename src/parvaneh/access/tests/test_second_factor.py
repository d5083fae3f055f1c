"""A dangerous act wants a second factor that was shown lately, in this session, by this user."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator

from parvaneh.access.sign_in.second_factor import is_fresh
from parvaneh.access.tests.cast import AT, user_of_cast

pytestmark = pytest.mark.django_db
AGE = timedelta(minutes=15)


def asking(user, *shown, of=None):
    """A request in whose session these were shown: ``("mfa", moment)``."""
    records = [{"method": method, "at": at.timestamp()} for method, at in shown]
    session = {
        "account_authentication_methods": records,
        "account_authentication_methods_user": str((of or user).pk),
    }
    return SimpleNamespace(user=user, session=session)


@pytest.fixture
def user():
    return user_of_cast()


@pytest.fixture
def holder(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


def test_a_factor_is_fresh_for_a_quarter_of_an_hour(holder):
    assert is_fresh(asking(holder, ("mfa", AT - AGE)), AT)
    assert not is_fresh(asking(holder, ("mfa", AT - AGE - timedelta(seconds=1))), AT)
    assert is_fresh(asking(holder, ("mfa", AT - 9 * AGE), ("mfa", AT)), AT)


def test_a_password_is_enough_for_who_has_no_factor_and_for_nobody_else(user):
    assert is_fresh(asking(user, ("password", AT)), AT)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert is_fresh(asking(user, ("password", AT)), AT)
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    assert not is_fresh(asking(user, ("password", AT)), AT)


def test_what_another_user_showed_in_the_same_browser_does_not_count(holder):
    assert not is_fresh(asking(holder, ("mfa", AT), of=user_of_cast()), AT)
    assert not is_fresh(asking(holder), AT)
