"""The record of an office is written, corrected by versions, and read as ranking needs it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from parvaneh.access.acting import Acting
from parvaneh.frame.refused import Refused
from parvaneh.law.directive_1404.art04_convictions import Convicted, Conviction, Kind
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import blocking
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Record
from parvaneh.registry.operations import Entry, record_correct, record_withdraw, record_write
from parvaneh.registry.queries import convictions_of, records_for_ranking, values_in_force
from parvaneh.registry.queries.records import records_as_of, records_in_force
from parvaneh.registry.tests.cast import AT, DONE, office, reader

pytestmark = pytest.mark.django_db
FINAL = date(2025, 6, 1)
THEFT = Entry(
    "criminal", "۱۲۳/الف", final_on=FINAL, convicted="manager", degree=5, intentional=True
)
REPRIMAND = Entry("disciplinary", "ر-۷", date(2025, 5, 1), FINAL, "manager", 2)
PRAISE = Entry("commendation", "ت-۱", ruled_on=FINAL)
PERIOD = Period(date(2025, 3, 21), date(2025, 9, 22))


def written(entry=THEFT, of=None) -> Record:
    return record_write(office=of or office(), entry=entry, source="letter:12", **DONE)


def faults(entry: Entry) -> set[str]:
    with pytest.raises(Refused) as why:
        written(entry)
    return {one.key for one in blocking(why.value.ruling)}


@pytest.mark.parametrize("entry", [THEFT, REPRIMAND, PRAISE])
def test_an_entry_is_written_with_its_event(entry):
    row = written(entry)
    assert (row.version, row.province) == (1, "IR-23")
    event = Event.objects.order_by("number").last()
    assert (event.kind, event.subject) == ("record.written", f"record:{row.code}")


def test_a_correction_is_a_new_version_and_both_stay():
    first = written()
    later = AT + timedelta(days=3)
    second = record_correct(
        record=first,
        entry=replace(THEFT, degree=6),
        because="درجه اشتباه بود",
        source="letter:13",
        by=DONE["by"],
        at=later,
    )
    assert (second.code, second.version, second.corrects) == (first.code, 2, first)
    assert list(records_in_force()) == [second]
    assert list(records_as_of(AT + timedelta(days=1))) == [first]
    assert list(records_as_of(later)) == [second]
    with pytest.raises(Refused):
        record_withdraw(record=first, because="x", source="y", **DONE)


def test_an_entry_taken_back_counts_no_more():
    row = written()
    gone = record_withdraw(record=row, because="رأی نقض شد", source="letter:14", **DONE)
    assert not records_in_force()
    assert Record.objects.count() == 2
    with pytest.raises(Refused):
        record_correct(record=gone, entry=THEFT, because="x", source="y", **DONE)
    assert written(of=row.office).code != row.code


def test_everything_wrong_with_an_entry_is_said_at_once():
    assert faults(Entry("criminal", " ", None, None, "", 9)) == {
        "ruling",
        "ruled_on",
        "convicted",
        "intentional",
        "degree",
    }
    assert faults(Entry("theft", "1", FINAL)) == {"kind"}
    assert faults(replace(REPRIMAND, degree=7, intentional=False)) == {"degree", "intentional"}
    assert faults(replace(PRAISE, degree=1, revokes=True, demotion=1)) == {
        "degree",
        "revokes",
        "demotion",
    }
    future = date(2025, 12, 1)
    assert faults(replace(THEFT, final_on=future)) == {"final_on"}
    assert faults(replace(REPRIMAND, final_on=date(2025, 4, 1))) == {"final_on"}
    assert faults(replace(THEFT, demotion=1)) == {"demotion_elsewhere"}
    assert faults(replace(THEFT, degree=2, demotion=3)) == {"demotion_extent"}


def test_the_same_judgment_is_entered_once():
    of = office()
    written(of=of)
    with pytest.raises(Refused):
        written(replace(THEFT, ruling="١٢٣/الف".replace("١٢٣", "۱۲۳")), of)


def test_a_ranking_reads_final_convictions_of_managers_and_old_ones_that_revoke():
    of = office()
    counted = written(of=of)
    written(replace(REPRIMAND, convicted="staff"), of)
    written(replace(REPRIMAND, ruling="r2", final_on=None), of)
    written(PRAISE, of)
    written(replace(THEFT, ruling="old", final_on=date(2020, 1, 1)), of)
    revoking = replace(REPRIMAND, ruling="rev", degree=6, revokes=True)
    old = written(replace(revoking, ruled_on=None, final_on=date(2021, 1, 1)), of)
    found = records_for_ranking(PERIOD, values=values_in_force())
    assert {one.ruling for one in found} == {counted.ruling, old.ruling}


def test_the_law_takes_the_convictions_of_an_office_as_the_record_has_them():
    of = office()
    written(PRAISE, of)
    written(of=office())
    gone = written(replace(THEFT, ruling="quashed"), of)
    record_withdraw(record=gone, because="رأی نقض شد", source="letter:14", **DONE)
    written(replace(THEFT, degree=2, demotion=1, final_on=FINAL + timedelta(1)), of)
    written(REPRIMAND, of)
    reprimand, theft = convictions_of(of)
    assert (reprimand.kind, reprimand.degree, reprimand.ruled_on) == (
        Kind.DISCIPLINARY, 2, date(2025, 5, 1),
    )  # fmt: skip
    assert theft == Conviction(
        Kind.CRIMINAL, 2, None, FINAL + timedelta(1), intentional=True,
        convicted=Convicted.MANAGER, demotion=1, ruling="۱۲۳/الف",
    )  # fmt: skip


def test_who_may_not_write_records_there_is_refused():
    inspector = Acting(reader("inspector", "province", "IR-23"))
    with pytest.raises(Refused):
        record_write(office=office(), entry=THEFT, source="x", by=inspector, at=AT)
    officer = Acting(reader("department_officer"))
    assert record_write(office=office(), entry=THEFT, source="x", by=officer, at=AT).pk


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("version = 2", "record_first_corrects_nothing"),
        ("because = 'x'", "record_first_corrects_nothing"),
        ("withdrawn = true", "record_first_corrects_nothing"),
        ("degree = NULL", "record_conviction_or_commendation"),
        ("kind = 'commendation'", "record_conviction_or_commendation"),
        ("intentional = NULL", "record_conviction_or_commendation"),
        ("convicted = ''", "record_says_who_was_convicted"),
        ("ruled_on = '2025-07-01'", "record_final_after_ruling"),
        ("final_on = NULL", "record_has_a_day"),
        ("ruling = ''", "record_says_where_it_stands"),
    ],
)
def test_the_database_refuses_what_cannot_be(change, constraint):
    row = written()
    columns = [one.column for one in Record._meta.fields if one.column != "id"]
    changed = dict([change.split(" = ")])
    chosen = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    code = "'r-other'"
    chosen = chosen.replace('"code"', code)
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f"INSERT INTO registry_record ({names}) SELECT {chosen} FROM registry_record"  # noqa: S608
    with (
        pytest.raises(DatabaseError) as why,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert why.value.__cause__.diag.constraint_name == constraint
    assert row.pk


@pytest.mark.parametrize(
    "sql", ["UPDATE registry_record SET degree = 1", "DELETE FROM registry_record"]
)
def test_a_written_record_cannot_be_changed_by_anybody(sql):
    written()
    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
