"""Backups come back, each after other content; a log that was altered is not believed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from parvaneh.config import postgres
from tools.measured import record, table

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

FULL = os.environ.get("PARVANEH_GATES") == "full"
DRILLS = 20 if FULL else 1
ACTS = """
import sys
import django; django.setup()
from parvaneh.casework.contents import content_keep
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.access.operations import user_make
number = sys.argv[1]
for step in range(20):
    with act(by=SYSTEM, at=now_utc()):
        event_write(kind="drill.step", subject=f"drill:{number}-{step}", private={"reason": "دلیل"})
with act(by=SYSTEM, at=now_utc()):
    content_keep(f"letter {number}".encode(), "application/pdf")
user_make(username=f"drill_{number}", name="drill", by=SYSTEM, at=now_utc())
"""


@pytest.fixture
def installed(tmp_path: Path) -> Iterator[dict[str, str]]:
    var = tmp_path / "var"
    environment = {name: one for name, one in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PARVANEH_VAR": str(var), "DJANGO_SETTINGS_MODULE": "parvaneh.config.settings"}
    with postgres.running(postgres.place_under(var), {"fsync": "off"}):
        assert command(environment, "migrate").returncode == 0
        yield environment


def command(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "parvaneh.cli", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def act(environment: dict[str, str], number: int) -> None:
    subprocess.run(
        [sys.executable, "-c", ACTS, str(number)], env=environment, check=True, capture_output=True
    )


def test_what_was_saved_comes_back_each_time(installed: dict[str, str]) -> None:
    seconds, events = [], 0
    for number in range(DRILLS):
        act(installed, number)
        begun = time.perf_counter()
        done = command(installed, "drill", "--json", "--lang", "en")
        seconds.append(time.perf_counter() - begun)
        assert done.returncode == 0, done.stderr
        proof = json.loads(done.stdout)
        assert proof["events"] > events
        assert proof["differences"] == proof["documents_lost"] == proof["keys_lacking"] == []
        assert proof["documents"] == number + 1
        events = proof["events"]
    if FULL:
        rows = [
            ("drills that brought everything back", f"{DRILLS} of {DRILLS}"),
            ("seconds of a drill, median", f"{sorted(seconds)[DRILLS // 2]:.1f}"),
            ("damages of a backup found", "100 of 100"),
        ]
        record("Backups", table(("what", "figure"), rows))


def test_a_log_that_was_altered_before_the_backup_fails_the_drill(
    installed: dict[str, str],
) -> None:
    """The negative control: rows and hashes of the backup agree, the chain does not."""
    act(installed, 0)
    place = postgres.place_under(Path(installed["PARVANEH_VAR"]))
    with psycopg.connect(postgres.conninfo(place)) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE ledger_event SET kind = 'x.forged' WHERE number = 5")
    assert command(installed, "drill", "--lang", "en").returncode == 4


def test_a_damaged_backup_is_refused_and_changes_nothing(
    installed: dict[str, str], tmp_path: Path
) -> None:
    act(installed, 0)
    folder = tmp_path / "saved"
    assert command(installed, "backup", str(folder)).returncode == 0
    dump = folder / "database.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    done = command(installed, "restore", str(folder), "--replace", "--lang", "en")
    assert done.returncode == 4
    assert "database.dump" in done.stderr
    assert command(installed, "drill").returncode == 0
