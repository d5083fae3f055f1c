"""A worker of its own process, killed in the middle of a job: another one does the job."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from parvaneh.frame import jobs, worker

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# A worker whose jobs are slow enough to be killed in, and which takes others for dead quickly.
PROGRAM = """
import os, sys, time
import django
from django.db import connections
django.setup()
from parvaneh.frame import jobs, worker
place = dict(zip(("HOST", "NAME", "USER"), sys.argv[1:]))
connections["default"].settings_dict |= place
worker.HEARTBEAT, worker.STALLED, worker.SWEEP, worker.POLL = 0.2, 1.0, 0.2, 0.2

__name__ = "parvaneh.trial.jobs"

@jobs.job()
def killed_trial(*, path, pause):
    "Write a line, slowly."
    open(path, "a").write("begun\\n")
    time.sleep(pause)
    open(path, "a").write("done\\n")

worker.work()
"""


def started():
    place = connection.settings_dict
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, place["HOST"], place["NAME"], place["USER"]],
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )


def waited_for(path, text, seconds=20):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if path.exists() and text in path.read_text():
            return True
        time.sleep(0.05)
    return False


def enqueued(path, pause):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default',"
            " 'trial.killed_trial', jsonb_build_object('path', %s::text, 'pause', %s::float))",
            [str(path), pause],
        )


def test_the_job_of_a_killed_worker_is_done_by_the_next(tmp_path):
    path = tmp_path / "lines"
    enqueued(path, 1.0)
    first = started()
    assert waited_for(path, "begun")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert "done" not in path.read_text()
    second = started()
    assert waited_for(path, "done")
    second.send_signal(signal.SIGTERM)
    assert second.wait(10) == 0
    assert path.read_text().split() == ["begun", "begun", "done"]
    assert jobs.jobs_health().running == 0


def test_a_worker_told_to_stop_finishes_its_job_first(tmp_path):
    path = tmp_path / "lines"
    enqueued(path, 1.0)
    only = started()
    assert waited_for(path, "begun")
    only.send_signal(signal.SIGINT)
    assert only.wait(10) == 0
    assert path.read_text().split() == ["begun", "done"]


def test_a_worker_outlives_the_loss_of_its_connections(tmp_path):
    path, later = tmp_path / "lines", tmp_path / "later"
    enqueued(path, 0.0)
    only = started()
    assert waited_for(path, "done")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    enqueued(later, 0.0)
    assert waited_for(later, "done")
    assert only.poll() is None
    only.send_signal(signal.SIGTERM)
    assert only.wait(10) == 0


def test_the_patience_with_a_silent_worker_is_longer_than_its_heartbeat():
    assert worker.STALLED >= 4 * worker.HEARTBEAT
