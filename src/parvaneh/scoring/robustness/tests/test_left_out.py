"""Leaving indicators out, by hand."""

from fractions import Fraction

import numpy as np

from parvaneh.scoring.robustness.left_out import NONE, demoted, grades_of, left_out
from parvaneh.scoring.robustness.places import edges_of, field_of

BOUNDS = [(Fraction(70), False), (Fraction(50), True), (Fraction(0), True)]


def without(scores, shares, bounds=BOUNDS):
    field = field_of(np.array(scores, np.float64))
    return left_out(field, np.array(shares), edges_of(bounds, field.unit))


def test_places_and_grades_without_each_indicator():
    found = without([[100, 40], [60, 70], [50, 50]], [0.5, 0.5])
    assert found.own_places.tolist() == [1, 2, 3]  # totals 70, 65, 50
    assert found.own_grades.tolist() == [1, 1, 1]
    assert found.places.tolist() == [[3, 1, 2], [1, 2, 3]]
    assert found.grades.tolist() == [[2, 1, 1], [0, 1, 1]]


def test_the_others_keep_their_proportions():
    # Without the first, two and one of three: 2/3·60 + 1/3·90 = 70 is not above 70.
    found = without([[0, 60, 90], [0, 70, 71]], [0.4, 0.4, 0.2])
    assert found.grades[0].tolist() == [1, 0]


def test_without_the_only_one_that_weighs_nothing_is_told():
    found = without([[10, 90], [20, 80]], [1.0, 0.0])
    assert found.places.tolist() == [[0, 0], [2, 1]]
    assert found.grades.tolist() == [[NONE, NONE], [2, 2]]


def test_a_total_below_every_band_has_no_grade():
    lacking = np.array([[0, 20, 31]], np.uint32)
    assert grades_of(lacking, (20, 30)).tolist() == [[0, 0, NONE]]


def test_demotion_stops_at_the_lowest_grade():
    grades = np.array([[0, 1, 2, NONE], [2, 2, 2, 2]])
    by = np.array([1, 2, 2, 1])
    assert demoted(grades, by, 3).tolist() == [[1, 2, 2, NONE], [2, 2, 2, 2]]
