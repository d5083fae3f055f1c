"""Reading delimited text files: what they are is found out first, then they are streamed.

The whole file is looked through once, one mebibyte at a time, for its encoding and for bytes that
no text holds; a file of any size needs no more memory than its longest line.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets.parts import (
    MEBIBYTE,
    Fault,
    Limits,
    Notice,
    Row,
    Sheet,
    Unreadable,
    fitted,
    headings,
    unreadable,
)

UTF8 = "utf-8-sig"
ARABIC_WINDOWS = "cp1256"
COMMA = ","
TAKEN_WITH_NOTICE = (";", "\t")
REFUSED = ("،", "؛", "|")
QUOTE = '"'

_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
# What Persian text in cp1256 is made of; UTF-8 read as cp1256 has far fewer of these.
_ARABIC = re.compile("[\u0600-\u06ff\u200c-\u200f\u00a0\u00ab\u00bb\u2013-\u2026]")
_ARABIC_SHARE = 0.9
_MOST_HEADING_LINES = 1000


@dataclass(frozen=True, slots=True)
class CsvForm:
    """What a delimited file is: its encoding, its delimiter, its headings, what to tell of it.

    Enough for another reader (DuckDB, say) to open the same file in the same way.
    """

    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    notices: tuple[Notice, ...]


def csv_form(path: Path, limits: Limits | None = None) -> CsvForm:
    """Find out what a delimited file is, or why it cannot be read.

    UTF-8 with or without a mark is expected; cp1256 is accepted with a notice, and so are ``;``
    and tabs between the columns.

    Args:
        path: the file.
        limits: how much it may ask of us.

    Raises:
        Unreadable: empty, another encoding, NUL bytes, another delimiter, a line that is too long,
            headings that do not stand.
        OSError: the file cannot be read.
    """
    limits = limits or Limits()
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        first = _first_record(_lines(path, stream, limits))
    if not first.strip():
        raise unreadable(path, "", msg("a heading row first"))
    delimiter = _delimiter(path, first)
    columns = headings(_cells_of(first, delimiter), path.name, 1)
    return CsvForm(encoding, delimiter, columns, tuple(_notices(path.name, encoding, delimiter)))


def read_csv(path: Path, limits: Limits | None = None) -> Sheet:
    """Read a delimited file row by row; `csv_form` says what is accepted.

    Args:
        path: the file; its stem is the sheet's name.
        limits: how much it may ask of us.

    Returns:
        A sheet whose cells are text, None where empty; empty lines are passed over. A quotation
        mark that is never closed, or a line that is too long, ends the rows with a fault.

    Raises:
        Unreadable: as `csv_form`.
        OSError: the file cannot be read.
    """
    limits = limits or Limits()
    form = csv_form(path, limits)
    return Sheet(path.stem, path.name, form.columns, _rows(path, form, limits), form.notices)


def _rows(path: Path, form: CsvForm, limits: Limits) -> Iterator[Row | Fault]:
    with path.open(encoding=form.encoding, newline="") as stream:
        lines = _lines(path, stream, limits)
        reader = csv.reader(lines, delimiter=form.delimiter, strict=True)
        width, number = len(form.columns), 1
        try:
            next(reader)
            number = reader.line_num + 1
            for cells in reader:
                # Most rows are full: they are asked nothing more.
                if len(cells) == width and "" not in cells and cells[0].strip():
                    yield Row(number, tuple(cells))
                elif any(cell.strip() for cell in cells):
                    yield _row(path.name, number, cells, form.columns)
                number = reader.line_num + 1
        except csv.Error as why:
            allowed = msg("quotation marks in pairs, doubled inside a cell")
            yield Fault(path.name, number, None, str(why), allowed)
        except Unreadable as why:
            yield from why.faults


def _first_record(lines: Iterator[str]) -> str:
    """The first record: a heading in two lines stands between quotation marks on two lines."""
    record = ""
    for _, line in zip(range(_MOST_HEADING_LINES), lines, strict=False):
        record += line
        if record.count(QUOTE) % 2 == 0:
            break
    return record


def _row(file: str, number: int, cells: list[str], columns: tuple[str, ...]) -> Row | Fault:
    if len(cells) < len(columns):
        params = {"columns": len(columns)}
        return Fault(file, number, None, str(len(cells)), msg("{columns} columns"), params)
    return fitted([cell or None for cell in cells], columns, file, number)


def _lines(path: Path, stream: TextIO, limits: Limits) -> Iterator[str]:
    """The lines of a file, none of them longer than allowed."""
    number = 0
    while line := stream.readline(limits.line + 1):
        number += 1
        if len(line) > limits.line:
            allowed = msg("lines of at most {limit} characters")
            fault = Fault(path.name, number, None, f"{line[:40]}…", allowed, {"limit": limits.line})
            raise Unreadable([fault])
        yield line


def _encoding(path: Path) -> str:
    """The encoding of the whole file; every byte is looked at, twice only if it is not UTF-8."""
    with path.open("rb") as stream:
        start = stream.read(len(codecs.BOM_UTF32_LE))
    if not start:
        raise unreadable(path, "", msg("a file that is not empty"))
    if start.startswith(_OTHER_MARKS):
        raise unreadable(path, "UTF-16", msg("a file in UTF-8"))
    if _is_utf8(path):
        return UTF8
    if _is_arabic_windows(path):
        return ARABIC_WINDOWS
    raise unreadable(path, "", msg("a file in UTF-8"))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(MEBIBYTE):
            yield block


def _is_utf8(path: Path) -> bool:
    """Whether the whole file is UTF-8; NUL bytes are refused in any encoding."""
    checker = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    line = 1
    for block in _blocks(path):
        _check_nul(path, block, line)
        line += block.count(b"\n")
        is_utf8 = is_utf8 and _decodes(checker, block)
    return is_utf8 and _decodes(checker, b"", final=True)


def _is_arabic_windows(path: Path) -> bool:
    """Whether what is not ASCII in the file reads like Persian or Arabic in cp1256."""
    letters = total = 0
    for block in _blocks(path):
        high = b"".join(_HIGH_BYTES.findall(block)).decode(ARABIC_WINDOWS)
        letters += len(_ARABIC.findall(high))
        total += len(high)
    return letters >= _ARABIC_SHARE * total


def _check_nul(path: Path, block: bytes, line: int) -> None:
    at = block.find(b"\0")
    if at >= 0:
        row = line + block.count(b"\n", 0, at)
        allowed = msg("text without NUL bytes, in UTF-8")
        raise Unreadable([Fault(path.name, row, None, "NUL", allowed)])


def _decodes(checker: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        checker.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _cells_of(record: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter))


def _delimiter(path: Path, line: str) -> str:
    """The delimiter of the heading record; one column alone needs none."""
    widths = {mark: len(_cells_of(line, mark)) for mark in (COMMA, *TAKEN_WITH_NOTICE, *REFUSED)}
    if widths[COMMA] > 1:
        return COMMA
    widest = max(widths, key=lambda mark: widths[mark])
    if widths[widest] == 1:
        return COMMA
    if widest in REFUSED:
        allowed = msg("commas between the columns")
        raise Unreadable([Fault(path.name, 1, None, widest, allowed)])
    return widest


def _notices(file: str, encoding: str, delimiter: str) -> Iterator[Notice]:
    if encoding == ARABIC_WINDOWS:
        yield Notice(file, msg("read as Windows-1256; save it as UTF-8"))
    if delimiter == ";":
        yield Notice(file, msg("read with semicolons between the columns; commas are expected"))
    if delimiter == "\t":
        yield Notice(file, msg("read with tabs between the columns; commas are expected"))
