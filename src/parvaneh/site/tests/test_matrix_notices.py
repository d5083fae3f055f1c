"""Take the question for sign-in away from each view in turn: the matrix must notice it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from parvaneh.site.tests import matrix
from parvaneh.site.tests.cast import Cast


def patterns(known: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in known:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns)
        else:
            yield one


@pytest.mark.parametrize("route", ["cases", "case", "case_step", "case_note"])
def test_a_view_that_asks_nobody_to_sign_in_is_noticed(cast: Cast, route, monkeypatch):
    pattern = next(one for one in patterns(get_resolver().url_patterns) if one.name == route)
    monkeypatch.setattr(pattern, "callback", pattern.callback.__wrapped__)
    rows = [row for row in matrix.rows() if row.route == route]
    assert matrix.deviations(cast, rows, [])
