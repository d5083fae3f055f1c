"""Faults of the evidence: all of them at once, listed up to a limit of each kind, and counted.

A kind is one demand on one column of one sheet, such as the days of `survey.answered_on`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from parvaneh.kit.languages import Language, msg, render
from parvaneh.kit.sheets import Fault
from parvaneh.kit.text import clean
from parvaneh.law.citation import persian_label

LISTED = 1_000  # of each kind
LONGEST_FOUND = 80
COLUMNS = (
    msg("file"), msg("row"), msg("column"), msg("found"), msg("needed"), msg("articles"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class FaultKind:
    """What is asked of which column of which file; `column` is "" where it is about whole rows."""

    file: str
    column: str
    allowed: str


class EvidenceRefused(Exception):
    """The evidence is not right; nothing was computed.

    faults: the first thousand of each kind, by file and row. totals: how many of each kind there
    are, listed or not.
    """

    def __init__(self, faults: Iterable[Fault], totals: Mapping[FaultKind, int]) -> None:
        """Keep the faults and their totals."""
        self.faults = tuple(faults)
        self.totals = dict(totals)
        super().__init__(f"the evidence has {sum(self.totals.values())} faults")


def kind_of(fault: Fault) -> FaultKind:
    """The kind that a fault belongs to."""
    return FaultKind(fault.file, fault.column or "", fault.allowed)


class Faults:
    """Collects faults and notices nothing twice; the first of each kind are kept, all counted."""

    def __init__(self, listed: int = LISTED) -> None:
        """Begin with none; `listed` of each kind are kept."""
        self._listed = listed
        self._kept: dict[FaultKind, list[Fault]] = {}
        self.totals: dict[FaultKind, int] = {}

    def __bool__(self) -> bool:
        return bool(self.totals)

    def has(self, file: str) -> bool:
        """Whether there is a fault in a file (or in a sheet of a workbook)."""
        return any(kind.file == file for kind in self.totals)

    def add(self, fault: Fault) -> None:
        """Count a fault, and keep it if not enough of its kind are kept."""
        kind = kind_of(fault)
        self.totals[kind] = self.totals.get(kind, 0) + 1
        kept = self._kept.setdefault(kind, [])
        if len(kept) < self._listed:
            kept.append(fault)

    def add_all(self, faults: Iterable[Fault]) -> None:
        """Count and keep several."""
        for fault in faults:
            self.add(fault)

    def add_counted(self, faults: Iterable[Fault], kind: FaultKind, total: int) -> None:
        """Keep some faults of a kind that were counted elsewhere: `total` in all."""
        kept = self._kept.setdefault(kind, [])
        kept.extend(islice(faults, self._listed - len(kept)))
        self.totals[kind] = self.totals.get(kind, 0) + total

    def listed(self) -> tuple[Fault, ...]:
        """The faults kept, by file, row and column."""
        kept = [fault for faults in self._kept.values() for fault in faults]
        return tuple(sorted(kept, key=_place))

    def refused(self) -> EvidenceRefused:
        """The exception that carries them all, to be raised."""
        return EvidenceRefused(self.listed(), self.totals)

    def check(self) -> None:
        """Go on only if there are none.

        Raises:
            EvidenceRefused: there are some.
        """
        if self:
            raise self.refused()


def shown(found: object) -> str:
    """What was found as one short line without controls, for a message."""
    text = clean(str(found))
    return text if len(text) <= LONGEST_FOUND else f"{text[:LONGEST_FOUND]}…"


def sheet_of(fault: Fault) -> str:
    """The sheet that a fault lies in, from the name of its file; "" where it is about a file."""
    name = fault.file.rpartition("/")[2]
    return name.partition(".")[0] if "/" in fault.file or "." in name else ""


def as_table(
    faults: Iterable[Fault], language: Language
) -> list[tuple[str, str, str, str, str, str]]:
    """The faults as rows of text: file, row, column, found, allowed, articles.

    Args:
        faults: in the order in which they are to be shown.
        language: of what is allowed.
    """
    return [
        (
            fault.file,
            "" if fault.row is None else str(fault.row),
            fault.column or "",
            fault.found,
            render(fault.allowed, fault.params, language),
            articles(fault.cites, language),
        )
        for fault in faults
    ]


def articles(cites: Iterable[str], language: Language) -> str:
    """Citations one after the other: spelt out for a Persian reader, as they stand in English."""
    if language is Language.FA:
        return "؛ ".join(map(persian_label, cites))
    return ", ".join(cites)


def totals_table(refused: EvidenceRefused, language: Language) -> list[tuple[str, str, str, int]]:
    """How many faults of each kind there are: file, column, what is allowed there, how many.

    Args:
        refused: the evidence's faults.
        language: of what is allowed.
    """
    params = {kind_of(fault): fault.params for fault in reversed(refused.faults)}
    return [
        (kind.file, kind.column, render(kind.allowed, params.get(kind, {}), language), count)
        for kind, count in sorted(refused.totals.items())
    ]


def as_json(refused: EvidenceRefused) -> dict[str, Any]:
    """Faults and totals as JSON content; what is allowed in English, as data ids are."""
    rows = as_table(refused.faults, Language.EN)
    return {
        "faults": [
            {
                "file": fault.file,
                "row": fault.row,
                "column": fault.column,
                "found": fault.found,
                "allowed": row[4],
                "cites": list(fault.cites),
            }
            for fault, row in zip(refused.faults, rows, strict=True)
        ],
        "totals": [
            {"file": file, "column": column, "allowed": allowed, "count": count}
            for file, column, allowed, count in totals_table(refused, Language.EN)
        ],
    }


def _place(fault: Fault) -> tuple[str, int, str, str]:
    return fault.file, fault.row or 0, fault.column or "", fault.allowed
