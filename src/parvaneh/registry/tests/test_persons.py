"""Persons: sealed values, and what they have shown as the law asks for it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parvaneh.frame.refused import Conflict, Refused
from parvaneh.law.directive_1392 import person as law
from parvaneh.law.vocabulary import Post
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Person
from parvaneh.registry.operations import (
    certificate_enter,
    declaration_enter,
    degree_enter,
    dismissal_enter,
    experience_enter,
    person_reveal,
)
from parvaneh.registry.queries import (
    certificates_expiring,
    declaration_due,
    eligibility_of,
    facts_of,
)
from parvaneh.registry.tests.samples import DOING, ON, fit_person, person_sample

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def keys(why):
    return sorted(reason.key for reason in why.value.ruling.reasons)


def test_the_national_id_is_sealed_masked_and_found_by_its_index():
    person = person_sample(national_id="۱۲۳۴۵۶۷۹")
    assert str(Person.objects.get(pk=person.pk).national_id) == "••••••••79"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p::text, e::text FROM registry_person p JOIN registry_personevent e USING (id)"
        )
        assert "0012345679" not in str(cursor.fetchall())
    with pytest.raises(Refused) as why:
        person_sample(national_id="0012345679")
    assert keys(why) == ["national_id"]


def test_a_legal_entity_has_an_id_of_its_own_form():
    assert person_sample(kind="legal", national_id="۱۰۳۸۰۲۸۴۷۹۰", born_on=None).kind == "legal"
    with pytest.raises(Refused):
        person_sample(kind="legal", national_id="0012345679")


def test_all_faults_of_a_person_are_told_at_once_and_no_id_is_repeated():
    with pytest.raises(Refused) as why:
        person_sample(
            name=" ", national_id="1234567890", province="Tehran", kind="robot", mobile="123",
            born_on=ON + DAY,
        )  # fmt: skip
    assert keys(why) == ["born_on", "kind", "mobile", "name", "national_id", "province"]
    assert "1234567890" not in repr(why.value.ruling)


def test_a_personal_value_is_revealed_with_a_reason_that_the_log_keeps():
    person = person_sample(national_id="0012345679")
    shown = person_reveal(person=person, field="national_id", reason="استعلام", **DOING)
    assert shown == "0012345679"
    event = Event.objects.latest("number")
    assert (event.kind, event.facts["field"]) == ("person.revealed", "national_id")
    assert "استعلام" not in str(event.facts)


@pytest.mark.parametrize(
    ("field", "reason"), [("national_id", " "), ("user", "چرا"), ("code", "چرا")]
)
def test_nothing_is_revealed_without_a_reason_nor_what_is_not_personal(field, reason):
    person = person_sample()
    before = Event.objects.count()
    with pytest.raises(Refused):
        person_reveal(person=person, field=field, reason=reason, **DOING)
    assert Event.objects.count() == before


def test_what_was_not_shown_is_none_to_the_law():
    facts = facts_of(person_sample(born_on=None, man=None), ON)
    assert facts == law.Person(computer_confirmed_for=frozenset())


def test_what_was_shown_reaches_the_law():
    person = fit_person()
    certificate_enter(
        person=person, kind="military_service", detail="completed", starts_on=ON, **DOING
    )
    dismissal_enter(person=person, office="notary", permanent=True, final_on=ON, **DOING)
    facts = facts_of(person, ON)
    assert facts.degrees == (law.Degree(law.Level.MASTER, "law"),)
    assert facts.related_months == 108
    assert facts.military_service is law.Military.COMPLETED
    assert facts.computer_confirmed_for == {Post.MANAGER}
    assert facts.occupations == frozenset()
    assert facts.dismissals == (law.Dismissal(law.Occupation.NOTARY, permanent=True, final_on=ON),)


def test_a_certificate_counts_while_it_is_valid():
    person = person_sample()
    certificate_enter(
        person=person, kind="free_of_addiction", starts_on=ON, ends_on=ON + 10 * DAY, **DOING
    )
    answers = [facts_of(person, ON + days * DAY).free_of_addiction for days in (-1, 0, 10, 11)]
    assert answers == [None, True, True, None]
    assert [one.person for one in certificates_expiring(ON, ON + 10 * DAY)] == [person]


def test_a_later_certificate_takes_the_place_of_the_earlier():
    person = person_sample()
    for day, holds in ((ON, True), (ON + 5 * DAY, False)):
        certificate_enter(person=person, kind="able", holds=holds, starts_on=day, **DOING)
    assert [facts_of(person, ON + days * DAY).able for days in (4, 5)] == [True, False]


def test_skill_is_confirmed_for_each_post_apart():
    person = person_sample()
    for post in (Post.CLERK, Post.IT_EXPERT):
        certificate_enter(person=person, kind="computer_skill", detail=post, starts_on=ON, **DOING)
    assert facts_of(person, ON).computer_confirmed_for == {Post.CLERK, Post.IT_EXPERT}


def test_work_done_twice_at_a_time_counts_once_and_work_that_is_not_related_not():
    person = person_sample()
    year = {"starts_on": date(2020, 3, 20), "ends_on": date(2021, 3, 20)}  # all of 1399
    experience_enter(person=person, work="یک", related=True, **year, **DOING)
    experience_enter(person=person, work="دو", related=True, **year, **DOING)
    experience_enter(person=person, work="سه", starts_on=date(2015, 1, 1), **DOING)
    assert facts_of(person, ON).related_months == 12


def test_a_declaration_serves_for_a_year():
    person = person_sample()
    assert declaration_due(person, ON) is None
    declaration_enter(person=person, declared_on=ON, occupations=["merchant"], **DOING)
    assert facts_of(person, ON).occupations == {law.Occupation.MERCHANT}
    assert declaration_due(person, ON + 300 * DAY).granted
    assert not declaration_due(person, ON + 400 * DAY).granted
    with pytest.raises(Conflict):
        declaration_enter(person=person, declared_on=ON, **DOING)


def test_a_merchant_is_not_eligible_and_a_fit_person_is():
    assert eligibility_of(fit_person(), Post.MANAGER, ON).granted
    barred = fit_person()
    declaration_enter(person=barred, declared_on=ON, occupations=["merchant"], **DOING)
    assert [one.key for one in eligibility_of(barred, Post.MANAGER, ON).reasons] == ["commerce"]


@pytest.mark.parametrize(
    ("operation", "bad"),
    [
        (degree_enter, {"level": "phd", "field": "x" * 61, "awarded_on": ON + DAY}),
        (experience_enter, {"work": "\u202e", "starts_on": ON + DAY, "ends_on": ON}),
        (certificate_enter, {"kind": "x", "starts_on": ON, "ends_on": ON - DAY, "detail": "y"}),
        (certificate_enter, {"kind": "military_service", "starts_on": ON, "detail": "y"}),
        (declaration_enter, {"declared_on": ON + DAY, "occupations": ["pilot"]}),
        (dismissal_enter, {"office": "pilot", "permanent": True}),
    ],
)
def test_what_makes_no_sense_is_refused(operation, bad):
    with pytest.raises(Refused):
        operation(person=person_sample(), **bad, **DOING)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_person SET kind = 'robot'",
        "UPDATE registry_person SET province = 'IR-77'",
        "UPDATE registry_degree SET level = 'phd'",
        (
            "INSERT INTO registry_degree (person_id, level, field, institution, awarded_on,"
            " entered_by, entered_at)"
            " SELECT person_id, level, field, '', awarded_on, 'a', now() FROM registry_degree"
        ),
        "UPDATE registry_experience SET ends_on = starts_on - 1",
        "UPDATE registry_certificate SET detail = 'x' WHERE kind = 'able'",
        "UPDATE registry_certificate SET detail = '' WHERE kind = 'computer_skill'",
        "UPDATE registry_certificate SET kind = 'iranian' WHERE kind = 'able'",
        "UPDATE registry_declaration SET occupations = '{pilot}'",
        "UPDATE registry_dismissal SET office = 'pilot'",
        (
            "UPDATE registry_person SET national_index ="
            " (SELECT max(national_index) FROM registry_person)"
        ),
    ],
)
def test_the_database_refuses_by_itself(statement):
    person_sample()
    dismissal_enter(person=fit_person(), office="judge", permanent=False, **DOING)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
