"""The whole way in, through the product's own pages."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parvaneh.access.models import Session
from parvaneh.access.operations import grant_withdraw, user_deactivate
from parvaneh.access.operations.passwords import (
    password_code_give,
    password_code_use,
    second_factor_reset,
)
from parvaneh.access.sign_in.sessions import SessionStore
from parvaneh.access.tests.cast import AT, acting_as, role_give, user_of_cast
from parvaneh.frame.refused import Refused
from parvaneh.kit.text import persian_digits
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.models import Event

pytestmark = pytest.mark.django_db

PASSWORD = "seven 7 tall cypresses"
SECRET = re.compile(r"\b[A-Z2-7]{32}\b")
LOGIN, HOME = "/en/account/login/", "/en/"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    # The real one takes its time by design; that it is the one in use is tested by itself.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def manager():
    return user_of_cast("manager_1", mobile="09121234567", password=PASSWORD)


def sign_in(name="manager_1", password=PASSWORD, client=None):
    client = client or Client()
    client.answer = client.post(LOGIN, {"login": name, "password": password})
    return client


def client_of(key):
    """A browser that holds a copied key."""
    client = Client()
    client.cookies["session"] = key
    return client


def is_in(client):
    return b"Sign out" in client.get("/en/account/sessions/", follow=True).content


def code_now(secret, step=0):
    counter = next(iter(yield_hotp_counters_from_time())) + 1 + step
    return format_hotp_value(hotp_value(secret, counter))


def app_set_up(client):
    """Set up an authenticator app; returns its secret."""
    page = client.get("/en/account/2fa/totp/activate/").content.decode()
    (secret,) = set(SECRET.findall(page))
    answer = client.post(
        "/en/account/2fa/totp/activate/", {"code": persian_digits(code_now(secret))}
    )
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.mark.parametrize(
    "typed",
    ["manager_1", " Manager_1 ", "manager_۱", "09121234567", "۰۹۱۲ ۱۲۳ ۴۵۶۷", "+989121234567"],
)
def test_somebody_comes_in_by_name_or_mobile_in_any_digits(manager, typed):
    assert is_in(sign_in(typed))


def test_a_password_is_the_same_in_the_digits_of_any_keyboard(manager):
    assert is_in(sign_in(password="seven ۷ tall cypresses"))


@pytest.mark.parametrize("password", ["", "seven 7 tall cypress", "x" * 5000, "\x00", "\u202e"])
def test_a_wrong_password_and_an_unknown_name_read_alike(manager, password):
    wrong = sign_in(password=password or " ").answer
    unknown = sign_in("nobody_9", password or " ").answer

    def said(answer):
        text = re.sub(r'value="[^"]*"', "", answer.content.decode())
        return text.replace("nobody_9", "").replace("manager_1", "")

    assert wrong.status_code == unknown.status_code == 200
    assert said(wrong) == said(unknown)


def test_a_session_and_its_user_are_read_in_one_query(manager, django_assert_num_queries):
    client = sign_in()
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/account/password/code/")
    assert sum("access_session" in one["sql"] for one in asked) == 1
    assert not [one for one in asked if 'FROM "access_user"' in one["sql"]]
    with django_assert_num_queries(1):
        store = SessionStore(client.cookies["session"].value)
        assert store["_auth_user_id"] == str(manager.pk)
        assert store.user == manager


def test_the_key_of_a_session_stands_nowhere_in_the_database(manager):
    client = sign_in()
    key = client.cookies["session"].value
    row = Session.objects.get(user=manager)
    assert key.encode() not in bytes(row.digest)
    assert key not in row.content


def test_a_key_from_before_signing_in_is_worthless_after_it(manager):
    client = Client()
    client.get("/en/account/password/reset/")
    fixed = client.cookies["session"].value if "session" in client.cookies else ""
    client.cookies["session"] = fixed or "a" * 32
    sign_in(client=client)
    assert client.cookies["session"].value not in {fixed, "a" * 32}
    assert not is_in(client_of(fixed or "a" * 32))


def test_signing_out_ends_the_session_for_good(manager):
    client = sign_in()
    copied = client_of(client.cookies["session"].value)
    assert is_in(copied)
    client.post("/en/account/logout/")
    assert not is_in(copied)
    assert Session.objects.get(user=manager).ended_why


def test_a_session_ends_by_time_whatever_happens_and_sooner_without_use(manager):
    key = sign_in().cookies["session"].value
    row = Session.objects.get(user=manager)
    Session.objects.filter(pk=row.pk).update(last_seen_at=row.last_seen_at - timedelta(minutes=61))
    assert not is_in(client_of(key))
    Session.objects.filter(pk=row.pk).update(last_seen_at=row.last_seen_at)
    assert is_in(client_of(key))
    long_ago = row.made_at - timedelta(hours=13)
    Session.objects.filter(pk=row.pk).update(
        made_at=long_ago, expires_at=row.expires_at - timedelta(hours=13)
    )
    assert not is_in(client_of(key))


def test_a_withdrawn_role_of_staff_ends_the_session_at_the_next_request(manager):
    grant = role_give(manager, "department_clerk")
    client = sign_in()
    assert is_in(client)
    grant_withdraw(grant=grant, by=SYSTEM, at=AT, reason="moved")
    assert not is_in(client)


def test_a_deactivated_user_is_out_at_once_and_stays_out(manager):
    client = sign_in()
    user_deactivate(user=manager, by=SYSTEM, at=AT, reason="left")
    assert not is_in(client)
    assert not is_in(sign_in())


def test_one_ends_another_session_of_ones_own_but_nobody_elses(manager):
    here, there = sign_in(), sign_in()
    other_user = user_of_cast("manager_2", password=PASSWORD)
    foreign = sign_in("manager_2")
    rows = Session.objects.filter(ended_at__isnull=True)
    here.post("/en/account/sessions/", {"session": rows.get(user=other_user).pk})
    assert is_in(foreign)
    here.post("/en/account/sessions/", {})
    assert is_in(here)
    assert not is_in(there)


def test_a_changed_password_ends_every_other_session(manager):
    here, there = sign_in(), sign_in()
    new = "twelve 12 salt lakes"
    here.post(
        "/en/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert is_in(here)
    assert not is_in(there)
    assert is_in(sign_in(password=new))


def test_guessing_is_stopped_and_the_owners_own_browser_still_comes_in(manager):
    own = sign_in()
    own.post("/en/account/logout/")
    guesser = Client()
    for _ in range(6):
        sign_in(password="wrong", client=guesser)
    assert not is_in(sign_in(client=guesser))
    assert b"Too many" in guesser.answer.content
    assert is_in(sign_in(client=own))


def test_a_right_password_is_not_counted_as_an_attempt(manager):
    for _ in range(7):
        assert is_in(sign_in())


# --- second factors ---


def test_staff_without_a_second_factor_set_one_up_before_anything_else(manager):
    role_give(manager, "department_clerk")
    client = sign_in()
    assert client.get(HOME).headers["Location"].endswith("/account/2fa/")
    app_set_up(client)
    assert client.get(HOME).status_code == 200


def test_who_needs_no_second_factor_goes_on_without(manager):
    assert sign_in().get(HOME).status_code == 200


def test_a_role_of_staff_asks_at_the_next_request(manager):
    client = sign_in()
    assert client.get(HOME).status_code == 200
    role_give(manager, "department_clerk")
    assert client.get(HOME).status_code == 302


def test_a_password_alone_does_not_bring_in_who_has_a_second_factor(manager):
    secret = app_set_up(sign_in())
    client = sign_in()
    assert not is_in(client)
    client.post("/en/account/2fa/authenticate/", {"code": "۰۰۰ ۰۰۰"})
    assert not is_in(client)
    digits = persian_digits(code_now(secret))
    client.post("/en/account/2fa/authenticate/", {"code": f"{digits[:3]} {digits[3:]}"})
    assert is_in(client)


def test_a_code_of_an_app_counts_once(manager):
    secret = app_set_up(sign_in())
    code = code_now(secret)
    first, second = sign_in(), sign_in()
    first.post("/en/account/2fa/authenticate/", {"code": code})
    second.post("/en/account/2fa/authenticate/", {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_counts_once(manager):
    own = sign_in()
    app_set_up(own)
    codes = Authenticator.objects.get(user=manager, type="recovery_codes").wrap().get_unused_codes()
    first, second = sign_in(), sign_in()
    first.post("/en/account/2fa/authenticate/", {"code": persian_digits(codes[0])})
    second.post("/en/account/2fa/authenticate/", {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_codes_is_stopped(manager):
    secret = app_set_up(sign_in())
    client = Client()
    for _ in range(6):
        sign_in(client=client)
        client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    client.post("/en/account/2fa/authenticate/", {"code": code_now(secret)})
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", "abc", "۱" * 500, "\x00", "12\u200e3456", "🙂", "-", "1e5"])
def test_a_strange_code_is_a_wrong_code(manager, code):
    app_set_up(sign_in())
    client = sign_in()
    assert client.post("/en/account/2fa/authenticate/", {"code": code}).status_code == 200
    assert not is_in(client)


def test_the_secret_of_an_app_is_sealed_in_the_database(manager):
    secret = app_set_up(sign_in())
    kept = Authenticator.objects.get(user=manager, type="totp").data["secret"]
    assert secret not in kept


def test_staff_cannot_take_off_their_only_factor(manager):
    role_give(manager, "department_clerk")
    client = sign_in()
    app_set_up(client)
    answer = client.post("/en/account/2fa/totp/deactivate/", {})
    assert b"set up another" in answer.content
    assert Authenticator.objects.filter(user=manager, type="totp").exists()


def test_second_factors_are_events_of_the_log(manager):
    client = sign_in()
    app_set_up(client)
    client.post("/en/account/2fa/totp/deactivate/", {})
    kinds = list(Event.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[1:] == ["user.signed-in", "user.second-factor-added", "user.second-factor-removed"]


def test_a_reset_second_factor_ends_sessions_and_is_never_ones_own(manager):
    client = sign_in()
    app_set_up(client)
    administrator = acting_as("administrator")
    second_factor_reset(user=manager, by=administrator, at=AT, reason="telephone lost")
    assert not is_in(client)
    assert is_in(sign_in())
    with pytest.raises(Refused):
        second_factor_reset(user=administrator.user, by=administrator, at=AT, reason="mine")


# --- one-time codes for a password ---


def test_a_one_time_code_sets_a_password_once(manager):
    code = password_code_give(user=manager, by=acting_as("administrator"), at=AT)
    new = "twelve 12 salt lakes"
    password_code_use(user=manager, code=persian_digits(code.upper()), password=new, at=AT)
    with pytest.raises(Refused) as why:
        password_code_use(user=manager, code=code, password=new, at=AT)
    assert [one.key for one in why.value.ruling.reasons] == ["code"]
    assert Event.objects.filter(kind="user.password-set").count() == 1
    assert is_in(sign_in(password=new))


def test_a_weak_password_leaves_the_code_good_and_an_old_code_is_no_code(manager):
    code = password_code_give(user=manager, by=SYSTEM, at=AT)
    with pytest.raises(Refused) as why:
        password_code_use(user=manager, code=code, password="manager_1", at=AT)
    assert [one.key for one in why.value.ruling.reasons] == ["password"]
    with pytest.raises(Refused):
        password_code_use(
            user=manager, code=code, password="twelve 12 salt lakes", at=AT + timedelta(hours=25)
        )
    password_code_use(user=manager, code=code, password="twelve 12 salt lakes", at=AT)


def test_a_newer_code_takes_the_place_of_an_older_one(manager):
    first = password_code_give(user=manager, by=SYSTEM, at=AT)
    password_code_give(user=manager, by=SYSTEM, at=AT)
    with pytest.raises(Refused):
        password_code_use(user=manager, code=first, password="twelve 12 salt lakes", at=AT)


def test_codes_are_guessed_through_the_page_only_so_often(manager):
    client = Client()
    asked = {"login": "manager_1", "code": "2222-2222-2222", "password": "twelve 12 salt lakes"}
    answers = [client.post("/en/account/password/code/", asked) for _ in range(6)]
    assert {one.status_code for one in answers} == {422}
    assert b"Too many" not in answers[0].content
    assert b"Too many" in answers[-1].content
