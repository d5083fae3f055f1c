"""Kept pages as files, so that what one web process made the others need not make again.

A shelf lives as long as the server that its processes belong to: pages of another build of the
product never lie on it. It holds addresses without a query, of which there is a number; what cannot
be read or written is made, as if there were no shelf.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from parvaneh.frame.kept_pages import Headers, Page

Key = Sequence[object]  # version first, query last


class Shelf:
    """The files of one server's pages, in a folder for each version of what they show."""

    def __init__(self, folder: Path | None) -> None:
        """Keep in a folder; None keeps nothing."""
        self._folder = folder

    def found(self, key: Key, now: datetime) -> Page | None:
        """The page of a key, if another process made it and it still holds."""
        path = self._path(key)
        if path is None:
            return None
        try:
            page = _read(path.read_bytes(), key)
        except (OSError, ValueError, KeyError):
            return None
        return page if page and page.until > now else None

    def keep(self, key: Key, page: Page) -> None:
        """Keep a page, whole or not at all."""
        path = self._path(key)
        if path is None:
            return
        unfinished = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            unfinished.write_bytes(_written(key, page))
            unfinished.replace(path)

    def forget_all_but(self, version: str) -> None:
        """Take away the pages of other versions."""
        if self._folder is None:
            return
        with suppress(OSError):
            for one in self._folder.iterdir():
                if one.name != _named(version):
                    shutil.rmtree(one, ignore_errors=True)

    def _path(self, key: Key) -> Path | None:
        *_, query = key
        if self._folder is None or query:
            return None
        return self._folder / _named(str(key[0])) / f"{_named(*key)}.page"


def _named(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _written(key: Key, page: Page) -> bytes:
    packed = page.packed or ([], b"")
    about = {
        "key": list(key),
        "status": page.status,
        "plain": page.plain[0],
        "packed": packed[0],
        "unchanged": page.unchanged,
        "tag": page.tag,
        "until": page.until.isoformat(),
        "sizes": [len(page.plain[1]), len(packed[1])],
    }
    return b"\n".join([json.dumps(about).encode(), page.plain[1] + packed[1]])


def _read(data: bytes, key: Key) -> Page | None:
    first, _, rest = data.partition(b"\n")
    about = json.loads(first)
    plain, packed = about["sizes"]
    if about["key"] != list(key) or len(rest) != plain + packed:
        return None
    return Page(
        about["status"],
        (_headers(about["plain"]), rest[:plain]),
        (_headers(about["packed"]), rest[plain:]) if packed else None,
        _headers(about["unchanged"]),
        about["tag"],
        datetime.fromisoformat(about["until"]),
    )


def _headers(said: list[list[str]]) -> Headers:
    return [(name, value) for name, value in said]
