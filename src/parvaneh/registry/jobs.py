"""Jobs of the registry."""

from parvaneh.frame.jobs import job
from parvaneh.kit.clock import day_of, now_utc
from parvaneh.registry.operations.licences import licences_write_up_to


@job(queue="upkeep", every="45 20 * * *")
def licences_write_up() -> None:
    """Write what followed for licences from days that passed: suspensions over, terms ended."""
    at = now_utc()
    licences_write_up_to(on=day_of(at), at=at)
