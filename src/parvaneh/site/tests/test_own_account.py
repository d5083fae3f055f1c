"""Your account: roles with their places and times in words, factors, sessions, delegations."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from parvaneh.access.models import Delegation, Grant
from parvaneh.access.sign_in.browser_names import browser_named
from parvaneh.kit.clock import now_utc, tehran_day
from parvaneh.site.account.overview import roles_of
from parvaneh.site.roles_said import Titles
from parvaneh.site.tests.cast import OWN, Cast, client_of
from parvaneh.site.work.units_said import unit_said


def somebody(cast: Cast, role: str):
    return next(one.user for one in cast.everybody if (one.role, one.relation) == (role, OWN))


def test_roles_are_said_with_place_and_time(cast: Cast):
    page = client_of(somebody(cast, "office_manager")).get("/en/account/").content.decode()
    for words in ("Manager of an office", "2300001", "since 1 Farvardin 1404", "holds now"):
        assert words in page, words
    province = client_of(somebody(cast, "provincial_deputy")).get("/account/").content.decode()
    assert "تهران" in province


def test_places_of_many_roles_are_named_by_two_queries(cast: Cast):
    user = somebody(cast, "office_manager")
    places = [("office", "2300001"), ("kanoon", "k-23"), ("kanoon", "k-07")]

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as made:
            said = roles_of(user, tehran_day(now_utc()))
        assert all(one.place for one in said)
        return [one["sql"] for one in made if "title" in one["sql"]]

    for scope, key in places:
        role = "office_staff" if scope == "office" else "kanoon_member"
        Grant.objects.create(
            user=user, role=role, scope=scope, scope_key=key, given_by="system",
            given_at=now_utc(), starts_on=dt.date(2025, 1, 1),
        )  # fmt: skip
    assert len(asked()) == 2
    page = client_of(user).get("/en/account/").content.decode()
    assert "کانون k-23" in page
    assert "کانون k-07" in page


def test_units_are_said_by_the_titles_of_their_places(cast: Cast):
    with CaptureQueriesContext(connection) as made:
        titles = Titles()
        with translation.override("en"):
            said = [unit_said(one, titles) for one in UNITS]
    plain = [one.translate({0x2068: None, 0x2069: None}) for one in said]
    assert plain == [
        "کانون k-23", "the primary board, کانون k-07", "the Center",
        "the office of the Provincial Deputy, Tehran", "those of my role, office 2300001",
    ]  # fmt: skip
    assert len(made) == 1


UNITS = (
    "kanoon:k-23:kanoon", "kanoon:k-07:primary", "country::center", "province:IR-23:deputy",
    "office:2300001:office_manager",
)  # fmt: skip


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
