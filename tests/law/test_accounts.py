"""The generated page of worked cases is what the rules answer today."""

from pathlib import Path

import pytest

from parvaneh.kit.accounts import HEADER, account
from parvaneh.law.casebook import Case, shipped_cases
from parvaneh.law.values import shipped_values

PAGE = Path(__file__).parents[2] / "docs" / "worked-cases.md"
CASES = list(shipped_cases())
VALUES = shipped_values()


def _kept() -> dict[str, list[str]]:
    """The lines of each case on the page, by article and name."""
    kept: dict[str, list[str]] = {}
    article = name = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            article = line.removeprefix("## ")
        elif line.startswith("### "):
            name = f"{article}: {line.removeprefix('### ')}"
            kept[name] = []
        elif name and line.lstrip().startswith("- "):
            kept[name].append(line)
    return kept


KEPT = _kept()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_answer_is_the_one_on_the_page(case: Case) -> None:
    name = f"{case.module.removeprefix('parvaneh.law.')}: {case.name}"
    assert account(case, VALUES) == KEPT[name]


def test_the_page_holds_no_case_that_is_gone() -> None:
    names = {f"{case.module.removeprefix('parvaneh.law.')}: {case.name}" for case in CASES}
    assert set(KEPT) == names


def test_the_page_says_how_it_was_made() -> None:
    assert PAGE.read_text(encoding="utf-8").startswith(HEADER)
