"""Every variable that the product reads is in the guide to running it, in both languages."""

import re
from pathlib import Path

import pytest

from parvaneh.config.environment import number

SRC = Path(__file__).parents[2]
GUIDE = SRC.parents[1] / "docs" / "guide"
# Set by `parvaneh serve` for what it starts, and by the tests.
INNER = {"PARVANEH_SUPERVISED"}

pytestmark = pytest.mark.source


def read_in(text: str) -> set[str]:
    return set(re.findall(r"[\"\'](PARVANEH_[A-Z_]+)[\"\']", text))


def read_by_the_product() -> set[str]:
    files = (path for path in SRC.rglob("*.py") if "tests" not in path.parts)
    return set().union(*(read_in(path.read_text(encoding="utf-8")) for path in files)) - INNER


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_variable_is_in_the_guide_and_nothing_else_is(language):
    guide = (GUIDE / f"running.{language}.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(PARVANEH_[A-Z_]+)`", guide, re.MULTILINE))
    assert told == read_by_the_product()


def test_a_variable_that_is_read_is_found():
    assert read_in('x = os.environ.get("PARVANEH_NEW", "")') == {"PARVANEH_NEW"}


def test_a_variable_that_is_no_number_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("PARVANEH_POOL", "many")
    with pytest.raises(ValueError, match="PARVANEH_POOL must be a whole number"):
        number("PARVANEH_POOL", 0)
