"""Rows read by SQL that is written out are the ones that Django would load."""

from __future__ import annotations

import pytest
from django.db.models import F, Q, QuerySet

from parvaneh.access.models import Grant, Session, User
from parvaneh.access.scopes import Scope
from parvaneh.access.tests.cast import acting_as
from parvaneh.frame.whole_rows import rows_of, rows_within
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


def test_rows_under_a_condition_are_whole():
    user = acting_as("inspector", Scope.PROVINCE, "IR-07").user
    held = Grant.objects.filter(role="inspector")
    [found] = rows_within(User.objects.filter(Q(pk__in=held.values("user")), code=user.code))
    assert values_of(found) == values_of(User.objects.get(pk=user.pk))
    assert rows_within(User.objects.filter(code="nobody")) == []
    assert rows_within(User.objects.filter(Q(pk__in=()), code=user.code)) == []


@pytest.mark.parametrize(
    "more",
    [
        Grant.objects.filter(user__code="x"),
        Grant.objects.filter(role="x").order_by("pk"),
        Grant.objects.filter(role="x").distinct(),
        Grant.objects.filter(role="x")[:1],
        Grant.objects.filter(role="x").annotate(same=F("role")),
        Grant.objects.all(),
    ],
)
def test_more_than_a_condition_is_refused(more: QuerySet[Grant]):
    with pytest.raises(TypeError, match="more than a condition"):
        rows_within(more)
