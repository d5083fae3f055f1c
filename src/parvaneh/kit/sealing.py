"""Sealing short texts with AES-256-GCM, and blind indexes with HMAC-SHA-256.

A sealed text reads ``1.<key id>.<base64url of nonce, ciphertext and tag>``. It opens only with its
key and in the place for which it was sealed, so a sealed value cannot be moved to another row or
column. A blind index reads ``1.<key id>.<hex>``: equal texts of one domain have equal indexes, and
without the key nothing can be tried against them.
"""

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from parvaneh.kit.keys import Key, Keyring, KeysRefused, Purpose
from parvaneh.kit.languages import msg

VERSION = "1"
NONCE_BYTES = 12
PARTS = 3


class NotSealedHere(KeysRefused):
    """A sealed text is damaged, or was sealed for another place; the text is not in the message."""


def sealed(text: str, place: str, key: Key) -> str:
    """Seal a text for one place.

    Args:
        text: any text.
        place: where it will stand, such as ``registry_person|national_id|p-4k2p``.
        key: the encryption key in use.

    Returns:
        ASCII text, different each time.
    """
    _wanted(key, Purpose.ENCRYPTION)
    nonce = os.urandom(NONCE_BYTES)
    box = AESGCM(key.secret).encrypt(nonce, text.encode(), place.encode())
    return f"{VERSION}.{key.id}.{base64.urlsafe_b64encode(nonce + box).decode().rstrip('=')}"


def opened(box: str, place: str, keys: Keyring) -> str:
    """Open a sealed text in its place.

    Raises:
        NotSealedHere: it is damaged, or was sealed for another place.
        NoKey: its key is not in the keyring.
    """
    key_id, content = _parts(box, place)
    key = keys.by_id(Purpose.ENCRYPTION, key_id)
    try:
        raw = base64.b64decode(content + "=" * (-len(content) % 4), altchars=b"-_", validate=True)
        nonce, content_and_tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return AESGCM(key.secret).decrypt(nonce, content_and_tag, place.encode()).decode()
    except (InvalidTag, ValueError, binascii.Error):
        raise _not_here(place) from None


def bytes_sealed(data: bytes, place: str, key: Key) -> bytes:
    """Seal bytes for one place: ``1.<key id>.`` and then nonce, ciphertext and tag as they are."""
    _wanted(key, Purpose.ENCRYPTION)
    nonce = os.urandom(NONCE_BYTES)
    return (
        f"{VERSION}.{key.id}.".encode()
        + nonce
        + AESGCM(key.secret).encrypt(nonce, data, place.encode())
    )


def bytes_opened(box: bytes, place: str, keys: Keyring) -> bytes:
    """Open sealed bytes in their place.

    Raises:
        NotSealedHere: they are damaged, or were sealed for another place.
        NoKey: their key is not in the keyring.
    """
    version, key_id, raw = (*box.split(b".", 2), b"", b"")[:PARTS]
    if version != VERSION.encode() or not raw:
        raise _not_here(place)
    key = keys.by_id(Purpose.ENCRYPTION, key_id.decode("ascii", "replace"))
    try:
        return AESGCM(key.secret).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise _not_here(place) from None


def key_id_of(box: str) -> str:
    """Id of the key that sealed a text or made an index; "" where it is neither."""
    parts = box.split(".")
    return parts[1] if len(parts) == PARTS and parts[0] == VERSION else ""


def blind_index(text: str, domain: str, key: Key) -> str:
    """The blind index of a text that has been brought to its one form.

    Args:
        text: the value, normalised by the caller.
        domain: what kind of value it is; equal texts of two domains have different indexes.
        key: an index key.
    """
    _wanted(key, Purpose.INDEX)
    message = f"{domain}\0{text}".encode()
    return f"{VERSION}.{key.id}.{hmac.new(key.secret, message, hashlib.sha256).hexdigest()}"


def _parts(box: str, place: str) -> tuple[str, str]:
    if not key_id_of(box):
        raise _not_here(place)
    _, key_id, content = box.split(".")
    return key_id, content


def _not_here(place: str) -> NotSealedHere:
    return NotSealedHere(msg("The sealed value does not belong to {place}."), place=place)


def _wanted(key: Key, purpose: Purpose) -> None:
    if key.purpose is not purpose:
        raise KeysRefused(
            msg("The key {id} is for {purpose} only."), id=key.id, purpose=key.purpose
        )
