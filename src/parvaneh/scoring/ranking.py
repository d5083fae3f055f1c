"""What a ranking says: one result an office, and what is true of all of them together."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.ruling import Reason
from parvaneh.law.values import Values
from parvaneh.scoring.summary import Summary


class Unrankable(ValueError):
    """The law refuses to rank this evidence; `reasons` holds every reason, naming its office."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        """Keep all reasons; the office stands in each one's `params`."""
        self.reasons = tuple(reasons)
        keys = ", ".join(sorted({reason.key for reason in self.reasons}))
        super().__init__(f"{len(self.reasons)} reasons against this ranking: {keys}")


@dataclass(frozen=True, slots=True)
class Result:
    """One office's result. Scores and the total are exact; None where there is none.

    `grade` is the band's key ("" if ungraded or revoked); `demoted_by` the grades really lost.
    """

    office: str
    indicators: tuple[Fraction | None, ...]
    total: Fraction | None
    grade: str
    place: int | None
    province_place: int | None
    demoted_by: int
    status: RankStatus
    survey_n: int


@dataclass(frozen=True)
class Ranking:
    """The whole: results sorted by office code, and what follows from them.

    `average` is the mean of the totals of the offices with a place, `average_grade` the key of its
    grade ("" without one); `below_average` and `honoured` are office codes, sorted.
    """

    period: Period
    values: Values
    summary: Summary
    results: tuple[Result, ...]
    official: bool
    provisional: tuple[str, ...]  # keys of the provisional values used
    average: Fraction | None
    average_grade: str
    below_average: tuple[str, ...]
    honoured: tuple[str, ...]
