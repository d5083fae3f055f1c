"""results.csv: written as agreed, read back the same, refused with a place."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.languages import Language, render
from parvaneh.scoring.fast import rank
from parvaneh.scoring.results import (
    COLUMNS,
    NotResults,
    read_results,
    results_csv,
    six_decimals,
)
from parvaneh.scoring.tests.drawn import VALUES
from parvaneh.scoring.tests.samples import sample_summary

RANKING = rank(sample_summary(60, 3), VALUES)
TABLE = results_csv(RANKING)
LINES = TABLE.split(b"\n")
NAMES = {"excellent": "عالی", "good": "خوب", "average": "متوسط", "weak": "ضعیف", "": ""}


def test_the_table_has_its_columns_and_every_office_sorted_by_code():
    assert LINES[0].decode() == ",".join(COLUMNS)
    assert COLUMNS[1:11] == tuple(f"i{number}" for number in range(1, 11))
    codes = [line.split(b",")[0].decode() for line in LINES[1:-1]]
    assert codes == sorted(office.code for office in RANKING.summary.offices)
    assert b"\r" not in TABLE
    assert not TABLE.startswith(b"\xef\xbb\xbf")
    assert TABLE.endswith(b"\n")


def test_rows_out_of_order_are_written_in_order():
    turned = replace(RANKING, results=RANKING.results[::-1])
    assert results_csv(turned) == TABLE


def test_what_was_written_is_read():
    rows = read_results(TABLE)
    assert list(rows) == [one.office for one in RANKING.results]
    for one, row in zip(RANKING.results, rows.values(), strict=True):
        assert (row.place, row.province_place) == (one.place, one.province_place)
        assert (row.demoted_by, row.status, row.survey_n) == (
            one.demoted_by, one.status, one.survey_n,
        )  # fmt: skip
        assert (row.grade, row.official) == (NAMES[one.grade], False)
        exact = (*one.indicators, one.total)
        for score, kept in zip(exact, (*row.indicators, row.total), strict=True):
            assert (score is None) == (kept is None)
            assert score is None or abs(score - kept) <= Fraction(1, 2_000_000)


def test_a_table_that_a_spreadsheet_saved_is_read_too():
    assert read_results(b"\xef\xbb\xbf" + TABLE.replace(b"\n", b"\r\n")) == read_results(TABLE)


@given(st.fractions(0, 100))
def test_six_decimals_are_the_nearest_and_ascii(score):
    text = six_decimals(score)
    assert text.isascii()
    assert len(text.partition(".")[2]) == 6
    assert abs(Fraction(text) - score) <= Fraction(1, 2_000_000)


def test_halves_go_up_and_nothing_is_empty():
    assert six_decimals(Fraction("0.0000005")) == "0.000001"
    assert six_decimals(Fraction("99.9999995")) == "100.000000"
    assert six_decimals(Fraction("72.4999994")) == "72.499999"
    assert six_decimals(None) == ""


GOOD = "101" + ",50" * 10 + ",50.5,متوسط,1,1,0,active,40,true"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("x" + GOOD, "office_code"),
        ("۱۰۱" + GOOD[3:], "office_code"),
        (GOOD.replace(",50,", ",101,", 1), "i1"),
        (GOOD.replace(",50,", ",1e1,", 1), "i1"),
        (GOOD.replace(",50,", ",-1,", 1), "i1"),
        (GOOD.replace("50.5", "50.1234567"), "total"),
        (GOOD.replace("50.5", "100.5"), "total"),
        (GOOD.replace(",1,1,", ",0,1,"), "place"),
        (GOOD.replace(",1,1,", ",1,x,"), "province_place"),
        (GOOD.replace(",0,active", ",,active"), "demoted_by"),
        (GOOD.replace("active", "open"), "status"),
        (GOOD.replace(",40,", ",-4,"), "survey_n"),
        (GOOD.replace("true", "True"), "official"),
        (GOOD.replace("متوسط", '"a\nb"'), "grade"),
        (GOOD + ",1", ""),
        (GOOD[:9], ""),
        (GOOD + "\n" + GOOD, "office_code"),
        (GOOD.replace("متوسط", '"a"b'), ""),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(line, column):
    with pytest.raises(NotResults) as refused:
        read_results(f"{','.join(COLUMNS)}\n{line}\n".encode())
    why = refused.value
    assert (why.line >= 2, why.column) == (True, column)
    for language in Language:
        assert render(why.allowed, why.params, language)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", LINES[0].replace(b"i1,", b"")])
def test_other_columns_are_refused(content):
    with pytest.raises(NotResults) as refused:
        read_results(content)
    assert refused.value.line == 1


def test_another_encoding_is_refused_with_its_line():
    with pytest.raises(NotResults) as refused:
        read_results(LINES[0] + b"\n" + GOOD.encode("cp1256", "replace") + b"\n")
    assert refused.value.line == 2


@given(st.binary(max_size=60))
def test_anything_else_is_refused_and_nothing_breaks(content):
    with pytest.raises(NotResults):
        read_results(content)
