"""The law is whole: each clause computed or excused, each rule and each default shown by a case."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

import pytest

from parvaneh.law import casebook, clauses
from parvaneh.law.casebook import Case
from parvaneh.law.values import shipped_values

pytestmark = pytest.mark.source

ROWS = clauses.coverage()
CASES = list(casebook.shipped_cases())
WALKS = list(casebook.shipped_walks())
VALUES = shipped_values()
# Rules whose number is the name of an item in a list, not a measure.
NUMBERS_THAT_NAME = {("parvaneh.law.directive_1392.art25_violations", "violation")}


def test_no_clause_is_missing():
    assert [clause.id for clause in clauses.uncovered(ROWS)] == []


def test_no_clause_is_both_computed_and_excused():
    assert [clause.id for clause in clauses.contradicted(ROWS)] == []


def test_at_most_a_fifth_of_the_clauses_is_not_computable():
    excused = [row for row in ROWS if row.clause.not_computable is not None]
    assert len(excused) * 5 <= len(ROWS)
    assert all(row.clause.not_computable["fa"] for row in excused)
    assert all(row.clause.not_computable["en"] for row in excused)


def test_there_are_at_least_150_worked_cases():
    assert len(CASES) >= 150


def test_every_clause_that_computes_is_shown_by_a_case_or_a_walk():
    computed = [row for row in ROWS if row.clause.not_computable is None]
    assert [row.clause.id for row in computed if not row.cases] == []


def rules() -> Iterator[tuple[str, str]]:
    """Every function that a table of citations names, with its module."""
    for module in clauses.law_modules():
        for name in getattr(importlib.import_module(module), "CITES", {}):
            if inspect.isfunction(getattr(importlib.import_module(module), name)):
                yield module, name


def test_every_rule_that_cites_has_a_worked_case():
    shown = {(case.module, case.rule) for case in CASES}
    assert [rule for rule in rules() if rule not in shown] == []


def test_every_name_in_a_table_of_citations_exists():
    modules = [importlib.import_module(name) for name in clauses.law_modules()]
    assert not [
        (module.__name__, name)
        for module in modules
        for name in getattr(module, "CITES", {})
        if not hasattr(module, name)
    ]


def test_every_public_function_of_the_directives_cites():
    for name in clauses.law_modules():
        if ".directive_" in name and ".procedures." not in name:
            module = importlib.import_module(name)
            tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
            public = {
                one.name
                for one in tree.body
                if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")
            }
            assert public <= set(getattr(module, "CITES", {})), name


def test_every_default_of_the_register_that_the_law_names_is_shown_by_a_case():
    named = {one for row in ROWS for one in row.clause.assumes}
    named |= {one for history in VALUES.histories.values() for one in history[0].assumes}
    shown = {one for case in CASES for one in case.assumes}
    assert sorted(named - shown) == []


def test_no_two_cases_share_a_name():
    names = [(one.module, one.name) for one in [*CASES, *WALKS]]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def leaves(thing: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of what is given, with its place."""
    if isinstance(thing, Mapping):
        for name, part in thing.items():
            yield from leaves(part, f"{path}.{name}")
    elif isinstance(thing, list):
        for place, part in enumerate(thing):
            yield from leaves(part, f"{path}[{place}]")
    else:
        yield path, thing


def number(leaf: Any) -> Fraction | None:
    """A leaf as a number, whole or a fraction; a day is none, each has its own place in a week."""
    if isinstance(leaf, int) and not isinstance(leaf, bool):
        return Fraction(leaf)
    try:
        return Fraction(leaf) if isinstance(leaf, str) else None
    except (ValueError, ZeroDivisionError):
        return None


def numbers_that_differ(one: Case, other: Case) -> tuple[Fraction, Fraction] | None:
    """The two numbers, where two cases differ in one number and show nothing else."""
    if one.expect.keys() != other.expect.keys():
        return None
    for said in ("granted", "reasons", "explains", "error"):
        if one.expect.get(said) != other.expect.get(said):
            return None
    first = dict(leaves({"given": one.given, "values": one.values}))
    second = dict(leaves({"given": other.given, "values": other.values}))
    if first.keys() != second.keys():
        return None
    differ = [
        (number(first[name]), number(second[name])) for name in first if first[name] != second[name]
    ]
    return differ[0] if len(differ) == 1 and None not in differ[0] else None


def bounds(*cases: Case) -> set[Fraction]:
    """Every number that a dated value, or a value of these cases' own, holds."""
    contents = [entry.content for history in VALUES.histories.values() for entry in history]
    contents += [case.values for case in cases]
    found = {number(leaf) for content in contents for _, leaf in leaves(casebook.plain(content))}
    return {one for one in found if one is not None}


def sits_at(edges: set[Fraction], one: Fraction) -> bool:
    """Whether a number is a bound, or the next one beside it."""
    unit = Fraction(1) if one.denominator == 1 else Fraction(1, 1000)
    return any(abs(one - edge) <= unit for edge in edges)


def test_no_two_cases_differ_only_in_a_number_unless_it_sits_at_an_edge():
    shipped = bounds()
    needless = []
    for _, group in groupby(sorted(CASES, key=place_of), key=place_of):
        for one, other in combinations(group, 2):
            pair = numbers_that_differ(one, other)
            if pair is None or place_of(one) in NUMBERS_THAT_NAME:
                continue
            edges = shipped | bounds(one, other)
            if abs(pair[0] - pair[1]) > 1 and not any(sits_at(edges, part) for part in pair):
                needless.append((place_of(one), one.name, other.name))
    assert needless == []


def place_of(case: Case) -> tuple[str, str]:
    return case.module, case.rule
