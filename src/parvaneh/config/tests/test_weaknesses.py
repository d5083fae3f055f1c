"""Each weak setting is named; a sound installation is not."""

import pytest
from django.db import connection

from parvaneh.config import database_weaknesses
from parvaneh.config.database_weaknesses import weaknesses_of_database
from parvaneh.config.weaknesses import in_production, weaknesses_of_settings
from parvaneh.kit.clock import now_utc
from parvaneh.kit.keys import keys_ensure

SOUND = {
    "PARVANEH_ENV": "production",
    "PARVANEH_PROXY_HEADER": "X-Forwarded-Proto",
    "PARVANEH_HOSTS": "offices.example",
    "PARVANEH_ORIGINS": "https://offices.example",
    "DATABASE_URL": "postgresql://u@db.example/p?sslmode=verify-full",
}


@pytest.fixture
def keys(tmp_path):
    folder = tmp_path / "keys"
    keys_ensure(folder, {}, at=now_utc())
    return folder


def subjects(keys, **changed):
    environment = {**SOUND, **changed}
    return [one.subject for one in weaknesses_of_settings(environment, keys=keys, var=keys.parent)]


def test_a_sound_installation_has_no_weakness(keys):
    assert subjects(keys) == []


@pytest.mark.parametrize(
    ("name", "weak"),
    [
        ("PARVANEH_ENV", "prod"),
        ("PARVANEH_SECRET", "short"),
        ("PARVANEH_SECRET", "a" * 60),
        ("PARVANEH_PROXY_HEADER", ""),
        ("PARVANEH_DEBUG", "1"),
        ("PARVANEH_NOW", "2025-10-04T08:30:00Z"),
        ("PARVANEH_HOSTS", ""),
        ("PARVANEH_HOSTS", "*"),
        ("PARVANEH_HOSTS", ".example"),
        ("PARVANEH_HOSTS", "localhost,127.0.0.1"),
        ("PARVANEH_ORIGINS", "http://offices.example"),
        ("PARVANEH_ORIGINS", "https://*.example"),
        ("PARVANEH_HSTS", "60"),
        ("DATABASE_URL", "postgresql://u@db.example/p"),
        ("DATABASE_URL", "postgresql://u@db.example/p?sslmode=prefer"),
    ],
)
def test_a_weak_setting_is_named(name, weak, keys):
    assert subjects(keys, **{name: weak}) == [name]


def test_a_database_on_this_machine_needs_no_encryption(keys):
    for url in ("", "postgresql://u@localhost/p", "postgresql:///p?host=/run/postgresql"):
        assert subjects(keys, DATABASE_URL=url) == []


def test_keys_that_others_can_read_or_that_are_missing_are_named(keys, tmp_path):
    assert subjects(tmp_path / "none") == ["PARVANEH_KEYS"] * 4
    keys.chmod(0o755)
    assert subjects(keys) == ["PARVANEH_KEYS"]
    keys.chmod(0o700)
    next(keys.glob("*.key")).chmod(0o644)
    assert subjects(keys) == ["PARVANEH_KEYS"]


def test_a_folder_into_which_everybody_writes_is_named(keys):
    keys.parent.chmod(0o777)
    assert subjects(keys) == ["PARVANEH_VAR"]


def test_an_unknown_word_counts_as_production():
    assert in_production({"PARVANEH_ENV": "prod"})
    assert in_production({"PARVANEH_ENV": "production"})
    assert not in_production({})


# ---- the database


def grave(**changed):
    return {one.subject for one in weaknesses_of_database(private=True, **changed) if one.grave}


@pytest.mark.django_db
def test_the_forgetful_database_of_the_tests_is_refused():
    assert grave() >= {"fsync", "full_page_writes", "synchronous_commit"}


@pytest.mark.django_db
def test_a_superuser_is_refused_on_a_server_that_is_not_ours_alone():
    assert "role" in {one.subject for one in weaknesses_of_database(private=False) if one.grave}


@pytest.mark.django_db
def test_a_log_whose_triggers_are_off_is_refused():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ALL")
    assert "log" in grave()


@pytest.mark.django_db
def test_a_generated_account_and_one_with_a_default_name_are_refused():
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no triggers: only the row
    from parvaneh.access.models import User  # noqa: PLC0415 - needs Django

    for number, name in enumerate(("admin", "manager_1")):
        User.objects.create(
            code=f"u-{number}", username=name, name=name, is_demo=bool(number), created_at=now_utc()
        )
    assert {"demo", "accounts"} <= grave()


@pytest.mark.django_db
def test_a_database_without_trigrams_is_refused(monkeypatch):
    asked = database_weaknesses._asked

    def blind(sql, *params):
        return [] if "show_trgm" in sql else asked(sql, *params)

    monkeypatch.setattr(database_weaknesses, "_asked", blind)
    assert "show_trgm" in grave()
