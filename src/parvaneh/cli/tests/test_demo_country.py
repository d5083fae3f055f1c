"""`parvaneh demo country` and `demo places`, against the tests' own database."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from parvaneh.access.models import User
from parvaneh.cli import app, database, demo
from parvaneh.config import demo as generated
from parvaneh.config.demo import making
from parvaneh.registry.models import Grade, Office
from parvaneh.registry.queries import is_demonstration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def accounts(monkeypatch, tmp_path):
    @contextmanager
    def there(_lang):
        yield

    monkeypatch.setattr(demo, "migrated_database", there)
    monkeypatch.setattr(database, "with_database", there)
    path = tmp_path / "accounts"
    monkeypatch.setattr(generated, "ACCOUNTS_FILE", path)
    return path


def run(*words, code=0):
    ran = CliRunner().invoke(app, ["demo", *words, "--lang", "en"])
    assert ran.exit_code == code, ran.output
    return ran


@pytest.mark.slow
def test_a_country_is_made_once_told_and_its_places_are_named(accounts):
    words = ("country", "--size", "tiny", "--seed", "3", "--state", "before-first-ranking")
    said = json.loads(run(*words, "--json").stdout)
    assert said["accounts"] == str(accounts)
    assert (said["offices"], said["cases"]) == (20, 8)
    assert said["people"] > 100
    assert accounts.read_text(encoding="utf-8").count("\n") > 20
    assert not Grade.objects.exists()
    assert "demonstration" in run(*words, code=6).stderr
    named = json.loads(run("places", "--json").stdout)
    assert Office.objects.filter(code=named["office"]).exists()
    assert f"office\t{named['office']}" in run("places").stdout


def test_a_database_with_users_of_its_own_is_left_alone(accounts):
    at = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    User.objects.create(code="u-real", username="real", name="real", created_at=at)
    assert "users of its own" in run("country", "--size", "tiny", code=6).stderr
    assert not accounts.exists()
    assert not is_demonstration()


def test_nothing_is_made_in_production(accounts, monkeypatch):
    monkeypatch.setattr(making, "ENVIRONMENT", "production")
    assert "production" in run("country", "--size", "tiny", code=6).stderr
    assert not accounts.exists()


def test_a_size_that_is_not_known_is_wrong_usage():
    assert "small" in run("country", "--size", "huge", code=2).output


def test_where_there_is_little_few_places_are_named():
    assert set(json.loads(run("places", "--json").stdout)) == {"own_office"}
