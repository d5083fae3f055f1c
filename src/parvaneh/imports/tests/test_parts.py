"""Evidence in parts: stored while the next part is read, all of it or nothing."""

from dataclasses import replace

import pytest
from django.db import connection

from parvaneh.imports.kinds.evidence import EVIDENCE, Evidence
from parvaneh.imports.kinds.known import KINDS
from parvaneh.imports.operations import import_undo
from parvaneh.imports.tests.sheets import DOING, checked, given, said, stored, workbook
from parvaneh.registry.models import Assessment, Batch
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.registry.tests.samples import office_sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch):
    monkeypatch.setitem(KINDS, "evidence", replace(EVIDENCE, part_rows=2))
    for code in ("1001", "1002"):
        office_sample(code)


def scores(*references, office="1001", **more):
    return [
        {"office_code": office, "criterion": "I3.a", "method": 3, "assessed_on": "1404/03/01",
         "score": 50, "reference": one, **more}
        for one in references
    ]  # fmt: skip


def test_a_sheet_in_parts_is_stored_whole():
    one, run = stored("evidence", workbook(scores(*"abcde")))
    assert run.report.counts == {"rows": 5, "new": 5, "changed": 0, "same": 0, "wrong": 0}
    assert sorted(Assessment.objects.values_list("reference", flat=True)) == [*"abcde"]
    batches = Batch.objects.filter(source=one.key).order_by("pk")
    assert [batch.rows for batch in batches] == [2, 2, 1]


def test_faults_of_every_part_are_told_at_once_and_nothing_is_stored():
    rows = [*scores("a", score=101), *scores("b", "c"), *scores("d", office="x"), *scores("e")]
    _, report = checked("evidence", workbook(rows))
    assert [cell for cell, _, _ in said(report)] == ["E2", "A5"]
    assert report.counts["new"] == 3
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    "rows",
    [
        # Told apart by the reference until a later part repeats one, of another office or not.
        [*scores("a", "b", "c"), *scores("b")],
        [*scores("a", "b"), *scores("a", office="1002"), *scores("b")],
        [*scores("a", "a"), *scores("c", "d")],
    ],
)
def test_a_row_that_repeats_one_of_another_part_is_told(rows):
    _, report = checked("evidence", workbook(rows))
    assert report.counts["wrong"] == 1
    [(_, column, words)] = said(report)
    assert column == "office_code"
    assert "row" in words


def test_what_is_known_already_is_told_in_every_part():
    stored("evidence", workbook(scores("a", "b", "c", "d", "e")))
    rows = [*scores("a"), *scores("b", score=60), *scores("c", "d"), *scores("e", score=70)]
    _, run = stored("evidence", workbook(rows))
    assert (run.report.same, run.report.changed, run.report.new) == (3, 2, 0)
    assert sorted(one.score for one in assessments_in_force()) == [500_000] * 3 + [600_000, 700_000]


def test_parts_are_taken_back_together():
    stored("evidence", workbook(scores("a", "b")))
    rows = [*scores("a", score=60), *scores("b", score=70), *scores("c", "d", "e")]
    one, _ = stored("evidence", workbook(rows))
    import_undo(given=one, because="اشتباه بود", **DOING)
    assert sorted(row.reference for row in assessments_in_force()) == ["a", "b"]
    assert {row.score for row in assessments_in_force()} == {500_000}


def test_a_failure_while_a_part_is_being_stored_leaves_nothing(monkeypatch):
    class Broken(Evidence):
        def each(self, items):
            yield from super().each(items)
            raise RuntimeError

    monkeypatch.setitem(KINDS, "evidence", replace(EVIDENCE, part_rows=2, work=Broken))
    one = given("evidence", workbook(scores("a", "b", "c")))
    with pytest.raises(RuntimeError):
        checked("evidence", workbook(scores("a", "b", "c")))
    with connection.cursor() as cursor:  # the connection serves again
        cursor.execute("SELECT 1")
    assert not Batch.objects.exists()
    assert one.state == "given"
