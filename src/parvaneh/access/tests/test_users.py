"""Users: invited, renamed, signed out; each by who may, with its event."""

from datetime import timedelta

import pytest

from parvaneh.access.models import Session, User
from parvaneh.access.operations import (
    password_code_use,
    sessions_of_user_end,
    user_edit,
    user_invite,
)
from parvaneh.access.tests.cast import AT, acting_as, user_of_cast
from parvaneh.frame.refused import Refused
from parvaneh.ledger.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return acting_as("administrator")


def keys(refused):
    return sorted(one.key for one in refused.value.ruling.reasons)


def edited(user, by, **changed):
    said = {"name": user.name, "email": user.email, "mobile": user.mobile, "language": "fa"}
    return user_edit(user=user, **said | changed, by=by, at=AT)


def test_a_new_user_sets_a_password_with_the_code_that_came_with_them(administrator):
    user, code = user_invite(username="clerk_9", name="کارشناس ۹", by=administrator, at=AT)
    password_code_use(user=user, code=code, password="یک گذرواژه بلند ۱۴۰۴", at=AT)
    user.refresh_from_db()
    assert user.check_password("یک گذرواژه بلند ۱۴۰۴")


def test_who_may_not_make_users_invites_nobody():
    with pytest.raises(Refused) as refused:
        user_invite(username="clerk_9", name="x", by=acting_as("auditor"), at=AT)
    assert "permission" in keys(refused)
    assert not User.objects.filter(username="clerk_9").exists()


def test_a_user_is_renamed_and_the_log_says_what_changed_but_not_into_what(administrator):
    user = edited(user_of_cast(), administrator, name="نام تازه", mobile="09123456789")
    user.refresh_from_db()
    assert (user.name, user.mobile) == ("نام تازه", "+989123456789")
    told = Event.objects.get(kind="user.edited")
    assert told.facts == {"changed": ["name", "mobile"]}
    assert "نام تازه" not in told.body


def test_a_name_that_is_taken_or_wrong_is_refused_field_by_field(administrator):
    user_of_cast(email="a@example.org")
    with pytest.raises(Refused) as refused:
        edited(user_of_cast(), administrator, name=" ", email="A@example.org", mobile="12")
    assert keys(refused) == ["email", "mobile", "name"]


def test_what_did_not_change_is_no_event(administrator):
    user = user_of_cast(email="b@example.org")
    edited(user, administrator)
    assert not Event.objects.filter(kind="user.edited").exists()


def test_a_user_is_signed_out_everywhere_with_a_reason(administrator):
    user = user_of_cast()
    Session.objects.create(
        digest=b"1" * 32,
        user=user,
        content="",
        made_at=AT,
        last_seen_at=AT,
        expires_at=AT + timedelta(hours=8),
    )
    with pytest.raises(Refused) as refused:
        sessions_of_user_end(user=user, by=administrator, at=AT, reason=" ")
    assert keys(refused) == ["reason"]
    with pytest.raises(Refused):
        sessions_of_user_end(user=user, by=acting_as("auditor"), at=AT, reason="x")
    assert sessions_of_user_end(user=user, by=administrator, at=AT, reason="دستگاه گم شد") == 1
    assert Session.objects.get().ended_why
