"""What is wrong with a sheet, each with its cell, and the report that keeps all of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import orjson

from parvaneh.kit.languages import Language, msg, render
from parvaneh.kit.sheets import Fault
from parvaneh.kit.text import clean
from parvaneh.law.ruling import Reason, parameters
from parvaneh.scoring.faults import LONGEST_FOUND

LISTED = 50_000  # faults of one import; all are counted
SAMPLES = 30
SAID = 1_000  # sentences that are kept
FOUND = msg("Found {found}; needed: {allowed}.")
NEEDED = msg("Needed: {allowed}.")
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Needed:
    """What would have been accepted: a phrase with places, its parameters, the articles."""

    phrase: str
    params: Mapping[str, object] = field(default_factory=dict)
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault: where it stands, what was found, what is said of it, in both languages.

    `row` is the sheet's own number; None is the sheet as a whole. `column` is its key, empty where
    it is about the row; `cell` its address, such as ``C17``.
    """

    row: int | None
    column: str
    cell: str
    found: str
    fa: str
    en: str
    cites: tuple[str, ...] = ()

    def said(self, language: Language) -> str:
        """The sentence in a language."""
        return self.fa if language is Language.FA else self.en


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase in both languages that goes into a sentence as it is."""

    fa: str
    en: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes: its column, what was there, what will be."""

    row: int
    subject: str
    column: str
    before: str
    after: str


@dataclass
class Report:
    """What a check or a run found: counts of rows, all faults, a sample of the changes."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0  # rows with at least one fault, and faults of no row
    faults: list[Wrong] = field(default_factory=list)
    fault_count: int = 0
    changes: list[Change] = field(default_factory=list)
    did: dict[str, int] = field(default_factory=dict)
    notices: list[tuple[str, str]] = field(default_factory=list)  # Persian, English

    def add(self, faults: Iterable[Wrong]) -> None:
        """Keep faults, up to the most that are listed; all are counted."""
        for one in faults:
            self.fault_count += 1
            if len(self.faults) < LISTED:
                self.faults.append(one)

    def settle(self) -> "Report":
        """Order the faults by row and column, and count the rows that have any."""
        self.faults.sort(key=lambda one: (one.row or 0, len(one.cell), one.cell, one.en))
        self.wrong = len({one.row for one in self.faults})
        return self

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind, as the event and the command line tell them."""
        names = ("rows", "new", "changed", "same", "wrong")
        return {name: getattr(self, name) for name in names}

    def by_column(self) -> Counter[str]:
        """How many faults stand in each column."""
        return Counter(one.column for one in self.faults)

    def as_json(self) -> bytes:
        """The report as bytes to be kept."""
        return orjson.dumps(vars(self))


def report_of(data: bytes) -> Report:
    """The report that was kept."""
    said: dict[str, Any] = orjson.loads(data)
    said["faults"] = [Wrong(**{**one, "cites": tuple(one["cites"])}) for one in said["faults"]]
    said["changes"] = [Change(**one) for one in said["changes"]]
    said["notices"] = [(one[0], one[1]) for one in said["notices"]]
    return Report(**said)


def shown(found: object) -> str:
    """What stood in a cell as one short line."""
    text = clean(str(found))
    return text if len(text) <= LONGEST_FOUND else f"{text[:LONGEST_FOUND]}…"


def needed_said(needed: Needed, found: str) -> tuple[str, str]:
    """A phrase as a sentence, Persian and English."""
    phrase = _phrase(needed.phrase, tuple(sorted(needed.params.items(), key=lambda one: one[0])))
    return _needed_said(phrase, found)


def reason_said(reason: Reason) -> tuple[str, str]:
    """The reason of an operation, Persian and English."""
    params = parameters(reason)
    try:
        # 1 and True are equal, and not said alike.
        key = tuple((name, one.__class__, one) for name, one in params.items())
        return _reason_said(reason.message, key)
    except TypeError:  # a list among them
        return notice_said(reason.message, params)


def file_wrong(fault: Fault) -> Wrong:
    """A fault that the reader of files found: a formula, an empty heading, a damaged part."""
    needed = Needed(fault.allowed, fault.params)
    fa, en = needed_said(needed, shown(fault.found))
    letters = fault.column or ""
    is_address = fault.row is not None and letters.isascii() and letters.isupper()
    cell = f"{letters}{fault.row}" if is_address else ""
    return Wrong(fault.row, "" if is_address else letters, cell, shown(fault.found), fa, en)


def notice_said(message: str, params: Mapping[str, object] = NOTHING) -> tuple[str, str]:
    """Something that the reader should know, Persian and English."""
    return render(message, params, Language.FA), render(message, params, Language.EN)


@lru_cache(maxsize=SAID)
def _reason_said(message: str, params: Sequence[tuple[str, type, object]]) -> tuple[str, str]:
    return notice_said(message, {name: one for name, _, one in params})


@lru_cache(maxsize=SAID)  # the same mistake stands in many rows
def _needed_said(phrase: _Phrase, found: str) -> tuple[str, str]:
    message = FOUND if found else NEEDED
    params = {"found": found, "allowed": phrase}
    return render(message, params, Language.FA), render(message, params, Language.EN)


@cache
def _phrase(phrase: str, params: Sequence[tuple[str, object]]) -> _Phrase:
    known = dict(params)
    return _Phrase(render(phrase, known, Language.FA), render(phrase, known, Language.EN))
