"""What is said of a run as a whole: how many of each grade, and the bands they fall into."""

from collections import Counter
from typing import Any

from parvaneh.ranking.computing import Computed
from parvaneh.ranking.models import Run
from parvaneh.scoring.policy import policy_of


def facts_of(run: Run, found: Computed) -> dict[str, Any]:
    """The facts of a run, as JSON content.

    Args:
        run: whose facts they are.
        found: what it computed.
    """
    del run
    ranking = found.ranking
    policy = policy_of(ranking.values, ranking.period)
    return {
        "bands": [
            {
                "key": one.key,
                "fa": one.fa,
                "en": one.en,
                "lower": str(one.lower),
                "inclusive": one.inclusive,
            }
            for one in policy.bands
        ],
        "grades": dict(Counter(one.grade for one in ranking.results)),
        "statuses": dict(Counter(one.status.value for one in ranking.results)),
        "honoured": list(ranking.honoured),
        "below_average": list(ranking.below_average),
    }
