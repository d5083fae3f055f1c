"""The small sheets: every demand of the law on a row, and all of their faults at once."""

from datetime import date

import pytest

from parvaneh.law.values import merged, read_values
from parvaneh.scoring.codes import AMBIGUOUS, OWN_FORM
from parvaneh.scoring.columns import ALLOWED, EMPTY, Type
from parvaneh.scoring.evidence import Applicability, Assessment, OfficeStatus, Record, RecordKind
from parvaneh.scoring.faults import EvidenceRefused
from parvaneh.scoring.row_checks import (
    CONTRADICTION,
    DEGREE,
    DEMOTION_ELSEWHERE,
    DEMOTION_NEEDED,
    DUPLICATE,
    INTENTIONAL,
    MAPPED,
    ORDERED,
    REASON,
    SURVEY_ALONE,
)
from parvaneh.scoring.rows import COMPUTED, NO_OFFICES, NUMBERS, REPAIRED
from parvaneh.scoring.sources import open_evidence
from parvaneh.scoring.tests.written import (
    OFFICES,
    folder,
    opened,
    period,
    places,
    refused,
    values,
    workbook,
)

UNKNOWN = ALLOWED[Type.CODE].en


def only(path):
    """The one fault: row, column, found, allowed."""
    (fault,) = refused(path).faults
    return fault.row, fault.column, fault.found, fault.allowed


def test_offices_are_rows_sorted_by_code(tmp_path):
    text = OFFICES.replace("تهران,تهران", "تهران,شهر ري")
    found = opened(folder(tmp_path, text)).small.offices
    assert [office.code for office in found] == ["0101", "0102", "2301"]
    assert found[0].city == "شهر ری"
    assert found[0].licensed_on == date(2019, 4, 21)
    assert found[1].status is OfficeStatus.SUSPENDED


def test_an_office_stands_in_the_list_once(tmp_path):
    again = f"{OFFICES}۰۱۰۱,دفتر یک,IR-23,,,1398/02/01,active\n"
    assert only(folder(tmp_path, again)) == (5, "office_code", "۰۱۰۱", DUPLICATE)


def test_a_list_without_offices_is_no_list(tmp_path):
    assert only(folder(tmp_path, OFFICES.splitlines()[0] + "\n")) == (None, None, "", NO_OFFICES)


def test_every_fault_of_every_sheet_is_told_at_once(tmp_path):
    path = folder(
        tmp_path,
        assessments="0101,I1.a,3,101,1404/01/15,x\n9999,I1.a,9,50,1404/01/15,x",
        staff="0101,clerk,phd,4,1404/01/01,\n0101,clerk,,4,x,",
        training="0101,1404/01/01,-3",
        records="0102,civil,1,,1403/05/05,,,",
        applicability="0101,I4.z,maybe,",
        survey="0101,1404/01/01,6,,,\n55,1404/13/01,1,2,3,4",
        services="0101,1404/01/01,x,1.5,perhaps,0,1",
        monitoring="0101,1404/01/01,,1441,1440",
    )
    assert places(path) == [
        ("applicability.csv", 2, "applicable", "maybe"),
        ("applicability.csv", 2, "criterion", "I4.z"),
        ("assessments.csv", 2, "score", "101"),
        ("assessments.csv", 3, "method", "9"),
        ("assessments.csv", 3, "office_code", "9999"),
        ("monitoring.csv", 2, "minutes_up", "1441"),
        ("monitoring.csv", 2, "system", ""),
        ("records.csv", 2, "kind", "civil"),
        ("services.csv", 2, "fee_exempt", "perhaps"),
        ("services.csv", 2, "minutes", "1.5"),
        ("staff.csv", 2, "education", "phd"),
        ("staff.csv", 3, "education", ""),
        ("staff.csv", 3, "from", "x"),
        ("survey.csv", 2, "a", "6"),
        ("survey.csv", 3, "answered_on", "1404/13/01"),
        ("survey.csv", 3, "office_code", "55"),
        ("training.csv", 2, "hours", "-3"),
    ]


def test_unknown_codes_are_told_only_where_the_list_itself_is_right(tmp_path):
    path = folder(tmp_path, OFFICES.replace("2301", "23"), assessments="2301,I1.a,3,1,1404/01/01,")
    assert only(path) == (4, "office_code", "23", OWN_FORM)


def test_a_code_that_lost_its_zeros_is_repaired_with_a_notice(tmp_path):
    path = folder(tmp_path, assessments="101,I1.a,3,1,1404/01/01,\n102.0,I1.a,3,1,1404/01/01,")
    found = opened(path)
    assert [row.office for row in found.small.assessments] == ["0101", "0102"]
    (notice,) = found.notices
    assert (notice.file, notice.message, notice.params) == (
        "assessments.csv", REPAIRED, {"count": 2}
    )  # fmt: skip


def test_numbers_in_a_workbook_are_repaired_or_refused_by_the_list(tmp_path):
    day = date(2020, 1, 1)
    offices = [
        ["0101", "ت", "IR-01", None, None, day, "active"],
        ["101", "ت", "IR-01", None, None, day, "active"],
        [2301, "ت", "IR-01", None, None, day, "active"],
        ["07777", "ت", "IR-01", None, None, day, "active"],
    ]
    path = workbook(tmp_path, offices=offices, assessments=[[101, "I1.a", 3, 85.1, day, 12]])
    assert only(path) == (2, "office_code", "101", AMBIGUOUS)
    path = workbook(tmp_path, offices=offices, assessments=[[7777, "I1.a", 3, 85.1, day, 12]])
    found = opened(path)
    assert found.small.assessments == (Assessment("07777", "I1.a", 3, day, 851_000, "12", 2),)
    assert {notice.message for notice in found.notices} == {NUMBERS, REPAIRED}


def test_days_before_and_after_the_period_are_no_faults(tmp_path):
    path = folder(tmp_path, assessments="0101,I1.a,3,1,1390/01/01,\n0101,I1.a,3,1,2030-01-01,")
    assert len(opened(path).small.assessments) == 2


def test_identical_rows_are_all_kept(tmp_path):
    row = "0101,I1.a,3,1,1404/01/01,x\n"
    assert len(opened(folder(tmp_path, assessments=row * 3)).small.assessments) == 3


@pytest.mark.parametrize("method", range(2, 7))
def test_client_satisfaction_takes_the_survey_alone(tmp_path, method):
    path = folder(tmp_path, assessments=f"0101,I2.b,{method},50,1404/01/01,")
    assert only(path) == (2, "method", str(method), SURVEY_ALONE)


def test_client_satisfaction_may_be_assessed_by_a_survey(tmp_path):
    assert opened(folder(tmp_path, assessments="0101,I2.b,1,50,1404/01/01,")).small.assessments


@pytest.mark.parametrize("criterion", ["I7", "I7.a", "i7.b", "I۷.c"])
def test_the_record_takes_no_assessment(tmp_path, criterion):
    path = folder(tmp_path, assessments=f"0101,{criterion},5,50,1404/01/01,")
    row, column, _, allowed = only(path)
    assert (row, column, allowed) == (2, "criterion", COMPUTED)


def test_the_map_of_the_values_says_which_ways_may_feed_a_criterion(tmp_path):
    profile = read_values(
        """
        ["D1404.8.evidence_map"]
        fa = "x"
        en = "x"
        cites = ["D1404 8"]
        [["D1404.8.evidence_map".value]]
        from = "1404-02-21"
        source = "test"
        status = "official"
        approved_by = "test"
        content = { I1 = [3], I2 = [1], I3 = [2], "I3.b" = [6] }
        """,
        "profile",
    )
    path = folder(
        tmp_path,
        assessments="0101,I1.a,3,1,1404/01/01,\n0101,I1.a,2,1,1404/01/01,\n"
        "0101,I3.b,6,1,1404/01/01,\n0101,I3.a,6,1,1404/01/01,",
    )
    with pytest.raises(EvidenceRefused) as caught:
        open_evidence(path, period=period(), values=merged(values(), profile))
    faults = [(one.row, one.allowed, one.params) for one in caught.value.faults]
    assert faults == [
        (3, MAPPED, {"criterion": "I1.a", "methods": (3,)}),
        (5, MAPPED, {"criterion": "I3.a", "methods": (2,)}),
    ]


def record(tmp_path, row):
    return only(folder(tmp_path, records=row))


def test_a_record_is_read_with_what_may_be_left_empty(tmp_path):
    path = folder(
        tmp_path,
        records="0101,criminal,2,yes,1403/05/05,12/ك,no,2\n"
        "0101,disciplinary,6,خیر,1403/05/05,,بله,0\n0102,Criminal,4,no,1380/05/05,,,",
    )
    on = date(2024, 7, 26)
    assert opened(path).small.records == (
        Record("0101", RecordKind.CRIMINAL, 2, True, on, "12/ک", False, 2, 2),
        Record("0101", RecordKind.DISCIPLINARY, 6, None, on, "", True, 0, 3),
        Record("0102", RecordKind.CRIMINAL, 4, False, date(2001, 7, 27), "", False, 0, 4),
    )


@pytest.mark.parametrize("degree", ["0", "9", "1.5"])
def test_crimes_have_eight_degrees(tmp_path, degree):
    found = record(tmp_path, f"0101,criminal,{degree},yes,1403/05/05,,,")
    assert found[:3] == (2, "degree", degree)


def test_sanctions_have_six_degrees(tmp_path):
    row, column, found, allowed = record(tmp_path, "0101,disciplinary,7,,1403/05/05,,,")
    assert (row, column, found, allowed) == (2, "degree", "7", DEGREE)


def test_a_crime_is_intentional_or_not(tmp_path):
    found = record(tmp_path, "0101,criminal,5,,1403/05/05,,,")
    assert found == (2, "intentional", "", INTENTIONAL)


@pytest.mark.parametrize("degree", [1, 2, 3])
@pytest.mark.parametrize("demotion", ["", "0"])
def test_a_crime_of_degree_one_to_three_lowers_the_grade_by_a_stated_number(
    tmp_path, degree, demotion
):
    found = record(tmp_path, f"0101,criminal,{degree},no,1403/05/05,,,{demotion}")
    assert found == (2, "demotion", demotion, DEMOTION_NEEDED)


@pytest.mark.parametrize("demotion", ["3", "-1", "1.5", "one"])
def test_a_demotion_is_by_one_grade_or_two(tmp_path, demotion):
    found = record(tmp_path, f"0101,criminal,1,no,1403/05/05,,,{demotion}")
    assert found[:3] == (2, "demotion", demotion)


@pytest.mark.parametrize("kind", ["criminal,4", "criminal,8", "disciplinary,1", "disciplinary,6"])
def test_no_other_conviction_lowers_the_grade(tmp_path, kind):
    found = record(tmp_path, f"0101,{kind},no,1403/05/05,,,1")
    assert found == (2, "demotion", "1", DEMOTION_ELSEWHERE)


def test_staff_leave_after_they_came(tmp_path):
    path = folder(
        tmp_path,
        staff="0101,clerk,diploma,0,1403/01/02,1403/01/02\n"
        "0101,manager,doctorate,60,1403/01/02,1403/01/01\n0101,clerk,none,0,1403/01/02,",
    )
    assert only(path) == (3, "until", "1403/01/01", ORDERED)


def test_a_criterion_does_not_apply_for_a_reason(tmp_path):
    path = folder(tmp_path, applicability="0101,I4.c,no,\n0102,I4.c,no,زندان ندارد")
    assert only(path) == (2, "reason", "", REASON)


def test_a_criterion_applies_or_does_not(tmp_path):
    path = folder(
        tmp_path,
        applicability="0101,I4.c,no,دور\n0101,I4.c,no,دور\n0102,I4.c,yes,\n0101,I4.c,yes,",
    )
    (fault,) = refused(path).faults
    assert (fault.row, fault.column, fault.allowed) == (5, "applicable", CONTRADICTION)
    assert fault.params == {"row": 2}


def test_applicability_is_read(tmp_path):
    path = folder(tmp_path, applicability="0101,I4.c,no,زندان ندارد")
    assert opened(path).small.applicability == (
        Applicability("0101", "I4.c", False, "زندان ندارد", 2),
    )


def test_an_optional_column_may_be_missing_and_no_other(tmp_path):
    path = folder(
        tmp_path,
        assessments="office_code,criterion,method,score,assessed_on\n0101,I1.a,3,1,1404/01/01\n",
    )
    assert opened(path).small.assessments[0].reference == ""
    path = folder(tmp_path, training="office_code,held_on\n0101,1404/01/01\n")
    (fault,) = refused(path).faults
    assert (fault.column, fault.params) == ("hours", {"name": "hours"})


def test_an_empty_value_is_told_as_missing(tmp_path):
    path = folder(tmp_path, assessments="0101,I1.a,3,,1404/01/01,")
    assert only(path) == (2, "score", "", EMPTY)


def test_thousands_of_faults_of_one_kind_are_counted_and_a_thousand_listed(tmp_path):
    rows = "".join(f"0101,I1.a,3,{score},1404/01/01,\n" for score in range(200, 1700))
    found = refused(folder(tmp_path, assessments=rows))
    assert len(found.faults) == 1000
    assert list(found.totals.values()) == [1500]
