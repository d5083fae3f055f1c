"""Evidence once it has been read and found right: typed rows, nothing raw, nothing decided.

Scores and hours are kept as whole ten-thousandths, because the sheets carry at most four decimals:
arithmetic on them is exact in integers. Codes are text. Days are dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SCALE = 10_000  # ten-thousandths in one point or one hour
# Says of the folder that it lies in that its evidence is generated; it is no sheet.
GENERATED_FILE = "GENERATED.txt"


class OfficeStatus(StrEnum):
    """What the licence of an office is when the evidence is gathered."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class RecordKind(StrEnum):
    """Which court or board a conviction comes from."""

    CRIMINAL = "criminal"
    DISCIPLINARY = "disciplinary"


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """One office, as the register has it."""

    code: str
    title: str
    province: str
    county: str
    city: str
    licensed_on: date
    status: OfficeStatus


@dataclass(frozen=True, slots=True, order=True)
class Assessment:
    """One assessment of one criterion; `score` in ten-thousandths of a point, 0..1,000,000."""

    office: str
    criterion: str
    method: int
    on: date
    score: int
    reference: str
    row: int


@dataclass(frozen=True, slots=True, order=True)
class Staff:
    """One person's time in one post; `until` is the last day, None while it lasts."""

    office: str
    post: str
    education: str
    months: int
    start: date
    until: date | None
    row: int


@dataclass(frozen=True, slots=True, order=True)
class Training:
    """One workshop held for an office's staff; `hours` in ten-thousandths of an hour."""

    office: str
    on: date
    hours: int
    row: int


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """One final conviction; `intentional` is None for disciplinary ones, `demotion` 0, 1 or 2."""

    office: str
    kind: RecordKind
    degree: int
    intentional: bool | None
    final_on: date
    ruling: str
    revokes: bool
    demotion: int
    row: int


@dataclass(frozen=True, slots=True, order=True)
class Applicability:
    """Whether a criterion can be asked of an office at all, and why not (A-30)."""

    office: str
    criterion: str
    applicable: bool
    reason: str
    row: int


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file of the evidence as it was read: name relative to the evidence, bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class SmallEvidence:
    """The sheets that fit in memory as rows, with the file that each sheet came from."""

    offices: tuple[Office, ...]
    assessments: tuple[Assessment, ...]
    staff: tuple[Staff, ...]
    training: tuple[Training, ...]
    records: tuple[Record, ...]
    applicability: tuple[Applicability, ...]
    files: Mapping[str, str]  # sheet -> name of the file (and sheet) it was read from
