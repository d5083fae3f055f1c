"""The calendar from the command line: seeded, edited, tried; its deadlines moved."""

import json
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from parvaneh.access.models import Grant, User
from parvaneh.access.scopes import Scope
from parvaneh.casework.models import Deadline
from parvaneh.casework.operations import case_open
from parvaneh.cli import acts, app
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import DayOff

pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
CLOSED = ("--fa", "سرما", "--en", "Cold", "--source", "governor", "--province", "IR-23")
BY = ("--by", "officer_1")


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    @contextmanager
    def there(_lang):
        yield

    monkeypatch.setattr(acts, "with_database", there)


@pytest.fixture(autouse=True)
def officer():
    user = User.objects.create(code="officer_1", username="officer_1", name="o", created_at=AT)
    Grant.objects.create(
        user=user,
        role="department_officer",
        scope=Scope.COUNTRY,
        scope_key="",
        starts_on=date(2025, 1, 1),
        given_by="system",
        given_at=AT,
    )
    return user


@pytest.fixture
def running() -> Deadline:
    """The deadline of a real case of the law, in Tehran."""
    case_open(procedure="objection", subject="office:2300001", province="IR-23", by=SYSTEM, at=AT)
    return Deadline.objects.filter(last_on__isnull=False).earliest("id")


def run(*words, lang="en"):
    return CliRunner().invoke(app, ["calendar", *words, "--lang", lang])


def test_holidays_are_seeded_once(officer):
    first = json.loads(run("seed", "1404", *BY, "--json").stdout)
    assert first["days"] == DayOff.objects.count() > 20
    assert json.loads(run("seed", "1404", *BY, "--json").stdout)["days"] == 0
    listed = json.loads(run("list", "1404", "--json").stdout)
    assert len(listed) == first["days"]


def test_a_day_off_is_tried_then_entered_and_its_deadline_moves(running):
    day = running.last_on.isoformat()
    shown = json.loads(run("preview", day, "--province", "IR-23", *BY, "--json").stdout)
    tried = run("off", day, *CLOSED, *BY, "--dry-run", "--json")
    assert (tried.exit_code, DayOff.objects.count()) == (0, 0)
    done = json.loads(run("off", day, *CLOSED, *BY, "--json").stdout)
    assert done["moved"] == json.loads(tried.stdout)["moved"] == shown
    assert shown[0]["before"] == day
    running.refresh_from_db()
    assert running.last_on.isoformat() == shown[0]["after"]


def test_a_day_off_is_withdrawn_with_a_reason(running):
    day = running.last_on.isoformat()
    run("off", day, *CLOSED, *BY)
    gone = run("withdraw", day, "--province", "IR-23", "--reason", "wrong", *BY, "--json")
    assert json.loads(gone.stdout)["moved"][0]["after"] == day
    again = run("withdraw", day, "--province", "IR-23", "--reason", "wrong", *BY)
    assert again.exit_code == 3


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("seed", "1700", *BY), 6),
        (("seed", "1404"), 3),
        (("off", "1404-13-01", *CLOSED, *BY), 3),
        (("off", "1404-11-05", *CLOSED, *BY, "--kind", "weekend"), 6),
        (("off", "1404-11-05", "--fa", "", "--en", "", "--source", "", *BY), 6),
        (("preview", "1404-11-05", "--by", "nobody"), 3),
    ],
)
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_what_is_wrong_is_told_and_nothing_is_entered(words, code, lang):
    found = run(*words, lang=lang)
    assert (found.exit_code, found.stdout) == (code, "")
    assert found.stderr
    assert not DayOff.objects.exists()


def test_who_may_not_manage_the_calendar_is_refused():
    User.objects.create(code="other_1", username="other_1", name="o", created_at=AT)
    for words in (("seed", "1404"), ("preview", "1404-11-05")):
        found = run(*words, "--by", "other_1")
        assert (found.exit_code, DayOff.objects.count()) == (6, 0)
