"""The small sheets in a summary: what of them is kept, and that order leaves no trace."""

from datetime import date
from fractions import Fraction

from parvaneh.scoring.summary import CRITERION_CODES
from parvaneh.scoring.summary_file import to_members
from parvaneh.scoring.tests.test_reduce import CODES, FIRST, LAST, reduced
from parvaneh.scoring.tests.written import folder


def test_only_offices_are_needed(tmp_path):
    folder(tmp_path)
    summary = reduced(tmp_path)
    assert [office.code for office in summary.offices] == list(CODES)
    assert summary.sheets == {"offices"}
    assert not summary.survey.any()
    assert summary.minutes.shape == (3, 0, 2)


def test_the_newest_day_of_each_method_is_kept(tmp_path):
    lines = [
        "0101,I1.a,3,71.5,1404/01/15,",
        "0101,I1.a,3,80.0001,1404/01/15,",
        "0101,I1.a,3,99,1404/01/14,",
        "0101,I1.a,2,10,1403/05/01,",
        "0101,I1.a,2,20,1402/05/01,",
    ]
    folder(tmp_path, assessments="\n".join(lines))
    newest = reduced(tmp_path).newest
    assert newest.method.tolist() == [2, 3]
    assert newest.total.tolist() == [100_000, 1_515_001]
    assert newest.count.tolist() == [1, 2]
    assert newest.criterion.tolist() == [CRITERION_CODES.index("I1.a")] * 2


def test_staff_count_for_their_days_inside_the_period(tmp_path):
    lines = [
        "0101,متصدی,bachelor,30,1399/01/01,",  # all of it
        "0101,متصدی,bachelor,30,1403/12/30,1404/01/02",  # three days, of 116 to the end
        "0102,مدیر,master,90,1390/01/01,1403/04/01",  # the first day alone
        "0102,مدیر,master,90,1404/03/31,",  # the last day alone
        "2301,مدیر,master,90,1404/04/01,",  # after it
        "2301,مدیر,master,90,1390/01/01,1403/03/31",  # before it
    ]
    folder(tmp_path, staff="\n".join(lines))
    summary = reduced(tmp_path)
    whole = (LAST - FIRST).days + 1
    late = (LAST - date(2025, 3, 20)).days + 1  # 30 Esfand 1403, a leap year
    assert summary.stays.office.tolist() == [0, 1]
    assert summary.stays.days.tolist() == [whole + 3, 2]
    assert summary.stays.days_due.tolist() == [whole + late, whole + 1]
    assert summary.outside == {"staff": 2}


def test_records_of_the_period_are_kept_and_older_ones_only_if_they_revoke(tmp_path):
    lines = [
        "0101,disciplinary,3,,1403/09/09,الف,,",
        "0101,disciplinary,3,,1403/09/09,الف,,",  # the same row counts again
        "0102,criminal,2,true,1395/01/01,ب,true,1",
        "0102,criminal,5,true,1395/01/01,پ,,",
        "0102,criminal,2,true,1404/05/01,ت,true,1",
    ]
    folder(tmp_path, records="\n".join(lines))
    summary = reduced(tmp_path)
    assert [record.ruling for record in summary.records] == ["الف", "الف", "ب"]
    assert {record.row for record in summary.records} == {0}
    assert summary.outside == {"records": 2}


def test_training_is_summed_exactly(tmp_path):
    folder(tmp_path, training="0101,1403/10/10,0.1\n0101,1403/10/10,0.2\n0101,1402/01/01,9")
    summary = reduced(tmp_path)
    assert summary.training[0].tolist() == [2, 3_000]
    assert Fraction(summary.training[0, 1].item(), 10_000) == Fraction(3, 10)
    assert summary.outside == {"training": 1}


def test_the_order_of_offices_and_rows_leaves_no_trace(tmp_path):
    lines = ["0102,I4.c,true,", "0101,I4.c,false,زندانی نیست", "0101,I5.c,false,طرحی نبود"]
    folder(tmp_path, applicability="\n".join(lines))
    one = reduced(tmp_path)
    folder(tmp_path, applicability="\n".join(reversed(lines)))
    offices = (tmp_path / "offices.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([offices[0], *reversed(offices[1:])])
    (tmp_path / "offices.csv").write_text(text, encoding="utf-8")
    assert to_members(one) == to_members(reduced(tmp_path))
