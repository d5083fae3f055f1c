"""Your account: roles with their places and times in words, factors, sessions, delegations."""

from __future__ import annotations

import datetime as dt

import pytest

from parvaneh.access.models import Delegation
from parvaneh.access.sign_in.browser_names import browser_named
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.site.tests.cast import OWN, Cast, client_of


def somebody(cast: Cast, role: str):
    return next(one.user for one in cast.everybody if (one.role, one.relation) == (role, OWN))


def test_roles_are_said_with_place_and_time(cast: Cast):
    page = client_of(somebody(cast, "office_manager")).get("/en/account/").content.decode()
    for words in ("Manager of an office", "2300001", "since 1 Farvardin 1404", "holds now"):
        assert words in page, words
    province = client_of(somebody(cast, "provincial_deputy")).get("/account/").content.decode()
    assert "تهران" in province


def test_delegations_are_named_on_both_sides(cast: Cast):
    giver, receiver = somebody(cast, "provincial_deputy"), somebody(cast, "inspector")
    today = tehran_day(now_utc())
    Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        grant=giver.grants.get(),
        starts_on=today,
        ends_on=today + dt.timedelta(days=9),
        reason="leave",
        given_at=now_utc(),
    )
    assert giver.name in client_of(receiver).get("/account/").content.decode()
    assert receiver.name in client_of(giver).get("/account/").content.decode()


def test_one_sees_ones_own_account_and_nobody_elses_session(cast: Cast):
    other = client_of(somebody(cast, "inspector"))
    other.get("/", headers={"User-Agent": "Firefox/128 on Windows"})
    page = client_of(somebody(cast, "auditor")).get("/account/").content.decode()
    assert "Firefox 128" not in page


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (CHROME, "Chrome 131, Linux"),
        (CHROME + " Edg/131.0", "Edge 131, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox 128, Windows",
        ),
        ("curl/8", "curl/8"),
        ("", "—"),
    ],
)
def test_a_browser_is_named_in_few_words(header: str, said: str):
    assert browser_named(header) == said
