"""Files that people give: judged by their bytes, never by their name or what the browser says."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, msg

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 120

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg"),
    WORD: ("docx",),
    SHEET: ("xlsx",),
}
KINDS = ("PDF", "PNG", "JPEG", "DOCX", "XLSX")

EMPTY = msg("The file is empty.")
TOO_LARGE = msg("The file has {found} bytes; at most {needed} are taken.")
UNKNOWN_KIND = msg("The file is none of {needed}.")
WRONG_ENDING = msg("The file's name ends in «{found}», but its content is {needed}.")
NO_NAME = msg("The file has no name.")
MACROS = msg("The file holds macros.")

# What separates folders, and what shells and file systems take for something else.
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Upload:
    """A file that was found good: its cleaned name, its kind by its bytes, and the bytes."""

    name: str
    media_type: str
    data: bytes


def upload_checked(name: str, data: bytes) -> tuple[Upload, list[Reason]]:
    """Judge a file that somebody gives.

    Args:
        name: as it was given; only its last part is kept, without controls of any kind.
        data: its bytes.

    Returns:
        The upload, and every reason against it; take it only where there is none.
    """
    cleaned = file_name_cleaned(name)
    kind = media_type_of(data)
    reasons = []
    if not cleaned:
        reasons.append(Reason("name", NO_NAME, ()))
    if not data:
        reasons.append(Reason("file", EMPTY, ()))
    elif len(data) > LARGEST:
        reasons.append(Reason("file", TOO_LARGE, (), found=len(data), needed=LARGEST))
    elif not kind:
        reasons.append(Reason("file", UNKNOWN_KIND, (), needed=KINDS))
    elif cleaned and (ending := cleaned.rpartition(".")[2].casefold()) not in ENDINGS[kind]:
        wanted = ENDINGS[kind][0].upper()
        reasons.append(Reason("name", WRONG_ENDING, (), found=ending, needed=wanted))
    if kind in {WORD, SHEET} and _has_macros(data):
        reasons.append(Reason("file", MACROS, ()))
    return Upload(cleaned, kind, data), reasons


def file_name_cleaned(name: str) -> str:
    """The last part of a file's name without controls of direction or anything that misleads."""
    last = re.split(r"[\\/]", name)[-1]
    plain = _UNSAFE.sub(" ", clean(last)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:LONGEST_NAME]
    short = stem[: LONGEST_NAME - len(ending) - 1].strip()
    return f"{short}.{ending}" if short else ""


def media_type_of(data: bytes) -> str:
    """The kind of a file by its first bytes (and, of a zip, its parts); "" where it is none."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"PK\x03\x04"):
        names = _parts(data)
        if "word/document.xml" in names:
            return WORD
        if "xl/workbook.xml" in names:
            return SHEET
    return ""


def _has_macros(data: bytes) -> bool:
    return any(name.casefold().endswith("vbaproject.bin") for name in _parts(data))


def _parts(data: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        return frozenset()
