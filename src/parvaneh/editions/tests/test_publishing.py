"""An edition says what the registry says, once; only what changed is written again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvaneh.editions.models import Edition, ListedOffice, Standing
from parvaneh.editions.operations import edition_publish
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.operations import licence_revoke, licence_suspend
from parvaneh.registry.tests.samples import AT, DOING, ON, licence_sample, office_sample

pytestmark = pytest.mark.django_db


def published(at=AT):
    return edition_publish(by=DOING["by"], at=at)


def row_of(licence):
    return ListedOffice.objects.get(code=licence.office.code)


def test_an_open_office_is_listed_with_the_initial_grade_which_no_ranking_gave():
    licence = licence_sample()
    made = published()
    row = row_of(licence)
    assert (made.number, made.offices, made.changed) == (1, 1, 1)
    assert (row.standing, row.licence) == (Standing.OPEN, licence.number)
    assert row.grade
    assert row.cycle is None
    assert 1 <= row.tiles <= row.bands
    assert row.held == []


def test_an_office_that_never_opened_is_not_listed():
    office_sample()
    licence_sample(opened=False)
    assert published().offices == 0


def test_nothing_is_published_twice_and_each_edition_is_an_event():
    licence_sample()
    first = published()
    assert published(AT + timedelta(minutes=5)) == first
    licence_sample()
    second = published(AT + timedelta(minutes=10))
    assert (second.number, second.offices, second.changed) == (2, 2, 1)
    assert Event.objects.filter(kind="edition.published").count() == 2
    assert Edition.objects.count() == 2


def test_a_suspended_office_says_until_when_and_a_revoked_one_that_it_is():
    suspended, revoked = licence_sample(), licence_sample()
    doing = {"decided_by": Actor.CENTER_HEAD, **DOING}
    licence_suspend(licence=suspended, starts_on=ON, months=3, ruling="case:1", **doing)
    licence_revoke(licence=revoked, on=ON, **doing)
    published()
    row = row_of(suspended)
    assert (row.standing, row.standing_since) == (Standing.SUSPENDED, ON)
    assert row.standing_until > ON + timedelta(days=80)
    assert row_of(revoked).standing == Standing.REVOKED


def test_what_is_listed_names_no_person():
    licence = licence_sample()
    published()
    row = ListedOffice.objects.values().get()
    assert licence.manager.name not in str(row)


def test_the_number_of_statements_does_not_grow_with_the_offices():
    def statements():
        with CaptureQueriesContext(connection) as asked:
            published()
        return len(asked)

    licence_sample()
    few = statements()
    for _ in range(4):
        licence_sample()
    assert statements() <= few + 1
