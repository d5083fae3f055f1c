"""Which files of a folder are which sheets of the evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from parvaneh.kit.languages import msg
from parvaneh.kit.sheets import Fault, Notice
from parvaneh.scoring.evidence import GENERATED_FILE
from parvaneh.scoring.faults import Faults
from parvaneh.scoring.opened import Format
from parvaneh.scoring.schema import SHEETS

SUFFIXES = {".csv": Format.CSV, ".parquet": Format.PARQUET}
# What spreadsheets and systems leave beside files, and our own lists in workbooks.
PASSED_OVER = (".", "~$", "_")
LIKE = 0.8  # how like a known name an unknown one must be to be taken for a slip of the pen

FORMATS = msg("a .csv or .parquet file")
ONE_FILE = msg("one file for each sheet")
ONE_FORMAT = msg("parts of one format, .csv or .parquet")
SLIP = msg("the name of a sheet; did you mean {name}?")
NOT_READ = msg("not sheets of the evidence, and not read: {names}")
NEEDED = msg("a sheet named {name}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet lies: its format, the name to tell people, its files and their names."""

    sheet: str
    format: Format
    file: str
    paths: tuple[Path, ...]
    names: tuple[str, ...]


def places_of(folder: Path, faults: Faults) -> tuple[dict[str, Place], tuple[Notice, ...]]:
    """Find the sheets of a folder.

    A sheet is the file named after it, or, if it is a large one, a folder named after it with its
    parts. Names are those of the schema; capital letters make no difference.

    Args:
        folder: the evidence.
        faults: takes names that look like slips of the pen, and sheets that stand there twice.

    Returns:
        The place of every sheet by key, and a notice of what was passed over.

    Raises:
        OSError: the folder cannot be read.
    """
    found: dict[str, list[Place]] = {}
    others: list[str] = []
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(PASSED_OVER) or entry.name == GENERATED_FILE:
            continue
        key = entry.name.casefold() if entry.is_dir() else entry.stem.casefold()
        if key in SHEETS:
            found.setdefault(key, []).extend(_places(key, entry, faults))
        elif not _is_slip(folder.name, entry.name, key, faults, is_data=_is_data(entry)):
            others.append(entry.name)
    for some in found.values():
        for second in some[1:]:
            faults.add(Fault(second.file, None, None, second.file, ONE_FILE))
    notices = (unread(folder.name, others),) if others else ()
    return {key: some[0] for key, some in found.items() if some}, notices


def slip(file: str, name: str, faults: Faults) -> bool:
    """Take a fault for the name of a sheet that is nearly that of another; says whether it is."""
    return _is_slip(file, name, name.strip().casefold(), faults, is_data=True)


def unread(file: str, names: Iterable[str]) -> Notice:
    """The notice that some sheets or files were passed over."""
    return Notice(file, NOT_READ, {"names": tuple(names)})


def needed(file: str, key: str) -> Fault:
    """The fault that a needed sheet is not there."""
    return Fault(file, None, None, "", NEEDED, {"name": key}, SHEETS[key].cites)


def _places(key: str, entry: Path, faults: Faults) -> Iterator[Place]:
    if entry.is_dir() and SHEETS[key].bulk:
        yield from _parts(key, entry, faults)
        return
    kind = SUFFIXES.get(entry.suffix.casefold())
    if kind is None or not entry.is_file():
        faults.add(Fault(entry.name, None, None, entry.suffix, FORMATS))
    else:
        yield Place(key, kind, entry.name, (entry,), (entry.name,))


def _parts(key: str, folder: Path, faults: Faults) -> Iterator[Place]:
    parts = [
        path
        for path in sorted(folder.iterdir())
        if _is_data(path) and not path.name.startswith(PASSED_OVER)
    ]
    kinds = {SUFFIXES[path.suffix.casefold()] for path in parts}
    if len(kinds) != 1:
        faults.add(Fault(folder.name, None, None, "", ONE_FORMAT if kinds else FORMATS))
        return
    names = tuple(f"{folder.name}/{path.name}" for path in parts)
    yield Place(key, kinds.pop(), names[0], tuple(parts), names)


def _is_data(path: Path) -> bool:
    return path.suffix.casefold() in SUFFIXES and path.is_file()


def _is_slip(file: str, found: str, key: str, faults: Faults, *, is_data: bool) -> bool:
    near = get_close_matches(key, SHEETS, n=1, cutoff=LIKE) if is_data else []
    if near:
        faults.add(Fault(file, None, None, found, SLIP, {"name": near[0]}))
    return bool(near)
