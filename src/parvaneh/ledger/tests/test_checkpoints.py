"""Checkpoints grow with the log, receipts prove an event offline."""

from datetime import UTC, datetime, timedelta

import pytest

from parvaneh.frame.keyring import keyring
from parvaneh.frame.refused import NotThere
from parvaneh.kit.crypto import inclusion_proof, leaf_hash, merkle_root
from parvaneh.kit.keys import Purpose, key_make
from parvaneh.kit.merkle import verify_consistency
from parvaneh.kit.notes import NotSigned, checkpoint_opened
from parvaneh.kit.receipts import receipt_verified
from parvaneh.ledger import jobs, tree
from parvaneh.ledger.acts import SYSTEM, act, event_write
from parvaneh.ledger.checkpoints import (
    checkpoint_sign,
    consistency,
    latest,
    receipt,
    verifiers,
)
from parvaneh.ledger.models import Checkpoint, Event, Tile

AT = datetime(2025, 10, 4, 8, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    with act(by=SYSTEM, at=AT):
        for n in range(count):
            event_write(kind="office.made", subject=f"office:{n}")


def sign() -> Checkpoint | None:
    return checkpoint_sign(by=SYSTEM, at=AT)


def leaves() -> list[bytes]:
    kept = Event.objects.order_by("number").values_list("hash", flat=True)
    return [leaf_hash(bytes(one)) for one in kept]


def test_a_log_without_events_has_no_checkpoint():
    assert sign() is None


def test_a_checkpoint_states_the_size_and_the_root():
    write(5)
    signed = checkpoint_opened(sign().text, verifiers())
    assert (signed.size, signed.root) == (5, merkle_root(leaves()))
    assert signed.at == "2025-10-04T08:30:00.000000Z"


def test_an_idle_log_is_not_signed_again():
    write(5)
    assert sign() == sign()
    assert Checkpoint.objects.count() == 1


def test_a_later_checkpoint_reads_only_what_is_new(django_assert_max_num_queries):
    for grown in (1, 2, 300, 254, 7):
        write(grown)
        with django_assert_max_num_queries(11):
            signed = sign()
        assert bytes(signed.root) == merkle_root(leaves())


def test_tiles_are_the_complete_subtrees_of_256():
    write(255)
    sign()
    assert not Tile.objects.exists()
    write(300)
    sign()
    (first, second) = Tile.objects.order_by("index")
    assert bytes(first.hash) == merkle_root(leaves()[:256])
    assert (second.level, second.index) == (1, 1)


@pytest.mark.parametrize("number", [1, 255, 256, 257, 511, 512, 513, 600])
def test_a_receipt_proves_an_event_offline(number):
    write(600)
    sign()
    read, signed = receipt_verified(receipt(number, with_body=True), verifiers())
    event = Event.objects.get(number=number)
    assert (read.body, read.event_hash) == (event.body, bytes(event.hash))
    assert read.proof == inclusion_proof(leaves(), number - 1)
    assert signed.size == 600


def test_a_receipt_may_withhold_the_event():
    write(3)
    sign()
    text = receipt(2)
    assert receipt_verified(text, verifiers())[0].body == ""


def test_tiles_of_tiles_carry_proofs(monkeypatch):
    """The same with tiles of 4, so that four levels of tiles are used."""
    monkeypatch.setattr(tree, "TILE_LEVELS", 2)
    monkeypatch.setattr(tree, "WIDTH", 4)
    monkeypatch.setattr("parvaneh.ledger.checkpoints.TILE_LEVELS", 2)
    for grown in (70, 59, 171):
        write(grown)
        sign()
    assert set(Tile.objects.values_list("level", flat=True)) == {1, 2, 3, 4}
    for number in (1, 64, 65, 129, 256, 257, 299, 300):
        assert receipt_verified(receipt(number), verifiers())[0].proof == inclusion_proof(
            leaves(), number - 1
        )
    for old in (1, 64, 70, 129, 256, 299, 300):
        roots = (merkle_root(leaves()[:old]), merkle_root(leaves()))
        assert verify_consistency(old, 300, consistency(old, 300), roots)


def test_an_event_that_no_checkpoint_covers_has_no_receipt():
    write(3)
    sign()
    write(1)
    for number in (0, 4, 5):
        with pytest.raises(NotThere):
            receipt(number)
    with pytest.raises(NotThere):
        consistency(3, 4)


def test_checkpoints_of_an_older_key_stay_believed(settings, tmp_path):
    settings.KEYS = tmp_path
    write(3)
    before = sign()
    old = keyring().current(Purpose.SIGNING)
    key_make(tmp_path, Purpose.SIGNING, at=old.made_at + timedelta(seconds=1))
    write(1)
    after = sign()
    assert after.key_id != before.key_id == old.id
    for one in (before, after):
        assert checkpoint_opened(one.text, verifiers()).size == one.size
    with pytest.raises(NotSigned):
        checkpoint_opened(before.text, verifiers()[:1])


def test_the_job_signs_what_is_new():
    write(2)
    jobs.checkpoint()
    assert latest().size == 2
    assert latest(covering=3) is None
