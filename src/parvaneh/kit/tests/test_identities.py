"""Numbers of persons and telephones come to one form; wrong ones are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.check_digits import check_digit, is_checked
from parvaneh.kit.identities import (
    NotAnId,
    legal_id,
    mobile,
    national_id,
    postal_code,
    telephone,
)

DIGITS = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize("text", ["0012345679", "4581234565", "1270000012"])
def test_a_valid_national_id_is_kept(text):
    assert national_id(text) == text


@pytest.mark.parametrize(
    "text", ["12345679", "۰۰۱۲۳۴۵۶۷۹", "٠٠١٢٣٤٥٦٧٩", "001-234567-9", " 12345679\u200e"]
)
def test_zeros_come_back_and_digits_of_three_sets_are_read(text):
    assert national_id(text) == "0012345679"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1111111111",
        "0000000000",
        "0012345678",
        "00123456790",
        "1234567",
        "۰۰۱۲۳۴۵۶۷x",
        "²²²²²²²²²²",
    ],
)
def test_what_is_no_national_id_is_refused_without_being_repeated(text):
    with pytest.raises(NotAnId) as why:
        national_id(text)
    assert not text or text not in str(why.value)


@given(nine=DIGITS, place=st.integers(0, 8), other=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(nine, place, other):
    fitting = [f"{nine}{last}" for last in "0123456789" if _is_one(f"{nine}{last}")]
    for text in fitting:
        wrong = f"{text[:place]}{other}{text[place + 1 :]}"
        assert wrong == text or not _is_one(wrong) or text[-1] == "1"


def _is_one(text):
    try:
        return national_id(text) == text
    except NotAnId:
        return False


@pytest.mark.parametrize("text", ["10380284790", "10101234565", "۱۰۳۸۰۲۸۴۷۹۰"])
def test_a_valid_legal_id_is_kept(text):
    assert legal_id(text) in {"10380284790", "10101234565"}


@pytest.mark.parametrize("text", ["10380284791", "1038028479", "11111111111", "a"])
def test_what_is_no_legal_id_is_refused(text):
    with pytest.raises(NotAnId):
        legal_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "09121234567",
        "۰۹۱۲۱۲۳۴۵۶۷",
        "+989121234567",
        "00989121234567",
        "9121234567",
        "0912 123 45 67",
        "989121234567",
    ],
)
def test_mobiles_come_to_one_form(text):
    assert mobile(text) == "+989121234567"


@pytest.mark.parametrize("text", ["02112345678", "091212345", "", "+98912123456789", "سلام"])
def test_what_is_no_mobile_is_refused(text):
    with pytest.raises(NotAnId):
        mobile(text)


def test_fixed_telephones_and_those_abroad_are_read():
    assert telephone("(021) 1234-5678") == "+982112345678"
    assert telephone("+442079460000") == "+442079460000"


def test_postal_codes_are_ten_digits():
    assert postal_code("۱۹۶۸۹-۱۳۷۵۱") == "1968913751"
    for wrong in ("0968913751", "196891375", "x"):
        with pytest.raises(NotAnId):
            postal_code(wrong)


@given(digits=st.text("0123456789", min_size=1, max_size=12), place=st.integers(0, 11))
def test_a_check_digit_notices_a_wrong_digit_and_swapped_neighbours(digits, place):
    whole = digits + check_digit(digits)
    assert is_checked(whole)
    at = place % len(digits)
    for other in "0123456789".replace(whole[at], ""):
        assert not is_checked(f"{whole[:at]}{other}{whole[at + 1 :]}")
    if whole[at] != whole[at + 1]:
        assert not is_checked(f"{whole[:at]}{whole[at + 1]}{whole[at]}{whole[at + 2 :]}")
