"""Codes and seals: genuine ones are read, and one changed character or bit is found."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.keys import Key, Keyring, Purpose
from parvaneh.kit.short_signature import (
    ROOM,
    NotGenuine,
    Statement,
    code_read,
    code_signed,
    file_sealed,
    public_keys,
    seal_key,
)

KEY = Key("4k2p0000", Purpose.SIGNING, datetime(2026, 1, 1, tzinfo=UTC), bytes(range(32)))
OTHER = replace(KEY, id="5m3q0000", secret=bytes(range(1, 33)))
KEYS = public_keys(Keyring((KEY,)))
SAID = Statement(
    "9023/1042/1405", date(2026, 11, 22), "objection.decision", "1405-31-77", "ab" * 32
)
CODE = code_signed(SAID, KEY)
FILE = b"%PDF head " + ROOM.encode() + b" middle " + ROOM.encode() + b" tail"
SEALED = file_sealed(FILE, KEY)


def test_a_code_says_what_was_signed():
    assert code_read(CODE, KEYS) == replace(SAID, case="1405-31-77")


def test_a_code_fits_the_dense_letters_of_a_qr_code():
    assert set(CODE) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(CODE) < 262  # version 9 at level M


def test_a_code_is_understood_with_line_breaks_and_in_lower_case():
    assert code_read(CODE.lower()[:50] + "\n  " + CODE.lower()[50:], KEYS) == SAID


def test_letters_that_look_alike_are_understood():
    head, signature = CODE.rsplit("*", 1)
    assert code_read(f"{head}*{signature.replace('0', 'O').replace('1', 'l')}", KEYS) == SAID


@given(st.integers(0, len(CODE) - 1), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ*/-."))
def test_one_changed_letter_of_a_code_is_found(at, letter):
    if CODE[at] != letter:
        changed = CODE[:at] + letter + CODE[at + 1 :]
        # The last letter of 64 and of 32 bytes carries bits that stand for nothing.
        try:
            assert code_read(changed, KEYS) == SAID
        except NotGenuine:
            return
        assert CODE[at + 1 : at + 2] in {"", "*"}


def test_a_code_of_an_unknown_key_is_refused():
    with pytest.raises(NotGenuine, match="5m3q0000"):
        code_read(code_signed(SAID, OTHER), KEYS)


def test_a_code_signed_by_another_under_a_known_name_is_refused():
    with pytest.raises(NotGenuine, match="does not fit"):
        code_read(code_signed(SAID, replace(OTHER, id=KEY.id)), KEYS)


@pytest.mark.parametrize("text", ["", "hello", "PARVANEH1*" * 7, "PARVANEH1" + "*A" * 7])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(NotGenuine):
        code_read(text, KEYS)


def test_a_field_that_would_not_fit_is_refused():
    with pytest.raises(ValueError, match="not for a code"):
        code_signed(replace(SAID, number="شماره"), KEY)


def test_a_sealed_file_names_its_key_and_keeps_its_length():
    assert seal_key(SEALED, KEYS) == KEY.id
    assert len(SEALED) == len(FILE)


@given(st.integers(0, len(SEALED) * 8 - 1))
def test_one_changed_bit_of_a_sealed_file_is_found(at):
    changed = bytearray(SEALED)
    changed[at // 8] ^= 1 << at % 8
    with pytest.raises(NotGenuine):
        seal_key(bytes(changed), KEYS)


def test_a_file_that_was_cut_or_lengthened_is_found():
    for changed in (SEALED[:-1], SEALED + b"\n"):
        with pytest.raises(NotGenuine):
            seal_key(changed, KEYS)


def test_a_file_without_room_is_not_sealed():
    with pytest.raises(ValueError, match="no room"):
        file_sealed(b"%PDF", KEY)
    with pytest.raises(NotGenuine, match="no seal"):
        seal_key(b"%PDF", KEYS)


def test_a_code_is_no_seal_and_a_retired_key_still_verifies():
    retired = public_keys(Keyring((replace(KEY, retired=True),)))
    assert seal_key(SEALED, retired) == KEY.id
