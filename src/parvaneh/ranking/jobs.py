"""The jobs of the yearly ranking; each stands beside what it does."""

from parvaneh.ranking.operations.objection_limits import objection_limits_watch
from parvaneh.ranking.operations.running import run_do

__all__ = ["objection_limits_watch", "run_do"]
