"""What a workbook file really holds, found out before any spreadsheet library opens it.

A workbook is a zip archive of XML parts (ECMA-376, part 2). Its parts are unpacked here piece by
piece and counted, never kept: the sizes the archive declares are only claims. Macros, passwords,
document type declarations and formulas are refused, and so are two cells so far apart that laying
out the sheet between them would take all memory.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from xml.parsers import expat

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets.parts import Fault, Limits, Unreadable, column_index, unreadable

_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: old workbooks, and encrypted new ones
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_PIECE = 1 << 18
_OVERLAP = 64

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# With or without a namespace prefix.
_FORMULAS = re.compile(rb"[<:]f[\s/>]")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([\w.-]+)["']""")
_NOT_UTF8_STARTS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_UTF8_NAMES = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
# A cell beyond column AZ or row 199,999 (or an address written as nobody writes it): no harm yet,
# but then the sheet's cells must be counted. A literal first keeps the search fast, and one search
# for all that follows `r=` is faster than three.
_FAR = re.compile(
    rb"""r=(?:"[A-Za-z](?:[2-9]\d{5}|\d{7}|[A-Za-z](?:[A-Za-z]\d|[2-9]\d{5}|\d{7}))"""
    rb"""|"[B-Zb-z][A-Za-z]\d|'[A-Za-z]|\s)"""
)
_SPACED = re.compile(rb"r\s+=")
_SPACES = (b" =", b"\t", b"\n", b"\v", b"\f", b"\r")  # hardly any sheet has them among its cells
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")

Attributes = Mapping[str, str]


def check_workbook(path: Path, limits: Limits | None = None) -> None:
    """Refuse a workbook file that is dangerous or that carries formulas.

    Args:
        path: the file.
        limits: how much it may ask of us.

    Raises:
        Unreadable: with every formula's cell, or with what else is wrong.
        OSError: the file cannot be read.
    """
    limits = limits or Limits()
    with path.open("rb") as stream:
        _check_start(path, stream.read(len(_OLE_START)))
        try:
            with zipfile.ZipFile(stream) as archive:
                members = archive.infolist()
                _check_members(path, members, limits)
                suspects = _scan(path, stream, members, limits)
                for member in suspects.far:
                    _check_area(path, stream, member, limits)
                faults = _formulas(path, archive, suspects.formulas, limits)
        except (zipfile.BadZipFile, zlib.error, expat.ExpatError, struct.error, KeyError) as why:
            raise unreadable(path, str(why), msg("an undamaged workbook")) from why
    if faults:
        raise Unreadable(faults)


def _check_start(path: Path, start: bytes) -> None:
    if not start:
        raise unreadable(path, "", msg("a file that is not empty"))
    if start == _OLE_START:
        raise unreadable(path, "", msg("an .xlsx workbook without a password"))
    if not start.startswith(_ZIP_START):
        raise unreadable(path, "", msg("an .xlsx workbook"))


def _check_members(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Everything that the archive's own list of parts already tells."""
    names = [member.filename for member in members]
    allowed = {
        msg("a workbook without macros"): any("vbaproject" in name.lower() for name in names),
        msg("a workbook without a password"): any(m.flag_bits & _ENCRYPTED for m in members),
        msg("every part of the workbook only once"): len(set(names)) < len(names),
        msg("a workbook of at most {limit} parts"): len(names) > limits.parts,
        msg("an undamaged workbook"): any(_is_odd(member) for member in members),
    }
    for sentence, is_broken in allowed.items():
        if is_broken:
            raise unreadable(path, "", sentence, limit=limits.parts)
    _check_sizes(path, sum(member.file_size for member in members), limits)


def _is_odd(member: zipfile.ZipInfo) -> bool:
    packed_otherwise = member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    return packed_otherwise or stat.S_ISLNK(member.external_attr >> 16)


def _check_sizes(path: Path, unpacked: int, limits: Limits) -> None:
    if unpacked > limits.bytes_unpacked:
        allowed = msg("at most {limit} bytes when unpacked")
        raise unreadable(path, str(unpacked), allowed, limit=limits.bytes_unpacked)


@dataclass
class _Suspects:
    """Parts to look at again: that may hold a formula, and that have cells far out."""

    formulas: set[str] = field(default_factory=set)
    far: list[zipfile.ZipInfo] = field(default_factory=list)


def _scan(
    path: Path, stream: BinaryIO, members: list[zipfile.ZipInfo], limits: Limits
) -> _Suspects:
    """Unpack every part once, counting, and say which to look at again."""
    suspects = _Suspects()
    total = 0
    for member in members:
        size = 0
        for piece in _windows(_unpacked(stream, member)):
            size += len(piece) - min(size, _OVERLAP)
            _check_sizes(path, total + size, limits)
            _check_ratio(path, size, member, limits)
            _check_markup(path, member, piece, is_first=size == len(piece))
            if _may_have_formula(piece):
                suspects.formulas.add(member.filename)
            if member not in suspects.far and _has_far_cell(piece):
                suspects.far.append(member)
        if size != member.file_size:
            raise unreadable(path, member.filename, msg("an undamaged workbook"))
        total += size
    return suspects


# To look for a few bytes is many times as fast as to look for a pattern: those decide first.
def _may_have_formula(piece: bytes) -> bool:
    return (b"<f" in piece or b":f" in piece) and bool(_FORMULAS.search(piece))


def _has_far_cell(piece: bytes) -> bool:
    is_spaced = any(one in piece for one in _SPACES) and _SPACED.search(piece)
    return bool(is_spaced or _FAR.search(piece))


def _check_ratio(path: Path, size: int, member: zipfile.ZipInfo, limits: Limits) -> None:
    if size > limits.ratio_from and size > limits.ratio * max(member.compress_size, 1):
        allowed = msg("a part that unpacks to at most {limit} times its size")
        raise unreadable(path, member.filename, allowed, limit=limits.ratio)


def _check_area(path: Path, stream: BinaryIO, member: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a sheet whose used area is too large, or nearly empty."""
    cells = last_row = 0
    columns: set[bytes] = set()
    for piece in _windows(_unpacked(stream, member)):
        found = _PLACE.findall(piece)
        cells += len(found)
        columns.update(column for column, _ in found)
        last_row = max(last_row, max((int(row) for _, row in found), default=0))
    last_column = max((column_index(column.decode().upper()) for column in columns), default=0)
    area = last_row * (last_column + 1)
    if area > limits.cells or (area > limits.sparse_from and area > limits.sparse * cells):
        allowed = msg("a sheet whose cells lie close together, in an area of at most {limit}")
        raise unreadable(path, member.filename, allowed, limit=limits.cells)


def _check_markup(path: Path, member: zipfile.ZipInfo, piece: bytes, *, is_first: bool) -> None:
    """Refuse XML that could bring entities, or that hides from a search for bytes."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return
    if b"<!" in piece and _DECLARATION.search(piece):
        raise unreadable(path, member.filename, msg("XML without a document type declaration"))
    if not is_first:
        return
    named = _ENCODING.search(piece[:200])
    if piece.startswith(_NOT_UTF8_STARTS) or (named and named[1].lower() not in _UTF8_NAMES):
        raise unreadable(path, member.filename, msg("XML in UTF-8"))


def _unpacked(stream: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes a part really unpacks to, in pieces, whatever size it declares."""
    stream.seek(member.header_offset)
    start, name_length, extra_length = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    if start != _ZIP_START:
        raise zipfile.BadZipFile(member.filename)
    stream.seek(name_length + extra_length, 1)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    left = member.compress_size
    while left > 0 and (packed := stream.read(min(left, _PIECE))):
        left -= len(packed)
        if member.compress_type == zipfile.ZIP_STORED:
            yield packed
            continue
        while packed:
            yield unpacker.decompress(packed, _PIECE)
            packed = unpacker.unconsumed_tail
    yield unpacker.flush()


def _windows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Each piece with the last bytes before it, so that nothing hides across a border."""
    before = b""
    for piece in pieces:
        window = before + piece
        yield window
        before = window[-_OVERLAP:]


def _formulas(
    path: Path, archive: zipfile.ZipFile, suspects: set[str], limits: Limits
) -> list[Fault]:
    """A fault for each cell with a formula, in the order of the workbook."""
    faults: list[Fault] = []
    for part, name in _sheet_parts(archive).items():
        if part in suspects:
            file = f"{path.name}/{name}"
            with archive.open(part) as stream:
                faults += _formulas_of(file, stream.read, limits.faults - len(faults))
    return faults


def _formulas_of(file: str, read: Callable[[int], bytes], most: int) -> list[Fault]:
    faults: list[Fault] = []
    cell = ""

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal cell
        local = name.rpartition(":")[2]
        if local == "c":
            cell = attributes.get("r", "")
        elif local == "f" and len(faults) < most:
            place = _ADDRESS.fullmatch(cell)
            row, column = (int(place[2]), place[1]) if place else (None, None)
            allowed = msg("a value, not a formula")
            faults.append(Fault(file, row, column, f"{cell} =…", allowed))

    parser = _parser(opened)
    while piece := read(_PIECE):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return faults


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of each worksheet with the sheet's name; parts no sheet names keep their own."""
    targets = {
        found["Id"]: str(_part(found["Target"]))
        for found in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        if found["Type"].endswith("/worksheet")
    }
    parts = {}
    for found in _elements(archive, "xl/workbook.xml", "sheet"):
        key = next((found[name] for name in found if name.endswith(":id")), "")
        if key in targets:
            parts[targets[key]] = found["name"]
    loose = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    return {name: PurePosixPath(name).stem for name in loose} | parts


def _part(target: str) -> PurePosixPath:
    return PurePosixPath(target[1:]) if target.startswith("/") else PurePosixPath("xl", target)


def _elements(archive: zipfile.ZipFile, part: str, wanted: str) -> list[Attributes]:
    """The attributes of every element of a name in a small part."""
    found: list[Attributes] = []

    def opened(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append(attributes)

    _parser(opened).Parse(archive.read(part), True)
    return found


def _parser(opened: Callable[[str, Attributes], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = opened
    return parser
