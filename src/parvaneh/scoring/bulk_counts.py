"""Rows of the large sheets become whole numbers per office.

Each row gets a key, office and what is counted of it, and keys are counted in one table. Two
questions of the survey share a key: 6 x 6 answers an office, which stay in the processor's cache
where 6 x 6 x 6 x 6 would not. Rows that do not count (outside the period, or wrong) get the key of
an office behind the last.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parvaneh.kit.text import clean
from parvaneh.law.directive_1404.art05_evaluation import Period
from parvaneh.scoring.bulk_columns import (
    EPOCH,
    WRONG,
    Answers,
    Days,
    Flags,
    Known,
    Numbers,
    Offices,
    Wholes,
)
from parvaneh.scoring.bulk_rows import Piece
from parvaneh.scoring.cells import reader_of
from parvaneh.scoring.codes import CodeList
from parvaneh.scoring.schema import SHEETS
from parvaneh.scoring.summary import ANSWERS, SERVICE_COUNTS, SURVEY_CRITERIA, Counts

BLOCK = 1 << 16  # rows whose keys are made at once; they stay in the processor's cache
CHOICES = ANSWERS + 1  # an answer, or none
PAIR = CHOICES * CHOICES
FLAGS = SERVICE_COUNTS[1:]
FLAG_KEYS = 1 << len(FLAGS)
MOST_SYSTEMS = 1_000
OFFICE = "office_code"

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Placed:
    """Whose rows of a piece are and which of them count.

    places: office by entry of a dictionary, one behind the last where it is none; entries: of each
    row. wrong: which rows have something wrong, None if none have. outside: which lie outside the
    period, None if none do.
    """

    places: Counts
    entries: Numbers
    wrong: Mask | None
    outside: Mask | None


class Tally(ABC):
    """What was counted of one large sheet so far.

    sums: tables of counts by name. outside: rows outside the period. wrong: rows with something
    wrong, which are not counted.
    """

    def __init__(self, sheet: str, codes: CodeList, period: Period) -> None:
        """Begin with nothing counted."""
        self.sums: dict[str, Counts] = {}
        self.outside = 0
        self.wrong = 0
        self.offices = len(codes.codes)
        self._fields = {field.key: field for field in SHEETS[sheet].fields}
        self._codes = Offices(codes)
        self._dated_by = SHEETS[sheet].dated_by
        self._days = Days(self._fields[self._dated_by])
        self._first = period.first.toordinal() - EPOCH
        self._last = period.last.toordinal() - EPOCH

    def add(self, piece: Piece) -> None:
        """Count the rows of a piece."""
        self.wrong += piece.unfit
        if piece.rows:
            self._count(piece, self._placed(piece))

    @property
    def repaired(self) -> int:
        """Rows whose code of an office had become a number, and was what it must have been."""
        return self._codes.repaired

    @abstractmethod
    def counts(self) -> Counts:
        """What was counted, in the shape that `Summary` has for it."""

    @abstractmethod
    def _count(self, piece: Piece, placed: Placed) -> None: ...

    def _placed(self, piece: Piece) -> Placed:
        places, entries = self._codes.places(piece.columns[OFFICE])
        wrong: Mask | None = None
        unknown = places == WRONG
        if unknown.any():
            places = np.where(unknown, self.offices, places)
            wrong = unknown[entries]
        days = self._days.days(piece.columns[self._dated_by])
        if days.min() >= self._first and days.max() <= self._last:
            return Placed(places, entries, wrong, None)
        outside = (days < self._first) | (days > self._last)
        return Placed(places, entries, _either(wrong, days == Days.WRONG_DAY), outside)

    def _away(self, placed: Placed, wrong: Mask | None) -> Mask | None:
        """Which rows do not count, after they were counted as such."""
        wrong = _either(placed.wrong, wrong)
        if wrong is not None:
            self.wrong += int(np.count_nonzero(wrong))
        if placed.outside is None:
            return wrong
        both = placed.outside if wrong is None else placed.outside & ~wrong
        self.outside += int(np.count_nonzero(both))
        return _either(wrong, placed.outside)


class SurveyTally(Tally):
    """Answers: for each office, rows with an answer, then how often each answer was given."""

    def __init__(self, codes: CodeList, period: Period) -> None:
        """Begin with nothing counted."""
        super().__init__("survey", codes, period)
        self._answers = {
            key: Answers(self._fields[key])
            for key in (criterion[-1] for criterion in SURVEY_CRITERIA)
        }
        self.sums["pairs"] = np.zeros((2, (self.offices + 1) * PAIR), dtype=np.int64)
        self.sums["silent"] = np.zeros(self.offices + 1, dtype=np.int64)

    def counts(self) -> Counts:
        """(n, 1 + 20): rows with an answer, answers 1..5 to each question."""
        pairs = self.sums["pairs"].reshape(2, -1, CHOICES, CHOICES)[:, :-1]
        rows = pairs[0].sum(axis=(1, 2)) - self.sums["silent"][:-1]
        firsts, seconds = pairs.sum(axis=3), pairs.sum(axis=2)
        answers = np.stack((firsts[0], seconds[0], firsts[1], seconds[1]), axis=1)[:, :, 1:]
        return np.column_stack((rows, answers.reshape(self.offices, -1)))

    def _count(self, piece: Piece, placed: Placed) -> None:
        found = [known.answers(piece.columns[key]) for key, known in self._answers.items()]
        wrong: Mask | None = None
        for answers, is_wrong in found:
            if is_wrong:
                wrong = _either(wrong, answers > ANSWERS)
        a, b, c, d = (np.minimum(one, ANSWERS) if wrong is not None else one for one, _ in found)
        away = self._away(placed, wrong)
        six = np.uint8(CHOICES)
        pairs = (a * six + b, c * six + d)
        _count_keys(placed, away, PAIR, pairs, self.sums["pairs"])
        silent = np.flatnonzero((pairs[0] | pairs[1]) == 0)
        places = placed.places[placed.entries[silent]]
        if away is not None:
            places = np.where(away[silent], self.offices, places)
        self.sums["silent"] += np.bincount(places, minlength=len(self.sums["silent"]))


class ServicesTally(Tally):
    """Services: for each office all of them, and how many of each kind that art. 4(4) names."""

    def __init__(self, codes: CodeList, period: Period) -> None:
        """Begin with nothing counted."""
        super().__init__("services", codes, period)
        self._flags = {key: Flags(self._fields[key]) for key in FLAGS}
        self._minutes = Wholes(self._fields["minutes"])
        self.sums["keys"] = np.zeros((1, (self.offices + 1) * FLAG_KEYS), dtype=np.int64)

    def counts(self) -> Counts:
        """(n, 4): all, fee-exempt, below tariff, in prison."""
        keys = self.sums["keys"].reshape(-1, FLAG_KEYS)[:-1]
        bits = np.arange(FLAG_KEYS)
        parts = [keys[:, bits >> at & 1 == 1].sum(axis=1) for at in range(len(FLAGS))]
        return np.column_stack((keys.sum(axis=1), *parts))

    def _count(self, piece: Piece, placed: Placed) -> None:
        wrong: Mask | None = None
        keys = np.zeros(piece.rows, dtype=np.uint8)
        for at, (key, known) in enumerate(self._flags.items()):
            flags, is_wrong = known.flags(piece.columns[key])
            if is_wrong:
                wrong = _either(wrong, flags > 1)
                flags = np.minimum(flags, 1)
            keys |= flags << np.uint8(at)
        if "minutes" in piece.columns:
            minutes = self._minutes.numbers(piece.columns["minutes"]) == WRONG
            wrong = _either(wrong, minutes) if minutes.any() else wrong
        _count_keys(placed, self._away(placed, wrong), FLAG_KEYS, (keys,), self.sums["keys"])


class MonitoringTally(Tally):
    """Monitoring: for each office and system the minutes up and due. Systems' names are folded."""

    def __init__(self, codes: CodeList, period: Period) -> None:
        """Begin with nothing counted."""
        super().__init__("monitoring", codes, period)
        self._up = Wholes(self._fields["minutes_up"])
        self._due = Wholes(self._fields["minutes_due"])
        self._system = Known(reader_of(self._fields["system"]), self._number_of)
        self._numbers: dict[str, int] = {}

    @property
    def systems(self) -> tuple[str, ...]:
        """The systems with any minutes, sorted."""
        return tuple(sorted(name for name, counts in self.sums.items() if counts.any()))

    def counts(self) -> Counts:
        """(n, systems, 2): minutes up, minutes due."""
        nothing = np.zeros((self.offices, 0, 2), dtype=np.int64)
        found = [self.sums[name][:, None] for name in self.systems]
        return np.concatenate((nothing, *found), axis=1)

    def _count(self, piece: Piece, placed: Placed) -> None:
        up = self._up.numbers(piece.columns["minutes_up"])
        due = self._due.numbers(piece.columns["minutes_due"])
        system = self._system.numbers(piece.columns["system"])
        wrong = (up == WRONG) | (due == WRONG) | (up > due) | (system == WRONG)
        away = self._away(placed, wrong if wrong.any() else None)
        places = placed.places[placed.entries]
        counted = slice(None) if away is None else ~away
        places, up, due, system = (one[counted] for one in (places, up, due, system))
        names = list(self._numbers)
        for number in np.unique(system).tolist():
            at = system == number
            # Sums of a piece are below 2^53: they are exact as floats.
            sums = [np.bincount(places[at], one[at], self.offices) for one in (up, due)]
            counts = np.column_stack(sums).astype(np.int64)
            self.sums[names[number]] = self.sums.get(names[number], 0) + counts

    def _number_of(self, meaning: object) -> int:
        name = clean(str(meaning)).casefold()
        if len(self._numbers) > MOST_SYSTEMS:
            return 0  # what is counted then is refused
        return self._numbers.setdefault(name, len(self._numbers))


TALLIES: Mapping[str, Any] = {
    "survey": SurveyTally,
    "services": ServicesTally,
    "monitoring": MonitoringTally,
}
# Columns that are counted, and those that are only looked at for what is wrong in them.
COUNTED: Mapping[str, tuple[str, ...]] = {
    "survey": (OFFICE, "answered_on", "a", "b", "c", "d"),
    "services": (OFFICE, "served_on", *FLAGS),
    "monitoring": (OFFICE, "day", "system", "minutes_up", "minutes_due"),
}
IDLE: Mapping[str, tuple[str, ...]] = {"services": ("minutes",)}


def _count_keys(
    placed: Placed,
    away: Mask | None,
    width: int,
    keys: tuple[NDArray[np.uint8], ...],
    counts: Counts,
) -> None:
    """Count office times `width` plus key; each array of keys has a row of `counts`."""
    firsts = placed.places * width
    nobody = counts.shape[1] - width
    base, found = np.empty((2, BLOCK), dtype=np.int64)
    for start in range(0, len(placed.entries), BLOCK):
        entries = placed.entries[start : start + BLOCK]
        rows = slice(start, start + len(entries))
        here, key = base[: len(entries)], found[: len(entries)]
        np.take(firsts, entries, out=here, mode="clip")
        if away is not None:
            here[away[rows]] = nobody
        for at, part in enumerate(keys):
            np.add(here, part[rows], out=key)
            np.add.at(counts[at], key, 1)


def _either(one: Mask | None, other: Mask | None) -> Mask | None:
    if one is None or other is None:
        return other if one is None else one
    return one | other
