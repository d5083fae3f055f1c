"""Posts: one manager an office, one full-time post a person, staff as article 3 asks."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvaneh.frame.refused import Refused
from parvaneh.law.vocabulary import Post
from parvaneh.registry.operations import post_end, post_fill, staff_order
from parvaneh.registry.queries import staff_of, staffing_of
from parvaneh.registry.tests.samples import (
    DOING,
    ON,
    fit_person,
    licence_sample,
    office_sample,
    person_sample,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def keys(why):
    return [reason.key for reason in why.value.ruling.reasons if reason.blocks]


def fill(office, post=Post.LEGAL_EXPERT, person=None, starts_on=ON, **other):
    person = person or fit_person(post)
    return post_fill(office=office, person=person, post=post, starts_on=starts_on, **other, **DOING)


def test_an_office_is_staffed_when_every_post_is_filled_and_more_may_be_ordered():
    office = licence_sample().office
    for post in (Post.LEGAL_EXPERT, Post.IT_EXPERT, Post.CLERK, Post.CLERK):
        assert not staffing_of(office, ON).granted
        fill(office, post)
    assert staffing_of(office, ON).granted
    assert next(row.post for row in staff_of(office, ON)) == "manager"
    staff_order(office=office, post=Post.CLERK, persons=1, starts_on=ON + DAY, **DOING)
    assert staffing_of(office, ON).granted
    assert [one.key for one in staffing_of(office, ON + DAY).reasons] == ["staff_clerk"]


def test_who_does_not_meet_the_conditions_is_not_employed():
    with pytest.raises(Refused) as why:
        fill(office_sample(), person=person_sample())
    assert len(keys(why)) > 8


def test_the_managers_post_comes_with_the_licence_only():
    with pytest.raises(Refused) as why:
        fill(office_sample(), Post.MANAGER)
    assert keys(why) == ["post"]


def test_nobody_works_full_time_in_two_offices_nor_twice_in_one():
    office, person = office_sample(), fit_person(Post.LEGAL_EXPERT)
    fill(office, person=person, starts_on=ON + 30 * DAY)
    with pytest.raises(Refused) as why:
        fill(office_sample(), person=person)
    assert keys(why) == ["full_time"]
    with pytest.raises(Refused) as why:
        fill(office, person=person, full_time=False)
    assert keys(why) == ["person"]
    assert fill(office_sample(), person=person, full_time=False).pk


def test_a_post_ends_once_after_its_last_day_and_the_next_may_begin():
    office, person = office_sample(), fit_person(Post.LEGAL_EXPERT)
    post = fill(office, person=person)
    with pytest.raises(Refused) as why:
        post_end(post=post, ends_on=ON - DAY, reason=" ", **DOING)
    assert sorted(keys(why)) == ["ends_on", "reason"]
    post_end(post=post, ends_on=ON + DAY, reason="استعفا", **DOING)
    assert [len(staff_of(office, ON + days * DAY)) for days in (0, 1, 2)] == [1, 1, 0]
    with pytest.raises(Refused):
        post_end(post=post, ends_on=ON + DAY, reason="باز", **DOING)
    assert fill(office_sample(), person=person, starts_on=ON + 2 * DAY).pk


NEW = (
    "INSERT INTO registry_post (office_id, person_id, post, full_time, starts_on, entered_by,"
    " entered_at, ended_by, reason) SELECT {office}, {person}, '{post}', {full}, '2026-01-01', 'a',"
    " now(), '', '' FROM registry_post WHERE post = 'manager'"
)
OTHER = "(SELECT max(id) FROM registry_person)"
ELSEWHERE = "(SELECT max(id) FROM registry_office)"


@pytest.mark.parametrize(
    "statement",
    [
        NEW.format(office="office_id", person=OTHER, post="manager", full="false"),
        NEW.format(office=ELSEWHERE, person="person_id", post="manager", full="false"),
        NEW.format(office=ELSEWHERE, person="person_id", post="clerk", full="true"),
        NEW.format(office="office_id", person="person_id", post="clerk", full="false"),
        NEW.format(office=ELSEWHERE, person=OTHER, post="cook", full="true"),
        "UPDATE registry_post SET ends_on = starts_on - 1",
        "UPDATE registry_post SET ended_at = now()",
        "UPDATE registry_post SET ended_at = now(), ended_by = 'a'",
        "UPDATE registry_stafforder SET persons = 0",
        "UPDATE registry_stafforder SET post = 'cook'",
    ],
)
def test_the_database_refuses_by_itself(statement):
    licence = licence_sample()
    staff_order(office=licence.office, post=Post.CLERK, persons=1, starts_on=ON, **DOING)
    office_sample()
    person_sample()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_staff_is_told_as_of_any_day():
    office = licence_sample().office
    assert [len(staff_of(office, day)) for day in (date(2020, 1, 1), ON)] == [0, 1]
