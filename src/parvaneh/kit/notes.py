"""Signed notes and checkpoints of a log, as text (C2SP signed-note and tlog-checkpoint).

A note is a text, an empty line, and lines ``— <name> <base64 of key hash and signature>``. The
text of a checkpoint has the log's origin, the number of entries and the root in base64, one line
each, and here one line more: the moment of signing. Signatures are Ed25519.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from parvaneh.kit.keys import Key, KeysRefused, Purpose
from parvaneh.kit.languages import msg

DASH = "— "
ED25519 = b"\x01"
HASH_BYTES = 4
ROOT_BYTES = 32
LINES = 3
MOMENT = "at "


class NotSigned(KeysRefused):
    """A note carries no good signature of a known key, or is none at all."""


@dataclass(frozen=True)
class Verifier:
    """A public key under its name, as a note names it."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def text(self) -> str:
        """The key in the one line that others keep: name, key hash and public key."""
        public = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.key_hash.hex()}+{public}"


def verifier_of(key: Key, name: str) -> Verifier:
    """The public half of a signing key."""
    return Verifier(name, _private(key).public_key().public_bytes_raw())


def verifier_parsed(line: str) -> Verifier:
    """Read a verifier key from its one line.

    Raises:
        NotSigned: it is not one.
    """
    try:
        name, key_hash, public = line.strip().split("+", 2)
        raw = bytes_of(public)
        found = Verifier(name, raw[1:])
        sound = raw[:1] == ED25519 and len(raw) == 1 + ROOT_BYTES
    except (ValueError, binascii.Error):
        raise NotSigned(msg("This is not a public key of a log.")) from None
    if not sound or found.key_hash.hex() != key_hash:
        raise NotSigned(msg("This is not a public key of a log."))
    return found


def note_signed(text: str, key: Key, name: str) -> str:
    """Sign a text, which ends with a line break, as a note."""
    if not text.endswith("\n") or "\n\n" in text:
        raise ValueError("the text of a note has no empty line and ends with a line break")
    signer = verifier_of(key, name)
    signature = base64.b64encode(signer.key_hash + _private(key).sign(text.encode())).decode()
    return f"{text}\n{DASH}{name} {signature}\n"


def note_opened(note: str, verifiers: Iterable[Verifier]) -> str:
    """The text of a note that one of the keys has signed.

    Raises:
        NotSigned: none has.
    """
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    if not note.endswith("\n") or any(one < " " and one != "\n" for one in note):
        raise NotSigned(msg("This is not a checkpoint of a log."))
    known = {(one.name, one.key_hash): one for one in verifiers}
    for line in signatures.split("\n")[:-1]:
        name, key_hash, signature = _signature(line)
        signer = known.get((name, key_hash))
        if signer is not None and _is_by(signer, signature, text):
            return text
    raise NotSigned(msg("The checkpoint is not signed by a known key."))


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: so many entries, under this root."""

    origin: str
    size: int
    root: bytes
    at: str = ""

    def text(self) -> str:
        """The text that is signed."""
        root = base64.b64encode(self.root).decode()
        moment = f"{MOMENT}{self.at}\n" if self.at else ""
        return f"{self.origin}\n{self.size}\n{root}\n{moment}"


def checkpoint_opened(note: str, verifiers: Iterable[Verifier]) -> Checkpoint:
    """Read a signed checkpoint.

    Raises:
        NotSigned: it is not signed by one of the keys, or not a checkpoint.
    """
    lines = note_opened(note, verifiers).splitlines()
    try:
        origin, size, root = lines[:LINES]
        found = Checkpoint(origin, int(size), bytes_of(root))
    except (ValueError, binascii.Error):
        raise NotSigned(msg("This is not a checkpoint of a log.")) from None
    if str(found.size) != size or found.size < 0 or len(found.root) != ROOT_BYTES:
        raise NotSigned(msg("This is not a checkpoint of a log."))
    moments = [line.removeprefix(MOMENT) for line in lines[LINES:] if line.startswith(MOMENT)]
    return Checkpoint(origin, found.size, found.root, moments[0] if moments else "")


def notes_in(text: str) -> list[str]:
    """The notes of a file that holds several, one after the other."""
    found: list[str] = []
    lines: list[str] = []
    signed = False
    for line in text.splitlines():
        if signed and not line.startswith(DASH):
            found.append("\n".join(lines) + "\n")
            lines, signed = [], False
            if not line:
                continue
        signed = signed or line.startswith(DASH)
        lines.append(line)
    return [*found, "\n".join(lines) + "\n"] if any(lines) else found


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, content = line.removeprefix(DASH).rpartition(" ")
    try:
        raw = bytes_of(content)
    except (ValueError, binascii.Error):
        return "", b"", b""
    return (name, raw[:HASH_BYTES], raw[HASH_BYTES:]) if line.startswith(DASH) else ("", b"", b"")


def bytes_of(text: str) -> bytes:
    """The bytes of a base64 text that is the only one for these bytes.

    Raises:
        ValueError: it is not base64, or its unused bits are set.
    """
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError("another base64 text stands for the same bytes")
    return raw


def _is_by(signer: Verifier, signature: bytes, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(signer.public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def _private(key: Key) -> Ed25519PrivateKey:
    if key.purpose is not Purpose.SIGNING:
        raise KeysRefused(
            msg("The key {id} is for {purpose} only."), id=key.id, purpose=key.purpose
        )
    return Ed25519PrivateKey.from_private_bytes(key.secret)
