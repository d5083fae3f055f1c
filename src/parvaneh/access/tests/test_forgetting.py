from datetime import timedelta

import pytest

from parvaneh.access.jobs import sign_in_forget
from parvaneh.access.models import Kept, Session, Throttle
from parvaneh.access.sign_in.kept import KeptCache
from parvaneh.access.sign_in.throttle import Limit, attempt, give_back
from parvaneh.kit.clock import now_utc

pytestmark = pytest.mark.django_db


def session(digest, days):
    at = now_utc() - timedelta(days=days)
    return Session.objects.create(
        digest=digest, content="", made_at=at, last_seen_at=at, expires_at=at + timedelta(hours=12)
    )


def test_what_is_over_is_forgotten_and_nothing_else():
    at = now_utc()
    session(b"old", 91), session(b"new", 1)
    attempt([Limit("old", (), 1, timedelta(minutes=5))], at - timedelta(days=3))
    attempt([Limit("new", (), 1, timedelta(minutes=5))], at)
    Kept.objects.create(name="old", content=1, expires_at=at - timedelta(hours=1))
    Kept.objects.create(name="new", content=1, expires_at=at + timedelta(hours=1))
    sign_in_forget()
    assert [bytes(one.digest) for one in Session.objects.all()] == [b"new"]
    assert Throttle.objects.count() == 1
    assert [one.name for one in Kept.objects.all()] == ["new"]


def test_a_counter_closes_after_its_tries_and_opens_with_its_window():
    at, limits = now_utc(), [Limit("x", ("y",), 2, timedelta(minutes=5))]
    assert [attempt(limits, at) for _ in range(3)] == [True, True, False]
    assert attempt(limits, at + timedelta(minutes=5))


def test_an_attempt_that_succeeds_does_not_count():
    at, limits = now_utc(), [Limit("x", ("y",), 1, timedelta(minutes=5))]
    for _ in range(3):
        assert attempt(limits, at)
        give_back(limits)


def test_the_kept_cache_keeps_adds_once_and_forgets():
    cache = KeptCache("", {})
    assert (cache.add("code", "y", 30), cache.add("code", "z", 30)) == (True, False)
    assert cache.get("code") == "y"
    cache.set("code", [1, 2], None)
    assert cache.get("code") == [1, 2]
    assert cache.touch("code", -1)
    assert cache.get("code", "gone") == "gone"
    assert cache.add("code", "new", 30)
    assert (cache.delete("code"), cache.delete("code")) == (True, False)
    cache.set("other", 1)
    cache.clear()
    assert cache.get("other") is None
