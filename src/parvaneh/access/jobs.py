"""Jobs of access."""

from parvaneh.access.models import Kept
from parvaneh.access.sign_in.sessions import SessionStore
from parvaneh.access.sign_in.throttle import forget
from parvaneh.frame.jobs import job
from parvaneh.kit.clock import now_utc


@job(queue="upkeep", every="17 2 * * *")
def sign_in_forget() -> None:
    """Forget counters and used codes that are over, and sessions that ended 90 days ago."""
    at = now_utc()
    SessionStore.clear_expired()
    forget(at)
    Kept.objects.filter(expires_at__lt=at).delete()
