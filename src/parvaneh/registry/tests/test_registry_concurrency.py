"""Many at once: numbers are given once, suspensions never overlap, posts are never held twice."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from parvaneh.law.vocabulary import Actor, Post
from parvaneh.registry.models import NumberSeries, Suspension
from parvaneh.registry.models import Post as PostRow
from parvaneh.registry.operations import licence_suspend, post_fill
from parvaneh.registry.operations.licences import licence_number
from parvaneh.registry.tests.samples import DOING, ON, fit_person, licence_sample, office_sample
from tools.races import ROUNDS, THREADS, at_once, done, race_record

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_no_number_is_given_twice_and_none_is_left_out():
    def number(_):
        with transaction.atomic():
            return licence_number(ON)

    given = [one for _ in range(ROUNDS) for one in done(at_once(number))]
    running = sorted(int(one[5:10]) for one in given)
    assert running == list(range(1, THREADS * ROUNDS + 1))
    race_record("a licence number", len(given), len(given) - len(set(given)))


def test_of_suspensions_of_the_same_days_one_is_entered():
    effects = 0
    for _ in range(ROUNDS):
        licence = licence_sample()

        def suspend(number, licence=licence):
            return licence_suspend(
                licence=licence,
                starts_on=ON + timedelta(days=number),
                months=6,
                ruling=f"case:{number}",
                decided_by=Actor.CENTER_HEAD,
                **DOING,
            )

        entered = done(at_once(suspend))
        assert len(entered) == Suspension.objects.filter(licence=licence).count() == 1
        effects += len(entered)
    race_record("suspending one licence, for days that overlap", effects, effects - ROUNDS)


def test_of_offices_that_employ_one_person_full_time_one_does():
    offices, effects = [office_sample() for _ in range(THREADS)], 0
    for _ in range(ROUNDS):
        person = fit_person(Post.LEGAL_EXPERT)

        def employ(number, person=person):
            return post_fill(
                office=offices[number], person=person, post=Post.LEGAL_EXPERT, starts_on=ON, **DOING
            )

        employed = done(at_once(employ))
        assert len(employed) == PostRow.objects.filter(person=person).count() == 1
        effects += len(employed)
    race_record("employing one person full-time in as many offices", effects, effects - ROUNDS)


def test_read_then_write_without_a_lock_does_give_numbers_twice():
    """The negative control: the same race, with the mistake that the series avoids."""
    NumberSeries.objects.create(key="naive", last=0)

    def naive(_):
        row = NumberSeries.objects.get(key="naive")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.02)")
        row.last += 1
        row.save()
        return row.last

    given = [one for _ in range(3) for one in done(at_once(naive))]
    assert len(set(given)) < len(given)
