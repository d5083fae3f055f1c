"""Evidence is kept as it came; what the ranking reads of it equals what reduction makes."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from parvaneh.access.acting import Acting
from parvaneh.frame.refused import Refused
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.ruling import blocking
from parvaneh.ledger.models import Event
from parvaneh.registry.models import Assessment, Batch, Count
from parvaneh.registry.operations import (
    assessment_correct,
    assessment_withdraw,
    assessment_write,
    evidence_import,
)
from parvaneh.registry.queries import evidence_for_ranking, values_in_force
from parvaneh.registry.queries.evidence import assessments_in_force
from parvaneh.registry.tests.cast import AT, DONE, office, reader
from parvaneh.scoring.reduce import reduce_evidence
from parvaneh.scoring.sources import open_evidence
from parvaneh.scoring.summary_members import to_members

pytestmark = pytest.mark.django_db
PERIOD = Period(date(2025, 3, 21), date(2025, 9, 22))
ON = date(2025, 6, 1)
SHEETS = {
    "offices": (
        "office_code,title,province_code,county,city,licensed_on,status\n"
        "1000001,دفتر یک,IR-23,,,1395-01-01,active\n"
        "1000002,دفتر دو,IR-07,,,1395-01-01,active\n"
    ),
    "assessments": (
        "office_code,criterion,method,score,assessed_on,reference\n"
        "1000001,I3.a,3,80.5,1404-03-01,a\n1000001,I3.a,3,70,1404-02-01,b\n"
        "1000002,I1.a,2,60,1404-03-01,c\n1000002,I1.a,2,60,1403-03-01,d\n"
    ),
    "survey": (
        "office_code,answered_on,a,b,c,d\n1000001,1404-02-02,5,4,,1\n1000001,1404-02-03,5,5,5,5\n"
    ),
    "services": (
        "office_code,served_on,kind,minutes,fee_exempt,below_tariff,in_prison\n"
        "1000001,1404-02-02,,,1,0,0\n1000002,1404-02-02,,,0,1,1\n"
    ),
    "monitoring": (
        "office_code,day,system,minutes_up,minutes_due\n1000001,1404-02-02,cctv,50,60\n"
        "1000002,1404-02-02,network,10,60\n"
    ),
    "staff": (
        "office_code,post,education,experience_months,from,until\n"
        "1000001,clerk,bachelor,24,1400-01-01,\n1000001,clerk,diploma,6,1404-02-01,1404-03-01\n"
    ),
    "training": "office_code,held_on,hours\n1000001,1404-02-02,2.5\n",
    "applicability": "office_code,criterion,applicable,reason\n1000002,I4.c,0,زندان ندارد\n",
}


def opened(folder, **changed):
    for name, text in (SHEETS | changed).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return open_evidence(folder, period=PERIOD, values=values_in_force())


@pytest.fixture
def offices():
    return [office("1000001"), office("1000002", "IR-07")]


def imported(evidence, **rest) -> Batch:
    said = {"opened": evidence, "period": PERIOD, "source": "file:1"}
    return evidence_import(**said, **DONE, **rest)


@pytest.mark.usefixtures("offices")
def test_what_a_ranking_reads_equals_the_reduction_to_the_byte(tmp_path):
    evidence = opened(tmp_path)
    imported(evidence)
    kept = evidence_for_ranking(PERIOD, offices=evidence.small.offices, records=())
    assert to_members(kept) == to_members(reduce_evidence(evidence, PERIOD))
    assert Event.objects.filter(kind="evidence.imported").count() == 1
    assert Assessment.objects.count() == 4


@pytest.mark.usefixtures("offices")
def test_counts_of_two_batches_add_up_and_a_replaced_batch_counts_no_more(tmp_path):
    evidence = opened(tmp_path)
    first = imported(evidence)
    second = imported(evidence)
    twice = evidence_for_ranking(PERIOD, offices=evidence.small.offices, records=())
    once = reduce_evidence(evidence, PERIOD)
    assert (twice.survey == 2 * once.survey).all()
    imported(evidence, replaces=second, because="دوباره خوانده شد")
    again = evidence_for_ranking(PERIOD, offices=evidence.small.offices, records=())
    assert (again.survey == twice.survey).all()
    with pytest.raises(Refused):
        imported(evidence, replaces=second, because="x")
    assert first.pk


def test_evidence_of_unknown_offices_is_refused_whole(tmp_path):
    office("1000001")
    with pytest.raises(Refused) as why:
        imported(opened(tmp_path))
    (reason,) = blocking(why.value.ruling)
    assert (reason.key, reason.found) == ("office_code", ("1000002",))
    assert not Batch.objects.exists()
    assert not Count.objects.exists()


def written(of=None, **changed) -> Assessment:
    said = {"criterion": "I3.a", "method": 3, "score": 800_000, "assessed_on": ON}
    return assessment_write(office=of or office(), source="report:1", **(said | changed), **DONE)


def test_an_assessment_is_corrected_and_withdrawn_by_later_rows():
    row = written()
    better = assessment_correct(
        assessment=row, score=700_000, because="جمع اشتباه", source="report:2", **DONE
    )
    assert list(assessments_in_force()) == [better]
    with pytest.raises(Refused):
        assessment_correct(assessment=row, score=1, because="x", source="y", **DONE)
    assessment_withdraw(assessment=better, because="بازرسی باطل شد", source="report:3", **DONE)
    assert not assessments_in_force()
    assert Assessment.objects.count() == 3


@pytest.mark.parametrize(
    ("changed", "keys"),
    [
        ({"criterion": "I7.a"}, {"record_is_computed"}),
        ({"criterion": "I99"}, {"unknown_criterion"}),
        ({"criterion": "I2.a"}, {"survey_only"}),
        ({"method": 7}, {"method"}),
        ({"score": 1_000_001}, {"score"}),
        ({"score": -1, "reference": "x" * 200}, {"score", "reference"}),
        ({"assessed_on": date(2025, 12, 1)}, {"assessed_on"}),
        ({"assessed_on": date(2020, 1, 1)}, {"assessed_on"}),
    ],
)
def test_an_assessment_that_the_law_does_not_know_is_refused(changed, keys):
    with pytest.raises(Refused) as why:
        written(**changed)
    assert {one.key for one in blocking(why.value.ruling)} == keys


def test_a_deputy_writes_evidence_of_their_own_province_only():
    by = Acting(reader("provincial_deputy", "province", "IR-07"))
    said = {
        "criterion": "I1.a",
        "method": 2,
        "score": 1,
        "assessed_on": ON,
        "source": "x",
        "by": by,
        "at": AT,
    }
    assert assessment_write(office=office(province="IR-07"), **said).pk
    with pytest.raises(Refused):
        assessment_write(office=office(province="IR-23"), **said)


@pytest.mark.parametrize(
    ("table", "change", "constraint"),
    [
        ("assessment", "number = number", "assessment_once_in_batch"),
        ("assessment", "criterion = 'I9.z', number = 2", "assessment_of_a_criterion"),
        ("assessment", "method = 7, number = 2", "assessment_by_a_method"),
        ("assessment", "score = 1000001, number = 2", "assessment_score_of_hundred"),
        ("assessment", "because = 'x', number = 2", "assessment_says_why_it_corrects"),
        ("batch", "last = first - 1, code = 'b-x'", "batch_in_order"),
        ("batch", "source = '', code = 'b-x'", "batch_has_source"),
        ("batch", "because = 'x', code = 'b-x'", "batch_says_why_it_replaces"),
    ],
)
def test_the_database_refuses_what_cannot_be(table, change, constraint):
    written()
    changed = dict(one.split(" = ") for one in change.split(", "))
    model = {"assessment": Assessment, "batch": Batch}[table]
    columns = [one.column for one in model._meta.fields if one.column != "id"]
    chosen = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f"INSERT INTO registry_{table} ({names}) SELECT {chosen} FROM registry_{table}"  # noqa: S608
    assert broken(sql).diag.constraint_name == constraint


@pytest.mark.parametrize("table", ["batch", "assessment", "count", "applicability"])
@pytest.mark.usefixtures("offices")
def test_kept_evidence_cannot_be_changed_by_anybody(table, tmp_path):
    imported(opened(tmp_path))
    for sql in (f"UPDATE registry_{table} SET id = id + 1000", f"DELETE FROM registry_{table}"):  # noqa: S608
        assert "Cannot" in str(broken(sql))


def broken(sql: str) -> BaseException:
    with (
        pytest.raises(DatabaseError) as why,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return why.value.__cause__
