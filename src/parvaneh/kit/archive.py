"""A zip of one canonical layout: the same members always make the same bytes.

Members are stored, not deflated, sorted by name, dated 1980-01-01, with no extra fields. Opening
one makes the archive again from its members and compares the whole, so a bit flipped anywhere (in
a header, in the directory, in padding that no checksum covers) is found and placed.
"""

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o644 << 16
# What zipfile raises on damaged bytes: bad headers, odd versions, encryption, seeks that miss.
_UNREADABLE = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
DEFLATED = "a member is compressed"


class NotCanonical(ValueError):
    """The bytes are not those of a canonical archive; `place` says where they first differ."""

    def __init__(self, place: str) -> None:
        """Keep the place for whoever reports it."""
        super().__init__(place)
        self.place = place


def pack(members: Mapping[str, bytes]) -> bytes:
    """The canonical archive of these members.

    Args:
        members: content by name; names are relative, with forward slashes.

    Raises:
        ValueError: a name that is empty, absolute, climbs out, or holds a backslash or control.
    """
    for name in members:
        _check_name(name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            archive.writestr(info, members[name])
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The members of a canonical archive, by name.

    Raises:
        NotCanonical: it is no such archive, or any byte of it is otherwise than `pack` writes it.
    """
    try:
        members = _read(data)
        again = pack(members)
    except _UNREADABLE as error:
        raise NotCanonical(str(error)) from error
    if again != data:
        raise NotCanonical(_first_difference(again, data))
    return members


def _read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if any(info.compress_type != zipfile.ZIP_STORED for info in infos):
            raise ValueError(DEFLATED)
        return {info.filename: archive.read(info) for info in infos}


def _check_name(name: str) -> None:
    parts = name.split("/")
    if "" in parts or "." in parts or ".." in parts or "\\" in name or not name.isprintable():
        message = f"not a member's name: {name!r}"
        raise ValueError(message)


def _first_difference(wanted: bytes, found: bytes) -> str:
    shorter = min(len(wanted), len(found))
    low, high = 0, shorter
    while low < high:  # halves, for archives may be large
        middle = (low + high + 1) // 2
        if wanted[:middle] == found[:middle]:
            low = middle
        else:
            high = middle - 1
    return f"byte {low} differs from the canonical layout"
