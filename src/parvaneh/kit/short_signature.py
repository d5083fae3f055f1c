"""Short signatures: a printed letter and its file can be checked without the product's database.

A *code* says what a letter is and signs it, in the characters that a QR code packs densest::

    PARVANEH1*9023/1042/1405*2026-11-22*OBJECTION.DECISION*1405-31-000077*<text>*<key>*<signature>

number, day, kind, case, SHA-256 of the letter's text, id of the key, Ed25519 signature. Whoever
reads it compares the first four with the paper in hand.

A *seal* stands inside the file, in a room that the letter leaves for it, and signs every other
byte. Ed25519 is that of RFC 8032; letters and digits are Crockford's base 32, so what is read aloud
or typed with O for 0 and I or L for 1 is still understood.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from parvaneh.kit.keys import Key, Keyring, Purpose
from parvaneh.kit.languages import msg

__all__ = [
    "ROOM",
    "NotGenuine",
    "Statement",
    "code_read",
    "code_signed",
    "file_sealed",
    "public_keys",
    "seal_key",
]

FORMAT = "PARVANEH1"
SEPARATOR = "*"
FIELDS = 8
SIGNATURE_LETTERS = 103  # 64 bytes in base 32
KEY_LETTERS = 8
SEAL = "PARVANEH-SEAL-1-"
ROOM = SEAL + "0" * (KEY_LETTERS + SIGNATURE_LETTERS)

# One key signs both and the log's checkpoints too: what is signed begins with what it is.
_CODE_CONTEXT = b"parvaneh letter 1\n"
_SEAL_CONTEXT = b"parvaneh file 1\n"
_SEALED = re.compile(re.escape(SEAL).encode() + rb"([0-9A-Z]{%d})" % (len(ROOM) - len(SEAL)))
_FIELD = re.compile(r"[0-9A-Z./:+-]{1,60}")
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_PLAIN, _CROCKFORD)
_FROM_CROCKFORD = str.maketrans(_CROCKFORD + "OIL", _PLAIN + "ABB")


class NotGenuine(ValueError):
    """A code or a file does not bear a valid signature; `message` is of the catalogue."""

    def __init__(self, message: str, **params: str) -> None:
        """Keep why."""
        super().__init__(message.format(**params))
        self.message = message
        self.params = params


@dataclass(frozen=True)
class Statement:
    """What a code says of its letter: number, day, kind, case, SHA-256 of its text (hex)."""

    number: str
    on: date
    kind: str
    case: str
    text_sha256: str


def code_signed(statement: Statement, key: Key) -> str:
    """The code of a letter.

    Args:
        statement: number, kind and case hold ASCII letters, digits and ``./:+-`` only.
        key: the signing key in use.

    Raises:
        ValueError: a field holds other characters.
    """
    fields = [
        FORMAT,
        statement.number.upper(),
        statement.on.isoformat(),
        statement.kind.upper(),
        statement.case.upper(),
        _written(bytes.fromhex(statement.text_sha256)),
        key.id.upper(),
    ]
    for one in fields:
        if not _FIELD.fullmatch(one):
            raise ValueError(f"not for a code: {one!r}")
    signature = _private(key).sign(_CODE_CONTEXT + SEPARATOR.join(fields).encode())
    return SEPARATOR.join([*fields, _written(signature)])


def code_read(code: str, keys: Mapping[str, bytes]) -> Statement:
    """What a code says, once its signature is found valid.

    Args:
        code: as read from the QR code or typed; spaces, line breaks and lower case do not matter.
        keys: public keys by id, as `public_keys` gives them.

    Raises:
        NotGenuine: it is no code, its key is not known, or the signature does not fit.
    """
    fields = "".join(code.split()).upper().split(SEPARATOR)
    if len(fields) != FIELDS or fields[0] != FORMAT:
        raise NotGenuine(msg("This is not the code of a letter."))
    _, number, on, kind, case, text, key_id, signature = fields
    try:
        statement = Statement(number, date.fromisoformat(on), kind.lower(), case, _read(text).hex())
        raw = _read(signature)
    except ValueError:
        raise NotGenuine(msg("The code is damaged.")) from None
    # A letter or digit typed for another of the same look was forgiven: sign what was meant.
    meant = [FORMAT, number, on, kind, case, _written(bytes.fromhex(statement.text_sha256)), key_id]
    _verified(keys, key_id.lower(), raw, _CODE_CONTEXT + SEPARATOR.join(meant).encode())
    return statement


def file_sealed(data: bytes, key: Key) -> bytes:
    """A file with its room filled by the seal over all its other bytes; its length stays.

    Raises:
        ValueError: the file has no room.
    """
    room = ROOM.encode()
    if room not in data:
        raise ValueError("the file has no room for a seal")
    signature = _private(key).sign(_SEAL_CONTEXT + hashlib.sha256(data).digest())
    return data.replace(room, f"{SEAL}{key.id.upper()}{_written(signature)}".encode())


def seal_key(data: bytes, keys: Mapping[str, bytes]) -> str:
    """Id of the key that sealed a file of which no bit was changed since.

    Raises:
        NotGenuine: it bears no seal, more than one, or one that does not fit.
    """
    found = set(_SEALED.findall(data))
    if not found:
        raise NotGenuine(msg("The file bears no seal."))
    if len(found) > 1:
        raise NotGenuine(msg("The file was changed after it was sealed."))
    [text] = found
    key_id = str(text[:KEY_LETTERS], "ascii").lower()
    bare = data.replace(SEAL.encode() + text, ROOM.encode())
    try:
        raw = _read(text[KEY_LETTERS:].decode())
    except ValueError:
        raise NotGenuine(msg("The file was changed after it was sealed.")) from None
    if _written(raw).encode() != text[KEY_LETTERS:]:
        raise NotGenuine(msg("The file was changed after it was sealed."))
    _verified(keys, key_id, raw, _SEAL_CONTEXT + hashlib.sha256(bare).digest())
    return key_id


def public_keys(keys: Keyring) -> dict[str, bytes]:
    """The public half of every signing key, retired ones included, by id."""
    return {
        key.id: _private(key).public_key().public_bytes_raw() for key in keys.of(Purpose.SIGNING)
    }


def _private(key: Key) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key.secret)


def _verified(keys: Mapping[str, bytes], key_id: str, signature: bytes, message: bytes) -> None:
    if key_id not in keys:
        raise NotGenuine(msg("The key {id} is not known here."), id=key_id)
    try:
        Ed25519PublicKey.from_public_bytes(keys[key_id]).verify(signature, message)
    except InvalidSignature:
        raise NotGenuine(msg("The signature does not fit: something was changed.")) from None


def _written(raw: bytes) -> str:
    plain: str = base64.b32encode(raw).decode().rstrip("=")
    return plain.translate(_TO_CROCKFORD)


def _read(text: str) -> bytes:
    plain = text.translate(_FROM_CROCKFORD)
    return base64.b32decode(plain + "=" * (-len(plain) % 8))
