"""Jobs of the log."""

from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM
from parvaneh.ledger.checkpoints import checkpoint_sign


@job(queue="log", every="7 * * * *")
def checkpoint() -> None:
    """Sign a checkpoint of the log, if anything was done since the last one."""
    checkpoint_sign(by=SYSTEM, at=now_utc())
