"""Persian text: cleaning, folding, order, digits, exact print."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parvaneh.kit.text import (
    ALPHABET,
    ascii_digits,
    clean,
    decimal_text,
    isolate,
    isolate_html,
    latin_number,
    persian_digits,
    persian_number,
    search_key,
    sort_key,
)

hostile = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "يكھةۀىئؤأإآءٱەہ\u0640\u064b\u0651\u0653\u0654\u200c\u200d\u200e\u200f\u202b\u2067\u2069"
            "\ufe8d\ufefb\ufdfa\ufe70\ufe7c\ufb56\ufeff\u00ad\n\t\r\u00a0۱۲٣٤5 "
        ),
    )
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("كتاب علي", "کتاب علی"),
        ("ھمدان", "همدان"),
        ("می\u200cشود", "می\u200cشود"),
        ("سـلام", "سلام"),
        ("\u202bدفتر\u202c \u200f۱۲\u2069", "دفتر ۱۲"),
        ("\ufe8d\ufe8e", "اا"),
        ("\ufefb", "لا"),
        ("\ufb56\ufe70", "پ\u064b"),
        ("ا\u0653ب", "آب"),
        ("\ufeffکد", "کد"),
        ("یک\r\nدو\tسه", "یک دو سه"),
        ("a\x00b\x07c\ud800", "abc"),
        ("  دفتر  ", "دفتر"),
        ("\u06dd۱", "\u06dd۱"),
        ("", ""),
    ],
)
def test_clean_gives_the_one_kept_form(typed, kept):
    assert clean(typed) == kept


@given(hostile | st.text("آایکيپ\u0653\u200c ۱", max_size=8))
def test_clean_text_is_told_quickly_and_rightly(text):
    with pytest.MonkeyPatch.context() as patch:
        quick = clean(text)
        patch.setattr("parvaneh.kit.text._is_clean", lambda _: False)
        assert clean(text) == quick


@given(hostile)
@example("\u202ac\u0327")
@example("ا\u200e\u0653")
@example("ي\u0654")
def test_clean_twice_is_clean_once(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set("يكھ\u0640\u202a\u202b\u202e\u2066\u2067\u2069\u200e\u200f\ufeff\n") & set(once)


@given(hostile)
def test_search_key_does_not_change_when_folded_again_or_cleaned_first(text):
    key = search_key(text)
    assert search_key(key) == key
    assert search_key(clean(text)) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسئول", "مسيول"),
        ("می\u200cشود", "میشود"),
        ("دایرة", "دایره"),
        ("خانۀ", "خانه"),
        ("مُدیر", "مدیر"),
        ("جزء", "جز"),
        ("مؤسسه", "موسسه"),
        ("أحمد", "احمد"),
        ("آب", "اب"),
        ("۱۲٣4", "1234"),
        ("IT  Expert", "it expert"),
        ("موسى", "موسی"),
    ],
)
def test_spellings_of_one_word_share_a_search_key(one, other):
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("کار", "گار"), ("پا", "با"), ("سلام", "صلام")])
def test_different_words_keep_different_search_keys(one, other):
    assert search_key(one) != search_key(other)


def test_sort_key_follows_the_persian_alphabet():
    words = "آب ابر باد پر تار ثابت جام چاه حال خاک دل ذات راه زر ژاله ساز شب صاف ضعف طلا ظهر عدل"
    words += " غم فارس قم کار گل لب ماه نان وقت هنر یار"
    ordered = words.split()
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered
    assert "".join(word[0] for word in ordered) == ALPHABET


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("آ", "ا"),
        ("آبان", "ابان"),
        ("ب", "پ"),
        ("پ", "ت"),
        ("و", "ه"),
        ("ز", "ژ"),
        ("ک", "گ"),
        ("آب انبار", "آبان"),
        ("دفتر ۲", "دفتر ۳"),
        ("دفتر 2", "دفتر ۳"),
        ("دفتر", "دفترخانه"),
        ("كاج", "گل"),
    ],
)
def test_sort_key_puts_first_before_second(first, second):
    assert sort_key(first) < sort_key(second)


@given(hostile, hostile)
def test_sort_key_agrees_with_a_comparison_letter_by_letter(one, other):
    """The order is that of the search keys read through the alphabet, whatever else is in them."""
    order = "\ue000" + ALPHABET[1:]

    def places(text):
        letters = search_key(clean(text).replace("آ", "\ue000"))
        return [
            (2, order.index(x)) if x in order else (1 + (x > "\ue000"), ord(x)) for x in letters
        ]

    if places(one) != places(other):
        assert (sort_key(one) < sort_key(other)) == (places(one) < places(other))


@given(hostile, hostile)
def test_sort_key_is_equal_only_for_equal_cleaned_text(one, other):
    assert (sort_key(one) == sort_key(other)) == (clean(one) == clean(other))


def test_digits_change_and_nothing_else():
    assert ascii_digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ a٫") == "0123456789 0123456789 a٫"
    assert persian_digits("0123456789 ٠١٢٣٤٥٦٧٨٩ a.") == "۰۱۲۳۴۵۶۷۸۹ ۰۱۲۳۴۵۶۷۸۹ a."


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(2, 3), 6, "0.666667"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-4, 10), 0, "0"),
        (Fraction(1, 1000), 2, "0.00"),
        (Fraction(5, 1000), 2, "0.01"),
        (70, 6, "70.000000"),
        (Fraction(999_999_5, 10**7), 6, "1.000000"),
    ],
)
def test_decimal_text_rounds_half_up(value, places, text):
    assert decimal_text(value, places) == text


@given(st.fractions(), st.integers(0, 12))
def test_decimal_text_is_within_half_a_unit_and_ties_go_away_from_zero(value, places):
    text = decimal_text(value, places)
    error = Fraction(text) - value
    half = Fraction(1, 2 * 10**places)
    assert abs(error) <= half
    if abs(error) == half:
        assert abs(Fraction(text)) > abs(value)
    assert len(text.partition(".")[2]) == places
    assert text != "-" + "0" * len(text)


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.integers(0, 6))
def test_decimal_text_equals_decimal_where_decimal_is_exact(units, scale, places):
    with localcontext(prec=60):
        there = Decimal(units).scaleb(-scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    here = decimal_text(Fraction(units, 10**scale), places)
    assert here == (f"{there:f}" if there else f"{abs(there):f}")


def test_decimal_text_refuses_negative_places():
    with pytest.raises(ValueError, match="negative"):
        decimal_text(1, -1)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234567, 0, "۱٬۲۳۴٬۵۶۷"),
        (Fraction(2469, 2), 2, "۱٬۲۳۴٫۵۰"),
        ("۱۲۳۴٫۵", 1, "۱٬۲۳۴٫۵"),
        ("٬۱٬۲۳۴", 0, "۱٬۲۳۴"),
        (Decimal("0.125"), 2, "۰٫۱۳"),
        (-5, 0, "\u200e\u2212۵"),
        (Fraction(-1, 1000), 1, "۰٫۰"),
    ],
)
def test_persian_number_is_exact_and_grouped(value, places, text):
    assert persian_number(value, places) == text


def test_numbers_can_stay_ungrouped_and_have_a_latin_twin():
    assert persian_number(1404, grouped=False) == "۱۴۰۴"
    assert latin_number(Fraction(2469, 2), 2) == "1,234.50"
    assert latin_number(-1404, grouped=False) == "-1404"


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="exact"):
        persian_number(0.1, 1)


@pytest.mark.parametrize("text", ["", "دفتر", "12-34", "1,5"])
def test_text_that_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"[Ff]raction"):
        persian_number(text)


def test_isolation_for_plain_text_and_for_html():
    assert isolate("12-34-56") == "\u206812-34-56\u2069"
    assert isolate_html('<b>"1') == '<bdi dir="ltr">&lt;b&gt;&#34;1</bdi>'
    assert isolate_html("قم", "auto") == '<bdi dir="auto">قم</bdi>'
