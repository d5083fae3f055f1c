"""The jobs of the yearly ranking; each stands beside what it does."""

from parvaneh.ranking.operations.running import run_do

__all__ = ["run_do"]
