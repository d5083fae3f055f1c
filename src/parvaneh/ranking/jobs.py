"""The jobs of the yearly ranking."""

from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.ranking.operations.running import run_compute


@job(queue="ranking")
def run_do(*, run: int) -> None:
    """Compute a ranking that somebody ordered, and store it whole."""
    run_compute(run=run, at=now_utc())
