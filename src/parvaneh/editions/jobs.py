"""Jobs of the public register."""

from parvaneh.editions.operations import edition_publish
from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM


@job(queue="upkeep", every="*/5 * * * *")
def edition_follow() -> None:
    """Publish what changed in the registry; days that pass change it too."""
    edition_publish(by=SYSTEM, at=now_utc())
