"""Every reason that a worked case brings up can be told: its message lacks nothing it names."""

from parvaneh.law.casebook import shipped_cases
from parvaneh.law.ruling import parameters
from parvaneh.law.tests.answers import reasons_of


def test_every_reason_can_be_told() -> None:
    reasons = [reason for case in shipped_cases() for reason in reasons_of(case)]
    assert reasons
    assert all(reason.message.format(**parameters(reason)) for reason in reasons)
