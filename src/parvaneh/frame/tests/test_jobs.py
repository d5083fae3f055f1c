"""Jobs: enqueued with the transaction, run by the real worker, healed after a killed one."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from parvaneh.frame import jobs, worker

pytestmark = pytest.mark.django_db

done: list[int] = []


@jobs.job(queue="trial", retry=2)
def trial(*, number: int) -> None:
    """Note a number; refuse the negative ones."""
    if number < 0:
        raise ValueError(number)
    done.append(number)


@jobs.job(queue="trial")
def trial_look(*, table: str) -> None:
    """Look at the database of the caller."""
    done.append(get_user_model().objects.count() if table == "user" else -1)


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def rows(columns="status, attempts"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM procrastinate_jobs ORDER BY id")  # noqa: S608
        return cursor.fetchall()


def left_by_a_dead_worker(*, attempts=0, silent="1 hour"):
    jobs.enqueue(trial, number=7)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - %s::interval) RETURNING id",
            [silent],
        )
        [dead] = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s",
            [dead, attempts],
        )


def test_a_job_runs_in_the_worker_with_its_arguments(jobs_run_now):
    jobs.enqueue(trial, number=3)
    assert done == []
    assert jobs_run_now() == 1
    assert done == [3]
    assert rows("status") == [("succeeded",)]


def test_a_job_sees_the_transaction_of_the_test(jobs_run_now):
    jobs.enqueue(trial_look, table="user")
    jobs_run_now()
    assert done == [get_user_model().objects.count()]


def test_a_job_of_a_transaction_that_is_rolled_back_never_starts(jobs_run_now):
    with pytest.raises(KeyError), transaction.atomic():
        jobs.enqueue(trial, number=3)
        raise KeyError
    assert jobs_run_now() == 0
    assert rows() == []


def test_positional_arguments_are_refused():
    with pytest.raises(TypeError, match="keyword"):
        jobs.enqueue(trial, 3)


def test_many_jobs_are_enqueued_in_one_statement(jobs_run_now, django_assert_num_queries):
    with django_assert_num_queries(1):
        jobs.enqueue_many(trial, [{"number": one} for one in range(20)])
    assert jobs_run_now() == 20
    assert done == list(range(20))


def test_enqueuing_no_jobs_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        jobs.enqueue_many(trial, [])


def test_a_failed_job_waits_longer_each_time_and_then_stays_failed(jobs_run_now):
    jobs.enqueue(trial, number=-1)
    waits = []
    for _ in range(3):
        jobs_run_now()
        waits += rows("round(extract(epoch FROM scheduled_at - now()))")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    assert [round(float(wait)) // 4 for [wait] in waits[:2]] in ([1, 4], [0, 3], [1, 3], [0, 4])
    assert rows("status") == [("failed",)]
    assert jobs.jobs_health().failed == 1


def test_a_wait_is_never_longer_than_six_hours():
    class Tried:
        attempts = 7

    decision = jobs.GrowingWaits(8).get_retry_decision(exception=ValueError(), job=Tried())
    longest = jobs.GrowingWaits(8).get_retry_decision(
        exception=ValueError(), job=type("Tried", (), {"attempts": 3})()
    )
    assert decision.retry_at - longest.retry_at > jobs.LONGEST_WAIT / 2
    assert jobs.GrowingWaits(7).get_retry_decision(exception=ValueError(), job=Tried()) is None


def test_the_job_of_a_dead_worker_is_put_back_and_done(jobs_run_now):
    left_by_a_dead_worker()
    assert jobs_run_now() == 0
    worker.stalled_jobs_return()
    assert rows() == [("todo", 1)]
    assert jobs_run_now() == 1
    assert done == [7]


def test_the_job_of_a_living_worker_is_left_alone():
    left_by_a_dead_worker(silent="1 second")
    worker.stalled_jobs_return()
    assert rows() == [("doing", 0)]


def test_a_job_that_outlived_too_many_workers_is_failed():
    left_by_a_dead_worker(attempts=worker.MOST_ATTEMPTS)
    worker.stalled_jobs_return()
    assert rows("status") == [("failed",)]


def test_health_counts_what_waits_runs_and_is_for_later():
    jobs.enqueue(trial, number=1)
    jobs.enqueue(trial, number=2)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() + '1 hour'::interval"
            " WHERE id = (SELECT max(id) FROM procrastinate_jobs)"
        )
    found = jobs.jobs_health()
    assert (found.waiting, found.later, found.running, found.failed) == (1, 1, 0, 0)
    assert found.oldest is not None


def test_health_of_empty_queues_has_no_oldest():
    found = jobs.jobs_health()
    assert (found.waiting, found.oldest) == (0, None)


def test_batches_leave_nothing_out():
    assert list(jobs.batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
