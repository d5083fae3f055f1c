"""Rows written by COPY are the rows that `bulk_create` writes, and pass the same guards."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from parvaneh.frame.copying import (
    NotCopied,
    columns_copied,
    copy_rows,
    ids_drawn,
    keyed,
    rows_copied,
)
from parvaneh.frame.fields import indexes
from parvaneh.law.judicial_calendar import Weekday
from parvaneh.registry.models import (
    Batch,
    Certificate,
    Office,
    OfficeAddress,
    OfficeHours,
    Person,
    Record,
)
from parvaneh.registry.models.persons import NATIONAL_ID

pytestmark = pytest.mark.django_db
AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
ON = date(2025, 10, 4)
ENTERED = {"entered_by": "system", "entered_at": AT}


def offices(codes):
    return [Office(code=code, province="IR-23", title=f"دفتر {code}\tالف\\ب\nج") for code in codes]


def persons(codes):
    return [
        Person(code=f"p-{code}", name="شخص", province="", national_id=f"00000{code}", man=None)
        for code in codes
    ]


def same(model, first, second, *unlike):
    """Compare the two halves of what stands in the table, leaving out what must differ."""
    names = [one.attname for one in model._meta.concrete_fields if one.name not in unlike]
    rows = list(model.objects.order_by("pk").values_list(*names))
    assert len(rows) == first + second
    assert rows[:first] == rows[first:]


def test_copied_rows_equal_rows_made_in_bulk():
    office, who = offices(["1"])[0], persons(["1"])[0]
    office.save()
    who.save()

    def records(code):
        return [
            Record(
                code=f"r-{code}-{at}", version=1, office=office, person=who, province="IR-23",
                kind="criminal", convicted="manager", degree=at + 4, intentional=at == 1,
                ruled_on=ON, final_on=None, ruling="۱۲/الف", cites=["D1404 4(7)", 'a"b'],
                source="letter:1", **ENTERED,
            )
            for at in range(3)
        ]  # fmt: skip

    def batches(code):
        given = {"outside": {"survey": 3, "متن": [1, None]}, "sheets": ["survey"]}
        return [Batch(code=code, first=ON, last=ON, source="x", rows=3, **given, **ENTERED)]

    Record.objects.bulk_create(records("a"))
    assert copy_rows(Record, records("b")) == 3
    Batch.objects.bulk_create(batches("a"))
    assert copy_rows(Batch, batches("b")) == 1
    same(Record, 3, 3, "id", "code")
    same(Batch, 1, 1, "id", "code")


def test_numbers_with_decimals_and_columns_of_the_database_are_kept():
    rows = keyed(offices(["1", "2"]))
    copy_rows(Office, rows)
    place = {"starts_on": ON, "province": "IR-23", "street": "خیابان", "latitude": "35.700001"}
    one, two = (OfficeAddress(office=row, longitude="51.4", **place, **ENTERED) for row in rows)
    one.save()
    copy_rows(OfficeAddress, [two])
    same(OfficeAddress, 1, 1, "id", "office")
    who = persons(["1"])[0]
    who.save()
    skill = Certificate(
        person=who, kind="computer_skill", detail="clerk", starts_on=ON, ends_on=None, **ENTERED
    )
    copy_rows(Certificate, [skill])
    assert Certificate.objects.get().computer_for == "clerk"


def test_personal_values_are_sealed_indexed_and_in_the_history():
    copy_rows(Person, persons(["11", "12"]))
    found = Person.objects.get(national_index__in=indexes(NATIONAL_ID, "0000012"))
    assert (found.code, found.national_id.reveal()) == ("p-12", "0000012")
    assert Person.pgh_event_model.objects.filter(code="p-12").count() == 1


def test_keys_are_drawn_once_and_children_name_them():
    rows = keyed(offices(["1", "2", "3"]))
    copy_rows(Office, rows)
    assert [Office.objects.get(code=row.code).pk for row in rows] == [row.pk for row in rows]
    assert len({*ids_drawn(Office, 3), *(row.pk for row in rows)}) == 6
    saved = offices(["4"])[0]
    saved.save()
    assert saved.pk not in {row.pk for row in rows}


def test_rows_with_and_without_a_key_are_not_mixed():
    rows = offices(["1", "2"])
    keyed(rows[:1])
    with pytest.raises(NotCopied):
        copy_rows(Office, rows)
    assert copy_rows(Office, []) == 0


def test_what_a_constraint_forbids_leaves_no_row():
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows(Office, offices(["1", "2", "۳"]))
    assert not Office.objects.exists()


def test_columns_that_are_copied_hold_what_was_given():
    texts = ["\\N", "a\tb\\", "الف\n\r\\.", ""]
    columns = {
        "code": ["b-1", "b-2", "b-3", "b-4"],
        "source": ["1", "\\.", "t", "x"],
        "entered_by": texts,
    }
    same = {"first": ON, "last": ON, "rows": 3, "because": "", "entered_at": AT}
    same |= {"sheets": "{}", "outside": "{}", "replaces_id": None}
    assert columns_copied(Batch, columns, same) == len(texts)
    held = Batch.objects.order_by("pk").values_list("code", "source", "entered_by", "replaces_id")
    assert list(held) == [(*row, None) for row in zip(*columns.values(), strict=True)]


def test_plain_rows_equal_rows_made_in_bulk_and_are_in_the_history():
    [office] = offices(["1"])
    office.save()
    given = [
        {"office_id": office.pk, "code": "r-{}-1", "version": 1, "province": "IR-23",
         "kind": "disciplinary", "convicted": "manager", "degree": 4, "ruled_on": ON,
         "ruling": '\\N\t"', "cites": ["D1404 4(7)", 'a"b\\,{}', ""], "source": "x", **ENTERED},
        {"office_id": office.pk, "code": "r-{}-2", "version": 1, "province": "IR-23",
         "kind": "commendation", "ruling": "x", "ruled_on": ON, "source": "letter:1", **ENTERED},
    ]  # fmt: skip
    named = [[row | {"code": row["code"].format(half)} for row in given] for half in "ab"]
    Record.objects.bulk_create(Record(**row) for row in named[0])
    assert rows_copied(Record, named[1]) == 2
    same(Record, 2, 2, "id", "code")
    assert rows_copied(Record, []) == 0
    opened = {
        "opens": time(8),
        "closes": time(15),
        "weekday": Weekday.SATURDAY,
        "starts_on": ON,
        **ENTERED,
    }
    rows_copied(OfficeHours, [{"office_id": office.pk, **opened}])
    assert OfficeHours.pgh_event_model.objects.get().opens == time(8)
