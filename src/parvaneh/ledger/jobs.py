"""Jobs of the log."""

from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc
from parvaneh.ledger.acts import SYSTEM, System
from parvaneh.ledger.checkpoints import checkpoint_sign
from parvaneh.ledger.stretches import verification_run


@job(queue="log", every="7 * * * *")
def checkpoint() -> None:
    """Sign a checkpoint of the log, if anything was done since the last one."""
    checkpoint_sign(by=SYSTEM, at=now_utc())


@job(queue="log", retry=2)
def verify(*, by: str, acts_for: str) -> None:
    """Verify the whole log for somebody who asked for it; what it finds is an event."""
    verification_run(by=System(by, acts_for), at=now_utc())
