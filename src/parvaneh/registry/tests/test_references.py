"""References that are looked after by statement hold as foreign keys do, in races too."""

from contextlib import nullcontext

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ForeignKey

from parvaneh.registry.models import Assessment, Batch, Office
from parvaneh.registry.tests.samples import AT, ON
from tools.races import ROUNDS, THREADS, at_once, done, race_record

NOWHERE = 987_654_321
REFERENCES = ("batch", "office", "corrects")
PARENTS = {"batch": Batch, "office": Office, "corrects": Assessment}
APPEND_ONLY = tuple(
    f"registry.{table}:{trigger}"
    for table in ("Batch", "Assessment")
    for trigger in ("never_deleted", "never_changed")
)


def office() -> Office:
    """An office that nothing else refers to."""
    return Office.objects.create(code=f"{1_300_000 + Office.objects.count()}", province="IR-23")


def batch() -> Batch:
    code = f"b-{Batch.objects.count()}"
    return Batch.objects.create(
        code=code, first=ON, last=ON, source="test:1", rows=1, entered_by="x", entered_at=AT
    )


def assessment(**given) -> Assessment:
    said = {"number": 1, "province": "IR-23", "criterion": "I3.a", "method": 3, "score": 1}
    said |= {"because": "x"} if "corrects_id" in given else {}
    if "batch_id" not in given:
        given["batch_id"] = batch().pk
    return Assessment.objects.create(**said, assessed_on=ON, **given)


def deleted(row: Office) -> int:
    """Delete by the database alone: Django would ask by itself what refers to it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_office WHERE id = %s", [row.pk])
        return cursor.rowcount


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFERENCES)
def test_a_row_that_refers_to_nothing_is_refused(name):
    given = {"office_id": office().pk, f"{name}_id": NOWHERE}
    with pytest.raises(IntegrityError, match=f"{name}_id refers to what is not there"):
        assessment(**given)


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFERENCES)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = -id"])
def test_what_is_referred_to_is_neither_deleted_nor_given_another_key(name, change):
    at = office()
    first = assessment(office_id=at.pk)
    held = getattr(assessment(office_id=at.pk, corrects_id=first.pk), name)
    statement = f"{change.format(held._meta.db_table)} WHERE id = {held.pk}"
    with (
        pgtrigger.ignore(*APPEND_ONLY),  # those refuse it too, and first
        pytest.raises(IntegrityError, match=f"{name}_id refers to this"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_an_office_that_nothing_refers_to_is_deleted():
    assessment(office_id=office().pk)
    assert deleted(office()) == 1


def test_every_reference_without_a_constraint_is_looked_after():
    """But those of history, which outlives what it is about."""
    found = {
        (model, field.name, field.related_model)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
        and not field.db_constraint
        and not hasattr(model, "pgh_tracked_model")
    }
    assert {(Assessment, name, PARENTS[name]) for name in REFERENCES} == found
    known = {(model, trigger.name) for model, trigger in pgtrigger.registered()}
    for model, name, parent in found:
        assert (model, f"{name}_is_there") in known
        assert (parent, f"held_by_{model._meta.model_name}_{name}") in known


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_sees_an_older_state_may_delete_no_office():
    free = office()
    with pytest.raises(DatabaseError, match="read committed only"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        deleted(free)


def race(*unasked: str) -> tuple[int, int]:
    """Half of the threads assess an office, the other half delete it; how many of each did."""
    at, batches = office(), [batch() for _ in range(THREADS)]

    def work(number: int) -> str:
        try:
            with pgtrigger.ignore(*unasked) if unasked else nullcontext(), transaction.atomic():
                if number % 2:
                    assessment(office_id=at.pk, batch_id=batches[number].pk)
                    what = "assessed"
                else:
                    what = "deleted" * deleted(at)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_sleep(0.02)")
        except IntegrityError:
            return "refused"
        return what

    told = done(at_once(work))
    return told.count("assessed"), told.count("deleted")


def orphans() -> int:
    return Assessment.objects.exclude(office__in=Office.objects.all()).count()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_office_is_assessed_or_deleted_and_never_both():
    effects = doubled = 0
    for _ in range(ROUNDS):
        assessed, gone = race()
        effects += assessed + gone
        doubled += bool(assessed and gone)
        assert (assessed, gone) in {(THREADS // 2, 0), (0, 1)}
    assert orphans() == 0
    race_record("assessing an office, and deleting it", effects, doubled)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_unasked_the_same_race_leaves_assessments_of_no_office():
    """The negative control: the office's guard sees no row of a transaction that still runs."""
    for _ in range(ROUNDS):
        race("registry.Assessment:office_is_there")
    assert orphans() > 0
