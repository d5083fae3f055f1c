"""The generated page of worked cases is what the rules answer today."""

from pathlib import Path

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


def _name(case: Case) -> str:
    return f"{case.module.removeprefix('parvaneh.law.')}: {case.name}"


KEPT = _kept()


def test_every_answer_is_the_one_on_the_page() -> None:
    told = {_name(case): account(case, VALUES) for case in CASES}
    assert not {name: lines for name, lines in told.items() if lines != KEPT[name]}


def test_the_page_holds_no_case_that_is_gone() -> None:
    assert set(KEPT) == {_name(case) for case in CASES}


def test_the_page_says_how_it_was_made() -> None:
    assert PAGE.read_text(encoding="utf-8").startswith(HEADER)
