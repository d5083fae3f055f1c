"""What opened evidence is: the small sheets as rows, the large ones as places to read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from parvaneh.kit.progress import Progress, silent
from parvaneh.kit.sheets import Notice
from parvaneh.scoring.codes import CodeList
from parvaneh.scoring.evidence import InputFile, SmallEvidence

__all__ = ["ROW", "BulkSource", "Format", "Opened", "Progress", "silent"]

ROW = "row_number"  # the column of a table from a workbook that holds the rows' own numbers


class Format(StrEnum):
    """How a large sheet is kept."""

    CSV = "csv"
    PARQUET = "parquet"
    TABLE = "table"  # an Arrow table in memory, read from a workbook


@dataclass(frozen=True, eq=False)
class BulkSource:
    """One large sheet, checked as a file and not yet as rows.

    file: its name in faults. paths, names: its parts and their names relative to the evidence (one
    part, or the files of a folder named after the sheet). columns: the heading of every column that
    is there, by its key. headings: all of them as they stand; in a delimited file they may take up
    several lines. encoding, delimiter: of a delimited file. bytes: of all parts, for progress.
    table: the rows of a workbook's sheet as text, with their numbers in `ROW`; None for files.
    """

    sheet: str
    file: str
    format: Format
    paths: tuple[Path, ...]
    names: tuple[str, ...]
    columns: Mapping[str, str]
    headings: tuple[str, ...] = ()
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    bytes: int = 0
    table: Any = None


@dataclass(frozen=True)
class Opened:
    """Evidence whose files and small sheets are right; its large sheets are still to be reduced.

    sheets: those that were given. codes: the list of offices, for the codes of the large sheets.
    """

    small: SmallEvidence
    bulk: Mapping[str, BulkSource]
    inputs: tuple[InputFile, ...]
    notices: tuple[Notice, ...]
    sheets: frozenset[str]
    codes: CodeList
