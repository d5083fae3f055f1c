"""Jobs and health: what stands there, why a job failed, and beginning one again."""

from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from parvaneh.frame.idempotency_key import FIELD, key_make
from parvaneh.frame.job_failures import failure_note
from parvaneh.frame.jobs import JOBS, enqueue
from parvaneh.frame.models import JobFailure
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.models import Event
from parvaneh.site import jobs
from parvaneh.site.machine.machine_words import JOBS_SAID, time_said
from parvaneh.site.tests.cast import client_of


@pytest.fixture
def failed(cast):
    enqueue(jobs.answers_purge)
    row = ProcrastinateJob.objects.order_by("-id")[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [row.pk])
    try:
        int("حسن به ۰۹۱۲۳۴۵۶۷۸۹ زنگ زد")
    except ValueError as why:
        failure_note(row.pk, why)
    return row.pk


def client(cast, role):
    return client_of(next(one.user for one in cast.everybody if one.role == role))


def test_every_job_is_said_in_words():
    assert {name for name in JOBS if "trial" not in name} == set(JOBS_SAID)


def test_every_job_that_begins_by_itself_says_when(cast):
    page = client(cast, "administrator").get("/en/machine/jobs/").content.decode()
    assert "every 5 minutes" in page


def test_a_failed_job_says_why_and_not_whom(cast, failed):
    page = client(cast, "auditor").get(f"/en/machine/jobs/{failed}/").content.decode()
    assert "ValueError" in page
    assert "test_machine_pages.py:" in page
    assert "حسن" not in page
    assert "Begin again" not in page  # an auditor changes nothing


def test_a_failed_job_begins_again_with_a_reason(cast, failed, jobs_run_now):
    administrator = client(cast, "administrator")
    address = f"/en/machine/jobs/{failed}/"
    assert administrator.post(address, {FIELD: key_make(now_utc())}).status_code == 422
    said = {"reason": "The disk has room again.", FIELD: key_make(now_utc())}
    assert administrator.post(address, said).status_code == 303
    event = Event.objects.get(kind="job.retried")
    assert (event.subject, event.before, event.after) == (f"job:{failed}", "failed", "todo")
    assert ProcrastinateJob.objects.get(pk=failed).status == "todo"
    assert jobs_run_now() >= 1


def test_an_auditor_cannot_begin_one_again(cast, failed):
    said = {"reason": "x", FIELD: key_make(now_utc())}
    answer = client(cast, "auditor").post(f"/en/machine/jobs/{failed}/", said)
    assert answer.status_code in {404, 422}
    assert ProcrastinateJob.objects.get(pk=failed).status == "failed"


def test_a_note_without_a_job_is_none(db):
    failure_note(None, ValueError())
    assert not JobFailure.objects.exists()


def test_health_names_what_needs_a_look(cast):
    page = client(cast, "administrator").get("/en/machine/").content.decode()
    for name in ("Database", "Workers", "Disk", "Key for signing", "Checkpoint of the log"):
        assert name in page
    assert "things need a look" in page  # no worker runs beside the tests
    assert "PARVANEH_" in page


def test_the_time_of_every_job_is_said_in_words_of_tehran():
    assert time_said("*/5 * * * *") == "هر ۵ دقیقه"
    assert time_said("35 * * * *") == "هر ساعت، در دقیقهٔ ۵"
    assert time_said("50 21 * * *") == "هر روز ساعت ۰۱:۲۰"


def test_health_says_how_old_the_last_backup_is(cast, tmp_path, settings):
    settings.LAST_BACKUP = tmp_path / "last-backup"
    auditor = client(cast, "auditor")
    assert "none was made on this machine yet" in auditor.get("/en/machine/").content.decode()
    settings.LAST_BACKUP.write_text((now_utc() - timedelta(days=3)).isoformat(), encoding="utf-8")
    assert "3 days old" in auditor.get("/en/machine/").content.decode()


def test_failed_jobs_stand_on_the_first_page_of_who_looks_after_the_machine(cast, failed):
    page = client(cast, "administrator").get("/en/").content.decode()
    assert 'href="/en/machine/jobs/?status=failed">failed jobs' in page.partition("None:")[0]
    assert "failed jobs" not in client(cast, "inspector").get("/en/").content.decode()
