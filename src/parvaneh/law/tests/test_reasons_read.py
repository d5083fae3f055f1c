"""Every reason that a worked case brings up can be told: its message lacks nothing it names."""

import pytest

from parvaneh.law.casebook import Case, shipped_cases
from parvaneh.law.ruling import parameters
from parvaneh.law.tests.answers import reasons_of


@pytest.mark.parametrize("case", list(shipped_cases()), ids=lambda case: case.name)
def test_every_reason_can_be_told(case: Case) -> None:
    for reason in reasons_of(case):
        assert reason.message.format(**parameters(reason))
