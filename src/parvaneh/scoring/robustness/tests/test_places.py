"""Places by sorting keys are the places of the plain definition."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parvaneh.scoring.robustness.draws import whole_weights
from parvaneh.scoring.robustness.places import (
    FULL,
    KEY_BITS,
    MOST_OFFICES,
    Room,
    count_met,
    edges_of,
    field_of,
    lacking_of,
    places_of,
    shares_with_rounding,
    unit_for,
)
from parvaneh.scoring.robustness.tests import plain


@pytest.mark.slow
@given(st.integers(1, 40), st.integers(1, 6), st.sampled_from([1, 3, 1000]), st.data())
def test_places_are_those_of_the_definition(offices, draws, most, data):
    lacking = data.draw(arrays(np.uint32, (draws, offices), elements=st.integers(0, most)))
    _, bits = unit_for(offices)
    assert places_of(lacking, bits).tolist() == [plain.places(row) for row in lacking.tolist()]


def test_the_largest_numbers_still_fit_their_keys():
    unit, bits = unit_for(5)
    lacking = np.array([[FULL * unit, 0, FULL * unit, 1, FULL * unit - 1]], np.uint32)
    assert places_of(lacking, bits).tolist() == [[4, 1, 4, 2, 3]]


def test_a_room_can_be_larger_than_what_is_done_in_it():
    room = Room(4, 3)
    lacking = np.array([[5, 5, 1], [1, 2, 3]], np.uint32)
    assert places_of(lacking, 2, room).tolist() == [[2, 2, 1], [1, 2, 3]]
    assert places_of(lacking[::-1].copy(), 2, room).tolist() == [[1, 2, 3], [2, 2, 1]]


@pytest.mark.parametrize("offices", [1, 2, 3, 4096, 4097, 10_000, 20_000, MOST_OFFICES])
def test_totals_and_numbers_share_one_word(offices):
    unit, bits = unit_for(offices)
    assert (FULL * unit).bit_length() + bits <= KEY_BITS
    assert offices <= 1 << bits
    assert unit >= 100


def test_a_country_of_the_usual_size_is_ranked_in_ten_thousandths():
    assert unit_for(2_000) == (10_000, 11)
    assert unit_for(10_000) == (2_000, 14)


@pytest.mark.slow
@given(
    arrays(
        np.float64, (7, 4), elements=st.integers(0, 1_000_000).map(lambda score: score / 10_000)
    ),
    arrays(np.float64, (5, 4), elements=st.integers(1, 1000)),
)
def test_totals_are_the_rounded_exact_ones(scores, coefficients):
    weights = whole_weights(coefficients / coefficients.sum(axis=1, keepdims=True))
    field = field_of(scores)
    found = lacking_of(field, shares_with_rounding(weights))
    assert (found == plain.exactly_lacking(field, weights)).all()
    totals = [
        [
            sum(
                Fraction(int(w), 1 << 20) * round(s * 10_000)
                for w, s in zip(row, office, strict=True)
            )
            for office in scores.tolist()
        ]
        for row in weights
    ]
    half_up = [[(2 * total + 1) // 2 for total in row] for row in totals]
    assert (FULL * field.unit - found.astype(np.int64)).tolist() == half_up


def test_wide_fields_are_multiplied_piece_by_piece_alike(monkeypatch):
    draw = np.random.default_rng(3)
    field = field_of(draw.uniform(0, 100, (50, 6)))
    shares = shares_with_rounding(whole_weights(draw.dirichlet(np.ones(6), 9)))
    whole = lacking_of(field, shares)
    monkeypatch.setattr("parvaneh.scoring.robustness.places.FEW_PRODUCTS", 200)
    assert (lacking_of(field, shares) == whole).all()


@pytest.mark.parametrize("wrong", [-0.1, 100.1, float("nan"), float("inf")])
def test_a_score_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="not between 0 and 100"):
        field_of(np.array([[50.0, wrong]]))


def test_more_offices_than_places_have_bits_are_refused():
    with pytest.raises(ValueError, match="at most 65535"):
        field_of(np.zeros((MOST_OFFICES + 1, 1)))


def test_the_bound_of_a_band_belongs_to_it_or_not():
    bounds = [
        (Fraction(85), False),
        (Fraction(85), True),
        (Fraction(2, 3), True),
        (Fraction(0), True),
    ]
    assert edges_of(bounds, 100) == (1499, 1500, 9933, 10_000)
    assert edges_of([(Fraction(100), False), (Fraction(100), True)], 100) == (-1, 0)
    assert edges_of([(Fraction(2, 3), False)], 100) == (9933,)


def test_bands_are_counted_as_they_are_met():
    lacking = np.array([[0, 5, 9], [6, 5, 4]], np.uint32)
    met = np.zeros((3, 3), np.int64)
    count_met(met, lacking, (-1, 5, 9), Room(2, 3))
    assert met.tolist() == [[0, 0, 0], [1, 2, 1], [2, 2, 2]]
