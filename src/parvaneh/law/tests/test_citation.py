"""Citations: one form, two languages, the order of the printed text."""

import re

import pytest

from parvaneh.law.citation import (
    Parts,
    cite,
    cites,
    english_label,
    in_reading_order,
    parts_of,
    persian_label,
)


def test_citation_is_taken_apart() -> None:
    assert parts_of("D1404 4(7)(b)") == Parts("D1404", 4, ("7", "b"), 0)
    assert parts_of("D1392 26 n.3") == Parts("D1392", 26, (), 3)


@pytest.mark.parametrize(
    "text", ["D1404", "D1404 4(7)(b", "D1404 4 (7)", "D1500 3", "d1404 3", "D1404 3 ", "D1404 n.1"]
)
def test_other_forms_are_no_citation(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(f'not a citation: {text!r}')}$"):
        cite(text)


def test_several_citations_keep_their_order() -> None:
    assert cites("D1404 12", "D1404 3") == ("D1404 12", "D1404 3")


def test_reading_order_is_that_of_the_print() -> None:
    texts = cites(
        "D1404 10", "D1404 4(10)", "D1404 4(2)(b)", "D1404 4(2)", "D1392 26 n.3", "D1392 26",
        "D1404 4(2)(a)", "D1404 4(2)",
    )  # fmt: skip
    assert in_reading_order(texts) == cites(
        "D1392 26", "D1392 26 n.3", "D1404 4(2)", "D1404 4(2)(a)", "D1404 4(2)(b)", "D1404 4(10)",
        "D1404 10",
    )  # fmt: skip


def test_letters_come_before_numbers_at_the_same_depth() -> None:
    assert in_reading_order(cites("D1404 4(1)", "D1404 4(a)")) == cites("D1404 4(a)", "D1404 4(1)")


@pytest.mark.parametrize(
    ("code", "persian", "english"),
    [
        (
            "D1404 4(7)(a)",
            "ماده ۴ بند ۷ جزء الف دستورالعمل ۱۴۰۴",
            "art. 4(7)(a), Directive of 1404",
        ),
        (
            "D1404 4(7)(c)",
            "ماده ۴ بند ۷ جزء پ دستورالعمل ۱۴۰۴",
            "art. 4(7)(c), Directive of 1404",
        ),
        ("D1392 9(c)", "ماده ۹ بند ج دستورالعمل ۱۳۹۲", "art. 9(c), Directive of 1392"),
        (
            "D1392 26 n.3",
            "ماده ۲۶ تبصره ۳ دستورالعمل ۱۳۹۲",
            "art. 26 note 3, Directive of 1392",
        ),
        ("CPC 443", "ماده ۴۴۳ قانون آیین دادرسی مدنی", "art. 443, Civil Procedure Code"),
    ],
)
def test_labels_use_each_directives_own_letters(code: str, persian: str, english: str) -> None:
    assert persian_label(code) == persian
    assert english_label(code) == english
