"""The pages that are made from the law say what the law says today.

A name, a citation, a deadline or a source that changes in the law changes a page, and so is seen
by whoever reviews the change. `parvaneh law map`, `values` and `procedures` write them anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from parvaneh.law import clauses, pages
from parvaneh.law.values import shipped_values

pytestmark = pytest.mark.source

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("law-map.md", lambda: clauses.law_map(clauses.coverage())),
        ("values.md", lambda: pages.values_page(shipped_values())),
        ("procedures.md", lambda: pages.procedures_page(clauses.procedures())),
    ],
)
def test_a_generated_page_is_up_to_date(name, page):
    assert (DOCS / name).read_text(encoding="utf-8") == page()
