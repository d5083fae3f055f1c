"""Users and roles from the command line, against the tests' own database."""

import json
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from parvaneh.access.models import Grant, User
from parvaneh.access.queries import user_named
from parvaneh.cli import acts, app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    @contextmanager
    def there(_lang):
        yield

    monkeypatch.setattr(acts, "with_database", there)


def run(*words, lang="en"):
    return CliRunner().invoke(app, [*words, "--lang", lang])


def made(*words):
    found = run("user", "add", *words, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


@pytest.fixture
def administrators():
    for number in (1, 2):
        made(f"administrator_{number}", "--name", "Administrator", "--role", "administrator")


INSPECTOR = ("--role", "inspector", "--scope", "province:IR-07")
BY = ("--by", "administrator_1")


def test_an_empty_database_gets_its_first_two_administrators_and_no_third(administrators):
    third = run("user", "add", "administrator_3", "--name", "Third", "--role", "administrator")
    assert third.exit_code == 6
    assert "There are 2 administrators" in third.stderr


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_nobody_is_made_by_nobody(lang):
    found = run("user", "add", "inspector_1", "--name", "Inspector", lang=lang)
    assert (found.exit_code, found.stdout) == (3, "")
    assert "--by" in found.stderr


def test_a_plain_role_is_given_at_once(administrators):
    said = made("inspector_1", "--name", "Inspector", *INSPECTOR, *BY)
    assert said["proposal"] == ""
    assert Grant.objects.get(user__username="inspector_1").scope_key == "IR-07"


def test_a_weighty_role_waits_for_the_second_person(administrators):
    said = made("head_1", "--name", "Head", "--role", "center_head", *BY)
    alone = run("role", "confirm", said["proposal"], *BY)
    assert alone.exit_code == 6
    assert "somebody else" in alone.stderr
    assert run("role", "confirm", said["proposal"], "--by", "administrator_2").exit_code == 0
    again = run("role", "confirm", said["proposal"], "--by", "administrator_2")
    assert again.exit_code == 5
    assert Grant.objects.filter(user__username="head_1").count() == 1


def test_a_dry_run_changes_nothing(administrators):
    found = run("user", "add", "inspector_1", "--name", "Inspector", *BY, "--dry-run")
    assert found.exit_code == 0
    assert "nothing was changed" in found.stderr
    assert user_named("inspector_1") is None


def test_all_faults_of_a_user_are_told_at_once(administrators):
    wrong = ("--name", " ", "--mobile", "12", "--email", "x", "--language", "de")
    found = run("user", "add", "بازرس", *wrong, *BY)
    assert found.exit_code == 6
    assert len(found.stderr.splitlines()) == 5


def test_a_user_is_listed_shown_and_let_out(administrators):
    made("inspector_1", "--name", "Inspector", *INSPECTOR, *BY)
    listed = json.loads(run("user", "list", "--role", "inspector", *BY, "--json").stdout)
    assert [one["username"] for one in listed] == ["inspector_1"]
    shown = json.loads(run("user", "show", "inspector_1", *BY, "--json").stdout)
    assert [one["scope"] for one in shown["grants"]] == ["province:IR-07"]
    gone = run("user", "deactivate", "inspector_1", "--reason", "left", *BY)
    assert (gone.exit_code, gone.stdout) == (0, f"{shown['tied'][0]}\n")
    assert not User.objects.get(username="inspector_1").is_active
    assert run("user", "deactivate", "inspector_1", "--reason", "left", *BY).exit_code == 6


def test_a_role_is_withdrawn_by_its_number(administrators):
    made("inspector_1", "--name", "Inspector", *INSPECTOR, *BY)
    grant = Grant.objects.get(user__username="inspector_1")
    assert run("role", "withdraw", str(grant.pk), "--reason", "moved", *BY).exit_code == 0
    assert run("role", "withdraw", "999999", "--reason", "moved", *BY).exit_code == 3


def test_a_password_code_is_printed_and_nothing_else(administrators):
    made("inspector_1", "--name", "Inspector", *BY)
    found = run("user", "password", "inspector_1", *BY)
    assert found.exit_code == 0
    assert len(found.stdout.strip()) == 14
    assert found.stderr == ""


def test_who_may_not_is_refused_with_the_reason(administrators):
    made("inspector_1", "--name", "Inspector", *BY)
    found = run("user", "add", "friend_1", "--name", "Friend", "--by", "inspector_1")
    assert found.exit_code == 6
    assert "user.manage" in found.stderr


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_the_roles_are_listed_without_a_database(lang, monkeypatch):
    rows = json.loads(run("role", "list", "--json", lang=lang).stdout)
    assert {"administrator", "center_head", "inspector"} <= {one["code"] for one in rows}
    assert run("role", "show", "inspector", lang=lang).exit_code == 0
    assert run("role", "show", "emperor", lang=lang).exit_code == 3


@pytest.mark.parametrize(
    "scope", ["planet:earth", "province", "country:IR-07", "", "province:IR-99"]
)
def test_a_strange_place_is_refused(administrators, scope):
    made("inspector_1", "--name", "Inspector", *BY)
    found = run("role", "give", "inspector_1", "inspector", "--scope", scope, *BY)
    assert found.exit_code == 6
    assert not Grant.objects.filter(user__username="inspector_1").exists()


def test_a_strange_last_day_is_told(administrators):
    made("inspector_1", "--name", "Inspector", *BY)
    found = run(
        "role",
        "give",
        "inspector_1",
        "inspector",
        "--scope",
        "province:IR-07",
        "--until",
        "سه‌شنبه",
        *BY,
    )
    assert found.exit_code == 3
