"""What every request passes: headers, size, language, static files, lines of the log."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.test import Client

from parvaneh.frame.language import language_of_path, path_in
from parvaneh.frame.logs import PlainLines
from parvaneh.frame.static_files import FOLDER, static_url
from parvaneh.kit.charts.style import TOKENS
from parvaneh.kit.text import Language


def test_every_page_forbids_what_it_does_not_need(db, client: Client):
    headers = client.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert re.fullmatch("[0-9a-f]{16}", headers["X-Request-Id"])


def test_a_number_given_by_the_proxy_is_kept_and_a_forged_one_is_not(db, client: Client):
    kept = client.get("/", headers={"X-Request-Id": "abcdef-0123"})
    assert kept["X-Request-Id"] == "abcdef-0123"
    forged = client.get("/", headers={"X-Request-Id": "a b\tc"})
    assert forged["X-Request-Id"] != "a b\tc"


@pytest.mark.parametrize("length", [str(32 * 1024 * 1024 + 1), "-1", "many"])
def test_what_is_too_large_is_not_read(client: Client, length):
    response = client.post("/en/account/login/", {"login": "x"}, CONTENT_LENGTH=length)
    assert response.status_code == 413
    assert 'lang="en"' in response.content.decode()


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", Language.FA),
        ("/cases/", Language.FA),
        ("/english/", Language.FA),
        ("/en", Language.EN),
        ("/en/", Language.EN),
        ("/en/cases/", Language.EN),
    ],
)
def test_the_address_alone_says_the_language(path, language):
    assert language_of_path(path) is language


def test_the_other_language_is_one_step_away():
    assert path_in(Language.EN, "/cases/1/") == "/en/cases/1/"
    assert path_in(Language.FA, "/en/cases/1/") == "/cases/1/"
    assert path_in(Language.EN, "/en/cases/1/") == "/en/cases/1/"


def test_no_cookie_and_no_header_changes_the_language(db, client: Client):
    client.cookies["django_language"] = "en"
    page = client.get("/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="fa" dir="rtl">' in page


@pytest.mark.parametrize("name", ["look.css", "tokens.css", "passkey.js", "mark.svg"])
def test_a_static_file_is_kept_for_ever_under_its_hash(db, client: Client, name):
    response = client.get(static_url(name))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == (FOLDER / name).read_bytes()
    assert "immutable" in response["Cache-Control"]
    plain = client.get(f"/static/parvaneh/{name}")
    plain.close()
    assert "immutable" not in plain["Cache-Control"]


def test_the_colours_are_those_of_the_charts():
    light, _, dark = (FOLDER / "tokens.css").read_text(encoding="utf-8").partition("@media")
    for name, (in_light, in_dark) in TOKENS.items():
        assert f"--{name}: {in_light};" in light
        assert f"--{name}: {in_dark};" in dark


def test_the_look_knows_no_left_and_right():
    look = (FOLDER / "look.css").read_text(encoding="utf-8")
    physical = r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|float"
    assert not re.findall(physical, look)
    assert not re.findall(r"[;{\s](?:width|height)\s*:", look)
    assert "letter-spacing" not in look
    assert "italic" not in look


def test_a_page_that_is_not_there_looks_like_one_that_is_not_yours(db, client: Client):
    response = client.get("/en/nothing/")
    assert response.status_code == 404
    assert "or it is not for you to see" in response.content.decode()


def test_a_forged_form_is_refused(db):
    response = Client(enforce_csrf_checks=True).post("/en/account/login/", {"login": "x"})
    assert response.status_code == 403
    assert "The form was not accepted" in response.content.decode()


SECRETS = ["0012345678", "محرمانه", "09121234567"]


def logged(name: str, message: str, *values: object, exc: Exception | None = None) -> str:
    info = (type(exc), exc, exc.__traceback__) if exc else None
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, message, values, info)
    return PlainLines().format(record)


def raised(text: str) -> Exception:
    try:
        int(text)
    except ValueError as why:
        return why
    raise AssertionError


@pytest.mark.parametrize("secret", SECRETS)
def test_no_value_of_a_row_reaches_the_log(secret):
    line = logged(
        "django.request", "Internal Server Error: %s", secret, exc=raised(f"Key (id)=({secret})")
    )
    assert secret not in line
    said = json.loads(line)
    assert said["raised"] == "ValueError"
    assert "test_doors.py" in said["through"][0]


def test_our_own_sentences_are_logged_whole():
    assert "3 answers" in logged("parvaneh.site", "forgot %s answers", 3)


def test_only_forms_of_the_sign_in_package_need_no_key(settings):
    packages = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
    for name, reason in settings.ROUTES_WITHOUT_KEY.items():
        assert name.startswith(packages)
        assert len(reason) > 20
