"""What the Services Deputy corrects where a point of an objection is accepted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parvaneh.registry.operations.records import Entry


class Do(StrEnum):
    """What is done to evidence."""

    SCORE = "score"  # another score for an assessment
    WITHDRAW = "withdraw"  # an assessment or an entry of the record is taken back
    WRITE = "write"  # an assessment of a criterion that was lacking
    ENTRY = "entry"  # a new version of an entry of the record


@dataclass(frozen=True)
class Correction:
    """One correction of evidence.

    Attributes:
        do: what is done.
        evidence: the row that it is done to, as a point names it; empty where one is written.
        criterion: of which criterion an assessment is written.
        score: in ten-thousandths of a point.
        method: the number of the way of measuring in article 8, where one is written.
        assessed_on: its day.
        reference: the number of the report that it rests on.
        entry: what a new version of an entry of the record says.
    """

    do: Do
    evidence: str = ""
    criterion: str = ""
    score: int = 0
    method: int = 0
    assessed_on: date | None = None
    reference: str = ""
    entry: Entry | None = None


@dataclass(frozen=True)
class Verdict:
    """What is decided of one point, and why; `correction` where it is accepted."""

    number: int
    accepted: bool
    answer: str
    correction: Correction | None = None
