"""Seven small offices worked out by hand, on paper, from the directive; no code helped.

Shipped values: equal weights and coefficients; bands above 85, above 70, from 50, from 0. The
period runs from 1 Tir 1403 to 31 Khordad 1404.

101  I1  80; the mean of 60 and 70 = 65; 90; 85                                 320 / 4 = 80
     I2  a 20 fours, 20 fives: (1500 + 2000) / 40 = 87.5; b 40 threes: 50; c nobody;
         d 30 fours, 10 fives: (2250 + 1000) / 40 = 81.25                       218.75 / 3
     I3  80; cameras 900 and network 990 of 1000 minutes each: 94.5 (power does not count);
         70 by one way and 90 by another = 80                                   254.5 / 3
     I4  60; 40 of 1000 fee-exempt, full at a tenth: 40; 5 of 1000 in prison, full at a
         fiftieth: 25; 150 of 1000 below tariff, full at a tenth: 100           225 / 4 = 56.25
     I5  55; the others were not assessed                                       55
     I6  90; 20 of 40 hours: 50; a bachelor of 30 months for 366 days (75 and 50: 62.5) and a
         diploma of 120 months for 183 (40 and 100: 70): (22875 + 12810) / 549 = 65; stayed
         549 of 732 days: 75; the conduct was not assessed                      280 / 4 = 70
     I7  disciplinary of degree 2: 20, an intentional crime of degree 6: 40, an unintentional one
         of degree 2: nothing, but one grade                                    40
     I8  30; the other criterion does not apply, its 100 points are ignored     30
     I9  85                                I10  75 and 65                       70
     218.75 / 3 + 254.5 / 3 = 157.75; total (80 + 157.75 + 56.25 + 55 + 70 + 40 + 30 + 85 + 70) / 10
     = 64.4: average, one grade lower: weak
102  everything at 85, three answers a question fives, fours and threes (5, 5, 4, 3): 81.25, a full
     record: (8 * 85 + 81.25 + 100) / 10 = 86.125: excellent, though only four clients answered
103  everything at 90, all fives, full record: (720 + 100 + 100) / 10 = 92; licensed on the second
     day of the period: good; a crime of degree 3 costs two grades: weak
104  everything at 60, all threes, full record: (480 + 50 + 100) / 10 = 63: average; suspended
105  revoked by a conviction of 1398
106  like 104, but nothing is known of its information security: ungraded
107  everything at 70, four fours and a three: 70; twice 50 and once 20 points lost: 0, not less:
     (560 + 70 + 0) / 10 = 63: average
Places: 102 (86.125), 101 (64.4), 107 (63). Average 213.525 / 3 = 71.175: good; 101 and 107 lie
below it.
"""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.evidence import (
    SCALE,
    Applicability,
    Office,
    OfficeStatus,
    Record,
    RecordKind,
)
from parvaneh.scoring.exact import rank_exactly
from parvaneh.scoring.fast import rank
from parvaneh.scoring.merging import newest_of, records_of, stays_of
from parvaneh.scoring.results import results_csv
from parvaneh.scoring.summary import CRITERION_CODES, Newest, Stays, Summary
from parvaneh.scoring.tests.drawn import VALUES, column
from parvaneh.scoring.tests.samples import PERIOD

DAY = date(2024, 12, 1)
CRIMINAL, DISCIPLINARY = RecordKind.CRIMINAL, RecordKind.DISCIPLINARY
AT_101 = [
    ("I1.a", 2, 80), ("I1.b", 3, 60), ("I1.b", 3, 70), ("I1.c", 2, 90), ("I1.d", 5, 85),
    ("I3.a", 3, 80), ("I3.c", 2, 70), ("I3.c", 3, 90), ("I4.a", 3, 60), ("I5.a", 2, 55),
    ("I6.a", 3, 90), ("I8.a", 2, 30), ("I8.b", 2, 100), ("I9.a", 3, 85),
    ("I10.a", 3, 75), ("I10.e", 3, 65),
]  # fmt: skip


def all_at(points, but=""):
    return [
        (code, 3, points)
        for code in CRITERION_CODES
        if not code.startswith("I2.") and not (but and code.startswith(but))
    ]


ASSESSED = {
    0: AT_101, 1: all_at(85), 2: all_at(90), 3: all_at(60), 4: all_at(60),
    5: all_at(60, but="I9."), 6: all_at(70),
}  # fmt: skip
ANSWERS = [
    [[0, 0, 0, 20, 20], [0, 0, 40, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 30, 10]],
    [[0, 0, 1, 1, 2]] * 4,
    [[0, 0, 0, 0, 10]] * 4,
    [[0, 0, 30, 0, 0]] * 4,
    [[0, 0, 30, 0, 0]] * 4,
    [[0, 0, 30, 0, 0]] * 4,
    [[0, 0, 1, 4, 0]] * 4,
]
RECORDS = [
    Record("101", DISCIPLINARY, 2, None, DAY, "۱", False, 0, 5),
    Record("101", CRIMINAL, 6, True, DAY, "۲", False, 0, 6),
    Record("101", CRIMINAL, 2, False, DAY, "۳", False, 1, 7),
    Record("103", CRIMINAL, 3, True, DAY, "۴", False, 2, 8),
    Record("105", CRIMINAL, 1, True, date(2019, 5, 1), "۵", True, 2, 9),
    Record("107", DISCIPLINARY, 6, None, DAY, "۶", False, 0, 10),
    Record("107", DISCIPLINARY, 6, None, DAY, "۶", False, 0, 11),
    Record("107", DISCIPLINARY, 1, None, DAY, "۷", False, 0, 12),
]


def office(code, province, status=OfficeStatus.ACTIVE, licensed_on=date(2014, 1, 1)):
    return Office(code, "دفتر", province, "", "", licensed_on, status)


@pytest.fixture
def summary():
    assessed = [
        (at, CRITERION_CODES.index(code), way, DAY.toordinal(), points * SCALE, 1)
        for at, rows in ASSESSED.items()
        for code, way, points in rows
    ]
    stays = [(0, "bachelor", 30, 366, 366), (0, "diploma", 120, 183, 366)]
    nothing = np.zeros((7, 3, 2), np.int64)
    nothing[0] = [[900, 1000], [990, 1000], [0, 1000]]
    survey = np.array(ANSWERS, np.int64)
    return Summary(
        period=PERIOD,
        offices=(
            office("101", "IR-00"),
            office("102", "IR-23"),
            office("103", "IR-23", licensed_on=PERIOD.first + timedelta(days=1)),
            office("104", "IR-00", OfficeStatus.SUSPENDED),
            office("105", "IR-00"),
            office("106", "IR-00"),
            office("107", "IR-00", licensed_on=PERIOD.first),
        ),
        survey=survey,
        survey_rows=survey.sum(axis=2).max(axis=1),
        services=np.array([[1000, 40, 150, 5], *[[0, 0, 0, 0]] * 6], np.int64),
        systems=("cctv", "network", "power"),
        minutes=nothing,
        training=np.array([[2, 20 * SCALE], *[[0, 0]] * 6], np.int64),
        stays=stays_of(
            Stays(
                column(stays, 0),
                tuple(row[1] for row in stays),
                *(column(stays, n) for n in (2, 3, 4)),
            )
        ),
        newest=newest_of(Newest(*(column(assessed, n) for n in range(6)))),
        records=records_of(RECORDS),
        applicability=(Applicability("101", "I8.b", False, "نمی‌خورد", 0),),
        sheets=frozenset({"offices"}),
        outside={},
    )


@pytest.mark.parametrize("rank_it", [rank_exactly, rank])
def test_the_seven_offices_come_out_as_on_paper(summary, rank_it):
    ranking = rank_it(summary, VALUES)
    first = ranking.results[0]
    assert first.indicators == tuple(
        map(Fraction, ("80", "875/12", "509/6", "225/4", "55", "70", "40", "30", "85", "70"))
    )
    told = [
        (one.total, one.grade, one.demoted_by, one.status, one.place, one.province_place)
        for one in ranking.results
    ]
    active, suspended = RankStatus.ACTIVE, RankStatus.SUSPENDED
    assert told == [
        (Fraction("64.4"), "weak", 1, active, 2, 1),
        (Fraction("86.125"), "excellent", 0, active, 1, 1),
        (Fraction(92), "weak", 2, RankStatus.INITIAL, None, None),
        (Fraction(63), "average", 0, suspended, None, None),
        (None, "", 0, RankStatus.REVOKED, None, None),
        (None, "", 0, RankStatus.UNGRADED, None, None),
        (Fraction(63), "average", 0, active, 3, 2),
    ]
    assert ranking.results[4].indicators == (None,) * 10
    assert ranking.results[5].indicators[8] is None
    assert ranking.results[5].indicators[0] == 60
    assert ranking.results[6].indicators[6] == 0
    assert [one.survey_n for one in ranking.results] == [40, 4, 10, 30, 30, 30, 5]
    assert (ranking.average, ranking.average_grade) == (Fraction("71.175"), "good")
    assert ranking.below_average == ("101", "107")
    assert ranking.honoured == ("101", "102", "107")
    assert ranking.official is False
    assert ranking.provisional == ("D1404.3.coefficients", "D1404.7.bands")


def test_the_table_of_results_is_written_as_agreed(summary):
    lines = results_csv(rank(summary, VALUES)).decode().split("\n")
    assert lines[0] == (
        "office_code,i1,i2,i3,i4,i5,i6,i7,i8,i9,i10,total,grade,place,province_place,"
        "demoted_by,status,survey_n,official"
    )
    assert lines[1] == (
        "101,80.000000,72.916667,84.833333,56.250000,55.000000,70.000000,40.000000,30.000000,"
        "85.000000,70.000000,64.400000,ضعیف,2,1,1,active,40,false"
    )
    assert lines[3].endswith(",92.000000,ضعیف,,,2,initial,10,false")
    assert lines[5] == "105" + "," * 15 + "0,revoked,30,false"
    assert lines[6] == (
        "106,60.000000,50.000000,60.000000,60.000000,60.000000,60.000000,100.000000,60.000000,,"
        "60.000000,,,,,0,ungraded,30,false"
    )
    assert lines[8:] == [""]


def test_a_survey_of_few_is_left_out_where_policy_says_so(summary):
    strict = with_contents(VALUES, {"D1404.4.small_sample": "not_assessable"})
    statuses = [one.status for one in rank(summary, strict).results]
    # 102, 103 and 107 have fewer than 30 answers, 104 and 106 exactly 30
    assert statuses[1] is statuses[2] is statuses[6] is RankStatus.UNGRADED
    assert statuses[3] is RankStatus.SUSPENDED
    assert rank(summary, strict).results == rank_exactly(summary, strict).results


def test_a_revocation_final_after_the_period_does_not_count_yet(summary):
    late = replace(RECORDS[4], final_on=PERIOD.last + timedelta(days=1))
    on_time = replace(RECORDS[4], final_on=PERIOD.last)
    for record, status in ((late, RankStatus.ACTIVE), (on_time, RankStatus.REVOKED)):
        changed = replace(summary, records=records_of([record]))
        for rank_it in (rank, rank_exactly):
            assert rank_it(changed, VALUES).results[4].status is status
