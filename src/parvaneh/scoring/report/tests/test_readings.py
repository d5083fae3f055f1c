"""Every reading that a report may show is known in both languages."""

import re

from parvaneh.law.directive_1404.art05_evaluation import evaluation_period
from parvaneh.law.ruling import Status
from parvaneh.law.values import shipped_values
from parvaneh.scoring.policy import policy_of
from parvaneh.scoring.report.readings import READINGS

BARE = re.compile(r"A-[0-9]{2}")


def test_every_reading_of_the_shipped_values_is_marked_for_translation() -> None:
    values = shipped_values()
    period = evaluation_period(year=1404, values=values).value
    assert period is not None
    policy = policy_of(values, period)
    keys = {basis.key for basis in policy.bases if basis.status is Status.ASSUMED}
    told = {entry.source for key in keys for entry in values.histories[key]}
    assert {source for source in told if not BARE.fullmatch(source)} == set(READINGS)
