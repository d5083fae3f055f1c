"""Totals on the edge of a grade, ties, and neighbours closer than the bounds can tell apart."""

from dataclasses import fields, replace
from fractions import Fraction

import numpy as np
import pytest

from parvaneh.law.casebook import with_contents
from parvaneh.law.directive_1404.art02_indicators import Indicator
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.scoring.evidence import SCALE, Office, OfficeStatus, Record, RecordKind
from parvaneh.scoring.exact import rank_exactly
from parvaneh.scoring.fast import columns_of, rank
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.ranking import Unrankable
from parvaneh.scoring.summary import CRITERION_CODES, Newest, Stays, Summary
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.samples import PERIOD
from parvaneh.scoring.tests.test_three_paths import said

# One criterion stands for each indicator; I3 is up-time, the record is full.
STANDING_FOR = ("I1.a", "I4.a", "I5.a", "I6.a", "I8.a", "I9.a", "I10.a")
NO_ONE = np.zeros(0, np.int64)
DUE = 9 * 10**15


def summary_of(points, *, up=None, provinces=None):
    """Offices whose indicators all stand at these points, but the record, which is full.

    A point stands as the mean of nine assessments, so that ninths are exact. `up` are minutes of
    `DUE`; without them they too stand at the points.
    """
    count = len(points)
    rows = [
        (at, CRITERION_CODES.index(code), 3, PERIOD.last.toordinal(), int(score * 9 * SCALE), 9)
        for at, score in enumerate(points)
        for code in sorted(STANDING_FOR, key=CRITERION_CODES.index)
    ]
    worked = up or [int(score * DUE / 100) for score in points]
    minutes = np.array([[[one, DUE]] for one in worked], np.int64).reshape(count, 1, 2)
    # 900 clients, of whom so many gave full points that the mean is exact too
    happy = [int(score * 9) for score in points]
    answers = np.array([[[900 - one, 0, 0, 0, one]] * 4 for one in happy], np.int64).reshape(
        count, 4, 5
    )
    return Summary(
        period=PERIOD,
        offices=tuple(
            Office(
                f"{at:05}", "دفتر", (provinces or ["IR-00"] * count)[at], "", "",
                PERIOD.first, OfficeStatus.ACTIVE,
            )
            for at in range(count)
        ),
        survey=answers,
        survey_rows=np.full(count, 900, np.int64),
        services=np.zeros((count, 4), np.int64),
        systems=("cctv",),
        minutes=minutes,
        training=np.zeros((count, 2), np.int64),
        stays=Stays(NO_ONE, (), NO_ONE, NO_ONE, NO_ONE),
        newest=Newest(*(np.array([row[n] for row in rows], np.int64) for n in range(6))),
        records=(),
        applicability=(),
        sheets=frozenset({"offices"}),
        outside={},
    )  # fmt: skip


def points_for(total):
    """What nine indicators must stand at, beside a full record, for this total."""
    return (10 * Fraction(total) - 100) / 9


def both(summary, values=VALUES):
    """The ranking, after the law and the fast path agreed on it."""
    exact = rank_exactly(summary, values)
    assert said(rank(summary, values)) == said(exact)
    return exact


@pytest.mark.parametrize(
    ("total", "below", "on", "above"),
    [
        (50, "weak", "average", "average"),
        (70, "average", "average", "good"),
        (85, "good", "good", "excellent"),
    ],
)
def test_a_total_on_an_edge_falls_to_the_right_side(total, below, on, above):
    points = points_for(total)
    exactly = int(points * DUE / 100)
    ups = [exactly - 1, exactly, exactly + 1]
    ranking = both(summary_of([points] * 3, up=ups))
    assert [one.grade for one in ranking.results] == [below, on, above]
    assert [one.place for one in ranking.results] == [3, 2, 1]
    step = Fraction(100, 10 * DUE)
    assert [one.total - total for one in ranking.results] == [-step, 0, step]


def test_neighbours_closer_than_the_bounds_are_told_apart():
    points = points_for(60)
    base = int(points * DUE / 100)
    draw = np.random.default_rng(3)
    ups = [base + int(shift) for shift in draw.integers(-4, 5, 60)]
    summary = summary_of([points] * 60, up=ups, provinces=["IR-01", "IR-02", "IR-03"] * 20)
    ranking = both(summary)
    wanted = [1 + sum(other > one for other in ups) for one in ups]
    assert [one.place for one in ranking.results] == wanted
    columns = columns_of(summary, VALUES, policy_of(VALUES, PERIOD))
    spread = columns.scores.totals
    assert spread.low.max() <= spread.high.min()  # the bounds could tell none of them apart


def test_equal_totals_tie_and_the_next_place_is_left_out():
    totals = [90, 80, 80, 70, 70, 70, 60]
    ranking = both(summary_of(list(map(points_for, totals)), provinces=["IR-01", "IR-02"] * 4))
    assert [one.place for one in ranking.results] == [1, 2, 2, 4, 4, 4, 7]
    assert [one.province_place for one in ranking.results] == [1, 1, 2, 2, 3, 2, 4]


def test_equal_totals_from_unlike_scores_tie():
    summary = summary_of([points_for(75)] * 2)
    total = summary.newest.total.copy()
    total[7] += 9 * SCALE  # of the second office: one point more in its first indicator,
    total[8] -= 9 * SCALE  # one less in the next
    ranking = both(replace(summary, newest=replace(summary.newest, total=total)))
    assert ranking.results[0].indicators != ranking.results[1].indicators
    assert [one.place for one in ranking.results] == [1, 1]


def test_all_offices_alike_share_the_first_place_and_are_all_honoured():
    ranking = both(summary_of([points_for(77)] * 25))
    assert {one.place for one in ranking.results} == {1}
    assert len(ranking.honoured) == 25
    assert ranking.average == 77
    assert ranking.below_average == ()


def test_an_average_on_an_edge_is_decided_exactly():
    ranking = both(summary_of(list(map(points_for, [60, 80]))))
    assert (ranking.average, ranking.average_grade) == (70, "average")
    assert ranking.below_average == ()
    points = points_for(60)
    up = [int(points * DUE / 100), int(points_for(80) * DUE / 100) + 1]
    ranking = both(summary_of([points, points_for(80)], up=up))
    assert ranking.average > 70
    assert (ranking.average_grade, ranking.below_average) == ("good", ("00000",))


def test_a_total_equal_to_the_average_is_not_below_it():
    values = with_contents(VALUES, {"D1404.11.below_by": "total"})
    ranking = both(summary_of(list(map(points_for, [60, 70, 80]))), values)
    assert ranking.below_average == ("00000",)


def test_places_within_a_province_count_that_province_alone():
    ranking = both(
        summary_of(
            list(map(points_for, [60, 90, 70, 80])), provinces=["IR-05", "IR-06", "IR-05", "IR-06"]
        )
    )
    assert [one.place for one in ranking.results] == [4, 1, 3, 2]
    assert [one.province_place for one in ranking.results] == [2, 1, 1, 2]


def test_nobody_with_a_place_leaves_no_average():
    summary = summary_of([points_for(60)])
    closed = (replace(summary.offices[0], status=OfficeStatus.SUSPENDED),)
    ranking = both(replace(summary, offices=closed))
    assert (ranking.average, ranking.average_grade, ranking.below_average) == (None, "", ())
    assert ranking.results[0].status is RankStatus.SUSPENDED
    assert (ranking.results[0].grade, ranking.results[0].place) == ("average", None)


def test_no_offices_make_an_empty_ranking():
    ranking = both(summary_of([]))
    assert (ranking.results, ranking.average, ranking.honoured) == ((), None, ())


def test_weights_too_large_for_bounds_are_computed_by_the_law():
    coefficients = dict.fromkeys(Indicator, "123456.789012345")
    heavy = with_contents(VALUES, {"D1404.3.coefficients": {**coefficients, "I1": 999_999_999}})
    ranking = both(summary_of(list(map(points_for, [60, 61]))), heavy)
    assert [one.place for one in ranking.results] == [2, 1]


def test_an_average_between_neighbours_of_an_edge_is_decided_exactly():
    points = points_for(70)
    base = int(points * DUE / 100)
    for shift, grade in ((0, "average"), (1, "good")):
        ranking = both(summary_of([points] * 2, up=[base - 1, base + 1 + shift]))
        assert ranking.average_grade == grade
    values = with_contents(VALUES, {"D1404.11.below_by": "total"})
    ranking = both(summary_of([points] * 3, up=[base - 1, base, base + 1]), values)
    assert ranking.below_average == ("00000",)


def test_an_average_below_every_band_has_no_grade():
    lowest = {"key": "good", "fa": "خوب", "en": "good", "lower": 60, "inclusive": False}
    values = with_contents(VALUES, {"D1404.7.bands": [lowest], "D1404.6.new_offices": "graded"})
    with pytest.raises(Unrankable):
        both(summary_of([points_for(60)]), values)


def test_ties_at_the_last_place_are_left_out_where_policy_says_so():
    values = with_contents(VALUES, {"D1404.14.honoured": 2, "D1404.14.ties": "none"})
    totals = [90, 80, 80, 70]
    assert both(summary_of(list(map(points_for, totals))), values).honoured == ("00000",)
    assert both(summary_of(list(map(points_for, totals[1:]))), values).honoured == (
        "00000", "00001",
    )  # fmt: skip
    tied = with_contents(VALUES, {"D1404.14.honoured": 2})
    assert both(summary_of(list(map(points_for, totals))), tied).honoured == (
        "00000", "00001", "00002",
    )  # fmt: skip


def test_a_demoted_office_leaves_the_honours_where_policy_says_so():
    summary = summary_of(list(map(points_for, [90, 80, 70])))
    crime = Record("00000", RecordKind.CRIMINAL, 3, False, PERIOD.last, "۱", False, 1, 0)
    values = with_contents(VALUES, {"D1404.14.honoured": 1, "D1404.14.demoted_excluded": True})
    ranking = both(replace(summary, records=(crime,)), values)
    assert (ranking.results[0].place, ranking.honoured) == (1, ("00001",))


def test_a_printed_half_that_bounds_cannot_see_is_rounded_up():
    # two means of 11,000 assessments, each inexact in itself, whose mean ends in half a millionth
    summary = summary_of([points_for(75)])
    half = 5_500_000_055
    total, count, criterion = (
        getattr(summary.newest, name).copy() for name in ("total", "count", "criterion")
    )
    total[:2], count[:2] = (half - 1, half + 1), 11_000
    criterion[1] = CRITERION_CODES.index("I1.b")
    newest = replace(summary.newest, total=total, count=count, criterion=criterion)
    more = Newest(*(np.append(getattr(newest, field.name), 0) for field in fields(Newest)))
    more.criterion[-1], more.method[-1] = CRITERION_CODES.index("I4.a"), 3
    more.day[-1], more.total[-1], more.count[-1] = PERIOD.last.toordinal(), 60 * SCALE, 1
    order = np.argsort(more.criterion, kind="stable")
    placed = Newest(*(getattr(more, field.name)[order] for field in fields(Newest)))
    changed = replace(summary, newest=placed)
    assert both(changed).results[0].indicators[0] == Fraction("50.0000005")
    columns = columns_of(changed, VALUES, policy_of(VALUES, PERIOD))
    assert columns.millionths[0, 0] == 50_000_001
    bounds = columns.scores.indicators
    assert bounds.low[0, 0] < bounds.high[0, 0]
