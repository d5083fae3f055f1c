"""The canonical archive: one layout, and every flipped bit found."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvaneh.kit.archive import NotCanonical, pack, unpack

MEMBERS = {"b.txt": b"two", "a/one.csv": b"1,2\n", "empty": b"", "نام.txt": "سلام".encode()}


def test_members_come_back_and_order_does_not_matter() -> None:
    packed = pack(MEMBERS)
    assert unpack(packed) == MEMBERS
    assert pack(dict(reversed(MEMBERS.items()))) == packed


def test_any_zip_reader_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(MEMBERS))) as archive:
        assert archive.namelist() == sorted(MEMBERS)
        assert archive.testzip() is None


def test_every_single_flipped_bit_is_found() -> None:
    packed = pack(MEMBERS)
    for bit in range(len(packed) * 8):
        flipped = bytearray(packed)
        flipped[bit // 8] ^= 1 << (bit % 8)
        with pytest.raises(NotCanonical):
            unpack(bytes(flipped))


@pytest.mark.parametrize("tail", [b"\0", b"more"])
def test_bytes_added_before_or_behind_are_found(tail: bytes) -> None:
    with pytest.raises(NotCanonical):
        unpack(pack(MEMBERS) + tail)
    with pytest.raises(NotCanonical):
        unpack(tail + pack(MEMBERS))


def test_a_deflated_zip_of_the_same_members_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 100)
    with pytest.raises(NotCanonical, match=r"^a member is compressed$"):
        unpack(out.getvalue())


@pytest.mark.parametrize("name", ["", "/a", "a//b", "../a", "a/..", "a\\b", "a\0b", "."])
def test_names_that_climb_out_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"^not a member's name"):
        pack({name: b""})


@given(st.binary(max_size=200))
def test_arbitrary_bytes_never_crash(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        unpack(data)


def test_the_place_of_the_first_difference_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("a", (1980, 1, 1, 0, 0, 2)), b"0")
    with pytest.raises(NotCanonical, match=r"^byte 10 differs from the canonical layout$"):
        unpack(out.getvalue())
