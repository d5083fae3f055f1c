"""Signed notes, checkpoints and receipts: only what a known key signed is believed."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from parvaneh.kit.crypto import inclusion_proof, leaf_hash, merkle_root
from parvaneh.kit.keys import Key, KeysRefused, Purpose
from parvaneh.kit.notes import (
    Checkpoint,
    NotSigned,
    checkpoint_opened,
    note_opened,
    note_signed,
    notes_in,
    verifier_of,
    verifier_parsed,
)
from parvaneh.kit.receipts import receipt_made, receipt_parsed, receipt_verified

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)
NAME = "parvaneh.example/log"
KEY = Key("k1", Purpose.SIGNING, AT, bytes(range(32)))
OTHER = Key("k2", Purpose.SIGNING, AT, bytes(32))
VERIFIERS = [verifier_of(KEY, NAME)]
BODIES = [f'{{"n":{n}}}' for n in range(11)]
EXTRAS = [f"{n + 1}\n{'00' * 32}\n{body}".encode() for n, body in enumerate(BODIES)]
HASHES = [hashlib.sha256(b"parvaneh-event-1\n" + extra).digest() for extra in EXTRAS]
LEAVES = [leaf_hash(one) for one in HASHES]
SIGNED = note_signed(Checkpoint(NAME, 11, merkle_root(LEAVES), "2025").text(), KEY, NAME)


def test_a_note_has_the_form_that_others_read():
    lines = SIGNED.split("\n")
    assert lines[:2] == [NAME, "11"]
    assert lines[4] == ""
    dash, name, content = lines[5].split(" ")
    assert (dash, name, lines[6]) == ("—", NAME, "")
    public = Ed25519PrivateKey.from_private_bytes(KEY.secret).public_key()
    named = hashlib.sha256(NAME.encode() + b"\n\x01" + public.public_bytes_raw()).digest()[:4]
    raw = base64.b64decode(content)
    assert raw[:4] == named
    public.verify(raw[4:], "\n".join(lines[:4]).encode() + b"\n")


def test_a_checkpoint_is_read_again():
    assert checkpoint_opened(SIGNED, VERIFIERS) == Checkpoint(NAME, 11, merkle_root(LEAVES), "2025")


def test_a_note_may_carry_signatures_of_others_too():
    assert note_opened(SIGNED + "— witness.example AAAAAAA=\n— broken\n", VERIFIERS)


def test_any_flipped_bit_of_a_note_is_found():
    raw = SIGNED.encode()
    for at in range(len(raw)):
        changed = bytearray(raw)
        changed[at] ^= 1
        try:
            text = changed.decode()
        except UnicodeDecodeError:
            continue
        with pytest.raises(NotSigned):
            checkpoint_opened(text, VERIFIERS)


@pytest.mark.parametrize("note", ["", "\n\n", "a\n1\n2\n", SIGNED.split("\n\n", maxsplit=1)[0]])
def test_what_is_no_note_is_refused(note):
    with pytest.raises(NotSigned):
        checkpoint_opened(note, VERIFIERS)


def test_another_key_under_the_same_name_is_not_believed():
    with pytest.raises(NotSigned):
        checkpoint_opened(note_signed(f"{NAME}\n11\nx\n", OTHER, NAME), VERIFIERS)


@pytest.mark.parametrize("text", ["a\n", "a\nx\ny\n", "a\n-1\nAAAA\n", "a\n011\nAAAA\n"])
def test_a_signed_text_that_is_no_checkpoint_is_refused(text):
    with pytest.raises(NotSigned):
        checkpoint_opened(note_signed(text, KEY, NAME), VERIFIERS)


@pytest.mark.parametrize("text", ["a", "a\n\nb\n"])
def test_a_text_that_cannot_be_a_note_is_not_signed(text):
    with pytest.raises(ValueError, match="note"):
        note_signed(text, KEY, NAME)


def test_a_key_for_another_purpose_does_not_sign():
    with pytest.raises(KeysRefused):
        note_signed("a\n", Key("k3", Purpose.INDEX, AT, bytes(32)), NAME)


def test_a_public_key_travels_as_one_line():
    assert verifier_parsed(VERIFIERS[0].text() + "\n") == VERIFIERS[0]


@pytest.mark.parametrize("line", ["", "a+b+c", "a+00000000+AQ==", "name+x"])
def test_a_line_that_is_no_public_key_is_refused(line):
    with pytest.raises(NotSigned):
        verifier_parsed(line)


def test_several_notes_in_one_file_are_told_apart():
    assert notes_in(SIGNED) == [SIGNED]
    assert notes_in(SIGNED + SIGNED) == [SIGNED, SIGNED]
    assert notes_in(SIGNED + "\n" + SIGNED) == [SIGNED, SIGNED]
    assert notes_in("") == []


@pytest.mark.parametrize("with_body", [True, False])
@pytest.mark.parametrize("index", range(11))
def test_a_receipt_proves_its_event(index, with_body):
    extra = EXTRAS[index] if with_body else HASHES[index]
    text = receipt_made(extra, index, inclusion_proof(LEAVES, index), SIGNED)
    receipt, signed = receipt_verified(text, VERIFIERS)
    assert receipt.event_hash == HASHES[index]
    assert receipt.body == (BODIES[index] if with_body else "")
    assert signed.size == 11
    assert receipt_verified(text.replace("\n", "\r\n"), VERIFIERS)


def test_any_flipped_bit_of_a_receipt_is_found():
    text = receipt_made(EXTRAS[4], 4, inclusion_proof(LEAVES, 4), SIGNED).encode()
    for at in range(len(text)):
        changed = bytearray(text)
        changed[at] ^= 1
        try:
            broken = changed.decode()
        except UnicodeDecodeError:
            continue
        with pytest.raises(NotSigned):
            receipt_verified(broken, VERIFIERS)


def test_a_receipt_for_another_place_is_not_believed():
    moved = receipt_made(EXTRAS[4], 5, inclusion_proof(LEAVES, 4), SIGNED)
    with pytest.raises(NotSigned):
        receipt_verified(moved, VERIFIERS)
    with pytest.raises(NotSigned):
        receipt_parsed("not a receipt")


def test_the_check_of_the_guide_needs_nothing_of_ours():
    """The lines in docs/guide/log: a reader runs them alone."""
    text = receipt_made(EXTRAS[4], 4, inclusion_proof(LEAVES, 4), SIGNED)
    head, note = text.split("\n\n", 1)
    _, extra, index, *proof = head.split("\n")
    at, last = int(index.split()[1]), 11 - 1
    event = base64.b64decode(extra.split()[1])
    sha = lambda raw: hashlib.sha256(raw).digest()  # noqa: E731 - as the guide has it
    reached = sha(b"\0" + sha(b"parvaneh-event-1\n" + event))
    for line in proof:
        while not at % 2 and at == last:
            at, last = at // 2, last // 2
        beside = base64.b64decode(line)
        reached = sha(b"\1" + (beside + reached if at % 2 else reached + beside))
        at, last = at // 2, last // 2
    assert base64.b64encode(reached).decode() == note.split("\n")[2]
