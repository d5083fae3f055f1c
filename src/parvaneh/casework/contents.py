"""The content of documents: kept once by its hash, sealed, and checked whenever it is read."""

import hashlib
from collections.abc import Iterable

from parvaneh.casework.models import Content
from parvaneh.frame.copying import copy_rows, keyed
from parvaneh.frame.keyring import key_in_use, keyring
from parvaneh.kit.keys import KeysRefused, Purpose
from parvaneh.kit.languages import msg
from parvaneh.kit.sealing import NotSealedHere, bytes_opened, bytes_sealed

PIECE = 20  # contents in memory at once; each may have some megabytes


def content_keep(data: bytes, media_type: str) -> Content:
    """Keep bytes; the same bytes are kept once, whoever gives them and however often."""
    sha256 = hashlib.sha256(data).hexdigest()
    found = _of(sha256)
    if found is None:
        box = bytes_sealed(data, _place(sha256), key_in_use(Purpose.ENCRYPTION))
        made = Content(sha256=sha256, size=len(data), media_type=media_type, box=box)
        # Another transaction may keep the same bytes at this moment: then theirs stand.
        Content.objects.bulk_create([made], ignore_conflicts=True)
        found = _of(sha256)
    assert found is not None
    return found


def contents_keep(data: Iterable[bytes], media_type: str) -> list[Content]:
    """Keep new contents in one statement; whoever calls holds what keeps them from coming twice."""
    key = key_in_use(Purpose.ENCRYPTION)
    made = [
        Content(
            sha256=sha256,
            size=len(one),
            media_type=media_type,
            box=bytes_sealed(one, _place(sha256), key),
        )
        for one in data
        for sha256 in [hashlib.sha256(one).hexdigest()]
    ]
    copy_rows(Content, keyed(made))
    return made


def content_read(content: Content) -> bytes:
    """The bytes.

    Raises:
        NotSealedHere: they are not those that were kept.
        NoKey: their key is not in the keyring.
    """
    data = bytes_opened(bytes(content.box), _place(content.sha256), keyring())
    if hashlib.sha256(data).hexdigest() != content.sha256:
        raise NotSealedHere(
            msg("The sealed value does not belong to {place}."), place=content.sha256
        )
    return data


def contents_lost() -> list[str]:
    """Hashes of the kept contents that do not open, or are not what was kept; reads all of them."""
    found = []
    for content in Content.objects.order_by("pk").iterator(chunk_size=PIECE):
        try:
            content_read(content)
        except KeysRefused:
            found.append(content.sha256)
    return found


def _of(sha256: str) -> Content | None:
    return Content.objects.defer("box").filter(sha256=sha256).first()


def _place(sha256: str) -> str:
    return f"casework_content|box|{sha256}"
