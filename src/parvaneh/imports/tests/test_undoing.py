"""An import is taken back whole while nothing else rests on its rows, and refused otherwise."""

from datetime import date

import pytest

from parvaneh.frame.refused import Refused
from parvaneh.imports.operations import import_undo
from parvaneh.imports.tests.sheets import DOING, office_row, stored, workbook
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.models import Event
from parvaneh.registry.models import (
    Assessment,
    Licence,
    LicenceStep,
    Office,
    OfficeAddress,
    OfficePhone,
    OfficeTitle,
    Person,
    Post,
    Record,
)
from parvaneh.registry.operations import (
    assessment_correct,
    licence_withdraw,
    office_phones_set,
    record_correct,
)
from parvaneh.registry.operations.records import entry_of
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.registry.queries.records import records_in_force
from parvaneh.registry.tests.samples import fit_person, national_id, office_sample

pytestmark = pytest.mark.django_db


def state(*tables):
    """Everything that stands in tables, without who entered it when."""
    left_out = {"entered_by", "entered_at"}
    return [
        [
            tuple(getattr(row, one.attname) for one in table._meta.concrete_fields
                  if one.name not in left_out)
            for row in table.objects.order_by("pk")
        ]
        for table in tables
    ]  # fmt: skip


def undone(one):
    return import_undo(given=one, because="پرونده اشتباه بود", **DOING)


TABLES = (Office, OfficeTitle, OfficeAddress, OfficePhone)


def test_new_offices_go_and_changed_ones_are_as_before():
    old = office_sample("1001", title="دفتر کهنه", phones=["02166000000"])
    before = state(*TABLES)
    rows = [
        office_row("1001", starts_on="1404/02/01", street="کوچه", phones="02166000001"),
        office_row("1002", street="کوچه"),
    ]
    one, _ = stored("offices", workbook(rows))
    assert state(*TABLES) != before
    old.refresh_from_db()
    assert old.title == "دفتر 1001"
    undone(one)
    assert state(*TABLES) == before
    last = Event.objects.order_by("number").last()
    assert (last.kind, last.subject) == ("import.undone", one.key)
    assert "پرونده" not in str(last.body)


def test_what_changed_since_stands_in_the_way_and_is_named():
    one, _ = stored("offices", workbook([office_row("1001"), office_row("1002")]))
    office = Office.objects.get(code="1002")
    office_phones_set(office=office, numbers=["02166000000"], starts_on=date(2025, 1, 1), **DOING)
    before = state(*TABLES)
    with pytest.raises(Refused) as refused:
        undone(one)
    assert "office:1002" in str(refused.value.ruling.reasons[0].found)
    assert state(*TABLES) == before
    one.refresh_from_db()
    assert one.state == "done"


def test_persons_go_unless_something_rests_on_them():
    row = {"name": "شخص", "national_id": national_id(7), "province": "IR-23",
           "degree": "master", "degree_on": "1389/01/01"}  # fmt: skip
    one, _ = stored("people", workbook([row]))
    undone(one)
    assert not Person.objects.exists()
    two, _ = stored("people", workbook([row]))
    Post.objects.create(
        office=office_sample(), person=Person.objects.get(), post="clerk",
        starts_on=date(2024, 1, 1), entered_by="x", entered_at=DOING["at"],
    )  # fmt: skip
    with pytest.raises(Refused):
        undone(two)
    assert Person.objects.get().degrees.count() == 1


def licences():
    office, manager = office_sample("1001"), fit_person()
    row = {"office_code": office.code, "manager": manager.code, "starts_on": "1403/01/01",
           "months": 36, "due_months": 3, "proposed_by": "council", "decided_by": "center_head",
           "opened_on": "1403/01/15"}  # fmt: skip
    return stored("licences", workbook([row]))[0]


def test_licences_go_with_their_steps_terms_and_posts():
    one = licences()
    assert LicenceStep.objects.count() == 2
    undone(one)
    assert [table.objects.count() for table in (Licence, LicenceStep, Post)] == [0, 0, 0]


def test_a_step_that_was_taken_since_keeps_a_licence():
    one = licences()
    doing = {"on": date(2025, 1, 1), "decided_by": Actor.CENTER_HEAD, **DOING}
    licence_withdraw(licence=Licence.objects.get(), **doing)
    with pytest.raises(Refused):
        undone(one)
    assert LicenceStep.objects.count() == 3


def records(degree, **more):
    return {"office_code": "1001", "kind": "disciplinary", "ruling": "12", "convicted": "manager",
            "final_on": "1403/02/01", "degree": degree, **more}  # fmt: skip


def test_records_are_taken_back_by_versions():
    office_sample("1001")
    first, _ = stored("records", workbook([records(2)]))
    second, _ = stored("records", workbook([records(3)]))
    assert records_in_force().get().degree == 3
    with pytest.raises(Refused):
        undone(first)
    undone(second)
    assert records_in_force().get().degree == 2
    record_correct(
        record=records_in_force().get(), entry=entry_of(records_in_force().get()),
        because="x", source="letter:1", **DOING,
    )  # fmt: skip
    with pytest.raises(Refused):
        undone(first)
    third, _ = stored("records", workbook([records(1, ruling="13")]))
    undone(third)
    assert records_in_force().get().ruling == "12"
    assert Record.objects.filter(ruling="13").count() == 2


def scores(score, **more):
    return {"office_code": "1001", "criterion": "I3.a", "method": 3, "assessed_on": "1404/03/01",
            "score": score, **more}  # fmt: skip


def test_evidence_is_taken_back_by_a_batch_that_replaces_it():
    office_sample("1001")
    stored("evidence", workbook([scores(50)]))
    one, run = stored("evidence", workbook([scores(60), scores(70, criterion="I3.b")]))
    assert (run.report.new, run.report.changed) == (1, 1)
    assert sorted(row.score for row in assessments_in_force()) == [600_000, 700_000]
    undone(one)
    assert [row.score for row in assessments_in_force()] == [500_000]
    again, run = stored("evidence", workbook([scores(50), scores(70, criterion="I3.b")]))
    assert (run.report.new, run.report.same) == (1, 1)
    assessment_correct(
        assessment=Assessment.objects.get(score=700_000, batch__source=again.key),
        score=1, because="x", source="letter:1", **DOING,
    )  # fmt: skip
    with pytest.raises(Refused):
        undone(again)


def test_an_import_is_undone_once_and_with_a_reason():
    one, _ = stored("offices", workbook([office_row("1001")]))
    with pytest.raises(Refused):
        import_undo(given=one, because=" ", **DOING)
    undone(one)
    with pytest.raises(Refused):
        undone(one)
