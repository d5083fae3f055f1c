"""Case numbers: check digits find what people get wrong; every kind of case has its series."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.casework.numbers import SERIES, case_number, case_number_read
from parvaneh.law.clauses import procedures

NUMBER = case_number(year=1404, series="72", number=123)


def test_a_number_has_its_year_series_and_check_digits():
    assert NUMBER == "1404-72-000123-82"


@pytest.mark.parametrize("typed", ["1404-72-000123-82", " ۱۴۰۴/۷۲/۰۰۰۱۲۳/۸۲ ", "١٤٠٤-٧٢-٠٠٠١٢٣-٨٢"])
def test_a_number_is_read_in_three_digit_sets(typed):
    assert case_number_read(typed) == NUMBER


@given(st.integers(1300, 1499), st.integers(10, 99), st.integers(1, 999_999), st.data())
def test_one_wrong_digit_is_always_found(year, series, number, data):
    right = case_number(year=year, series=str(series), number=number)
    places = [place for place, letter in enumerate(right) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != right[place]]))
    assert case_number_read(right[:place] + other + right[place + 1 :]) is None


@given(st.integers(1300, 1499), st.integers(10, 99), st.integers(1, 999_999))
def test_two_digits_that_changed_places_are_always_found(year, series, number):
    right = case_number(year=year, series=str(series), number=number)
    places = [place for place, letter in enumerate(right) if letter.isdigit()]
    for one, next_one in pairwise(places):
        if right[one] != right[next_one]:
            typed = list(right)
            typed[one], typed[next_one] = typed[next_one], typed[one]
            assert case_number_read("".join(typed)) is None


@pytest.mark.parametrize("typed", ["", "1404", "1404-72-000123-98", "1404-72-123-82", "x" * 9999])
def test_what_is_no_number_is_none(typed):
    assert case_number_read(typed) is None


def test_every_procedure_of_the_law_has_a_series_of_its_own():
    assert set(SERIES) == set(procedures())
    assert len(set(SERIES.values())) == len(SERIES)
