"""An import refuses what the single operation refuses, and stores what it stores: a random walk."""

import random
from datetime import date

import pytest
from django.db import transaction

from parvaneh.frame.refused import Conflict, Refused
from parvaneh.imports.tests.sheets import AT, DOING, stored, workbook
from parvaneh.law.vocabulary import Post as PostKind
from parvaneh.registry.models import Assessment, Office, Person, Post, Record
from parvaneh.registry.operations import (
    Address,
    Entry,
    assessment_write,
    office_make,
    post_fill,
    record_write,
)
from parvaneh.registry.tests.samples import fit_person, office_sample, person_sample

pytestmark = pytest.mark.django_db
ROWS = 14


def offices(drawn):
    return {
        "code": drawn.choice(["1", "12", "x1", "1234567890123", str(drawn.randrange(999))]),
        "title": drawn.choice(["دفتر", "د" * 201, "دفتر يك"]),
        "province": drawn.choice(["IR-23", "IR-07"]),
        "starts_on": date(2024, 1, drawn.randint(1, 28)),
        "street": drawn.choice([None, "کوچه", "ک" * 401]),
        "postal_code": drawn.choice([None, "1136736111", "0123"]),
        "phones": drawn.choice([None, "02166000000", "12"]),
    }


def office(row):
    place = row["street"] or row["postal_code"]
    address = Address(street=row["street"] or "", postal_code=row["postal_code"] or "")
    plain = {key: row[key] for key in ("code", "title", "province", "starts_on")}
    phones = [row["phones"]] if row["phones"] else []
    return office_make(**plain, address=address if place else None, phones=phones, **DOING)


def records(drawn):
    return {
        "office_code": "1001",
        "kind": drawn.choice(["criminal", "disciplinary", "commendation"]),
        "ruling": f"r{drawn.randrange(10)}",
        "ruled_on": drawn.choice([None, date(2025, 1, 5), date(2030, 1, 1)]),
        "final_on": drawn.choice([None, date(2025, 1, 1), date(2025, 2, 1)]),
        "convicted": drawn.choice([None, "manager", "staff"]),
        "degree": drawn.choice([None, 1, 2, 6, 9]),
        "intentional": drawn.choice([None, True, False]),
        "demotion": drawn.choice([None, None, 1]),
    }


def record(row):
    said = {key: one for key, one in row.items() if key != "office_code" and one is not None}
    of = Office.objects.get(code=row["office_code"])
    return record_write(office=of, entry=Entry(**said), source="letter:1", **DOING)


def scores(drawn):
    return {
        "office_code": "1001",
        "criterion": drawn.choice(["I1.a", "I2.a", "I3.a", "I7.a"]),
        "method": drawn.randint(1, 6),
        "assessed_on": drawn.choice([date(2025, 6, 1), date(2020, 1, 1), date(2026, 1, 1)]),
        "score": drawn.choice([0, 100, 50.5]),
        "reference": f"n-{drawn.randrange(10_000)}",
    }


def score(row):
    of = Office.objects.get(code=row["office_code"])
    said = {key: row[key] for key in ("criterion", "method", "assessed_on", "reference")}
    ten_thousandths = round(row["score"] * 10_000)
    return assessment_write(office=of, score=ten_thousandths, source="letter:1", **said, **DOING)


def posts(drawn):
    return {
        "office_code": drawn.choice(["1001", "1002"]),
        "person": drawn.choice(list(Person.objects.order_by("pk").values_list("code", flat=True))),
        "post": drawn.choice(list(PostKind)),
        "starts_on": date(2024, drawn.randint(1, 12), 1),
        "full_time": drawn.choice([True, False]),
    }


def post(row):
    said = {key: row[key] for key in ("starts_on", "full_time")}
    return post_fill(
        office=Office.objects.get(code=row["office_code"]),
        person=Person.objects.get(code=row["person"]),
        post=PostKind(row["post"]), **said, **DOING,
    )  # fmt: skip


SUBJECTS = {
    "offices": (offices, office, Office, ("code", "title", "province")),
    "records": (records, record, Record, ("kind", "ruling", "degree", "final_on", "revokes")),
    "evidence": (scores, score, Assessment, ("criterion", "method", "assessed_on", "score")),
    "posts": (posts, post, Post, ("office_id", "person_id", "post", "starts_on", "full_time")),
}


def written(table, columns):
    return sorted(table.objects.values_list(*columns), key=str)


def one_by_one(rows, operation, table, columns):
    refused = set()
    for number, row in enumerate(rows, 2):
        try:
            with transaction.atomic():
                operation(row)
        except (Refused, Conflict):
            refused.add(number)
    found = written(table, columns)
    transaction.set_rollback(True)
    return refused, found


@pytest.mark.parametrize("kind", SUBJECTS)
def test_an_import_and_its_operations_agree_on_every_row(kind):
    draw, operation, table, columns = SUBJECTS[kind]
    if kind != "offices":
        office_sample("1001")
        office_sample("1002")
    if kind == "posts":
        fit_person(PostKind.CLERK)
        fit_person(PostKind.LEGAL_EXPERT)
        person_sample()
    accepted = 0
    for seed in range(3):
        drawn = random.Random(seed)  # noqa: S311 - repeatable
        rows = [draw(drawn) for _ in range(ROWS)]
        same_by = {"offices": ("code",), "records": ("kind", "ruling")}.get(kind)
        # A second row of the same thing is a fault of the sheet, whatever the operation says.
        if same_by:
            rows = list({tuple(row[key] for key in same_by): row for row in rows}.values())
        with transaction.atomic():
            refused, found = one_by_one(rows, operation, table, columns)
        with transaction.atomic():
            _, run = stored(kind, workbook(rows), partly=True) if found else (None, None)
            if run is not None:
                assert {one.row for one in run.report.faults} == refused
                assert written(table, columns) == found
                accepted += len(found)
            transaction.set_rollback(True)
    assert accepted
    assert DOING["at"] == AT
