"""The cast of the gate of runs: a small country, and as many frozen cycles as are named."""

from __future__ import annotations

import sys

import django

django.setup()

from parvaneh.kit.clock import now_utc  # noqa: E402 - Django first
from parvaneh.law.directive_1404.art05_evaluation import (  # noqa: E402 - the same
    Ground,
    evaluation_period,
)
from parvaneh.law.values import shipped_values  # noqa: E402 - the same
from parvaneh.ranking.operations import (  # noqa: E402 - the same
    cycle_open,
    evidence_freeze,
    run_order,
    values_lock,
)
from parvaneh.ranking.tests.samples import country_sample, evidence_made  # noqa: E402 - the same

YEAR = 1404  # whose period is over on every clock


def main(cycles: int) -> None:
    """Bring cycles to where a run is ordered, each of them of all offices."""
    country = country_sample()
    period = evaluation_period(year=YEAR, values=shipped_values()).value
    assert period is not None
    evidence_made(country.offices, period)
    doing = {"by": country.officer, "at": now_utc()}
    told = {"ground": Ground.DEMOTING_EVENT, "reason": "gate", "offices": [*country.offices]}
    for _ in range(cycles):
        cycle = values_lock(cycle=cycle_open(year=YEAR, **told, **doing), **doing)
        evidence_freeze(cycle=cycle, **doing)
        run_order(cycle=cycle, draws=20, **doing)


if __name__ == "__main__":
    main(int(sys.argv[1]))
