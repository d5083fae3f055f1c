"""Users, what is granted to them, and how they are signed in; one module per subject."""

from parvaneh.access.models.attempts import Kept, PasswordCode, Throttle
from parvaneh.access.models.delegations import Delegation
from parvaneh.access.models.grants import Grant
from parvaneh.access.models.proposals import Proposal
from parvaneh.access.models.sessions import Session
from parvaneh.access.models.users import User

__all__ = ["Delegation", "Grant", "Kept", "PasswordCode", "Proposal", "Session", "Throttle", "User"]
