"""`parvaneh log` and `parvaneh keys`: what they print, and how they end."""

import json
from contextlib import nullcontext
from datetime import UTC, datetime

import pytest
from django.db import connection
from typer.testing import CliRunner

from parvaneh.cli import app
from parvaneh.config import environment
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.models import Event

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)


def run(*arguments: str, code: int = 0) -> str:
    ran = CliRunner().invoke(app, [*arguments, "--lang", "en"], catch_exceptions=False)
    assert ran.exit_code == code, ran.output
    return ran.stdout


@pytest.fixture
def _log(db, monkeypatch, settings):
    """Five events in the database of the tests, which answers already."""
    monkeypatch.setattr("parvaneh.cli.database.with_database", lambda *_, **__: nullcontext())
    monkeypatch.setattr(environment, "KEYS", settings.KEYS)
    with act(by=SYSTEM, at=AT):
        for n in range(5):
            private = {"reason": "بیماری"} if n == 2 else {}
            event_write(kind="office.made", subject=f"office:{n}", after="new", private=private)


@pytest.fixture
def keys(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "KEYS", tmp_path / "keys")
    return tmp_path / "keys"


@pytest.mark.usefixtures("_log")
def test_a_sound_log_is_verified_with_what_was_kept_outside(tmp_path):
    kept, hashes, public = (tmp_path / name for name in ("kept", "hashes", "log.pub"))
    kept.write_text(run("log", "checkpoint"))
    hashes.write_text(run("log", "hashes"))
    public.write_text(run("keys", "public"))
    outside = ["--checkpoint", str(kept), "--hashes", str(hashes), "--key", str(public)]
    said = json.loads(run("log", "verify", "--json", *outside))
    assert (said["events"], said["outside"], said["count"]) == (5, 1, 0)
    assert "The log holds: 5 events" in run("log", "verify", *outside)


@pytest.mark.usefixtures("_log")
def test_a_fault_is_named_and_ends_with_4():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE ledger_event SET kind = 'x' WHERE number = 3")
    assert "Column kind of event 3 is not what its body says." in run("log", "verify", code=4)
    (fault,) = json.loads(run("log", "verify", "--json", code=4))["faults"]
    assert fault == {"wrong": "column", "first": 3, "last": 3, "detail": "kind"}


@pytest.mark.usefixtures("_log")
@pytest.mark.parametrize("option", ["--checkpoint", "--hashes", "--key"])
def test_a_file_from_outside_that_is_not_what_it_should_be_ends_with_3(option, tmp_path):
    (tmp_path / "x").write_text("no checkpoint\n")
    run("log", "verify", option, str(tmp_path / "x"), code=3)
    run("log", "verify", option, str(tmp_path / "missing"), code=1)


@pytest.mark.usefixtures("_log")
def test_a_receipt_is_checked_without_database(tmp_path):
    run("log", "receipt", "3", code=3)
    run("log", "checkpoint")
    (tmp_path / "r").write_text(run("log", "receipt", "3", "--with-body"))
    (tmp_path / "pub").write_text(run("keys", "public"))
    said = run("log", "check", str(tmp_path / "r"), "--key", str(tmp_path / "pub"))
    assert said.strip() == Event.objects.get(number=3).body
    asked = ["log", "check", str(tmp_path / "r"), "--key", str(tmp_path / "pub")]
    assert json.loads(run(*asked, "--json"))["event"] == 3
    (tmp_path / "r").write_text((tmp_path / "r").read_text().replace("index 2", "index 1"))
    run("log", "check", str(tmp_path / "r"), "--key", str(tmp_path / "pub"), code=4)


@pytest.mark.usefixtures("_log")
def test_events_are_shown_without_private_values():
    shown = run("log", "show", "--limit", "2")
    assert [line.split("\t")[0] for line in shown.splitlines()] == ["5", "4"]
    (one,) = json.loads(run("log", "show", "--subject", "office:2", "--json"))
    assert (one["number"], one["kind"], len(one["private"]["reason"])) == (3, "office.made", 64)
    assert "بیماری" not in json.dumps(one, ensure_ascii=False)


def test_an_empty_log_has_nothing_to_sign(db, monkeypatch):
    monkeypatch.setattr("parvaneh.cli.database.with_database", lambda *_, **__: nullcontext())
    assert run("log", "checkpoint") == ""
    assert run("log", "hashes") == ""


@pytest.mark.slow
@pytest.mark.usefixtures("_log")
def test_values_are_sealed_again_on_demand():
    run("keys", "new", "encryption")
    assert json.loads(run("keys", "reseal", "--json"))["ledger_private"] == 1
    assert "ledger_private\t0" in run("keys", "reseal")


def test_missing_keys_are_made_once(keys):
    assert len(run("keys", "new", "missing").splitlines()) == 4
    assert run("keys", "new", "missing") == ""
    listed = json.loads(run("keys", "list", "--json"))
    assert {one["purpose"] for one in listed} == {"encryption", "index", "signing", "session"}
    assert set(listed[0]) == {"id", "purpose", "made_at", "retired"}


def test_a_key_is_replaced_and_retired(keys):
    run("keys", "new", "signing")
    (old,) = json.loads(run("keys", "list", "--json"))
    run("keys", "retire", old["id"], code=6)
    run("keys", "new", "signing")
    assert run("keys", "retire", old["id"]) == f"signing\t{old['id']}\n"
    assert f"{old['id']}\t" in run("keys", "list")
    assert len(run("keys", "public").splitlines()) == 2


def test_what_is_no_purpose_and_no_key_is_refused(keys):
    run("keys", "new", "opening", code=2)
    run("keys", "retire", "nothere", code=3)


def test_a_key_that_others_may_read_stops_everything(keys):
    run("keys", "new", "signing")
    next(keys.glob("*.key")).chmod(0o644)
    run("keys", "list", code=6)
