"""Every worked case and every walk beside the articles comes out as written."""

import pytest

from parvaneh.law.casebook import (
    Case,
    Walk,
    differences,
    shipped_cases,
    shipped_walks,
    walk_differences,
)
from parvaneh.law.values import shipped_values

VALUES = shipped_values()


@pytest.mark.parametrize(
    "case",
    list(shipped_cases()),
    ids=lambda case: f"{case.module.rsplit('.')[-1]}: {case.name}",
)
def test_worked_case_comes_out_as_written(case: Case) -> None:
    assert differences(case, VALUES) == []


@pytest.mark.parametrize(
    "walk",
    list(shipped_walks()),
    ids=lambda walk: f"{walk.module.rsplit('.')[-1]}: {walk.name}",
)
def test_walk_goes_as_written(walk: Walk) -> None:
    assert walk_differences(walk) == []
