"""Every value and every step of the law, altered once: somebody must notice.

`make gates` alters all of them and writes the counts into docs/measured.md; the daily run takes
every twentieth.
"""

from __future__ import annotations

import importlib
import os
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

import pytest

from parvaneh.law import casebook, jalali
from parvaneh.law.clauses import law_modules
from parvaneh.law.pages import procedures_page, values_page
from parvaneh.law.procedure import Procedure
from parvaneh.law.values import DatedValue, Values, shipped_values
from tests.law import alterations

pytestmark = pytest.mark.source

FULL = "PARVANEH_GATES" in os.environ
EVERY = 1 if FULL else 20
# Values that hold from the first day of another text than the one that their key names.
OF_ANOTHER_TEXT = {"D1404.1.department": "D1392"}
A = TypeVar("A", alterations.ValueAltered, alterations.ProcedureAltered)
NOTICED = ("cases", "days", "pages", "nobody")


class Watched(dict[str, tuple[DatedValue, ...]]):
    """Histories that remember which keys were asked for."""

    def __init__(self, histories: Iterable[tuple[str, tuple[DatedValue, ...]]]) -> None:
        super().__init__(histories)
        self.asked: set[str] = set()

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)

    def __iter__(self):
        self.asked |= set(self.keys())
        return super().__iter__()

    def items(self):
        self.asked |= set(self.keys())
        return super().items()

    def values(self):
        self.asked |= set(self.keys())
        return super().values()


def cases_by_key(values: Values, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[casebook.Case]]:
    """The worked cases whose rules ask for each key."""
    watched: list[Watched] = []
    merge = casebook.merged

    def merged(base: Values, *others: Values) -> Values:
        watched.append(Watched(merge(base, *others).histories.items()))
        return Values(MappingProxyType(watched[-1]))

    found: dict[str, list[casebook.Case]] = {}
    with monkeypatch.context() as patch:
        patch.setattr(casebook, "merged", merged)
        for case in casebook.shipped_cases():
            assert casebook.differences(case, values) == []
            for key in watched[-1].asked:
                found.setdefault(key, []).append(case)
    return found


def is_noticed_by_cases(
    altered: alterations.ValueAltered, values: Values, cases: Iterable[casebook.Case]
) -> bool:
    changed = altered.among(values)
    return any(casebook.differences(case, changed) for case in cases)


def is_noticed_by_walks(
    altered: alterations.ProcedureAltered,
    walks: Iterable[casebook.Walk],
    monkeypatch: pytest.MonkeyPatch,
) -> bool:
    with monkeypatch.context() as patch:
        patch.setattr(importlib.import_module(altered.module), "PROCEDURE", altered.procedure)
        return any(casebook.walk_differences(walk) for walk in walks)


def faults_of_days(key: str, history: tuple[DatedValue, ...]) -> list[str]:
    """Sentences on a history that does not run from its text's first day without gap or end."""
    wanted: date | None = approved(OF_ANOTHER_TEXT.get(key, key.partition(".")[0]))
    faults = []
    for entry in history:
        if entry.start != wanted:
            faults.append(f"{key} begins on {jalali.text(entry.start)}")
        wanted = None if entry.until is None else entry.until + timedelta(days=1)
    return faults if wanted is None else [*faults, f"{key} ends"]


def approved(source: str) -> date:
    """The day from which a text holds."""
    if source == "CPC":
        return jalali.day("1379-01-21")
    listed = files(f"parvaneh.law.directive_{source[1:]}").joinpath("clauses.toml")
    return jalali.day(tomllib.loads(listed.read_text(encoding="utf-8"))["directive"]["approved"])


def test_every_value_holds_from_the_first_day_of_its_text_without_gap_or_end():
    histories = shipped_values().histories
    assert not [fault for key, rows in histories.items() for fault in faults_of_days(key, rows)]


def count(
    altered: Iterable[A],
    notices: dict[str, Callable[[A], bool]],
    not_by_pages: tuple[str, ...],
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Who noticed first, per field; and what nobody noticed, or only a page where that is poor."""
    told: Counter[tuple[str, str]] = Counter()
    unnoticed = []
    for one in altered:
        noticed = next((who for who, does in notices.items() if does(one)), "nobody")
        told[one.field, noticed] += 1
        if noticed == "nobody" or (noticed == "pages" and one.field in not_by_pages):
            unnoticed.append(one.what)
    return told, unnoticed


def sampled(altered: Iterator[A]) -> Iterator[A]:
    return (one for place, one in enumerate(altered) if place % EVERY == 0)


def report(section: str, told: Counter[tuple[str, str]], who: str) -> None:
    """Write the counts into docs/measured.md."""
    # The tools are not at hand where the law is altered by `make mutation`.
    from tools import measured  # noqa: PLC0415

    fields = list(dict.fromkeys(field for field, _ in told))
    rows = [(field, *(told[field, by] for by in NOTICED)) for field in fields]
    rows.append(("all", *(sum(row[column] for row in rows) for column in range(1, 5))))
    header = (
        "altered",
        "in all",
        f"noticed by {who}",
        "by the check of days",
        "by a generated page only",
        "by nobody",
    )
    lines = [(name, sum(counts), *counts) for name, *counts in rows]
    measured.record(section, measured.table(header, lines))


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="the full count is part of make gates")
def test_every_altered_value_is_noticed(monkeypatch):
    told, unnoticed = values_told(monkeypatch)
    report("Dated values altered", told, "worked cases")
    assert unnoticed == []


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="the full count is part of make gates")
def test_every_altered_step_is_noticed(monkeypatch):
    told, unnoticed = steps_told(monkeypatch)
    report("Steps of procedures altered", told, "walks")
    assert unnoticed == []


@pytest.mark.slow
@pytest.mark.skipif(FULL, reason="the full count runs instead")
def test_a_sample_of_altered_values_is_noticed(monkeypatch):
    told, unnoticed = values_told(monkeypatch)
    assert told
    assert unnoticed == []


@pytest.mark.skipif(FULL, reason="the full count runs instead")
def test_a_sample_of_altered_steps_is_noticed(monkeypatch):
    told, unnoticed = steps_told(monkeypatch)
    assert told
    assert unnoticed == []


def values_told(monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[tuple[str, str]], list[str]]:
    values = shipped_values()
    cases = cases_by_key(values, monkeypatch)
    page = values_page(values)
    return count(
        sampled(alterations.altered_values(values)),
        {
            "cases": lambda one: is_noticed_by_cases(one, values, cases.get(one.key, ())),
            "days": lambda one: bool(faults_of_days(one.key, one.history)),
            "pages": lambda one: values_page(one.among(values)) != page,
        },
        alterations.SEEN_IN_CASES,
    )


def steps_told(monkeypatch: pytest.MonkeyPatch) -> tuple[Counter[tuple[str, str]], list[str]]:
    modules: dict[str, Procedure] = {}
    for name in law_modules():
        procedure = getattr(importlib.import_module(name), "PROCEDURE", None)
        if procedure is not None:
            modules[name] = procedure
    walks: dict[str, list[casebook.Walk]] = {}
    for walk in casebook.shipped_walks():
        walks.setdefault(walk.module, []).append(walk)

    def page(one: Procedure) -> str:
        return procedures_page({one.key: one})

    return count(
        sampled(alterations.altered_procedures(modules)),
        {
            "cases": lambda one: is_noticed_by_walks(one, walks.get(one.module, ()), monkeypatch),
            "pages": lambda one: page(one.procedure) != page(modules[one.module]),
        },
        alterations.SEEN_IN_WALKS,
    )
