"""Rows read by SQL that is written out are the ones that Django would load."""

from __future__ import annotations

import pytest

from parvaneh.access.models import Grant, Session, User
from parvaneh.access.scopes import Scope
from parvaneh.access.tests.cast import acting_as
from parvaneh.frame.whole_rows import rows_of
from parvaneh.kit.clock import now_utc
from parvaneh.registry.models import Person

pytestmark = pytest.mark.django_db
SESSIONS = """FROM access_session LEFT JOIN access_user ON access_user.id = access_session.user_id
    WHERE access_session.digest = %s"""


def session_made(user: User | None) -> Session:
    at = now_utc()
    times = {"made_at": at, "last_seen_at": at, "expires_at": at.replace(year=at.year + 1)}
    return Session.objects.create(
        digest=b"d" * 32, user=user, content="", address="192.0.2.7", **times
    )


def values_of(row: object) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_rows_of_joined_tables_are_whole():
    user = acting_as("inspector", Scope.PROVINCE, "IR-07").user
    kept = session_made(user)
    [(row, owner)] = rows_of((Session, User), SESSIONS, (b"d" * 32,))
    assert values_of(row) == values_of(Session.objects.get(pk=kept.pk))
    assert values_of(owner) == values_of(User.objects.get(pk=user.pk))
    [(grant,)] = rows_of((Grant,), "FROM access_grant WHERE user_id = %s", (user.pk,))
    assert values_of(grant) == values_of(Grant.objects.get(user=user))


def test_what_an_outer_join_does_not_find_is_none():
    session_made(None)
    [(row, owner)] = rows_of((Session, User), SESSIONS, (b"d" * 32,))
    assert (row.user_id, owner) == (None, None)


def test_a_model_whose_fields_convert_is_refused():
    with pytest.raises(TypeError, match="national_id"):
        rows_of((Person,), "FROM registry_person WHERE id = %s", (1,))
