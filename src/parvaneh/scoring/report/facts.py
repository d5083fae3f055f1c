"""What a report tells, worked out once and in no language: counts, means, lists, gaps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from statistics import quantiles

from parvaneh.kit.places import BY_KEY
from parvaneh.kit.sheets import Notice
from parvaneh.kit.text import sort_key
from parvaneh.law.directive_1404.art07_grades import Band
from parvaneh.law.directive_1404.standing import RankStatus
from parvaneh.law.ruling import Status
from parvaneh.law.values import DatedValue, value_at
from parvaneh.scoring.compare import Comparison, compared
from parvaneh.scoring.evidence import InputFile, Office
from parvaneh.scoring.outcome import INDICATOR_CODES, Outcome, outcome_of
from parvaneh.scoring.policy import Policy, policy_of
from parvaneh.scoring.ranking import Ranking, Result
from parvaneh.scoring.report.gaps import Gaps, gaps_of
from parvaneh.scoring.robustness.study import Robustness

ZERO = Fraction(0)


@dataclass(frozen=True)
class Run:
    """How a ranking was made: what a reader needs to trust it and to make it again.

    `root` is the Merkle root of the bundle in hexadecimal, "" while there is none. `generated`
    says that the evidence is generated and no real office is meant.
    """

    year: int
    made_at: datetime
    code_version: str
    files: tuple[InputFile, ...] = ()
    root: str = ""
    notices: tuple[Notice, ...] = ()
    generated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An office with its result, and the codes of the indicators that could not be assessed."""

    office: Office
    result: Result
    unassessed: tuple[str, ...]


@dataclass(frozen=True)
class ProvinceFacts:
    """The offices of one province; means and quartiles are of the totals of those with a place."""

    key: str
    rows: tuple[Row, ...]
    placed: int
    mean: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    grades: Mapping[str, int]
    below: tuple[Row, ...]
    ungraded: tuple[Row, ...]


class Facts:
    """Everything that a report and a workbook show of one ranking."""

    def __init__(
        self,
        ranking: Ranking,
        run: Run,
        previous: Outcome | None = None,
        robustness: Robustness | None = None,
    ) -> None:
        """Take a ranking apart.

        Args:
            ranking: the whole.
            run: how it was made.
            previous: the results of an earlier year, where movers are to be shown.
            robustness: what the draws say, where there were any.
        """
        self.ranking = ranking
        self.run = run
        self.policy: Policy = policy_of(ranking.values, ranking.period)
        self.bands: tuple[Band, ...] = self.policy.bands
        self.rows: tuple[Row, ...] = tuple(_rows(ranking))
        self.robustness = robustness
        self._previous = previous

    @cached_property
    def by_code(self) -> Mapping[str, Row]:
        """The rows by office code."""
        return {row.office.code: row for row in self.rows}

    @cached_property
    def statuses(self) -> Counter[RankStatus]:
        """How many offices have which status."""
        return Counter(row.result.status for row in self.rows)

    @cached_property
    def grades(self) -> Counter[str]:
        """How many offices have which grade; "" counts those without one."""
        return Counter(row.result.grade for row in self.rows)

    @cached_property
    def placed(self) -> tuple[Row, ...]:
        """The offices with a place, by place and code."""
        having = [row for row in self.rows if row.result.place is not None]
        return tuple(sorted(having, key=by_place))

    @cached_property
    def totals(self) -> tuple[Fraction, ...]:
        """The totals of the offices with a place."""
        return tuple(row.result.total for row in self.placed if row.result.total is not None)

    @cached_property
    def honoured(self) -> tuple[Row, ...]:
        """The offices that article 14 honours, by place and code."""
        return tuple(sorted((self.by_code[code] for code in self.ranking.honoured), key=by_place))

    @cached_property
    def below(self) -> tuple[Row, ...]:
        """The offices below the national average (article 11), by code."""
        return tuple(self.by_code[code] for code in self.ranking.below_average)

    @cached_property
    def ungraded(self) -> tuple[Row, ...]:
        """The offices that could not be graded, by code."""
        return tuple(row for row in self.rows if row.result.status is RankStatus.UNGRADED)

    @cached_property
    def unassessed(self) -> Counter[str]:
        """How many of the ungraded offices lack which indicator."""
        return Counter(code for row in self.ungraded for code in row.unassessed)

    @cached_property
    def provinces(self) -> tuple[ProvinceFacts, ...]:
        """The provinces that have offices, in Persian order."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            groups.setdefault(row.office.province, []).append(row)
        below = set(self.ranking.below_average)
        found = (_province(key, rows, below) for key, rows in groups.items())
        return tuple(sorted(found, key=lambda one: sort_key(_persian_name(one.key))))

    @cached_property
    def gaps(self) -> Gaps:
        """What evidence is missing, of the offices that a ranking is about."""
        ranked = [row.result.status is not RankStatus.REVOKED for row in self.rows]
        return gaps_of(self.ranking.summary, self.policy, ranked)

    @cached_property
    def few_answers(self) -> int:
        """How many offices have some survey answers, but fewer than the minimum."""
        return sum(
            0 < row.result.survey_n < self.policy.survey_minimum
            for row in self.rows
            if row.result.status is not RankStatus.REVOKED
        )

    @cached_property
    def provisional(self) -> tuple[DatedValue, ...]:
        """The provisional values that this ranking rests on."""
        return tuple(self.value(key) for key in self.ranking.provisional)

    @cached_property
    def assumed(self) -> tuple[DatedValue, ...]:
        """The values that are our default reading of an ambiguity."""
        keys = [basis.key for basis in self.policy.bases if basis.status is Status.ASSUMED]
        return tuple(self.value(key) for key in keys)

    @property
    def has_equal_coefficients(self) -> bool:
        """Whether all indicators weigh the same, which article 3 excludes."""
        return len(set(self.policy.coefficients)) == 1

    @cached_property
    def comparison(self) -> Comparison | None:
        """What changed against the earlier results; None where none were given."""
        if self._previous is None:
            return None
        return compared(self._previous, outcome_of(self.ranking, str(self.run.year)))

    def value(self, key: str) -> DatedValue:
        """The dated value that this ranking used."""
        return value_at(self.ranking.values, key, self.ranking.period.last)

    def band(self, key: str) -> tuple[int, Band]:
        """Where a grade stands, from 1, the highest, and its band."""
        return next((place, band) for place, band in enumerate(self.bands, 1) if band.key == key)


def by_place(row: Row) -> tuple[bool, int, str]:
    """Sort key: place, then code; offices without a place last."""
    place = row.result.place
    return place is None, place or 0, row.office.code


def mean_of(values: Iterable[Fraction]) -> Fraction | None:
    """The exact mean; None of nothing."""
    known = tuple(values)
    return sum(known, ZERO) / len(known) if known else None


def _rows(ranking: Ranking) -> Iterable[Row]:
    for office, result in zip(ranking.summary.offices, ranking.results, strict=True):
        ungraded = result.status is RankStatus.UNGRADED
        scores = zip(INDICATOR_CODES, result.indicators, strict=True)
        unassessed = tuple(code for code, score in scores if ungraded and score is None)
        yield Row(office, result, unassessed)


def _province(key: str, rows: Sequence[Row], below: set[str]) -> ProvinceFacts:
    totals = sorted(
        row.result.total
        for row in rows
        if row.result.place is not None and row.result.total is not None
    )
    lower, upper = _quartiles(totals)
    return ProvinceFacts(
        key=key,
        rows=tuple(sorted(rows, key=by_place)),
        placed=len(totals),
        mean=mean_of(totals),
        lower=lower,
        upper=upper,
        grades=Counter(row.result.grade for row in rows),
        below=tuple(row for row in rows if row.office.code in below),
        ungraded=tuple(row for row in rows if row.result.status is RankStatus.UNGRADED),
    )


def _quartiles(totals: Sequence[Fraction]) -> tuple[Fraction | None, Fraction | None]:
    if not totals:
        return None, None
    if len(totals) == 1:
        return totals[0], totals[0]
    lower, _, upper = quantiles(totals, n=4, method="inclusive")
    return lower, upper


def _persian_name(key: str) -> str:
    return BY_KEY[key].fa if key in BY_KEY else key
