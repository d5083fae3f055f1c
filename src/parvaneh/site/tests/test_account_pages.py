"""Every page of the sign-in package, in our shell, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from parvaneh.access.models import User

AT = dt.datetime(2025, 10, 4, 8, 30, tzinfo=dt.UTC)
PASSWORD = "long enough for 1404"

OPEN = [
    "login",
    "password/reset",
    "password/reset/done",
    "password/reset/key/done",
    "inactive",
    "password/code",
]
OWN = [
    "2fa",
    "2fa/totp/activate",
    "sessions",
    "password/change",
    "logout",
    "reauthenticate",
    "act-for",
]


@pytest.fixture
def user(db) -> User:
    made = User(code="u-1", username="manager_1", name="مدیر ۱", created_at=AT)
    made.set_password(PASSWORD)
    made.save()
    return made


def is_ours(response, language: str) -> None:
    page = response.content.decode()
    direction = {"fa": "rtl", "en": "ltr"}[language]
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert page.count("<h1>") == 1
    assert "<script>" not in page
    assert " style=" not in page


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("path", OPEN)
def test_a_page_for_everybody_stands_in_our_shell(db, client: Client, path, language):
    prefix = "/en" if language == "en" else ""
    response = client.get(f"{prefix}/account/{path}/")
    assert response.status_code == 200
    is_ours(response, language)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_page_of_the_account_stands_in_our_shell(user, client: Client, language):
    prefix = "/en" if language == "en" else ""
    signed_in = client.post(
        f"{prefix}/account/login/", {"login": "manager_1", "password": PASSWORD}
    )
    assert signed_in.status_code == 302
    for path in OWN:
        response = client.get(f"{prefix}/account/{path}/", follow=True)
        assert response.status_code == 200, path
        is_ours(response, language)
