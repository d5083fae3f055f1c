r"""Receipts: a text that proves, without database and network, that an event stands in the log.

The form is C2SP tlog-proof, and the ``extra`` line holds the event itself:

    c2sp.org/tlog-proof@v1
    extra <base64 of "<number>\n<hash of the event before, hex>\n<body>", or of the hash alone>
    index <number - 1>
    <base64 of a neighbour's hash>        one line each, nearest first
                                          (empty line)
    <signed checkpoint>

The hash of an event is ``SHA-256("parvaneh-event-1\n" + extra)``; the leaf of the tree is
``SHA-256(0x00 + that hash)``. A receipt without the event shows its hash instead.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parvaneh.kit.crypto import leaf_hash, verify_inclusion
from parvaneh.kit.languages import msg
from parvaneh.kit.notes import Checkpoint, NotSigned, Verifier, bytes_of, checkpoint_opened

FORM = "c2sp.org/tlog-proof@v1"
EVENT_MARK = b"parvaneh-event-1\n"
HASH_BYTES = 32
HEAD_LINES = 3


@dataclass(frozen=True)
class Receipt:
    """A receipt: the event or its hash, its place, the proof, the signed checkpoint."""

    extra: bytes
    index: int
    proof: tuple[bytes, ...]
    note: str

    @property
    def event_hash(self) -> bytes:
        """The event's hash."""
        if len(self.extra) == HASH_BYTES:
            return self.extra
        return hashlib.sha256(EVENT_MARK + self.extra).digest()

    @property
    def body(self) -> str:
        """The event itself; empty where the receipt holds its hash only."""
        if len(self.extra) == HASH_BYTES:
            return ""
        return self.extra.decode().split("\n", 2)[2]

    def text(self) -> str:
        """The receipt as it is kept."""
        return "\n".join(
            [
                FORM,
                f"extra {_base64(self.extra)}",
                f"index {self.index}",
                *map(_base64, self.proof),
                "",
                self.note,
            ]
        )


def receipt_parsed(text: str) -> Receipt:
    """Read a receipt.

    Raises:
        NotSigned: it is not one.
    """
    text = text.replace("\r\n", "\n")
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    try:
        form, extra, index = lines[:HEAD_LINES]
        known = form == FORM and extra.startswith("extra ") and index.startswith("index ")
        found = Receipt(
            bytes_of(extra.removeprefix("extra ")),
            int(index.removeprefix("index ")),
            tuple(map(bytes_of, lines[HEAD_LINES:])),
            note,
        )
    except (ValueError, binascii.Error):
        known = False
    if not known or found.text() != text:
        raise NotSigned(msg("This is not a receipt of a log."))
    return found


def receipt_verified(text: str, verifiers: Iterable[Verifier]) -> tuple[Receipt, Checkpoint]:
    """Verify a receipt with nothing but the log's public keys.

    Args:
        text: the receipt.
        verifiers: public keys of the log, from a source that is trusted.

    Returns:
        The receipt and the checkpoint under which the event stands.

    Raises:
        NotSigned: it is not a receipt, its checkpoint is not signed by a known key, or the event
            does not stand under it in this place.
    """
    receipt = receipt_parsed(text)
    signed = checkpoint_opened(receipt.note, verifiers)
    leaf = leaf_hash(receipt.event_hash)
    if not verify_inclusion(leaf, receipt.index, signed.size, receipt.proof, signed.root):
        raise NotSigned(msg("The event does not stand under the checkpoint of its receipt."))
    number = receipt.extra.split(b"\n", 1)[0]
    if receipt.body and number != str(receipt.index + 1).encode():
        raise NotSigned(msg("The event does not stand under the checkpoint of its receipt."))
    return receipt, signed


def receipt_made(extra: bytes, index: int, proof: Sequence[bytes], note: str) -> str:
    """The text of a receipt from its parts."""
    return Receipt(extra, index, tuple(proof), note).text()


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
